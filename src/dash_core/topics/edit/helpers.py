"""What every edit of a topics file needs: to find, check and replace topics and steps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.text.language.tokens import fold
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec
from dash_core.topics.file.validate import MAX_LABEL_CHARS, validate
from dash_core.topics.found.replay import group_of, unique_labels
from dash_core.topics.model import OTHER, OTHER_LABEL, PALETTE, Topic, Topics
from dash_core.topics.named.assign import phrases_of

__all__ = [
    "add_step",
    "check",
    "check_label",
    "exemplars",
    "new_spec",
    "replace_spec",
    "single_line",
    "spec_of",
    "topic_of",
    "unique_words",
    "usable_words",
]

WORDS_PER_NEW_TOPIC: Final = 8  # of a topic made of a found one or of documents

EXEMPLARS_PER_STEP: Final = 5  # documents by which a step names a found topic

_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")


def topic_of(topics: Topics, topic_id: str) -> Topic:
    """The topic with this id; `TopicFileError` if there is none, or it is “Other”."""
    for topic in topics:
        if topic.id == topic_id and topic_id != OTHER:
            return topic
    if topic_id == OTHER:
        raise TopicFileError(
            _("“{label}” holds what fits no topic: it cannot be changed.").format(label=OTHER_LABEL)
        )
    raise TopicFileError(_("There is no topic “{id}” here now.").format(id=topic_id))


def spec_of(file: TopicFile, topic_id: str) -> TopicSpec:
    """The named topic with this id; `TopicFileError` if there is none."""
    for spec in file.named:
        if spec.id == topic_id:
            return spec
    raise TopicFileError(_("There is no named topic “{id}” here now.").format(id=topic_id))


def replace_spec(file: TopicFile, spec: TopicSpec) -> TopicFile:
    """The file with this named topic instead of the one with its id."""
    return check(replace(file, named=tuple(spec if s.id == spec.id else s for s in file.named)))


def check(file: TopicFile) -> TopicFile:
    """The file, if its values make sense; raises `TopicFileError` if not."""
    validate(file, _("the topics after this change"))
    return file


def add_step(
    file: TopicFile, topics: Topics, topic: Topic, ids: Sequence[str], step: Step
) -> TopicFile:
    """Add a step on a found topic. It replaces an earlier one that it makes void, unless a group
    was split since: then the earlier one may be about another part."""
    splits = [i for i, old in enumerate(file.steps) if old.do == "split"]
    since = splits[-1] + 1 if splits else 0
    row_of = {id_: row for row, id_ in enumerate(ids)}
    groups = np.full(len(ids), -1, dtype=np.int64)
    for number, grouped in enumerate(topics.grouped):
        groups[list(grouped.members)] = number
    group = topics.grouped.index(topic)

    def is_void(old: Step) -> bool:
        if old.do != step.do:
            return False
        if step.do == "pin":
            return old.document == step.document
        is_same = group_of(old.documents, row_of, groups) == group
        return step.do in ("rename", "color") and is_same

    kept = [old for i, old in enumerate(file.steps) if i < since or not is_void(old)]
    new = replace(step, documents=exemplars(topics, topic, ids), of=topic.label)
    return check(replace(file, steps=(*kept, new)))


def exemplars(topics: Topics, topic: Topic, ids: Sequence[str]) -> tuple[str, ...]:
    """The documents that stand for a found topic: its strongest, those put in by hand last."""
    rows = sorted(topic.members, key=lambda row: (row, topic.id) in topics.pinned)
    return tuple(ids[row] for row in rows[:EXEMPLARS_PER_STEP])


def new_spec(file: TopicFile, label: str, words: tuple[str, ...]) -> TopicSpec:
    """A named topic with an id, a label and a colour that no other has."""
    labels = [spec.label for spec in file.named]
    label = unique_labels([*labels, single_line(label)])[-1]
    base = _NOT_IN_ID.sub("-", fold(label)).strip("-")[:30].strip("-") or "topic"
    if re.fullmatch(r"g\d+", base):  # an id of a found topic
        base = f"topic-{base}"
    taken, id_, n = {OTHER, *(spec.id for spec in file.named)}, base, 1
    while id_ in taken:
        n += 1
        id_ = f"{base}-{n}"
    used = [spec.color for spec in file.named]
    return TopicSpec(id_, label, min(PALETTE, key=used.count), words)


def check_label(label: str, others: Iterable[str]) -> None:
    """Raise `TopicFileError` where a label is empty, too long or another topic's."""
    if not label:
        raise TopicFileError(_("A topic needs a name: it cannot be empty."))
    if len(label) > MAX_LABEL_CHARS:
        raise TopicFileError(
            _("A topic’s name has {n} characters at most.").format(n=MAX_LABEL_CHARS)
        )
    if label.casefold() == OTHER_LABEL.casefold():
        raise TopicFileError(
            _("“{label}” is reserved for what fits no topic: choose another name.").format(
                label=label
            )
        )
    if label.casefold() in {other.casefold() for other in others}:
        raise TopicFileError(
            _("Another topic is called “{label}”: choose another name, or merge the two.").format(
                label=label
            )
        )


def single_line(text: str) -> str:
    """The text on one line, half characters (lone surrogates) replaced."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def usable_words(words: Iterable[str], label: str) -> tuple[str, ...]:
    """Words as typed, each once; `TopicFileError` if none of them can be searched for."""
    usable = unique_words(filter(None, map(single_line, words)))
    if not phrases_of(usable):
        raise TopicFileError(
            _(
                "“{label}” needs a word or phrase to look for; words such as “the” are in every "
                "document."
            ).format(label=label)
        )
    return usable


def unique_words(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in order, whatever its case."""
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())
