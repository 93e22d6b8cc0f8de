"""Where people are drawn: near those they wrote to, and in the same place under every filter.

The whole collection's people are laid out once: the first of `CORES`, then the next around them.
A filter moves nobody; people who have no position yet get one among the others. Deterministic.
Stress majorisation (Gansner, Koren & North 2004) of the number of steps between two people, with
some people fixed.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.analysis.network.graph import Ints, Network, network
from dash_core.collection.collection import Collection
from dash_core.common.keep import keep

__all__ = ["arrange", "select_people"]

CORES: Final = (40, 80, 160)  # people drawn at first, and each time more are requested

FARTHEST: Final = 3  # steps between people whom no path connects, as drawn
LAYOUT_TURNS: Final = 300  # iterations at most
LAYOUT_STILL: Final = 1e-3  # steps: less movement ends the layout

Floats = NDArray[np.float64]
_GOLDEN = np.pi * (3 - 5**0.5)  # an angle that never brings two points together (Vogel 1979)
_NEAR = 1e-9


def select_people(graph: Network, n: int, centre: int | None = None) -> Ints:
    """The people to draw: the `n` with most papers, or one and those they share most with."""
    if centre is None:
        return graph.people[:n]
    return np.array([centre, *graph.neighbours(centre)[: n - 1]], dtype=np.int64)


def arrange(collection: Collection, graph: Network, n: int, centre: int | None = None) -> Floats:
    """Where the people of `select_people(graph, n, centre)` are drawn: x and y, a row each.

    The whole collection's `n` people lie from 0 to 1; others may lie a little outside.
    """
    people = select_people(graph, n, centre)
    everyone = network(collection, collection.all_rows)
    placed, corner, size = _whole(everyone, n, centre)
    fixed = {i: placed[int(p)] for i, p in enumerate(people) if int(p) in placed}
    return np.asarray((_lay_out(graph.among(people), fixed) - corner) / size)


@keep(8)
def _whole(graph: Network, n: int, centre: int | None) -> tuple[dict[int, Floats], Floats, Floats]:
    """Positions of the whole collection's people by number, and their bounding box."""
    everyone = select_people(graph, n, centre)
    placed: dict[int, Floats] = {}
    for until in [*(core for core in CORES if core < n), n]:
        people = everyone[:until]
        fixed = {i: placed[int(p)] for i, p in enumerate(people) if int(p) in placed}
        placed = dict(zip(people.tolist(), _lay_out(graph.among(people), fixed), strict=True))
    points = np.array(list(placed.values())).reshape(-1, 2)
    if not len(points):
        return placed, np.zeros(2), np.ones(2)
    corner, size = points.min(axis=0), np.ptp(points, axis=0)
    flat = size < _NEAR  # all on one line
    return placed, np.where(flat, corner - 0.5, corner), np.where(flat, 1, size)


def _lay_out(counts: csr_matrix, fixed: dict[int, Floats]) -> Floats:
    """Positions for all, of which some are `fixed`, with distances near the number of steps."""
    from scipy.linalg import cho_factor, cho_solve  # slow to import, not always needed
    from scipy.sparse.csgraph import shortest_path

    n = counts.shape[0]
    free = np.array([i for i in range(n) if i not in fixed], dtype=np.int64)
    pinned = np.array(list(fixed), dtype=np.int64)
    edges = ((counts + counts.T) > 0).astype(np.float64)
    places = _start(edges, fixed, free)
    if not len(free) or n < 2:
        return places
    steps = shortest_path(edges, unweighted=True, directed=False)
    steps = np.minimum(steps, FARTHEST)
    np.fill_diagonal(steps, 1)
    weights = steps**-2.0
    np.fill_diagonal(weights, 0)
    pull = np.diag(weights.sum(axis=1)) - weights
    if not len(pinned):  # no position is given: the first stays where it is
        pinned, free = free[:1], free[1:]
    solved = cho_factor(pull[np.ix_(free, free)])
    for _turn in range(LAYOUT_TURNS):
        apart = places[:, None] - places[None]
        far = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), _NEAR)
        push = weights * steps / far
        wanted = push.sum(axis=1)[:, None] * places - push @ places
        target = wanted[free] - pull[np.ix_(free, pinned)] @ places[pinned]
        fresh = cho_solve(solved, target)
        moved = np.abs(fresh - places[free]).max()
        places[free] = fresh
        if moved < LAYOUT_STILL:
            break
    return places


def _start(edges: csr_matrix, fixed: dict[int, Floats], free: Ints) -> Floats:
    """Where the free ones begin: in a spiral around the centre of their neighbours."""
    n = edges.shape[0]
    places = np.zeros((n, 2))
    for i, place in fixed.items():
        places[i] = place
    is_fixed = np.zeros(n)
    is_fixed[list(fixed)] = 1
    near = np.asarray(edges @ is_fixed)[:, None]
    everyone = places[list(fixed)].mean(axis=0) if fixed else np.zeros(2)
    middle = np.where(near > 0, (edges @ places) / np.maximum(near, 1), everyone)
    angle = free * _GOLDEN
    out = (1 + np.sqrt(free))[:, None] * 0.3
    places[free] = middle[free] + out * np.column_stack([np.cos(angle), np.sin(angle)])
    return places
