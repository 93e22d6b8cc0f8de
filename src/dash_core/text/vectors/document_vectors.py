"""Document vectors for short texts: word associations and exact wording, drawn to neighbours.

Two short descriptions of one subject may share no word. Term vectors learnt from which terms
stand together in this collection (positive pointwise mutual information, reduced by SVD: Levy &
Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization", with their smoothed
contexts: Levy, Goldberg & Dagan 2015) bring them near; who wrote and who is named are terms among
them. A document is the weighted mean of its terms' vectors, joined with its reduced TF-IDF row
(latent semantic analysis: Deerwester et al. 1990). In that mean a term counts by its TF-IDF weight
and by how alike the documents are that have it. What a hundred documents say of associations and
people is little, so these weigh the more, the more documents there are. Then each document is
drawn to its nearest neighbours (as labels are in label propagation: Zhou et al. 2004); of those
near in wording, the ones near in time are nearer by as much as like wording is found near in time
in this collection.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_range_finder

from dash_core.common import settings
from dash_core.common.progress import Progress, no_progress

__all__ = [
    "Fields",
    "add_sentence_vectors",
    "document_vectors",
    "smooth_vectors",
    "term_vectors",
    "to_principal_axes",
    "unsmoothed_vectors",
]

PMI_DIMENSIONS: Final = 80  # length of a term vector, at most
MODEL_SHARE: Final = 0.5  # of it in documents' vectors, beside what the collection itself says

MAX_ASSOCIATED: Final = 3_000  # words whose associations are learnt: the most widespread
LSA_DIMENSIONS: Final = 100  # length of a reduced TF-IDF row, at most
PEOPLE_WEIGHT: Final = 0.5  # of people beside words, squared length
TELLING: Final = 0.7  # power of the likeness of a word's documents in what the word counts for
CHANCE_PAIRS: Final = 10  # pairs of documents as alike as any, added to those of each word
ASSOCIATION_DOCUMENTS: Final = 4_000  # so many make associations weigh as much as exact wording
CONTEXT_POWER: Final = 0.75  # Levy, Goldberg & Dagan (2015): rare contexts count less
SVD_ITERATIONS: Final = 1
EXACT_SVD: Final = 500  # rows of a matrix, at most, whose directions are not approximated
SVD_SPARE: Final = 10  # directions beyond those kept, for accuracy (Halko et al. 2011)
NEAREST: Final = 7  # neighbours a document's vector is drawn to
SMOOTHING: Final = 0.5  # how far
CANDIDATES: Final = 30  # nearest in wording, of which nearness in time chooses
MAX_POOL: Final = 4_000  # documents among which neighbours are looked for
MIN_DATED: Final = 200  # fewer dated documents do not tell whether time matters
TIME_WEIGHT: Final = 0.3  # of nearness in time, where all like wording were near in time
KEPT_DIMENSIONS: Final = 128  # principal components of the vectors that are kept, at most

_NOISE = 1e-9
_LEAST = 1e-3  # cosine below which documents have nothing in common


@dataclass(frozen=True, eq=False)
class Fields:
    """What a listing says of its documents beside their words.

    `people` are documents by people (rows of length 1, or 0), whose `names` say; `days` the middle
    of each date in days since 1970, NaN where there is none; `sentence_vectors` what a sentence
    model (`dash_core.text.vectors.sentence_model`) makes of their texts.
    """

    people: csr_matrix
    days: NDArray[np.float64]
    names: tuple[str, ...] = ()
    sentence_vectors: NDArray[np.float32] | None = None

    @classmethod
    def of(cls, people: Sequence[Sequence[str]], days: NDArray[np.float64]) -> "Fields":
        """From the people of each document, rare ones counting more (TF-IDF)."""
        column = {name: i for i, name in enumerate(sorted({n for own in people for n in own}))}
        pairs = [(row, column[name]) for row, own in enumerate(people) for name in set(own)]
        if not pairs:
            return cls(csr_matrix((len(people), 0)), days)
        rows, columns = zip(*pairs, strict=True)
        counts = csr_matrix((np.ones(len(pairs)), (rows, columns)), (len(people), len(column)))
        return cls(csr_matrix(TfidfTransformer().fit_transform(counts)), days, tuple(column))

    def beside(self, weights: csr_matrix) -> csr_matrix:
        """The people as terms after those of `weights`, rows of length 1. Who wrote tells the
        subject only where many papers show it, so people weigh the more, the more there are."""
        if not self.names:
            return weights
        share = np.sqrt(PEOPLE_WEIGHT * _learnt(weights.shape[0]))
        return csr_matrix(normalize(hstack([weights, share * self.people], format="csr")))


def _learnt(n: int) -> float:
    """What `n` documents say of what goes together, beside what each says itself: 0 to 1."""
    return n / (n + ASSOCIATION_DOCUMENTS)


def document_vectors(
    weights: csr_matrix, fields: Fields | None = None, progress: Progress = no_progress
) -> NDArray[np.float64]:
    """One row a document: directions are subjects, so cosines compare them.

    Parameters
    ----------
    weights
        TF-IDF weights, documents by terms.
    fields
        People and dates of the documents, as evidence of their own.

    Returns
    -------
    ndarray
        Shape (documents, d), d at most `KEPT_DIMENSIONS`; rows of length 1, or 0 for a
        document without terms.
    """
    joined = unsmoothed_vectors(weights, fields, progress)
    return smooth_vectors(joined, None if fields is None else fields.days, progress)


def unsmoothed_vectors(
    weights: csr_matrix, fields: Fields | None = None, progress: Progress = no_progress
) -> NDArray[np.float64]:
    """What each document says by itself: wording and associations of its terms and people, before
    it is drawn to its neighbours. Parameters and shape as for `document_vectors`; rows of any
    length."""
    n = weights.shape[0]
    has_terms = np.diff(weights.indptr) > 0
    if min(weights.shape) < 2 or not has_terms.any():
        return np.zeros((n, 1))
    learnt = _learnt(n)
    if fields is not None:
        weights = fields.beside(weights)
    dimensions = min(PMI_DIMENSIONS, max(1, n // 4), min(weights.shape) - 1)
    with ThreadPoolExecutor(1) as beside:  # neither needs the other, and both leave Python alone
        terms = beside.submit(term_vectors, weights, dimensions)
        wording = _reduced(weights, LSA_DIMENSIONS)
        progress(0.2)
        telling = csr_matrix(normalize(weights @ diags(_concentration(weights, wording))))
        associated = telling @ normalize(terms.result())
    associated[has_terms] -= associated[has_terms].mean(axis=0)
    associated[np.abs(associated).max(axis=1) < _NOISE] = 0  # all of the documents are alike
    joined = np.hstack([np.sqrt(learnt) * normalize(associated), np.sqrt(1 - learnt) * wording])
    if fields is not None and fields.sentence_vectors is not None:
        joined = add_sentence_vectors(joined, fields.sentence_vectors, has_terms, MODEL_SHARE)
    joined[~has_terms] = 0
    progress(0.6)
    if joined.shape[1] > KEPT_DIMENSIONS:
        joined = to_principal_axes(normalize(joined))
    return np.asarray(joined)


def to_principal_axes(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turned to the `KEPT_DIMENSIONS` directions that matter, the most first (Eckart &
    Young 1936): distances stay, work does not."""
    _values, directions = eigh(vectors.T @ vectors)
    directions = directions[:, : -KEPT_DIMENSIONS - 1 : -1]
    return np.asarray(vectors @ _one_way(directions))


def _one_way(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """A direction has two ends: the same one on every machine, though a machine rounds its own
    way."""
    largest = np.abs(directions).round(6).argmax(axis=0)
    return np.asarray(directions * np.sign(directions[largest, range(directions.shape[1])]))


def add_sentence_vectors(
    joined: NDArray[np.float64],
    sentence_vectors: NDArray[np.float32],
    has_terms: NDArray[np.bool_],
    share: float,
) -> NDArray[np.float64]:
    """Vectors of a model beside those of the collection, with this share of the squared length.
    What all texts have in common is taken off: it tells none from another."""
    own = np.asarray(normalize(sentence_vectors.astype(np.float64)))
    own[has_terms] -= own[has_terms].mean(axis=0)
    own[~has_terms | (np.abs(own).max(axis=1) < _NOISE)] = 0
    return np.hstack([np.sqrt(1 - share) * joined, np.sqrt(share) * normalize(own)])


def _concentration(weights: csr_matrix, wording: NDArray[np.float64]) -> NDArray[np.float64]:
    """How alike the documents of each term are: what a term counts for in associations.

    The mean cosine of all pairs of documents that have the term, drawn to the mean of all pairs
    by `CHANCE_PAIRS` where a term has few; to the power `TELLING`. Averages
    of term vectors would else drown the one telling word in generic ones.
    """
    alike = normalize(wording)
    ones = np.ones_like(weights.data)
    present = csr_matrix((ones, weights.indices, weights.indptr), shape=weights.shape)
    widespread = np.asarray(present.sum(axis=0)).ravel()
    n = len(alike)
    usual = max(_LEAST, (float(np.square(alike.sum(axis=0)).sum()) - n) / (n * (n - 1)))
    together = np.square(present.T @ alike).sum(axis=1) - widespread  # of ordered pairs
    pairs = widespread * (widespread - 1)
    chance = CHANCE_PAIRS
    mean = (together + chance * usual) / (pairs + chance)
    return np.asarray(np.clip(mean, _LEAST, 1) ** TELLING)


def term_vectors(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    """One row a term, of `dimensions` numbers: terms of like company have like directions."""
    ones = np.ones_like(weights.data)
    present = csr_matrix((ones, weights.indices, weights.indptr), shape=weights.shape)
    widespread = np.asarray(present.sum(axis=0)).ravel()
    # The square of all would not fit in memory.
    kept = np.argsort(-widespread, kind="stable")[:MAX_ASSOCIATED]
    kept = np.sort(kept[widespread[kept] >= min(2, weights.shape[0] // 50 + 1)])
    vectors = np.zeros((weights.shape[1], max(1, min(dimensions, len(kept) - 1))))
    present = present[:, kept]
    together = csr_matrix(present.T @ present)
    if not together.nnz:
        return vectors
    rows, columns = together.nonzero()
    company = np.asarray(together.sum(axis=0)).ravel()
    context = company**CONTEXT_POWER
    pmi = np.log(together.data * context.sum() / (company[rows] * context[columns]))
    positive = csr_matrix((np.maximum(pmi, 0), (rows, columns)), shape=together.shape)
    left, values = _svd(csr_matrix((positive + positive.T) / 2), dimensions)
    vectors[kept] = left * np.sqrt(values)
    return vectors


def _reduced(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    left, values = _svd(weights, dimensions)
    return np.asarray(left * values)


def _svd(matrix: csr_matrix, dimensions: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left singular vectors and singular values, the largest first (Halko et al. 2011). By the
    squares of what the range leaves: nobody asks for the right ones, which take longest."""
    dimensions = max(1, min(dimensions, min(matrix.shape) - 1))
    if matrix.shape[0] <= EXACT_SVD:
        basis = np.eye(matrix.shape[0])
    else:
        basis = randomized_range_finder(
            matrix,
            size=min(dimensions + SVD_SPARE, *matrix.shape),
            n_iter=SVD_ITERATIONS,
            random_state=settings.SEED,
        )
    part = np.asarray(matrix.T @ basis)
    squares, turn = eigh(part.T @ part)
    first = slice(None, -dimensions - 1, -1)
    return _one_way(basis @ turn[:, first]), np.sqrt(np.maximum(squares[first], 0))


def smooth_vectors(
    joined: NDArray[np.float64],
    days: NDArray[np.float64] | None,
    progress: Progress = no_progress,
) -> NDArray[np.float64]:
    """Each document drawn to its neighbours, among an even sample where there are many; rows of
    length 1, or 0."""
    vectors = np.asarray(normalize(joined))
    n = len(vectors)
    k = min(NEAREST, n // 10)
    if k < 1:
        return vectors
    pool = np.arange(0, n, -(-n // MAX_POOL))
    near, likeness = _nearest(vectors, pool, min(CANDIDATES, len(pool)))
    progress(0.9)
    if days is not None and np.count_nonzero(~np.isnan(days)) >= MIN_DATED:
        likeness = likeness + _timely(days, near, pool)
    best = np.sort(np.argsort(-likeness, axis=1, kind="stable")[:, :k], axis=1)
    likeness = np.maximum(np.take_along_axis(likeness, best, axis=1), 0)
    near = np.take_along_axis(near, best, axis=1)
    starts = np.arange(0, n * k + 1, k)
    weights = csr_matrix((likeness.ravel(), near.ravel(), starts), shape=(n, len(pool)))
    moved = normalize(weights, norm="l1") @ vectors[pool]
    progress(1)
    return np.asarray(normalize((1 - SMOOTHING) * vectors + SMOOTHING * moved))


def _nearest(
    vectors: NDArray[np.float64], pool: NDArray[np.int64], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Places in the pool, and cosines, of the `k` documents nearest to each, nearest first; -1 is
    the cosine of a document with itself, since nobody is a neighbour of himself."""
    single = vectors.astype(np.float32)  # half the work; what is nearest stays nearest
    search = NearestNeighbors(n_neighbors=k, algorithm="brute").fit(single[pool])
    far, near = search.kneighbors(single)
    likeness = 1 - np.square(far.astype(np.float64)) / 2
    likeness[pool[near] == np.arange(len(vectors))[:, None]] = -1
    return near, likeness


def _timely(
    days: NDArray[np.float64], near: NDArray[np.int64], pool: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What nearness in time adds to the likeness of each neighbour: as much as neighbours lie
    nearer in time than chance has it."""
    dated = ~np.isnan(days)
    # Ranks, not days: a crisis of a week and a century of quiet are each a span.
    rank = np.full(len(days), np.nan)
    rank[dated] = np.searchsorted(np.sort(days[dated]), days[dated])
    reach = float(np.clip(dated.sum() / 100, 5, 60))
    apart = np.abs(rank[pool][near] - rank[:, None])
    nearest = apart[:, 1 : NEAREST + 1]  # the first is, but for duplicates, itself
    told = ~np.isnan(nearest)
    chance = 2 * reach / dated.sum()
    excess = float((nearest[told] <= reach).mean()) - chance if told.any() else 0.0
    timely = np.nan_to_num(np.exp(-apart / reach))
    return np.asarray(TIME_WEIGHT * max(0.0, excess) * timely)
