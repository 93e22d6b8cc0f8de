"""What only a person can settle of a date: whether the day or the month comes first, and the
century of a year of two digits."""

import re
from functools import lru_cache
from typing import Final

from dash_core.dates.model import DateRules
from dash_core.dates.parse import parse_date

__all__ = ["has_short_year", "has_two_orders", "is_settled"]

_NUMERIC: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")


@lru_cache(maxsize=100_000)
def has_two_orders(text: str) -> bool:
    """Whether a date of numbers can be read with the day or with the month first."""
    if not _NUMERIC.search(text):
        return False
    one, other = (parse_date(text, DateRules(first, 1900)) for first in (True, False))
    return one.is_known and other.is_known and one.edtf != other.edtf


@lru_cache(maxsize=100_000)
def has_short_year(text: str) -> bool:
    """Whether a date has a year of two digits, whose century is not printed."""
    if not any(c.isdigit() for c in text):
        return False
    one, other = (parse_date(text, DateRules(True, first)) for first in (1800, 1900))
    return one.edtf != other.edtf


def is_settled(text: str, chosen: DateRules) -> bool:
    """Whether a person decided all that a date of numbers alone leaves open.

    >>> is_settled("4/5/1946", DateRules(day_first=True))
    True
    >>> is_settled("4/5/46", DateRules(day_first=True))
    False
    """
    if not _NUMERIC.fullmatch(text.strip()):
        return False
    order, century = has_two_orders(text), has_short_year(text)
    return (
        (order or century)
        and not (order and chosen.day_first is None)
        and not (century and chosen.century is None)
    )
