"""The lesson of a class, and the exercise of it that is on."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from json import dumps, loads

from dash_app.session import classroom
from dash_core.classroom.exercises import Exercise, Lesson, instructions_of, questions
from dash_core.classroom.lessons.lesson_file import lesson_from_data
from dash_core.classroom.store import Classroom
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _

__all__ = [
    "current",
    "format_place",
    "format_time",
    "instructions",
    "lesson_of",
    "n_questions",
    "open_collection",
    "progress",
]


def lesson_of(room: Classroom) -> Lesson:
    """The lesson of a class."""
    return _read(dumps(room.lesson, sort_keys=True))


@lru_cache(maxsize=64)
def _read(text: str) -> Lesson:
    return lesson_from_data(loads(text), _("this class"))


def current(room: Classroom) -> Exercise | None:
    """The exercise that is on; None before the first."""
    exercises = lesson_of(room).exercises
    return exercises[room.exercise] if 0 <= room.exercise < len(exercises) else None


def open_collection(room: Classroom) -> None:
    """Read what the class is about, where an exercise is on, before a fragment asks for it: a
    fragment cannot draw the bar at the top of the page."""
    if current(room) is not None:
        classroom.collection(room)


def instructions(exercise: Exercise) -> tuple[str, ...]:
    """What students are told, a step a line."""
    return tuple(instructions_of(exercise))


def format_place(room: Classroom) -> str:
    """`Exercise 2 of 3`."""
    return _("Exercise {n} of {all}").format(
        n=room.exercise + 1, all=len(lesson_of(room).exercises)
    )


def format_time(room: Classroom, exercise: Exercise) -> str:
    """`4 of 15 minutes`, by the clock of the server."""
    gone = room.minutes_on(datetime.now(UTC).replace(tzinfo=None))
    return _("{n} of {all} minutes").format(n=gone, all=exercise.minutes)


def n_questions(exercise: Exercise, collection: Collection) -> int:
    """How many answers one student owes."""
    return len(_required(exercise, collection))


def progress(exercise: Exercise, collection: Collection, given: Mapping[str, object]) -> int:
    """How many of them a student has given."""
    return sum(key in given for key in _required(exercise, collection))


def _required(exercise: Exercise, collection: Collection) -> list[str]:
    return [one.key for one in questions(exercise, collection) if one.required]
