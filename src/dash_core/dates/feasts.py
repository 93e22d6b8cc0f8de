"""Feasts as dates: "Easter 1914", "Michaelmas 1641", "Weihnachten 1914".

The days are computed by `dateutil.easter` and `convertdate.holidays`, and marked, for a feast in a
title may mean the days around it.
"""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.vocabulary import fold_word
from dash_core.dates.model import UnreadError

__all__ = ["FIRST_WORDS_OF_FEASTS", "read_feast"]

_TABLE: Final[dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("feasts.toml").read_text(encoding="utf-8")
)
_FEASTS: Final = {
    fold_word(name): (kind, value)
    for kind, feasts in _TABLE.items()
    for value, names in feasts.items()
    for name in names.split("|")
}
FIRST_WORDS_OF_FEASTS: Final = frozenset(word for name in _FEASTS for word in name.split())
_SIGNS: Final = re.compile(r"['’‘.]")
_NAME_FIRST: Final = re.compile(
    r"(?:(?:the )?(?:feast|day) of )?(?P<name>[^\W\d_][^\d,]*?),?(?: of| de| du| в)?"
    r" (?P<year>[0-9]{3,4})"
)
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{3,4}),? (?P<name>[^\W\d_][^\d,]*)")
_GREGORIAN: Final = 1583  # the first whole year of the calendar of today
_LAST_JULIAN: Final = 1752  # where Protestants kept the old calendar longest, but for Sweden


def read_feast(text: str) -> Span | None:
    """The day of a feast with its year, marked; None where the text is none.

    Until 1752 it is a day of either calendar: both are covered.
    """
    plain = _SIGNS.sub("", text)
    match = _NAME_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain)
    feast = _FEASTS.get(fold_word(match["name"].strip())) if match else None
    if match is None or feast is None:
        return None
    year = int(match["year"])
    days = [spans.day(*day.timetuple()[:3]) for day in _days(*feast, year)]
    note = _("“{word}” is taken for the day of the feast.")
    if year < _GREGORIAN:
        note = _("“{word}” is taken for the day of the feast, in the calendar of today.")
    note = note.format(word=match["name"].strip())
    span = spans.either(days)
    return span.with_notes(note)


def _days(kind: str, value: str, year: int) -> list[date]:
    """The days that a feast may be, in the calendar of today."""
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    if kind == "jewish":
        from convertdate import holidays

        return [date(*map(int, getattr(holidays, value)(year)))]
    julian, gregorian = year <= _LAST_JULIAN, year >= _GREGORIAN
    days: list[date] = []
    if kind == "fixed":
        month, day = map(int, value.split("-"))
        if julian:
            days.append(spans.julian_day(year, month, day).earliest)
        if gregorian:
            days.append(date(year, month, day))
        return days
    offset = timedelta(days=int(value))
    if year < 326:  # before the council that fixed Easter
        raise UnreadError(_("There is no such year."))
    if julian or kind == "orthodox":
        days.append(easter(year, EASTER_ORTHODOX) + offset if gregorian else _old(year, offset))
    if gregorian and kind == "movable":
        days.append(easter(year, EASTER_WESTERN) + offset)
    return days


def _old(year: int, offset: timedelta) -> date:
    """A day from Easter before the calendar of today, converted to it."""
    from dateutil.easter import EASTER_JULIAN, easter

    day = easter(year, EASTER_JULIAN)
    return spans.julian_day(day.year, day.month, day.day).earliest + offset
