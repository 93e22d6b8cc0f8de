"""Dates with an era: "44 BC", "AD 79", "5th century BCE".

Years are moved by whole cycles of the calendar (400 years) to where the grammar reads them, and
back. EDTF and ISO 8601 have a year 0, which is 1 BC.
"""

import re
from collections.abc import Callable
from datetime import MINYEAR, date
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.edtf import EdtfDate, read_edtf
from dash_core.dates.grammar.spans import Span
from dash_core.dates.model import UnreadError

__all__ = ["has_era", "read_with_era"]

_BEFORE: Final = (
    r"(?:B\. ?C\b\.?(?: ?E\b\.?)?|BCE?\b|v\. ?Chr\b\.?|v\. ?u\. ?Z\b\.?|av(?:ant|\.) ?J\.?-?C\b\.?"
    r"|a\. ?C\b\.?|aC\b|до н\. ?э\b\.?|пр\. ?н\. ?е\b\.?)"
)
_AFTER: Final = (
    r"(?:A\. ?D\b\.?|AD\b|C\. ?E\b\.?|CE\b|n\. ?Chr\b\.?|ap(?:rès|r?\.) ?J\.?-?C\b\.?|d\. ?C\b\.?"
    r"|н\. ?э\b\.?)"
)
_ERA: Final = re.compile(
    rf"(?<!\w){_BEFORE}|(?<![0-9])[0-9]{{1,3}} ?{_AFTER}|(?<!\w){_AFTER} ?[0-9]{{1,3}}(?![0-9])"
)
_HAS_BEFORE: Final = re.compile(rf"(?<!\w){_BEFORE}")
_TO: Final = r"(?: ?(?:-|–|—|/|to|and|or|bis|und|et|à) ?(?:c[a.]*|circa)? ?)"
_SHARED: Final = re.compile(  # "44-30 BC", "between 44 and 30 BC"
    rf"(?<![0-9])([0-9]{{1,4}})({_TO})(?=[0-9]{{1,4}} ?({_BEFORE}|{_AFTER}))"
)
_SHARED_AFTER: Final = re.compile(  # "AD 98-117"
    rf"(?<!\w)({_AFTER}) ?([0-9]{{1,4}})({_TO})(?=[0-9]{{1,4}}(?![0-9]))"
)
_YEAR: Final = re.compile(
    rf"(?<![0-9])(?P<n>[0-9]{{1,4}}) ?(?:(?P<bc>{_BEFORE})|(?P<ad>{_AFTER}))"
    rf"|(?<!\w){_AFTER} ?(?P<later>[0-9]{{1,4}})(?![0-9])"
)
_CENTURIES: Final = re.compile(
    rf"(?P<lead>(?:c[a.]*|ca\.|circa) )?(?P<a>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?"
    rf"(?: ?(?:-|–|/|to) ?(?P<b>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?)?"
    rf" ?(?:century|centuries|cent\.?|c\.|Jahrhunderts?|Jh\.?) ?{_BEFORE}(?P<query> ?\?)?",
    re.IGNORECASE,
)
_CYCLE: Final = 400  # years after which the calendar repeats itself
_FROM: Final = 1200  # the first year that years are moved to
_EDTF_YEAR: Final = re.compile(r"(?<![0-9X-])(?<![0-9]-)[0-9]{4}(?![0-9])")


def has_era(text: str) -> bool:
    """Whether a year has an era that decides which it is."""
    return _ERA.search(text) is not None


def read_with_era(text: str, read: Callable[[str], Span]) -> EdtfDate | None:
    """A date whose years have an era, by `read` once they are moved; None if they need none.

    Raises
    ------
    UnreadError
        With the reason, where it is not read.
    """
    if centuries := _CENTURIES.fullmatch(text.strip()):
        return _of_centuries(centuries)
    is_before = _HAS_BEFORE.search(text) is not None
    text = _SHARED_AFTER.sub(r"\1 \2\3\1 ", _SHARED.sub(r"\1 \3\2", text))
    found = [_astronomical(match) for match in _YEAR.finditer(text)]
    if not found or (not is_before and min(found) >= 1000):
        return None
    shift = -((min(found) - _FROM) // _CYCLE) * _CYCLE
    moved = read(_YEAR.sub(lambda m: f"{_astronomical(m) + shift:04d}", text))
    if any(char in moved.full_edtf for char in "XS"):
        raise UnreadError(_("This date could not be read with certainty."))
    edtf = _EDTF_YEAR.sub(lambda m: _year(int(m[0]) - shift), moved.full_edtf)
    whole = read_edtf(edtf)
    if whole is None:
        raise UnreadError(_("This date could not be read with certainty."))
    return EdtfDate(
        edtf,
        _moved_back(moved.earliest, shift, whole.earliest),
        _moved_back(moved.latest, shift, whole.latest),
        moved.precision,
        moved.approximate,
        moved.uncertain,
        tuple(dict.fromkeys((*moved.notes, *whole.notes))),
        moved.inferred,
    )


def _astronomical(match: re.Match[str]) -> int:
    """The year of a match, counted with a year 0."""
    number = int(match["n"] or match["later"])
    if not number:
        raise UnreadError(_("There is no such year."))
    return 1 - number if match["bc"] else number


def _year(number: int) -> str:
    return f"{number:04d}" if number >= 0 else f"-{-number:04d}"


def _moved_back(day: date, shift: int, otherwise: date | None) -> date | None:
    if otherwise is None or day.year - shift < MINYEAR:
        return otherwise
    return day.replace(year=day.year - shift)


def _of_centuries(match: re.Match[str]) -> EdtfDate | None:
    """ "5th century BC": the years -0499 to -0400."""
    first, last = int(match["a"]), int(match["b"] or match["a"])
    if first < last or not last:
        raise UnreadError(_("The end of this span is not after its beginning."))
    sign = "~" if match["lead"] else "?" if match["query"] else ""
    start, end = _year(1 - first * 100), _year(1 - (last - 1) * 100 - 1)
    return read_edtf(f"{start}{sign}/{end}{sign}")
