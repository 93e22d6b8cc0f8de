"""Lists whose documents are named by their level and number: `File 3. Deeds of the mill. 1905`."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dash_core.readers.lines.holding_words import is_level
from dash_core.readers.lines.parts import parts_of

__all__ = ["level_records"]

_NAMED: Final = re.compile(
    r"(?P<level>[^\W\d_]+)\.? (?:no\.? |№ ?)?(?P<number>\d+)[a-zа-я]?[.:,)]? "
)
_MOST: Final = 0.6  # share of the lines that are such


def level_records(texts: Sequence[str]) -> frozenset[int]:
    """The lines that are documents of the level that most lines of a page have, where each but few
    has a date: no headings of other lines."""
    named = {
        at: match["level"].casefold()
        for at, text in enumerate(texts)
        if (match := _NAMED.match(text)) and is_level(match["level"])
    }
    if len(named) < 2:
        return frozenset()
    level, n = Counter(named.values()).most_common(1)[0]
    lines = [at for at, of in named.items() if of == level]
    below = sum(bool(text) for text in texts[lines[0] :])
    dated = sum(bool((parts := parts_of(texts[at])).date) and parts.at_end for at in lines)
    return frozenset(lines) if n > 1 and n >= _MOST * below and dated >= _MOST * n else frozenset()
