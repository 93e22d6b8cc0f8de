"""The kinds of exercises: what they ask, and which answers they take."""

from dash_core.classroom.exercises.kinds import (
    KINDS,
    check_answer,
    instructions_of,
    questions,
    texts_of,
)
from dash_core.classroom.exercises.model import (
    MAX_KEY,
    Answers,
    Exercise,
    Kind,
    KindName,
    Lesson,
    Question,
    Texts,
)

__all__ = [
    "KINDS",
    "MAX_KEY",
    "Answers",
    "Exercise",
    "Kind",
    "KindName",
    "Lesson",
    "Question",
    "Texts",
    "check_answer",
    "instructions_of",
    "questions",
    "texts_of",
]
