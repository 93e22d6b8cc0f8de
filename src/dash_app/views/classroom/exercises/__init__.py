"""How each kind of exercise is drawn: for students, and its results."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dash_app.views.classroom.exercises import (
    corroborate,
    misfit,
    missing_voice,
    name_topic,
    order,
    sort_first,
    source_card,
)
from dash_app.views.classroom.exercises.parts import ExerciseView, draw_example

__all__ = ["EXERCISE_VIEWS", "ExerciseView", "draw_example"]

_VIEWS: Final[dict[str, ExerciseView]] = {
    "sort_first": sort_first,
    "name_topic": name_topic,
    "misfit": misfit,
    "order": order,
    "corroborate": corroborate,
    "missing_voice": missing_voice,
    "source_card": source_card,
}

EXERCISE_VIEWS: Final[Mapping[str, ExerciseView]] = MappingProxyType(_VIEWS)
"""The module of each kind, by its name."""
