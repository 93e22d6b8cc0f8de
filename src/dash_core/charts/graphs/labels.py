"""Where names fit beside the circles they belong to."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Spot", "fit", "shortened"]

Floats = NDArray[np.float64]

_LETTER: Final = 6.6  # pixels of a letter of 12 pixels, on average
_LINE: Final = 14  # of a line of text
_GAP: Final = 4  # between a circle and its name


class Spot(NamedTuple):
    """A place for the `i`-th name: how it is aligned, and how far from the circle's middle."""

    i: int
    align: str
    dx: float
    dy: float


def shortened(name: str, most: int) -> str:
    """A name of so many letters at most."""
    return name if len(name) <= most else name[: most - 1] + "…"


def fit(names: Sequence[str], x: Floats, y: Floats, radius: Floats, width: float) -> Iterator[Spot]:
    """Places for the names that find one: the first first, at the right or left of their circle,
    under or over it, on no other circle and no other name, within the picture's width.

    Parameters
    ----------
    x, y, radius
        The circles, in pixels.
    """
    circles = np.column_stack([x - radius, y - radius, x + radius, y + radius])
    taken = np.zeros((0, 4))
    for i, name in enumerate(names):
        others = np.concatenate([np.delete(circles, i, axis=0), taken])
        half = len(name) * _LETTER / 2
        for align, dx, dy in _sides(float(radius[i]) + _GAP):
            middle = x[i] + dx + {"left": half, "right": -half, "center": 0}[align]
            left, right = middle - half, middle + half
            box = np.array([left, y[i] + dy - _LINE / 2, right, y[i] + dy + _LINE / 2])
            if left >= 0 and right <= width and not _touches(box, others):
                taken = np.vstack([taken, box])
                yield Spot(i, align, dx, dy)
                break


def _sides(out: float) -> Iterator[tuple[str, float, float]]:
    """Alignment and distance (pixels) of a name at the right, left, under and over a circle."""
    yield "left", out, 0.0
    yield "right", -out, 0.0
    yield "center", 0.0, out + _LINE / 2 - _GAP / 2
    yield "center", 0.0, -out - _LINE / 2 + _GAP / 2


def _touches(box: Floats, others: Floats) -> bool:
    return bool(
        (
            (box[0] < others[:, 2])
            & (others[:, 0] < box[2])
            & (box[1] < others[:, 3])
            & (others[:, 1] < box[3])
        ).any()
    )
