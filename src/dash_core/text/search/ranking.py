"""Ranking by the words of a query and by words associated with them in this collection.

A document is scored by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework:
BM25 and Beyond"), its term frequency part without the factor k1 + 1, so that a term adds at most
its inverse document frequency. Terms of the best documents then expand the query, and all documents
are scored again (pseudo-relevance feedback: Rocchio 1971; Xu & Croft 1996, "Query Expansion Using
Local and Global Document Analysis"). So a document that says the same in other words is found, and
one that has all words of the query comes before one that has some.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = ["Ranking", "best_first", "bm25", "rank"]

BM25_K1: Final = 1.2  # Robertson & Zaragoza (2009): saturation of term frequency
BM25_B: Final = 0.75  # and of normalisation by length, 0 to 1
FEEDBACK_DOCUMENTS: Final = 10  # best documents from which the query is expanded
EXPANSION_TERMS: Final = 20  # terms taken from them, at most
EXPANSION_WEIGHT: Final = 0.5  # share of these terms in the score, 0 to 1
MIN_LIFT: Final = 2.0  # documents with such a term among the best, as multiple of the expected


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


@dataclass(frozen=True, eq=False)
class Ranking:
    """Document scores: `exact` by the terms of the query, `expanded` also by associated terms.

    Both lie between 0 and 1: the share of the score that is possible. `query` and `associated`
    map columns of terms to their weights in the expanded query.
    """

    exact: NDArray[np.float64]
    expanded: NDArray[np.float64]
    query: dict[int, float]
    associated: dict[int, float]

    def order(self, matches: NDArray[np.bool_], n: int | None = None) -> list[int]:
        """These documents, or the best `n` of them, best first; equal scores keep the order of
        the table."""
        rows: list[int] = best_first(np.flatnonzero(matches), self.expanded, n).tolist()
        return rows


def best_first(
    rows: NDArray[np.int64], scores: NDArray[np.float64], n: int | None = None
) -> NDArray[np.int64]:
    """Ascending `rows`, or the best `n` of them, by the scores of all rows, best first; equal
    scores keep their order."""
    of_rows = scores[rows]
    if n is not None and 0 < n < len(rows):
        enough = of_rows >= np.partition(of_rows, len(rows) - n)[len(rows) - n]
        rows, of_rows = rows[enough], of_rows[enough]
    return rows[np.argsort(-of_rows, kind="stable")][:n]


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
    exact = _score(query, postings, idf)
    best = best_first(np.flatnonzero(allowed & (exact > 0)), exact, FEEDBACK_DOCUMENTS)
    expansion = _expansion(best, exact, subject, postings, set(excluded))
    if not expansion:
        return Ranking(exact, exact, dict(query), {})
    total, query_total = sum(expansion.values()), sum(query.values())
    both = {term: (1 - EXPANSION_WEIGHT) * n / query_total for term, n in query.items()}
    for term, weight in expansion.items():
        both[term] = both.get(term, 0) + EXPANSION_WEIGHT * weight / total
    associated = {term: both[term] for term in expansion if term not in query}
    expanded = _score(both, postings, idf)
    return Ranking(exact, expanded, {term: both[term] for term in query}, associated)


def _score(
    weights: Mapping[int, float], postings: csr_matrix, idf: NDArray[np.float64]
) -> NDArray[np.float64]:
    columns = sorted(weights)
    values = np.array([weights[column] for column in columns])
    most = float(values @ idf[columns]) if columns else 0.0
    if most <= 0:
        return np.zeros(postings.shape[1])
    return np.asarray(postings[columns].T @ values).ravel() / most


def _expansion(
    best: NDArray[np.int64],
    exact: NDArray[np.float64],
    subject: csr_matrix,
    postings: csr_matrix,
    excluded: set[int],
) -> dict[int, float]:
    """The strongest terms that several of the best documents have, and a larger share of them than
    of all documents."""
    if not len(best):
        return {}
    part = csr_matrix(subject[best])
    weights = np.asarray(part.T @ (exact[best] / exact[best].sum())).ravel()
    present = np.bincount(part.indices, minlength=subject.shape[1])
    document_frequency = np.diff(postings.indptr)
    expected = document_frequency * len(best) / postings.shape[1]
    weights[(present < min(2, len(best))) | (document_frequency < 2)] = 0
    weights[present < MIN_LIFT * expected] = 0
    weights[list(excluded)] = 0
    strongest = np.argsort(-weights, kind="stable")[:EXPANSION_TERMS]
    return {int(term): float(weights[term]) for term in strongest if weights[term] > 0}
