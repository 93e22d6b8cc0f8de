"""Which elements of a web page may be the date or the title of a document."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.readers import boilerplate
from dash_core.readers.pages.date_words import is_date
from dash_core.readers.pages.html_text import Chunk, Element, chunks_text
from dash_core.readers.tables.columns import known_field

__all__ = ["find_cues", "has_words", "is_title", "printed_date"]

_AROUND: Final = " \t\r\n\u00a0|–—-·•,;:/"  # around a date that is beside other text
_LABEL: Final = re.compile(r"([^\W\d_][^:\n]{0,40}):\s*(.+)", re.DOTALL)
_WORD: Final = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]")


def has_words(text: str) -> bool:
    """Whether a text has a word: a few letters together."""
    return bool(_WORD.search(text))


def printed_date(text: str) -> str:
    """The date that a whole text is, without label and separators; "" if it is not a date.

    >>> printed_date(" | May 5, 1946"), printed_date("Date: 1946"), printed_date("May Smith")
    ('May 5, 1946', '1946', '')
    """
    if len(text) > 2 * MAX_DATE_CHARS:
        return ""
    text = boilerplate.visible_text(text).strip(_AROUND)
    label = _LABEL.fullmatch(text)
    if label and known_field(label[1]) == "date":
        text = label[2].strip(_AROUND)
    date = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    return date if any(map(str.isdigit, date)) and is_date(date) else ""


def is_title(text: str) -> bool:
    """Whether the text of a heading or link may be a title."""
    text = boilerplate.visible_text(text)
    return has_words(text) and not printed_date(text) and not boilerplate.kind(text)


def find_cues(chunks: Sequence[Chunk]) -> tuple[list[Element], list[Element]]:
    """The elements that contain a date, and those that contain a title."""
    dates: list[Element] = []
    titles: list[Element] = []
    for _block, group in groupby(chunks, key=lambda chunk: chunk.block):
        block = [chunk for chunk in group if chunk.shown]
        if not block or block[0].aside:
            continue
        whole = len(block) > 1 and printed_date(chunks_text(block))
        for chunk in block:
            if whole or chunk.element.get("datetime") or printed_date(chunk.text):
                dates.append(chunk.element)
            elif (chunk.heading is not None or chunk.link is not None) and is_title(chunk.text):
                titles.append(chunk.element)
    return dates, titles
