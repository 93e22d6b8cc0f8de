"""Who has answered how much, and all answers of one student."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from dash_app.components.html import escape, plain
from dash_app.session import classroom
from dash_app.views.classroom import lessons
from dash_core import Collection, DossierError
from dash_core.classroom.exercises import Exercise, Question, questions
from dash_core.classroom.store import Classroom, Student
from dash_core.common.i18n import _, format_number, ngettext

__all__ = ["by_question", "by_student", "count_students", "progress"]

_EVERY: Final = 2.0  # seconds


def progress(
    room: Classroom,
    exercise: Exercise,
    collection: Collection,
    here: Sequence[Student],
    answers: Mapping[str, Mapping[str, Any]],
) -> None:
    """How many are done, and a bar a student."""
    of = lessons.n_questions(exercise, collection)
    done = {one.id: lessons.progress(exercise, collection, answers.get(one.id, {})) for one in here}
    n = sum(count >= of for count in done.values())
    given = sum(done.values())
    st.html(
        '<dl class="figures">'
        + _figure(_("Students"), format_number(len(here)))
        + _figure(_("Done"), _("{n} of {all}").format(n=n, all=len(here)))
        + _figure(
            _("Answers"),
            _("{n} of {all}").format(n=format_number(given), all=format_number(of * len(here))),
        )
        + _figure(_("Time"), lessons.format_time(room, exercise))
        + "</dl>"
    )
    rows = "".join(
        f'<li><span class="name">{escape(one.nickname)}</span>'
        f'<span class="bar"><span style="width:{100 * min(done[one.id], of) / max(of, 1):.0f}%">'
        f'</span></span><span class="n">{done[one.id]}/{of}</span></li>'
        for one in here
    )
    st.html(f'<ul class="class-progress">{rows}</ul>')


def _figure(name: str, value: str) -> str:
    return f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"


def by_student(room: Classroom) -> None:
    """All answers of the student that is chosen."""
    here = classroom.store().students(room)
    if not here:
        st.info(_("Nobody has joined yet."), icon=":material/info:")
        return
    names = {one.number: one.nickname for one in here}
    chosen = st.selectbox(
        _("Student"), list(names), format_func=names.__getitem__, key="class-student", width=360
    )
    seat = next(one for one in here if one.number == chosen)
    _answers(room, seat)


def by_question(room: Classroom) -> None:
    """What everyone answered to the question that is chosen."""
    if room.exercise < 0:
        st.info(_("No exercise has begun yet."), icon=":material/info:")
        return
    collection = classroom.collection(room)
    begun = lessons.lesson_of(room).exercises[: room.exercise + 1]
    asked = {
        (number, one.key): one
        for number, exercise in enumerate(begun)
        for one in questions(exercise, collection)
    }
    chosen = st.selectbox(
        _("Question"),
        list(asked),
        format_func=lambda place: f"{place[0] + 1}. {asked[place].text}",
        index=next(n for n, place in enumerate(asked) if place[0] == room.exercise),
        key=f"class-question-{room.exercise}",
        width=680,
    )
    if chosen is not None:
        _answered(room, chosen[0], asked[chosen])


@st.fragment(run_every=_EVERY)
def _answered(room: Classroom, number: int, question: Question) -> None:
    try:
        here = classroom.store().students(room)
        answers = classroom.store().answers(room, number)
    except DossierError as error:
        st.warning(plain(str(error)), icon=":material/cloud_off:")
        return
    given = [
        (one.nickname, question.format(answers[one.id][question.key]))
        for one in here
        if question.key in answers.get(one.id, {})
    ]
    n = _("{n} of {all} have answered").format(n=len(given), all=count_students(len(here)))
    st.html(f'<p class="facts">{escape(n)}</p>{_pairs(given)}')


def _pairs(rows: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows
    )
    return f'<dl class="record answers">{lines}</dl>'


@st.fragment(run_every=_EVERY)
def _answers(room: Classroom, seat: Student) -> None:
    try:
        collection = classroom.collection(room)
        for number, exercise in enumerate(lessons.lesson_of(room).exercises[: room.exercise + 1]):
            given = classroom.store().answers_of(seat, number)
            st.header(plain(f"{number + 1}. {exercise.title}"), anchor=False)
            asked = [
                (one.text, one.format(given[one.key].value))
                for one in questions(exercise, collection)
                if one.key in given and given[one.key].value is not None
            ]
            if not asked:
                st.caption(_("No answer yet."))
                continue
            st.html(_pairs(asked))
    except DossierError as error:
        st.warning(plain(str(error)), icon=":material/cloud_off:")


def count_students(n: int) -> str:
    """`24 students`."""
    return ngettext("{n} student", "{n} students", n)
