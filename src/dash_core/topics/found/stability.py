"""Groups of similar documents for every number of groups, and how well resamples agree with them.

k groups are made in the first 2 k + 8 principal components of the documents, normalised again:
what separates k groups lies in about k directions (Ding & He 2004; Ng, Jordan & Weiss 2002), the
rest blurs them. Ward's method (Ward 1963) on an even sample starts k-means (on vectors of length
1: Dhillon & Modha 2001); for few groups random starts are tried too, and the one with the least
inertia goes on to all documents. Where documents are few, a single clustering depends much on
chance: there several are made, with other numbers of components, smoothed over neighbours or not,
and by non-negative matrix factorisation of the term weights (Lee & Seung 1999), and their
consensus is taken: Ward's clusters of the memberships (a cluster ensemble: Strehl & Ghosh 2002).

Separation is the mean silhouette (Rousseeuw 1987) of the unsmoothed documents; the score that
chooses the number of groups is that of the smoothed ones. Stability is the agreement with
clusterings of resamples, in which a fifth of the documents is left out and the rest smoothed
again: of all groups together the adjusted Rand index (Hubert & Arabie 1985), of one group the
Jaccard index (Hennig 2007).
"""

import warnings
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import ThreadpoolController

from dash_core.common import settings
from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize
from dash_core.common.scratch import stored
from dash_core.text.vectors.reduction import principal_axes, to_principal_axes
from dash_core.text.vectors.sample import sample_of
from dash_core.topics.found.trees import cut, mean_silhouette, ward_tree

__all__ = ["DIGITS", "MAX_CONSENSUS_DOCUMENTS", "Clustering", "count_different", "threads"]

MAX_SUGGESTED_GROUPS: Final = 100  # groups; a person may ask for more
EACH_TRIED: Final = 12  # groups up to which each number is tried; then every tenth part more

RESAMPLES: Final = 10  # resamples behind the stability figure
RESAMPLE_SHARE: Final = 0.8  # share of the documents in each resample
RESAMPLE_COMPONENTS: Final = 64  # principal components of a resample, at most
RESAMPLED_DOCUMENTS: Final = 600  # sample that tells the number of groups and their stability
EXTRA_COMPONENTS: Final = 8  # k groups are made in 2 k + 8 principal components
KMEANS_RESTARTS: Final = 10  # random starts tried beside Ward's, of up to RESTARTED_GROUPS
RESTARTED_GROUPS: Final = 30  # groups
MAX_CONSENSUS_DOCUMENTS: Final = 600  # up to so many, the consensus of several clusterings is used
WARD_DOCUMENTS_PER_GROUP: Final = 17  # of the sample whose Ward tree starts k-means, at least

DIGITS: Final = 6  # decimals kept, so that rounding differs on no machine
_AT_ONCE: Final = 4_096  # documents whose numbers are copied together


@lru_cache(maxsize=1)
def threads() -> ThreadpoolController:
    """The thread pools of BLAS and scikit-learn; cached, since finding them takes milliseconds."""
    return ThreadpoolController()


def count_different(vectors: NDArray[np.float64]) -> int:
    """How many of the vectors differ."""
    different: set[bytes] = set()
    for start in range(0, len(vectors), _AT_ONCE):
        rows = vectors[start : start + _AT_ONCE].round(DIGITS) + 0.0  # -0.0 is 0.0
        different.update(blake2b(row, digest_size=16).digest() for row in rows)
    return len(different)


Smooth = Callable[[NDArray[np.float64], NDArray[np.int64]], NDArray[np.float64]]


class Clustering:
    """How documents fall into groups, for any number of groups. Each result is computed once.

    Parameters
    ----------
    vectors
        A row of length 1 for each document, smoothed over its neighbours.
    unsmoothed
        The same before smoothing; by default equal to `vectors`.
    smooth
        Smooths some of the documents, given their `unsmoothed` vectors and their rows.
    weights
        Term weights (TF-IDF) of the documents, of the subject and of all words: further votes
        where documents are few.
    rows
        The documents that are grouped; by default all that have a vector.
    """

    def __init__(
        self,
        vectors: NDArray[np.float64],
        unsmoothed: NDArray[np.float64] | None = None,
        smooth: Smooth | None = None,
        weights: Sequence[csr_matrix] = (),
        rows: NDArray[np.int64] | None = None,
    ) -> None:
        self._rows = np.arange(len(vectors)) if rows is None else rows
        self._all = vectors
        n = len(self._rows)
        learnt_from = sample_of(n)
        self._is_sample = learnt_from is not None
        own = self._rows if learnt_from is None else self._rows[learnt_from]
        own_vectors = vectors if len(own) == len(vectors) else vectors[own]
        self.different = count_different(own_vectors)
        self._axes = principal_axes(own_vectors)
        self._vectors = stored(self._along_axes(own_vectors))
        self._sample = np.arange(0, n, -(-n // RESAMPLED_DOCUMENTS))
        sampled = self._rows[self._sample]
        original = vectors if unsmoothed is None else unsmoothed
        self._unsmoothed = to_principal_axes(original[sampled]).round(DIGITS)
        self._smooth = smooth or _unsmoothed
        self._weights = weights
        self._labels: dict[int, NDArray[np.int64]] = {}

    def labels(self, k: int) -> NDArray[np.int64]:
        """A group, from 0, for each document; `k` of them, or as many as documents differ."""
        k = max(1, min(k, self.different))
        if k not in self._labels:
            if self._is_sample:
                labels = self._like(_kmeans(self._vectors, k))
            elif k > 1 and len(self._rows) <= MAX_CONSENSUS_DOCUMENTS:
                labels = self._consensus(k)
            else:
                labels = _kmeans(self._vectors, k)
            self._labels[k] = np.asarray(np.unique(labels, return_inverse=True)[1])
        return self._labels[k]

    def _along_axes(self, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
        """Vectors along the principal axes."""
        along = vectors @ self._axes
        return np.round(along, DIGITS, out=along)

    def _like(self, labels: NDArray[np.int64]) -> NDArray[np.int64]:
        """The group of each document whose mean is nearest; `labels` are of the sample."""
        n_groups = int(labels.max()) + 1
        components = _components(n_groups)
        space = normalize(self._vectors[:, :components])
        means = np.vstack([space[labels == group].mean(axis=0) for group in range(n_groups)])
        lengths = np.square(means).sum(axis=1)
        near = []
        for start in range(0, len(self._rows), _AT_ONCE):
            vectors = self._all[self._rows[start : start + _AT_ONCE]]
            along = normalize(self._along_axes(vectors)[:, :components])
            near.append((lengths - 2 * along @ means.T).argmin(axis=1))
        return np.concatenate(near)

    def _consensus(self, k: int) -> NDArray[np.int64]:
        """What several clusterings agree on."""
        from scipy.cluster.hierarchy import cut_tree  # slow to import, not always needed

        components = [k, k + 2, k + 4, _components(k), self._vectors.shape[1]]
        with threads().limit(limits=1):  # threads cost more than so few documents do
            votes = [_kmeans(self._vectors, k, n) for n in components]
            votes += [_kmeans(self._unsmoothed, k, n) for n in (k + 2, _components(k))]
            votes += 2 * [_factorised(weights, k) for weights in self._weights]
        memberships = np.hstack([np.eye(int(labels.max()) + 1)[labels] for labels in votes])
        return np.asarray(cut_tree(ward_tree(memberships), k).ravel())

    @cached_property
    def _resamples(self) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """For each resample, which documents of the sample it has, and their Ward tree."""
        random = np.random.default_rng(settings.SEED)
        size = max(2, round(RESAMPLE_SHARE * len(self._sample)))
        resamples = []
        with threads().limit(limits=1):  # as above
            for _resample in range(RESAMPLES):
                kept = np.sort(random.choice(len(self._sample), size, replace=False))
                unsmoothed = self._unsmoothed[kept, :RESAMPLE_COMPONENTS]
                smoothed = self._smooth(unsmoothed, self._sample[kept])
                resamples.append((kept, ward_tree(smoothed.round(DIGITS))))
        return resamples

    def trials(self, most: int, progress: Progress = no_progress) -> pd.DataFrame:
        """Columns `k` (2 to `most`), `stability` (0 to 1), `separation` and `score` (-1 to 1)."""
        smoothed = self._along_axes(self._all[self._rows[self._sample]])
        tree, between = ward_tree(smoothed), _distances(smoothed)
        rows = []
        most = min(most, self.different, len(smoothed) - 1)
        for k in _tried(most):
            progress((k - 2) / most)
            labels = cut(tree, k)
            agreement = [
                _adjusted_rand(labels[kept], cut(resampled, k))
                for kept, resampled in self._resamples
            ]
            separation = mean_silhouette(self._distances, labels)
            score = mean_silhouette(between, labels)
            rows.append((k, max(0.0, float(np.mean(agreement))), separation, score))
        return pd.DataFrame(rows, columns=["k", "stability", "separation", "score"])

    @cached_property
    def _distances(self) -> NDArray[np.float64]:
        """Distances between the unsmoothed documents of the sample."""
        return _distances(normalize(self._unsmoothed))

    def separation(self, labels: NDArray[np.int64]) -> float:
        """Mean silhouette of groups of all documents, from -1 to 1; 0 where it is not defined."""
        return mean_silhouette(self._distances, labels[self._sample])

    def stability(self, labels: NDArray[np.int64], k: int) -> NDArray[np.float64]:
        """Of each group of `labels`, found with `k` groups: its mean best Jaccard index."""
        sampled = labels[self._sample]
        n_groups = int(labels.max()) + 1
        best = np.zeros((RESAMPLES, n_groups))
        for i, (kept, tree) in enumerate(self._resamples):
            before = np.eye(n_groups)[sampled[kept]]
            resampled = cut(tree, min(k, len(kept)))
            after = np.eye(int(resampled.max()) + 1)[resampled]
            both = before.T @ after
            either = before.sum(axis=0)[:, None] + after.sum(axis=0)[None] - both
            best[i] = (both / np.maximum(either, 1)).max(axis=1)
        return np.asarray(best.mean(axis=0))


def _distances(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    from sklearn.metrics.pairwise import euclidean_distances  # slow, not always needed

    return np.asarray(euclidean_distances(vectors))


def _tried(most: int) -> list[int]:
    """The numbers of groups that are tried: of many, one more or less makes no difference."""
    tried = list(range(2, min(most, EACH_TRIED) + 1))
    while tried and tried[-1] < most:
        tried.append(min(most, tried[-1] + max(1, tried[-1] // 10)))
    return tried


def _components(k: int) -> int:
    return 2 * k + EXTRA_COMPONENTS


def _kmeans(
    vectors: NDArray[np.float64], k: int, components: int | None = None
) -> NDArray[np.int64]:
    """k-means of the first components (by default as many as suit `k`), at length 1."""
    space = normalize(vectors[:, : components or _components(k)])
    sample = space[:: -(-len(space) // max(RESAMPLED_DOCUMENTS, WARD_DOCUMENTS_PER_GROUP * k))]
    if k <= RESTARTED_GROUPS:
        with threads().limit(limits=1):  # as above
            return _kmeans_from_ward(space, sample, k)
    return _kmeans_from_ward(space, sample, k)


def _kmeans_from_ward(
    space: NDArray[np.float64], sample: NDArray[np.float64], k: int
) -> NDArray[np.int64]:
    """k-means that starts from the means of the sample's Ward clusters; may change `space`."""
    from sklearn.cluster import KMeans  # slow to import, not always needed

    start = cut(ward_tree(sample), k)
    if start.max() + 1 < k:  # the sample has too few different documents
        return np.asarray(KMeans(k, n_init=1, random_state=settings.SEED).fit(space).labels_)
    means = np.vstack([sample[start == i].mean(axis=0) for i in range(k)])
    fits = [KMeans(k, init=means, n_init=1, random_state=settings.SEED).fit(sample)]
    if k <= RESTARTED_GROUPS:
        fits.append(KMeans(k, n_init=KMEANS_RESTARTS, random_state=settings.SEED).fit(sample))
    best = min(fits, key=lambda fit: float(fit.inertia_))
    if len(sample) == len(space):
        return np.asarray(best.labels_)
    centres = best.cluster_centers_
    full = KMeans(k, init=centres, n_init=1, random_state=settings.SEED, copy_x=False)
    return np.asarray(full.fit_predict(space))


def _factorised(weights: csr_matrix, k: int) -> NDArray[np.int64]:
    """The strongest factor of each document's term weights."""
    from sklearn.decomposition import NMF  # slow to import, not always needed
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(min(k, *weights.shape), init="nndsvd", max_iter=400, random_state=settings.SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # one vote among several
        # Where few words say all, nothing is left over, and rounding puts that below zero. Only
        # the error that scikit-learn reports is its root; the factors are found.
        warnings.filterwarnings("ignore", "invalid value encountered in sqrt", RuntimeWarning)
        strengths = model.fit_transform(weights)
    return np.asarray(strengths.round(DIGITS).argmax(axis=1))


def _adjusted_rand(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """The adjusted Rand index of two groupings, numbered from 0 (Hubert & Arabie 1985).

    As `sklearn.metrics.adjusted_rand_score` has it, of which this is what takes little time: it is
    asked for hundreds of times.
    """
    n, most = len(one), int(other.max()) + 1
    both = np.bincount(one * most + other)
    squares = int(both @ both)
    in_one, in_other = (int(sizes @ sizes) for sizes in (np.bincount(one), np.bincount(other)))
    together, apart = squares - n, n * n - in_one - in_other + squares
    only_one, only_other = in_one - squares, in_other - squares
    if not only_one and not only_other:
        return 1.0
    return (
        2.0
        * (together * apart - only_one * only_other)
        / (
            (together + only_one) * (only_one + apart)
            + (together + only_other) * (only_other + apart)
        )
    )


def _unsmoothed(vectors: NDArray[np.float64], _rows: NDArray[np.int64]) -> NDArray[np.float64]:
    return vectors
