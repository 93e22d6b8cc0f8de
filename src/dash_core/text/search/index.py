"""The search index: term weights of documents, positions of terms, and how a query is looked up.

Matrices are documents by terms over one vocabulary. `words` and `subject` are TF-IDF with rows of
length 1: `words` of every word, `subject` of the subject tokens (sublinear term frequency times
smoothed inverse document frequency: Salton & Buckley 1988; Manning, Raghavan & Schütze 2008,
ch. 6); `counts` are the frequencies behind `subject`. BM25 weights of every word answer searches
(`dash_core.text.search.ranking`). The terms of all texts are kept in their order, so that phrases
can be found.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import takewhile
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.common.scratch import stored
from dash_core.text.language.tokens import Token, fold, terms_of, tokenize
from dash_core.text.search.ranking import Ranking, bm25, has_any, postings_of, rank
from dash_core.text.search.token_table import TokenTable

__all__ = ["Hit", "Index", "QueryWord"]

MIN_PREFIX_CHARS: Final = 3  # "compan" finds "company"; "co" would find half the listing

MIN_ASSOCIATED_TERMS: Final = 2  # in a document without words of the query, for it to be a hit

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found: its row, its score (0 to 1), and the words behind it, strongest first.

    `terms`: words of the query, or shared with the document it is similar to; `associated`: words
    associated with them in this collection; `is_duplicate`: the text is nearly the same; `fields`:
    fields beyond title and summary that have them, by name, and the text there.
    """

    row: int
    score: float
    terms: tuple[str, ...]
    associated: tuple[str, ...] = ()
    is_duplicate: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of a query and the columns of its terms; none if the collection lacks it."""

    word: str
    columns: tuple[int, ...]


class Index:
    """Search over one collection. Immutable once built.

    Parameters
    ----------
    documents
        All tokens of each document.
    subjects
        The subject tokens of each document (`dash_core.text.subject`).
    languages
        The languages of the documents (ISO 639-1), the most frequent first: a word is looked up
        by its term in each of them.
    titles
        How many of the first tokens of each document are its title; by default none.
    """

    def __init__(
        self,
        documents: Iterable[Sequence[Token]],
        subjects: Iterable[Sequence[Token]],
        languages: Sequence[str] = ("en",),
        titles: Sequence[int] | None = None,
    ) -> None:
        self._fill(TokenTable.of(documents, subjects, titles), languages)

    @classmethod
    def of(cls, tokens: TokenTable, languages: Sequence[str]) -> "Index":
        """The index of a listing's tokens; `languages` as above."""
        index = cls.__new__(cls)
        index._fill(tokens, languages)
        return index

    def _fill(self, tokens: TokenTable, languages: Sequence[str]) -> None:
        self.languages = tuple(languages) or ("en",)
        self.terms, self.surfaces = tokens.terms, tokens.displayed
        self.column = {term: i for i, term in enumerate(self.terms)}
        self._folded = tuple(map(fold, self.surfaces))
        counts, self.counts = tokens.count(tokens.term), stored(tokens.count(tokens.subject))
        self.words, self.subject = stored(self._weigh(counts)), stored(self._weigh(self.counts))
        weights, self._idf = bm25(counts)
        self._weights, self._postings = stored(weights), stored(csr_matrix(weights.T))
        # The terms of all texts in order, and the text of each: 2 × row for a title, 2 × row + 1
        # for a summary.
        has_term = tokens.term >= 0
        self._order = stored(tokens.term[has_term]), stored(tokens.text[has_term])
        self._occurrences = stored(self._sort_by_term(self._order[0]))

    def _weigh(self, counts: csr_matrix) -> csr_matrix:
        if not self.terms:
            return counts
        from sklearn.feature_extraction.text import TfidfTransformer  # slow, not always needed

        return csr_matrix(TfidfTransformer(sublinear_tf=True).fit_transform(counts))

    def _sort_by_term(self, terms: NDArray[np.int32]) -> csc_matrix:
        """Where each term stands in the order of all terms: a column a term."""
        at = np.arange(len(terms), dtype=np.int32)
        return csr_matrix((at, terms, [0, len(terms)]), shape=(1, len(self.terms))).tocsc()

    def __len__(self) -> int:
        return int(self.words.shape[0])

    # Words

    def lookup(self, query: str, elsewhere: Callable[[str], bool] | None = None) -> list[QueryWord]:
        """The words of a text without stop words, with the columns of their terms.

        A word the collection lacks stands for the terms that start with it ("compan"), unless it
        is known `elsewhere`.
        """
        words = []
        for token in tokenize(query, self.languages[0]):
            terms = terms_of(token.surface, self.languages)
            columns = tuple(self.column[term] for term in terms if term in self.column)
            if not columns and terms and not (elsewhere and elsewhere(token.surface)):
                columns = self._begun(token.surface)
            if token.term or columns:
                words.append(QueryWord(token.surface, columns))
        return words

    def starting(self, word: str) -> tuple[int, ...]:
        """The columns of the terms that start with a word."""
        start = fold(word)
        first = bisect_left(self.terms, start)
        begun = takewhile(lambda i: self.terms[i].startswith(start), range(first, len(self.terms)))
        first = bisect_left(self._by_fold, start, key=self._folded.__getitem__)
        folded = takewhile(lambda i: self._folded[i].startswith(start), self._by_fold[first:])
        return tuple(sorted({*begun, *folded}))

    @cached_property
    def _by_fold(self) -> list[int]:
        """The columns in order of their words, folded."""
        return sorted(range(len(self._folded)), key=self._folded.__getitem__)

    def phrase(self, text: str) -> list[list[QueryWord]]:
        """The words of a phrase in order, in each language; each variant once."""
        variants = [
            [QueryWord(t.surface, self._columns(t.surface, (t.term,))) for t in tokens if t.term]
            for tokens in (tokenize(text, code) for code in self.languages)
        ]
        return [
            variant for i, variant in enumerate(variants) if variant and variant not in variants[:i]
        ]

    def _columns(self, word: str, terms: Sequence[str]) -> tuple[int, ...]:
        whole = tuple(self.column[term] for term in terms if term in self.column)
        return whole or (self._begun(word) if terms else ())

    def _begun(self, word: str) -> tuple[int, ...]:
        return self.starting(word) if len(fold(word)) >= MIN_PREFIX_CHARS else ()

    def suggest(self, word: str) -> list[str]:
        """Up to three words of the collection that are spelt nearly like `word`."""
        by_fold = dict(zip(self._folded, self.surfaces, strict=True))
        return [by_fold[near] for near in get_close_matches(fold(word), by_fold, n=3, cutoff=0.75)]

    # Documents with words

    def documents_with(self, columns: Sequence[int], field: str = "") -> Mask:
        """Which documents have one of these terms; `field` limits it to "title" or "summary"."""
        if not field:
            return has_any(columns, self._postings)
        if field == "title":
            return has_any(columns, self._titled)
        return self.documents_with_phrase([[QueryWord("", tuple(columns))]], field)

    def prepare(self) -> None:
        """Find now which titles have which term, which the first search would wait for."""
        _ = self._titled

    def in_titles(self, columns: Sequence[int]) -> list[NDArray[np.int64]]:
        """For each of these terms the documents that have it in their title."""
        rows = self._titled.indices
        return [rows[postings_of(column, self._titled)] for column in columns]

    def is_in_title(self, row: int, columns: Sequence[int]) -> bool:
        """Whether the title of a document has one of these terms."""
        return any(
            row in rows[np.searchsorted(rows, row) :][:1] for rows in self.in_titles(columns)
        )

    @property
    def _titled(self) -> csr_matrix:
        """Which documents have which term in their title: terms by documents."""
        # Not a `cached_property`: a prepared index reads this when it is asked for.
        titles: csr_matrix | None = getattr(self, "_title_postings", None)
        if titles is None:
            titles = self._title_postings = stored(self._find_titles())
        return titles

    def _find_titles(self) -> csr_matrix:
        terms, texts = self._order
        is_title = texts % 2 == 0
        at = terms[is_title], texts[is_title] // 2
        ones = np.ones(len(at[0]), dtype=np.int8)
        titles = csr_matrix((ones, at), (len(self.terms), len(self)))
        titles.sort_indices()
        return titles

    def documents_with_phrase(
        self, variants: Sequence[Sequence[QueryWord]], field: str = ""
    ) -> Mask:
        """Which documents have the words of a phrase in this order with nothing but stop words
        between them; `field` as for `documents_with`."""
        terms, texts = self._order
        mask = np.zeros(len(self), dtype=bool)
        for variant in variants:
            places = [self._places(word.columns) for word in variant]
            rarest = min(range(len(variant)), key=lambda i: len(places[i]))
            at = places[rarest] - rarest
            at = at[(at >= 0) & (at + len(variant) <= len(terms))]
            for i, word in enumerate(variant):
                at = at if i == rarest else at[np.isin(terms[at + i], word.columns)]
            matches = texts[at][texts[at] == texts[at + len(variant) - 1]]
            if field:
                matches = matches[matches % 2 == (field == "summary")]
            mask[matches // 2] = True
        return mask

    def _places(self, columns: Sequence[int]) -> NDArray[np.int32]:
        """Where these terms stand in the order of all terms."""
        starts, places = self._occurrences.indptr, self._occurrences.data
        parts = [places[starts[column] : starts[column + 1]] for column in columns]
        return np.concatenate([np.zeros(0, np.int32), *parts])

    # Ranking

    @property
    def bm25(self) -> csr_matrix:
        """BM25 weights of every word, documents by terms."""
        return self._weights

    def rank(
        self,
        words: Iterable[QueryWord],
        allowed: Mask | None = None,
        excluded: frozenset[int] = frozenset(),
    ) -> Ranking:
        """Score all documents by these words and the ones associated with them.

        Associated terms are taken from `allowed` documents only, and none of `excluded` is.
        """
        query: dict[int, float] = {}
        for word in words:
            for column in word.columns:
                query[column] = query.get(column, 0) + 1
        if allowed is None:
            allowed = np.ones(len(self), dtype=bool)
        return rank(query, self._postings, self._idf, self.subject, allowed, excluded)

    def related(self, ranking: Ranking) -> Mask:
        """Which documents lack the words of the query and have several associated ones."""
        n = np.zeros(len(self), dtype=np.uint8)
        for column in ranking.associated:
            n[self._postings.indices[postings_of(column, self._postings)]] += 1
        return np.asarray((n >= MIN_ASSOCIATED_TERMS) & ~self.documents_with([*ranking.asked]))

    def columns_of(self, row: int) -> list[int]:
        """The columns of the terms of one document."""
        start, end = self._weights.indptr[row : row + 2]
        columns: list[int] = self._weights.indices[start:end].tolist()
        return columns

    def explain(self, ranking: Ranking, row: int) -> Hit:
        """One document as a hit: the words of the query that it has, and the associated ones."""
        start, end = self._weights.indptr[row : row + 2]
        columns, weights = self._weights.indices[start:end], self._weights.data[start:end]
        record = dict(zip(columns.tolist(), weights.tolist(), strict=True))
        query, associated = (
            sorted((-weight[c] * record[c], c) for c in weight.keys() & record.keys())
            for weight in (ranking.query, ranking.associated)
        )
        return Hit(
            row,
            min(1.0, ranking.score(row, record)),
            tuple(self.surfaces[column] for _score, column in query),
            tuple(self.surfaces[column] for _score, column in associated),
        )

    def search(self, query: str, n: int | None = None) -> list[Hit]:
        """Documents with any word of a text, and ones with associated words, best first.

        Equal scores keep the order of the table. The text has no grammar: for queries see
        `dash_core.text.search.matching`.
        """
        ranking = self.rank(self.lookup(query))
        order = ranking.order(self.documents_with([*ranking.asked]) | self.related(ranking), n)
        return [self.explain(ranking, row) for row in order]
