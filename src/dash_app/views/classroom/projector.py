"""The class on the wall: how to join, the exercise, results. No name is ever on it."""

from typing import Final

import streamlit as st

from dash_app.components.html import escape, plain
from dash_app.session import classroom
from dash_app.views.classroom import keyring, lessons, links, students
from dash_app.views.classroom.exercises import draw_results
from dash_core import DossierError
from dash_core.classroom.entry.codes import format_code
from dash_core.classroom.exercises import Exercise
from dash_core.classroom.store import Classroom
from dash_core.common.errors import ClassUnreachableError
from dash_core.common.i18n import _, ngettext

__all__ = ["show_projector"]

_EVERY: Final = 2.0  # seconds
_LONG_TITLE: Final = 60  # characters of a title for which smaller letters are needed
_LONG, _LONGER = 480, 900  # characters of instructions, likewise
_OF_STEP: Final = 30  # characters that the end of a step takes


def show_projector() -> None:
    """What is on, large. It follows the teacher's page by itself."""
    code = classroom.typed_code()
    secret = keyring.open_class("teacher", code)
    if not secret:
        st.write(_("This page opens in the browser of the teacher."))
        return
    room = classroom.store().of_teacher(code, secret)
    classroom.speak(room)
    lessons.open_collection(room)
    with st.container(key="projector"):
        _wall(room)


@st.fragment(run_every=_EVERY)
def _wall(room: Classroom) -> None:
    try:
        room = classroom.store().get(room.id)
        n = len(classroom.store().students(room))
        answers = classroom.store().answers(room, room.exercise)
    except ClassUnreachableError as away:
        st.caption(plain(str(away)))
        return
    except DossierError as over:
        st.title(plain(str(over)), anchor=False)
        return
    exercise = lessons.current(room)
    if exercise is None:
        _join(room, n)
        return
    collection = classroom.collection(room)
    place, code = lessons.format_place(room), format_code(room.code)
    if not room.is_frozen:
        place += f" · {lessons.format_time(room, exercise)}"
    small = " small" if room.is_revealed else ""  # results need the room
    long = " long" if len(exercise.title) > _LONG_TITLE else ""
    st.html(
        f'<p class="wall-head{small}"><span>{escape(place)}</span><span>{escape(code)}</span></p>'
        f'<h1 class="wall-title{small or long}">{escape(exercise.title)}</h1>'
    )
    if room.is_revealed:
        st.html(f'<h2 class="unseen">{escape(_("What the class says"))}</h2>')
        draw_results(exercise, collection, answers, None, True)
        return
    _instructions(room, exercise)
    of = lessons.n_questions(exercise, collection)
    given = sum(lessons.progress(exercise, collection, one) for one in answers.values())
    done = sum(lessons.progress(exercise, collection, one) >= of for one in answers.values())
    share = 100 * min(given, of * n) / max(of * n, 1)
    st.html(
        f'<p class="wall-bar"><span class="bar"><span style="width:{share:.0f}%"></span></span></p>'
        f'<p class="wall-count">{escape(_format_done(done, n))}</p>'
    )


def _format_done(done: int, n: int) -> str:
    return _("{n} of {all} are done").format(n=done, all=students.count_students(n))


def _instructions(room: Classroom, exercise: Exercise) -> None:
    if room.is_frozen:
        st.html(f'<p class="wall-pause">{escape(_("Please look up."))}</p>')
        return
    told = lessons.instructions(exercise)
    n = sum(map(len, told)) + _OF_STEP * len(told)
    long = " longer" if n > _LONGER else " long" if n > _LONG else ""
    steps = "".join(f"<li>{escape(step)}</li>" for step in told)
    st.html(f'<ol class="wall-steps{long}">{steps}</ol>')


def _join(room: Classroom, n: int) -> None:
    link = links.public(room.code)
    address = links.address("join").partition("://")[2]
    here = ngettext("{n} student is here", "{n} students are here", n)
    st.html(
        f'<div class="wall-join">{links.image(link, _("Join this class"))}<div>'
        f'<h1 class="wall-title">{escape(room.title)}</h1>'
        f'<p class="wall-how">{escape(_("Scan, or open"))} <b>{escape(address)}</b></p>'
        f'<p class="wall-code">{escape(format_code(room.code))}</p>'
        f'<p class="wall-count" role="status">{escape(here)}</p></div></div>'
    )
