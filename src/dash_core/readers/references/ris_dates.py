"""Dates of RIS, EndNote, RefWorks and Web of Science -> as printed, and machine-readable.

RIS has `YYYY/MM/DD/other`, in which programs also write `1911/00/00`, `1911/Apr/05`,
`2015/october`, `2011//`, and the printed date as the fourth part; others stand as they are
("05.04.1911", "MAY 12" beside the year).
"""

import re
from typing import Final

from dash_core.dates.stated import NOTHING_STATED, StatedDate
from dash_core.readers.references.common import Values

__all__ = ["iso_date", "shown_date", "take_date", "with_year"]

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_RIS: Final = re.compile(
    r"(?P<year>\d{4})(?:[/-](?P<month>[^\W\d_]{3,12}\.?(?:-[^\W\d_]{3,12}\.?)?|\d{0,2})(?:[/-](?P<day>\d{0,2})"
    r"(?:/(?P<other>.*))?)?)?"
)
_DAY: Final = re.compile(r"\d{1,2}(?:/\d{1,2}/?|\.\d{1,2}\.?)")  # without its year
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_SEASON: Final = re.compile(r"(\d{4})-2([1-4])")
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_DAY_OF_RIS: Final = re.compile(r"(\d{4})/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/?")
_YEAR: Final = re.compile(r"\d{4}")


def iso_date(year: str, month: str = "", day: str = "") -> str:
    """A date of parts in figures as it is shown: ISO 8601, but a month that could be the end of a
    span of years ("1901-06") by its name. "00" is no month and no day.

    >>> iso_date("1946", "4", "05"), iso_date("1901", "06"), iso_date("1911", "00", "00")
    ('1946-04-05', 'June 1901', '1911')
    """
    month, day = month.strip("0") and month, day.strip("0") and day
    if not month:
        return year
    if not day and int(year[-2:]) < int(month) <= len(_MONTHS):
        return f"{_MONTHS[int(month) - 1]} {year}"
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def shown_date(text: str) -> str:
    """A date that its format says is ISO 8601, so that nobody takes "1901-06" for a span of years.

    >>> shown_date("1901-06"), shown_date("1901-22"), shown_date("1901?")
    ('June 1901', 'summer 1901', '1901?')
    """
    match = _MONTH.fullmatch(text)
    season = _SEASON.fullmatch(text)
    if season:
        return f"{_SEASONS[int(season[2]) - 1]} {season[1]}"
    return iso_date(*match.groups()) if match else text


def take_date(values: Values, *tags: str) -> tuple[str, StatedDate]:
    """Take the date of a reference from its tags of dates, the best first.

    The date with most parts is taken; other dates that it does not include are left.
    """
    dated = [(tag, text) for tag in tags if (text := values.peek(tag))]
    if not dated:
        return "", NOTHING_STATED
    if plain := _DAY_OF_RIS.fullmatch(dated[0][1]):  # as most have it
        return _take_day(values, dated, *plain.groups()), NOTHING_STATED
    full = [(tag, text, match) for tag, text in dated if (match := _RIS.fullmatch(text))]
    other = [(tag, text) for tag, text in dated if not _RIS.fullmatch(text)]
    if not full:
        tag, text = dated[0]
        values.drop(tag, text)
        return text, NOTHING_STATED
    tag, text, match = max(full, key=lambda one: sum(map(_said, one[2].groups())))
    values.drop(tag, text)
    year, month, day, printed = (part or "" for part in match.groups())
    for other_tag, again in dated:
        if again.rstrip("/") in (year, text.rstrip("/")):
            values.drop(other_tag, again)
    date, stated = _of_parts(year, month, day, printed)
    if printed or _said(month) or not other:
        return date, stated
    tag, text = other[0]  # "MAY 12" or "05.04.1911" beside the year
    years = _YEAR.findall(text)
    if years and year not in years:  # it is another date
        return date, stated
    values.drop(tag, text)
    return with_year(text, year), NOTHING_STATED


def _take_day(values: Values, dated: list[tuple[str, str]], year: str, month: str, day: str) -> str:
    """Take a day, and the dates that say no more; it is shown in ISO 8601."""
    for tag, text in dated:
        if text.rstrip("/") in (year, f"{year}/{month}/{day}"):
            values.drop(tag, text)
    return f"{year}-{month}-{day}"


def with_year(text: str, year: str) -> str:
    """A date that may lack its year, and the year: "FEB 2011", "SEP 8 1998".

    >>> with_year("FEB 2011", "2011"), with_year("SEP 8", "1998"), with_year("31/12", "1890")
    ('FEB 2011', 'SEP 8 1998', '31/12/1890')
    """
    month = text.removesuffix(f" {year}")
    if year and month.isdecimal() and len(month) <= 2 and 1 <= int(month) <= len(_MONTHS):
        return f"{_MONTHS[int(month) - 1]} {year}"
    if year and _DAY.fullmatch(text):
        return f"{text.rstrip('/.')}{text.strip('0123456789')[0]}{year}"
    is_said = year in text or bool(_YEAR.search(text))
    return text if is_said else " ".join(filter(None, (text, year)))


def _said(part: str | None) -> bool:
    """Whether a part of a date says something: "00" does not."""
    return bool(part and part.strip("0"))


def _of_parts(year: str, month: str, day: str, printed: str) -> tuple[str, StatedDate]:
    if month and not month.isdecimal():
        date = " ".join(filter(None, (day if _said(day) else "", month, year)))
        return (printed if year in printed else date), StatedDate(year=year, month=month, day=day)
    date = iso_date(year, month, day)
    machine = "-".join(part.zfill(2) for part in (year, month, day) if _said(part))
    if printed:  # "1946/04//circa April 1946", "1998/12//Fall"
        return (printed if year in printed else f"{date} {printed}"), StatedDate(machine=machine)
    return date, StatedDate(machine=machine) if machine != date else NOTHING_STATED
