"""Start a class: which lesson, what it is called, what is kept."""

from dataclasses import replace
from typing import Final

import streamlit as st

from dash_app.components.html import escape
from dash_app.components.messages import show_error
from dash_app.session import classroom, navigation
from dash_app.session.errors import catch_error
from dash_app.views.classroom import keyring, privacy
from dash_app.views.classroom.lesson_editor import draw_lesson_editor
from dash_core import Collection, View
from dash_core.classroom.entry.attempts import AttemptLimit
from dash_core.classroom.exercises import Lesson
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.common import settings
from dash_core.common.errors import ClassError
from dash_core.common.i18n import _, language, ngettext, phrase

__all__ = ["show_start"]

_PLACE: Final = "teach"
_MAX_STARTED: Final = 20  # classes a minute from one address
_started: Final = AttemptLimit(_MAX_STARTED)
_MAX_TITLE: Final = 100  # characters


def show_start(collection: Collection, view: View) -> None:
    """The page “Teach”."""
    st.header(_("Teach with these documents"), anchor=False)
    st.html(f'<p class="archival">{escape(_(_INTRODUCTION))}</p>')
    ids = [str(collection.table["id"][row]) for row in view.rows] if view.filter else []
    lesson = draw_lesson_editor(collection, ids)
    if lesson is None:
        return
    title = st.text_input(
        _("Name of the class, as students see it"),
        value=lesson.title,
        max_chars=_MAX_TITLE,
        key=f"teach-title-{lesson.title}",
        width=460,
    )

    def start() -> None:
        with catch_error(_PLACE):
            _start(collection, lesson, " ".join(title.split()) or lesson.title)

    st.button(
        _("Start the class"), type="primary", icon=":material/school:", on_click=start, key="teach"
    )
    show_error(_PLACE)
    days = settings.CLASS_DAYS.value
    st.caption(
        ngettext(
            "Students need no account. The class is deleted with all answers after {n} day.",
            "Students need no account. The class is deleted with all answers after {n} days.",
            days,
        )
    )
    privacy.link()


_INTRODUCTION: Final = phrase(
    "A class judges the documents first and sees what the machine says afterwards. Students join "
    "with a code and a nickname, on phones too."
)


def _start(collection: Collection, lesson: Lesson, title: str) -> None:
    """From a callback: make the class and open its page."""
    address = classroom.visitor_address()
    if _started.is_over(address):
        raise ClassError(_("Many classes were started here just now. Wait a minute."))
    _started.note(address)
    data = lesson_to_data(replace(lesson, language=language()))
    room, secret = classroom.store().create(collection.study, data, title)
    keyring.remember("teacher", room.code, secret)
    navigation.open_page("classroom", {classroom.CODE: [room.code]})
