"""Where each person of a network stands, in figures.

Papers and correspondents are counted. Betweenness (Freeman 1977) is Brandes' (2001) algorithm, a
level of the search for many sources at once as in Kepner & Gilbert (2011, ch. 6). PageRank (Brin &
Page 1998) follows a line as often as it has papers.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core import settings
from dash_core.network.graph import Ints, Network

__all__ = ["Standing", "between", "pagerank", "standing"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Standing:
    """Where each of `network.people` stands, in their order.

    `wrote_to`, `heard_from` and `correspondents` count people; `between` is the share of the
    shortest ways between two others that lead through a person, `rank` their PageRank (they add
    up to 1). `sources` tells from how many people the ways were looked for: all, or an even
    sample.
    """

    wrote_to: Ints
    heard_from: Ints
    correspondents: Ints
    between: Floats
    rank: Floats
    sources: int


def standing(own: Network) -> Standing:
    """The figures of each person of a network."""
    counts = own.among(own.people)
    n = counts.shape[0]
    lines = counts.astype(bool)
    step = max(1, -(-n * n // settings.MAX_WAYS))
    sources = np.arange(0, n, step)
    return Standing(
        np.diff(lines.indptr).astype(np.int64),
        np.bincount(lines.indices, minlength=n).astype(np.int64),
        np.diff((lines + lines.T).tocsr().indptr).astype(np.int64),
        between(counts, sources),
        pagerank(counts),
        len(sources),
    )


def between(counts: csr_matrix, sources: Ints) -> Floats:
    """Betweenness of each person: the share of shortest ways, along lines in their direction and
    of whatever weight, between two others that lead through them.

    Parameters
    ----------
    sources
        The people from whom ways are looked for: all for the exact figure, else the figure is
        scaled up from these (Brandes & Pich 2007).
    """
    n = counts.shape[0]
    found = np.zeros(n)
    if n < 3 or not len(sources):
        return found
    forth = (counts > 0).astype(np.float64).tocsr()
    back = forth.T.tocsr()
    for start in range(0, len(sources), settings.WAYS_AT_ONCE):
        found += _passed(forth, back, sources[start : start + settings.WAYS_AT_ONCE])
    return np.asarray(found * n / len(sources) / ((n - 1) * (n - 2)))


def _passed(forth: csr_matrix, back: csr_matrix, sources: Ints) -> Floats:
    """How many shortest ways from these sources pass through each person, shared out where
    several are as short."""
    n = forth.shape[0]
    ways = np.zeros((n, len(sources)))
    ways[sources, np.arange(len(sources))] = 1
    levels = [ways.copy()]
    while True:
        reached: Any = back @ levels[-1]
        reached[ways > 0] = 0
        if not reached.any():
            break
        ways += reached
        levels.append(reached)
    carried = np.zeros_like(ways)
    for level, before in zip(levels[:0:-1], levels[-2::-1], strict=True):
        share = np.divide(1 + carried, ways, out=np.zeros_like(ways), where=level > 0)
        carried += (forth @ share) * before
    carried[sources, np.arange(len(sources))] = 0
    return np.asarray(carried.sum(axis=1))


def pagerank(counts: csr_matrix, damping: float = 0.85) -> Floats:
    """PageRank by the power method, to 1e-9 a person."""
    n = counts.shape[0]
    if not n:
        return np.zeros(0)
    out = np.asarray(counts.sum(axis=1)).ravel()
    give = np.divide(1, out, out=np.zeros(n), where=out > 0)
    onward = counts.T.tocsr().astype(np.float64)
    rank = np.full(n, 1 / n)
    for _turn in range(settings.MAX_TURNS):
        spread = onward @ (rank * give) + rank[out == 0].sum() / n
        fresh = damping * spread + (1 - damping) / n
        change = np.abs(fresh - rank).sum()
        rank = fresh
        if change < n * 1e-9:
            break
    return np.asarray(rank)
