"""What the shape of a whole column of dates decides, and one cell cannot.

Whether "1946-11" is a month or a span of years; which language a month is in; a number that is a
day in a spreadsheet; a year that a spreadsheet has turned into a date.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar.short_years import short_end, wrapped_end
from dash_core.dates.grammar.vocabulary import LANGUAGES_OF_MONTH, fold_word
from dash_core.dates.model import ArchivalDate, Pair

__all__ = ["languages_of", "pair_of", "with_spreadsheet_days"]

_PAIR: Final = re.compile(r"[^0-9]{0,4}([0-9]{4})[-/]([0-9]{1,2})[^0-9]{0,3}")
_DOTTED: Final = re.compile(r"[0-9]{4}\.(?:0[1-9]|1[0-2])")  # "1946.11"
_MIN_PAIRS: Final = 3  # spans of years that show what the others of their form are
_MANY_TIMES: Final = 4  # as many as those that look like months

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SERIAL: Final = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]{1,10})?")
_DAY_ZERO: Final = date(1899, 12, 30)  # of Excel's and of LibreOffice's days from March 1900 on
_MIN_DATES: Final = 3  # that show in which years a column lies
_YEARS_AROUND: Final = 10
_YEARS_OF_SERIALS: Final = 60  # wider, and a column of numbers is more likely one of shelfmarks
_SERIAL_YEARS: Final = range(1000, 2101)  # years that are a day of 1902 to 1905 as a number


def pair_of(texts: Iterable[str]) -> Pair:
    """What a year and one or two figures ("1946-11") are in a column with these distinct texts.

    "1946-47" can be years only, "1946-00" a month only, and beside "1946-11-05" it is one. A single
    such date does not decide what "1908-09" is.
    """
    months = years = days = either = 0
    for text in texts:
        text = text.strip()
        match = _PAIR.fullmatch(text)
        if match is None:
            days += text[4:5] == "-" and _DAY.fullmatch(text) is not None
            months += text[4:5] == "." and _DOTTED.fullmatch(text) is not None
            continue
        first, number, length = int(match[1]), int(match[2]), len(match[2])
        last = short_end(first, number, length)
        if 1 <= number <= 12:
            months += last is None
            either += last is not None and length == 2
        else:
            years += last is not None or wrapped_end(first, number, length) is not None
    if years >= _MIN_PAIRS:
        return "years" if years >= _MANY_TIMES * months else "mixed"
    is_sure = months + days > (1 if either else 0)
    return "month" if is_sure and not years else ""


def languages_of(texts: Iterable[str]) -> frozenset[str]:
    """The languages that the names of months in these texts are in.

    Only words that one of Polish, Czech and Croatian has and another has not say something.
    """
    words = {fold_word(word) for text in texts for word in _WORD.findall(text)}
    return frozenset().union(*(LANGUAGES_OF_MONTH.get(word, ()) for word in words))


def with_spreadsheet_days(dates: Sequence[ArchivalDate]) -> list[ArchivalDate]:
    """Read the numbers of days, and mark the years turned into days, that spreadsheets leave."""
    known = sorted(one.earliest.year for one in dates if one.earliest is not None)
    serials = {
        one.text: day for one in dates if not one.is_known and (day := _serial_day(one.text))
    }
    result = list(dates)
    if serials and _are_days(list(serials.values()), known, dates):
        result = [_of_serial(one, serials) if not one.is_known else one for one in result]
    return _with_years_marked(result)


def _serial_day(text: str) -> date | None:
    text = text.strip()
    return _DAY_ZERO + timedelta(int(text[:5])) if _SERIAL.fullmatch(text) else None


def _are_days(days: list[date], known: list[int], dates: Sequence[ArchivalDate]) -> bool:
    """Whether numbers are days: in the years of the column, or all of a column and near each
    other."""
    first, last = min(days), max(days)
    if len(known) >= _MIN_DATES:
        return known[0] - 1 <= first.year and last.year <= known[-1] + 1
    texts = [one.text for one in dates if one.text.strip()]
    all_are = all(_SERIAL.fullmatch(text.strip()) for text in texts)
    return all_are and len(days) >= _MIN_DATES and last.year - first.year < _YEARS_OF_SERIALS


def _of_serial(one: ArchivalDate, serials: dict[str, date]) -> ArchivalDate:
    day = serials.get(one.text)
    if day is None:
        return one
    note = _("“{text}” is taken for the number of a day in a spreadsheet; it is {date}.")
    return ArchivalDate(
        one.text, day.isoformat(), day, day, "day",
        note=note.format(text=one.text, date=day.isoformat()),
    )  # fmt: skip


def _with_years_marked(dates: list[ArchivalDate]) -> list[ArchivalDate]:
    """Mark "May 28, 1905" in a column of years from 1972 to 1978: it may be day 1975."""
    years = sorted(
        one.earliest.year for one in dates if one.precision == "year" and one.earliest is not None
    )
    if len(years) < _MIN_DATES:
        return dates
    around = range(years[0] - _YEARS_AROUND, years[-1] + _YEARS_AROUND + 1)
    note = _(
        "Beside years from {first} to {last} this may be the year {year}, which a spreadsheet has "
        "taken for the number of a day."
    )
    result = []
    for one in dates:
        if one.precision == "day" and one.earliest is not None and not one.note:
            number = (one.earliest - _DAY_ZERO).days
            if number in _SERIAL_YEARS and number in around and one.earliest.year not in around:
                told = note.format(first=years[0], last=years[-1], year=number)
                one = replace(one, note=told)
        result.append(one)
    return result
