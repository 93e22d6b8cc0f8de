"""A column of dates in figures of the Persian or Hijri calendar: "1325/1/12", "1325/2/31".

One cell does not say its calendar; a column may: by a day that only the Persian calendar has, or by
another date that names the calendar.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from dash_core.common.i18n import _
from dash_core.dates.calendars.other import note_on, read_other_calendar
from dash_core.dates.cleaning import normalize
from dash_core.dates.model import ArchivalDate, UnreadError

__all__ = ["with_calendar_of_column"]

_Calendar = Literal["", "persian", "hijri"]
_MARK: Final = {"persian": "shamsi", "hijri": "hijri"}
_FIGURES: Final = re.compile(
    r"(?P<y>1[2-4][0-9]{2})(?:[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2}))?"
    r"|(?P<d2>[0-9]{1,2})[-/.](?P<m2>[0-9]{1,2})[-/.](?P<y2>1[2-4][0-9]{2})"
)
_LONGEST_FIGURES: Final = 20  # characters
_LATEST: Final = 1500  # year of these calendars
_ONLY_PERSIAN: Final = {(2, 31), (4, 31), (6, 31)}
_LONG_PERSIAN_MONTHS: Final = 6  # of 31 days; the others have 30
_LONGEST_HIJRI: Final = 30


def with_calendar_of_column(dates: Sequence[ArchivalDate]) -> list[ArchivalDate]:
    """Convert the dates in figures where the column decides their calendar; all are marked.

    Other dates of these years are marked too.
    """
    early = [one for one in dates if one.earliest is None or one.earliest.year <= _LATEST]
    figures = {one.text: found for one in early if (found := _figures(one.text))}
    notes = {one.note for one in dates}
    named = {name for name in _MARK if any(note_on(name) in note for note in notes)}
    calendar = _calendar(early, figures, named) if figures else ""
    if not calendar:
        return list(dates)
    return [_in_calendar(one, figures.get(one.text), calendar) for one in dates]


def _figures(text: str) -> tuple[int, int, int] | None:
    """Year, month and day; 0 for what is not printed."""
    if len(text) > _LONGEST_FIGURES:
        return None
    match = _FIGURES.fullmatch(normalize(text))
    if match is None:
        return None
    year, month, day = (match[name] or match[f"{name}2"] or "0" for name in "ymd")
    return int(year), int(month), int(day)


def _calendar(
    early: Iterable[ArchivalDate], figures: Mapping[str, tuple[int, int, int]], named: set[str]
) -> _Calendar:
    """The calendar of the figures; empty where nothing decides it, or what does disagrees.

    `early` are the dates of years up to 1500, or not read; `named` the calendars of others.
    """
    days = {(month, day) for _year, month, day in figures.values() if day}
    fits_persian = all(d <= (31 if m <= _LONG_PERSIAN_MONTHS else 30) and m <= 12 for m, d in days)
    fits_hijri = all(d <= _LONGEST_HIJRI and m <= 12 for m, d in days)
    are_of_today = any(
        one.precision in ("day", "month") and one.text not in figures for one in early
    )
    if named == {"hijri"} and fits_hijri:
        return "hijri"
    if named == {"persian"} or (not named and not are_of_today and days & _ONLY_PERSIAN):
        return "persian" if fits_persian else ""
    return ""


def _in_calendar(
    one: ArchivalDate, figures: tuple[int, int, int] | None, calendar: _Calendar
) -> ArchivalDate:
    name = _("Hijri") if calendar == "hijri" else _("Persian")
    if figures is None:
        if one.note or one.earliest is None or one.earliest.year > _LATEST:
            return one
        return replace(one, note=_("The year may be of another calendar, which is not said."))
    year, month, day = figures
    printed = f"{year}/{month}/{day}" if month else f"{year}"
    try:
        span = read_other_calendar(f"{printed} {_MARK[calendar]}")
    except UnreadError as err:
        return ArchivalDate(one.text, note=str(err))
    if span is None:
        return one
    note = _("Taken for the {calendar} calendar, as other dates of the listing show.")
    notes = " ".join([note.format(calendar=name), *span.notes])
    return ArchivalDate(
        one.text, span.full_edtf, span.earliest, span.latest, span.precision, note=notes
    )
