"""What the teacher leads with: which exercise is on, whether answers are taken, whether results
are shown."""

import streamlit as st

from dash_app.components.html import escape
from dash_app.components.messages import show_error
from dash_app.session import classroom
from dash_app.session.errors import catch_error
from dash_app.views.classroom import lessons
from dash_core.classroom.store import WAITING, Classroom
from dash_core.common.i18n import _

__all__ = ["controls"]

_PLACE = "lead"


def controls(room: Classroom) -> None:
    """The buttons, and what is on in words."""
    all_ = lessons.lesson_of(room).exercises
    now, last = room.exercise, len(all_) - 1
    with st.container(horizontal=True, vertical_alignment="center", key="lead"):
        if now == WAITING:
            _button(_("Begin"), "play_arrow", room, exercise=0, is_main=True)
        else:
            _button(_("Back"), "arrow_back", room, exercise=now - 1)
            if now < last:
                _button(_("Next"), "arrow_forward", room, exercise=now + 1, is_main=True)
            if room.is_frozen and not room.is_revealed:
                _button(_("Take answers again"), "play_arrow", room, is_frozen=False)
            elif not room.is_frozen:
                _button(_("Pause answers"), "pause", room, is_frozen=True)
            if room.is_revealed:
                _button(
                    _("Hide results"), "visibility_off", room, is_frozen=False, is_revealed=False
                )
            else:
                _button(_("Show results"), "visibility", room, is_frozen=True, is_revealed=True)
        st.html(f'<p class="sentence" role="status">{_sentence(room)}</p>', width="content")
    show_error(_PLACE)


def _sentence(room: Classroom) -> str:
    exercise = lessons.current(room)
    if exercise is None:
        all_ = lessons.lesson_of(room).exercises
        return escape(
            _("Not begun. First: {title}").format(title=all_[0].title) if all_ else _("Not begun.")
        )
    state = (
        _("students see the results")
        if room.is_revealed
        else _("answers are paused")
        if room.is_frozen
        else _("answers are taken")
    )
    return (
        f"<b>{escape(lessons.format_place(room))}: {escape(exercise.title)}</b> · {escape(state)}"
    )


def _button(
    label: str, icon: str, room: Classroom, *, is_main: bool = False, **state: int | bool
) -> None:
    if "exercise" in state:  # another exercise begins open and hidden
        state = {**state, "is_frozen": False, "is_revealed": False}

    def clicked() -> None:
        with catch_error(_PLACE):
            classroom.store().lead(room, **state)

    st.button(
        label,
        icon=f":material/{icon}:",
        type="primary" if is_main else "secondary",
        on_click=clicked,
        key=f"lead-{icon}",
    )
