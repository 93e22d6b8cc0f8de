"""What only a person can decide about a date: whether the day or the month comes first, and
the century of a two-digit year."""

import re
from typing import Final

from dash_core.dates.model import DateRules
from dash_core.dates.parse import asks_for_century, asks_for_order, parse_date

__all__ = ["has_short_year", "has_two_orders", "is_settled"]

_NUMERIC: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
_WITH_WORD: Final = re.compile(r"[0-9]{1,2}([ .-]{1,2})[^\W\d_]{3,}\.?[ -]?[’']?[0-9]{2}")
_TWO_ORDERS: Final = re.compile(r"[0-9]{1,2}([/-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")


def has_two_orders(text: str) -> bool:
    """Whether a numeric date can be read with the day first and with the month first.

    With full stops (4.5.1946) the day is first in all of Europe, and no one else prints them.
    """
    if not _TWO_ORDERS.search(text) or not asks_for_order(text, DateRules(True, 1900)):
        return False
    by_day, by_month = (parse_date(text, DateRules(first, 1900)) for first in (True, False))
    return by_day.is_known and by_month.is_known and by_day.edtf != by_month.edtf


def has_short_year(text: str) -> bool:
    """Whether a date has a two-digit year, so that its century is not printed."""
    if not asks_for_century(text, DateRules(True, 1800)):
        return False
    one, other = (parse_date(text, DateRules(True, century)) for century in (1800, 1900))
    return one.edtf != other.edtf


def is_settled(text: str, rules: DateRules) -> bool:
    """Whether the rules decide all that a plain date, of numbers or with the month's name,
    leaves open.

    >>> is_settled("4/5/1946", DateRules(day_first=True))
    True
    >>> is_settled("4/5/46", DateRules(day_first=True))
    False
    >>> is_settled("4 May 46", DateRules(century=1900))
    True
    """
    plain = text.strip()
    if not (_NUMERIC.fullmatch(plain) or _WITH_WORD.fullmatch(plain)):
        return False
    order, century = has_two_orders(text), has_short_year(text)
    return (
        (order or century)
        and not (order and rules.day_first is None)
        and not (century and rules.century is None)
    )
