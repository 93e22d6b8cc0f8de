"""Dates in the Extended Date/Time Format, levels 0 to 2 (ISO 8601-2:2019).

Read here and not by a library, because what is EDTF must come out as the same EDTF: the `edtf`
package writes some of it differently, knows no sets of long years, and prints to standard output.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Final, NamedTuple

from dash_core.common.i18n import _, cached_words
from dash_core.dates.model import Precision

__all__ = ["EdtfDate", "is_edtf_in_print", "read_edtf", "without_spaces"]

_ISO_DAYS: Final = re.compile(
    r"\[[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:, ?[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)+\]"
)
_MAX_EDTF: Final = 300  # characters
_MAX_MEMBERS: Final = 50  # of a set
_SIGNS: Final = re.compile(r"[0-9XYEST.,/{}\[\]~?%+:Z-]+")
_SIGN: Final = "[?~%]?"
_TIME: Final = (
    r"T[0-9]{2}:?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_DATE: Final = re.compile(
    rf"{_SIGN}(?P<year>-?[0-9X]{{4}}|Y-?[0-9]{{1,18}}(?:E[0-9]{{1,4}})?)(?:S(?P<digits>[0-9]{{1,3}}))?"
    rf"{_SIGN}(?:-{_SIGN}(?P<month>[0-9X]{{2}}){_SIGN}(?:-{_SIGN}(?P<day>[0-9X]{{2}}){_SIGN})?)?"
    rf"(?P<time>{_TIME})?"
)
# What no one prints by hand; without such a mark "1911-12" in print may be two years.
_MARKS: Final = re.compile(
    r"\.\.|[{~%T]|[0-9]X|XXXX|^Y|[0-9]S[0-9]|[0-9]\?-|-[?X]|^\?[0-9]|^/[0-9]|[0-9?]/$|^-0[0-9]{3}"
    r"|^\[[^ ]*,[^ ]*\]$|^[0-9]{4}[0-9?-]*/[0-9]{4}"
)
_SEASONS: Final = {  # number -> first and last month; those of the south in their order there
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    25: (3, 5),
    26: (6, 8),
    27: (9, 11),
    29: (9, 11),
    31: (3, 5),
    32: (6, 8),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}
_TWO_YEARS: Final = {24: 1, 28: 1, 30: 1}  # winter, and the summer of the south -> its first month
_NEVER: Final = ("9999", "9999-12-31")  # how programs write an open end
_LAST_LIKELY: Final = 2100  # year of a document
_QUARTERS: Final = 33  # the first number that is no season of the year


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date in EDTF: as given without the time of day, its bounds, and what to remark on it.

    `earliest` and `latest` are None where Python's calendar (the years 1 to 9999) has no day of
    it, or where its century is not known; a part beyond is cut off. Both are noted.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    notes: tuple[str, ...] = ()
    inferred: bool = False

    @property
    def full_edtf(self) -> str:
        """The EDTF with its qualifiers."""
        return self.edtf


class _Years(NamedTuple):
    """The first and last year that digits stand for; None where the first of them is unknown."""

    first: int | None
    last: int | None
    precision: Precision = "year"


def without_spaces(text: str) -> str:
    """What only EDTF has, braces, two dots or days of ISO 8601 in brackets, without the spaces that
    a hand or a program put in.

    >>> without_spaces("[1902, 1905, 1907..1909]"), without_spaces("[1902, 1905]")
    ('[1902,1905,1907..1909]', '[1902, 1905]')
    """
    is_edtf = (".." in text and "..." not in text) or "{" in text or _ISO_DAYS.fullmatch(text)
    bare = text.replace(" ", "") if is_edtf else text
    return bare if _SIGNS.fullmatch(bare) else text


def is_edtf_in_print(text: str) -> bool:
    """Whether a text is EDTF by its signs, though nothing declares it to be."""
    return _SIGNS.fullmatch(text) is not None and _MARKS.search(text) is not None


@cached_words(maxsize=10_000)
def read_edtf(text: str) -> EdtfDate | None:
    """Read a date in EDTF; None if it is not.

    >>> read_edtf("2004-06~-11").earliest.isoformat(), read_edtf("190X").precision
    ('2004-06-11', 'decade')
    """
    if len(text) > _MAX_EDTF or not _SIGNS.fullmatch(text):
        return None
    if text[0] + text[-1] in ("[]", "{}"):
        read = _set(text[1:-1], text[0] + text[-1])
    elif "/" in text:
        read = _interval(*text.partition("/")[::2])
    else:
        read = _single(text)
    return read


def _single(text: str) -> EdtfDate | None:
    match = _DATE.fullmatch(text)
    if match is None or (match["time"] and not match["day"]):
        return None
    years = _years(match["year"], match["digits"])
    if years is None or (match["month"] and (match["digits"] or match["year"][0] == "Y")):
        return None
    edtf = text[: match.start("time")] if match["time"] else text
    approximate = "~" in text or "%" in text or match["digits"] is not None
    uncertain = "?" in text or "%" in text
    bounds = _bounds(years, match["month"], match["day"])
    if bounds is None:
        return None
    first, last, notes = bounds
    precision = _precision(years, match["month"], match["day"])
    return EdtfDate(edtf, first, last, precision, approximate, uncertain, notes)


def _years(year: str, significant: str | None) -> _Years | None:
    """The years that a year stands for; None if it is none."""
    if year[0] == "Y":
        digits, _e, exponent = year[1:].partition("E")
        zeros = min(int(exponent or 0), 20)  # any more is as far beyond the calendar
        if not exponent and len(digits.lstrip("-")) < 5:
            return None
        first = last = int(digits) * 10**zeros
    else:
        sign, plain = ("-", year[1:]) if year[0] == "-" else ("", year)
        if plain.startswith("X") or "X" in plain.rstrip("X"):
            return _Years(None, None, "year" if plain != "XXXX" else "interval")
        ends = sorted(int(sign + plain.replace("X", digit)) for digit in "09")
        first, last = ends
        if "X" in plain:
            kinds: dict[int, Precision] = {1: "decade", 2: "century"}
            return _Years(first, last, kinds.get(plain.count("X"), "interval"))
    if significant is None:
        return _Years(first, last)
    n = int(significant)
    if not 1 <= n <= len(str(abs(first))):
        return None
    unit = 10 ** (len(str(abs(first))) - n)
    start = abs(first) // unit * unit
    ends = sorted((start, start + unit - 1)) if first >= 0 else [-(start + unit - 1), -start]
    return _Years(ends[0], ends[1], "interval" if unit > 1 else "year")


def _precision(years: _Years, month: str | None, day: str | None) -> Precision:
    if month is None or (month == "XX" and day in (None, "XX")):
        return years.precision
    is_sure = years.precision == "year" and "X" not in month
    if month.isdigit() and int(month) > 12:
        return "season" if int(month) < _QUARTERS and is_sure else "interval"
    if not is_sure:
        return "interval"
    if day is None or day == "XX":
        return "month"
    return "interval" if "X" in day else "day"


_Bounds = tuple[date | None, date | None, tuple[str, ...]]


def _bounds(years: _Years, month: str | None, day: str | None) -> _Bounds | None:
    """The first and last day, and notes; None where there is no such day in any year."""
    number = int(month) if month is not None and month.isdigit() else 0
    if number > 12:
        if day is not None or not (number in _SEASONS or number in _TWO_YEARS):
            return None
    elif not _days_of_year(2000, month, day):  # a leap year
        return None
    if years.first is None or years.last is None:
        return None, None, (_("The century of this date is not known."),)
    notes: tuple[str, ...] = ()
    if years.first < MINYEAR or years.last > MAXYEAR:
        notes = (_("Years before 1 and after 9999 have no place on the time line."),)
        if years.last < MINYEAR or years.first > MAXYEAR:
            return None, None, notes
    elif years.first > _LAST_LIKELY:
        notes = (_("The year {year} is unlikely.").format(year=years.first),)
    inside = range(max(years.first, MINYEAR), min(years.last, MAXYEAR) + 1)
    if number in _TWO_YEARS:
        if inside[-1] == MAXYEAR:
            return None
        note = _("A winter lies in two years: which one's end is meant is not said.")
        if number == 30:
            note = _("A summer of the south lies in two years: which is meant is not said.")
        end = inside[-1] + 1
        return date(inside[0], 1, 1), date(end, 2, monthrange(end, 2)[1]), (*notes, note)
    if number > 12:
        first_month, last_month = _SEASONS[number]
        last = date(inside[-1], last_month, monthrange(inside[-1], last_month)[1])
        return date(inside[0], first_month, 1), last, notes
    first = next((days[0] for y in inside[:8] if (days := _days_of_year(y, month, day))), None)
    last_ = next((d[-1] for y in inside[:-9:-1] if (d := _days_of_year(y, month, day))), None)
    return (first, last_, notes) if first is not None else None


def _days_of_year(year: int, month: str | None, day: str | None) -> list[date]:
    """The first and last day of a year that fit the digits of month and day, X for any."""
    if month is None:
        return [date(year, 1, 1), date(year, 12, 31)]
    found: list[date] = []
    months = _numbers(month, 12)
    for m in dict.fromkeys((*months[:3], *months[-3:])):
        days = _numbers(day, monthrange(year, m)[1])
        found += [date(year, m, d) for d in dict.fromkeys((*days[:1], *days[-1:]))]
    return [min(found), max(found)] if found else []


@lru_cache(maxsize=1_000)
def _numbers(digits: str | None, most: int) -> list[int]:
    """The numbers from 1 to `most` that fit two digits, X for any; all where none are given."""
    return [
        number
        for number in range(1, most + 1)
        if digits is None
        or all(a in ("X", b) for a, b in zip(digits, f"{number:02d}", strict=True))
    ]


def _interval(start: str, end: str) -> EdtfDate | None:
    """ "1984~/2004-06", "1985/.." (open), "/1985" (the beginning unknown)."""
    end = ".." if end in _NEVER else end
    opens = [part in ("", "..") for part in (start, end)]
    if all(opens):
        return None
    ends = [
        None if is_open else _single(part)
        for is_open, part in zip(opens, (start, end), strict=True)
    ]
    first, last = ends
    if (first is None) != opens[0] or (last is None) != opens[1]:
        return None
    given = [one for one in ends if one is not None]
    if first is not None and last is not None and _runs_backwards(first, last):
        return None
    written = [
        part if one is None else one.edtf for one, part in zip(ends, (start, end), strict=True)
    ]
    return _joined("/".join(written), given, *opens)


def _runs_backwards(first: EdtfDate, last: EdtfDate) -> bool:
    if first.earliest is not None and last.latest is not None:
        return last.latest < first.earliest
    low, high = _years_of(first), _years_of(last)
    return low is not None and high is not None and high < low


def _years_of(one: EdtfDate) -> int | None:
    """The first year of a single date; None where its century is not known."""
    match = _DATE.fullmatch(one.edtf)
    years = None if match is None else _years(match["year"], match["digits"])
    return None if years is None else years.first


def _set(text: str, brackets: str) -> EdtfDate | None:
    """ "[1667,1760-12]" (one of them), "{1667,1670..1672}" (all of them), "[..1760-12-03]"."""
    members = text.split(",")
    if len(members) > _MAX_MEMBERS or (brackets == "[]" and len(members) == 1 and ".." not in text):
        return None  # "[1946]": an archivist's 1946
    read: list[EdtfDate] = []
    written: list[str] = []
    open_start = open_end = False
    for i, member in enumerate(members):
        start, dots, end = member.partition("..")
        ends = [_single(part) for part in (start, end) if part]
        if not ends or None in ends or (dots and len(ends) == 1 and len(members) > 1):
            at_edge = (i == 0 and not start) or (i == len(members) - 1 and not end)
            if not ends or None in ends or not at_edge:
                return None
        known = [one for one in ends if one is not None]
        if len(known) == 2 and _runs_backwards(*known):
            return None
        open_start |= bool(dots) and not start
        open_end |= bool(dots) and not end
        texts = iter(one.edtf for one in known)
        written.append(dots.join(next(texts) if part else "" for part in (start, end)) if dots
                       else next(texts))  # fmt: skip
        read += known
    return _joined(brackets[0] + ",".join(written) + brackets[1], read, open_start, open_end)


def _joined(edtf: str, dates: list[EdtfDate], open_start: bool, open_end: bool) -> EdtfDate:
    """Several dates as one; open at an end, its bounds stay those that are given."""
    notes = list(dict.fromkeys(_notes(dates)))
    if open_end and not open_start:
        notes.append(_("Only the beginning of this span is known."))
    elif open_start and not open_end:
        notes.append(_("Only the end of this span is known."))
    first = min((d.earliest for d in dates if d.earliest is not None), default=None)
    last = max((d.latest for d in dates if d.latest is not None), default=None)
    if first is not None:  # a member beyond the calendar reaches its edge
        years = [_years_of(one) for one in dates if one.earliest is None]
        first = date.min if any(y is not None and y < MINYEAR for y in years) else first
        last = date.max if any(y is not None and y > MAXYEAR for y in years) else last
    return EdtfDate(
        edtf,
        first,
        last,
        "interval",
        any(one.approximate for one in dates),
        any(one.uncertain for one in dates),
        tuple(notes),
    )


def _notes(dates: Iterable[EdtfDate]) -> Iterator[str]:
    for one in dates:
        yield from one.notes
