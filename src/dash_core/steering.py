"""What a page that steers topics asks of a collection."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering

from dash_core import settings
from dash_core.collection import Collection
from dash_core.index import Index
from dash_core.text import Token, tokenize
from dash_core.topics import Topics, assign, without_names
from dash_core.topics.expand import Suggestion, suggest_words
from dash_core.topics.file import TopicFile, TopicSpec, parse
from dash_core.topics.hierarchy import Node, hierarchy
from dash_core.topics.steps import Split
from dash_core.topics.why import WhyNot, why_not, why_not_found
from dash_core.vectors import document_vectors, term_vectors
from dash_core.words import _

__all__ = [
    "count_documents",
    "divide",
    "explain",
    "ids_of",
    "most_groups",
    "names",
    "read_file",
    "suggest",
    "suggestion",
    "tree",
    "vectors",
]


def read_file(text: str | None) -> TopicFile:
    """The topics file of a study; an empty one where nothing was decided."""
    if not text or not text.strip():
        return TopicFile()
    return parse(text, _("the topics of this listing"))


def names(collection: Collection) -> frozenset[str]:
    """Terms of people's names, which describe no topic."""
    return collection._name_terms


def vectors(collection: Collection) -> NDArray[np.float64]:
    """A row of length 1 for each document, 0 for one without words."""
    own: NDArray[np.float64] | None = getattr(collection, "vectors", None)
    return _vectors(collection.index, names(collection)) if own is None else own


@lru_cache(maxsize=settings.MAX_FITTED)
def _vectors(index: Index, left_out: frozenset[str]) -> NDArray[np.float64]:
    return document_vectors(without_names(index, left_out))


@lru_cache(maxsize=settings.MAX_FITTED)
def _term_vectors(index: Index) -> NDArray[np.float64]:
    dimensions = min(settings.PMI_DIMENSIONS, min(index.subject.shape) - 1)
    if dimensions < 1:
        return np.zeros((index.subject.shape[1], 1))
    return term_vectors(index.subject, dimensions)


def suggest(collection: Collection, spec: TopicSpec) -> list[Suggestion]:
    """Words that would bring new documents into a named topic, best first."""
    if not len(collection.index.terms):
        return []
    named = collection.named or Topics("named", (), np.zeros((len(collection), 0)), ())
    index = collection.index
    return suggest_words(
        spec, named, index, _term_vectors(index), names(collection), ids_of(collection)
    )


def explain(collection: Collection, topics: Topics, row: int, topic_id: str) -> WhyNot:
    """Why a document is, or is not, in a topic."""
    if topics.kind == "found":
        return why_not_found(row, topic_id, topics, vectors(collection))
    index = collection.index
    (spec,) = (s for s in read_file(collection.study.topics).named if s.id == topic_id)
    title, summary = collection._texts[row]
    language = collection.languages[row]
    return why_not(
        row,
        spec,
        index,
        (tokenize(title, language), tokenize(summary, language)),
        collection._subject(row),
        _term_vectors(index),
        str(collection.table["id"][row]),
    )


def tree(collection: Collection, topics: Topics) -> Node | None:
    """The tree of these topics."""
    return hierarchy(topics, vectors(collection), collection.index, names(collection))


def divide(collection: Collection) -> Split:
    """How documents (rows) are divided: Ward's method on their vectors."""
    own = vectors(collection)

    def divided(rows: Sequence[int] | NDArray[np.int64], into: int) -> NDArray[np.int64]:
        part = own[np.asarray(rows)]
        different = len(np.unique(part.round(6), axis=0))
        if different < 2:
            return np.zeros(len(part), dtype=np.int64)
        ward = AgglomerativeClustering(min(into, different), linkage="ward")
        return np.asarray(ward.fit_predict(part), dtype=np.int64)

    return divided


class _Subjects(Sequence[tuple[Sequence[Token], Sequence[Token]]]):
    """Title and summary tokens of each document, made when asked for."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def __len__(self) -> int:
        return len(self._collection)

    def __getitem__(self, row: Any) -> Any:
        return self._collection._subject(row)


def count_documents(collection: Collection, spec: TopicSpec) -> int:
    """How many documents a named topic would have."""
    made = assign(
        [spec], collection.index, _Subjects(collection), names(collection), ids_of(collection)
    )
    return sum(topic.size for topic in made.grouped)


def ids_of(collection: Collection) -> list[str]:
    """The ids of the rows of the table."""
    return [str(id_) for id_ in collection.table["id"]]


def most_groups(collection: Collection) -> int:
    """How many found topics can be asked for: of fewer documents each nobody would speak."""
    worded = int(np.count_nonzero(np.diff(collection.index.subject.indptr)))
    return min(settings.MOST_SLID, max(2, worded // 2))


def suggestion(collection: Collection) -> Any:
    """The number of groups suggested (`k`), why (`reason`), and the `trials` behind it."""
    return getattr(collection, "suggestion", None)
