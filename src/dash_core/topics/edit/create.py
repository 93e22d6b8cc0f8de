"""New named topics: typed, of a found one, of documents; and a file of what is shown."""

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
    clean,
    clean_words,
    new_spec,
    topic_of,
    typical_ids,
)
from dash_core.topics.edit.split import columns_of
from dash_core.topics.file.schema import Step, TopicFile
from dash_core.topics.found.labels import typical_terms
from dash_core.topics.model import Topics

__all__ = ["add_topic", "as_shown", "from_documents", "from_found"]


def add_topic(
    file: TopicFile,
    label: str,
    words: Iterable[str],
    color: str = "",
    pinned: Iterable[str] = (),
) -> TopicFile:
    """Add a named topic, last; its id is made of its label."""
    label = clean(label)
    check_label(label, [spec.label for spec in file.named])
    new = replace(
        new_spec(file, label, clean_words(words, label)), pinned=tuple(dict.fromkeys(pinned))
    )
    if color:
        new = replace(new, color=color)
    return check(replace(file, named=(*file.named, new)))


def from_found(file: TopicFile, topics: Topics, topic_id: str) -> TopicFile:
    """Make a named topic of a found one: its label, its colour, its telling words."""
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
    """Make a named topic of documents (rows): of the words that tell them from the rest, more
    of them where a document has none of the first. Without a label it is called by two."""
    chosen = [int(row) for row in rows]
    if not chosen:
        raise TopicFileError(_("Choose documents first: a topic cannot be made of none."))
    telling = typical_terms(index, chosen, names, 5 * WORDS_PER_NEW_TOPIC)
    words = list(telling[:WORDS_PER_NEW_TOPIC])
    part = index.subject[chosen]
    for i in range(len(chosen)):
        own = set(part[[i]].indices.tolist())
        if not any(own.issuperset(columns_of(word, index)) for word in words):
            words += [word for word in telling if own.issuperset(columns_of(word, index))][:1]
    if not words:
        raise TopicFileError(_("These documents have no words by which a topic could be known."))
    if label.strip():
        return add_topic(file, label, words)
    new = new_spec(file, ", ".join(words[:2]), tuple(words))
    return check(replace(file, named=(*file.named, new)))


def as_shown(file: TopicFile, topics: Topics, ids: Sequence[str]) -> TopicFile:
    """The file that shows these topics alone: named ones as they are; of found ones their
    number, what was done to them, and a label for each, to be changed at will."""
    if topics.kind == "named":
        return replace(file, k=None, veto=(), steps=())
    is_changed = any(step.do in ("merge", "split") for step in file.steps)
    labels = {step.label for step in file.steps if step.do == "rename"}
    new = tuple(
        Step("rename", typical_ids(topics, topic, ids), topic.label, label=topic.label)
        for topic in topics.grouped
        if topic.label not in labels
    )
    k = file.k if is_changed else len(topics.grouped) or None
    return check(TopicFile(k, file.veto, (), (*file.steps, *new)))
