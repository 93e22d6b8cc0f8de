"""The terms that distinguish a group of documents from the rest of the collection, and its label.

Single words: class-based TF-IDF (Grootendorst 2022, BERTopic, eq. 2) on the subject weights: the
mean weight of a term in the group, times how far it exceeds its mean elsewhere.

Labels are noun phrases printed in documents of the group (`dash_core.text.language.noun_phrases`).
A phrase that names a group stands whole in its documents, is frequent in them and rare elsewhere
(phraseness and informativeness: Tomokiyo & Hurst 2003, "A language model approach to keyphrase
extraction"), and in no other group as frequent. A second one is added where it covers documents
that the first does not.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from dash_core.text.language.form_words import description_terms
from dash_core.text.language.noun_phrases import is_verb, may_be_noun, noun_phrases
from dash_core.text.language.tokens import Token
from dash_core.text.search.index import Index

__all__ = ["Description", "DocumentText", "Vocabulary", "typical_terms"]

DocumentText = Callable[[int], Sequence[tuple[str, Sequence[Token], str]]]
"""Title and summary of the document in a row: text, subject tokens and language of each."""

TYPICAL_TERMS: Final = 8  # words and phrases that describe a group
MIN_TYPICAL_TERMS: Final = 5  # fewer are filled up with phrases of one document
READ_DOCUMENTS: Final = 500  # whose phrases are read, of all groups together
READ_OF_GROUP: Final = (12, 50)  # of one group, the most central, at least and at most
MIN_WHOLENESS: Final = 0.3  # mean weight of a phrase where its words follow one another
MIN_SECOND_SHARE: Final = 0.15  # of the first phrase's score: a second one is added
LENGTH_FACTOR: Final = (0.0, 1.0, 1.4, 1.5, 1.4)  # by words: two or three say more than one
MIN_CONTRAST: Final = 0.6  # a group's share of documents with a phrase, of it and the next group's
SHARE_POWER: Final = 1.3  # of the share of a group's documents that have a phrase
CONTRAST_POWER: Final = 0.5
COVERED_WEIGHT: Final = 0.25  # of documents that the first phrase covers, for the second

_DIGITS: Final = 9  # decimals of a score
_CANDIDATES: Final = 50  # phrases of a group that are compared with other groups
_NESTED_SHARE: Final = 0.7  # of its documents: a phrase mostly part of a longer one gives way to it
_SHORT_CAPITALS: Final = 5  # letters of what may be an abbreviation
_LOWER_SHARE: Final = 0.1  # of the times a phrase is printed: lower case wins over capitals


def typical_terms(
    index: Index,
    rows: Sequence[int] | NDArray[np.int64],
    names: frozenset[str],
    n: int = TYPICAL_TERMS,
) -> tuple[str, ...]:
    """The `n` words most typical of a group, as written, without names and words for kinds of
    documents; without verbs where there are others."""
    if not len(rows) or not index.terms:
        return ()
    inside = np.asarray(index.subject[list(rows)].mean(axis=0)).ravel()
    score = _class_tfidf(inside, np.asarray(index.subject.mean(axis=0)).ravel())
    order = sorted(np.flatnonzero(score), key=lambda i: (-score[i], index.terms[i]))
    left_out = names | _description_terms(index.languages)
    words = [index.surfaces[i] for i in order if index.terms[i] not in left_out]
    nouns = [word for word in words if not is_verb(word, index.languages[0])]
    return tuple(nouns or words)[:n]


@lru_cache(maxsize=32)
def _description_terms(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(description_terms(language) for language in languages))


def _class_tfidf(inside: NDArray[np.float64], overall: NDArray[np.float64]) -> NDArray[np.float64]:
    """Class-based TF-IDF from mean weights in a group and in all documents. Rounded, so that equal
    terms are in alphabetical order on every machine."""
    return np.asarray((inside * np.log1p(inside / np.maximum(overall, 1e-12))).round(_DIGITS))


@dataclass(frozen=True, slots=True)
class Description:
    """What describes a group: the phrases of its label (none where the group has no phrase), and
    its typical words and phrases, best first. `is_distinct`: no other group has the first phrase
    nearly as often."""

    label: tuple[str, ...]
    terms: tuple[str, ...]
    is_distinct: bool = True


@dataclass(slots=True)
class _Phrase:
    """A phrase in the documents read: how often its words follow one another, how well they stand
    there, how it is printed, and in how many documents of each group."""

    n: int = 0
    weight: float = 0.0
    surfaces: dict[str, int] = field(default_factory=dict)
    documents: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase as a label of one group: `rows`: the documents of the group with all its words."""

    terms: tuple[str, ...]
    surface: str
    score: float
    contrast: float
    rows: NDArray[np.int64]


class Vocabulary:
    """Phrases of a collection, for labels of groups.

    Parameters
    ----------
    text
        Title and summary of each document.
    left_out
        Terms that describe no topic: people's names, words for kinds of documents, vetoed words.
    """

    def __init__(self, index: Index, text: DocumentText, left_out: frozenset[str]) -> None:
        self._index, self._text = index, text
        self._left_out = left_out | _description_terms(index.languages)
        self._by_term = index.subject.tocsc()

    def describe(
        self, groups: Sequence[NDArray[np.int64]], vetoed: Sequence[frozenset[str]]
    ) -> list[Description]:
        """What describes each group, given its rows, the most typical first, and terms that do not
        describe it."""
        phrases = self._phrases(groups, vetoed)
        group_of = np.full(len(self._index), -1, dtype=np.int64)
        for i, rows in enumerate(groups):
            group_of[rows] = i
        candidates: list[list[tuple[tuple[str, ...], _Phrase]]] = [[] for _group in groups]
        for terms, phrase in phrases.items():
            for i in phrase.documents:
                candidates[i].append((terms, phrase))
        sizes = np.array([len(rows) for rows in groups])
        compared = _Groups(self._by_term, self._index.column, group_of, sizes)
        return [
            self._describe(i, rows, found, compared, vetoed[i])
            for i, (rows, found) in enumerate(zip(groups, candidates, strict=True))
        ]

    def _phrases(
        self, groups: Sequence[NDArray[np.int64]], vetoed: Sequence[frozenset[str]]
    ) -> dict[tuple[str, ...], _Phrase]:
        """The phrases of the documents nearest to the middle of each group."""
        least, most = READ_OF_GROUP
        n = min(most, max(least, READ_DOCUMENTS // max(1, len(groups))))
        phrases: dict[tuple[str, ...], _Phrase] = {}
        for i, rows in enumerate(groups):
            left_out = self._left_out | vetoed[i]
            for row in rows[:n].tolist():
                seen = set()
                for text, tokens, language in self._text(row):
                    for found in noun_phrases(text, tokens, language, left_out):
                        phrase = phrases.get(found.terms)
                        if phrase is None:
                            phrase = phrases[found.terms] = _Phrase()
                        phrase.n += 1
                        phrase.weight += found.weight
                        if found.weight and " ".join(found.terms) not in left_out:
                            phrase.surfaces[found.surface] = (
                                phrase.surfaces.get(found.surface, 0) + 1
                            )
                            seen.add(found.terms)
                for terms in seen:
                    documents = phrases[terms].documents
                    documents[i] = documents.get(i, 0) + 1
        return {
            terms: phrase
            for terms, phrase in phrases.items()
            if phrase.weight >= MIN_WHOLENESS * phrase.n and len(set(terms)) == len(terms)
        }

    def _describe(
        self,
        group: int,
        rows: NDArray[np.int64],
        found: list[tuple[tuple[str, ...], _Phrase]],
        compared: "_Groups",
        vetoed: frozenset[str],
    ) -> Description:
        least = 1 if len(rows) < 3 else 2
        found.sort(key=lambda pair: (-pair[1].documents[group] * len(pair[0]), pair[0]))
        often = [(terms, p) for terms, p in found if p.documents.get(group, 0) >= least]
        diverse = compared.best(group, often[:_CANDIDATES])
        label = _label(diverse)
        if len(diverse) < MIN_TYPICAL_TERMS:
            more = compared.best(group, found[:_CANDIDATES])
            diverse = list(_diverse([*diverse, *more]))[: max(MIN_TYPICAL_TERMS, len(diverse))]
            label = label or _label(diverse)
        terms = tuple(c.surface for c in diverse[:TYPICAL_TERMS]) or self._single_words(
            rows, vetoed
        )
        return Description(
            tuple(c.surface for c in label) or terms[:2],
            terms,
            not label or label[0].contrast >= MIN_CONTRAST,
        )

    def _single_words(self, rows: NDArray[np.int64], vetoed: frozenset[str]) -> tuple[str, ...]:
        """Typical words, without verbs and the like where there are others."""
        language = self._index.languages[0]
        words = typical_terms(self._index, rows, self._left_out | vetoed, 3 * TYPICAL_TERMS)
        nouns = tuple(word for word in words if may_be_noun(word, language))
        return (nouns or words)[:TYPICAL_TERMS]


class _Groups:
    """In how many documents of each group words stand together."""

    def __init__(
        self,
        by_term: csc_matrix,
        column: Mapping[str, int],
        group_of: NDArray[np.int64],
        sizes: NDArray[np.int64],
    ) -> None:
        self._by_term, self._column = by_term, column
        self._group_of, self._sizes = group_of, sizes
        self._rows: dict[str, NDArray[np.int64]] = {}

    def _rows_of(self, term: str) -> NDArray[np.int64]:
        if term not in self._rows:
            start, end = self._by_term.indptr[self._column[term] :][:2]
            self._rows[term] = np.sort(self._by_term.indices[start:end]).astype(np.int64)
        return self._rows[term]

    def best(
        self, group: int, phrases: Sequence[tuple[tuple[str, ...], _Phrase]]
    ) -> list[_Candidate]:
        """Phrases as labels of a group, the best first, none sharing a term with an earlier one."""
        scored = [self._candidate(group, terms, phrase) for terms, phrase in phrases]
        scored.sort(key=lambda candidate: (-candidate.score, candidate.terms))
        return list(_diverse(list(_not_nested(scored))))

    def _candidate(self, group: int, terms: tuple[str, ...], phrase: _Phrase) -> _Candidate:
        """A phrase as a label of a group."""
        rows = self._rows_of(terms[0])
        for term in terms[1:]:
            rows = np.intersect1d(rows, self._rows_of(term), assume_unique=True)
        groups = self._group_of[rows]
        counts = np.bincount(groups[groups >= 0], minlength=len(self._sizes))
        here, size, n = int(counts[group]), int(self._sizes[group]), len(self._group_of)
        share = here / size
        elsewhere = (len(rows) - here + 0.5) / (n - size + 1)
        others = counts / (self._sizes + 2)  # of two documents, both may have it by chance
        others[group] = 0
        contrast = share / (share + float(others.max(initial=0)))
        wholeness = phrase.weight / phrase.n
        score = share**SHARE_POWER * float(np.log1p(share / elsewhere))
        score *= contrast**CONTRAST_POWER * wholeness * LENGTH_FACTOR[len(terms)]
        surface = _printed(phrase.surfaces)
        return _Candidate(terms, surface, round(score, _DIGITS), contrast, rows[groups == group])


def _not_nested(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Those that are not for the most part a piece of a longer one."""
    for one in candidates:
        if not any(
            len(other.terms) > len(one.terms)
            and len(other.rows) >= _NESTED_SHARE * len(one.rows)
            and f" {' '.join(one.terms)} " in f" {' '.join(other.terms)} "
            for other in candidates
        ):
            yield one


def _diverse(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Best first, none sharing a term with an earlier one."""
    seen: set[str] = set()
    for one in candidates:
        if not seen & set(one.terms):
            seen |= set(one.terms)
            yield one


def _label(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The best phrase, and the one that best covers the documents without it, if it is good."""
    if not candidates:
        return []
    first, *rest = candidates

    def gain(one: _Candidate) -> float:
        new = len(np.setdiff1d(one.rows, first.rows, assume_unique=True)) / len(one.rows)
        return round(one.score * (new + COVERED_WEIGHT * (1 - new)), _DIGITS)

    second = max(rest, key=gain, default=None)
    if second is None or gain(second) < MIN_SECOND_SHARE * first.score:
        return [first]
    return [first, second]


def _printed(surfaces: Mapping[str, int]) -> str:
    """How a phrase is printed most often; lower case wins over the capitals of titles."""
    most = max(surfaces.values())
    often = [surface for surface, n in surfaces.items() if n >= max(1, _LOWER_SHARE * most)]
    lower: dict[str, str] = {}
    for surface in often:
        best = lower.setdefault(surface.casefold(), surface)
        if sum(map(str.isupper, surface)) < sum(map(str.isupper, best)):
            lower[surface.casefold()] = surface
    folded: Counter[str] = Counter()
    for surface, n in surfaces.items():
        folded[surface.casefold()] += n
    best = min(lower, key=lambda key: (-folded[key], len(key), key))
    written = lower[best]
    return written.title() if written.isupper() and len(written) > _SHORT_CAPITALS else written
