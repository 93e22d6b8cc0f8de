"""Topics of either kind, named or found: the data that charts and pages show."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "OTHER",
    "OTHER_COLOR",
    "OTHER_LABEL",
    "OTHER_SHAPE",
    "PALETTE",
    "SHAPES",
    "MovedDocument",
    "Topic",
    "Topics",
    "with_other",
]

# Okabe & Ito (2008), "Color Universal Design", darkened where needed to 3:1 against both the
# light and the dark page.
PALETTE: Final = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#C466A0",
    "#A67300",
    "#3E93C4",
    "#8C6BB1",
    "#7F7A00",
)
OTHER: Final = "other"
OTHER_LABEL: Final = "Other"  # data as the labels of all topics: the same in every language
OTHER_COLOR: Final = "#808080"
SHAPES: Final = ("circle", "square", "diamond", "triangle-up", "triangle-down")
OTHER_SHAPE: Final = "cross"
_AT_ONCE: Final = 4_096  # documents whose topics are put in order together


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    `terms` are words as written, most typical first; `members` are rows of the table,
    strongest first; `strength` is their mean strength; `stability` is from 0 to 1, and None for
    a named topic, which does not depend on chance.
    """

    id: str
    label: str
    color: str
    shape: str
    terms: tuple[str, ...]
    members: tuple[int, ...]
    strength: float
    stability: float | None = None
    words: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many documents belong to it."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class MovedDocument:
    """A document (its row) that left the topic `before`, where it stood, for `after`; both are ids
    of topics, or `OTHER`."""

    row: int
    before: str
    after: str


@dataclass(frozen=True, eq=False)
class Topics:
    """All topics of one kind, and how strongly each document belongs to each.

    `strengths` has a row a document and a column a topic, from 0 (does not belong) to 1: for
    named topics the share of the document's term weight that words of the topic carry, for found
    ones the cosine to the group's centre.
    `evidence[row][topic id]` are the words behind it. `advice` says how far these
    topics can be trusted. `pinned` are rows, with the id of the topic, that a person put there by
    hand. `moves` are the documents that left their group since they were corrected.
    """

    kind: Literal["named", "found"]
    topics: tuple[Topic, ...]
    strengths: NDArray[np.float64]
    evidence: Sequence[Mapping[str, tuple[str, ...]]]
    advice: str = ""
    pinned: frozenset[tuple[int, str]] = frozenset()
    moves: tuple[MovedDocument, ...] = ()

    @property
    def grouped(self) -> tuple[Topic, ...]:
        """The topics without "Other"."""
        return tuple(topic for topic in self.topics if topic.id != OTHER)

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.topics)

    def __len__(self) -> int:
        return len(self.topics)

    def __getitem__(self, topic_id: str) -> Topic:
        return next(topic for topic in self.topics if topic.id == topic_id)

    def of(self, row: int, first: Collection[str] = ()) -> list[tuple[Topic, float]]:
        """The topics of one document with their strengths, strongest first; "Other" has none.

        Topics whose ids are in `first` come before the rest.
        """
        strengths = self.strengths[row]
        order = np.argsort(-strengths, kind="stable")
        topics = [
            (self.topics[i], 0.0 if self.topics[i].id == OTHER else float(strengths[i]))
            for i in order
            if strengths[i] > 0
        ]
        return sorted(topics, key=lambda pair: pair[0].id not in first)

    def labels(self) -> list[list[str]]:
        """The labels of the topics of each document, strongest first; equal lists are one."""
        known: dict[tuple[int, ...], list[str]] = {}
        lists = []
        for start in range(0, len(self.strengths), _AT_ONCE):
            strengths = self.strengths[start : start + _AT_ONCE]
            order = np.argsort(-strengths, axis=1, kind="stable").tolist()
            for topics, n in zip(order, (strengths > 0).sum(axis=1).tolist(), strict=True):
                key = tuple(topics[:n])
                if key not in known:
                    known[key] = [self.topics[i].label for i in key]
                lists.append(known[key])
        return lists


def with_other(
    topics: Sequence[Topic], strengths: NDArray[np.float64]
) -> tuple[tuple[Topic, ...], NDArray[np.float64]]:
    """The topics, and "Other" for the documents that are in none of them, if there are any."""
    rest = ~strengths.any(axis=1)
    if not rest.any():
        return tuple(topics), strengths
    rows = tuple(int(row) for row in np.flatnonzero(rest))
    other = Topic(OTHER, OTHER_LABEL, OTHER_COLOR, OTHER_SHAPE, (), rows, 0.0)
    return (*topics, other), np.column_stack([strengths, rest])
