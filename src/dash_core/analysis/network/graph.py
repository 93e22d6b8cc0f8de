"""The letters of a collection as a directed graph whose edges are weighted by number of papers.

An edge leads from a sender to a recipient; a paper of two senders and three recipients is on six
edges. Which document is on which edge is a sparse matrix, made once from the documents' senders and
recipients; the edges of any selection of documents are then one product of that matrix with a
vector. There are no edges from a person to themselves.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.collection.collection import Collection
from dash_core.collection.facets import Membership
from dash_core.collection.fitting.core import Core
from dash_core.common.keep import keep

__all__ = ["Ints", "Letters", "Network", "densest", "letters", "network"]

MAX_PAIRS: Final = 1_000  # senders times recipients; a wider circular is on no edge

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Letters:
    """Who sent and who received each document of a collection.

    `sent`, `received` and `either` are documents by people, 0 or 1; `edges` documents by edges,
    of which `senders` and `recipients` are the ends. A circular of more than `MAX_PAIRS`
    pairs is on no edge; `is_circular` marks those.
    """

    names: tuple[str, ...]
    sent: csr_matrix
    received: csr_matrix
    either: csr_matrix
    edges: csr_matrix
    senders: Ints
    recipients: Ints
    is_circular: NDArray[np.bool_]


def letters(collection: Collection) -> Letters:
    """The letters of a collection, made once."""
    return _letters(collection.core)


@keep(1)
def _letters(core: Core) -> Letters:
    both = core.facets["correspondents"]
    column = {name: i for i, name in enumerate(both.values)}

    def widened(facet: Membership) -> csr_matrix:
        columns = np.array([column[name] for name in facet.values], dtype=np.int64)
        matrix = facet.matrix
        return csr_matrix((matrix.data, columns[matrix.indices], matrix.indptr), both.matrix.shape)

    sent, received = (widened(core.facets[who]) for who in ("creators", "recipients"))
    pairs = np.diff(sent.indptr).astype(np.int64) * np.diff(received.indptr)
    is_circular = pairs > MAX_PAIRS
    documents, a, b = _pairs(sent, received, np.flatnonzero((pairs > 0) & ~is_circular))
    n = len(both.values)
    ends, edge = np.unique(a * n + b, return_inverse=True)
    edges = csr_matrix(
        (np.ones(len(edge), dtype=np.int64), (documents, edge)), (sent.shape[0], len(ends))
    )
    senders, recipients = ends // max(1, n), ends % max(1, n)
    return Letters(
        both.values, sent, received, both.matrix, edges, senders, recipients, is_circular
    )


def _pairs(sent: csr_matrix, received: csr_matrix, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Document, sender and recipient of every pair of two people in these rows."""
    wrote, got = (
        pd.DataFrame({"row": rows[side.row], who: side.col.astype(np.int64)})
        for who, matrix in (("sender", sent), ("recipient", received))
        for side in [matrix[rows].tocoo()]
    )
    pairs = wrote.merge(got, on="row")
    pairs = pairs[pairs["sender"] != pairs["recipient"]]
    documents, a, b = (pairs[name].to_numpy() for name in ("row", "sender", "recipient"))
    return documents, a, b


@dataclass(frozen=True, eq=False)
class Network:
    """The letters among some documents.

    `counts[a, b]` are the papers from person a to person b; `sent`, `received` and `papers` (sent
    or received) have a number a person. `people` are those with an edge, most papers first;
    `skipped` counts circulars too wide to be drawn.
    """

    names: tuple[str, ...]
    counts: csr_matrix
    sent: Ints
    received: Ints
    papers: Ints
    people: Ints
    skipped: int

    def __len__(self) -> int:
        return len(self.people)

    def index(self, name: str) -> int | None:
        """The number of a person with an edge here, if there is one of this name."""
        return self._numbers.get(name)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self.names[i]: i for i in self.people.tolist()}

    def neighbours(self, person: int) -> Ints:
        """A person's correspondents here, those they share most papers with first."""
        papers = self.shared(person)
        rank = {int(other): i for i, other in enumerate(self.people)}
        others = sorted(np.flatnonzero(papers), key=lambda i: (-papers[i], rank[int(i)]))
        return np.array(others, dtype=np.int64)

    def shared(self, person: int) -> Ints:
        """How many papers went between a person and each other."""
        to, of = self.counts[[person]], self.counts[:, [person]]
        return np.asarray(to.toarray().ravel() + of.toarray().ravel(), dtype=np.int64)

    def among(self, people: Ints) -> csr_matrix:
        """The counts between these people only, in their order."""
        return self.counts[people][:, people].tocsr()


@keep(8)
def _network(core: Core, bits: bytes) -> Network:
    every = _letters(core)
    n = every.sent.shape[0]
    inside = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), count=n).astype(np.int64)
    sent, received, papers, on_edge = (
        np.asarray(matrix.T @ inside)
        for matrix in (every.sent, every.received, every.either, every.edges)
    )
    used = np.flatnonzero(on_edge)
    a, b = every.senders[used], every.recipients[used]
    counts = csr_matrix((on_edge[used], (a, b)), (len(every.names), len(every.names)))
    people = np.union1d(a, b)
    order = np.lexsort((people, -papers[people]))  # names are in order already
    skipped = int((inside * every.is_circular).sum())
    return Network(every.names, counts, sent, received, papers, people[order], skipped)


def network(collection: Collection, rows: Ints) -> Network:
    """The letters among these rows of the table; cached for the last few selections."""
    inside = np.zeros(len(collection.all_rows), dtype=bool)
    inside[np.asarray(rows, dtype=np.int64)] = True
    return _network(collection.core, np.packbits(inside).tobytes())


def densest(graph: Network, rows: int, columns: int) -> tuple[Ints, Ints]:
    """Senders and recipients of the edges with most papers, at most `rows` and `columns` of them;
    each sorted by papers among them, most first."""
    edges = graph.counts.tocoo()
    order = np.lexsort((edges.col, edges.row, -edges.data))
    senders: set[int] = set()
    recipients: set[int] = set()
    for a, b in zip(edges.row[order].tolist(), edges.col[order].tolist(), strict=True):
        if len(senders | {a}) <= rows and len(recipients | {b}) <= columns:
            senders.add(a)
            recipients.add(b)
        if len(senders) == rows and len(recipients) == columns:
            break
    wrote, got = (np.array(sorted(side), dtype=np.int64) for side in (senders, recipients))
    block = graph.counts[wrote][:, got].toarray()
    return (
        wrote[np.argsort(-block.sum(axis=1), kind="stable")],
        got[np.argsort(-block.sum(axis=0), kind="stable")],
    )
