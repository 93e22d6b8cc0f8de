"""New named topics, made of words, of a found topic or of documents; and a file of the topics
shown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.text.search.index import Index
from dash_core.topics.edit.helpers import (
    WORDS_PER_NEW_TOPIC,
    check,
    check_label,
    exemplars,
    new_spec,
    single_line,
    topic_of,
    usable_words,
)
from dash_core.topics.file.schema import Step, TopicFile
from dash_core.topics.found.labels import typical_terms
from dash_core.topics.model import Topics
from dash_core.topics.named.assign import columns_of

__all__ = ["add_topic", "as_shown", "from_documents", "from_found"]


def add_topic(
    file: TopicFile,
    label: str,
    words: Iterable[str],
    color: str = "",
    pinned: Iterable[str] = (),
) -> TopicFile:
    """Add a named topic, last; its id is made of its label."""
    label = single_line(label)
    check_label(label, [spec.label for spec in file.named])
    new = replace(
        new_spec(file, label, usable_words(words, label)), pinned=tuple(dict.fromkeys(pinned))
    )
    if color:
        new = replace(new, color=color)
    return check(replace(file, named=(*file.named, new)))


def from_found(file: TopicFile, topics: Topics, topic_id: str) -> TopicFile:
    """Make a named topic of a found one: its label, its colour, its typical words."""
    topic = topic_of(topics, topic_id)
    new = new_spec(file, topic.label, topic.terms[:WORDS_PER_NEW_TOPIC])
    if topic.color not in {spec.color for spec in file.named}:
        new = replace(new, color=topic.color)
    return check(replace(file, named=(*file.named, new)))


def from_documents(
    file: TopicFile,
    rows: Sequence[int] | NDArray[np.int64],
    index: Index,
    names: frozenset[str],
    label: str = "",
) -> TopicFile:
    """Make a named topic of documents (rows): of the words that distinguish them from the rest, and
    more where a document has none of the first ones. The default label is two of the words."""
    rows = [int(row) for row in rows]
    if not rows:
        raise TopicFileError(_("Choose documents first: a topic cannot be made of none."))
    typical = typical_terms(index, rows, names, 5 * WORDS_PER_NEW_TOPIC)
    words = list(typical[:WORDS_PER_NEW_TOPIC])
    for row in rows:
        columns = set(index.subject[[row]].indices.tolist())
        if not any(columns.issuperset(columns_of(word, index)) for word in words):
            words += [word for word in typical if columns.issuperset(columns_of(word, index))][:1]
    if not words:
        raise TopicFileError(_("These documents have no words by which a topic could be defined."))
    if label.strip():
        return add_topic(file, label, words)
    new = new_spec(file, ", ".join(words[:2]), tuple(words))
    return check(replace(file, named=(*file.named, new)))


def as_shown(file: TopicFile, topics: Topics, ids: Sequence[str]) -> TopicFile:
    """A file with these topics only: named ones as they are; of found ones their number, the steps,
    and a label for each, ready to be edited."""
    if topics.kind == "named":
        return replace(file, k=None, veto=(), steps=())
    is_changed = any(step.do in ("merge", "split") for step in file.steps)
    labels = {step.label for step in file.steps if step.do == "rename"}
    new = tuple(
        Step("rename", exemplars(topics, topic, ids), topic.label, label=topic.label)
        for topic in topics.grouped
        if topic.label not in labels
    )
    k = file.k if is_changed else len(topics.grouped) or None
    steps = (*file.steps, *new)
    return check(TopicFile(k, file.veto, (), steps, file.groups, file.documents))
