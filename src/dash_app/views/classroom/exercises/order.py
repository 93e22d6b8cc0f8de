"""Order the undated, as students do it and as the class sees it afterwards.

Nothing is dragged: each document has two buttons, which move it one place.
"""

from collections.abc import Mapping

import streamlit as st

from dash_app.components.html import escape, format_date
from dash_app.views.classroom.exercises.parts import (
    Form,
    Save,
    draw_document,
    name_of,
    number_heading,
)
from dash_app.views.classroom.exercises.results import Results, share, table
from dash_core import Collection
from dash_core.classroom.exercises import Answers, Exercise
from dash_core.classroom.exercises.order import first_shown
from dash_core.classroom.scoring import (
    Placed,
    class_order,
    orders_of,
    score_order,
    spans_of,
)
from dash_core.common.i18n import _, ngettext

__all__ = ["draw_exercise", "draw_results"]


def draw_exercise(
    exercise: Exercise,
    collection: Collection,
    answers: Mapping[str, object],
    save: Save,
    frozen: bool,
) -> None:
    """The documents in the student's order, without their dates."""
    form = Form(exercise, answers, save, frozen)
    stored = answers.get("order")
    order = list(stored) if isinstance(stored, list) else first_shown(exercise)
    is_new = not isinstance(stored, list)
    for place, number in enumerate(order):
        with st.container(key=form.key(f"box-{number}")):
            id_ = exercise.documents[int(number) - 1]
            shown = number_heading(place + 1, len(order))
            draw_document(collection, id_, number=shown, is_dated=False)
            with st.container(horizontal=True, key=form.key(f"move-{number}")):
                for name, label, to in (
                    ("earlier", _("Earlier"), place - 1),
                    ("later", _("Later"), place + 1),
                ):
                    st.button(
                        label,
                        icon=":material/arrow_upward:"
                        if to < place
                        else ":material/arrow_downward:",
                        key=form.key(f"{name}-{number}"),
                        on_click=_move,
                        args=(form, order, place, to),
                        disabled=frozen or not 0 <= to < len(order),
                    )
    with st.container(key=form.key("box-keep")):
        st.button(
            _("Keep this order") if is_new else _("Your order is kept"),
            key=form.key("keep"),
            on_click=form.keep,
            args=("order", order),
            disabled=frozen or not is_new,
        )
        form.text("why", _("Which clues does it rest on? Where are you guessing?"), lines=3)


def _move(form: Form, order: list[str], place: int, to: int) -> None:
    """From a callback: put a document one place earlier or later."""
    moved = list(order)
    moved[place], moved[to] = moved[to], moved[place]
    form.keep("order", moved)


def draw_results(
    exercise: Exercise,
    collection: Collection,
    answers: Answers,
    names: Mapping[str, str] | None,
    projector: bool,
) -> None:
    """The order of the class beside the dates."""
    orders = orders_of(exercise, answers)
    spans = spans_of(exercise, collection)
    placed = class_order(list(orders.values()))
    with Results(exercise, answers, names, projector) as page:
        if not placed:
            page.section(_("No answer yet"), [])
            return
        score = score_order([one.document for one in placed], spans)
        parts = [("", _table(exercise, collection, placed))]
        page.section(_say(score.share, score.right, score.wrong), parts)
        note = ngettext(
            "{n} pair of documents counts for nobody: their dates do not say which came first.",
            "{n} pairs of documents count for nobody: their dates do not say which came first.",
            score.unknown,
        )
        shares = [
            (names.get(student, "") if names else "", score_order(order, spans).share)
            for student, order in orders.items()
        ]
        known = sorted((value, name) for name, value in shares if value is not None)
        found = [("", escape(note))] if score.unknown else []
        if known and names:
            text = " · ".join(f"{name}: {share(value)}" for value, name in reversed(known))
            found.append((_("Pairs put right, by student"), escape(text)))
        elif known:
            text = _("from {low} to {high}").format(
                low=share(known[0][0]), high=share(known[-1][0])
            )
            found.append((_("Pairs put right, by student"), escape(text)))
        page.section("", [*found, (_("It rests on"), page.lines("why"))])


def _say(value: float | None, right: int, wrong: int) -> str:
    if value is None:
        return _("The dates do not say which came first: no order can be scored")
    return _("The class put {right} of {known} pairs right ({share})").format(
        right=right, known=right + wrong, share=share(value)
    )


def _table(exercise: Exercise, collection: Collection, placed: list[Placed]) -> str:
    """The order of the class, how far people differed, and the date as printed."""
    rows = []
    for n, one in enumerate(placed, 1):
        id_ = exercise.documents[one.document]
        date = format_date(collection.table.iloc[collection.row(id_)])
        span = f"{one.first}" if one.first == one.last else f"{one.first}–{one.last}"
        rows.append([str(n), name_of(collection, id_), span, date or _("no date")])
    return table([_("Class"), _("Document"), _("Places given"), _("Date")], rows)
