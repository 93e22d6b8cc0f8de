"""Where each person of a network stands, in figures.

Papers and correspondents are counted. Shortest ways follow lines in their direction and take every
line for one step. Betweenness (Freeman 1977) is Brandes' (2001) algorithm, a level of the search
for many sources at once as in Kepner & Gilbert (2011, ch. 6). Harmonic closeness (Boldi & Vigna
2014) was chosen over PageRank, which a pair who write only to one another lead.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.analysis.network.graph import Ints, Network

__all__ = ["Centrality", "measure_centrality", "ways"]

MAX_PATHS: Final = 300_000  # people times people from whom ways are looked for; else a sample

BFS_BATCH: Final = 64

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Centrality:
    """Where each of `network.people` stands, in their order.

    `wrote_to`, `heard_from` and `correspondents` count people; `between` is the share of the
    shortest ways between two others that lead through a person; `reached` the mean, over all
    others, of 1 divided by the steps from them (0 where there is no way). `sources` tells from how
    many people the ways were looked for: all, or an even sample.
    """

    wrote_to: Ints
    heard_from: Ints
    correspondents: Ints
    between: Floats
    reached: Floats
    sources: int


def measure_centrality(own: Network) -> Centrality:
    """The figures of each person of a network."""
    counts = own.among(own.people)
    n = counts.shape[0]
    lines = counts.astype(bool)
    step = max(1, -(-n * n // MAX_PATHS))
    sources = np.arange(0, n, step)
    between, reached = ways(counts, sources)
    return Centrality(
        np.diff(lines.indptr).astype(np.int64),
        np.bincount(lines.indices, minlength=n).astype(np.int64),
        np.diff((lines + lines.T).tocsr().indptr).astype(np.int64),
        between,
        reached,
        len(sources),
    )


def ways(counts: csr_matrix, sources: Ints) -> tuple[Floats, Floats]:
    """Betweenness and harmonic closeness of each person, each from 0 to 1.

    Parameters
    ----------
    sources
        The people from whom ways are looked for: all for the exact figures, else they are scaled
        up from these (Brandes & Pich 2007).
    """
    n = counts.shape[0]
    between, reached = np.zeros(n), np.zeros(n)
    forth = (counts > 0).astype(np.float64).tocsr()
    back = forth.T.tocsr()
    for start in range(0, len(sources), BFS_BATCH):
        passed, near = _search(forth, back, sources[start : start + BFS_BATCH])
        between += passed
        reached += near
    scale = n / max(1, len(sources))
    return between * scale / max(1, (n - 1) * (n - 2)), reached * scale / max(1, n - 1)


def _search(forth: csr_matrix, back: csr_matrix, sources: Ints) -> tuple[Floats, Floats]:
    """How many shortest ways from these sources pass through each person, shared out where
    several are as short; and the sum of 1 / steps from the sources to each."""
    shape = (forth.shape[0], len(sources))
    found = np.zeros(shape)  # shortest ways from a source to a person
    found[sources, np.arange(len(sources))] = 1
    near = np.zeros(shape[0])
    levels = [found.copy()]
    while True:
        reached: Any = back @ levels[-1]
        reached[found > 0] = 0
        if not reached.any():
            break
        near += (reached > 0).sum(axis=1) / len(levels)
        found += reached
        levels.append(reached)
    carried = np.zeros(shape)
    for level, before in zip(levels[:0:-1], levels[-2::-1], strict=True):
        share = np.divide(1 + carried, found, out=np.zeros(shape), where=level > 0)
        carried += (forth @ share) * before
    carried[sources, np.arange(len(sources))] = 0
    return np.asarray(carried.sum(axis=1)), near
