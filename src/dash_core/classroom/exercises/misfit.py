"""Find the misfit: the word, or the document, that does not belong to a topic.

Word intrusion as in Chang et al. 2009, "Reading Tea Leaves: How Humans Interpret Topic Models":
five words that are typical of a topic and one that is typical of another and does not occur in
this one. Document intrusion is the same with documents: three of a topic and one of another. How
many people find the intruder says whether the topic makes sense to a reader.

Option `of`: "both", "words" or "documents". The topics are those of the listing, as far as they are
in the documents of the exercise.

Keys: `word-n` and `document-n` are the place, from "1", of what was chosen; `why-word-n` and
`why-document-n` the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Literal

import numpy as np

from dash_core.classroom.exercises.model import Exercise, Question, Texts
from dash_core.classroom.exercises.options import check_known, check_one_of
from dash_core.classroom.exercises.values import check_choice, check_text, number_of
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.topics import Topic

__all__ = [
    "LEAST",
    "MAX_REASON",
    "MOST",
    "Item",
    "check_answer",
    "check_options",
    "items",
    "questions",
    "texts",
]

LEAST: Final = 4
MOST: Final = 40
WORDS: Final = 5  # of the topic, beside the intruder
DOCUMENTS: Final = 3
MAX_ITEMS: Final = 10  # of each kind
MAX_REASON: Final = 300  # characters
OF: Final = ("both", "words", "documents")


@dataclass(frozen=True)
class Item:
    """One misfit to find: words, or ids of documents, as they are shown. `intruder` is the place
    of the misfit, from "1"; `topic` and `other` are the labels of the topics they are from."""

    key: str
    of: Literal["word", "document"]
    shown: tuple[str, ...]
    intruder: str
    topic: str
    other: str


def texts() -> Texts:
    """What the exercise says."""
    return Texts(
        name=_("Find the misfit"),
        aim=_(
            "Students test whether the program’s topics make sense: a topic whose misfit nobody "
            "finds is one that only the program sees."
        ),
        instructions=(
            _("In each row, all but one belong to the same topic. Which one does not?"),
            _("Choose it, even if you are not sure."),
            _("Write down what gave it away, or what made it hard."),
        ),
        ask=(
            _("Which misfit did nearly everybody find? What made it easy?"),
            _("Where did you choose something else: did you see a topic the program does not?"),
            _("A topic that nobody recognises: would you use it to write about the past?"),
        ),
        example=(
            (_("Given"), _("harvest · barn · plough · envoy · seed · mill")),
            (_("Answer"), _("envoy: the others are of a farm, it is of an embassy.")),
            (
                _("Harder"),
                _("harvest · barn · letter · plough · seed · mill: a “letter” fits any."),
            ),
        ),
        minutes=10,
    )


def check_options(options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
    """Raise `ValueError` where options make no sense."""
    check_known(options, ("of",))
    check_one_of(options, "of", OF)


@keep(8)
def _items(
    collection: Collection, documents: tuple[str, ...], of: str, seed: str
) -> tuple[Item, ...]:
    rows = {collection.row(id_) for id_ in documents}
    topics = [t for t in collection.topics.grouped if rows & set(t.members)]
    made: list[Item] = []
    if of in ("both", "words"):
        made += _numbered(_word_items(collection, topics, seed))
    if of in ("both", "documents"):
        made += _numbered(_document_items(collection, topics, rows, seed))
    return tuple(made)


def items(exercise: Exercise, collection: Collection) -> tuple[Item, ...]:
    """The misfits to find, always the same of the same listing. None where no two topics of the
    documents are apart."""
    of = exercise.options.get("of", OF[0])
    return _items(collection, exercise.documents, of, exercise.digest)


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """A choice and a reason for each item."""
    asked = []
    for item in items(exercise, collection):
        names = item.shown
        text = _("Which word does not belong?")
        if item.of == "document":
            names = tuple(collection.names[collection.row(id_)] for id_ in item.shown)
            text = _("Which document does not belong?")
        options = {str(n): name for n, name in enumerate(names, 1)}
        why = _("What gave it away?")
        number = item.key.rpartition("-")[2]
        asked += [
            Question(item.key, f"{number}. {text}", options),
            Question(f"why-{item.key}", f"{number}. {why}", required=False),
        ]
    return tuple(asked)


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """The value to keep; None for nothing. Raises `AnswerError`."""
    names = ("word", "document", "why-word", "why-document")
    name, _n = number_of(key, names, MAX_ITEMS)
    if name.startswith("why"):
        return check_text(value, MAX_REASON)
    most = WORDS + 1 if name == "word" else DOCUMENTS + 1
    return check_choice(value, {str(n) for n in range(1, most + 1)})


def _word_items(collection: Collection, topics: Sequence[Topic], seed: str) -> list[Item]:
    made, taken = [], set[str]()
    for topic in topics:
        others = [other for other in topics if other.id != topic.id]
        found = _intruding_words(collection, topic, others)
        if len(topic.terms) >= WORDS and found:
            word, other = next((pair for pair in found if pair[0] not in taken), found[0])
            taken.add(word)
            made.append(_item("word", (*topic.terms[:WORDS], word), topic, other, seed))
    return made


def _intruding_words(
    collection: Collection, topic: Topic, others: Sequence[Topic]
) -> list[tuple[str, Topic]]:
    """The words most typical of other topics that no document of this one has."""
    index = collection.index
    columns = {surface.casefold(): n for n, surface in enumerate(index.surfaces)}
    inside = np.asarray(index.subject[list(topic.members)].sum(axis=0)).ravel()
    used = {term.casefold() for term in topic.terms}
    found = []
    for place in range(max((len(other.terms) for other in others), default=0)):
        for other in others:
            word = other.terms[place].casefold() if place < len(other.terms) else ""
            column = columns.get(word)
            if column is not None and word not in used and inside[column] == 0:
                found.append((other.terms[place], other))
    return found


def _document_items(
    collection: Collection, topics: Sequence[Topic], rows: set[int], seed: str
) -> list[Item]:
    """Three documents of a topic and one of another; none that is in both."""
    made, taken = [], set[int]()
    members = [np.array(topic.members, dtype=np.int64) for topic in topics]
    places = [np.flatnonzero(np.isin(of_topic, list(rows))).tolist() for of_topic in members]
    for topic, of_topic, own_places in zip(topics, members, places, strict=True):
        own = of_topic[own_places].tolist()
        others = [
            (row, topics[number])
            for place, number in sorted((p, i) for i, each in enumerate(places) for p in each)
            if (row := int(members[number][place])) not in own
        ]
        fresh = [pair for pair in others if pair[0] not in taken] or others
        if len(own) >= DOCUMENTS and fresh:
            row, other = fresh[0]
            taken.add(row)
            ids = collection.table["id"]
            shown = tuple(str(ids[r]) for r in (*own[:DOCUMENTS], row))
            made.append(_item("document", shown, topic, other, seed))
    return made


def _item(
    of: Literal["word", "document"], shown: tuple[str, ...], topic: Topic, other: Topic, seed: str
) -> Item:
    """An item whose last is the intruder, shuffled by its content."""
    order = sorted(range(len(shown)), key=lambda i: _hash(f"{seed} {topic.id} {shown[i]}"))
    return Item(
        "",
        of,
        tuple(shown[i] for i in order),
        str(order.index(len(shown) - 1) + 1),
        topic.label,
        other.label,
    )


def _numbered(made: Sequence[Item]) -> list[Item]:
    return [
        Item(f"{i.of}-{n}", i.of, i.shown, i.intruder, i.topic, i.other)
        for n, i in enumerate(made[:MAX_ITEMS], 1)
    ]


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
