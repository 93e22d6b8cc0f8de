"""Days, spans and dates as text."""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from dash_core.common.i18n import _, language, phrase
from dash_core.common.pseudo import PSEUDO

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["format_date", "format_day", "format_month", "format_span", "format_years"]

_YEAR: Final = re.compile(r"-?[0-9]{4}")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_AS_ENGLISH: Final = ("en", *PSEUDO)  # the day before the month, as in Britain
_WORDS: Final = (  # precisions and qualifiers of the table
    phrase("day"),
    phrase("month"),
    phrase("season"),
    phrase("year"),
    phrase("decade"),
    phrase("century"),
    phrase("interval"),
    phrase("approximate"),
    phrase("uncertain"),
    phrase("inferred"),
)


def format_day(day: date) -> str:
    """A day as people write it: `5 Apr 1946`, in German `5. Apr. 1946`."""
    if language() in _AS_ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
    return _interval(day, day, language())


def format_span(first: date, last: date) -> str:
    """A span of days without repeating what both ends share: `1 Jan – 14 Apr 1946`."""
    if language() not in _AS_ENGLISH:
        return _interval(first, last, language())
    if first == last:
        return format_day(first)
    start = format_day(first)
    if first.year == last.year:
        start = start.rsplit(" ", 1)[0]
        if first.month == last.month:
            start = start.split(" ")[0]
    return f"{start} – {format_day(last)}"


@lru_cache(maxsize=2_000)
def _interval(first: date, last: date, code: str) -> str:
    from babel.dates import format_interval, format_skeleton

    if first == last:
        return format_skeleton("yMMMd", first, locale=code)
    return format_interval(first, last, "yMMMd", locale=code).replace("\N{THIN SPACE}", " ")


def format_month(year: int | None, month: int) -> str:
    """A month as people write it: `April 1946`; without its year if that is None."""
    name = _MONTHS[month - 1]
    if language() not in _AS_ENGLISH:
        from babel.dates import get_month_names

        name = get_month_names("wide", "stand-alone", locale=language())[month]
    return name if year is None else f"{name} {year}"


def format_years(edtf: str) -> str:
    """Years outside of Python's calendar as people write them; any other EDTF as it is.

    >>> format_years("-0043"), format_years("-0043/0014"), format_years("-0043-05")
    ('44 BC', '44 BC – AD 14', '-0043-05')
    """
    ends = [_YEAR.fullmatch(end) for end in edtf.split("/")]
    if not all(ends):
        return edtf
    years = [int(end[0]) for end in ends if end]
    return " – ".join(
        _("{n} BC").format(n=1 - year) if year < 1 else _("AD {n}").format(n=year) for year in years
    )


_CIRCA: Final = re.compile(r"\[?(?:c|ca|circa|about|around|approximately)\b", re.IGNORECASE)


def format_date(document: "Mapping[str, Any] | pd.Series[Any]", *, full: bool = False) -> str:
    """The date of a row of the table as printed, with its precision or qualifier if it needs one.

    With `full` also the days that it covers and the note on it.
    """
    printed, precision, qualifier = (
        str(document[name]) for name in ("date", "date_precision", "date_qualifier")
    )
    if not printed:
        return _("no date")
    note = f" {document['date_note']}" if full and document["date_note"] else ""
    if precision == "unknown":  # without a note, the text says that there is no date
        template = _("{date} (not understood)") if document["date_note"] else "{date}"
        return template.format(date=printed) + note
    is_sure = qualifier == "none" and not document["date_note"]
    if not full:
        if is_sure and precision == "day":
            return printed
        if qualifier == "approximate" and not document["date_note"] and _CIRCA.match(printed):
            return printed  # it says so itself
        label = _(qualifier) if qualifier != "none" else _(precision) if is_sure else _("doubtful")
        return f"{printed} ({label})"
    if is_sure and precision == "day":
        return _("{date} (the day is known)").format(date=printed)
    first, last = document["date_earliest"], document["date_latest"]
    if first != first or last != last:  # years that no calendar of Python has
        return f"{printed} ({format_years(str(document['date_edtf']))}){note}"
    span = format_span(first.date(), last.date())
    covered = (
        _("read as {day}").format(day=span)
        if precision == "day"
        else _("only the {precision} is known: {span}").format(precision=_(precision), span=span)
    )
    labels = [_(qualifier)] if qualifier != "none" else []
    return f"{printed} ({'; '.join([*labels, covered])}){note}"
