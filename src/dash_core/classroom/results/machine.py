"""What the program has to say of documents that a class looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash_core.analysis.topics import names
from dash_core.collection.collection import Collection
from dash_core.topics import Topic
from dash_core.topics.found.labels import typical_terms

__all__ = ["MachineGroup", "MachineTopic", "group_words", "machine_topics", "shared_words"]


@dataclass(frozen=True)
class MachineTopic:
    """A topic in which the program has a document, how strongly (0 to 1), and the words it went
    by."""

    topic: Topic
    strength: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class MachineGroup:
    """The words most typical of some documents, and the label of the topic that most of them are
    in; "" where there is none."""

    words: tuple[str, ...]
    label: str


def machine_topics(collection: Collection, id_: str) -> tuple[MachineTopic, ...]:
    """The program's topics of a document, strongest first."""
    row = collection.row(id_)
    evidence = collection.topics.evidence[row]
    return tuple(
        MachineTopic(topic, strength, tuple(evidence.get(topic.id, ())))
        for topic, strength in collection.topics.of(row)
    )


def group_words(collection: Collection, ids: Sequence[str]) -> MachineGroup:
    """What the program says of a group of documents."""
    rows = [collection.row(id_) for id_ in ids]
    words = typical_terms(collection.index, rows, names(collection))
    shared = [(len(set(rows) & set(topic.members)), topic) for topic in collection.topics.grouped]
    n, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return MachineGroup(words, best.label if best and 2 * n > len(rows) else "")


def shared_words(collection: Collection, first: str, second: str) -> tuple[str, ...]:
    """The words two documents have in common, the most telling first."""
    row, other = collection.row(first), collection.row(second)
    hits = collection.space.similarity.similar(row)
    return next((hit.terms for hit in hits if hit.row == other), ())
