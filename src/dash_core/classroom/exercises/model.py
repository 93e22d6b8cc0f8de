"""Exercises, lessons and questions: the data that pages draw and a class answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from json import dumps
from typing import Any, Final, Literal, Protocol

from dash_core.collection.collection import Collection

__all__ = [
    "MAX_KEY",
    "Answers",
    "Exercise",
    "Kind",
    "KindName",
    "Lesson",
    "Question",
    "Texts",
]

MAX_KEY: Final = 64  # characters of a question's key

KindName = Literal[
    "sort_first",
    "name_topic",
    "misfit",
    "order",
    "corroborate",
    "missing_voice",
    "source_card",
]

Answers = Mapping[str, Mapping[str, Any]]
"""What a class answered: by student, by the key of the question."""


@dataclass(frozen=True)
class Exercise:
    """One exercise of a lesson.

    `kind` is one of `KindName`. `instructions` (for students) and `notes` (for the teacher) are
    the teacher's own; "" for those of the kind. `documents` are ids, in the order students see
    them. `options` depend on the kind; what is left out has the kind's default.
    """

    kind: KindName
    title: str
    documents: tuple[str, ...]
    minutes: int = 10
    instructions: str = ""
    notes: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with anything in the exercise."""
        values = [self.kind, self.title, self.documents, dict(self.options)]
        text = dumps(values, sort_keys=True)
        return blake2b(text.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class Lesson:
    """Exercises in a row. `about` says to the teacher what the lesson is for; `language` (of
    `dash_core.common.i18n.LANGUAGES`) is what a class of it speaks, "" each student's own."""

    title: str
    exercises: tuple[Exercise, ...]
    about: str = ""
    language: str = ""

    @property
    def minutes(self) -> int:
        """How long the exercises take together."""
        return sum(exercise.minutes for exercise in self.exercises)


@dataclass(frozen=True)
class Question:
    """One thing a student answers.

    `key` stays the same as long as the exercise does; `text` is the question as it is printed
    in tables of answers; `options` are the values that can be chosen, with what they are called;
    none for what is written freely. Who has not answered a question that is `required` is not done.
    """

    key: str
    text: str
    options: Mapping[str, str] = field(default_factory=dict)
    required: bool = True

    def format(self, value: Any) -> str:
        """An answer as text."""
        if isinstance(value, (list, tuple)):
            return "; ".join(self.format(item) for item in value)
        return self.options.get(value, value) if isinstance(value, str) else ""


@dataclass(frozen=True)
class Texts:
    """What a kind of exercise says: its name, its aim, instructions for students, what the
    teacher asks afterwards, and a worked example in lines (what is given, what is done)."""

    name: str
    aim: str
    instructions: tuple[str, ...]
    ask: tuple[str, ...]
    example: tuple[tuple[str, str], ...]
    minutes: int


class Kind(Protocol):
    """What the module of a kind has."""

    LEAST: int  # documents that an exercise of this kind needs
    MOST: int  # documents that a class can do

    def texts(self) -> Texts:
        """What the exercise says."""
        ...

    def check_options(self, options: Mapping[str, Any], documents: tuple[str, ...]) -> None:
        """Raise `ValueError` with the problem (no full stop) where options make no sense."""
        ...

    def questions(self, exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
        """The questions of an exercise, in order."""
        ...

    def check_answer(self, exercise: Exercise, key: str, value: Any) -> Any:
        """The value to keep; raises `AnswerError`."""
        ...
