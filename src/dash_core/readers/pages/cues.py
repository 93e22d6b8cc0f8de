"""What in the text of a web page may be the date or the title of a document."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.readers.pages import boilerplate
from dash_core.readers.pages.html_text import Chunk, Element, shown
from dash_core.readers.pages.layouts import is_date
from dash_core.readers.tables.columns import known_field

__all__ = ["evidence", "has_words", "is_title", "printed_date"]

_AROUND: Final = " \t\r\n\u00a0|–—-·•,;:/"  # stands between a date and what is beside it
_LABEL: Final = re.compile(r"([^\W\d_][^:\n]{0,40}):\s*(.+)", re.DOTALL)
_WORD: Final = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]")


def has_words(text: str) -> bool:
    """Whether a text says anything: a few letters together."""
    return bool(_WORD.search(text))


def printed_date(text: str) -> str:
    """The date that a whole text is, without label and what sets it off; "" if it is none.

    >>> printed_date(" | May 5, 1946"), printed_date("Date: 1946"), printed_date("May Smith")
    ('May 5, 1946', '1946', '')
    """
    if len(text) > 2 * MAX_DATE_CHARS:
        return ""
    text = boilerplate.bare(text).strip(_AROUND)
    label = _LABEL.fullmatch(text)
    if label and known_field(label[1]) == "date":
        text = label[2].strip(_AROUND)
    bare = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return bare if any(map(str.isdigit, bare)) and is_date(bare) else ""


def is_title(text: str) -> bool:
    """Whether a heading's or link's text may be a title."""
    text = boilerplate.bare(text)
    return has_words(text) and not printed_date(text) and not boilerplate.kind(text)


def evidence(chunks: Sequence[Chunk]) -> tuple[list[Element], list[Element]]:
    """The elements in which a date stands, and those in which a title does."""
    dates: list[Element] = []
    titles: list[Element] = []
    for _block, group in groupby(chunks, key=lambda chunk: chunk.block):
        block = [chunk for chunk in group if chunk.shown]
        if not block or block[0].aside:
            continue
        whole = len(block) > 1 and printed_date(shown(block))
        for chunk in block:
            if whole or chunk.element.get("datetime") or printed_date(chunk.text):
                dates.append(chunk.element)
            elif (chunk.heading is not None or chunk.link is not None) and is_title(chunk.text):
                titles.append(chunk.element)
    return dates, titles
