"""How far a long work has come: a `tick` is told the share done, and may raise to stop it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

__all__ = ["Tick", "each", "part", "silent"]

Tick = Callable[[float], None]
"""Told now and then how much is done (0 to 1)."""

_T = TypeVar("_T")
_EVERY = 500  # items between two ticks


def silent(_done: float) -> None:
    """Tell nobody."""


def part(tick: Tick, start: float, end: float) -> Tick:
    """The tick of a part of the work: its 0 to 1 are `start` to `end` of the whole."""
    return lambda done: tick(start + (end - start) * done)


def each(items: Sequence[_T], tick: Tick) -> Iterator[_T]:
    """The items one by one, telling how far it is."""
    for i, item in enumerate(items):
        if i % _EVERY == 0:
            tick(i / len(items))
        yield item
    tick(1)
