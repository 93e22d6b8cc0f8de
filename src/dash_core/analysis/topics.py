"""Topic tools: what a page that edits topics needs of a collection."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import PMI_DIMENSIONS, term_vectors
from dash_core.topics import SuggestedNumber, Topic, Topics, assign
from dash_core.topics import divide as divide_vectors
from dash_core.topics.file.parse import parse_topics
from dash_core.topics.file.schema import TopicFile, TopicSpec
from dash_core.topics.found.hierarchy import Node, hierarchy
from dash_core.topics.found.levels import Level, find_levels, numbers_of
from dash_core.topics.found.number import max_suggested
from dash_core.topics.found.replay import Split
from dash_core.topics.named.decide_first import FirstDecision, decide_first
from dash_core.topics.named.explain import Explanation, explain_found, explain_named
from dash_core.topics.named.propose import Proposal, propose_members
from dash_core.topics.named.suggest_words import SuggestedWord, suggest_words

__all__ = [
    "count_documents",
    "divide",
    "explain",
    "first_decisions",
    "ids_of",
    "level_numbers",
    "levels",
    "members_inside",
    "most_groups",
    "names",
    "proposals",
    "read_file",
    "suggest",
    "suggestion",
    "tree",
    "vectors",
]

MAX_SLIDER: Final = 40  # found topics that the slider offers, if no more are ever suggested


def read_file(text: str | None) -> TopicFile:
    """The topics file of a study; an empty one where nothing was decided."""
    if not text or not text.strip():
        return TopicFile()
    return parse_topics(text, _("the topics of this listing"))


def names(collection: Collection) -> frozenset[str]:
    """Terms of people's names, which describe no topic."""
    return collection.core.name_terms


def vectors(collection: Collection) -> NDArray[np.float64]:
    """A row of length 1 for each document, 0 for one without words."""
    return collection.space.vectors


def members_inside(
    collection: Collection, view: View, topics: Iterable[Topic]
) -> dict[str, NDArray[np.int64]]:
    """The documents of a view that each topic has, strongest first, by its id."""
    passes = np.zeros(len(collection), dtype=bool)
    passes[view.rows] = True
    members = {topic.id: np.array(topic.members, dtype=np.int64) for topic in topics}
    return {id_: rows[passes[rows]] for id_, rows in members.items()}


@keep(2)
def _term_vectors(index: Index) -> NDArray[np.float64]:
    dimensions = min(PMI_DIMENSIONS, min(index.subject.shape) - 1)
    if dimensions < 1:
        return np.zeros((index.subject.shape[1], 1))
    return term_vectors(index.subject, dimensions)


def suggest(collection: Collection, spec: TopicSpec) -> list[SuggestedWord]:
    """Words that would bring new documents into a named topic, best first."""
    if not len(collection.index.terms):
        return []
    named = collection.named or Topics("named", (), np.zeros((len(collection), 0)), ())
    index = collection.index
    return suggest_words(
        spec, named, index, _term_vectors(index), names(collection), ids_of(collection)
    )


@keep(2)
def proposals(collection: Collection) -> dict[str, list[Proposal]]:
    """Documents in no topic that read like a named one, by the topic's id."""
    if collection.named is None:
        return {}
    return propose_members(
        collection.named,
        read_file(collection.study.topics).named,
        vectors(collection),
        collection.space.similarity.scores,
        collection.index,
        names(collection),
        ids_of(collection),
    )


@keep(2)
def first_decisions(collection: Collection) -> list[FirstDecision]:
    """The documents in no topic whose topics would teach most, that first."""
    if collection.named is None:
        return []
    return decide_first(
        collection.named,
        read_file(collection.study.topics).named,
        vectors(collection),
        ids_of(collection),
    )


def explain(collection: Collection, topics: Topics, row: int, topic_id: str) -> Explanation:
    """Why a document is, or is not, in a topic."""
    if topics.kind == "found":
        return explain_found(row, topic_id, topics, vectors(collection))
    index = collection.index
    (spec,) = (s for s in read_file(collection.study.topics).named if s.id == topic_id)
    subjects = collection.core.subjects
    return explain_named(
        row,
        spec,
        index,
        subjects.printed(row),
        subjects[row],
        _term_vectors(index),
        str(collection.table["id"][row]),
    )


def tree(collection: Collection, topics: Topics) -> Node | None:
    """The tree of these topics."""
    return hierarchy(topics, vectors(collection), collection.index, names(collection))


def level_numbers(topics: Topics) -> list[int]:
    """How many groups each level around found topics has, coarse to fine."""
    shown = topics.grouped
    return numbers_of(sum(topic.size for topic in shown), len(shown)) if shown else []


@keep(2)
def levels(collection: Collection, topics: Topics) -> tuple[Level, ...]:
    """Coarser and finer groups around found topics."""
    features = collection.space.features(read_file(collection.study.topics).veto)
    return find_levels(features, topics, tree(collection, topics))


def divide(collection: Collection) -> Split:
    """How documents (rows) are divided: Ward's method on their vectors."""
    document_vectors = vectors(collection)
    return lambda rows, into: divide_vectors(document_vectors, np.asarray(rows), into)


def count_documents(collection: Collection, spec: TopicSpec) -> int:
    """How many documents a named topic would have."""
    made = assign(
        [spec], collection.index, collection.core.subjects, names(collection), ids_of(collection)
    )
    return sum(topic.size for topic in made.grouped)


def ids_of(collection: Collection) -> list[str]:
    """The ids of the rows of the table."""
    return [str(id_) for id_ in collection.table["id"]]


def most_groups(collection: Collection) -> int:
    """How many found topics the slider offers: at least two documents each."""
    worded = int(np.count_nonzero(np.diff(collection.index.subject.indptr)))
    return min(max(MAX_SLIDER, max_suggested(worded)), max(2, worded // 2))


def suggestion(collection: Collection) -> SuggestedNumber | None:
    """The number of groups suggested (`k`), why (`reason`), and the `trials` behind it."""
    return collection.suggestion
