"""Groups of like documents, for every number of groups, and what resamples say of them.

k groups are made in the first 2 k + 8 principal components of the documents, at length 1 again:
what tells k groups apart lies in about k directions (Ding & He 2004; Ng, Jordan & Weiss 2002), the
rest blurs them. Ward's method (Ward 1963) on an even sample starts k-means (on vectors of length
1: Dhillon & Modha 2001); of a few groups random starts are tried too, and the tightest goes on to
all documents. Where documents are few, one grouping is a throw of dice: there several are made,
with other numbers of components, drawn to neighbours or not, and by non-negative matrix
factorisation of the wording (Lee & Seung 1999), and what they agree on is taken: Ward's clusters
of the memberships (a cluster ensemble: Strehl & Ghosh 2002).

Separation is the mean silhouette (Rousseeuw 1987) of the documents as they are; the score
that chooses the number of groups is that of the documents drawn to their neighbours. Stability is
how much comes back when a fifth of the documents is left out and the rest are drawn together
anew: of all groups together the adjusted Rand index (Hubert & Arabie 1985), of one group the
Jaccard index (Hennig 2007).
"""

import warnings
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import cut_tree, fcluster, linkage
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.preprocessing import normalize
from threadpoolctl import ThreadpoolController

from dash_core.common import settings
from dash_core.common.progress import Progress, no_progress
from dash_core.text.vectors.document_vectors import turned

__all__ = ["DIGITS", "Clustering", "count_different", "threads"]

MAX_SUGGESTED_GROUPS: Final = 30  # groups suggested, at most; a person may ask for more

RESAMPLES: Final = 10  # resamples behind the stability figure
RESAMPLE_SHARE: Final = 0.8  # part of the documents in each resample
RESAMPLE_COMPONENTS: Final = 64  # principal components that resamples are made in, at most
EXTRA_COMPONENTS: Final = 8  # k groups are made in 2 k + 8 principal components
KMEANS_RESTARTS: Final = (
    10  # k-means from random starts beside Ward's, up to MAX_SUGGESTED_GROUPS groups
)
MAX_CONSENSUS_DOCUMENTS: Final = 600  # up to so many documents, several groupings agree on one
WARD_DOCUMENTS_PER_GROUP: Final = (
    17  # documents for each group, at least, in the tree that starts the groups
)
RESAMPLED_DOCUMENTS: Final = 600  # documents that tell the number of groups and their stability

DIGITS: Final = 6  # what differs further back is rounding: every machine groups the same numbers


@lru_cache(maxsize=1)
def threads() -> ThreadpoolController:
    """The threads of BLAS and of scikit-learn; looked for once, since that takes milliseconds."""
    return ThreadpoolController()


def count_different(vectors: NDArray[np.float64]) -> int:
    """How many of the vectors differ."""
    return len({row.tobytes() for row in vectors.round(DIGITS) + 0.0})  # -0.0 is 0.0


Draw = Callable[[NDArray[np.float64], NDArray[np.int64]], NDArray[np.float64]]


class Clustering:
    """How some documents fall into groups. Everything is worked out once, when asked for.

    Parameters
    ----------
    vectors
        A row of length 1 for each document, drawn to its neighbours.
    alone
        The same before they were drawn together; by default there was nothing to draw.
    draw
        Draws some of them together, from their `alone` and their numbers.
    wording
        Their words (TF-IDF weights), of the subject and all; they have a say where documents are
        few.
    """

    def __init__(
        self,
        vectors: NDArray[np.float64],
        alone: NDArray[np.float64] | None = None,
        draw: Draw | None = None,
        wording: Sequence[csr_matrix] = (),
    ) -> None:
        self.different = count_different(vectors)
        self._vectors = turned(vectors).round(DIGITS)
        self._tried = np.arange(0, len(vectors), -(-len(vectors) // RESAMPLED_DOCUMENTS))
        self._alone = turned((vectors if alone is None else alone)[self._tried]).round(DIGITS)
        self._draw = draw or (lambda own, _rows: own)
        self._wording = wording
        self._cuts: dict[int, NDArray[np.int64]] = {}

    def cut(self, k: int) -> NDArray[np.int64]:
        """A group, from 0, for each document; `k` of them, or as many as documents differ."""
        k = max(1, min(k, self.different))
        if k not in self._cuts:
            few = k > 1 and len(self._vectors) <= MAX_CONSENSUS_DOCUMENTS
            labels = self._agreed(k) if few else _spread(self._vectors, k)
            self._cuts[k] = np.asarray(np.unique(labels, return_inverse=True)[1])
        return self._cuts[k]

    def _agreed(self, k: int) -> NDArray[np.int64]:
        """What several groupings agree on."""
        components = [k, k + 2, k + 4, _components(k), self._vectors.shape[1]]
        with threads().limit(limits=1):  # threads cost more than so few documents do
            votes = [_spread(self._vectors, k, most) for most in components]
            votes += [_spread(self._alone, k, most) for most in (k + 2, _components(k))]
            votes += 2 * [_factored(own, k) for own in self._wording]
        member = np.hstack([np.eye(int(own.max()) + 1)[own] for own in votes])
        return np.asarray(cut_tree(_tree(member), k).ravel())

    @cached_property
    def _resamples(self) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """Which of the tried documents stayed, and their tree, each time."""
        random = np.random.default_rng(settings.SEED)
        size = max(2, round(RESAMPLE_SHARE * len(self._tried)))
        runs = []
        with threads().limit(limits=1):  # as above
            for _run in range(RESAMPLES):
                stayed = np.sort(random.choice(len(self._tried), size, replace=False))
                alone = self._alone[stayed, :RESAMPLE_COMPONENTS]
                again = self._draw(alone, self._tried[stayed])
                runs.append((stayed, _tree(again.round(DIGITS))))
        return runs

    def trials(self, most: int, progress: Progress = no_progress) -> pd.DataFrame:
        """Columns `k` (2 to `most`), `stability` (0 to 1), `separation` and `score` (-1 to 1)."""
        drawn = self._vectors[self._tried]
        tree = _tree(drawn)
        rows = []
        most = min(most, self.different, len(drawn) - 1)
        for k in range(2, most + 1):
            progress((k - 2) / most)
            labels = _clusters(tree, k)
            again = [
                adjusted_rand_score(labels[stayed], _clusters(own, k))
                for stayed, own in self._resamples
            ]
            apart = self._silhouette(self._apart_alone, labels, metric="precomputed")
            score = self._silhouette(drawn, labels)
            rows.append((k, max(0.0, float(np.mean(again))), apart, score))
        return pd.DataFrame(rows, columns=["k", "stability", "separation", "score"])

    @cached_property
    def _apart_alone(self) -> NDArray[np.float64]:
        """How far the tried documents are apart as they are."""
        return np.asarray(euclidean_distances(normalize(self._alone)))

    def separation(self, labels: NDArray[np.int64]) -> float:
        """Mean silhouette of groups of all documents, from -1 to 1; 0 where it is not defined."""
        return self._silhouette(self._apart_alone, labels[self._tried], metric="precomputed")

    def _silhouette(
        self, vectors: NDArray[np.float64], labels: NDArray[np.int64], metric: str = "euclidean"
    ) -> float:
        if not 1 < len(set(labels.tolist())) < len(vectors):
            return 0.0
        return float(silhouette_score(vectors, labels, metric=metric))

    def stability(self, labels: NDArray[np.int64], k: int) -> NDArray[np.float64]:
        """Of each group of `labels`, found with `k` groups: its mean best Jaccard index."""
        own = labels[self._tried]
        groups = int(labels.max()) + 1
        best = np.zeros((RESAMPLES, groups))
        for run, (stayed, tree) in enumerate(self._resamples):
            was = np.eye(groups)[own[stayed]]
            again = _clusters(tree, min(k, len(stayed)))
            now = np.eye(int(again.max()) + 1)[again]
            both = was.T @ now
            either = was.sum(axis=0)[:, None] + now.sum(axis=0)[None] - both
            best[run] = (both / np.maximum(either, 1)).max(axis=1)
        return np.asarray(best.mean(axis=0))


def _components(k: int) -> int:
    return 2 * k + EXTRA_COMPONENTS


def _spread(
    vectors: NDArray[np.float64], k: int, components: int | None = None
) -> NDArray[np.int64]:
    """k-means of the first components (by default as many as suit `k`), at length 1."""
    space = normalize(vectors[:, : components or _components(k)])
    sample = space[:: -(-len(space) // max(RESAMPLED_DOCUMENTS, WARD_DOCUMENTS_PER_GROUP * k))]
    if k <= MAX_SUGGESTED_GROUPS:
        with threads().limit(limits=1):  # as above
            return _means(space, sample, k)
    return _means(space, sample, k)


def _means(space: NDArray[np.float64], sample: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """k-means from where the sample has its groups."""
    start = _clusters(_tree(sample), k)
    if start.max() + 1 < k:  # the sample has too few different documents
        return np.asarray(KMeans(k, n_init=1, random_state=settings.SEED).fit(space).labels_)
    ward = np.vstack([sample[start == i].mean(axis=0) for i in range(k)])
    found = [KMeans(k, init=ward, n_init=1, random_state=settings.SEED).fit(sample)]
    if k <= MAX_SUGGESTED_GROUPS:
        found.append(KMeans(k, n_init=KMEANS_RESTARTS, random_state=settings.SEED).fit(sample))
    best = min(found, key=lambda one: float(one.inertia_))
    if len(sample) == len(space):
        return np.asarray(best.labels_)
    means = KMeans(k, init=best.cluster_centers_, n_init=1, random_state=settings.SEED)
    return np.asarray(means.fit_predict(space))


def _factored(wording: csr_matrix, k: int) -> NDArray[np.int64]:
    """The part of each document's wording that is strongest in it."""
    parts = NMF(min(k, *wording.shape), init="nndsvd", max_iter=400, random_state=settings.SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # one vote among several
        strengths = parts.fit_transform(wording)
    return np.asarray(strengths.round(DIGITS).argmax(axis=1))


def _tree(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(linkage(vectors, "ward"))


def _clusters(tree: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """The groups of a tree from 0, in order of their first document."""
    labels = fcluster(tree, k, "maxclust")
    first = {label: i for i, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([first[label] for label in labels.tolist()], dtype=np.int64)
