"""Lines in the place of a date that have the shape of the dates of the page but are none we know.

`5 Smarch 1901` between `2 May 1901` and `9 May 1901` begins a record: it has their shape, and texts
stand above and below it as with them.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["date_shape", "near_date_lines"]

_MAX_CHARS: Final = 40
_MAX_WORDS: Final = 5
_TOKEN: Final = re.compile(r"([0-9]+)|([^\W\d_]+\.?)|(\s+)|(.)", re.DOTALL)
_YEAR_DIGITS: Final = 4


def date_shape(text: str) -> str:
    """The shape of a short text with numbers: each number by its use, each word alike; "" if none.

    >>> date_shape("5 Smarch 1901"), date_shape("May 12, 1946"), date_shape("Letter to Ann")
    ('d w y', 'w d, y', '')
    """
    if not text or len(text) > _MAX_CHARS or len(text.split()) > _MAX_WORDS:
        return ""
    parts: list[str] = []
    for number, word, space, sign in _TOKEN.findall(text):
        if number:
            if len(number) > _YEAR_DIGITS:
                return ""
            parts.append("y" if len(number) == _YEAR_DIGITS else "d")
        else:
            parts.append("w" if word else " " if space else sign)
    shape = "".join(parts)
    return shape if "y" in shape or "d" in shape else ""


def near_date_lines(
    candidates: Iterable[int],
    starts: Sequence[int],
    texts: Sequence[str],
    n_above: Sequence[int],
) -> list[int]:
    """The candidates that begin a record.

    Parameters
    ----------
    candidates
        Lines that stand apart as the dates do and are none.
    starts
        The lines of the dates.
    texts
        The lines of the page.
    n_above
        For each line and the end, the number of lines with text above it.
    """
    shapes = {date_shape(texts[at]) for at in starts} - {""}
    found: list[int] = []
    if not shapes:
        return found
    bounds = [*starts, len(texts)]
    i = 0
    previous = -1
    for at in sorted(candidates):
        if date_shape(texts[at]) not in shapes:
            continue
        while bounds[i] < at:
            previous = bounds[i]
            i += 1
        previous = max(previous, found[-1] if found else -1)
        above = n_above[at] - n_above[previous] - 1 if previous >= 0 else 0
        below = n_above[bounds[i]] - n_above[at] - 1
        has_day = "d" in date_shape(texts[at]) and len(texts[at].split()) > 1
        enough = 1 if has_day else 2  # a title and a summary
        if below >= enough and (above >= enough or (previous < 0 and has_day)):
            found.append(at)
    return found
