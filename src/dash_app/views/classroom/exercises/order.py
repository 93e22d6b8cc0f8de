"""Order the undated, as students do it and as the class sees it afterwards.

Nothing is dragged and nothing moves: each document gets the number of its place, and the order is
listed below.
"""

from collections.abc import Mapping

import streamlit as st

from dash_app.components.html import escape, format_date
from dash_app.views.classroom.exercises.parts import (
    Form,
    draw_document,
    letter,
    name_of,
)
from dash_app.views.classroom.exercises.results import Results, cut, share, table
from dash_core import Collection
from dash_core.classroom.exercises import Exercise
from dash_core.classroom.exercises.order import places, shown_order
from dash_core.classroom.results.scoring import (
    OrderScore,
    Placed,
    class_order,
    class_places,
    places_given,
    score_order,
    spans_of,
)
from dash_core.common.i18n import _, ngettext

__all__ = ["draw_exercise", "draw_results"]

_TITLE = (200, 45)  # characters of a title in a table, on a page and on a projector


def draw_exercise(form: Form, collection: Collection) -> None:
    """The documents without their dates, a place for each, and the order that comes of it."""
    exercise = form.exercise
    options = {place: place for place in places(exercise)}
    shown = shown_order(exercise)
    for i, n in enumerate(shown):
        with st.container(key=form.key(f"box-{n}")):
            id_ = exercise.documents[n - 1]
            draw_document(collection, id_, number=letter(i), is_dated=False)
            form.choice(
                f"place-{n}", _("Place of {letter} in time").format(letter=letter(i)), options
            )
    with st.container(key=form.key("box-end")):
        st.html(_own_order(exercise, collection, form.answers, shown))
        form.text("why", _("Which clues does it rest on? Where are you guessing?"), lines=3)


def _own_order(
    exercise: Exercise, collection: Collection, answers: Mapping[str, object], shown: list[int]
) -> str:
    """The order so far; as many lines as there are documents, so that nothing moves below."""
    lines = []
    for place in places(exercise):
        here = [
            f"{letter(i)} – {name_of(collection, exercise.documents[n - 1])}"
            for i, n in enumerate(shown)
            if answers.get(f"place-{n}") == place
        ]
        lines.append(f"<li>{'<br>'.join(escape(name) for name in here) or '…'}</li>")
    title = escape(_("Your order, the earliest first"))
    return f'<p class="ex-label">{title}</p><ol class="ex-order">{"".join(lines)}</ol>'


def draw_results(page: Results, collection: Collection) -> None:
    """The order of the class beside the dates."""
    exercise = page.exercise
    given = places_given(exercise, page.answers)
    spans = spans_of(exercise, collection)
    order = class_order(list(given.values()))
    if not order:
        page.section(_("No answer yet"), [])
        return
    score = score_order(class_places(order, len(spans)), spans)
    page.section(_format_score(score), [("", _table(exercise, collection, order, page.projector))])
    shares = {student: score_order(of_one, spans).share for student, of_one in given.items()}
    page.section(
        _("What can be known, and what it rests on"),
        [
            ("", escape(_format_unknown(score))),
            (_("Pairs put right, by student"), escape(_by_student(shares, page.names))),
            (_("It rests on"), page.lines("why")),
        ],
    )


def _format_score(score: OrderScore) -> str:
    if score.share is None:
        return _("The dates do not say which came first: no order can be scored")
    return _("The class put {right} of {known} pairs right ({share})").format(
        right=score.right, known=score.right + score.wrong, share=share(score.share)
    )


def _format_unknown(score: OrderScore) -> str:
    if not score.unknown:
        return _("The dates say of every two documents which came first.")
    return ngettext(
        "{n} pair of documents counts for nobody: their dates do not say which came first.",
        "{n} pairs of documents count for nobody: their dates do not say which came first.",
        score.unknown,
    )


def _by_student(shares: Mapping[str, float | None], names: Mapping[str, str] | None) -> str:
    """The share each student put right; without names the lowest and the highest."""
    known = sorted((value, student) for student, value in shares.items() if value is not None)
    if not known:
        return ""
    if names:
        best = [f"{names.get(student, student)}: {share(value)}" for value, student in known[::-1]]
        return " · ".join(best)
    return _("from {low} to {high}").format(low=share(known[0][0]), high=share(known[-1][0]))


def _table(exercise: Exercise, collection: Collection, order: list[Placed], projector: bool) -> str:
    """The order of the class, how far people differed, and the date as printed."""
    rows = []
    for n, one in enumerate(order, 1):
        id_ = exercise.documents[one.document]
        date = format_date(collection.table.iloc[collection.row(id_)])
        span = f"{one.first}" if one.first == one.last else f"{one.first}–{one.last}"
        name = cut(name_of(collection, id_), _TITLE[projector])
        rows.append([str(n), name, span, date or _("no date")])
    return table([_("Class"), _("Document"), _("Places given"), _("Date")], rows)
