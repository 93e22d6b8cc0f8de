"""Source card, as students do it and as the class sees it afterwards."""

import streamlit as st

from dash_app.components.html import escape, format_date
from dash_app.views.classroom.exercises.parts import (
    Form,
    draw_document,
    name_of,
    number_heading,
)
from dash_app.views.classroom.exercises.results import Results
from dash_core import Collection
from dash_core.classroom.exercises.source_card import LEVELS, MAX_LINE, parts, starters
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]


def draw_exercise(form: Form, collection: Collection) -> None:
    """Each document, then its card: five lines, each with a beginning."""
    exercise = form.exercise
    begin = starters(exercise.options.get("level", LEVELS[0]))
    for n, id_ in enumerate(exercise.documents, 1):
        with st.container(key=form.key(f"box-{n}")):
            draw_document(collection, id_, number=number_heading(n, len(exercise.documents)))
            for part, label in parts().items():
                form.text(f"{part}-{n}", label, begin=begin[part], lines=2, most=MAX_LINE)


def draw_results(page: Results, collection: Collection) -> None:
    """What the class wrote in each line, then what the listing says."""
    exercise = page.exercise
    for n, id_ in enumerate(exercise.documents, 1):
        document = collection.table.iloc[collection.row(id_)]
        given = {
            "who": ", ".join(document["creators"]),
            "whom": ", ".join(document["recipients"]),
            "when": format_date(document),
        }
        shown = []
        for part, label in parts().items():
            answer = page.lines(f"{part}-{n}")
            listed = given.get(part, "")
            if listed:
                listed = _("The listing says: {text}").format(text=listed)
                answer += f'<p class="muted">{escape(listed)}</p>'
            shown.append((label, answer))
        page.section(name_of(collection, id_), shown)
