"""How charts write numbers and months: what Vega calls a locale, from Babel's data."""

from functools import lru_cache
from typing import Any

__all__ = ["vega_locale"]


@lru_cache(maxsize=8)
def vega_locale(code: str) -> dict[str, Any]:
    """The locale of a language for a specification's `config`; empty for Vega's own, English.

    The form is that of d3-format and d3-time-format.
    """
    if code == "en":
        return {}
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    numbers = {
        "decimal": get_decimal_symbol(locale),
        "thousands": get_group_symbol(locale),
        "grouping": [3],
        "currency": ["", ""],
    }
    days = {width: locale.days["stand-alone"][width] for width in ("wide", "abbreviated")}
    months = {width: locale.months["stand-alone"][width] for width in ("wide", "abbreviated")}
    week = (6, *range(6))  # from Sunday on
    times = {
        "dateTime": "%x, %X",
        "date": "%d.%m.%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": [days["wide"][day] for day in week],
        "shortDays": [days["abbreviated"][day] for day in week],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
    }
    return {"locale": {"number": numbers, "time": times}}
