"""Letters that scanning takes for others: "Secretary of Stale"."""

from collections.abc import Iterator
from typing import Final

__all__ = ["is_misread", "readings"]

MIN_WORD: Final = 5  # letters: shorter words differ in earnest
_CONFUSED: Final = ("ce", "co", "nu", "tl", "il", "tf", "fs", "hb", "ij")


def readings(text: str) -> Iterator[str]:
    """The text with one letter of a long word read as one that looks like it."""
    at = 0
    for word in text.split(" "):
        if len(word) >= MIN_WORD and word.isalpha():
            for i, letter in enumerate(word):
                for pair in _CONFUSED:
                    if letter in pair:
                        other = pair.replace(letter, "")
                        yield text[: at + i] + other + text[at + i + 1 :]
        at += len(word) + 1


def is_misread(one: str, other: str) -> bool:
    """Whether two names in small letters differ in one letter that looks like the other.

    >>> is_misread("secretary of stale", "secretary of state")
    True
    >>> is_misread("minister in iran", "minister in iraq")
    False
    """
    return other in readings(one)
