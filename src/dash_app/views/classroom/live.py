"""The teacher's page: what is on, who answered, results as they come in, and the class itself."""

from typing import Final

import streamlit as st

from dash_app.components.html import escape, plain
from dash_app.session import classroom, url
from dash_app.views.classroom import keyring, lead, lessons, links, manage, students
from dash_app.views.classroom.exercises import draw_results
from dash_core import DossierError
from dash_core.classroom.entry.codes import format_code
from dash_core.classroom.exercises import Exercise, texts_of
from dash_core.classroom.store import Classroom
from dash_core.common.errors import ClassUnreachableError
from dash_core.common.i18n import _, ngettext
from dash_core.dates import format_day

__all__ = ["show_class"]

_EVERY: Final = 2.0  # seconds: an answer is seen within three
_SHOW: Final = "show"


def show_class() -> None:
    """Everything a teacher needs; for others, how to become one."""
    if manage.say_deleted():
        return
    if not url.parameter(classroom.CODE):
        _no_class()
        return
    code = classroom.typed_code()
    secret = keyring.open_class("teacher", code)
    if not secret:
        _only_for_the_teacher(classroom.find(code))
        return
    try:
        room = classroom.store().of_teacher(code, secret)
    except ClassUnreachableError:
        raise
    except DossierError:
        keyring.forget("teacher", code)
        raise
    classroom.speak(room)
    lessons.open_collection(room)
    with st.container(key="teacher"):
        _head(room)
        lead.controls(room)
        views = {
            "": _("Now"),
            "questions": _("By question"),
            "students": _("By student"),
            "class": _("The class"),
        }
        draw = {
            "": _now,
            "questions": students.by_question,
            "students": students.by_student,
            "class": manage.show_manage,
        }
        shown = url.choice(_SHOW, views)
        key = "class-show"
        if st.session_state.get(key) != shown:
            st.session_state[key] = shown

        def choose() -> None:
            chosen = st.session_state[key] or ""
            url.replace({**url.parameters(), _SHOW: [chosen] if chosen else []})

        st.segmented_control(
            _("Show"),
            list(views),
            format_func=views.__getitem__,
            key=key,
            required=True,
            on_change=choose,
            label_visibility="collapsed",
        )
        draw[shown](room)


def _no_class() -> None:
    """The address was typed, or kept without its end."""
    with st.container(key="join", width=560):
        st.html(f'<h1 class="archival-title">{escape(_("Which class?"))}</h1>')
        st.write(
            _(
                "This address names no class: open the link that was shown when the class was "
                "started, or start one."
            )
        )
        st.page_link(
            "pages/teach.py", label=_("Teach with these documents"), icon=":material/arrow_forward:"
        )


def _only_for_the_teacher(room: Classroom) -> None:
    """Seen for a moment until the browser has told the secret it holds."""
    with st.container(key="join", width=560):
        st.title(plain(room.title), anchor=False)
        st.write(
            _(
                "This page is for the teacher of the class: open the link that was shown when the "
                "class was started, in this browser."
            )
        )
        st.page_link(
            "pages/join.py",
            label=_("Join as a student"),
            icon=":material/arrow_forward:",
            query_params={classroom.CODE: room.code},
        )


def _head(room: Classroom) -> None:
    title, wall = st.columns([3, 1], vertical_alignment="center")
    with title:
        deleted = _("deleted by itself on {day}").format(day=format_day(room.expires.date()))
        st.html(
            f'<h1 class="archival-title">{escape(room.title)}</h1>'
            f'<p class="facts"><b class="code">{escape(format_code(room.code))}</b> · '
            f"{escape(deleted)}</p>"
        )
    with wall:
        st.link_button(
            _("Show on the wall"),
            f"projector?{classroom.CODE}={room.code}",
            icon=":material/cast:",
            help=_("Opens a page without names for the projector, in another tab."),
            width="stretch",
        )


@st.fragment(run_every=_EVERY)
def _now(room: Classroom) -> None:
    """Who is here and what came in; asked for anew every two seconds."""
    try:
        now = classroom.store().get(room.id)
        here = classroom.store().students(now)
        answers = classroom.store().answers(now, now.exercise)
    except ClassUnreachableError as away:
        st.warning(plain(str(away)), icon=":material/cloud_off:")
        return
    except DossierError:
        st.rerun()
    if now.version > room.version:
        st.rerun()
    exercise = lessons.current(now)
    if exercise is None:
        _waiting(now, [one.nickname for one in here])
        return
    collection = classroom.collection(now)
    students.progress(now, exercise, collection, here, answers)
    _notes(exercise)
    if not answers:
        st.caption(_("Answers appear here as they are given."))
        return
    st.header(_("What the class says"), anchor=False)
    names = {one.id: one.nickname for one in here}
    draw_results(exercise, collection, answers, names, False)


def _waiting(room: Classroom, names: list[str]) -> None:
    """How to join, and who has."""
    how, who = st.columns([1, 2], gap="large")
    with how:
        links.qr(links.public(room.code), _("Join this class"))
    with who:
        st.header(
            ngettext("{n} student is here", "{n} students are here", len(names)), anchor=False
        )
        if names:
            st.html(
                '<p class="names">'
                + "".join(f'<span class="badge">{escape(name)}</span>' for name in names)
                + "</p>"
            )
        else:
            st.write(
                _("Students open the link, or type the code at the address, and choose a nickname.")
            )


def _notes(exercise: Exercise) -> None:
    """What the teacher wants to know of the exercise, closed."""
    with st.expander(_("Notes for you"), icon=":material/school:", key="teacher-notes"):
        texts = texts_of(exercise)
        st.html(f'<p class="archival">{escape(texts.aim)}</p>')
        if exercise.notes:
            st.html(f'<p class="written">{escape(exercise.notes)}</p>')
        asked = "".join(f"<li>{escape(one)}</li>" for one in texts.ask)
        st.html(f'<ul class="changes">{asked}</ul>')
