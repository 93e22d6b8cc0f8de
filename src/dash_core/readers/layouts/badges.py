"""Short lines above a title that say what it is and who may see it ("Item", "Open Access")."""

from collections.abc import Sequence
from typing import Final

from dash_core.readers.layouts.draft import ENDS
from dash_core.readers.layouts.page import Page, RecordStart
from dash_core.readers.lines.holding_words import is_level

__all__ = ["BADGE_WORDS", "badges_above"]

BADGE_WORDS: Final = 3
_MOST: Final = 3  # lines above a title: its level, who may see it


def badges_above(page: Page, first: int, starts: Sequence[RecordStart]) -> int:
    """The line of a level of description right above a title, which other short lines may follow
    ("Item", "Open Access"); else the line of the title."""
    least = starts[-1].date_line + 1 if starts else 0
    for at in range(first - 1, max(least, first - _MOST) - 1, -1):
        text = page.texts[at]
        if is_level(text):
            return at
        if not text or len(text.split()) > BADGE_WORDS or text.endswith(ENDS):
            break
    return first
