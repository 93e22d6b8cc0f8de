"""Progress of long work: a `Progress` function is told the share done, and may raise to stop."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

__all__ = ["Progress", "no_progress", "progress_part", "with_progress"]

Progress = Callable[[float], None]
"""Told now and then how much is done (0 to 1)."""

_T = TypeVar("_T")
_EVERY = 500  # items between two reports


def no_progress(_done: float) -> None:
    """Report to nobody."""


def progress_part(progress: Progress, start: float, end: float) -> Progress:
    """Progress of one part of the work: its 0 to 1 are `start` to `end` of the whole."""
    return lambda done: progress(start + (end - start) * done)


def with_progress(items: Sequence[_T], progress: Progress) -> Iterator[_T]:
    """The items one by one; reports how many are done."""
    for i, item in enumerate(items):
        if i % _EVERY == 0:
            progress(i / len(items))
        yield item
    progress(1)
