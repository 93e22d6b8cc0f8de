"""One date in two calendars: "1365 AH / 1946", "15 Ramadan 1393 (11 October 1973)", "1365/1946"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.calendars.other import read_other_calendar, year_in_calendar
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.model import UnreadError

__all__ = ["read_pair", "read_pair_of_years"]

_SIDES: Final = (
    re.compile(r"(.{3,}?) ?[=/] ?(.{3,})"),
    re.compile(r"(.{3,}?),? ?\[=? ?([^\[\]]{3,})\]"),
    re.compile(r"(.{3,}?),? ?\(=? ?([^()]{3,})\)"),
    re.compile(r"(.{3,}?), (.{3,})"),
)
_OURS: Final = re.compile(r" ?(?:M|م)\.?")  # mīlādī: of the Christian era
_SIDE: Final = r"([0-9]{3,4})(?: ?[-–] ?([0-9]{4}|[0-9]{1,2})|/([0-9]{1,2}))?(?![0-9])"
_YEARS: Final = re.compile(rf"{_SIDE} ?(?:[/=] ?|(?P<open>[\[(])=? ?){_SIDE}(?(open)[\])])")
_CALENDARS: Final = ("hijri", "persian", "hebrew")
_MIN_APART: Final = 400  # years; nothing in one archive is so far from another thing
_MUCH_NARROWER: Final = 4  # a month beside a year, not a Hijri year, which is 11 days shorter
_SLACK: Final = timedelta(days=2)  # of a month that began with the sight of the moon


def read_pair(text: str, read: Callable[[str], Span]) -> Span | None:
    """The span of a date in another calendar and in today's, which `read` reads; else None.

    Of two that agree ours is taken, if the other does not say more; two that do not are both
    covered, and marked.
    """
    for form in _SIDES:
        match = form.fullmatch(text)
        if match is None:
            continue
        for one, other in (match.groups(), reversed(match.groups())):
            try:
                converted = read_other_calendar(one)
                ours = read(_without_era(other)) if converted else None
            except UnreadError:
                continue
            if converted and ours:
                return _of_both(converted, ours)
    return None


def _without_era(text: str) -> str:
    """ "1938 M" without what says that the year is one of ours."""
    era = _OURS.search(text)
    return text[: era.start()] if era and not text[era.end() :].strip() else text


def _of_both(converted: Span, ours: Span) -> Span:
    if _overlap(converted.earliest, converted.latest, ours):
        converted_days, our_days = (span.latest - span.earliest for span in (converted, ours))
        return converted if converted_days < our_days / _MUCH_NARROWER else ours
    note = _("The dates in two calendars do not agree; both are covered.")
    return spans.either([converted, ours]).with_notes(note)


def _overlap(first: date, last: date, span: Span) -> bool:
    return first <= span.latest + _SLACK and span.earliest <= last + _SLACK


def read_pair_of_years(text: str) -> Span | None:
    """ "1365/1946", "1344/1925-26": years by two calendars, marked; None where they are of none.

    They are taken for a pair where no two years of one span would be so far apart.

    Raises
    ------
    UnreadError
        If one side has two years and no calendar explains the other.
    """
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    numbers = match.groups()
    one = _years(numbers[0], numbers[1] or numbers[2])
    other = _years(numbers[4], numbers[5] or numbers[6])
    if one[0] > one[1] or other[0] > other[1]:  # "1958-06/9999"
        return None
    for theirs, years in ((one, other), (other, one)):
        if not (1500 < years[0] < 2101 and abs(years[0] - theirs[0]) >= _MIN_APART):
            continue
        ours = spans.through(spans.year(years[0]), spans.year(years[1]))
        for calendar in _CALENDARS:
            try:
                first = year_in_calendar(calendar, theirs[0])[0]
                last = year_in_calendar(calendar, theirs[1])[1]
            except UnreadError:
                continue
            if first <= ours.latest and ours.earliest <= last:
                if years[0] == years[1]:
                    note = _("“{text}” is taken for one year by two calendars.")
                else:
                    note = _("“{text}” is taken for years by two calendars.")
                return ours.with_notes(note.format(text=text))
        if one[0] != one[1] or other[0] != other[1]:  # "1304/1925-26" is no span
            raise UnreadError(_("The dates in two calendars do not agree."))
    return None


def _years(first: str, last: str | None) -> tuple[int, int]:
    """The first and the last year of "1925", "1925-26" or "1344-5"."""
    if not last:
        return int(first), int(first)
    return int(first), int(first[: -len(last)] + last)
