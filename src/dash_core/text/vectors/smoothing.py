"""Smoothing: each vector is averaged with its nearest neighbours.

As labels are in label propagation (Zhou et al. 2004). Of those near in wording, documents near in
time are nearer, by as much as similar wording is found near in time in this collection.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize
from dash_core.common.scratch import empty

__all__ = ["smooth_vectors"]

NEIGHBOURS: Final = 7  # documents a vector is smoothed over
SMOOTHING: Final = 0.5  # share of the neighbours in a smoothed vector, 0 to 1
CANDIDATES: Final = 30  # nearest documents by wording, of which time selects the neighbours
MAX_POOL: Final = 4_000  # documents among which neighbours are searched
MIN_DATED: Final = 200  # dated documents from which time is taken into account
TIME_WEIGHT: Final = 0.3  # of nearness in time if all similar wording were near in time
_AT_ONCE: Final = 16_384  # documents whose neighbours are found together


def smooth_vectors(
    unsmoothed: NDArray[np.float64],
    days: NDArray[np.float64] | None,
    progress: Progress = no_progress,
    part_of: int = 0,
) -> NDArray[np.float64]:
    """Each vector averaged with its nearest neighbours; rows of length 1, or 0.

    Neighbours are searched in an even sample of `MAX_POOL` documents where there are more.
    `part_of` is how many documents these are drawn from: as many neighbours count as there.
    """
    n = len(unsmoothed)
    vectors = empty(unsmoothed.shape)
    for start in range(0, n, _AT_ONCE):
        vectors[start : start + _AT_ONCE] = normalize(unsmoothed[start : start + _AT_ONCE])
    k = min(NEIGHBOURS, max(n, part_of) // 10, n - 1)
    if k < 1:
        return vectors
    pool = np.arange(0, n, -(-n // MAX_POOL))
    parts = [slice(start, min(start + _AT_ONCE, n)) for start in range(0, n, _AT_ONCE)]
    found = _nearest(vectors, pool, min(CANDIDATES, len(pool)), parts)
    progress(0.9)
    nearness = None
    if days is not None and np.count_nonzero(~np.isnan(days)) >= MIN_DATED:
        nearness = _Nearness(days, pool, [near for near, _similarity in found])
    of_pool = vectors[pool]
    for part, (near, similarity) in zip(parts, found, strict=True):
        if nearness is not None:
            similarity = similarity + nearness.of(part, near)
        best = np.sort(np.argsort(-similarity, axis=1, kind="stable")[:, :k], axis=1)
        similarity = np.maximum(np.take_along_axis(similarity, best, axis=1), 0)
        near = np.take_along_axis(near, best, axis=1)
        starts = np.arange(0, near.size + 1, k)
        shape = (len(near), len(pool))
        weights = csr_matrix((similarity.ravel(), near.ravel(), starts), shape=shape)
        moved = normalize(weights, norm="l1") @ of_pool
        vectors[part] = normalize((1 - SMOOTHING) * vectors[part] + SMOOTHING * moved)
    progress(1)
    return vectors


def _nearest(
    vectors: NDArray[np.float64], pool: NDArray[np.int64], k: int, parts: Sequence[slice]
) -> list[tuple[NDArray[np.int16], NDArray[np.float64]]]:
    """For each part of the documents, positions in the pool and cosines of the `k` nearest ones,
    nearest first.

    The cosine of a document with itself is set to -1: self-matches are excluded.
    """
    from sklearn.neighbors import NearestNeighbors  # slow to import, not always needed

    # Single precision is half the work; the order stays the same.
    search = NearestNeighbors(n_neighbors=k, algorithm="brute")
    search.fit(vectors[pool].astype(np.float32))
    found = []
    for part in parts:
        far, near = search.kneighbors(vectors[part].astype(np.float32))
        similarity = 1 - np.square(far.astype(np.float64)) / 2
        similarity[pool[near] == np.arange(part.start, part.stop)[:, None]] = -1
        found.append((near.astype(np.int16), similarity))
    return found


class _Nearness:
    """What nearness in time adds to the similarity of neighbours.

    It grows with the excess of neighbours near in time over what chance gives.

    Parameters
    ----------
    near
        The positions in the pool of the neighbours of all documents, in parts.
    """

    def __init__(
        self,
        days: NDArray[np.float64],
        pool: NDArray[np.int64],
        near: Sequence[NDArray[np.int16]],
    ) -> None:
        dated = ~np.isnan(days)
        # Ranks, not days: listings have busy weeks and quiet years.
        self._rank = np.full(len(days), np.nan)
        self._rank[dated] = np.searchsorted(np.sort(days[dated]), days[dated])
        self._of_pool = self._rank[pool]
        self._reach = float(np.clip(dated.sum() / 100, 5, 60))
        # Without the first: but for duplicates, itself.
        nearest = np.concatenate([part[:, 1 : NEIGHBOURS + 1] for part in near])
        apart = np.abs(self._of_pool[nearest] - self._rank[:, None])
        is_dated = ~np.isnan(apart)
        chance = 2 * self._reach / dated.sum()
        is_near = apart[is_dated] <= self._reach
        self._weight = TIME_WEIGHT * max(0.0, float(is_near.mean()) - chance if len(is_near) else 0)

    def of(self, part: slice, near: NDArray[np.int16]) -> NDArray[np.float64]:
        """What is added for some documents and the positions of their neighbours."""
        apart = np.abs(self._of_pool[near] - self._rank[part, None])
        return np.asarray(self._weight * np.nan_to_num(np.exp(-apart / self._reach)))
