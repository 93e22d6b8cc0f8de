"""Rows of dots that lead to the number of a page, as tables of contents have them."""

import re
from typing import Final

__all__ = ["split_leader"]

_LEADER: Final = re.compile(
    r"\s*(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|(?:… ){2,}…?|_{4,})"
    r"\s*(?:p\. ?)?(?P<page>[0-9]{1,5}|[ivxlc]{1,7})$"
)


_MAY_BE: Final = re.compile(r"\.\.\.|\. \.|…|__")


def split_leader(text: str) -> tuple[str, str]:
    """A line without its leader, and the number behind that; (text, "") if it has none.

    >>> split_leader("Motion on tolls ........ 1911"), split_leader("And so ...")
    (('Motion on tolls', '1911'), ('And so ...', ''))
    """
    if not text[-1:].isalnum() or not _MAY_BE.search(text):
        return text, ""
    match = _LEADER.search(text)
    return (text[: match.start()], match["page"]) if match and match.start() else (text, "")
