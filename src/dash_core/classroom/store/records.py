"""What the store gives: a class, a student."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["WAITING", "Answer", "ClassUsage", "Classroom", "Student"]

WAITING = -1
"""The number of no exercise: the class has not begun."""


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class as it is now.

    Attributes
    ----------
    id
        Of this database.
    code
        What students type.
    title
        What it is called on screen.
    study_key
        The study whose documents it is about (`ClassStore.study`).
    lesson
        Its exercises, as JSON.
    exercise
        The number of the one that is on, from 0; `WAITING` before the first.
    is_frozen
        Whether no answer is taken now.
    is_revealed
        Whether students see the results of the exercise that is on.
    shows_names
        Whether students see one another's nicknames.
    version
        Grows with every change of what is above.
    created, expires, begun
        When it was made, when it is deleted, and when the exercise that is on began (UTC).
    """

    id: int
    code: str
    title: str
    study_key: str
    lesson: Mapping[str, Any]
    exercise: int
    is_frozen: bool
    is_revealed: bool
    shows_names: bool
    version: int
    created: datetime
    expires: datetime
    begun: datetime | None = None

    def minutes_on(self, now: datetime) -> int:
        """For how many whole minutes the exercise has been on."""
        return max(0, int((now - self.begun).total_seconds() // 60)) if self.begun else 0


@dataclass(frozen=True, slots=True)
class ClassUsage:
    """How large a class is, without anything that is in it. Times are UTC."""

    created: datetime
    expires: datetime
    n_students: int
    n_answers: int


@dataclass(frozen=True, slots=True)
class Student:
    """A student of a class, who is known by a number and a nickname."""

    class_id: int
    number: int
    nickname: str

    @property
    def id(self) -> str:
        """The number as results name it."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is kept. `value` is None where it was taken back."""

    value: Any
    revision: int
