"""Fitting a lesson to another listing: its documents, its topics."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dash_core.classroom.exercises import KINDS, Exercise, KindName, Lesson, questions
from dash_core.classroom.exercises.sort_first import MAX_TOPICS
from dash_core.classroom.exercises.values import MAX_LABEL
from dash_core.classroom.lessons.lesson_file import check_lesson
from dash_core.collection.collection import Collection
from dash_core.common.errors import LessonError
from dash_core.common.i18n import _, count
from dash_core.text.search.ranking import best_first
from dash_core.text.vectors.similarity import MIN_DUPLICATE_RESEMBLANCE, resemblance

__all__ = [
    "adapt_exercise",
    "adapt_lesson",
    "check_fits",
    "missing_documents",
    "new_exercise",
]

_WANTED = {
    "sort_first": 8,
    "name_topic": 9,
    "misfit": 40,
    "order": 6,
    "corroborate": 2,
    "missing_voice": 8,
    "source_card": 1,
}  # documents that an exercise takes where it may choose
_OF_GROUP = 3  # documents of a group to be named
_LOOKED_AT = 60  # documents, spread over the listing, for which a similar one is sought
_NEAREST = 50  # documents that are tried, should the nearest be the same text


def missing_documents(lesson: Lesson, collection: Collection) -> tuple[str, ...]:
    """The ids of documents of a lesson that are not in a listing."""
    known = collection.core.row_of
    ids = (id_ for exercise in lesson.exercises for id_ in exercise.documents)
    return tuple(dict.fromkeys(id_ for id_ in ids if id_ not in known))


def check_fits(lesson: Lesson, collection: Collection) -> None:
    """Raise `LessonError` where a lesson cannot be done with a listing."""
    if missing := missing_documents(lesson, collection):
        raise LessonError(
            _(
                "“{title}” needs {documents} that {name} does not have: open the listing it was "
                "made for, or choose other documents."
            ).format(title=lesson.title, documents=count(len(missing)), name=collection.name)
        )
    for exercise in lesson.exercises:
        if not questions(exercise, collection):
            raise LessonError(
                _(
                    "“{title}” has nothing to ask: its documents must belong to at least two "
                    "topics. Choose more documents, or make topics on the Topics page."
                ).format(title=exercise.title)
            )


def new_exercise(kind: KindName, collection: Collection, ids: Sequence[str] = ()) -> Exercise:
    """An exercise of a kind on documents of a listing (`ids`; none: of all), as the kind suggests.

    Raises
    ------
    LessonError
        If there are too few documents.
    """
    exercise = Exercise(kind, KINDS[kind].texts().name, (), KINDS[kind].texts().minutes)
    return adapt_exercise(exercise, collection, ids)


def adapt_lesson(lesson: Lesson, collection: Collection, ids: Sequence[str] = ()) -> Lesson:
    """A lesson with other documents: those of `ids` (none: of the whole listing).

    The teacher's topics become those of the listing; titles, times and instructions stay. Notes
    speak of the documents that the lesson was on, and go.

    Raises
    ------
    LessonError
        If there are too few documents for an exercise, or they are in too few topics.
    """
    adapted = [
        replace(adapt_exercise(exercise, collection, ids), notes="")
        for exercise in lesson.exercises
    ]
    made = check_lesson(replace(lesson, exercises=tuple(adapted)), lesson.title)
    check_fits(made, collection)
    return made


def adapt_exercise(exercise: Exercise, collection: Collection, ids: Sequence[str] = ()) -> Exercise:
    """An exercise with other documents, as `adapt_lesson`."""
    rows = [collection.row(id_) for id_ in ids] or list(range(len(collection)))
    least = KINDS[exercise.kind].LEAST
    options: dict[str, Any] = dict(exercise.options)
    chosen: list[int] = []
    if exercise.kind == "name_topic":
        groups = _groups(collection, rows)
        options["groups"] = [len(group) for group in groups]
        chosen = [row for group in groups for row in group]
    elif exercise.kind == "corroborate":
        chosen = _pair(collection, rows)
    elif exercise.kind == "order":
        chosen = _in_time(collection, rows, _WANTED["order"])
    else:
        chosen = _spread(collection, rows, _WANTED[exercise.kind])
    if len(chosen) < least:
        raise LessonError(
            _("“{title}” needs at least {n} documents that suit it; {name} has {m}.").format(
                title=exercise.title, n=least, name=collection.name, m=len(chosen)
            )
        )
    if exercise.kind == "sort_first" and (options.get("topics") or not exercise.documents):
        labels = [topic.label[:MAX_LABEL] for topic in collection.topics.grouped]
        options["topics"] = labels[:MAX_TOPICS] if len(labels) >= 2 else []
    if not options.get("topics", True):
        del options["topics"]
    table_ids = collection.table["id"]
    documents = tuple(str(table_ids[row]) for row in chosen)
    return replace(exercise, documents=documents, options=options)


def _spread(collection: Collection, rows: Sequence[int], n: int) -> list[int]:
    """Documents of all topics in turn, in the order of the listing."""
    inside = set(rows)
    told = collection.table["title"].to_numpy(), collection.table["summary"].to_numpy()
    queues = [
        (row for row in topic.members if row in inside and (told[0][row] or told[1][row]))
        for topic in collection.topics
    ]
    chosen: dict[int, None] = {}
    while queues and len(chosen) < n:
        queues = [queue for queue in queues if _take(queue, chosen, n)]
    for row in rows:
        if len(chosen) >= min(n, len(rows)):
            break
        chosen[row] = None
    return sorted(chosen)


def _take(queue: Iterator[int], chosen: dict[int, None], n: int) -> bool:
    """Take the next of a queue, up to `n` documents; whether there was one."""
    row = next(queue, None)
    if row is not None and len(chosen) < n:
        chosen[row] = None
    return row is not None


def _groups(collection: Collection, rows: Sequence[int]) -> list[list[int]]:
    """The most typical documents of the largest topics, each in one."""
    inside, taken = set(rows), set[int]()
    groups: list[list[int]] = []
    for topic in sorted(collection.topics.grouped, key=lambda topic: -topic.size):
        own = [row for row in topic.members if row in inside and row not in taken][:_OF_GROUP]
        if len(own) >= 2 and len(groups) < _OF_GROUP:
            taken.update(own)
            groups.append(own)
    return groups or [list(rows[:_OF_GROUP])]


def _pair(collection: Collection, rows: Sequence[int]) -> list[int]:
    """Two documents much alike that are not nearly the same text, of some that are looked at."""
    similarity, texts = collection.space.similarity, collection.core.subjects.texts
    inside = np.zeros(len(collection), dtype=bool)
    inside[list(rows)] = True
    best, pair = 0.0, list(rows[:2])
    step = max(1, len(rows) // _LOOKED_AT)
    for row in rows[::step]:
        scores = np.where(inside, similarity.scores(row), 0)
        for other in best_first(collection.all_rows, scores, _NEAREST):
            if scores[other] <= best:
                break
            if resemblance(texts(row), texts(int(other))) < MIN_DUPLICATE_RESEMBLANCE:
                best, pair = float(scores[other]), sorted((row, int(other)))
                break
    return pair


def _in_time(collection: Collection, rows: Sequence[int], n: int) -> list[int]:
    """Dated documents, as far apart in time as can be."""
    days = collection.table["date_earliest"].to_numpy()
    dated = sorted((row for row in rows if not np.isnat(days[row])), key=lambda row: days[row])
    if len(dated) <= n:
        return dated
    return [dated[round(i)] for i in np.linspace(0, len(dated) - 1, n)]
