"""One date from all that a source says about it: the printed expression and the stated date.

The printed expression wins where both agree. The stated date is taken where it lies within the
printed one and says more, and where nothing is printed. Where they exclude each other, the printed
one stays, and the note names the other.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dash_core.common.i18n import _, cached_words
from dash_core.dates.edtf import read_edtf
from dash_core.dates.grammar.spans import span_of_days
from dash_core.dates.grammar.vocabulary import PORTIONS, fold_word
from dash_core.dates.model import ArchivalDate
from dash_core.dates.parse import is_yearless, parse_date, parse_machine_date
from dash_core.dates.stated import StatedDate

__all__ = ["combine_dates", "read_stated_date"]

_CACHED: Final = 100_000
_OPEN: Final = re.compile(r"\.\.|-+|–|—|9999(?:-?12-?31)?|2999|open|ongoing|present", re.IGNORECASE)
_OPEN_LATEST: Final = date(9999, 12, 31)
_WORD: Final = re.compile(r"[^\W\d_]+")
_NOTHING: Final = frozenset({"", "0", "00", "0000", "?", "nan", "null", "none", "n/a", "undefined"})
_SIGNS: Final = {"approximate": "~", "uncertain": "?"}
_WHOLE: Final = ("month", "season", "year", "decade", "century", "interval")
_CALENDARS: Final = {  # what their names contain
    "gregorian": ("greg", "new style", "common era"),
    "julian": ("julian", "old style", "o.s."),
    "hijri": ("hijri", "islam", "muslim", "muhammad"),
}
_ERAS: Final = {"julian": "(O.S.)", "hijri": "AH"}  # as they are printed after a date


@cached_words(maxsize=_CACHED)
def combine_dates(printed: ArchivalDate, stated: StatedDate) -> ArchivalDate:
    """The one date of a printed expression, as read, and of what is stated beside it.

    >>> early = parse_date("1940s")
    >>> combine_dates(early, StatedDate("1946-01/1946-03")).edtf
    '1946-01/1946-03'
    >>> combine_dates(parse_date("1946"), StatedDate(qualifier="approximate")).edtf
    '1946~'
    """
    other = read_stated_date(stated)
    calendar = _calendar(stated.calendar)
    if not printed.text.strip() or (other.is_known and _is_same_text(printed, stated.machine)):
        result = replace(other, text=printed.text.strip() or other.text)
    elif calendar != "gregorian":
        result = _of_calendar(printed, other, calendar)
    elif not other.text:
        result = printed
    elif whole := _with_stated_year(printed, stated):
        result = whole
    elif not other.is_known:
        note = _("The file’s own machine-readable date, “{date}”, was not understood.")
        result = _noted(printed, note.format(date=other.text))
    elif not printed.is_known or _says_more(printed, other):
        note = _("Read from the file’s own machine-readable date, “{date}”.")
        note = f"{note.format(date=other.text)} {other.note}".strip()
        result = replace(other, text=printed.text, note=note)
    else:
        result = _both_known(printed, other)
    result = _qualified(result, stated.qualifier)
    if stated.event == "received" and result.text:
        result = _noted(
            result, _("The date says when it was received, which need not be when it was made.")
        )
    return result


def _says_more(printed: ArchivalDate, other: ArchivalDate) -> bool:
    """Whether a printed date was not understood in full, or by what other dates of the listing
    show, and the other may say what it means: not one of another time, however the printed one is
    read ("1003" beside "1003 [1594-1595]")."""
    if not printed.note or _is_open(printed):
        return False
    return any(_relation(one, other) != "apart" for one in (printed, parse_date(printed.text)))


def _with_stated_year(printed: ArchivalDate, stated: StatedDate) -> ArchivalDate | None:
    """The printed day or month ("9 May") of the year that has a place of its own."""
    year = stated.year.strip()
    if printed.is_known or not year or stated.month or not is_yearless(printed.text):
        return None
    whole = parse_date(f"{printed.text.strip(' .,:;')} {year}")
    return replace(whole, text=printed.text) if whole.is_known else None


@cached_words(maxsize=_CACHED)
def read_stated_date(stated: StatedDate) -> ArchivalDate:
    """The date of what a source states beside the printed expression; without text if of nothing.

    Its text is the source's own: the machine-readable date, both ends, or the parts.
    """
    options = [
        one
        for one in (_of_machine(stated.machine), _of_ends(stated), _of_parts(stated))
        if one.text
    ]
    known = [one for one in options if one.is_known]
    if not options:
        return ArchivalDate("")
    result = (known or options)[0]
    for other in known[1:]:
        if _relation(result, other) == "apart":
            note = _("The source also states “{date}”.").format(date=other.text)
            result = _noted(result, note)
    return result


def _of_machine(text: str) -> ArchivalDate:
    """A machine-readable date, in which 9999 is an open end."""
    text = text.strip()
    start, slash, end = text.partition("/")
    if slash and "/" not in end:
        start, end = ("" if _is_nothing(one) else _open(one) for one in (start, end))
        if not (start or end):
            return ArchivalDate("")
        if start == end:
            return replace(_read(start), text=text)
        whole = parse_machine_date(f"{start}/{end}")
        return replace(whole, text=text) if whole.is_known else _through(start, end, text)
    return ArchivalDate("") if _is_nothing(text) or _OPEN.fullmatch(text) else _read(text)


def _of_ends(stated: StatedDate) -> ArchivalDate:
    begin, end = (
        "" if _is_nothing(one) else _open(one.strip()) for one in (stated.begin, stated.end)
    )
    if begin in ("", "..") and end in ("", ".."):
        return ArchivalDate("")
    if end == "" or begin == end:
        return _read(begin)
    whole = _through(begin, end, f"{stated.begin.strip()}/{stated.end.strip()}")
    if whole.is_known or not begin or ".." in (begin, end):
        return whole
    printed = parse_date(f"{begin} – {end}")  # "17 Feb." and "18 March 1946", "1965" and "68"
    return printed if printed.is_known else whole


def _through(begin: str, end: str, text: str) -> ArchivalDate:
    """The span between two ends, each of which may be open ("..") or unknown ("")."""
    ends = [None if one in ("", "..") else _read(one) for one in (begin, end)]
    first, last = ends
    for one in ends:
        if one is not None and not one.is_known:
            return ArchivalDate(text, note=one.note or _("An end of this date was not understood."))
    if first is not None and last is not None and first.earliest and last.latest:
        if last.latest < first.earliest:
            return ArchivalDate(text, note=_("The end of this span is not after its beginning."))
        plain = "day" not in (first.precision, last.precision) or first.precision == last.precision
        days = span_of_days(first.earliest, last.latest)
        if "/" not in days and plain:  # "1946-01-01" to "1946-12-31" is the year
            return replace(parse_machine_date(days), text=text)
    written = [_end(one, given) for one, given in zip(ends, (begin, end), strict=True)]
    read = read_edtf("/".join(written))
    if read is None:
        return ArchivalDate(text, note=_("The ends of this span make no date."))
    notes = dict.fromkeys((*(one.note for one in ends if one is not None), *read.notes))
    qualifiers = [one.qualifier for one in ends if one is not None and one.qualifier != "none"]
    return ArchivalDate(
        text,
        read.edtf,
        read.earliest,
        read.latest,
        "interval",
        qualifiers[0] if qualifiers else "none",
        " ".join(filter(None, notes)),
    )


def _end(one: ArchivalDate | None, given: str) -> str:
    """The EDTF of one end of an interval; of a span its first or last date would be too sure."""
    if one is None:
        return given
    if any(sign in one.edtf for sign in "/[{") and one.earliest and one.latest:
        return span_of_days(one.earliest, one.latest).split("/")[0]
    return one.edtf


def _of_parts(stated: StatedDate) -> ArchivalDate:
    """Year, month and day in places of their own; 0 and an empty one say nothing."""
    year, month, day = (
        "" if _is_nothing(part) else part.strip().removesuffix(".0")
        for part in (stated.year, stated.month, stated.day)
    )
    if not year:
        return ArchivalDate("")
    if year.isdecimal() and len(year) == 4 and all(p.isdecimal() for p in (month, day) if p):
        text = "-".join([year, *(part.zfill(2) for part in (month, month and day) if part)])
        found = parse_machine_date(text)
    else:
        text = " ".join(filter(None, (month and day, month, year)))
        found = parse_date(text)
    if day and not month:
        found = _noted(found, _("The day {day} is stated without a month.").format(day=day))
    return found


def _read(text: str) -> ArchivalDate:
    found = parse_machine_date(text)
    return found if found.is_known else parse_date(text)


def _is_nothing(text: str) -> bool:
    return text.strip().casefold() in _NOTHING


def _open(text: str) -> str:
    return ".." if _OPEN.fullmatch(text.strip()) else text.strip()


def _is_same_text(printed: ArchivalDate, machine: str) -> bool:
    """Whether the printed date is the machine-readable one, or its only end."""
    bare = machine.removesuffix("/..").removeprefix("../").rstrip("~?%")
    return printed.text.strip() in (machine, bare)


def _calendar(name: str) -> str:
    """The calendar of this name; the name itself where it is none of ours."""
    name = name.strip().lstrip("#").casefold()
    if name in ("", "ce", "ad", "ns"):
        return "gregorian"
    found = (known for known, parts in _CALENDARS.items() if any(part in name for part in parts))
    return next(found, name)


def _of_calendar(printed: ArchivalDate, other: ArchivalDate, calendar: str) -> ArchivalDate:
    """A date printed in another calendar: the stated date is converted already, where there is one.

    Two that are the same day as printed are marked: one of them is not converted.
    """
    if other.is_known:
        if other.edtf == printed.edtf and calendar == "julian" and other.precision == "day":
            note = _("The file names the calendar “{name}”, but repeats the day as printed.")
            return _noted(printed, note.format(name=calendar))
        return replace(other, text=printed.text)
    era = _ERAS.get(calendar, "")
    converted = parse_date(f"{printed.text} {era}") if era else ArchivalDate("")
    if converted.is_known and converted.edtf != printed.edtf:
        return replace(converted, text=printed.text)
    note = _("The file names the calendar “{name}”; the date is not converted.")
    return _noted(printed, note.format(name=calendar))


def _both_known(printed: ArchivalDate, other: ArchivalDate) -> ArchivalDate:
    """The printed date, the stated one where it says more, or the printed one marked."""
    relation = _relation(printed, other)
    if relation == "within" and not _is_filled_up(printed, other):
        qualifier = other.qualifier if other.qualifier != "none" else printed.qualifier
        taken = replace(other, text=printed.text)
        return _qualified(taken, qualifier)
    if relation == "apart" and _is_vague(printed, other):
        return _qualified(replace(other, text=printed.text), printed.qualifier)
    if relation == "apart":
        note = _("The file’s own machine-readable date, “{date}”, says otherwise.")
        return _noted(printed, note.format(date=other.text))
    if relation == "same" and printed.qualifier == "none" and other.qualifier != "none":
        return replace(other, text=printed.text, note=printed.note or other.note)
    return printed


def _relation(printed: ArchivalDate, other: ArchivalDate) -> str:
    """How the other date lies to the printed one: "same", "within", "around" or "apart"."""
    first, last = _bounds(printed)
    start, end = _bounds(other)
    if first is None or last is None or start is None or end is None:
        return "same"
    if (first, last) == (start, end):
        return "same"
    if first <= start and end <= last:
        return "within"
    return "around" if start <= first and last <= end else "apart"


def _is_vague(printed: ArchivalDate, other: ArchivalDate) -> bool:
    """Whether the printed date is one like "late April", whose bounds nobody knows, and the stated
    one has days of it."""
    words = map(fold_word, _WORD.findall(printed.text))
    first, last, start, end = printed.earliest, printed.latest, other.earliest, other.latest
    if not first or not last or not start or not end or PORTIONS.keys().isdisjoint(words):
        return False
    return start <= last and first <= end and end - start <= 2 * (last - first)


def _is_open(one: ArchivalDate) -> bool:
    return one.edtf.endswith(("/..", "/")) or one.edtf.startswith(("../", "/"))


def _bounds(one: ArchivalDate) -> tuple[date | None, date | None]:
    """The first and last day; of an open or unknown end, that of the calendar."""
    first, last = one.earliest, one.latest
    if one.edtf.endswith(("/..", "/", "..]", "..}")):
        last = _OPEN_LATEST
    if one.edtf.startswith(("../", "/", "[..", "{..")):
        first = date.min
    return first, last


def _is_filled_up(printed: ArchivalDate, other: ArchivalDate) -> bool:
    """Whether the stated date only looks surer: the first day of the printed year or month, or the
    one beginning of a printed span."""
    first, last, start, end = printed.earliest, printed.latest, other.earliest, other.latest
    if first is None or last is None or start is None or end is None:
        return False
    is_span = printed.precision == "interval" and not printed.edtf.startswith("[")
    if is_span and other.precision != "interval":
        return True
    if start != first or other.edtf.count("-") < 2 or printed.precision not in _WHOLE:
        return False
    return end in (start, date(last.year, 1, 1), last.replace(day=1)) and (
        end - start > timedelta(1) or other.precision == "day"
    )


def _qualified(one: ArchivalDate, qualifier: str) -> ArchivalDate:
    """The date with a qualifier that its source states, also in its EDTF where that has a sign."""
    if not qualifier or qualifier == "none" or not one.is_known or one.qualifier != "none":
        return one
    sign = _SIGNS.get(qualifier, "")
    edtf = one.edtf
    if sign and not any(mark in edtf for mark in "~?%[{"):
        if one.precision == "season" and one.earliest and one.latest:  # no sign after a season
            edtf = span_of_days(one.earliest, one.latest)
        edtf = "/".join(part if part in ("", "..") else part + sign for part in edtf.split("/"))
    return replace(one, edtf=edtf, qualifier=qualifier)


def _noted(one: ArchivalDate, note: str) -> ArchivalDate:
    return replace(one, note=f"{one.note} {note}".strip())
