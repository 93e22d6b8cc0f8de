"""Whose voice is missing?, as students do it and as the class sees it afterwards."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import Form, Save, draw_document, number_heading
from dash_app.views.classroom.exercises.results import Bar, Results, bars
from dash_core import Collection
from dash_core.classroom.exercises import Answers, Exercise
from dash_core.classroom.exercises.missing_voice import (
    MAX_VOICE,
    causes,
    voices,
    ways,
)
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]

_GAPS = 3  # of the program's, shown


def draw_exercise(
    exercise: Exercise,
    collection: Collection,
    answers: Mapping[str, object],
    save: Save,
    frozen: bool,
) -> None:
    """The documents, then the questions about one voice that is not in them."""
    form = Form(exercise, answers, save, frozen)
    for n, id_ in enumerate(exercise.documents, 1):
        draw_document(collection, id_, number=number_heading(n, len(exercise.documents)))
    with st.container(key=form.key("box-1")):
        form.text("voice", _("Whose voice is missing?"), most=MAX_VOICE)
        form.choice("how", _("In which way is it missing?"), ways(), horizontal=False)
        form.choice("cause", _("Why may it be missing?"), causes(), horizontal=False)
        form.text("where", _("Where might it be found?"), most=MAX_VOICE)
        form.text("question", _("Your question for the archive"), lines=3)


def draw_results(
    exercise: Exercise,
    collection: Collection,
    answers: Answers,
    names: Mapping[str, str] | None,
    projector: bool,
) -> None:
    """The voices the class misses and its questions, then what the program counts."""
    found = voices(exercise, collection)
    with Results(exercise, answers, names, projector) as page:
        page.section(
            _("The class misses"),
            [
                ("", page.counted("voice")),
                (_("In which way"), bars(_counted(answers, "how", ways()))),
                (_("Why"), bars(_counted(answers, "cause", causes()))),
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


def _counted(answers: Answers, key: str, options: Mapping[str, str]) -> list[Bar]:
    counted = Counter(given.get(key) for given in answers.values())
    most = max((counted[value] for value in options), default=0)
    return [
        Bar(name, counted[value], counted[value] / max(most, 1)) for value, name in options.items()
    ]


def _people(people: Sequence[tuple[str, int]]) -> str:
    return escape(" · ".join(f"{name} ({n})" for name, n in people))
