"""Dates of the Hijri, Persian, Hebrew and French Republican calendars -> days of today's.

Converted by `convertdate`. The Hijri calendar is that of its tables; where months began with the
sight of the moon, a day may differ by one or two.
"""

import re
import tomllib
import warnings
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span
from dash_core.dates.grammar.vocabulary import fold_word
from dash_core.dates.model import UnreadError

__all__ = ["has_other_calendar", "note_on", "read_other_calendar", "year_in_calendar"]

_CALENDARS: Final = ("hijri", "persian", "hebrew", "republican")
_TABLE: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
)
_LETTERS: Final = {ord("ی"): "ي", ord("ک"): "ك", ord("ۀ"): "ه", ord("ە"): "ه"} | dict.fromkeys(
    map(ord, ".'’‘ʿʾʻ`´ـ")
)
_BREAK: Final = re.compile(r"(?<=[a-z])-(?=[a-z])")
_DAY: Final = (
    r"(?<![0-9])(?P<day>[0-9]{1,2})(?![0-9])(?: ?(?:st|nd|rd|th|er|e|eme))?"
    r"(?: ?[-–] ?(?P<to_day>[0-9]{1,2})(?![0-9]))?"
)
_YEAR: Final = r"(?<![0-9])(?P<year>[0-9]{1,4})(?![0-9])(?: ?[-–/] ?(?P<to_year>[0-9]{1,4}))?"
_YEAR_FIRST: Final = r"(?P<year>[0-9]{3,4})[-/](?P<n>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})"
_YEAR_LAST: Final = r"(?P<day>[0-9]{1,2})[-/](?P<n>[0-9]{1,2})[-/](?P<year>[0-9]{3,4})"
_REPUBLIC: Final = (
    r"(?:(?:de )?l ?)?(?:an|annee|year|jahr|anno|ano)"
    r" (?P<year>x?(?:i{1,3}|iv|vi{0,3}|ix)|x|[0-9]{1,2})(?P<to_year>(?!))?"
    r"(?: de la republique(?: francaise)?)?"
)
_SPACE: Final = r"(?: |,|, | of | de | du )*"
_SURE: Final = r"(?P<circa>(?:circa|ca|c|about|approximately|حوالي|نحو|حدود) )?"
_ROMAN: Final = "i ii iii iv v vi vii viii ix x xi xii xiii xiv".split()


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The forms of a calendar, compiled."""

    name: str
    months: tuple[re.Pattern[str], ...]
    forms: tuple[re.Pattern[str], ...]
    years: range


@cache
def _calendar(name: str) -> _Calendar:
    table = _TABLE[name]
    months = tuple(re.compile(f"(?:{names})") for names in table["months"])
    month = "(?P<month>{})(?: ?[-–/] ?(?P<to_month>{}))?".format(*["|".join(table["months"])] * 2)
    mark = table["mark"]
    year = _REPUBLIC if name == "republican" else _YEAR
    after = f"(?: ?(?:{mark}))?" if mark else ""
    before = f"(?:(?:{mark}) ?)?" if mark else ""
    forms = [
        f"{_SURE}(?:{_DAY}{_SPACE})?{month}{_SPACE}{before}{year}{after}",
        f"{_SURE}{month} {_DAY}{_SPACE}{before}{year}{after}",
        f"{_SURE}{before}{year}{_SPACE}{month}(?: {_DAY})?{after}",
    ]
    if name == "republican":
        forms.append(f"{_SURE}{_REPUBLIC}")
    if mark:
        forms += [
            f"{_SURE}{year} ?(?:{mark})",
            f"{_SURE}(?:{mark}) ?{year}",
            f"{_SURE}{_YEAR_FIRST} ?(?:{mark})",
            f"{_SURE}{_YEAR_LAST} ?(?:{mark})",
        ]
    return _Calendar(
        name,
        months,
        tuple(re.compile(form + r"(?P<query> ?\?)?") for form in forms),
        range(table["years"][0], table["years"][1] + 1),
    )


@cache
def _hint() -> re.Pattern[str]:
    parts = [rf"(?<![^\W_])(?:{'|'.join(_TABLE[name]['months'])})(?![^\W_])" for name in _CALENDARS]
    marks = "|".join(_TABLE[name]["mark"] for name in ("hijri", "persian", "hebrew"))
    parts.append(rf"(?<![^\W\d_])(?:{marks}|an [ivx]{{1,5}})(?![^\W_])")
    return re.compile("|".join(parts))


def fold(text: str) -> str:
    """The text as `names.toml` has names: lower case, no accents, no apostrophes and full stops."""
    return " ".join(_BREAK.sub(" ", fold_word(text).translate(_LETTERS)).split())


def has_other_calendar(text: str) -> bool:
    """Whether the text has a name of a month or a mark of another calendar."""
    return _hint().search(fold(text)) is not None


def read_other_calendar(text: str) -> Span | None:
    """The span of a date of another calendar, marked; None where it is none.

    Raises
    ------
    UnreadError
        For a day that its calendar does not have.
    """
    plain = fold(text).strip(" ()[],;:").removeprefix("le ").removeprefix("the ")
    for name in _CALENDARS:
        calendar = _calendar(name)
        for form in calendar.forms:
            match = form.fullmatch(plain)
            if match is not None:
                span = _span(calendar, match.groupdict())
                if span is not None:
                    return span
    return None


def year_in_calendar(name: str, year: int) -> tuple[date, date]:
    """First and last day of a year.

    Raises
    ------
    UnreadError
        If the calendar does not have it.
    """
    first = _day(name, year, _FIRST_MONTH.get(name, 1), 1)
    following = _day(name, year + 1, _FIRST_MONTH.get(name, 1), 1)
    return first, date.fromordinal(following.toordinal() - 1)


_FIRST_MONTH: Final = {"hebrew": 7}  # the year begins with Tishri, the seventh month


def _span(calendar: _Calendar, found: dict[str, str | None]) -> Span | None:
    year = _number(found["year"])
    if calendar.name == "republican" and not found.get("month") and found["year"] not in _ROMAN:
        return None  # "an 8" may be anything
    last_year = _later_year(year, found.get("to_year"))
    if year not in calendar.years or last_year not in calendar.years:
        return None
    month = _month(calendar, found.get("month")) or int(found.get("n") or 0)
    last_month = _month(calendar, found.get("to_month")) or month
    day = int(found.get("day") or 0)
    last_day = int(found.get("to_day") or day)
    if day:
        first, last = (
            _day(calendar.name, year, month, day),
            _day(calendar.name, last_year, last_month, last_day),
        )
    elif month:
        first = _day(calendar.name, year, month, 1)
        last = _last_of_month(calendar.name, last_year, last_month)
    else:
        first = year_in_calendar(calendar.name, year)[0]
        last = year_in_calendar(calendar.name, last_year)[1]
    if last < first:
        raise UnreadError(_("The end of this span is not after its beginning."))
    start, end = spans.day(*first.timetuple()[:3]), spans.day(*last.timetuple()[:3])
    span = spans.through(start, end) if first != last else start
    if found.get("circa") or found.get("query"):
        circa, query = bool(found.get("circa")), bool(found.get("query"))
        span = replace(span, approximate=circa, uncertain=query)
        if span.closed:
            sign = spans.qualifier_sign(circa, query)
            span = replace(span, edtf="/".join(f"{end}{sign}" for end in span.edtf.split("/")))
    return span.with_notes(note_on(calendar.name))


def note_on(name: str) -> str:
    """What a date converted from a calendar is marked with."""
    if name == "hijri":
        return _("Converted from the Hijri calendar by its tables; it may be a day or two off.")
    names = {"persian": _("Persian"), "hebrew": _("Hebrew"), "republican": _("French Republican")}
    return _("Converted from the {calendar} calendar.").format(calendar=names[name])


def _number(text: str | None) -> int:
    return _ROMAN.index(text) + 1 if text in _ROMAN else int(text or 0)


def _later_year(year: int, text: str | None) -> int:
    """The second year of "1365-66"."""
    if not text:
        return year
    unit = 10 ** len(text)
    return int(text) if int(text) >= year else year - year % unit + int(text)


def _month(calendar: _Calendar, text: str | None) -> int:
    """The number of a month; of two forms that fit ("adar", "adar ii") the later."""
    if not text:
        return 0
    return max((i for i, form in enumerate(calendar.months, 1) if form.fullmatch(text)), default=0)


def _last_of_month(name: str, year: int, month: int) -> date:
    for day in (31, 30, 29, 28, 6, 5):
        try:
            return _day(name, year, month, day)
        except UnreadError:
            continue
    raise UnreadError(_("There is no such month in this calendar."))


@lru_cache(maxsize=10_000)
def _day(name: str, year: int, month: int, day: int) -> date:
    """One day of another calendar as a day of today's.

    Raises
    ------
    UnreadError
        If its calendar does not have it.
    """
    from convertdate import french_republican, gregorian, hebrew, islamic, persian

    module = {
        "hijri": islamic,
        "persian": persian,
        "hebrew": hebrew,
        "republican": french_republican,
    }[name]
    # In the years that the calendar was in use, all methods have the same leap years.
    how = {"method": "romme"} if name == "republican" else {}
    try:
        with warnings.catch_warnings():  # convertdate calls what it has deprecated
            warnings.simplefilter("ignore", DeprecationWarning)
            days = module.to_jd(year, month, day, **how)
            found = date(*map(int, gregorian.from_jd(days)))
            back = tuple(map(int, module.from_jd(days, **how)))
    except (ValueError, IndexError, OverflowError, TypeError) as err:
        raise UnreadError(_("This day does not exist in its calendar.")) from err
    if back != (year, month, day):  # a day 30 of a month of 29
        raise UnreadError(_("This day does not exist in its calendar."))
    return found
