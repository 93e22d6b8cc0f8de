"""The head of comment lines that a text file gets when it leaves and loses when it comes back.

Its lines start with `#: `, so that a person's own comments (`# `) are told apart and stay.
"""

from typing import Final

__all__ = ["with_head", "without_head"]

_MARK: Final = "#: "


def with_head(text: str, head: str) -> str:
    """The text under the lines of `head`, in the place of a head it has already."""
    lines = "".join(f"{_MARK}{line}\n" for line in head.splitlines())
    return f"{lines}\n{without_head(text)}" if lines else without_head(text)


def without_head(text: str) -> str:
    """The text without the head, and the empty line, that `with_head` put over it.

    >>> without_head(with_head("k = 5\\n", "Listing: letters.csv"))
    'k = 5\\n'
    """
    rest = text
    while rest.startswith(_MARK):
        rest = rest.partition("\n")[2]
    if rest == text:
        return text
    return rest.removeprefix("\r").removeprefix("\n")
