"""Smoothing: each vector is averaged with its nearest neighbours.

As labels are in label propagation (Zhou et al. 2004). Of those near in wording, documents near in
time are nearer, by as much as similar wording is found near in time in this collection.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize

__all__ = ["MAX_POOL", "Neighbourhood", "ranks_of", "smooth_vectors"]

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
    vectors: NDArray[np.float64] = normalize(unsmoothed)
    k = min(NEIGHBOURS, max(n, part_of) // 10, n - 1)
    if k < 1:
        return vectors
    pool, ranks = np.arange(0, n, -(-n // MAX_POOL)), ranks_of(n, days)
    around = Neighbourhood(vectors[pool], pool, ranks[pool], k)
    parts = [slice(start, min(start + _AT_ONCE, n)) for start in range(0, n, _AT_ONCE)]
    found = [around.nearest(vectors[part], np.arange(part.start, part.stop)) for part in parts]
    progress(0.9)
    around = around.with_time(ranks, [near for near, _similarity in found], ranks)
    for part, (near, similarity) in zip(parts, found, strict=True):
        vectors[part] = around.average(vectors[part], near, similarity, ranks[part])
    progress(1)
    return vectors


def ranks_of(n: int, days: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """The place of each of `n` documents in time, NaN where it is not known, or of all where few
    are dated. Ranks, not days: listings have busy weeks and quiet years."""
    ranks = np.full(n, np.nan)
    if days is not None:
        dated = ~np.isnan(days)
        if np.count_nonzero(dated) >= MIN_DATED:
            ranks[dated] = np.searchsorted(np.sort(days[dated]), days[dated])
    return ranks


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """The documents that vectors are smoothed over.

    `vectors`: rows of length 1, or 0; `rows` and `ranks`: which documents they are, and their
    places in time; `k`: how many of them a vector is averaged with; `reach`, `weight`: how many
    places are near in time, and what nearness adds to a similarity.
    """

    vectors: NDArray[np.float64]
    rows: NDArray[np.int64]
    ranks: NDArray[np.float64]
    k: int
    reach: float = 1.0
    weight: float = 0.0

    @cached_property
    def _search(self) -> Any:
        from sklearn.neighbors import NearestNeighbors  # slow to import, not always needed

        search = NearestNeighbors(n_neighbors=min(CANDIDATES, len(self.vectors)), algorithm="brute")
        # Single precision is half the work; the order stays the same.
        return search.fit(self.vectors.astype(np.float32))

    def nearest(
        self, vectors: NDArray[np.float64], rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
        """Which of these are nearest to some documents (their `rows`), and their cosines, nearest
        first.

        The cosine of a document with itself is set to -1: self-matches are excluded.
        """
        far, near = self._search.kneighbors(vectors.astype(np.float32))
        similarity = 1 - np.square(far.astype(np.float64)) / 2
        similarity[self.rows[near] == rows[:, None]] = -1
        return near.astype(np.int16), similarity

    def with_time(
        self,
        ranks: NDArray[np.float64],
        near: Sequence[NDArray[np.int16]],
        all_ranks: NDArray[np.float64],
    ) -> "Neighbourhood":
        """The same with what nearness in time adds: it grows with the excess of neighbours near
        in time over what chance gives.

        Parameters
        ----------
        ranks, near
            The places in time of some documents, and which of these are nearest to them, in parts.
        all_ranks
            The places in time of all documents.
        """
        dated = np.count_nonzero(~np.isnan(all_ranks))
        if not dated:
            return self
        reach = float(np.clip(dated / 100, 5, 60))
        # Without the first: but for duplicates, itself.
        nearest = np.concatenate([part[:, 1 : NEIGHBOURS + 1] for part in near])
        apart = np.abs(self.ranks[nearest] - ranks[:, None])
        is_dated = ~np.isnan(apart)
        chance = 2 * reach / dated
        is_near = apart[is_dated] <= reach
        excess = max(0.0, float(is_near.mean()) - chance if len(is_near) else 0)
        return replace(self, reach=reach, weight=TIME_WEIGHT * excess)

    def average(
        self,
        vectors: NDArray[np.float64],
        near: NDArray[np.int16],
        similarity: NDArray[np.float64],
        ranks: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Vectors averaged with the best of their nearest ones."""
        if self.weight:
            apart = np.abs(self.ranks[near] - ranks[:, None])
            similarity = similarity + self.weight * np.nan_to_num(np.exp(-apart / self.reach))
        best = np.sort(np.argsort(-similarity, axis=1, kind="stable")[:, : self.k], axis=1)
        similarity = np.maximum(np.take_along_axis(similarity, best, axis=1), 0)
        near = np.take_along_axis(near, best, axis=1)
        starts = np.arange(0, near.size + 1, self.k)
        shape = (len(near), len(self.vectors))
        weights = csr_matrix((similarity.ravel(), near.ravel(), starts), shape=shape)
        moved = normalize(weights, norm="l1") @ self.vectors
        return np.asarray(normalize((1 - SMOOTHING) * vectors + SMOOTHING * moved))
