"""Reference codes of archives: `MR 1/1`, `PT/AV/CM`, `ЦГА. Ф. 12. Оп. 1. Д. 4`."""

import re
from typing import Final

from dash_core.dates.model import MAX_DATE_CHARS
from dash_core.readers.lines.date_words import is_date

__all__ = ["is_code", "split_kind"]

# "ЦГА. Ф. 12. Оп. 1. Д. 4. Л. 3–4", as archives of the former Soviet Union are cited.
_FOND: Final = re.compile(
    r"(?:[А-ЯЁ]\w{1,9}\.? )?Ф\. ?\w{1,8}[.,] ?Оп\. ?\w{1,8}[.,] ?Д\. ?[\w .,–-]{1,40}"
)
_PATH: Final = re.compile(r"[A-Z]{1,6}(?:[/.-][A-Z0-9]{1,8})+")  # "PT/AV/CM"
_TEXT: Final = re.compile(r"^[0-9]{1,4}[.)] |(?<![\w])[^\W\d_A-Z]{3,} [^\W\d_]{3,}")
_CODE_WORDS: Final = 6


def is_code(text: str) -> bool:
    """Whether a text may be a reference code: short, and with a number."""
    if text[:1] > "\u0400" and _FOND.fullmatch(text):
        return True
    return (
        (any(map(str.isdigit, text)) or _PATH.fullmatch(text) is not None)
        and len(text.split()) <= _CODE_WORDS
        and not _TEXT.search(text)
        and len(text) <= MAX_DATE_CHARS
        and not text.endswith((".", "!", "?"))
        and not is_date(text)
    )


def split_kind(text: str) -> dict[str, str]:
    """The code that a line is, without a label before it, and the kind of document behind it.

    >>> split_kind("741.90D/5-446: Telegram"), split_kind("Reference: MR 1/1")
    ({'id': '741.90D/5-446', 'genre': 'Telegram'}, {'id': 'MR 1/1'})
    """
    before, _colon, code = text.rpartition(": ")
    if before and not any(map(str.isdigit, code)):
        return {"id": before, "genre": code}
    return {"id": code}
