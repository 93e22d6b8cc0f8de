"""Days and spans in words."""

from datetime import date
from typing import Final

__all__ = ["say_day", "say_span"]

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def say_day(day: date) -> str:
    """A day as people write it: `5 Apr 1946`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_span(first: date, last: date) -> str:
    """A span of days without repeating what both ends share: `1 Jan – 14 Apr 1946`."""
    if first == last:
        return say_day(first)
    start = say_day(first)
    if first.year == last.year:
        start = start.rsplit(" ", 1)[0]
        if first.month == last.month:
            start = start.split(" ")[0]
    return f"{start} – {say_day(last)}"
