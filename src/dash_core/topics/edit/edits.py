"""Edits of topics: each function returns a new topics file.

Of named topics the words are changed; for found ones a step is added that is replayed after every
fit (`dash_core.topics.found.replay`). `ids` are the ids of the rows of the table. An edit that
makes no sense raises `TopicFileError` with one sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.text.search.index import Index
from dash_core.topics.edit.create import add_topic, as_shown, from_documents, from_found
from dash_core.topics.edit.helpers import (
    add_step,
    check,
    check_label,
    exemplars,
    new_spec,
    replace_spec,
    single_line,
    spec_of,
    topic_of,
    unique_words,
    usable_words,
)
from dash_core.topics.edit.hold import find_anew
from dash_core.topics.edit.split import divide_members, divide_spec
from dash_core.topics.file.schema import Step, TopicFile
from dash_core.topics.file.validate import COLOR, MAX_SPLIT
from dash_core.topics.found.replay import Split
from dash_core.topics.model import Topics
from dash_core.topics.named.assign import phrases_of

__all__ = [
    "add_topic",
    "as_shown",
    "decide_members",
    "decide_topic",
    "exclude",
    "from_documents",
    "from_found",
    "include",
    "merge",
    "pin",
    "recolor",
    "remove_topic",
    "rename",
    "set_k",
    "set_words",
    "split",
    "unpin",
    "unveto",
    "unveto_in_group",
    "veto",
    "veto_in_group",
]


def rename(
    file: TopicFile, topics: Topics, topic_id: str, label: str, ids: Sequence[str]
) -> TopicFile:
    """Give a topic another label: not empty, not “Other”, not another topic's."""
    topic = topic_of(topics, topic_id)
    label = single_line(label)
    others = [other.label for other in topics.grouped if other.id != topic_id]
    if topics.kind == "named":
        others += [spec.label for spec in file.named if spec.id != topic_id]
    check_label(label, others)
    if label == topic.label:
        return file
    if topics.kind == "named":
        return replace_spec(file, replace(spec_of(file, topic_id), label=label))
    return add_step(file, topics, topic, ids, Step("rename", (), label=label))


def recolor(
    file: TopicFile, topics: Topics, topic_id: str, color: str, ids: Sequence[str]
) -> TopicFile:
    """Give a topic another colour, `#0072B2`."""
    topic = topic_of(topics, topic_id)
    if not COLOR.fullmatch(color):
        raise TopicFileError(_("A colour must look like #0072B2."))
    if color == topic.color:
        return file
    if topics.kind == "named":
        return replace_spec(file, replace(spec_of(file, topic_id), color=color))
    return add_step(file, topics, topic, ids, Step("color", (), color=color))


def merge(
    file: TopicFile, topics: Topics, topic_ids: Sequence[str], ids: Sequence[str]
) -> TopicFile:
    """Make one topic of several: the first, which keeps its label and colour.

    Named topics: the words of all. A document taken out by hand of one stays out unless it was
    in another.
    """
    merged_topics = [topic_of(topics, topic_id) for topic_id in dict.fromkeys(topic_ids)]
    if len(merged_topics) < 2:
        raise TopicFileError(_("Choose two topics or more to merge."))
    if topics.kind == "found":
        documents = exemplars(topics, merged_topics[0], ids)
        for topic in merged_topics[1:]:
            file = add_step(file, topics, topic, ids, Step("merge", (), into_documents=documents))
        return file
    specs = [spec_of(file, topic.id) for topic in merged_topics]
    inside = {ids[row] for topic in merged_topics for row in topic.members}
    words = unique_words(word for spec in specs for word in spec.words)
    sought = set(phrases_of(words))
    pinned = tuple(dict.fromkeys(id_ for spec in specs for id_ in spec.pinned))
    merged = replace(
        specs[0],
        words=words,
        veto=unique_words(
            word for spec in specs for word in spec.veto if not sought & set(phrases_of([word]))
        ),
        pinned=pinned,
        excluded=tuple(
            id_
            for id_ in dict.fromkeys(id_ for spec in specs for id_ in spec.excluded)
            if id_ not in inside and id_ not in pinned
        ),
    )
    removed = {spec.id for spec in specs[1:]}
    named = tuple(
        merged if spec.id == merged.id else spec for spec in file.named if spec.id not in removed
    )
    return check(replace(file, named=named))


def split(
    file: TopicFile,
    topics: Topics,
    topic_id: str,
    ids: Sequence[str],
    index: Index,
    names: frozenset[str],
    divide: Split,
    into: int = 2,
) -> TopicFile:
    """Make several topics of one.

    The members of a named topic are divided by `divide`; each word goes to the part where it
    weighs most, a part without words gets its distinctive terms. The largest part keeps the label
    and the colour.
    """
    topic = topic_of(topics, topic_id)
    if not 2 <= into <= MAX_SPLIT:
        raise TopicFileError(
            _("A topic can be split into 2 to {most} parts.").format(most=MAX_SPLIT)
        )
    parts = divide_members(topic, divide, into)
    if topics.kind == "found":
        return add_step(file, topics, topic, ids, Step("split", (), into=into))
    spec = spec_of(file, topic_id)
    at = file.named.index(spec)
    first, *rest = divide_spec(spec, parts, ids, index, names)
    named = [*file.named[:at], first, *file.named[at + 1 :]]
    for n, piece in enumerate(rest, 1):
        new = new_spec(replace(file, named=tuple(named)), piece.label, piece.words)
        named.insert(at + n, replace(piece, id=new.id, label=new.label, color=new.color))
    return check(replace(file, named=tuple(named)))


def veto(file: TopicFile, word: str, topic_id: str | None = None) -> TopicFile:
    """Exclude a word or phrase: from one named topic, or (None) from all found topics, which are
    found anew."""
    word = single_line(word)
    phrases = _check_counts(word)
    before = file.veto if topic_id is None else spec_of(file, topic_id).veto
    if set(phrases) & set(phrases_of(before)):
        return file
    return _with_veto(file, topic_id, (*before, word))


def veto_in_group(
    file: TopicFile, topics: Topics, topic_id: str, word: str, ids: Sequence[str]
) -> TopicFile:
    """Let a word or phrase not count in one found topic: documents that are there for it may move,
    and it describes the topic no more."""
    topic, word = topic_of(topics, topic_id), single_line(word)
    _check_counts(word)
    if set(phrases_of([word])) & set(phrases_of(topic.veto)):
        return file
    return add_step(file, topics, topic, ids, Step("veto", (), word=word))


def unveto_in_group(
    file: TopicFile, topics: Topics, topic_id: str, word: str, ids: Sequence[str]
) -> TopicFile:
    """Let a word count again in one found topic."""
    topic = topic_of(topics, topic_id)
    inside = {ids[row] for row in topic.members}
    kept = [
        step
        for step in file.steps
        if step.do != "veto" or step.word != word or inside.isdisjoint(step.documents)
    ]
    return check(replace(file, steps=tuple(kept)))


def unveto(file: TopicFile, word: str, topic_id: str | None = None) -> TopicFile:
    """Count a word again, in whatever form it was vetoed."""
    before = file.veto if topic_id is None else spec_of(file, topic_id).veto
    phrases = set(phrases_of([word]))
    kept = tuple(
        vetoed for vetoed in before if vetoed != word and not phrases & set(phrases_of([vetoed]))
    )
    return _with_veto(file, topic_id, kept)


def pin(
    file: TopicFile, topics: Topics, document_id: str, topic_id: str, ids: Sequence[str]
) -> TopicFile:
    """Put a document into a topic by hand; of found groups it leaves the one it is in."""
    topic = topic_of(topics, topic_id)
    if document_id not in ids:
        raise TopicFileError(_("There is no document “{id}” here.").format(id=document_id))
    if topics.kind == "found":
        new = Step("pin", (), document=document_id)
        return add_step(file, topics, topic, ids, new)
    spec = spec_of(file, topic_id)
    return replace_spec(
        file,
        replace(
            spec,
            pinned=tuple(dict.fromkeys((*spec.pinned, document_id))),
            excluded=tuple(id_ for id_ in spec.excluded if id_ != document_id),
        ),
    )


def decide_members(
    file: TopicFile, document_ids: Iterable[str], topic_id: str, *, is_in: bool
) -> TopicFile:
    """Put documents into a named topic by hand, or keep them out of it."""
    spec, decided = spec_of(file, topic_id), tuple(dict.fromkeys(document_ids))
    pinned, excluded = (
        tuple(id_ for id_ in before if id_ not in decided)
        for before in (spec.pinned, spec.excluded)
    )
    if is_in:
        pinned += decided
    else:
        excluded += decided
    return replace_spec(file, replace(spec, pinned=pinned, excluded=excluded))


def decide_topic(file: TopicFile, document_id: str, topic_id: str | None) -> TopicFile:
    """Put a document into a named topic by hand, or (None) keep it out of all of them."""
    if topic_id is not None:
        return decide_members(file, (document_id,), topic_id, is_in=True)
    for spec in file.named:
        file = decide_members(file, (document_id,), spec.id, is_in=False)
    return file


def unpin(file: TopicFile, document_id: str, topic_id: str | None = None) -> TopicFile:
    """Undo that a document was put into a named topic (or, None, a found one) by hand."""
    if topic_id is None:
        steps = (s for s in file.steps if s.do != "pin" or s.document != document_id)
        return replace(file, steps=tuple(steps))
    spec = spec_of(file, topic_id)
    pinned = tuple(id_ for id_ in spec.pinned if id_ != document_id)
    return replace_spec(file, replace(spec, pinned=pinned))


def exclude(file: TopicFile, document_id: str, topic_id: str) -> TopicFile:
    """Take a document out of a named topic by hand, whatever its words.

    A document of a found group must be in some group: `pin` moves it to another.
    """
    spec = spec_of(file, topic_id)
    return replace_spec(
        file,
        replace(
            spec,
            pinned=tuple(id_ for id_ in spec.pinned if id_ != document_id),
            excluded=tuple(dict.fromkeys((*spec.excluded, document_id))),
        ),
    )


def include(file: TopicFile, document_id: str, topic_id: str) -> TopicFile:
    """Undo that a document was taken out: its words count again."""
    spec = spec_of(file, topic_id)
    excluded = tuple(id_ for id_ in spec.excluded if id_ != document_id)
    return replace_spec(file, replace(spec, excluded=excluded))


def remove_topic(file: TopicFile, topic_id: str) -> TopicFile:
    """Remove a named topic."""
    removed = spec_of(file, topic_id)
    return replace(file, named=tuple(spec for spec in file.named if spec is not removed))


def set_words(file: TopicFile, topic_id: str, words: Iterable[str]) -> TopicFile:
    """Give a named topic other words."""
    spec = spec_of(file, topic_id)
    return replace_spec(file, replace(spec, words=usable_words(words, spec.label)))


def set_k(file: TopicFile, k: int | None) -> TopicFile:
    """Find `k` topics anew, or (None) as many as are suggested. The steps stay."""
    return check(replace(find_anew(file), k=k))


def _check_counts(word: str) -> list[tuple[str, ...]]:
    """The word as phrases; `TopicFileError` where it counts for nothing."""
    phrases = phrases_of([word])
    if not phrases:
        raise TopicFileError(
            _("“{word}” counts for no topic anyway: it says nothing about a subject.").format(
                word=word
            )
        )
    return phrases


def _with_veto(file: TopicFile, topic_id: str | None, words: tuple[str, ...]) -> TopicFile:
    if topic_id is None:
        return check(replace(find_anew(file), veto=words))
    return replace_spec(file, replace(spec_of(file, topic_id), veto=words))
