"""Texts beside a title that have the shape of a date and are none we know: `5 Smarch 1901`."""

import re
from calendar import month_name
from difflib import get_close_matches
from typing import Final

__all__ = ["near_date"]

# The shapes of "5 Smarch 1901": beside a title they are dates, though not understood.
_NEAR: Final = re.compile(r"[0-9]{1,3}\.? [^\W\d_]+\.? [0-9]{4}|[^\W\d_]+\.? [0-9]{1,3}, [0-9]{4}")
_MONTHS: Final = tuple(name.casefold() for name in month_name if name)
_ALIKE: Final = 0.75  # of "Smarch" and "March"; "Lock 9, 1901" is no date


def near_date(text: str) -> str:
    """What a text begins with that has the shape of a date; "" for none."""
    match = _NEAR.match(text)
    if match is None:
        return ""
    name = match[0].partition(" ")[0].rstrip(".").casefold()
    near = not name.isalpha() or get_close_matches(name, _MONTHS, 1, _ALIKE)
    return match[0] if near else ""
