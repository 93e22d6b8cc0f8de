"""Groups that stand: found once, then kept while a person corrects the listing.

The topics file has the group of each document. One that was corrected since stays where it stands
unless another group's centre is clearly nearer; one that is new goes to the nearest centre. So a
correction moves the documents that it is about, and no others.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.common.scaling import normalize
from dash_core.topics.found.stability import DIGITS

__all__ = ["MIN_GAIN", "Standing", "digest_of", "encode", "stand", "to_nearest"]

MIN_GAIN: Final = 0.05  # cosine by which another centre must be nearer for a document to move


@dataclass(frozen=True, slots=True)
class Standing:
    """The group of each row, from 0 (-1: none), and of the rows that moved, the one they left."""

    groups: NDArray[np.int64]
    left: dict[int, int]


def digest_of(ids: Sequence[str]) -> str:
    """8 hexadecimal digits that tell these ids, in any order, from others."""
    text = "\x1f".join(sorted(ids)).encode("utf-8", "replace")
    return blake2b(text, digest_size=4).hexdigest()


def encode(
    groups: NDArray[np.int64], ids: Sequence[str], corrected: Collection[str] = ()
) -> tuple[int, ...]:
    """The groups of all rows as a topics file has them."""
    numbers = (np.asarray(groups) + 1).tolist()
    order = sorted(range(len(ids)), key=lambda row: ids[row])
    return tuple(-numbers[row] if ids[row] in corrected else numbers[row] for row in order)


def stand(
    numbers: Sequence[int],
    ids: Sequence[str],
    vectors: NDArray[np.float64],
    groupable: NDArray[np.int64],
) -> Standing:
    """The groups of a topics file, its corrected and new documents put where they are nearest.

    Parameters
    ----------
    numbers
        As `encode` gives them, of the same ids.
    vectors
        A row of length 1 for each document.
    groupable
        The rows that have words; the others are in no group.
    """
    order = sorted(range(len(ids)), key=lambda row: ids[row])
    stated = np.empty(len(ids), dtype=np.int64)
    stated[order] = numbers
    before = np.abs(stated) - 1
    groups = np.full(len(ids), -1, dtype=np.int64)
    groups[groupable] = before[groupable]
    free = np.intersect1d(np.flatnonzero((stated < 0) | (groups < 0)), groupable)
    groups = to_nearest(vectors, groups, free)
    left = {int(row): int(before[row]) for row in np.flatnonzero(groups != before)}
    return Standing(groups, left)


def to_nearest(
    vectors: NDArray[np.float64], groups: NDArray[np.int64], free: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The groups after the `free` rows went to the group with the nearest centre: one that is in a
    group only where that is nearer by `MIN_GAIN`. The other rows make the centres."""
    groups = groups.copy()
    names = np.unique(groups[groups >= 0])
    if not len(free) or not len(names):
        return groups
    is_free = np.zeros(len(groups), dtype=bool)
    is_free[free] = True
    centres = []
    for name in names:
        members = groups == name
        fixed = members & ~is_free
        centres.append(vectors[fixed if fixed.any() else members].mean(axis=0))
    similarity = (vectors[free] @ normalize(np.vstack(centres)).T).round(DIGITS)
    best = similarity.argmax(axis=1)
    at = np.searchsorted(names, groups[free])
    own = np.where(
        groups[free] >= 0,
        similarity[np.arange(len(free)), np.minimum(at, len(names) - 1)] + MIN_GAIN,
        -np.inf,
    )
    moves = similarity[np.arange(len(free)), best] > own
    groups[free[moves]] = names[best[moves]]
    return groups
