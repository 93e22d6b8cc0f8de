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

__all__ = ["read_declared_edtf", "read_machine_format"]

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
_MARC: Final = re.compile(r"[0-2](?:[0-9]{2}u|[0-9]uu)", re.IGNORECASE)
_ZONE: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:Z|[+-][0-9]{2}:[0-9]{2})")
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
    return _left_by_programs(text)


def _left_by_programs(text: str) -> Span | None:
    if zone := _ZONE.fullmatch(text):
        text = zone[1]
    elif number := _FLOAT.fullmatch(text):
        text = number[1]
    if _MARC.fullmatch(text):
        digits = text.lower().rstrip("u")
        make, unit = (spans.century, 100) if len(digits) == 2 else (spans.ten_years, 10)
        return make(int(digits) * unit)
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
    if span := _left_by_programs(text):
        return span
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
