"""A list in which documents follow line by line, below the description of the collection."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dash_core.readers.layouts.page import Page, RecordStart

__all__ = ["below_front_matter"]

_NEAR: Final = 3  # lines from one document of such a list to the next, at most
_MIN: Final = 6
_MOST: Final = 0.6  # share of the lines with dates that are in the list
_DENSE: Final = 0.8  # share of the steps in it that are short
_APART: Final = 4  # lines between the description and the list, at least


def below_front_matter(page: Page, starts: Sequence[RecordStart]) -> list[RecordStart]:
    """The starts without those far above a dense list that most are in: lines with dates of the
    description of a collection ("Creator: Ann Ray, 1880-1967"; "Processed by Bo May, 2002")."""
    texts = [bool(text) and not page.kind(at) for at, text in enumerate(page.texts)]
    gaps = [sum(texts[a.date_line : b.line]) for a, b in pairwise(starts)]
    if all(gap <= _APART for gap in gaps):
        return list(starts)
    first = max(i + 1 for i, gap in enumerate(gaps) if gap > _APART)
    below = gaps[first:]
    is_dense = sum(gap <= _NEAR for gap in below) >= _DENSE * len(below)
    above = gaps[: first - 1]
    is_loose = sum(gap > _NEAR for gap in above) >= len(above) / 2
    n = len(starts) - first
    if n >= max(_MIN, _MOST * len(starts)) and is_dense and is_loose:
        return list(starts[first:])
    return list(starts)
