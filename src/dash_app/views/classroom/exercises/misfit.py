"""Find the misfit, as students do it and as the class sees it afterwards."""

import streamlit as st

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import (
    Form,
    draw_document,
    heading,
    letter,
    name_of,
    number_heading,
)
from dash_app.views.classroom.exercises.results import Bar, Results, bars, cut, share
from dash_core import Collection
from dash_core.classroom.exercises.misfit import MAX_REASON, Item, items
from dash_core.classroom.results.scoring import MisfitScore, misfit_scores, misfits_found
from dash_core.common.i18n import _

__all__ = ["draw_exercise", "draw_results"]

_TITLE = (200, 55)  # characters of a title beside a bar, on a page and on a projector


def draw_exercise(form: Form, collection: Collection) -> None:
    """Words, or documents, of which one does not belong."""
    exercise = form.exercise
    made = items(exercise, collection)
    for n, item in enumerate(made, 1):
        with st.container(key=form.key(f"box-{item.key}")):
            heading(number_heading(n, len(made)))
            options = {str(i): name for i, name in enumerate(item.shown, 1)}
            label = _("Which word does not belong?")
            if item.of == "document":
                label = _("Which document does not belong?")
                for i, id_ in enumerate(item.shown):
                    draw_document(collection, id_, number=letter(i))
                options = {str(i + 1): letter(i) for i in range(len(item.shown))}
            form.choice(item.key, label, options)
            form.text(f"why-{item.key}", _("What gave it away?"), most=MAX_REASON)


def draw_results(page: Results, collection: Collection) -> None:
    """How many found each misfit, beside what guessing would reach."""
    exercise = page.exercise
    made = items(exercise, collection)
    for n, score in enumerate(misfit_scores(made, page.answers), 1):
        page.section(
            _("Row {n}: {verdict}").format(n=n, verdict=_verdict(score)),
            [
                ("", bars(_choices(collection, score, page.projector))),
                (_("The topics"), escape(_topics(score.item))),
                (_("Because"), page.lines(f"why-{score.item.key}")),
            ],
        )
    if page.names:
        found = {
            name: misfits_found(made, page.answers.get(student, {}))
            for student, name in page.names.items()
        }
        text = " · ".join(f"{name}: {right}/{of}" for name, (right, of) in found.items() if of)
        page.section(_("Found, by student"), [("", escape(text))] if text else [])


def _verdict(score: MisfitScore) -> str:
    if score.precision is None:
        return _("No answer yet")
    return _("{found} of {answered} found it ({share}; guessing would reach {chance})").format(
        found=score.found,
        answered=score.answered,
        share=share(score.precision),
        chance=share(score.chance),
    )


def _choices(collection: Collection, score: MisfitScore, projector: bool) -> list[Bar]:
    item = score.item
    most = max(score.answered, 1)
    shown = []
    for i, value in enumerate(item.shown):
        name = value if item.of == "word" else name_of(collection, value)
        name = cut(name, _TITLE[projector])
        n = score.choices.get(str(i + 1), 0)
        is_it = item.intruder == str(i + 1)
        shown.append(Bar(name, n, n / most, _("the misfit") if is_it else ""))
    return shown


def _topics(item: Item) -> str:
    text = _("The others are typical of “{topic}”, the misfit of “{other}”.")
    return text.format(topic=item.topic, other=item.other)
