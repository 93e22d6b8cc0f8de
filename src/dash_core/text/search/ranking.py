"""Ranking: the words asked for, and the words that go with them in this collection.

A document is scored by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework:
BM25 and Beyond"), its term frequency part without the factor k1 + 1, so that a term adds at most
its inverse document frequency. The best documents then tell which words are associated with the
ones asked for, and all are scored again by both (pseudo-relevance feedback: Rocchio 1971; Xu &
Croft 1996, "Query Expansion Using Local and Global Document Analysis"). So a document that says
the same in other words is found, and one that says all of it comes before one that says a part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = ["Ranking", "bm25", "rank"]

BM25_K1: Final = 1.2  # Robertson & Zaragoza (2009): how soon a repeated word stops counting
BM25_B: Final = 0.75  # and how much of a long text's advantage is taken away
FEEDBACK: Final = 10  # best documents that tell which words go with those asked for
ASSOCIATED: Final = 20  # words taken from them
ASSOCIATION: Final = 0.5  # their share in the score; the words asked for have the rest
MIN_LIFT: Final = 2.0  # as many times as elsewhere a word must be in them to be associated


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
    """Scores of all documents: `exact` by the words asked for, `blended` by associated ones too.

    Both lie between 0 and 1: the share of what a document that is all about them would reach.
    `asked` and `associated` are columns of terms with their weights.
    """

    exact: NDArray[np.float64]
    blended: NDArray[np.float64]
    asked: dict[int, float]
    associated: dict[int, float]

    def order(self, found: NDArray[np.bool_]) -> list[int]:
        """These documents, best first; equal scores keep the order of the table."""
        rows = np.flatnonzero(found)
        return [int(row) for row in rows[np.argsort(-self.blended[rows], kind="stable")]]


def rank(
    asked: Mapping[int, float],
    postings: csr_matrix,
    idf: NDArray[np.float64],
    subject: csr_matrix,
    allowed: NDArray[np.bool_],
    unwanted: frozenset[int] = frozenset(),
) -> Ranking:
    """Score all documents.

    Parameters
    ----------
    asked
        The terms asked for (columns) and how much each counts.
    postings
        BM25 weights, terms by documents.
    idf
        The most that each term can add.
    subject
        Documents by terms, rows of length 1: where associated terms are taken from.
    allowed
        The documents that may tell which terms are associated.
    unwanted
        Terms that are never associated.
    """
    exact = _score(asked, postings, idf)
    best = np.flatnonzero(allowed & (exact > 0))
    best = best[np.argsort(-exact[best], kind="stable")][:FEEDBACK]
    told = _told(best, exact, subject, postings, set(unwanted))
    if not told:
        return Ranking(exact, exact, dict(asked), {})
    total, own = sum(told.values()), sum(asked.values())
    both = {term: (1 - ASSOCIATION) * n / own for term, n in asked.items()}
    for term, weight in told.items():
        both[term] = both.get(term, 0) + ASSOCIATION * weight / total
    associated = {term: both[term] for term in told if term not in asked}
    blended = _score(both, postings, idf)
    return Ranking(exact, blended, {term: both[term] for term in asked}, associated)


def _score(
    weights: Mapping[int, float], postings: csr_matrix, idf: NDArray[np.float64]
) -> NDArray[np.float64]:
    columns = sorted(weights)
    own = np.array([weights[column] for column in columns])
    most = float(own @ idf[columns]) if columns else 0.0
    if most <= 0:
        return np.zeros(postings.shape[1])
    return np.asarray(postings[columns].T @ own).ravel() / most


def _told(
    best: NDArray[np.int64],
    exact: NDArray[np.float64],
    subject: csr_matrix,
    postings: csr_matrix,
    unwanted: set[int],
) -> dict[int, float]:
    """The terms that several of the best documents have, and more of them than of all documents:
    the strongest."""
    if not len(best):
        return {}
    part = csr_matrix(subject[best])
    weights = np.asarray(part.T @ (exact[best] / exact[best].sum())).ravel()
    present = np.bincount(part.indices, minlength=subject.shape[1])
    widespread = np.diff(postings.indptr)
    expected = widespread * len(best) / postings.shape[1]
    weights[(present < min(2, len(best))) | (widespread < 2)] = 0
    weights[present < MIN_LIFT * expected] = 0
    weights[list(unwanted)] = 0
    strongest = np.argsort(-weights, kind="stable")[:ASSOCIATED]
    return {int(term): float(weights[term]) for term in strongest if weights[term] > 0}
