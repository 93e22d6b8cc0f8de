"""The text of one cell: on one line, a list joined to one, and safe from spreadsheets."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

__all__ = [
    "Value",
    "escape_formulas",
    "join_items",
    "one_line",
    "shorten",
    "split_items",
    "text_of_value",
    "unescape_formulas",
]

# Where a spreadsheet may begin a cell: also after another separator than "," (";" in much of
# Europe), and where it takes a line break in a quoted cell for the end of the row.
_CELL: Final = r"(\A|[;\t\r\n])"
_SIGN: Final = "(?= *['=+\\-@\t\r\n＝＋－＠])"  # begins a formula (OWASP, "CSV Injection")
_FORMULA: Final = re.compile(_CELL + _SIGN)
_ESCAPED_FORMULA: Final = re.compile(f"{_CELL}'{_SIGN}")
_ITEM: Final = re.compile(r"(?:\\.|[^;\\]|\\\Z)+", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([\\;:])")
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Value = str | tuple[str, ...]
"""The content of a cell: a text, or a list where the format has lists."""


def text_of_value(value: Value) -> str:
    """The content as one text."""
    return value if isinstance(value, str) else "; ".join(value)


def escape_formulas(text: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula; `unescape_formulas` reverses it.

    An apostrophe is put before each sign that would begin a formula where a cell may begin, and
    before an apostrophe there.

    >>> [escape_formulas(text) for text in ("=1+1", "a;-1", "'x'", "a=1, -1")]
    ["'=1+1", "a;'-1", "''x'", 'a=1, -1']
    """
    return _FORMULA.sub(r"\1'", text)


def unescape_formulas(text: str) -> str:
    """The text that `escape_formulas` escaped."""
    return _ESCAPED_FORMULA.sub(r"\1", text)


def one_line(text: str) -> str:
    """The text on one line, single-spaced, in Unicode's composed form (NFC). Control characters,
    noncharacters and lone surrogates become replacement characters."""
    if text.isascii() and text.isprintable():  # whose only white space is the space
        if "  " in text or text[:1] == " " or text[-1:] == " ":
            return " ".join(text.split())
        return text
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return normalize("NFC", _NO_TEXT.sub("\ufffd", text))


def shorten(text: str, most: int = 80) -> str:
    """The text, cut to `most` characters for an example or a message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def join_items(items: Iterable[str]) -> str:
    r"""Several texts as one, separated by "; "; "\" and ";" in them are escaped.

    >>> print(join_items(["a; b", "c\\d"]))
    a\; b; c\\d
    """
    return "; ".join(item.replace("\\", r"\\").replace(";", r"\;") for item in items)


def split_items(text: str) -> tuple[str, ...]:
    r"""The texts that `join_items` joined.

    >>> split_items(r"a\; b; c\\d")
    ('a; b', 'c\\d')
    """
    items = (one_line(_ESCAPED.sub(r"\1", item)) for item in _ITEM.findall(text))
    return tuple(item for item in items if item)
