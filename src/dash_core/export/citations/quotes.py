"""Quotation marks of a printed text (not apostrophes), so that a citation can nest them.

American English, as the Chicago Manual of Style has it: double marks, and single ones within.
"""

import re
from typing import Final

__all__ = ["CLOSE", "OPEN", "curl", "mark_quotes"]

OPEN, CLOSE = "\ufdd2", "\ufdd3"
"""Where a quotation starts and ends: noncharacters, which no text has."""

_PAIRS: Final = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_MARK: Final = re.compile("[\"'“”‘’]")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'|'(?=\w)")
_EITHER: Final = re.compile(f"[{OPEN}{CLOSE}]")


def mark_quotes(text: str) -> str:
    """A text with `OPEN` and `CLOSE` for its quotation marks, and apostrophes as printers set them.

    Where the marks make no pairs they stay as printed.

    >>> curl(mark_quotes("the People's 'Long Telegram'"))
    'the People’s “Long Telegram”'
    """
    signs = list(text)
    for start, end in _pairs(text):
        signs[start], signs[end] = OPEN, CLOSE
    return _APOSTROPHE.sub("’", "".join(signs))


def _pairs(text: str) -> list[tuple[int, int]]:
    """The places of marks that belong together; none of a kind that does not come out even."""
    pairs: list[tuple[int, int]] = []
    open_: list[int] = []
    for match in _MARK.finditer(text):
        at = match.start()
        if _closes(text, at) and any(_PAIRS.get(text[i]) == text[at] for i in open_):
            if _is_possessive(text, at, open_):
                continue
            while _PAIRS[text[start := open_.pop()]] != text[at]:
                pass  # one that was opened within and never closed: an apostrophe
            pairs.append((start, at))
        elif text[at] in _PAIRS and _opens(text, at):
            open_.append(at)
    return pairs


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() and bool(after.strip())


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before.strip()) and not after.isalnum()


def _is_possessive(text: str, at: int, open_: list[int]) -> bool:
    """Whether it is the apostrophe of "workers'", since the quotation ends later."""
    if text[at] not in "'’" or text[at - 1 : at] not in ("s", "S"):
        return False
    for match in _MARK.finditer(text, at + 1):
        later = match.start()
        if _closes(text, later) and text[later] == text[at]:
            return True
        if _PAIRS.get(text[later]) == text[at] and _opens(text, later):
            return False
    return False


def curl(text: str) -> str:
    """The marks set: double on the first level, single within, and so on in turn."""
    depth = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal depth
        if match[0] == OPEN:
            depth += 1
            return "“" if depth % 2 else "‘"
        depth -= 1
        return "’" if depth % 2 else "”"

    return _EITHER.sub(mark, text)
