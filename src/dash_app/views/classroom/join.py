"""The students' page: a code, a nickname, then the exercises."""

import streamlit as st

from dash_app.components.html import escape, plain
from dash_app.session import classroom, url
from dash_app.views.classroom import keyring, privacy, student
from dash_core import DossierError
from dash_core.classroom.entry.codes import format_code, parse_code
from dash_core.classroom.entry.nicknames import MAX_CHARS
from dash_core.classroom.store import Classroom
from dash_core.common.errors import ClassUnreachableError
from dash_core.common.i18n import _

__all__ = ["show_join"]


def show_join() -> None:
    """Ask for what is not known yet, then show the exercise that is on."""
    code, error = classroom.typed_code(), ""
    if not code:
        _ask_code(_wrong_code())
        return
    if secret := keyring.open_class("student", code):
        try:
            room, seat = classroom.enter(code, secret)
        except ClassUnreachableError:
            raise
        except DossierError as gone:
            keyring.forget("student", code)
            error = str(gone)
        else:
            classroom.speak(room)
            student.show_student(room, seat)
            return
    try:
        room = classroom.find(code)
    except ClassUnreachableError:
        raise
    except DossierError as wrong:
        _ask_code(str(wrong))
    else:
        classroom.speak(room)
        _ask_nickname(room, error)


def _wrong_code() -> str:
    typed = url.parameter(classroom.CODE)
    if not typed:
        return ""
    return _("“{code}” is not the code of a class: it has eight letters and digits.").format(
        code=typed[:20]
    )


def _ask_code(error: str) -> None:
    with st.container(key="join", width=460):
        st.html(f'<h1 class="archival-title">{escape(_("Join a class"))}</h1>')
        st.write(_("Type the code that your teacher shows you."))

        def go() -> None:
            typed = st.session_state["join-code"].strip()
            url.replace({classroom.CODE: [parse_code(typed) or typed]})

        with st.form("join-form", border=False, enter_to_submit=True):
            st.text_input(_("Code of the class"), key="join-code", placeholder="BCDF-2345")
            st.form_submit_button(_("Go on"), type="primary", on_click=go)
        _say(error)
        privacy.link()


def _ask_nickname(room: Classroom, error: str) -> None:
    """Shown after a moment: the browser may know who this is."""
    with st.container(key="join", width=460):
        st.html(
            f'<p class="facts">{escape(format_code(room.code))}</p>'
            f'<h1 class="archival-title">{escape(room.title)}</h1>'
        )
        st.write(
            _(
                "Choose a nickname that does not tell your name. Your teacher sees it; other "
                "students do not."
            )
        )

        def join() -> None:
            try:
                _seat, secret = classroom.store().join(room, st.session_state["join-nickname"])
            except DossierError as wrong:
                st.session_state["join-refused"] = str(wrong)
                return
            keyring.remember("student", room.code, secret)

        with st.form("join-name", border=False):
            st.text_input(_("Nickname"), key="join-nickname", max_chars=MAX_CHARS)
            st.form_submit_button(_("Join"), type="primary", on_click=join)
        _say(st.session_state.pop("join-refused", "") or error)
        privacy.promise(room)


def _say(error: str) -> None:
    if error:
        st.error(plain(error), icon=":material/error:")
