"""Lines that are no titles, though they stand in the place of titles."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from dash_core.readers.layouts.rhythm import line_key
from dash_core.readers.lines.holding_words import is_level
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import fields_of_line

__all__ = ["are_no_titles"]

_CRUMBS: Final = re.compile(r" [»›>] ")  # "Papers » Letters"


def are_no_titles(titles: Iterable[str]) -> bool:
    """Whether most titles are none, labels, boxes or codes, or the same again and again."""
    found = list(titles)
    alike = Counter(map(line_key, found))
    bad = sum(
        not title
        or alike[line_key(title)] > 1
        or bool(label_of(title)[0])
        or title.endswith(":")
        or _holding(title)
        or (title.islower() and title.isalpha())
        or bool(_CRUMBS.search(title))
        for title in found
    )
    return 2 * bad >= len(found)


def _holding(title: str) -> bool:
    """Whether a title is a level and what holds it ("Item — Box: 2, Volume: 1")."""
    first, dash, _rest = title.partition(" — ")
    return bool(fields_of_line(title)) or (bool(dash) and is_level(first))
