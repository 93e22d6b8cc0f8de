"""Dates in a machine-readable format: EDTF, RIS, YYYYMMDD."""

import re
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.edtf import EdtfDate, is_edtf_in_print, read_edtf
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.resolve import read_tokens
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.tokens import tokenize_date
from dash_core.dates.grammar.vocabulary import SEASONS, fold_word
from dash_core.dates.model import DateRules, TrackedRules, UnreadError

__all__ = [
    "read_declared_edtf",
    "read_left_by_programs",
    "read_machine_format",
    "says_nothing",
]

# RIS, the format of reference managers: YYYY/MM/DD/other information, any but the year empty.
_RIS: Final = re.compile(
    r"(?P<year>[0-9]{4})/(?P<month>[0-9]{0,2})/(?P<day>[0-9]{0,2})(?:/(?P<other>[^/]*))?"
)
_COMPACT: Final = re.compile(r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_PLAIN: Final = re.compile("[0-9?~/.-]+")
# What programs leave of a date: "1946-00-00", "1946.0", MARC's "17uu", an end in the year 9999.
_BLANK: Final = re.compile(r"(?P<year>[0-9]{4})(?P<s>[-/.]?)(?P<month>[0-9]{2})(?P=s)00|"
                           r"(?P<only>[0-9]{4})[-/]00")  # fmt: skip
_FLOAT: Final = re.compile(r"([0-9]{4}|[0-9]{8})\.0+")
_ZONE: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:Z|[+-][0-9]{2}:[0-9]{2})")
_ZEROS: Final = re.compile(  # "1946-0-0", "00/04/1946", "04/00/1946"
    r"(?P<year>[0-9]{4})[-/.](?P<month>0?[0-9]|1[0-2])(?:[-/.]00?)|"
    r"00?[-/.](?P<m>0?[0-9]|1[0-2])[-/.](?P<y>[0-9]{4})|"
    r"(?P<am>0[1-9]|1[0-2])[-/.]00?[-/.](?P<ay>[0-9]{4})"
)
_QUERIES: Final = re.compile(  # "1889-01-??", "??.01.1889"
    r"(?P<year>[0-9]{4})([-/.])(?P<month>0[1-9]|1[0-2]|\?\?)(?:\2\?\?)?|"
    r"\?\?([-/.])(?P<m>0?[1-9]|1[0-2]|\?\?)\4(?P<y>[0-9]{4})"
)
# Wikidata: a sign, and zeros for what is not known.
_SIGNED: Final = re.compile(r"\+?(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00Z")
_STAMP: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?"
    r" ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?|([12][0-9]{3}[01][0-9][0-3][0-9])[0-9]{6}"
)
_NO_DATE: Final = re.compile(r"0+(?:[-/.]0+){0,2}(?:[ T][0:.Z]+)?|[uUX]{4}(?:-[uUX]{2}){0,2}")
_UNKNOWN: Final = re.compile("[0-9uU?~/.-]*[uU][0-9uU?~/.-]*")
_SMALL: Final = re.compile(r"[12][0-9]{2}[0-9x](?:-[0-9x]{2}){1,2}")  # "1917-04-xx"
_PAIR: Final = re.compile(r"([12][0-9uX]{3})[-/]?(9999|XXXX)")  # as in MARC 008
_SHORT_YEARS: Final = re.compile(r"-?[0-9]{1,3}(?:/-?[0-9]{1,4})?|-?[0-9]{4}/-?[0-9]{1,3}")
_NUMBER: Final = re.compile("[0-9]+")
_FIGURES: Final = re.compile(r"[0-9uUXopenkw?~.,:TZUCGM+/ -]+")
_NEVER: Final = re.compile(r"(?P<start>[0-9].*?) ?[-–/] ?9999(?:-?12-?31)?")


def read_machine_format(text: str) -> Span | EdtfDate | None:
    """Read a date that is recognizably in one of these formats; None if it is in none.

    Raises
    ------
    UnreadError
        If it has the form but is no date of the calendar.
    """
    ris = _RIS.fullmatch(text)
    if ris and (not ris["day"] or ris["other"] is not None):
        return _from_ris(ris)
    if is_edtf_in_print(text) and (edtf := read_edtf(text)):
        return edtf
    return None


def says_nothing(text: str) -> bool:
    """Whether a program has written that there is no date: "0000-00-00", "uuuu"."""
    return _NO_DATE.fullmatch(text) is not None


def read_left_by_programs(text: str) -> Span | EdtfDate | None:
    """Read a date in a form that programs and catalogues leave; None if it is in none.

    Raises
    ------
    UnreadError
        If it has the form but is no date of the calendar.
    """
    if "x" in text and _SMALL.fullmatch(text):
        text = text.upper()
    if not _FIGURES.fullmatch(text):
        return None
    if signed := _SIGNED.fullmatch(text):
        text = signed["day"]
        if not text.endswith("-00"):
            return _plain(text)
    if "??" in text and (queries := _QUERIES.fullmatch(text)):
        return _with_unknown(queries)
    if "open" in text or "unknown" in text:  # EDTF before 2019
        return read_edtf(text.replace("open", "..").replace("unknown", ""))
    if _UNKNOWN.fullmatch(text):
        text = text.replace("u", "X").replace("U", "X")
    if pair := _PAIR.fullmatch(text):
        return read_edtf(f"{pair[1]}/{'..' if pair[2] == '9999' else ''}")
    if text.startswith(("XXXX-", "XXXX/")) and (edtf := read_edtf(text[4:].replace("-", "/", 1))):
        return edtf  # "uuuu-1900": its beginning is not known
    if "X" in text and (edtf := read_edtf(text)):
        return edtf
    if stamp := _STAMP.fullmatch(text):
        return read_left_by_programs(stamp[2]) if stamp[2] else _plain(stamp[1])
    if zeros := _ZEROS.fullmatch(text):
        month = int(zeros["month"] or zeros["m"] or zeros["am"])
        year = int(zeros["year"] or zeros["y"] or zeros["ay"])
        return spans.month(year, month) if month else spans.year(year)
    return _other_figures(text)


def _with_unknown(date: re.Match[str]) -> EdtfDate | None:
    """A date with question marks in place of its day, or of day and month."""
    month = date["month"] or date["m"]
    month = "XX" if month == "??" else f"{month:0>2}"
    has_day = bool(date["m"]) or date[0].count("?") > 2 * (month == "XX")
    return read_edtf(f"{date['year'] or date['y']}-{month}" + ("-XX" if has_day else ""))


def _other_figures(text: str) -> Span | None:
    if zone := _ZONE.fullmatch(text):
        text = zone[1]
    elif number := _FLOAT.fullmatch(text):
        text = number[1]
    if (blank := _BLANK.fullmatch(text)) and int(blank["year"] or blank["only"]):
        year, month = int(blank["year"] or blank["only"]), int(blank["month"] or 0)
        return spans.month(year, month) if month else spans.year(year)
    if compact := _COMPACT.fullmatch(text):
        return spans.day(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    if never := _NEVER.fullmatch(text):
        return spans.open_end(_plain(never["start"]))
    return _plain(text) if zone or number else None


def read_declared_edtf(text: str) -> Span | EdtfDate | None:
    """Read a date that its source declares to be EDTF or ISO 8601; None if it is not.

    Raises
    ------
    UnreadError
        If it is no date of the calendar.
    """
    text = text.strip()
    if edtf := read_edtf(text):
        return edtf
    if left := read_left_by_programs(text):
        return left
    if _SHORT_YEARS.fullmatch(text):  # "-18/13": years that are not filled up to four figures
        return read_edtf(_NUMBER.sub(lambda number: number[0].zfill(4), text))
    return _plain(text) if _PLAIN.fullmatch(text) else None


def _plain(text: str) -> Span:
    """Figures that are nearly EDTF: "1946/47"."""
    return read_tokens(tokenize_date(text), TrackedRules(DateRules()), is_edtf=True)


def _from_ris(match: re.Match[str]) -> Span:
    year, other = int(match["year"]), fold_word(match["other"] or "")
    if other in SEASONS and not match["month"]:
        return spans.season(year, SEASONS[other])
    if other:
        raise UnreadError(_("“{text}” in this date was not understood.").format(text=other))
    if not match["month"]:
        return spans.year(year)
    if not match["day"]:
        return spans.month(year, int(match["month"]))
    return spans.day(year, int(match["month"]), int(match["day"]))
