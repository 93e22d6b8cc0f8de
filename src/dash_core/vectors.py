"""Document vectors for short texts: word associations and exact wording, drawn to neighbours.

Two short descriptions of one subject may share no word. Term vectors learnt from which terms
stand together in this collection (positive pointwise mutual information, reduced by SVD: Levy &
Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization", with their smoothed
contexts: Levy, Goldberg & Dagan 2015) bring them near. A document is the TF-IDF-weighted mean
of its terms' vectors, joined with its reduced TF-IDF row (latent semantic analysis: Deerwester
et al. 1990) and its people. What a hundred documents say of associations is little, so these
weigh the more, the more documents there are. Then each document is drawn to its nearest
neighbours and through them to theirs, as labels are spread by Zhou et al. (2004, "Learning with
Local and Global Consistency"); documents near in time are nearer by as much as like wording is
found near in time in this collection.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from dash_core import settings
from dash_core.progress import Tick, silent

__all__ = [
    "Fields",
    "add_meanings",
    "document_vectors",
    "draw_together",
    "join_evidence",
    "term_vectors",
]

_NOISE = 1e-9
_BLOCK = 1_000  # documents compared with all at once


@dataclass(frozen=True, eq=False)
class Fields:
    """What a listing says of its documents beside their words.

    `people` are documents by people (rows of length 1, or 0); `days` the middle of each date in
    days since 1970, NaN where there is none; `meanings` what a model of sentences
    (`dash_core.semantic`) makes of their texts.
    """

    people: csr_matrix
    days: NDArray[np.float64]
    meanings: NDArray[np.float32] | None = None

    @classmethod
    def of(cls, people: Sequence[Sequence[str]], days: NDArray[np.float64]) -> "Fields":
        """From the people of each document, rare ones counting more (TF-IDF)."""
        column = {name: i for i, name in enumerate(sorted({n for own in people for n in own}))}
        pairs = [(row, column[name]) for row, own in enumerate(people) for name in set(own)]
        if not pairs:
            return cls(csr_matrix((len(people), 0)), days)
        rows, columns = zip(*pairs, strict=True)
        counts = csr_matrix((np.ones(len(pairs)), (rows, columns)), (len(people), len(column)))
        return cls(csr_matrix(TfidfTransformer().fit_transform(counts)), days)


def document_vectors(
    weights: csr_matrix, fields: Fields | None = None, tick: Tick = silent
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
        Shape (documents, d), d at most `settings.PMI_DIMENSIONS` + `settings.LSA_DIMENSIONS` +
        `settings.PEOPLE_DIMENSIONS`; rows of length 1, or 0 for a document without terms.
    """
    joined = join_evidence(weights, fields, tick)
    return draw_together(joined, None if fields is None else fields.days, tick)


def join_evidence(
    weights: csr_matrix, fields: Fields | None = None, tick: Tick = silent
) -> NDArray[np.float64]:
    """What each document says by itself: associations, wording and people, before it is drawn
    to its neighbours. Parameters and shape as for `document_vectors`; rows of any length."""
    n = weights.shape[0]
    has_terms = np.diff(weights.indptr) > 0
    if min(weights.shape) < 2 or not has_terms.any():
        return np.zeros((n, 1))
    learnt = n / (n + settings.ASSOCIATION_DOCUMENTS)
    dimensions = min(settings.PMI_DIMENSIONS, max(1, n // 4), min(weights.shape) - 1)
    associated = weights @ normalize(term_vectors(weights, dimensions))
    associated[has_terms] -= associated[has_terms].mean(axis=0)
    associated[np.abs(associated).max(axis=1) < _NOISE] = 0  # all of the documents are alike
    tick(0.3)
    parts = [
        np.sqrt(learnt) * normalize(associated),
        np.sqrt(1 - learnt) * _reduced(weights, settings.LSA_DIMENSIONS),
    ]
    if fields is not None and fields.people.shape[1] > 1:
        reduced = _reduced(fields.people, settings.PEOPLE_DIMENSIONS)
        parts.append(np.sqrt(settings.PEOPLE_WEIGHT * learnt) * reduced)
    joined = np.hstack(parts)
    if fields is not None and fields.meanings is not None:
        joined = add_meanings(joined, fields.meanings, has_terms, settings.MODEL_SHARE)
    joined[~has_terms] = 0
    tick(0.6)
    return np.asarray(joined)


def add_meanings(
    joined: NDArray[np.float64],
    meanings: NDArray[np.float32],
    has_terms: NDArray[np.bool_],
    share: float,
) -> NDArray[np.float64]:
    """Vectors of a model beside those of the collection, with this share of the squared length.
    What all texts have in common is taken off: it tells none from another."""
    own = np.asarray(normalize(meanings.astype(np.float64)))
    own[has_terms] -= own[has_terms].mean(axis=0)
    own[~has_terms | (np.abs(own).max(axis=1) < _NOISE)] = 0
    return np.hstack([np.sqrt(1 - share) * joined, np.sqrt(share) * normalize(own)])


def term_vectors(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    """One row a term, of `dimensions` numbers: terms of like company have like directions."""
    ones = np.ones_like(weights.data)
    present = csr_matrix((ones, weights.indices, weights.indptr), shape=weights.shape)
    widespread = np.asarray(present.sum(axis=0)).ravel()
    kept = (widespread >= min(2, weights.shape[0] // 50 + 1)).astype(float)
    # The square of all would not fit in memory.
    kept[np.argsort(-widespread, kind="stable")[settings.MAX_ASSOCIATED :]] = 0
    present = csr_matrix(present @ diags(kept))
    together = csr_matrix(present.T @ present)
    if not together.nnz:
        return np.zeros((weights.shape[1], max(1, dimensions)))
    rows, columns = together.nonzero()
    company = np.asarray(together.sum(axis=0)).ravel()
    context = company**settings.CONTEXT_POWER
    pmi = np.log(together.data * context.sum() / (company[rows] * context[columns]))
    positive = csr_matrix((np.maximum(pmi, 0), (rows, columns)), shape=together.shape)
    positive = csr_matrix((positive + positive.T) / 2)
    left, values = _svd(positive, dimensions)
    return np.asarray(left * np.sqrt(values))


def _reduced(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    left, values = _svd(weights, dimensions)
    return np.asarray(left * values)


def _svd(matrix: csr_matrix, dimensions: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    dimensions = max(1, min(dimensions, min(matrix.shape) - 1))
    left, values, _right = randomized_svd(
        matrix, dimensions, n_iter=settings.SVD_ITERATIONS, random_state=settings.SEED
    )
    return left, values


def draw_together(
    joined: NDArray[np.float64], days: NDArray[np.float64] | None, tick: Tick = silent
) -> NDArray[np.float64]:
    """Each document drawn to its neighbours, among an even sample where there are many; rows of
    length 1, or 0.

    Within the sample all that are neighbours, either of the other, draw each other, and what they
    say is passed on; the rest is drawn to what came of it.
    """
    vectors = np.asarray(normalize(joined))
    n = len(vectors)
    k = min(settings.NEAREST, n // 10)
    if k < 1:
        return vectors
    pool = np.arange(0, n, -(-n // settings.MAX_POOL))
    near = _Neighbours(joined, pool, days)
    found = [near.of(start, k) for start in range(0, n, _BLOCK)]
    tick(0.9)
    likeness = csr_matrix(
        (
            np.vstack([likeness for _rows, likeness in found]).ravel(),
            np.vstack([rows for rows, _likeness in found]).ravel(),
            np.arange(0, n * k + 1, k),
        ),
        shape=(n, len(pool)),
    )
    spread = _spread(csr_matrix(likeness[pool]), vectors[pool])
    if len(pool) == n:
        drawn = spread
    else:
        moved = normalize(likeness, norm="l1") @ normalize(spread)
        drawn = (1 - settings.DRAWN) * vectors + settings.DRAWN * moved
        drawn[pool] = spread
    tick(1)
    return np.asarray(normalize(drawn))


def _spread(likeness: csr_matrix, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    both = csr_matrix(likeness.maximum(likeness.T))
    company = np.asarray(both.sum(axis=0)).ravel()
    even = diags(1 / np.sqrt(np.where(company > 0, company, 1)))
    both = csr_matrix(even @ both @ even)
    drawn = vectors
    for _step in range(settings.DRAWN_STEPS):
        drawn = (1 - settings.DRAWN) * vectors + settings.DRAWN * (both @ drawn)
    return np.asarray(drawn)


class _Neighbours:
    """The nearest documents by wording, people and, as far as it tells something, time."""

    def __init__(
        self, joined: NDArray[np.float64], pool: NDArray[np.int64], days: NDArray[np.float64] | None
    ) -> None:
        self._joined = joined.astype(np.float32)  # half the work; what is nearest stays nearest
        self._pool = pool
        self._rank: NDArray[np.float64] | None = None
        self._weight = 0.0
        if days is None or np.count_nonzero(~np.isnan(days)) < settings.MIN_DATED:
            return
        dated = ~np.isnan(days)
        # Ranks, not days: a crisis of a week and a century of quiet are each a span.
        self._rank = np.full(len(days), np.nan)
        self._rank[dated] = np.searchsorted(np.sort(days[dated]), days[dated])
        self._rank = self._rank.astype(np.float32)
        self._reach = float(np.clip(dated.sum() / 100, 5, 60))
        self._weight = settings.TIME_WEIGHT * self._excess(np.flatnonzero(dated))

    def of(self, start: int, k: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Columns of the pool and likeness of the `k` nearest of each of a block of documents."""
        rows = np.arange(start, min(start + _BLOCK, len(self._joined)))
        like = self._joined[rows] @ self._joined[self._pool].T
        if self._weight:
            assert self._rank is not None
            apart = np.abs(self._rank[rows][:, None] - self._rank[self._pool][None])
            like += np.float32(self._weight) * np.nan_to_num(np.exp(-apart / self._reach))
        return _nearest(like, rows, self._pool, k)

    def _excess(self, dated: NDArray[np.int64]) -> float:
        """How much more of a document's nearest lie near in time than chance has it, 0 to 1."""
        assert self._rank is not None
        rows = dated[:: -(-len(dated) // 500)]
        pool = np.intersect1d(dated, self._pool)
        like = self._joined[rows] @ self._joined[pool].T
        nearest, _likeness = _nearest(like, rows, pool, min(settings.NEAREST, len(pool) - 1))
        apart = np.abs(self._rank[pool][nearest] - self._rank[rows][:, None])
        chance = 2 * self._reach / len(dated)
        return max(0.0, float((apart <= self._reach).mean()) - chance)


def _nearest(
    like: NDArray[np.float32], rows: NDArray[np.int64], pool: NDArray[np.int64], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    at = np.minimum(np.searchsorted(pool, rows), len(pool) - 1)
    own = np.flatnonzero(pool[at] == rows)
    like[own, at[own]] = -1  # nobody is a neighbour of himself
    found = np.sort(np.argpartition(like, -k, axis=1)[:, -k:], axis=1)
    near = np.maximum(np.take_along_axis(like, found, axis=1), 0)
    return found, near.astype(np.float64)
