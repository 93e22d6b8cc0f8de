"""Lines with a few words behind their date: `The Star. (Ayr, Ohio), May 9, 1904, Page 3, Image 3`,
`Telegram 4 to the Legation, 9 May 1954, Secret, Excised copy`."""

import re
from typing import Final

from dash_core.readers.lines.date_within import date_within, is_apart
from dash_core.readers.lines.parts import LineParts

__all__ = ["is_page", "parts_before_tail"]

_SPAN: Final = re.compile(r"[0-9]{4} ?[-–] ?[0-9]{4}")
_MAX_WORDS: Final = 8
_PAGE: Final = (
    "p.",
    "pp.",
    "p",
    "pp",
    "fol.",
    "f.",
    "no.",
    "vol.",
    "vol",
    "volume",
    "part",
    "band",
)
_ENDS: Final = (".", "!", "?", "…", ",", ":", ";", "-")


def parts_before_tail(text: str) -> LineParts:
    """The title and date of a line, and as its note the page, edition or security marking behind
    a comma; no date where what follows may be a sentence.

    >>> parts_before_tail("Cable to Ray, 9 May 1954, Top Secret").fields
    {'note': 'Top Secret'}
    """
    if "," not in text:
        return LineParts()
    title, date, tail = date_within(text)
    if not date or not title or not (_SPAN.fullmatch(date) or is_apart(text, date)):
        return LineParts()
    if len(title.split()) < 2 and not _SPAN.fullmatch(date):
        return LineParts()
    after = text.partition(date)[2]
    is_short = 0 < len(tail.split()) <= _MAX_WORDS and not tail.endswith(_ENDS)
    if not is_short or not after.startswith((",", ";")) or not all(map(_is_note, tail.split(", "))):
        return LineParts()
    return LineParts(title, date, True, ", ", {"note": tail})


def _is_note(text: str) -> bool:
    first = text.partition(" ")[0]
    return first[:1].isupper() or first[:1].isdigit() or first.casefold() in _PAGE


def is_page(note: str) -> bool:
    """Whether a note behind a date is but the number of a page or leaf ("Page 3, Image 3")."""
    return all(any(map(str.isdigit, part)) for part in note.split(", "))
