"""Name the topic, as students do it and as the class sees it afterwards."""

from collections.abc import Sequence

import streamlit as st

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import (
    Form,
    draw_document,
    heading,
    name_of,
    number_heading,
)
from dash_app.views.classroom.exercises.results import Results, cut, words_of_machine
from dash_core import Collection
from dash_core.classroom.exercises.name_topic import MAX_REASON, groups
from dash_core.classroom.exercises.values import MAX_LABEL
from dash_core.classroom.results.machine import group_words
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]

_TITLE = 50  # characters of a title beside others


def draw_exercise(form: Form, collection: Collection) -> None:
    """The documents of each group, then its name."""
    exercise = form.exercise
    of_each = groups(exercise)
    for n, ids in enumerate(of_each, 1):
        with st.container(key=form.key(f"box-{n}")):
            if len(of_each) > 1:
                heading(_("Group {n} of {of}").format(n=n, of=len(of_each)))
            for i, id_ in enumerate(ids, 1):
                draw_document(collection, id_, number=number_heading(i, len(ids)))
            form.text(f"name-{n}", _("Your name for this group"), most=MAX_LABEL)
            form.text(f"why-{n}", _("What do its documents have in common?"), most=MAX_REASON)


def draw_results(page: Results, collection: Collection) -> None:
    """The names of the class, then the program's words and name."""
    exercise = page.exercise
    for n, ids in enumerate(groups(exercise), 1):
        of_class = page.counted(f"name-{n}")
        machine = group_words(collection, ids)
        page.section(
            _("Group {n}").format(n=n),
            [
                ("", _names(collection, ids)),
                (_("The class"), of_class),
                (_("Because"), page.lines(f"why-{n}")),
            ],
            [
                (_("The program’s words"), words_of_machine(machine.words)),
                (_("In the listing it is called"), escape(machine.label)),
            ],
        )


def _names(collection: Collection, ids: Sequence[str]) -> str:
    """The documents of a group, to remember them by."""
    names = " · ".join(cut(name_of(collection, id_), _TITLE) for id_ in ids)
    return f'<p class="muted">{escape(names)}</p>'
