"""How each kind of exercise is drawn: for students, and its results."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dash_app.views.classroom.exercises import sort_first
from dash_app.views.classroom.exercises.parts import ExerciseView

__all__ = ["EXERCISE_VIEWS", "ExerciseView"]

_SORT_FIRST: ExerciseView = sort_first

EXERCISE_VIEWS: Final[Mapping[str, ExerciseView]] = MappingProxyType({"sort_first": _SORT_FIRST})
"""The module of each kind, by its name."""
