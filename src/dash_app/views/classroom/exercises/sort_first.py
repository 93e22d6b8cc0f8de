"""Sort first, as students do it and as the class sees it afterwards."""

import streamlit as st

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import Form, draw_document, number_heading
from dash_app.views.classroom.exercises.sort_results import draw_results
from dash_core import Collection
from dash_core.classroom.exercises.sort_first import (
    MAX_OWN,
    MAX_REASON,
    NONE,
    has_own_topics,
    topic_labels,
)
from dash_core.classroom.exercises.values import MAX_LABEL
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]


def draw_exercise(form: Form, collection: Collection) -> None:
    """Topics of one's own, if asked for, then a topic and a reason for each document."""
    exercise = form.exercise
    if has_own_topics(exercise):
        st.html(f"<p>{escape(_('Read some of the descriptions, then name your topics here.'))}</p>")
        for n in range(1, MAX_OWN + 1):
            form.text(f"topic-{n}", _("Your topic {n}").format(n=n), most=MAX_LABEL)
    options, names = topic_labels(exercise, form.answers), {}
    if has_own_topics(exercise):  # numbers tell apart what a student calls alike
        names = {n: name for n, name in options.items() if n != NONE}
        options = {n: n for n in names} | {NONE: options[NONE]}
    for n, id_ in enumerate(exercise.documents, 1):
        number = number_heading(n, len(exercise.documents))
        with st.container(key=form.key(f"box-{n}")):
            draw_document(collection, id_, number=number)
            form.choice(
                f"document-{n}",
                _("Topic of document {n}").format(n=n),
                options,
                names=names,
                is_shown=False,
            )
            form.text(f"why-{n}", _("What decided it?"), most=MAX_REASON)
