"""Coarser and finer groups around the found topics: each level divides the groups of the one above.

Coarser levels join topics as their tree does (`hierarchy`, Ward's method). Finer ones divide each
group by its own documents, the more parts, the more they differ (its share of the sum of squares
about the centres).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.common.scaling import normalize
from dash_core.topics.found.distinguish import label_groups
from dash_core.topics.found.features import Features
from dash_core.topics.found.hierarchy import Node
from dash_core.topics.found.number import max_suggested
from dash_core.topics.found.stability import DIGITS, Clustering, threads
from dash_core.topics.model import Topics

__all__ = ["NUMBERS", "Group", "Level", "find_levels"]

NUMBERS: Final = (2, 8, 30, 100)  # groups of a level; the next has some four for each of one
MIN_FACTOR: Final = 1.5  # between the numbers of two levels
MIN_DIVIDED: Final = 4  # documents of a group that is divided

Rows = NDArray[np.int64]
"""Rows of the table, the most typical first."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of one level: `parts` are its groups' places in the level below, and `whole` is the
    place of the one it is part of in the level above (-1: none). `members` are rows, the most
    typical first."""

    label: str
    terms: tuple[str, ...]
    members: tuple[int, ...]
    stability: float
    whole: int = -1
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """All groups of a level, the parts of a group beside each other; whether it is the topics that
    are shown."""

    groups: tuple[Group, ...]
    is_shown: bool = False


def numbers_of(n: int, shown: int) -> list[int]:
    """How many groups each level has, coarse to fine, for `n` documents in `shown` groups."""
    most = max_suggested(n)
    others = [
        k for k in NUMBERS if k <= most and (k * MIN_FACTOR <= shown or k >= MIN_FACTOR * shown)
    ]
    return sorted([*others, shown])


def find_levels(features: Features, topics: Topics, tree: Node | None) -> tuple[Level, ...]:
    """The levels, coarse to fine; none where there is only that of the topics themselves.

    Parameters
    ----------
    topics
        Found topics.
    tree
        Their tree.
    """
    shown = [np.array(topic.members, dtype=np.int64) for topic in topics.grouped]
    numbers = numbers_of(sum(map(len, shown)), len(shown))
    if tree is None or len(numbers) < 2:
        return ()
    vectors = features.vectors()
    at = numbers.index(len(shown))
    coarser = [_joined(tree, k) for k in numbers[:at]]
    with threads().limit(limits=1):  # threads cost more than so few documents do
        finer = list(_divided(vectors, shown, numbers[at + 1 :]))
    levels: list[Level] = []
    whole_of = np.full(len(vectors), -1, dtype=np.int64)
    for groups in (*coarser, shown, *finer):
        wholes = np.array([whole_of[rows[0]] for rows in groups])
        order = np.lexsort((np.array([-len(rows) for rows in groups]), wholes)).tolist()
        labels = {topic.members: topic.label for topic in topics.grouped if groups is shown}
        levels.append(_level(features, [groups[i] for i in order], wholes[order].tolist(), labels))
        for place, i in enumerate(order):
            whole_of[groups[i]] = place
    return tuple(_with_parts(levels))


def _joined(tree: Node, k: int) -> list[Rows]:
    """The `k` branches of the tree that lie furthest apart."""
    nodes = [tree]
    while len(nodes) < k:
        widest = max(range(len(nodes)), key=lambda i: (nodes[i].distance, -i))
        if not nodes[widest].parts:
            break
        nodes[widest : widest + 1] = nodes[widest].parts
    return [np.array(node.members, dtype=np.int64) for node in nodes]


def _divided(
    vectors: NDArray[np.float64], groups: Sequence[Rows], numbers: Sequence[int]
) -> Iterator[list[Rows]]:
    """Ever finer groups, `numbers` of them, or fewer where documents cannot be told apart."""
    for k in numbers:
        parts = []
        for rows, into in zip(groups, _shares(vectors, groups, k), strict=True):
            labels = Clustering(vectors[rows]).labels(into) if into > 1 else np.zeros(len(rows))
            own = [rows[labels == label] for label in np.unique(labels)]
            parts += sorted(own, key=lambda part: -len(part))
        groups = parts
        yield parts


def _shares(vectors: NDArray[np.float64], groups: Sequence[Rows], k: int) -> NDArray[np.int64]:
    """How many parts, `k` in all, each group is divided into: the next one goes to the group with
    the largest sum of squares for each part it has (highest averages, as seats are given)."""
    spread = np.array([_spread(vectors[rows]) for rows in groups]).round(DIGITS)
    most = np.array([len(rows) // MIN_DIVIDED for rows in groups])
    parts = np.ones(len(groups), dtype=np.int64)
    while parts.sum() < k:
        average = np.where(parts < most, spread / parts, 0)
        best = int(average.argmax())
        if average[best] <= 0:
            break
        parts[best] += 1
    return parts


def _spread(vectors: NDArray[np.float64]) -> float:
    """The sum of squared distances to the mean."""
    return float(np.square(vectors - vectors.mean(axis=0)).sum())


def _level(
    features: Features,
    groups: Sequence[Rows],
    wholes: Sequence[int],
    given: Mapping[tuple[int, ...], str],
) -> Level:
    """The groups with what describes them; `given`: labels by their members."""
    vectors, clustering = features.vectors(), features.clustering
    place = np.zeros(len(vectors), dtype=np.int64)
    members = []
    for i, rows in enumerate(groups):
        place[rows] = i
        centre = normalize(vectors[rows].mean(axis=0, keepdims=True))[0]
        near = (vectors[rows] @ centre).round(DIGITS)
        members.append(rows[np.lexsort((rows, -near))])
    stability = clustering.stability(place[features.groupable], max(2, len(groups)))
    descriptions = features.vocabulary.describe(members, [frozenset()] * len(groups))
    labels = label_groups(
        descriptions,
        members,
        [given.get(tuple(rows.tolist()), "") for rows in groups],
        features.fields,
        features.is_person,
    )
    return Level(
        tuple(
            Group(label, description.terms, tuple(rows.tolist()), float(stable), whole)
            for label, description, rows, stable, whole in zip(
                labels, descriptions, members, stability, wholes, strict=True
            )
        ),
        bool(given),
    )


def _with_parts(levels: Sequence[Level]) -> Iterator[Level]:
    """The levels, each group with its parts in the level below."""
    for level, below in zip(levels, (*levels[1:], Level(())), strict=True):
        parts: list[list[int]] = [[] for _group in level.groups]
        for i, group in enumerate(below.groups):
            parts[group.whole].append(i)
        groups = zip(level.groups, parts, strict=True)
        yield replace(
            level, groups=tuple(replace(group, parts=tuple(own)) for group, own in groups)
        )
