"""Do they corroborate?, as students do it and as the class sees it afterwards."""

import streamlit as st

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import Form, draw_document, heading, name_of
from dash_app.views.classroom.exercises.results import Results, bars, words_of_machine
from dash_core import Collection
from dash_core.classroom.exercises.corroborate import MAX_PART, pairs, reasons
from dash_core.classroom.results.machine import shared_words
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]


def draw_exercise(form: Form, collection: Collection) -> None:
    """Two documents, then what both say, what only one says, and who had a reason."""
    exercise = form.exercise
    of_all = pairs(exercise)
    for n, (first, second) in enumerate(of_all, 1):
        with st.container(key=form.key(f"box-{n}")):
            if len(of_all) > 1:
                heading(_("Pair {n} of {of}").format(n=n, of=len(of_all)))
            draw_document(collection, first, number=_("A"))
            draw_document(collection, second, number=_("B"))
            form.text(f"both-{n}", _("What do both say?"), lines=2, most=MAX_PART)
            form.text(f"first-{n}", _("What does only A say?"), lines=2, most=MAX_PART)
            form.text(f"second-{n}", _("What does only B say?"), lines=2, most=MAX_PART)
            label = _("Who had a reason to say it in this way?")
            form.choice(f"reason-{n}", label, reasons(), horizontal=False)
            form.text(f"why-{n}", _("Which reason?"), lines=2, most=MAX_PART)


def draw_results(page: Results, collection: Collection) -> None:
    """What the class found in each pair, then the words both have."""
    exercise = page.exercise
    of_all = pairs(exercise)
    for n, (first, second) in enumerate(of_all, 1):
        titles = f"A: {name_of(collection, first)}", f"B: {name_of(collection, second)}"
        page.section(
            _("Pair {n}").format(n=n) if len(of_all) > 1 else _("A and B"),
            [
                ("", "<br>".join(escape(title) for title in titles)),
                (_("Both"), page.lines(f"both-{n}")),
                (_("Only A"), page.lines(f"first-{n}")),
                (_("Only B"), page.lines(f"second-{n}")),
                (_("Who had a reason"), bars(page.chosen(f"reason-{n}", reasons()))),
                (_("Which reason?"), page.lines(f"why-{n}")),
            ],
            [
                (
                    _("Words both have, by the program"),
                    words_of_machine(shared_words(collection, first, second)),
                ),
            ],
        )
