"""Facets: the values a filter can choose from, and which document has which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.collection.filter import COLUMN
from dash_core.collection.own_columns import OwnColumn
from dash_core.study.annotations import NOTE_PARTS, Note
from dash_core.topics import Topics

__all__ = ["Counts", "Membership", "facets_of_columns", "facets_of_notes"]


class Counts(Mapping[str, int]):
    """How many documents have each value of a facet, in the order of the values."""

    def __init__(self, column: Mapping[str, int], numbers: NDArray[np.int64]) -> None:
        self._column, self.numbers = column, numbers

    def __getitem__(self, value: str) -> int:
        return int(self.numbers[self._column[value]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._column)

    def __len__(self) -> int:
        return len(self._column)


@dataclass(frozen=True)
class Membership:
    """Which document has which value of a facet: documents by values, 0 or 1."""

    values: tuple[str, ...]
    matrix: csr_matrix

    @classmethod
    def of(
        cls, lists: Sequence[Sequence[str]], values: Sequence[str] | None = None
    ) -> "Membership":
        """Build from one list of values a document; `values` fixes their order."""
        flat = list(chain.from_iterable(lists))
        if values is None:
            values = sorted(set(flat))
        column = {value: i for i, value in enumerate(values)}
        rows = np.repeat(np.arange(len(lists)), np.fromiter(map(len, lists), int, len(lists)))
        columns = np.fromiter(map(column.__getitem__, flat), int, len(flat))
        ones = np.ones(len(flat), dtype=np.int64)
        matrix = csr_matrix((ones, (rows, columns)), shape=(len(lists), len(values)))
        matrix.data[:] = 1  # one that stands twice in a list counts once
        return cls(tuple(values), matrix)

    @classmethod
    def of_topics(cls, topics: Topics) -> "Membership":
        """Which document is in which topic, by their ids."""
        members = csr_matrix(topics.strengths > 0, dtype=np.int64)
        return cls(tuple(topic.id for topic in topics), members)

    def has_any(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """For each document, whether it has one of the wanted values."""
        has = np.zeros(self.matrix.shape[0], dtype=bool)
        starts, rows = self._postings
        for value in wanted:
            if (i := self._column.get(value)) is not None:
                has[rows[starts[i] : starts[i + 1]]] = True
        return has

    def __contains__(self, value: str) -> bool:
        return value in self._column

    def counts(self, rows: NDArray[np.int64]) -> Counts:
        """How many of the documents `rows` (each once) have each value."""
        if len(rows) == self.matrix.shape[0]:
            return self.totals
        return self._counts(self.matrix[rows])

    @cached_property
    def totals(self) -> Counts:
        """How many of all documents have each value."""
        return self._counts(self.matrix)

    @cached_property
    def by_size(self) -> list[str]:
        """The values, those that most documents have first."""
        numbers = self.totals.numbers.tolist()
        return [v for _n, v in sorted(zip(numbers, self.values, strict=True), key=_size_and_name)]

    def _counts(self, matrix: csr_matrix) -> Counts:
        return Counts(self._column, np.bincount(matrix.indices, minlength=len(self.values)))

    @cached_property
    def _column(self) -> dict[str, int]:
        return {value: i for i, value in enumerate(self.values)}

    @cached_property
    def _postings(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The rows of each value, one value after another, and where those of each start."""
        by_value = self.matrix.tocsc()
        return by_value.indptr, by_value.indices


def _size_and_name(counted: tuple[int, str]) -> tuple[int, str]:
    return -counted[0], counted[1]


def facets_of_columns(columns: Iterable[OwnColumn]) -> dict[str, Membership]:
    """The facets of the source's own columns."""
    return {
        f"{COLUMN}{column.name}": Membership.of(column.values)
        for column in columns
        if column.numbers is None
    }


def facets_of_notes(notes: Mapping[int, Note], n: int) -> dict[str, Membership]:
    """The facets of what a person wrote on `n` documents; `notes` by row."""
    if not notes:
        none = Membership((), csr_matrix((n, 0), dtype=np.int64))
        return {"noted": none, "tags": none}
    each = [notes.get(row) for row in range(n)]
    written = [note.parts if note else () for note in each]
    present = {name for names in written for name in names}
    return {
        "noted": Membership.of(written, [name for name in NOTE_PARTS if name in present]),
        "tags": Membership.of([note.tags if note else () for note in each]),
    }
