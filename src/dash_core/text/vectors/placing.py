"""The vectors of all documents of a listing.

Of very many, a sample tells the directions (`dash_core.text.vectors.sample`); by these all are
placed, part by part, so that no more than a part is in memory, and others may do it
(`dash_core.common.parts`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.parts import one_by_one
from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize
from dash_core.common.scratch import empty, let_go, stored
from dash_core.text.vectors.document_vectors import (
    Directions,
    Fields,
    learn_directions,
    unsmoothed_vectors,
)
from dash_core.text.vectors.sample import sample_of
from dash_core.text.vectors.smoothing import (
    MAX_POOL,
    NEIGHBOURS,
    Neighbourhood,
    ranks_of,
    smooth_vectors,
)

__all__ = ["place_documents"]

_OF_PART: Final = 4_096  # documents that are placed together


def place_documents(
    weights: csr_matrix,
    fields: Fields,
    groupable: NDArray[np.int64],
    progress: Progress = no_progress,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The vectors of the documents before and after smoothing.

    Parameters
    ----------
    weights
        TF-IDF weights, documents by terms.
    fields
        What else is known of the documents.
    groupable
        The rows that may have a vector; the rest are 0.

    Returns
    -------
    ndarray, ndarray
        A row for each document, of any length, and of length 1 or 0.
    """
    n = weights.shape[0]
    is_empty = np.ones(n, dtype=bool)
    is_empty[groupable] = False
    sample = sample_of(n)
    if sample is None:
        unsmoothed = unsmoothed_vectors(weights, fields, progress)
        unsmoothed[is_empty] = 0
        unsmoothed = stored(unsmoothed)
        return unsmoothed, smooth_vectors(unsmoothed, fields.days, progress)
    documents = _Documents(weights, fields, is_empty, ranks_of(n, fields.days))
    learnt = _learn(documents, sample)
    if learnt is None:
        return np.zeros((n, 1)), np.zeros((n, 1))
    progress(0.3)
    width = learnt.around.vectors.shape[1]
    unsmoothed, smoothed = empty((n, width)), empty((n, width))
    parts = [slice(start, min(start + _OF_PART, n)) for start in range(0, n, _OF_PART)]
    placed = one_by_one(_place, _Parts(documents, parts), shared=(learnt,), rows=1)
    for part, (before, after) in zip(parts, placed, strict=True):
        unsmoothed[part], smoothed[part] = before, after
        progress(0.3 + 0.7 * part.stop / n)
    let_go()
    return unsmoothed, smoothed


@dataclass(frozen=True, eq=False)
class _Documents:
    """Some documents: their weights, what else is known of them, which have no vector, and their
    places in time."""

    weights: csr_matrix
    fields: Fields
    is_empty: NDArray[np.bool_]
    ranks: NDArray[np.float64]

    def of_rows(self, rows: NDArray[np.int64] | slice) -> "_Documents":
        return _Documents(
            csr_matrix(self.weights[rows]),
            self.fields.of_rows(rows),
            self.is_empty[rows],
            self.ranks[rows],
        )

    def place(self, directions: Directions) -> NDArray[np.float64]:
        """Their vectors before smoothing."""
        vectors = directions.place(self.weights, self.fields)
        vectors[self.is_empty] = 0
        return vectors


@dataclass(frozen=True, eq=False)
class _Learnt:
    """What all documents are placed by: directions, the table of words, and the documents that
    vectors are smoothed over."""

    directions: Directions
    words: NDArray[np.float64]
    around: Neighbourhood


def _learn(documents: _Documents, sample: NDArray[np.int64]) -> _Learnt | None:
    """What a sample tells; None where it has no words."""
    n, meanings = len(documents.ranks), documents.fields.meanings
    of_sample = documents.of_rows(sample)
    unsmoothed, directions = learn_directions(of_sample.weights, of_sample.fields, n)
    if directions is None:
        return None
    unsmoothed[of_sample.is_empty] = 0
    rows = np.arange(0, n, -(-n // MAX_POOL))
    pool = documents.of_rows(rows)
    around = Neighbourhood(normalize(pool.place(directions)), rows, pool.ranks, NEIGHBOURS)
    near, _similarity = around.nearest(normalize(unsmoothed, copy=False), sample)
    around = around.with_time(of_sample.ranks, [near], documents.ranks)
    return _Learnt(directions, np.zeros((0, 0)) if meanings is None else meanings.words, around)


class _Parts(Sequence[tuple[NDArray[np.int64], _Documents]]):
    """The documents in parts, each made when it is asked for: rows, and what they are, without the
    table of words."""

    def __init__(self, documents: _Documents, parts: Sequence[slice]) -> None:
        self._documents, self._parts = documents, parts

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        part = self._parts[number]
        documents = self._documents.of_rows(part)
        fields = documents.fields.with_words(np.zeros((0, 0)))
        return np.arange(part.start, part.stop), replace(documents, fields=fields)


def _place(
    parts: Sequence[tuple[NDArray[np.int64], _Documents]], learnt: _Learnt, _progress: Progress
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The vectors of a part before and after smoothing."""
    ((rows, bare),) = parts
    documents = replace(bare, fields=bare.fields.with_words(learnt.words))
    unsmoothed = documents.place(learnt.directions)
    vectors = normalize(unsmoothed)
    near, similarity = learnt.around.nearest(vectors, rows)
    return unsmoothed, learnt.around.average(vectors, near, similarity, documents.ranks)
