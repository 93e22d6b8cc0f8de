"""How each kind of exercise is drawn: for students, and its results."""

from collections.abc import Mapping
from typing import Final, Protocol

from dash_app.views.classroom.exercises import (
    corroborate,
    misfit,
    missing_voice,
    name_topic,
    order,
    sort_first,
    source_card,
)
from dash_app.views.classroom.exercises.parts import Form, Save, draw_example
from dash_app.views.classroom.exercises.results import Results
from dash_core import Collection
from dash_core.classroom.exercises import Answers, Exercise

__all__ = ["draw_example", "draw_exercise", "draw_results"]


class _View(Protocol):
    """What the module of a kind draws."""

    def draw_exercise(self, form: Form, collection: Collection) -> None: ...

    def draw_results(self, page: Results, collection: Collection) -> None: ...


_VIEWS: Final[Mapping[str, _View]] = {
    "sort_first": sort_first,
    "name_topic": name_topic,
    "misfit": misfit,
    "order": order,
    "corroborate": corroborate,
    "missing_voice": missing_voice,
    "source_card": source_card,
}


def draw_exercise(
    exercise: Exercise,
    collection: Collection,
    answers: Mapping[str, object],
    save: Save,
    frozen: bool,
) -> dict[str, str]:
    """The exercise as a student does it; `save` is called from callbacks only.

    Returns
    -------
    The choices (by question) that a browser sent with the first run, where they are others than
    `answers` has: clicked when the server was gone, or older than what another device chose.
    """
    form = Form(exercise, answers, save, frozen)
    _VIEWS[exercise.kind].draw_exercise(form, collection)
    return form.sent


def draw_results(
    exercise: Exercise,
    collection: Collection,
    answers: Answers,
    names: Mapping[str, str] | None,
    projector: bool,
) -> None:
    """What the class answered; without names where students stay anonymous."""
    page = Results(exercise, answers, names, projector)
    _VIEWS[exercise.kind].draw_results(page, collection)
    page.draw()
