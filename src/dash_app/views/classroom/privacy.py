"""What a class keeps and for how long: one sentence where it matters, and a page of ten lines."""

import streamlit as st

from dash_app.components.html import escape, plain
from dash_app.session import pages
from dash_core.classroom.store import Classroom
from dash_core.common import settings
from dash_core.common.i18n import _, ngettext
from dash_core.dates import format_day

__all__ = ["link", "promise", "show_privacy"]


def link() -> None:
    """A quiet link to the page."""
    st.page_link(
        pages.page("privacy"), label=_("What is kept, in ten lines"), icon=":material/shield:"
    )


def promise(room: Classroom) -> None:
    """What is kept of this class and until when, and the link."""
    st.caption(
        plain(
            _(
                "Your nickname and your answers are kept for your teacher. On {day} they are "
                "deleted by themselves."
            ).format(day=format_day(room.expires.date()))
        )
    )
    link()


def show_privacy() -> None:
    """Ten lines that a parent understands."""
    days = settings.CLASS_DAYS.value
    lines = (
        _("A class needs no account, no e-mail address and no real name."),
        _("Of a student it keeps two things: a nickname and the answers to the exercises."),
        _(
            "Everyone is asked for a nickname that does not tell who they are; the teacher can "
            "take it away."
        ),
        _(
            "The teacher sees nicknames and answers. Other students see no nickname, unless the "
            "teacher shows them."
        ),
        _("On the wall of the room, answers stand without names."),
        _(
            "Nicknames and answers are in the database of this server only. They are given to "
            "nobody."
        ),
        _(
            "The browser keeps a key to the student’s own place, so that a reload loses nothing. "
            "“Leave this class” deletes it."
        ),
        _("The teacher can delete a student or the whole class at any time, with all answers."),
        ngettext(
            "What nobody deletes is deleted after {n} day, by itself.",
            "What nobody deletes is deleted after {n} days, by itself.",
            days,
        ),
        _("For questions, ask the teacher, or the person who runs this Dossier."),
    )
    with st.container(key="privacy", width=680):
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        title = escape(_("What a class keeps"))
        st.html(f'<h1 class="archival-title">{title}</h1>')
        st.html(f'<ol class="archival ten-lines">{items}</ol>')
