"""Printed date -> EDTF, earliest and latest day, precision and qualifier.

The rule: a date is read only when every part of the printed string is explained by the
result. Anything else is kept as printed with precision `unknown`, never guessed.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019). Plain
forms are read here; the rest by the `edtf` package, whose answer is then checked, because
it silently drops what it does not understand.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import Final, Literal

from dash_core import settings

__all__ = ["PRECISIONS", "ArchivalDate", "Precision", "parse_date", "say_day", "say_span"]

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "unknown"]
PRECISIONS: Final[tuple[Precision, ...]] = (
    "day",
    "month",
    "season",
    "year",
    "decade",
    "century",
    "interval",
    "unknown",
)

_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()
_MONTH_NUMBER: Final = {
    **{name: n for n, name in enumerate(_MONTHS, 1)},
    **{name[:3]: n for n, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_MONTH: Final = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_PLAIN: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} {_MONTH},? {_YEAR}",
        rf"{_MONTH},? {_YEAR}",
        rf"{_YEAR}-(?P<number>[0-9][0-9])-(?P<day>[0-9][0-9])",
        rf"{_YEAR}-(?P<number>[0-9][0-9])",
        _YEAR,
    )
]
_CLOSING: Final = '.,;:”" '  # closing marks of print say nothing of the date
_SEASONS: Final = {"spring", "summer", "autumn", "fall", "winter"}
_APPROXIMATE: Final = {"circa", "ca", "c", "about", "approximately", "around"}
_KINDS: Final = {"decade": {"s"}, "century": {"century", "st", "nd", "rd", "th"}}
_EXPLAINED: Final = _SEASONS | _APPROXIMATE | {"s", "st", "nd", "rd", "th", "century"}


@dataclass(frozen=True, slots=True)
class ArchivalDate:
    """A date as an archive prints it, with what can be said of it for certain.

    `text` is verbatim; `edtf` is empty where the date was not understood; `earliest` and
    `latest` are the first and last day it may stand for, both inclusive.
    """

    text: str
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"
    qualifier: str = "none"

    @property
    def is_known(self) -> bool:
        """Whether the date was understood."""
        return self.precision != "unknown"


@lru_cache(maxsize=100_000)
def parse_date(text: str) -> ArchivalDate:
    """Read a printed date.

    Returns
    -------
    ArchivalDate
        With precision `unknown` where any part of `text` stays unexplained or the day
        does not exist (February 30).

    >>> parse_date("February, 1946").edtf
    '1946-02'
    >>> parse_date("February 30, 1946").precision
    'unknown'
    """
    clean = " ".join(text.split()).rstrip(_CLOSING)
    for pattern in _PLAIN:
        match = pattern.fullmatch(clean)
        if match is None:
            continue
        found = match.groupdict()
        if "month" in found and found["month"].lower() not in _MONTH_NUMBER:
            continue
        if "number" in found and "day" not in found and found["year"][2:] < found["number"]:
            return ArchivalDate(text)  # "1911-12" may be December 1911 or two years
        edtf = found["year"]
        if "month" in found:
            edtf += f"-{_MONTH_NUMBER[found['month'].lower()]:02d}"
        elif "number" in found:
            edtf += f"-{found['number']}"
        if "day" in found:
            edtf += f"-{int(found['day']):02d}"
        return _from_plain_edtf(text, edtf)
    return _from_free_text(text, clean)


def _from_plain_edtf(text: str, edtf: str) -> ArchivalDate:
    """Year, year-month or year-month-day, checked against the calendar."""
    parts = [int(part) for part in edtf.split("-")]
    precisions: tuple[Precision, ...] = ("year", "month", "day")
    precision = precisions[len(parts) - 1]
    year, month, day = (*parts, 1, 1)[:3]
    try:
        earliest = date(year, month, day)
    except ValueError:
        return ArchivalDate(text)
    latest = earliest
    if precision == "year":
        latest = date(year, 12, 31)
    elif precision == "month":
        latest = date(year, month, monthrange(year, month)[1])
    return ArchivalDate(text, edtf, earliest, latest, precision)


def _from_free_text(text: str, clean: str) -> ArchivalDate:
    """Ask the `edtf` package, then refuse any answer that leaves a part unexplained."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", clean)}
    numbers = re.findall(r"[0-9]+", clean)
    rest = re.sub(r"[\w\s.,?~-]", "", clean)
    open_ended = clean.startswith("-") or clean.endswith("-")
    seasons = words & _SEASONS
    several = len(seasons) > 1 or (bool(seasons) and len(numbers) > 1)
    if not numbers or rest or open_ended or several or not words <= _EXPLAINED:
        return ArchivalDate(text)
    if len(clean) > settings.MAX_DATE_CHARS:
        return ArchivalDate(text)

    from edtf import parse_edtf, text_to_edtf  # slow to import, rarely needed
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        edtf: str = text_to_edtf(clean) or ""
        parsed = parse_edtf(edtf) if edtf else None
        if parsed is None:
            return ArchivalDate(text)
        earliest, latest = (
            date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict())
        )
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        return ArchivalDate(text)
    approximate, uncertain = bool(words & _APPROXIMATE), "?" in clean
    if approximate != ("~" in edtf) or uncertain != ("?" in edtf) or earliest > latest:
        return ArchivalDate(text)
    precision = _precision(edtf)
    if precision == "season" and "winter" in words:  # of which year's end is not said
        if earliest.year == MAXYEAR:
            return ArchivalDate(text)
        earliest, latest = date(earliest.year, 1, 1), _end_of_february(earliest.year + 1)
    ambiguous = precision == "century" and "century" not in words  # "1900s"
    if ambiguous or words - _APPROXIMATE - seasons - _KINDS.get(precision, set()):
        return ArchivalDate(text)
    if not _numbers_explained(numbers, edtf, precision):
        return ArchivalDate(text)
    qualifier = "approximate" if approximate else "uncertain" if uncertain else "none"
    return ArchivalDate(text, edtf, earliest, latest, precision, qualifier)


def _end_of_february(year: int) -> date:
    return date(year, 2, monthrange(year, 2)[1])


def _precision(edtf: str) -> Precision:
    bare = edtf.rstrip("~?%")
    if "/" in edtf:
        return "interval"
    if bare.endswith("XX"):
        return "century"
    if bare.endswith("X"):
        return "decade"
    if re.fullmatch(r"[0-9]{4}-2[1-4]", bare):
        return "season"
    if re.fullmatch(r"[0-9]{4}", bare):
        return "year"
    return "unknown"


def _numbers_explained(numbers: list[str], edtf: str, precision: Precision) -> bool:
    """Whether the result holds every printed number and nothing that was not printed."""
    years = re.findall(r"[0-9]{2,4}X{0,2}", re.sub(r"-2[1-4]\b", "", edtf))
    if precision == "century":
        return len(numbers) == 1 and numbers[0] in (str(int(years[0][:2]) + 1), years[0][:2] + "00")
    if precision == "decade":
        return numbers == [years[0][:3] + "0"]
    return precision != "unknown" and numbers == years


def say_day(day: date) -> str:
    """A day as people write it: `5 Apr 1946`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3].title()} {day.year}"


def say_span(first: date, last: date) -> str:
    """A span of days without repeating what both ends share: `1 Jan – 14 Apr 1946`."""
    if first == last:
        return say_day(first)
    start = say_day(first)
    if first.year == last.year:
        start = start.rsplit(" ", 1)[0]
        if first.month == last.month:
            start = start.split(" ")[0]
    return f"{start} – {say_day(last)}"
