"""Ranking by the words of a query and by words associated with them in this collection.

A document is scored by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework:
BM25 and Beyond"), its term frequency part without the factor k1 + 1, so that a term adds at most
its inverse document frequency. Terms of the best documents then expand the query, and all documents
are scored again (pseudo-relevance feedback: Rocchio 1971; Xu & Croft 1996, "Query Expansion Using
Local and Global Document Analysis"). So a document that says the same in other words is found, and
one that has all words of the query comes before one that has some.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = ["Bonus", "Ranking", "best_first", "bm25", "has_any", "postings_of", "rank"]

BM25_K1: Final = 1.2  # Robertson & Zaragoza (2009): saturation of term frequency
BM25_B: Final = 0.75  # and of normalisation by length, 0 to 1
FEEDBACK_DOCUMENTS: Final = 10  # best documents from which the query is expanded
EXPANSION_TERMS: Final = 20  # terms taken from them, at most
EXPANSION_WEIGHT: Final = 0.5  # share of these terms in the score, 0 to 1
MIN_LIFT: Final = 2.0  # documents with such a term among the best, as multiple of the expected

_SAMPLE: Final = 100  # every so many-th score is looked at first

Rows = NDArray[np.int64]


def bm25(counts: csr_matrix) -> tuple[csr_matrix, NDArray[np.float64]]:
    """Weights of documents by terms, and the inverse document frequency of each term.

    Parameters
    ----------
    counts
        How often each document has each term.
    """
    documents = counts.shape[0]
    present = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log1p((documents - present + 0.5) / (present + 0.5))
    lengths = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    mean = lengths.mean() if lengths.any() else 1.0
    discount = BM25_K1 * (1 - BM25_B + BM25_B * lengths / mean)
    often = counts.data.astype(np.float64)
    often /= often + np.repeat(discount, np.diff(counts.indptr))
    weights = csr_matrix((idf[counts.indices] * often, counts.indices, counts.indptr), counts.shape)
    return weights, idf


class Bonus(Protocol):
    """What is added to the scores of some documents, as a share of what each lacks of 1."""

    def of(self, row: int) -> float:
        """The share of one document."""
        ...

    def of_all(self) -> NDArray[np.float64]:
        """The share of each document."""
        ...


@dataclass(frozen=True, eq=False)
class Ranking:
    """Document scores, made when they are asked for: a listing of a million has long ones.

    They lie between 0 and 1: the share of the score that is possible. `query` and `associated`
    map columns of terms to their weights in the expanded query; `asked` has how much each term of
    the query counts; `postings` are BM25 weights, terms by documents; `idf` is the most that each
    term can add.
    """

    query: dict[int, float]
    associated: dict[int, float]
    asked: dict[int, float]
    postings: csr_matrix
    idf: NDArray[np.float64]
    bonus: Bonus | None = None

    @property
    def exact(self) -> NDArray[np.float64]:
        """The scores of all documents by the terms of the query alone."""
        return _sums(self.asked, self.postings) / _most(self.asked, self.idf)

    def scores(self) -> Callable[[Rows], NDArray[np.float64]]:
        """The scores of all documents by the terms and the associated ones: those of some rows."""
        sums = _sums(self._weights, self.postings)
        bonus = self.bonus.of_all() if self.bonus else None

        def of(rows: Rows) -> NDArray[np.float64]:
            scores = sums[rows] / self._most
            if bonus is not None:
                scores += (1 - scores) * bonus[rows]
            return scores

        return of

    def score(self, row: int, record: Mapping[int, float]) -> float:
        """The score of one document; `record` has its BM25 weights."""
        total = 0.0
        for column in sorted(self._weights.keys() & record.keys()):  # to the bit as for all
            total += self._weights[column] * record[column]
        score = total / self._most
        return score + (1 - score) * self.bonus.of(row) if self.bonus else score

    def order(self, matches: NDArray[np.bool_], n: int | None = None) -> list[int]:
        """These documents, or the best `n` of them, best first; equal scores keep the order of
        the table."""
        rows = np.flatnonzero(matches)
        ordered: list[int] = best_first(rows, self.scores()(rows), n).tolist()
        return ordered

    @cached_property
    def _weights(self) -> dict[int, float]:
        return {**self.query, **self.associated}

    @cached_property
    def _most(self) -> float:
        return _most(self._weights, self.idf)


def best_first(rows: Rows, scores: NDArray[np.float64], n: int | None = None) -> Rows:
    """Ascending `rows`, or the best `n` of them, by their scores, best first; equal scores keep
    their order."""
    for step in (_SAMPLE, 1):  # nobody below the best of some is among the best of all
        some = scores[::step]
        if n is not None and 0 < n < len(some):
            enough = scores >= np.partition(some, len(some) - n)[len(some) - n]
            rows, scores = rows[enough], scores[enough]
    return rows[np.argsort(-scores, kind="stable")][:n]


def rank(
    query: Mapping[int, float],
    postings: csr_matrix,
    idf: NDArray[np.float64],
    subject: csr_matrix,
    allowed: NDArray[np.bool_],
    excluded: frozenset[int] = frozenset(),
) -> Ranking:
    """Score all documents.

    Parameters
    ----------
    query
        The terms of the query (columns) and how much each counts.
    postings
        BM25 weights, terms by documents.
    idf
        Inverse document frequency: the most that each term can add.
    subject
        TF-IDF, documents by terms, rows of length 1: source of associated terms.
    allowed
        Documents from which the query may be expanded.
    excluded
        Terms that are never associated.
    """
    has = allowed & has_any(query, postings)
    with_words = np.flatnonzero(has)
    exact = _sums(query, postings)[with_words] / _most(query, idf)
    at = best_first(np.arange(len(with_words)), exact, FEEDBACK_DOCUMENTS)
    expansion = _expansion(with_words[at], exact[at], subject, postings, excluded)
    if not expansion:
        return Ranking(dict(query), {}, dict(query), postings, idf)
    total, query_total = sum(expansion.values()), sum(query.values())
    both = {term: (1 - EXPANSION_WEIGHT) * n / query_total for term, n in query.items()}
    for term, weight in expansion.items():
        both[term] = both.get(term, 0) + EXPANSION_WEIGHT * weight / total
    associated = {term: both[term] for term in expansion if term not in query}
    return Ranking({term: both[term] for term in query}, associated, dict(query), postings, idf)


def postings_of(column: int, postings: csr_matrix) -> slice:
    """Where the documents of a term stand in the arrays of the postings."""
    return slice(int(postings.indptr[column]), int(postings.indptr[column + 1]))


def has_any(columns: Iterable[int], postings: csr_matrix) -> NDArray[np.bool_]:
    """Which documents have one of these terms."""
    mask = np.zeros(postings.shape[1], dtype=bool)
    for column in columns:
        mask[postings.indices[postings_of(column, postings)]] = True
    return mask


def _most(weights: Mapping[int, float], idf: NDArray[np.float64]) -> float:
    """The highest sum that a document can reach."""
    columns = sorted(weights)
    values = np.array([weights[column] for column in columns])
    return float(values @ idf[columns]) if columns else 1.0


def _sums(weights: Mapping[int, float], postings: csr_matrix) -> NDArray[np.float64]:
    """The weighted sum of each document."""
    sums = np.zeros(postings.shape[1])
    for column in sorted(weights):
        at = postings_of(column, postings)
        np.add.at(sums, postings.indices[at], postings.data[at] * weights[column])
    return sums


def _expansion(
    best: Rows,
    scores: NDArray[np.float64],
    subject: csr_matrix,
    postings: csr_matrix,
    excluded: frozenset[int],
) -> dict[int, float]:
    """The strongest terms that several of the best documents have, and a larger share of them than
    of all documents."""
    if not len(best):
        return {}
    part = csr_matrix(subject[best])
    terms, term = np.unique(part.indices, return_inverse=True)
    shares = np.repeat(scores / scores.sum(), np.diff(part.indptr))
    weights = np.bincount(term, part.data * shares, len(terms))
    present = np.bincount(term, minlength=len(terms))
    document_frequency = postings.indptr[terms + 1] - postings.indptr[terms]
    expected = document_frequency * len(best) / postings.shape[1]
    weights[(present < min(2, len(best))) | (document_frequency < 2)] = 0
    weights[present < MIN_LIFT * expected] = 0
    weights[np.isin(terms, list(excluded))] = 0
    strongest = np.argsort(-weights, kind="stable")[:EXPANSION_TERMS]
    return {int(terms[i]): float(weights[i]) for i in strongest if weights[i] > 0}
