"""A header of comment lines, added to a text file on download and removed when it is read again.

Its lines start with `#: `, so that other comments (`# `) stay.
"""

from typing import Final

__all__ = ["with_header", "without_header"]

_MARK: Final = "#: "


def with_header(text: str, header: str) -> str:
    """The text under the lines of `header`, which replaces a header it has already."""
    lines = "".join(f"{_MARK}{line}\n" for line in header.splitlines())
    return f"{lines}\n{without_header(text)}" if lines else without_header(text)


def without_header(text: str) -> str:
    """The text without the header, and the empty line, that `with_header` put above it.

    >>> without_header(with_header("k = 5\\n", "Listing: letters.csv"))
    'k = 5\\n'
    """
    rest = text
    while rest.startswith(_MARK):
        rest = rest.partition("\n")[2]
    if rest == text:
        return text
    return rest.removeprefix("\r").removeprefix("\n")
