"""Similar documents: by the words they share, by associated words, and in time.

The similarity of two texts is a weighted mean of two cosines: of the TF-IDF rows of their subjects
with the people they are from, to and about, and of their document vectors
(`dash_core.text.vectors.document_vectors`). Nearness in time adds a little. Nearly the same text is
found by the word sequences in common (Broder 1997, "On the Resemblance and Containment of
Documents").
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.common.scaling import normalize
from dash_core.common.scratch import stored
from dash_core.text.language.tokens import fold, tokenize
from dash_core.text.search.index import Hit, Index
from dash_core.text.vectors.document_vectors import Fields, term_vectors
from dash_core.text.vectors.word_vectors.lookup import word_vectors

__all__ = ["Similarity", "Wording", "is_strong", "resemblance"]

TERMS_SHOWN: Final = 6  # words that explain a hit, of each kind
LEXICAL_WEIGHT: Final = 0.55  # share of shared words and people in the similarity of two texts
TIME_WEIGHT_OF_SIMILARITY: Final = 0.1  # share of nearness in time; the texts have the rest
MAX_SIMILAR: Final = 5  # similar documents shown
# Of the pairs of Lee, Pincombe & Welsh (2005) that score so much, people call so many similar (2.5
# or more of 5): half of those from 0.2 to 0.3, 94 % of those above (`evaluation/README.md`).
MIN_SIMILARITY: Final = 0.2  # 0 to 1: a lower score may be chance
STRONG_SIMILARITY: Final = 0.3  # 0 to 1

TIME_DECAY_DAYS: Final = 365  # days in which nearness in time falls to 1/e
MIN_DUPLICATE_RESEMBLANCE: Final = 0.8  # share of word sequences in common: nearly the same text
SHINGLE: Final = 3  # words of such a sequence (Broder 1997)
SIMILARITY_DIMENSIONS: Final = 100  # length of a term vector
MIN_TERM_COSINE: Final = 0.5  # of two terms that are called associated
HEAD: Final = 24  # numbers of a vector that bound a cosine, before all of them are looked at
DIGITS: Final = 6  # decimals kept of a cosine, so that rounding differs on no machine


_ROUNDING: Final = 1e-4  # more than single precision loses


class Wording:
    """What the documents of one collection share: words, people, and what goes with them.

    Parameters
    ----------
    index
        The words of the documents.
    fields
        Their people.
    vectors
        A row of length 1, or 0, for each document.
    english
        The documents of which the table of English words tells the nearest words where two have
        none in common; by default none.
    """

    def __init__(
        self,
        index: Index,
        fields: Fields,
        vectors: NDArray[np.float64],
        english: NDArray[np.bool_] | None = None,
    ) -> None:
        self.index, self.english, self.vectors = index, english, vectors
        self.shared = stored(fields.with_people(index.subject))
        self.labels = (*index.surfaces, *fields.names)

    @cached_property
    def postings(self) -> csc_matrix:
        """`shared` by terms: which documents have each."""
        return stored(self.shared.tocsc())

    @cached_property
    def heads(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The first numbers of each vector, and the length of the rest of it."""
        head, tail = self.vectors[:, :HEAD], self.vectors[:, HEAD:]
        rest = np.sqrt(np.einsum("ij,ij->i", tail, tail))
        return stored(head.astype(np.float32)), rest.astype(np.float32)

    @cached_property
    def term_vectors(self) -> NDArray[np.float64]:
        """A row of length 1, or 0, for each word: those that go together are near."""
        weights = self.index.bm25
        dimensions = min(SIMILARITY_DIMENSIONS, min(weights.shape) - 1)
        if dimensions < 1:
            return np.zeros((weights.shape[1], 1))
        words = csr_matrix(normalize(weights))
        return stored(np.asarray(normalize(term_vectors(words, dimensions), copy=False)))


class Similarity:
    """The similarity of the documents of one collection.

    Parameters
    ----------
    wording
        What they share.
    texts
        Title and summary of a document (its row).
    earliest, latest
        The first and the last day of each document's date, in days; NaN where it has none.
    """

    def __init__(
        self,
        wording: Wording,
        texts: Callable[[int], tuple[str, str]],
        earliest: NDArray[np.float64],
        latest: NDArray[np.float64],
    ) -> None:
        self._wording, self._index, self._english = wording, wording.index, wording.english
        self._shared, self._labels = wording.shared, wording.labels
        self._vectors = wording.vectors
        self._days = earliest, latest
        self._is_dated = np.count_nonzero(~np.isnan(earliest + latest)) > 1
        self._texts = texts

    def prepare(self) -> None:
        """Learn the term vectors now, which takes seconds where documents are many."""
        _ = self._wording.term_vectors, self._wording.postings, self._wording.heads

    def scores(self, row: int) -> NDArray[np.float64]:
        """The similarity of each document to one, from 0 to 1; 0 for itself."""
        return self._scores_of(row, slice(None), self._lexical(row))

    def _lexical(self, row: int) -> NDArray[np.float64]:
        """The cosine of each document and one, by words and people: only those that share one are
        looked at."""
        start, end = self._shared.indptr[row : row + 2]
        postings = self._wording.postings[:, self._shared.indices[start:end]]
        return np.asarray(postings @ self._shared.data[start:end])

    def _scores_of(
        self, row: int, others: slice | NDArray[np.int64], lexical: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The similarity of some documents to one."""
        cosines = np.einsum("ij,j->i", self._vectors[others], self._vectors[row])
        texts = LEXICAL_WEIGHT * lexical[others] + (1 - LEXICAL_WEIGHT) * np.clip(cosines, 0, 1)
        texts[np.arange(len(self._vectors))[others] == row] = 0
        if self._is_dated:
            earliest, latest = (days[others] for days in self._days)
            near = np.where(texts > 0, self._time_nearness(row, earliest, latest), 0)
            texts = (1 - TIME_WEIGHT_OF_SIMILARITY) * texts + TIME_WEIGHT_OF_SIMILARITY * near
        return np.asarray(np.clip(texts, 0, 1))

    def _time_nearness(
        self, row: int, earliest: NDArray[np.floating], latest: NDArray[np.floating]
    ) -> NDArray[np.floating]:
        """How near in time documents may be to one: 1 (the same day) to 0; 0 without date."""
        days = [float(each[row]) for each in self._days]
        apart = np.maximum(earliest - days[1], days[0] - latest)
        return np.asarray(np.nan_to_num(np.exp(-np.maximum(apart, 0) / TIME_DECAY_DAYS)))

    def _at_most(self, row: int, lexical: NDArray[np.float64]) -> NDArray[np.float32]:
        """A bound of each document's similarity to one, which takes a tenth of the work: the
        cosine is at most that of the heads and the product of the lengths of the rest (Cauchy &
        Schwarz)."""
        heads, rests = self._wording.heads
        bounds = heads @ heads[row] + rests * rests[row]
        bounds = np.float32(1 - LEXICAL_WEIGHT) * np.maximum(bounds, 0)
        bounds += np.float32(LEXICAL_WEIGHT) * lexical.astype(np.float32)
        if self._is_dated:
            bounds *= np.float32(1 - TIME_WEIGHT_OF_SIMILARITY)
            near = self._time_nearness(row, *self._single_days)
            bounds += np.float32(TIME_WEIGHT_OF_SIMILARITY) * near
        return np.asarray(bounds + np.float32(_ROUNDING))

    @cached_property
    def _single_days(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        earliest, latest = self._days
        return earliest.astype(np.float32), latest.astype(np.float32)

    def _best(
        self, row: int, n: int | None, least: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The rows of the documents most similar to one, ascending and with a few more that are
        less similar, and their scores."""
        lexical = self._lexical(row)
        bounds = self._at_most(row, lexical)
        if n is not None and n < len(bounds):
            likely = np.argpartition(-bounds, min(2 * n, len(bounds) - 1))[: 2 * n + 1]
            scores = np.sort(self._scores_of(row, likely, lexical))
            least = max(least, float(scores[-n])) if n else least
        rows = np.flatnonzero(bounds >= least)
        scores = self._scores_of(row, rows, lexical)
        enough = (scores > 0) & (scores >= least)
        return rows[enough], scores[enough]

    def count(self, row: int, least: float) -> int:
        """How many documents have a score above 0 and of `least` or more."""
        return len(self._best(row, None, least)[0])

    def similar(self, row: int, n: int | None = None, least: float = 0.0) -> list[Hit]:
        """The documents most similar to one, best first; equal scores in the order of the table."""
        rows, scores = self._best(row, n, least)
        order = np.argsort(-scores, kind="stable")[:n]
        return [self._explain(row, int(rows[i]), float(scores[i])) for i in order]

    def _explain(self, row: int, other: int, score: float) -> Hit:
        index = self._index
        first, second = (
            dict(zip(terms.indices.tolist(), terms.data.tolist(), strict=True))
            for terms in (csr_matrix(self._shared[[one]]) for one in (row, other))
        )
        words = len(index.surfaces)
        both = sorted(set(first) & set(second), key=lambda c: (-first[c] * second[c], c))
        own = {c: w for c, w in first.items() if c < words and c not in second}
        others = {c: w for c, w in second.items() if c < words and c not in first}
        pairs = self._pairs(own, others)
        if not both and not pairs:
            pairs = self._nearest_pair(own, others) if self._is_english(row, other) else []
        return Hit(
            other,
            score,
            _without_repeats([self._labels[column] for column in both]),
            tuple(f"{index.surfaces[a]} ~ {index.surfaces[b]}" for a, b in pairs),
            resemblance(self._texts(row), self._texts(other)) >= MIN_DUPLICATE_RESEMBLANCE,
        )

    def _pairs(self, first: dict[int, float], second: dict[int, float]) -> list[tuple[int, int]]:
        """Pairs of associated words, one of each document: each once, the strongest pairs first."""
        if not first or not second:
            return []
        vectors = self._wording.term_vectors
        a, b = sorted(first), sorted(second)
        cosines = vectors[a] @ vectors[b].T
        weights = np.outer([first[c] for c in a], [second[c] for c in b])
        strength = np.where(cosines >= MIN_TERM_COSINE, cosines * weights, 0)
        pairs: list[tuple[int, int]] = []
        for at in np.argsort(-strength, axis=None, kind="stable"):
            i, j = divmod(int(at), len(b))
            if strength[i, j] <= 0 or len(pairs) == TERMS_SHOWN:
                break
            if not any(a[i] == x or b[j] == y for x, y in pairs):
                pairs.append((a[i], b[j]))
        return pairs

    def _is_english(self, *rows: int) -> bool:
        return self._english is not None and all(self._english[row] for row in rows)

    def _nearest_pair(
        self, first: dict[int, float], second: dict[int, float]
    ) -> list[tuple[int, int]]:
        """The pair of words, one of each document, that the table of English words has nearest."""
        if not first or not second:
            return []
        a, b = sorted(first), sorted(second)
        one, other = (
            normalize(word_vectors().of([self._index.surfaces[c] for c in columns]))
            for columns in (a, b)
        )
        cosines = (one @ other.T).round(DIGITS)
        i, j = divmod(int(cosines.argmax()), len(b))
        return [(a[i], b[j])] if cosines[i, j] > 0 else []


def is_strong(score: float) -> bool:
    """Whether people would nearly always call documents of this score similar."""
    return score >= STRONG_SIMILARITY


def _without_repeats(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels without those that another ends with: `Bagirov` beside `from Bagirov`."""
    return tuple(
        word
        for word in dict.fromkeys(labels)
        if not any(other.endswith(f" {word}") for other in labels)
    )


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """The Jaccard index of the sequences of three words of two texts, from 0 to 1."""
    a, b = (_shingles(texts) for texts in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _shingles(texts: Sequence[str]) -> set[tuple[str, ...]]:
    words = [fold(token.surface) for text in texts for token in tokenize(text)]
    size = min(SHINGLE, len(words))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} if words else set()
