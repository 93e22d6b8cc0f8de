"""The terms that distinguish a group of documents from the rest of the collection, and its label.

Class-based TF-IDF (Grootendorst 2022, BERTopic, eq. 2) on the subject weights: the mean weight
of a term in the group, times how far it exceeds its mean elsewhere. A phrase carries the weight
of its terms in the documents that contain it.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.text.language.collocations import Phrase
from dash_core.text.language.form_words import description_terms
from dash_core.text.search.index import Index

__all__ = ["Vocabulary", "typical_terms"]

LABEL_TERMS: Final = 3  # words and phrases of a label, at most
TYPICAL_TERMS: Final = 8  # words and phrases that describe a group

_DIGITS: Final = 9  # decimals of a score
_LABEL_CANDIDATES: Final = 60  # best terms considered for a label
_PHRASE_SHARE: Final = 0.5  # a phrase with this share of its best word's score replaces the word


def typical_terms(
    index: Index,
    rows: Sequence[int] | NDArray[np.int64],
    names: frozenset[str],
    n: int = TYPICAL_TERMS,
) -> tuple[str, ...]:
    """The `n` words most typical of a group, as written, without names and words for kinds of
    documents."""
    if not len(rows) or not index.terms:
        return ()
    inside = np.asarray(index.subject[list(rows)].mean(axis=0)).ravel()
    score = _class_tfidf(inside, np.asarray(index.subject.mean(axis=0)).ravel())
    order = sorted(np.flatnonzero(score), key=lambda i: (-score[i], index.terms[i]))
    left_out = names | _description_terms(index.languages)
    return tuple(index.surfaces[i] for i in order if index.terms[i] not in left_out)[:n]


@lru_cache(maxsize=32)
def _description_terms(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(description_terms(language) for language in languages))


def _class_tfidf(inside: NDArray[np.float64], overall: NDArray[np.float64]) -> NDArray[np.float64]:
    """Class-based TF-IDF from mean weights in a group and in all documents. Rounded, so that equal
    terms are in alphabetical order on every machine."""
    return np.asarray((inside * np.log1p(inside / np.maximum(overall, 1e-12))).round(_DIGITS))


class Vocabulary:
    """Words and phrases of a collection, for labels of groups.

    Parameters
    ----------
    phrases, document_phrases
        The phrases of the collection, and for each document the numbers of those it contains.
    left_out
        Terms that describe no topic: people's names, words for kinds of documents, vetoed words.
    """

    def __init__(
        self,
        index: Index,
        phrases: Sequence[Phrase],
        document_phrases: Sequence[Collection[int]],
        left_out: frozenset[str],
    ) -> None:
        left_out = left_out | _description_terms(index.languages)
        kept = [
            i
            for i, phrase in enumerate(phrases)
            if phrase.term not in left_out and not left_out & set(phrase.terms)
        ]
        column = {i: new for new, i in enumerate(kept)}
        pairs = [
            (row, column[i])
            for row, numbers in enumerate(document_phrases)
            for i in numbers
            if i in column
        ]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        contains = csr_matrix(
            (np.ones(len(pairs)), (rows, columns)), (len(document_phrases), len(kept))
        )
        self._words = [i for i, term in enumerate(index.terms) if term not in left_out]
        weights = [csr_matrix(index.subject[:, self._words])]
        self._terms: list[tuple[str, ...]] = [(index.terms[i],) for i in self._words]
        self.surfaces = [index.surfaces[i] for i in self._words]
        if kept:
            places = [
                (index.column[term], new)
                for new, i in enumerate(kept)
                for term in phrases[i].terms
                if term in index.column
            ]
            at, new = zip(*places, strict=True)
            pair = csr_matrix((np.ones(len(places)), (at, new)), (len(index.terms), len(kept)))
            weights.append(csr_matrix((index.subject @ pair).multiply(contains)))
            self._terms += [phrases[i].terms for i in kept]
            self.surfaces += [phrases[i].surface for i in kept]
        self._weights = [csr_matrix(w) for w in weights]
        self._overall = np.concatenate([np.asarray(w.mean(axis=0)).ravel() for w in self._weights])

    def describe(
        self, rows: NDArray[np.int64], taken: Collection[str], n: int = TYPICAL_TERMS
    ) -> tuple[str, tuple[str, ...]]:
        """A label that is not `taken`, and the typical words and phrases of a group, best first.

        The label has up to `LABEL_TERMS` of them that share no word; where such a label is taken,
        later terms replace its last one. Empty where the group has no words.
        """
        inside = np.concatenate([np.asarray(w[rows].mean(axis=0)).ravel() for w in self._weights])
        score = _class_tfidf(inside, self._overall)
        least = 0.0
        if len(score) > _LABEL_CANDIDATES:
            least = max(0.0, float(np.partition(score, -_LABEL_CANDIDATES)[-_LABEL_CANDIDATES]))
        first = np.flatnonzero((score > 0) & (score >= least)).tolist()
        order = sorted(first, key=lambda i: (-score[i], self._terms[i]))[:_LABEL_CANDIDATES]
        surfaces = [self.surfaces[i] for i in self._diverse(order, score)]
        terms = tuple(surfaces[:n])
        for label in _labels(surfaces, LABEL_TERMS):
            if label.casefold() not in taken:
                return label, terms
        return (", ".join(terms[:LABEL_TERMS]), terms)

    def _diverse(self, order: Sequence[int], score: NDArray[np.float64]) -> list[int]:
        """Best first, none sharing a term with an earlier one; a phrase replaces its words."""
        best = {terms[0]: score[i] for i in order for terms in [self._terms[i]] if len(terms) == 1}
        strong = [
            i
            for i in order
            if len(self._terms[i]) > 1
            and score[i] >= _PHRASE_SHARE * max(best.get(term, 0.0) for term in self._terms[i])
        ]
        rank = {i: max([score[i], *(best.get(t, 0.0) for t in self._terms[i])]) for i in strong}
        words = [i for i in order if len(self._terms[i]) == 1]
        ranked = sorted(
            [*strong, *words],
            key=lambda i: (-rank.get(i, score[i]), -len(self._terms[i]), self._terms[i]),
        )
        seen: set[str] = set()
        diverse = []
        for i in ranked:
            if not seen & set(self._terms[i]):
                seen |= set(self._terms[i])
                diverse.append(i)
        return diverse


def _labels(words: Sequence[str], n: int) -> Iterator[str]:
    """The first `n` words as a label, then with the last of them replaced by later words."""
    yield ", ".join(words[:n])
    for word in words[n:]:
        yield ", ".join([*words[: n - 1], word])
