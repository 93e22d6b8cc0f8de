"""The letters of a collection as a directed graph whose lines are numbers of papers.

Documents by senders times documents by recipients, two sparse matrices, give the counts of any
choice of rows in one product; nothing here walks over documents. A paper of two senders and
three recipients is a line from each of the one to each of the other. What people send to
themselves is no line.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core import settings
from dash_core.collection import Collection, Membership

__all__ = ["Ints", "Letters", "Network", "densest", "letters", "network"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Letters:
    """Who sent and who received each document of a collection: documents by people, 0 or 1.

    `is_linked` tells the documents whose senders and recipients make lines: a circular of more
    than `settings.MAX_PAIRS` pairs makes none.
    """

    names: tuple[str, ...]
    sent: csr_matrix
    received: csr_matrix
    either: csr_matrix
    is_linked: NDArray[np.bool_]


@lru_cache(maxsize=settings.MAX_FITTED)
def letters(collection: Collection) -> Letters:
    """The letters of a collection, made once."""
    both = collection.facets["correspondents"]
    column = {name: i for i, name in enumerate(both.values)}

    def widened(own: Membership) -> csr_matrix:
        columns = np.array([column[name] for name in own.values], dtype=np.int64)
        matrix = own.matrix
        return csr_matrix((matrix.data, columns[matrix.indices], matrix.indptr), both.matrix.shape)

    sent, received = (widened(collection.facets[who]) for who in ("creators", "recipients"))
    pairs = np.diff(sent.indptr).astype(np.int64) * np.diff(received.indptr)
    is_linked = (pairs > 0) & (pairs <= settings.MAX_PAIRS)
    return Letters(both.values, sent, received, both.matrix, is_linked)


@dataclass(frozen=True, eq=False)
class Network:
    """The letters among some documents.

    `counts[a, b]` are the papers from person a to person b; `sent`, `received` and `papers` (sent
    or received) have a number a person. `people` are those with a line, most papers first;
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
        """The number of a person with a line here, if there is one of this name."""
        found = [int(i) for i in self.people if self.names[i] == name]
        return found[0] if found else None

    def around(self, person: int) -> Ints:
        """A person's correspondents here, those they share most papers with first."""
        papers = self.shared(person)
        rank = {int(own): i for i, own in enumerate(self.people)}
        found = sorted(np.flatnonzero(papers), key=lambda i: (-papers[i], rank[int(i)]))
        return np.array(found, dtype=np.int64)

    def shared(self, person: int) -> Ints:
        """How many papers went between a person and each other."""
        to, of = self.counts[[person]], self.counts[:, [person]]
        return np.asarray(to.toarray().ravel() + of.toarray().ravel(), dtype=np.int64)

    def among(self, people: Ints) -> csr_matrix:
        """The counts between these people only, in their order."""
        return self.counts[people][:, people].tocsr()


@lru_cache(maxsize=64)
def _network(collection: Collection, rows: bytes) -> Network:
    own = letters(collection)
    chosen = np.frombuffer(rows, dtype=np.int64)
    sent, received, papers = (
        _sums(matrix[chosen]) for matrix in (own.sent, own.received, own.either)
    )
    has_pairs = (np.diff(own.sent.indptr) > 0) & (np.diff(own.received.indptr) > 0)
    linked = chosen[own.is_linked[chosen]]
    product = (own.sent[linked].T @ own.received[linked]).tocoo()
    others = product.row != product.col
    counts = csr_matrix(
        (product.data[others], (product.row[others], product.col[others])), product.shape
    )
    degree = np.diff(counts.indptr) + np.bincount(counts.indices, minlength=counts.shape[0])
    people = np.flatnonzero(degree)
    order = np.lexsort((people, -papers[people]))  # names are in order already
    skipped = int(has_pairs[chosen].sum()) - len(linked)
    return Network(own.names, counts, sent, received, papers, people[order], skipped)


def network(collection: Collection, rows: Ints) -> Network:
    """The letters among these rows of the table; remembered for the last few choices."""
    return _network(collection, np.sort(rows).astype(np.int64).tobytes())


def _sums(matrix: csr_matrix) -> Ints:
    return np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)


def densest(own: Network, rows: int, columns: int) -> tuple[Ints, Ints]:
    """Senders and recipients of the lines with most papers, as many as `rows` and `columns` take;
    on each side those with most papers in these lines first."""
    lines = own.counts.tocoo()
    senders: dict[int, int] = {}
    recipients: dict[int, int] = {}
    for i in np.lexsort((lines.col, lines.row, -lines.data)).tolist():
        a, b, n = int(lines.row[i]), int(lines.col[i]), int(lines.data[i])
        fits = (a in senders or len(senders) < rows) and (
            b in recipients or len(recipients) < columns
        )
        if fits:
            senders[a] = senders.get(a, 0) + n
            recipients[b] = recipients.get(b, 0) + n
    sides = (sorted(side, key=lambda i: (-side[i], i)) for side in (senders, recipients))
    wrote, got = (np.array(side, dtype=np.int64) for side in sides)
    return wrote, got
