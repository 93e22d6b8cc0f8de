"""The last year of a span of which only its end is printed: "1945-46", "1998-02"."""

from typing import Final

__all__ = ["short_end", "wrapped_end"]

_MAX_WRAPPED: Final = 30  # years of a span that ends in the next century


def short_end(first: int, number: int, length: int) -> int | None:
    """The year that "46" or "6" stands for after `first`; None if that is no later year.

    `length` is the number of its digits.
    """
    unit = 10**length
    last = first - first % unit + number
    return last if last > first else first + 1 if last == first - unit + 1 else None


def wrapped_end(first: int, number: int, length: int) -> int | None:
    """The year of the next century that "02" stands for after 1998; None if it is far."""
    last = first - first % 100 + 100 + number
    return last if length == 2 and last - first <= _MAX_WRAPPED else None
