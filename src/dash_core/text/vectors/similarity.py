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
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

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
DIGITS: Final = 6  # decimals kept of a cosine, so that rounding differs on no machine


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
        self.shared = fields.with_people(index.subject)
        self.labels = (*index.surfaces, *fields.names)

    @cached_property
    def term_vectors(self) -> NDArray[np.float64]:
        """A row of length 1, or 0, for each word: those that go together are near."""
        weights = self.index.bm25
        dimensions = min(SIMILARITY_DIMENSIONS, min(weights.shape) - 1)
        if dimensions < 1:
            return np.zeros((weights.shape[1], 1))
        words = csr_matrix(normalize(weights))
        return np.asarray(normalize(term_vectors(words, dimensions)))


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
        _ = self._wording.term_vectors

    def scores(self, row: int) -> NDArray[np.float64]:
        """The similarity of each document to one, from 0 to 1; 0 for itself."""
        exact = np.asarray((self._shared @ self._shared[[row]].T).todense()).ravel()
        associated = np.clip(self._vectors @ self._vectors[row], 0, 1)
        scores = LEXICAL_WEIGHT * exact + (1 - LEXICAL_WEIGHT) * associated
        scores[row] = 0
        if self._is_dated:
            near = np.where(scores > 0, self._time_nearness(row), 0)
            scores = (1 - TIME_WEIGHT_OF_SIMILARITY) * scores + TIME_WEIGHT_OF_SIMILARITY * near
        return np.asarray(np.clip(scores, 0, 1))

    def _time_nearness(self, row: int) -> NDArray[np.float64]:
        """How near in time each document may be to one: 1 (the same day) to 0; 0 without date."""
        earliest, latest = self._days
        apart = np.maximum(earliest - latest[row], earliest[row] - latest)
        return np.asarray(np.nan_to_num(np.exp(-np.maximum(apart, 0) / TIME_DECAY_DAYS)))

    def count(self, row: int, least: float) -> int:
        """How many documents have a score above 0 and of `least` or more."""
        scores = self.scores(row)
        return int(np.count_nonzero((scores > 0) & (scores >= least)))

    def similar(self, row: int, n: int | None = None, least: float = 0.0) -> list[Hit]:
        """The documents most similar to one, best first; equal scores in the order of the table."""
        scores = self.scores(row)
        rows = np.flatnonzero((scores > 0) & (scores >= least))
        order = rows[np.argsort(-scores[rows], kind="stable")][:n]
        return [self._explain(row, int(other), float(scores[other])) for other in order]

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
