"""Groups of like documents: one tree for every number of groups, and what resamples say of it.

Ward's method (Ward 1963) on an even sample gives a tree; cut anywhere, its clusters start
k-means (on vectors of length 1: Dhillon & Modha 2001) over all documents, so that chance has no
say. Separation is the mean silhouette (Rousseeuw 1987). Stability is how much comes back when a
fifth of the documents is left out: of all groups together the adjusted Rand index (Hubert &
Arabie 1985), of one group the Jaccard index (Hennig 2007).
"""

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_score

from dash_core import settings
from dash_core.progress import Tick, silent

__all__ = ["Grouping", "count_different"]

_DIGITS = 6  # what differs further back is rounding


def count_different(vectors: NDArray[np.float64]) -> int:
    """How many of the vectors differ."""
    return len(np.unique(vectors.round(_DIGITS), axis=0))


class Grouping:
    """How some documents fall into groups. Everything is worked out once, when asked for.

    Parameters
    ----------
    vectors
        A row of length 1 for each document; two or more of them differ.
    """

    def __init__(self, vectors: NDArray[np.float64]) -> None:
        self.different = count_different(vectors)
        self._vectors = _compact(vectors)
        self._cuts: dict[int, NDArray[np.int64]] = {}

    def cut(self, k: int) -> NDArray[np.int64]:
        """A group, from 0, for each document; `k` of them, or as many as documents differ."""
        k = max(1, min(k, self.different))
        if k not in self._cuts:
            self._cuts[k] = self._spread(k)
        return self._cuts[k]

    def _spread(self, k: int) -> NDArray[np.int64]:
        sample = self._sample(settings.MAX_WARD)
        start = _clusters(self._tree, k)
        if start.max() + 1 < k:  # more groups than the sample can start
            means = KMeans(k, n_init=1, random_state=settings.SEED).fit(self._vectors)
        else:
            centres = np.vstack([sample[start == i].mean(axis=0) for i in range(k)])
            means = KMeans(k, init=centres, n_init=1, random_state=settings.SEED)
            means.fit(self._vectors)
        return np.asarray(np.unique(means.labels_, return_inverse=True)[1])

    def _sample(self, most: int) -> NDArray[np.float64]:
        return self._vectors[:: -(-len(self._vectors) // most)]

    @cached_property
    def _tree(self) -> NDArray[np.float64]:
        return _tree(self._sample(settings.MAX_WARD))

    @cached_property
    def _resamples(self) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """Which documents of the tried ones stayed, and their tree, each time."""
        tried = self._sample(settings.MAX_TRIED)
        random = np.random.default_rng(settings.SEED)
        size = max(2, round(settings.STABILITY_SHARE * len(tried)))
        runs = []
        for _run in range(settings.STABILITY_RUNS):
            stayed = np.sort(random.choice(len(tried), size, replace=False))
            runs.append((stayed, _tree(tried[stayed])))
        return runs

    def trials(self, most: int, tick: Tick = silent) -> pd.DataFrame:
        """Columns `k` (2 to `most`), `stability` (0 to 1), `separation` (-1 to 1), `score`."""
        tried = self._sample(settings.MAX_TRIED)
        tree = _tree(tried)
        rows = []
        most = min(most, self.different, len(tried) - 1)
        for k in range(2, most + 1):
            tick((k - 2) / most)
            labels = _clusters(tree, k)
            again = [
                adjusted_rand_score(labels[stayed], _clusters(own, k))
                for stayed, own in self._resamples
            ]
            separation = self.separation(labels, tried)
            rows.append((k, max(0.0, float(np.mean(again))), separation, separation))
        return pd.DataFrame(rows, columns=["k", "stability", "separation", "score"])

    def separation(
        self, labels: NDArray[np.int64], vectors: NDArray[np.float64] | None = None
    ) -> float:
        """Mean silhouette, from -1 to 1; 0 where it is not defined."""
        if vectors is None:
            vectors = self._sample(settings.MAX_TRIED)
            labels = labels[:: -(-len(self._vectors) // settings.MAX_TRIED)]
        if not 1 < len(set(labels.tolist())) < len(vectors):
            return 0.0
        return float(silhouette_score(vectors, labels))

    def stability(self, labels: NDArray[np.int64], k: int) -> NDArray[np.float64]:
        """Of each group of `labels`, found with `k` groups: its mean best Jaccard index."""
        own = labels[:: -(-len(self._vectors) // settings.MAX_TRIED)]
        groups = int(labels.max()) + 1
        best = np.zeros((settings.STABILITY_RUNS, groups))
        for run, (stayed, tree) in enumerate(self._resamples):
            was = np.eye(groups)[own[stayed]]
            again = _clusters(tree, min(k, len(stayed)))
            now = np.eye(int(again.max()) + 1)[again]
            both = was.T @ now
            either = was.sum(axis=0)[:, None] + now.sum(axis=0)[None] - both
            best[run] = (both / np.maximum(either, 1)).max(axis=1)
        return np.asarray(best.mean(axis=0))


def _compact(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The principal components that matter: distances stay, work does not. Rounded, so that
    every machine groups the same numbers."""
    most = min(settings.GROUPED_DIMENSIONS, *vectors.shape)
    if most < vectors.shape[1]:
        vectors = PCA(most, random_state=settings.SEED).fit_transform(vectors)
    return np.asarray(vectors.round(_DIGITS))


def _tree(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(linkage(vectors, "ward"))


def _clusters(tree: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """The groups of a tree from 0, in order of their first document."""
    labels = fcluster(tree, k, "maxclust")
    first = {label: i for i, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([first[label] for label in labels.tolist()], dtype=np.int64)
