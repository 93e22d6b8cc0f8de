"""Numbers that count the documents of a page: `1. Deed`, `[3] Deed`, `Nr. 12 Deed`.

They are part of a list, not of a title. They are taken off where they count up from document to
document, so that "1. Infantry Regiment" among other titles keeps its number.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from string import ascii_letters
from typing import Final

from dash_core.readers.report import Record

__all__ = ["split_number", "without_numbers"]

_WORD: Final = r"(?:no|nr|num|n[º°]|№|#|doc|document|item|lfd\.? nr)\.?\s*"
_N: Final = r"([0-9]{1,5}[a-z]?)"
_NUMBER: Final = re.compile(  # "[12]", "(3)"; "3)", "14b."; "Nr. 4"
    rf"(?:\[{_N}\]|\({_N}\)|{_N}[.):]|{_WORD}{_N}[.):]?)\s+(?:[–—-]\s+)?(?=\S)", re.IGNORECASE
)
_MOST: Final = 0.8  # share of the titles with a number, and of the steps that are one
_FEW: Final = 3  # titles that may all be numbered for another reason


def split_number(text: str) -> tuple[str, str]:
    """The number that a line begins with, as of a list, and the rest; ("", text) if none.

    >>> split_number("[12] The Consul"), split_number("12 May 1911"), split_number("Nr. 4 Brief")
    (('12', 'The Consul'), ('', '12 May 1911'), ('4', 'Brief'))
    """
    match = _NUMBER.match(text)
    return (match[match.lastindex or 0], text[match.end() :]) if match else ("", text)


def without_numbers(records: Sequence[Record]) -> list[Record]:
    """The records with the numbers of their titles as `number` in `extra`, where these count up."""
    parted = [split_number(record.title) for record in records]
    counted = [int(number.rstrip(ascii_letters)) for number, _t in parted if number]
    titled = sum(bool(record.title) for record in records)
    steps = [b - a for a, b in pairwise(counted)]
    if (
        len(counted) < 2
        or len(counted) < _MOST * titled
        or min(steps) < 0
        or sum(step == 1 for step in steps) < (_MOST * len(steps) if len(steps) > _FEW else 1)
    ):
        return list(records)
    return [
        record
        if not number or "number" in record.extra
        else replace(record, title=title, extra={"number": number, **record.extra})
        for record, (number, title) in zip(records, parted, strict=True)
    ]
