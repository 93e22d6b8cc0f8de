"""Rows of dots, or a gap, that lead to the number of a page, as tables of contents have them, or to
a date."""

import re
from typing import Final

__all__ = ["split_at_dots", "split_leader"]

_DOTS: Final = r"\s*(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|(?:… ){2,}…?|_{4,})\s*"
_LEADER: Final = re.compile(rf"{_DOTS}(?:p\. ?)?(?P<page>[0-9]{{1,5}}|[ivxlc]{{1,7}})$")
_BEHIND: Final = re.compile(rf"{_DOTS}(?P<text>[^.…_]{{1,40}}\.?)$")
# Without dots: behind the day or year of an entry in a column of its own.
_COLUMN: Final = re.compile(r"(?<=[0-9\])?~.])\t(?:p\. ?)?(?P<page>[0-9]{1,3})$")


_MAY_BE: Final = re.compile(r"\.\.\.|\. \.|…|__")


def split_leader(text: str) -> tuple[str, str]:
    """A line without its leader, and the number behind that; (text, "") if it has none.

    >>> split_leader("Motion on tolls ........ 1911"), split_leader("And so ...")
    (('Motion on tolls', '1911'), ('And so ...', ''))
    """
    if not text[-1:].isalnum() or not ("\t" in text or _MAY_BE.search(text)):
        return text, ""
    match = _LEADER.search(text) or _COLUMN.search(text)
    return (text[: match.start()], match["page"]) if match and match.start() else (text, "")


def split_at_dots(text: str) -> tuple[str, str]:
    """What is before and behind a row of dots; (text, "") where there is none.

    >>> split_at_dots("Motion on tolls ........ 1911-1913")
    ('Motion on tolls', '1911-1913')
    """
    match = _BEHIND.search(text) if _MAY_BE.search(text) else None
    return (text[: match.start()], match["text"]) if match and match.start() else (text, "")
