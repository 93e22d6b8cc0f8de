"""Facets: the values a filter can choose from, and which document has which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.collection.filter import COLUMN
from dash_core.collection.own_columns import OwnColumn
from dash_core.study.annotations import NOTE_PARTS, Note
from dash_core.topics import Topics

__all__ = ["Membership", "facets_of_columns", "facets_of_listing", "facets_of_notes"]


@dataclass(frozen=True)
class Membership:
    """Which document has which value of a facet: documents by values, 0 or 1."""

    values: tuple[str, ...]
    matrix: csr_matrix

    @classmethod
    def of(
        cls, lists: Sequence[Iterable[str]], values: Sequence[str] | None = None
    ) -> "Membership":
        """Build from one list of values a document; `values` fixes their order."""
        if values is None:
            values = sorted({value for row in lists for value in row})
        column = {value: i for i, value in enumerate(values)}
        pairs = [(i, column[value]) for i, row in enumerate(lists) for value in set(row)]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        matrix = csr_matrix(
            (np.ones(len(pairs), dtype=np.int64), (rows, columns)),
            shape=(len(lists), len(values)),
        )
        return cls(tuple(values), matrix)

    def has_any(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """For each document, whether it has one of the wanted values."""
        columns = [i for i, value in enumerate(self.values) if value in set(wanted)]
        return np.asarray(self.matrix[:, columns].sum(axis=1)).ravel() > 0

    def counts(self, rows: NDArray[np.int64]) -> dict[str, int]:
        """How many of the documents `rows` have each value, in the order of `values`."""
        inside = np.zeros(self.matrix.shape[0], dtype=np.int64)
        inside[rows] = 1
        sums = np.asarray(self.matrix.T @ inside)
        return dict(zip(self.values, sums.tolist(), strict=True))


def facets_of_listing(table: pd.DataFrame, topics: Topics) -> dict[str, Membership]:
    """The facets that notes do not change."""
    members = [[topic.id for topic, _strength in topics.of(row)] for row in range(len(table))]
    both = zip(table["creators"], table["recipients"], strict=True)
    return {
        "topics": Membership.of(members, [topic.id for topic in topics]),
        "genre": Membership.of([[genre] for genre in table["genre"]]),
        "correspondents": Membership.of(
            [[*creators, *recipients] for creators, recipients in both]
        ),
        "creators": Membership.of(table["creators"].tolist()),
        "recipients": Membership.of(table["recipients"].tolist()),
        "people": Membership.of(table["people"].tolist()),
        "places": Membership.of(table["places"].tolist()),
        "subjects": Membership.of(table["subjects"].tolist()),
        "files": Membership.of([[name] for name in table["source"]]),
    }


def facets_of_columns(columns: Iterable[OwnColumn]) -> dict[str, Membership]:
    """The facets of the source's own columns."""
    return {
        f"{COLUMN}{column.name}": Membership.of(column.values)
        for column in columns
        if column.numbers is None
    }


def facets_of_notes(notes: Mapping[int, Note], n: int) -> dict[str, Membership]:
    """The facets of what a person wrote on `n` documents; `notes` by row."""
    each = [notes.get(row) for row in range(n)]
    written = [note.parts if note else () for note in each]
    present = {name for names in written for name in names}
    return {
        "noted": Membership.of(written, [name for name in NOTE_PARTS if name in present]),
        "tags": Membership.of([note.tags if note else () for note in each]),
    }
