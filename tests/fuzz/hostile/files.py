"""The table of malicious files, and parts that several of them have."""

from collections.abc import Callable
from typing import Final

__all__ = ["FILES", "ZEROS", "add", "fill", "listing"]

FILES: Final[dict[str, Callable[[int], bytes]]] = {}
"""Name -> function from a size in bytes to a file of about that size."""

ZEROS: Final = 2**30
"""Bytes that an archive bomb unpacks to."""


def add(group: str, makers: dict[str, Callable[[int], bytes]]) -> None:
    """Add the files of a group to `FILES`, as `group: name`."""
    FILES.update({f"{group}: {name}": make for name, make in makers.items()})


def fill(part: bytes, n: int) -> bytes:
    """`part` repeated to about `n` bytes."""
    return part * max(1, n // len(part))


def listing(text: bytes) -> bytes:
    """A listing of one document, and then `text`."""
    return b"  \xe2\x80\xa2 May 5, 1946\n\n    A title\n\n    A summary.\n\n" + text
