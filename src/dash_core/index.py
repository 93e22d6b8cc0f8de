"""The TF-IDF index: search, similar documents, and the terms that explain both.

Two matrices over one vocabulary, documents by terms, rows of length 1: `words` holds every
word and answers searches; `subject` holds what is left when form is taken out and answers
"what is similar". Weights are sublinear term frequency times smoothed inverse document
frequency (Salton & Buckley 1988; Manning, Raghavan & Schütze 2008, ch. 6); scores are
cosines, from 0 (no term shared) to 1 (the same terms in the same proportion).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from dash_core import settings
from dash_core.text import Token, fold, surfaces, terms_of, tokenize

__all__ = ["Hit", "Index", "QueryWord"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found: its row, its score (0 to 1), and the terms behind it, strongest first."""

    row: int
    score: float
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word asked for and the terms it stands for here: none if the collection lacks it."""

    word: str
    columns: tuple[int, ...]


def _terms(tokens: Sequence[Token]) -> list[str]:
    return [token.term for token in tokens if token.term]


class Index:
    """Search and similarity over one collection. Immutable once built.

    Parameters
    ----------
    documents
        All tokens of each document.
    subjects
        The tokens of each document with the terms of form emptied.
    languages
        The languages of the documents (ISO 639-1), that of most first: a word asked for is
        looked up as each of them has it.
    """

    def __init__(
        self,
        documents: Iterable[Sequence[Token]],
        subjects: Iterable[Sequence[Token]],
        languages: Sequence[str] = ("en",),
    ) -> None:
        self.languages = tuple(languages)
        documents, subjects = list(documents), list(subjects)
        written = surfaces(documents)
        vocabulary = {term: i for i, term in enumerate(sorted(written))}
        self.terms: tuple[str, ...] = tuple(vocabulary)
        self.surfaces: tuple[str, ...] = tuple(written[term] for term in self.terms)
        self.column = vocabulary
        self.words, self._idf = self._weigh(documents)
        self.subject, _ = self._weigh(subjects)

    def _weigh(self, documents: list[Sequence[Token]]) -> tuple[csr_matrix, NDArray[np.float64]]:
        if not self.terms:
            return csr_matrix((len(documents), 0)), np.zeros(0)
        counter = CountVectorizer(analyzer=_terms, vocabulary=self.column)
        weigher = TfidfTransformer(sublinear_tf=True)
        weighed = weigher.fit_transform(counter.transform(documents))
        return csr_matrix(weighed), np.asarray(weigher.idf_)

    def lookup(self, query: str) -> list[QueryWord]:
        """The words of a query, stop words left out, with the terms they stand for.

        A word the collection lacks stands for the terms that start with it ("compan").
        """
        found = []
        for token in tokenize(query, self.languages[0]):
            terms = terms_of(token.surface, self.languages)
            columns = tuple(self.column[term] for term in terms if term in self.column)
            if not (token.term or columns):
                continue
            start = fold(token.surface)
            if not columns and len(start) >= settings.MIN_PREFIX_CHARS:
                columns = tuple(
                    i
                    for i, (term, surface) in enumerate(zip(self.terms, self.surfaces, strict=True))
                    if term.startswith(start) or fold(surface).startswith(start)
                )
            found.append(QueryWord(token.surface, columns))
        return found

    def suggest(self, word: str) -> list[str]:
        """Up to three words of the collection that are spelt nearly like `word`."""
        by_fold = {fold(surface): surface for surface in self.surfaces}
        return [by_fold[near] for near in get_close_matches(fold(word), by_fold, n=3, cutoff=0.75)]

    def search(self, query: str, *, every_word: bool = False) -> list[Hit]:
        """Documents with any word of `query` (or with every one), best first.

        Equal scores keep the order of the table.
        """
        asked = self.lookup(query)
        columns = sorted({column for word in asked for column in word.columns})
        if not columns:
            return []
        weights = self._idf[columns] / np.linalg.norm(self._idf[columns])
        part = csr_matrix(self.words[:, columns])
        scores = part @ weights
        keep = scores > 0
        if every_word:
            for word in asked:
                own = [columns.index(column) for column in word.columns]
                has = np.asarray(part[:, own].sum(axis=1)).ravel() if own else np.zeros(len(keep))
                keep &= has > 0
        rows = np.flatnonzero(keep)
        order = rows[np.argsort(-scores[rows], kind="stable")]
        return [
            Hit(
                int(row), min(1.0, float(scores[row])), self._explain(part[[row]], columns, weights)
            )
            for row in order
        ]

    def similar(self, row: int, n: int | None = None, least: float = 0.0) -> list[Hit]:
        """Documents whose subject shares terms with that of `row`, nearest first, with a score
        above 0 and of `least` or more."""
        target = self.subject[[row]]
        scores = (self.subject @ target.T).toarray().ravel()
        scores[row] = 0
        rows = np.flatnonzero((scores > 0) & (scores >= least))
        order = rows[np.argsort(-scores[rows], kind="stable")][:n]
        columns = list(target.indices)
        weights = np.asarray(target.data)
        return [
            Hit(
                int(other),
                min(1.0, float(scores[other])),
                self._explain(csr_matrix(self.subject[[other]])[:, columns], columns, weights),
            )
            for other in order
        ]

    def count_similar(self, row: int, least: float) -> int:
        """How many documents `similar` would give with this `least` score."""
        scores = (self.subject @ self.subject[[row]].T).toarray().ravel()
        scores[row] = 0
        return int(np.count_nonzero((scores > 0) & (scores >= least)))

    def _explain(
        self, part: csr_matrix, columns: Sequence[int], weights: NDArray[np.float64]
    ) -> tuple[str, ...]:
        """The terms of one row that make up its score, by what each adds to it."""
        adds = part.toarray().ravel() * weights
        nonzero = [int(i) for i in np.flatnonzero(adds)]
        order = sorted(nonzero, key=lambda i: (-adds[i], self.terms[columns[i]]))
        return tuple(self.surfaces[columns[i]] for i in order)
