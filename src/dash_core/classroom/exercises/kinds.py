"""All kinds of exercises, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from dash_core.classroom.exercises import (
    corroborate,
    misfit,
    missing_voice,
    name_topic,
    order,
    sort_first,
    source_card,
)
from dash_core.classroom.exercises.model import Exercise, Kind, Question, Texts
from dash_core.classroom.exercises.values import unknown_key
from dash_core.collection.collection import Collection

__all__ = ["KINDS", "check_answer", "instructions_of", "questions", "texts_of"]

_KINDS: Final[dict[str, Kind]] = {
    "sort_first": sort_first,
    "name_topic": name_topic,
    "misfit": misfit,
    "order": order,
    "corroborate": corroborate,
    "missing_voice": missing_voice,
    "source_card": source_card,
}

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(_KINDS)
"""The modules of the kinds, in the order a teacher chooses from."""


def questions(exercise: Exercise, collection: Collection) -> tuple[Question, ...]:
    """The questions of an exercise, in the order students see them.

    Raises
    ------
    UnknownDocumentError
        If a document of the exercise is not in the collection.
    """
    return KINDS[exercise.kind].questions(exercise, collection)


def check_answer(exercise: Exercise, key: str, value: Any) -> Any:
    """What to keep of an answer that came from outside: a JSON value, None for no answer.

    Raises
    ------
    AnswerError
        If there is no such question, or the value is no answer to it; one sentence.
    """
    if not isinstance(key, str):
        raise unknown_key(key)
    return KINDS[exercise.kind].check_answer(exercise, key, value)


def texts_of(exercise: Exercise) -> Texts:
    """What exercises of this kind say."""
    return KINDS[exercise.kind].texts()


def instructions_of(exercise: Exercise) -> tuple[str, ...]:
    """The instructions for students, a step each: the teacher's own, else those of the kind."""
    own = tuple(line.strip() for line in exercise.instructions.splitlines() if line.strip())
    return own or texts_of(exercise).instructions
