"""What a student sees: the exercise that is on, whether answers are saved, results when shown."""

from pathlib import Path
from typing import Any, Final

import streamlit as st

from dash_app.components.html import escape, plain
from dash_app.session import classroom
from dash_app.views.classroom import keyring, lessons, links, privacy
from dash_app.views.classroom.exercises import draw_example, draw_exercise, draw_results
from dash_core import Collection, DossierError
from dash_core.classroom.exercises import Exercise
from dash_core.classroom.store import Classroom, Student
from dash_core.common.errors import ClassUnreachableError
from dash_core.common.i18n import _

__all__ = ["show_student"]

_EVERY: Final = 3.0  # seconds between two questions whether the teacher went on
_LEFT: Final = "class-field-left"  # in the session: for which version of the class
_SENT: Final = "class-choices-sent"  # in the session: exercise, newest answer, choices
_last_seen: Final = st.components.v2.component(
    "dossier_last_seen", js=Path(__file__).with_name("last_seen.js").read_text("utf-8")
)
_leave_field: Final = st.components.v2.component(
    "dossier_leave_field", js=Path(__file__).with_name("leave_field.js").read_text("utf-8")
)


def show_student(room: Classroom, seat: Student) -> None:
    """The page of a student who has joined."""
    classroom.flush(seat)
    exercise = lessons.current(room)
    with st.container(key="student", width=760):
        _head(room, seat)
        _watch(room, seat, exercise is not None)
        if exercise is None:
            _wait()
        else:
            _exercise(room, seat, exercise)
        st.html('<hr class="quiet">')
        _foot(room)


def _head(room: Classroom, seat: Student) -> None:
    st.html(
        f'<p class="facts class-head"><span>{escape(room.title)}</span>'
        f"<b>{escape(seat.nickname)}</b></p>"
    )


@st.fragment(run_every=_EVERY)
def _watch(room: Classroom, seat: Student, is_asked: bool) -> None:
    """Save what is not saved; begin anew when the teacher went on."""
    try:
        classroom.flush(seat)
        now = classroom.now(room)
    except ClassUnreachableError:
        now = room
    except DossierError:
        st.rerun()
    if now.version > room.version:
        _go_on(room, now)
    waiting = len(classroom.pending())
    state, text = "saved", _("Everything is saved.")
    if waiting and now.is_frozen:
        state, text = "late", _("Paused: your last answer is kept here until your teacher goes on.")
    elif waiting:
        state, text = "waiting", _("Not saved yet. Keep this page open: it is tried again.")
    if is_asked:
        st.html(f'<p class="facts save-state {state}" role="status">{escape(text)}</p>')
    if refused := classroom.pop_refused():
        st.error(plain(refused), icon=":material/error:")


def _go_on(room: Classroom, now: Classroom) -> None:
    """Draw the page as the class is now; first, what is being typed in a field that goes is sent.

    Where the browser does not answer, the page is drawn anew the next time it asks.
    """
    stays = (room.exercise, room.is_frozen, room.is_revealed) == (
        now.exercise,
        now.is_frozen,
        now.is_revealed,
    )
    if stays or st.session_state.get(_LEFT) == now.version:
        st.rerun()
    st.session_state[_LEFT] = now.version
    _leave_field(
        key=_LEFT + "-component", data={"version": now.version}, on_left_change=lambda: None
    )


def _wait() -> None:
    text = _("Your teacher begins in a moment. This page goes on by itself.")
    st.html(
        f'<h1 class="archival-title">{escape(_("You are in."))}</h1>'
        f'<p class="archival">{escape(text)}</p>'
    )


def _exercise(room: Classroom, seat: Student, exercise: Exercise) -> None:
    collection = classroom.collection(room)
    st.html(
        f'<p class="facts">{escape(lessons.format_place(room))}</p>'
        f'<h1 class="archival-title">{escape(exercise.title)}</h1>'
    )
    if room.is_revealed:
        _results(room, collection, exercise)
        with st.expander(_("Your own answers"), key="own-answers"):
            _draw(room, seat, exercise, collection)
        return
    st.html(f'<h2 class="unseen">{escape(_("What to do"))}</h2>')
    steps = "".join(f"<li>{escape(step)}</li>" for step in lessons.instructions(exercise))
    st.html(f'<ol class="steps">{steps}</ol>')
    draw_example(exercise)
    with st.container(key="paused"):  # there in any case: what moves loses what is being typed
        if room.is_frozen:
            st.info(
                _("Your teacher has paused the answers: please look up."), icon=":material/pause:"
            )
    _draw(room, seat, exercise, collection)


def _draw(room: Classroom, seat: Student, exercise: Exercise, collection: Collection) -> None:
    stored = classroom.store().answers_of(seat, room.exercise)
    answers = {key: one.value for key, one in stored.items() if one.value is not None}
    for (class_id, number, place, key), (value, _revision) in classroom.pending().items():
        if (class_id, number, place) == (seat.class_id, seat.number, room.exercise):
            answers[key] = value

    def save(key: str, value: Any) -> None:
        known = stored[key].revision if key in stored else 0
        classroom.save(seat, room.exercise, key, value, known)

    sent = draw_exercise(exercise, collection, answers, save, room.is_frozen)
    newest = max((one.revision for one in stored.values()), default=0)
    if sent:
        st.session_state[_SENT] = room.exercise, newest, sent
    with st.container(key="last-seen"):
        key = f"{_SENT}-by"
        _last_seen(
            key=key,
            data={"newest": newest, "asks": bool(sent)},
            on_seen_change=lambda: _take_sent(seat, st.session_state[key].get("seen")),
        )


def _take_sent(seat: Student, seen: object) -> None:
    """From a callback: save what was chosen when the server was gone. Where the page had not seen
    the newest answer, another device chose later: that stays."""
    exercise, newest, sent = st.session_state.pop(_SENT, (0, 0, {}))
    if isinstance(seen, int | float) and seen >= newest:
        for question, value in sent.items():
            classroom.save(seat, exercise, question, value, newest)


def _results(room: Classroom, collection: Collection, exercise: Exercise) -> None:
    opened = classroom.store()
    names = {one.id: one.nickname for one in opened.students(room)} if room.shows_names else None
    draw_results(exercise, collection, opened.answers(room, room.exercise), names, False)


def _foot(room: Classroom) -> None:
    """The way back into this seat, and out of it."""
    with st.expander(
        _("Go on on another device, or leave"), key="seat", on_change="rerun"
    ) as opened:
        if opened.open:
            secret = classroom.secret("student", room.code)
            st.write(_("This link opens your place in the class. Show it to nobody."))
            links.qr(links.personal("join", room.code, secret), _("Your own link"))
            st.button(
                _("Leave this class"),
                key="leave",
                on_click=keyring.forget,
                args=("student", room.code),
                help=_("This browser forgets who you are. Your answers stay."),
            )
    privacy.promise(room)
