"""Documents like one another: by the words they share, by words that go together, and in time.

The likeness of two texts is a blend of two cosines: of the TF-IDF rows of their subjects (the same
words), and of vectors learnt from the collection (`dash_core.vectors`: words that keep the same
company, beside latent semantic analysis; and a model's, where one is named). The vectors are of
all words, names too, since who wrote and who is named is part of what makes two documents alike;
each is drawn half way to those of its nearest neighbours, as one short text says little. Nearness
in time adds a little. Nearly the same text is found by the runs of words in common (Broder 1997,
"On the Resemblance and Containment of Documents").
"""

from collections.abc import Callable, Sequence
from threading import RLock

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from dash_core import settings
from dash_core.index import Hit, Index
from dash_core.text import fold, tokenize
from dash_core.vectors import add_meanings, term_vectors

__all__ = ["Likeness", "resemblance"]

_BLOCK = 500  # documents compared with all at once
_NOISE = 1e-9


class Likeness:
    """How like the documents of one collection are. Vectors are made when first asked for.

    Parameters
    ----------
    index
        The words of the documents.
    texts
        Title and summary of a document (its row).
    earliest, latest
        The first and the last day of each document's date, in days; NaN where it has none.
    meanings
        Gives a model's vectors of the documents, beside what the collection itself says.
    """

    def __init__(
        self,
        index: Index,
        texts: Callable[[int], tuple[str, str]],
        earliest: NDArray[np.float64],
        latest: NDArray[np.float64],
        meanings: Callable[[], NDArray[np.float32]] | None = None,
    ) -> None:
        self._index = index
        self._days = earliest, latest
        self._is_dated = np.count_nonzero(~np.isnan(earliest + latest)) > 1
        self._texts = texts
        self._meanings = meanings
        self.exact = settings.EXACT if meanings is None else settings.EXACT_BESIDE_MODEL
        self._lock = RLock()
        self._made: tuple[NDArray[np.float32], NDArray[np.float64]] | None = None

    def _vectors(self) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Vectors of documents and of terms."""
        with self._lock:
            if self._made is None:
                meanings = None if self._meanings is None else self._meanings()
                own, terms = _vectors_of(self._index.bm25, meanings)
                if len(own) <= settings.MAX_SMOOTHED:
                    own = _drawn_together(own, self._index.subject, self.exact)
                self._made = own, terms
            return self._made

    def prepare(self) -> None:
        """Make the vectors now, which takes seconds where documents are many."""
        self._vectors()

    def scores(self, row: int) -> NDArray[np.float64]:
        """How like each document is to one, from 0 to 1; 0 for itself."""
        subject, (vectors, _terms) = self._index.subject, self._vectors()
        exact = np.asarray((subject @ subject[[row]].T).todense()).ravel()
        scores = _blend(exact, vectors @ vectors[row], self.exact)
        scores[row] = 0
        if self._is_dated:
            near = np.where(scores > 0, self._near(row), 0)
            scores = (1 - settings.TIMELY) * scores + settings.TIMELY * near
        return np.clip(scores, 0, 1)

    def _near(self, row: int) -> NDArray[np.float64]:
        """How near in time each document may be to one: 1 on the same day, 0 without a date."""
        earliest, latest = self._days
        apart = np.maximum(earliest - latest[row], earliest[row] - latest)
        return np.asarray(np.nan_to_num(np.exp(-np.maximum(apart, 0) / settings.FADES)))

    def count(self, row: int, least: float) -> int:
        """How many documents have a score above 0 and of `least` or more."""
        scores = self.scores(row)
        return int(np.count_nonzero((scores > 0) & (scores >= least)))

    def similar(self, row: int, n: int | None = None, least: float = 0.0) -> list[Hit]:
        """The documents most like one, nearest first; equal scores in the order of the table."""
        scores = self.scores(row)
        rows = np.flatnonzero((scores > 0) & (scores >= least))
        order = rows[np.argsort(-scores[rows], kind="stable")][:n]
        return [self._explain(row, int(other), float(scores[other])) for other in order]

    def _explain(self, row: int, other: int, score: float) -> Hit:
        index = self._index
        mine, theirs = (
            dict(zip(own.indices.tolist(), own.data.tolist(), strict=True))
            for own in (csr_matrix(index.subject[[one]]) for one in (row, other))
        )
        both = sorted(set(mine) & set(theirs), key=lambda c: (-mine[c] * theirs[c], c))
        pairs = self._pairs(
            {c: w for c, w in mine.items() if c not in theirs},
            {c: w for c, w in theirs.items() if c not in mine},
        )
        return Hit(
            other,
            score,
            tuple(index.surfaces[column] for column in both),
            tuple(f"{index.surfaces[a]} ~ {index.surfaces[b]}" for a, b in pairs),
            resemblance(self._texts(row), self._texts(other)) >= settings.DUPLICATE,
        )

    def _pairs(self, mine: dict[int, float], theirs: dict[int, float]) -> list[tuple[int, int]]:
        """Words only the one has and words only the other has that keep the same company: each
        once, the strongest pairs first."""
        _documents, vectors = self._vectors()
        if not mine or not theirs:
            return []
        a, b = sorted(mine), sorted(theirs)
        likeness = vectors[a] @ vectors[b].T
        weights = np.outer([mine[c] for c in a], [theirs[c] for c in b])
        strength = np.where(likeness >= settings.NEAR_TERM, likeness * weights, 0)
        pairs: list[tuple[int, int]] = []
        for at in np.argsort(-strength, axis=None, kind="stable"):
            i, j = divmod(int(at), len(b))
            if strength[i, j] <= 0 or len(pairs) == settings.TERMS_SHOWN:
                break
            if not any(a[i] == x or b[j] == y for x, y in pairs):
                pairs.append((a[i], b[j]))
        return pairs


def _vectors_of(
    weights: csr_matrix, meanings: NDArray[np.float32] | None = None
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Vectors of documents (association beside latent semantic analysis, and a model's) and of
    terms."""
    dimensions = min(settings.LIKENESS_DIMENSIONS, min(weights.shape) - 1)
    if dimensions < 1:
        return np.zeros((weights.shape[0], 1), np.float32), np.zeros((weights.shape[1], 1))
    words = csr_matrix(normalize(weights))
    terms = term_vectors(words, dimensions)
    left, values, _right = randomized_svd(words, dimensions, n_iter=7, random_state=settings.SEED)
    joined = np.hstack([normalize(words @ terms), normalize(left * values)])
    has_words = np.diff(words.indptr) > 0
    joined[has_words] -= joined[has_words].mean(axis=0)
    joined[~has_words] = 0
    joined[np.abs(joined).max(axis=1) < _NOISE] = 0  # all documents are alike
    if meanings is not None:
        joined = add_meanings(normalize(joined), meanings, has_words, settings.MODEL_LIKENESS)
    return normalize(joined).astype(np.float32), normalize(terms)


def _blend(
    exact: NDArray[np.float64], associated: NDArray[np.float32], share: float
) -> NDArray[np.float64]:
    return np.asarray(share * exact + (1 - share) * np.clip(associated, 0, 1))


def _drawn_together(
    vectors: NDArray[np.float32], subject: csr_matrix, exact: float
) -> NDArray[np.float32]:
    """Each vector half way to the weighted mean of its nearest neighbours."""
    k = min(settings.NEIGHBOURS, len(vectors) - 1)
    if k < 1:
        return vectors
    drawn = np.zeros_like(vectors)
    for start in range(0, len(vectors), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(vectors)))
        scores = _blend((subject[rows] @ subject.T).toarray(), vectors[rows] @ vectors.T, exact)
        scores[np.arange(len(rows)), rows] = 0
        near = np.argpartition(-scores, k, axis=1)[:, :k]
        weights = np.take_along_axis(scores, near, axis=1)
        drawn[rows] = np.einsum("ij,ijk->ik", weights, vectors[near])
    return np.asarray(normalize(vectors + normalize(drawn)), dtype=np.float32)


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of all runs of three words in two texts that both have, from 0 to 1."""
    a, b = (_runs(texts) for texts in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _runs(texts: Sequence[str]) -> set[tuple[str, ...]]:
    words = [fold(token.surface) for text in texts for token in tokenize(text)]
    size = min(settings.SHINGLE, len(words))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} if words else set()
