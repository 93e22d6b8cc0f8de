"""The tree of topics: which are similar, and what similar ones have in common.

Ward's method (Ward 1963, "Hierarchical Grouping to Optimize an Objective Function") on the
topics' centres: the mean of their documents' vectors, normalised.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dash_core.common.scaling import normalize
from dash_core.text.search.index import Index
from dash_core.topics.found.labels import typical_terms
from dash_core.topics.model import Topic, Topics

__all__ = ["Node", "hierarchy"]


@dataclass(frozen=True, slots=True)
class Node:
    """A topic (`topic`, no parts) or the union of two nodes (`parts`).

    `distance` is Ward's, 0 for a topic: the larger, the less similar the parts. `members` are
    rows, ascending; `terms` distinguish them from the rest of the collection, best first.
    """

    members: tuple[int, ...]
    terms: tuple[str, ...]
    distance: float = 0.0
    topic: Topic | None = None
    parts: "tuple[Node, ...]" = ()

    def leaves(self) -> Iterator["Node"]:
        """The topics, from the first part to the last."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def hierarchy(
    topics: Topics, vectors: NDArray[np.float64], index: Index, names: frozenset[str]
) -> Node | None:
    """The tree of all topics but “Other” that have documents; None where there are none.

    Parameters
    ----------
    vectors
        A row a document, of length 1 (`dash_core.text.vectors.document_vectors.document_vectors`).
    names
        Terms that describe no topic (people's names).
    """
    from scipy.cluster.hierarchy import linkage  # slow to import, not always needed

    nodes = [
        Node(tuple(sorted(topic.members)), topic.terms, 0.0, topic)
        for topic in topics.grouped
        if topic.members
    ]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    centres = normalize(np.vstack([vectors[list(node.members)].mean(axis=0) for node in nodes]))
    for first, second, distance, _n in linkage(centres, "ward"):
        # The larger part first, so that the tree does not depend on the order of the method.
        parts = sorted(
            (nodes[int(first)], nodes[int(second)]),
            key=lambda node: (-len(node.members), node.members),
        )
        members = tuple(sorted({row for part in parts for row in part.members}))
        terms = typical_terms(index, members, names)
        nodes.append(Node(members, terms, round(float(distance), 9), None, tuple(parts)))
    return nodes[-1]
