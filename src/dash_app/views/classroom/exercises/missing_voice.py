"""Whose voice is missing?, as students do it and as the class sees it afterwards."""

from collections.abc import Sequence

import streamlit as st

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import Form, draw_document, number_heading
from dash_app.views.classroom.exercises.results import Results, bars
from dash_core import Collection
from dash_core.classroom.exercises.missing_voice import (
    MAX_VOICE,
    causes,
    voices,
    ways,
)
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]

_GAPS = 3  # of the program's, shown


def draw_exercise(form: Form, collection: Collection) -> None:
    """The documents, then the questions about one voice that is not in them."""
    exercise = form.exercise
    for n, id_ in enumerate(exercise.documents, 1):
        draw_document(collection, id_, number=number_heading(n, len(exercise.documents)))
    with st.container(key=form.key("box-1")):
        form.text("voice", _("Whose voice is missing?"), most=MAX_VOICE)
        form.choice("how", _("In which way is it missing?"), ways(), horizontal=False)
        form.choice("cause", _("Why may it be missing?"), causes(), horizontal=False)
        form.text("where", _("Where might it be found?"), most=MAX_VOICE)
        form.text("question", _("Your question for the archive"), lines=3)


def draw_results(page: Results, collection: Collection) -> None:
    """The voices the class misses and its questions, then what the program counts."""
    exercise = page.exercise
    found = voices(exercise, collection)
    page.section(
        _("The class misses"),
        [
            ("", page.counted("voice")),
            (_("In which way"), bars(page.chosen("how", ways()))),
            (_("Why"), bars(page.chosen("cause", causes()))),
        ],
    )
    page.section(
        _("Questions for the archive"),
        [
            ("", page.lines("question")),
            (_("Where it might be found"), page.lines("where")),
        ],
    )
    gaps = "".join(f"<li>{escape(gap.question)}</li>" for gap in found.gaps[:_GAPS])
    page.section(
        _("What the program counts"),
        [
            (_("They speak"), _people(found.speak)),
            (_("They are written to, and do not speak"), _people(found.addressed)),
            (_("They are only spoken about"), _people(found.named)),
            (_("It would ask"), f"<ul>{gaps}</ul>" if gaps else ""),
            ("", escape(_("It cannot miss anyone whose name stands nowhere."))),
        ],
    )


def _people(people: Sequence[tuple[str, int]]) -> str:
    return escape(" · ".join(f"{name} ({n})" for name, n in people))
