"""The class itself: how to join and come back, names, files, the end."""

import streamlit as st

from dash_app.components import downloads
from dash_app.components.downloads import Offer
from dash_app.components.html import plain
from dash_app.components.messages import show_error
from dash_app.session import classroom, loading, url
from dash_app.session.errors import catch_error
from dash_app.views.classroom import keyring, lessons, links, privacy
from dash_core import Filter
from dash_core.classroom.paper.answer_files import answer_table, answers_to_csv, answers_to_pdf
from dash_core.classroom.store import Classroom, Student
from dash_core.common.i18n import _, ngettext
from dash_core.dates import format_day
from dash_core.export.handout.pdf import can_print, format_how
from dash_core.export.provenance import provenance

__all__ = ["say_deleted", "show_manage"]

_PLACE, _DELETED, _LINK = "class-manage", "class-deleted", "class-new-link"


def show_manage(room: Classroom) -> None:
    """All of it, a section each."""
    show_error(_PLACE)
    here = classroom.store().students(room)
    st.header(_("Links"), anchor=False)
    with st.expander(_("How students join"), icon=":material/qr_code_2:", key="class-join"):
        links.qr(links.public(room.code), _("Join this class"))
    with st.expander(_("Your own link"), icon=":material/key:", key="class-own"):
        st.write(
            _(
                "It opens this page on any device. Keep it to yourself: who has it leads the "
                "class. This browser remembers it."
            )
        )
        secret = classroom.secret("teacher", room.code)
        st.code(links.personal("classroom", room.code, secret), language=None, wrap_lines=True)
    st.header(_("Students"), anchor=False)
    _names(room, here)
    st.header(_("All answers"), anchor=False)
    _files(room)
    st.header(_("The end"), anchor=False)
    _end(room, len(here))


def _names(room: Classroom, here: list[Student]) -> None:
    key = "class-names"
    if st.session_state.get(key) != room.shows_names:
        st.session_state[key] = room.shows_names

    def show() -> None:
        with catch_error(_PLACE):
            classroom.store().lead(room, shows_names=bool(st.session_state[key]))

    st.toggle(_("Students see one another’s nicknames in results"), key=key, on_change=show)
    if not here:
        st.caption(_("Nobody has joined yet."))
    for one in here:
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            gap="small",
            key=f"class-seat-{one.number}",
        ):
            st.text(one.nickname, width=220)
            _act(_("Take the name away"), "person_off", one)
            _act(_("New link"), "link", one)
            _act(_("Remove with all answers"), "delete", one)
        number, link = st.session_state.get(_LINK, (0, ""))
        if number == one.number:
            st.caption(_("With this link the student comes back; the one before opens nothing."))
            links.qr(link, _("Link of this student"))


def _act(label: str, icon: str, seat: Student) -> None:
    def clicked() -> None:
        st.session_state.pop(_LINK, None)
        with catch_error(_PLACE):
            opened = classroom.store()
            if icon == "person_off":
                opened.take_name_away(seat)
            elif icon == "delete":
                opened.remove(seat)
            else:
                code = classroom.typed_code()
                link = links.personal("join", code, opened.new_secret(seat))
                st.session_state[_LINK] = seat.number, link

    st.button(
        label,
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=clicked,
        key=f"seat-{icon}-{seat.number}",
    )


def _files(room: Classroom) -> None:
    collection = classroom.collection(room)
    lesson = lessons.lesson_of(room)

    def make(form: str) -> bytes:
        opened = classroom.store()
        answers = [opened.answers(room, n) for n in range(len(lesson.exercises))]
        table = answer_table(lesson, collection, opened.students(room), answers)
        source = provenance(collection, loading.view_of(collection, Filter()))
        if form == "csv":
            return answers_to_csv(table, source)
        return answers_to_pdf(room.title, table, source)

    with st.container(horizontal=True):
        for form, label in (("csv", _("Answers (CSV)")), ("pdf", _("Answers (PDF)"))):
            why_not = format_how() if form == "pdf" and not can_print() else ""

            def data(form: str = form) -> bytes:
                return make(form)

            downloads.button(collection, Offer(label, "answers", form, data, why_not=why_not))
    st.caption(_("They hold the nicknames: keep them as you keep marks."))


def _end(room: Classroom, n: int) -> None:
    st.write(
        plain(
            _(
                "The class is deleted by itself on {day}. You can delete it now, with its "
                "students and all their answers; nothing is kept."
            ).format(day=format_day(room.expires.date()))
        )
    )
    sure = st.checkbox(
        ngettext(
            "Delete all answers of {n} student for ever",
            "Delete all answers of {n} students for ever",
            n,
        ),
        key="class-sure",
    )

    def delete() -> None:
        with catch_error(_PLACE):
            classroom.store().delete(room)
            keyring.forget("teacher", room.code)
            st.session_state.pop("class-sure", None)
            st.session_state[_DELETED] = True
            url.replace({})

    st.button(
        _("Delete the class"),
        icon=":material/delete_forever:",
        disabled=not sure,
        on_click=delete,
        key="class-delete",
    )
    privacy.link()


def say_deleted() -> bool:
    """Say once that the class is gone; whether it is."""
    if not st.session_state.pop(_DELETED, False):
        return False
    st.title(_("The class is deleted"), anchor=False)
    st.success(
        _("Its students, their nicknames and all answers are gone from this server."),
        icon=":material/check:",
    )
    st.page_link("pages/start.py", label=_("Open a listing"), icon=":material/arrow_forward:")
    return True
