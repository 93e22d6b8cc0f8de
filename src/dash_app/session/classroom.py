"""The classes of this server, and who this visit is in them.

The secrets of a visit are in its session and in the browser's own storage
(`views/classroom/keyring.py`), never in a request: an address holds a code at most.
"""

import time
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import streamlit as st

from dash_app.session import loading, url
from dash_core import Collection, DossierError
from dash_core.classroom.entry.attempts import AttemptLimit
from dash_core.classroom.entry.codes import parse_code
from dash_core.classroom.store import Classroom, ClassStore, Student
from dash_core.common import settings
from dash_core.common.errors import ClassError, ClassFrozenError, ClassUnreachableError
from dash_core.common.i18n import _
from dash_core.study.store import Store
from dash_core.study.study import Study

__all__ = [
    "CODE",
    "Role",
    "collection",
    "enter",
    "find",
    "flush",
    "forget_secret",
    "note_secret",
    "now",
    "pending",
    "pop_refused",
    "save",
    "secret",
    "speak",
    "store",
    "tidy",
    "typed_code",
    "visitor_address",
]

CODE: Final = "class"
"""The parameter of an address that holds the code of a class."""

Role = Literal["student", "teacher"]

MAX_TRIES: Final = 60  # wrong codes a minute from one address: a school may have one for all
_tries: Final = AttemptLimit(MAX_TRIES)
_STATE_SECONDS: Final = 1.0  # what is on in a class is asked for once in this time, for all visits
_EXPIRE_SECONDS: Final = 3600.0
_states: dict[tuple[int, int], tuple[float, Classroom]] = {}  # by store and class
_MAX_STUDIES: Final = 20
_studies: dict[str, Study] = {}  # by key, which says all that is in one
_lock: Final = Lock()
_expired_at: dict[int, float] = {}

# In the session: secrets by role and code; answers that are not saved yet; what was not taken.
_SECRETS, _PENDING, _REFUSED = "class-secrets", "class-pending", "class-refused"


def store() -> ClassStore:
    """The store of this server. Once an hour it deletes the classes whose time is over.

    Raises
    ------
    DossierError
        If it cannot be used.
    """
    opened = _store(settings.DATABASE.value, Store().folder)
    with _lock:
        last = _expired_at.get(id(opened))
        is_due = last is None or time.monotonic() - last > _EXPIRE_SECONDS
        if is_due:
            _expired_at[id(opened)] = time.monotonic()
    if is_due:
        opened.expire()
    return opened


def tidy() -> None:
    """Delete the classes whose time is over, also where nobody opens a page of a class.

    Raises
    ------
    DossierError
        If the database cannot be used.
    """
    if ClassStore.is_there():
        _store(settings.DATABASE.value, Store().folder).expire()


@lru_cache(maxsize=4)
def _store(url: str, folder: Path) -> ClassStore:
    return ClassStore(url) if url else ClassStore(folder=folder)


def typed_code() -> str:
    """The code in the address; "" where there is none that can be one."""
    return parse_code(url.parameter(CODE))


def find(code: str) -> Classroom:
    """The class of a code that someone typed.

    Raises
    ------
    DossierError
        If there is none, or this address typed too many wrong ones.
    """
    address = visitor_address()
    if _tries.is_over(address):
        raise ClassError(
            _("Too many wrong codes were typed just now. Wait a minute and try again.")
        )
    try:
        return store().find(code)
    except ClassUnreachableError:
        raise
    except ClassError:
        _tries.note(address)
        raise


def visitor_address() -> str:
    """Where this visit comes from, to limit tries; it is written down nowhere."""
    return str(st.context.ip_address or "")


def now(classroom: Classroom) -> Classroom:
    """A class as it is, or was a second ago.

    Raises
    ------
    DossierError
        If it is gone, or the database does not answer.
    """
    opened = store()
    key = (id(opened), classroom.id)
    with _lock:
        at, state = _states.get(key, (0.0, classroom))
    if time.monotonic() - at < _STATE_SECONDS:
        return state
    try:
        state = opened.get(classroom.id)
    except ClassError:
        with _lock:
            _states.pop(key, None)
        raise
    with _lock:
        _states[key] = (time.monotonic(), state)
        for old in [k for k, (seen, _c) in _states.items() if time.monotonic() - seen > 600]:
            del _states[old]
    return state


def collection(classroom: Classroom) -> Collection:
    """What the class is about.

    Raises
    ------
    DossierError
        If it is gone or cannot be read.
    """
    with _lock:
        study = _studies.get(classroom.study_key)
    if study is None:
        study = store().study(classroom)
        with _lock:
            _studies[classroom.study_key] = study
            while len(_studies) > _MAX_STUDIES:
                _studies.pop(next(iter(_studies)))
    return loading.fit(study)


def speak(classroom: Classroom) -> None:
    """Let a visit that named no language go on in that of the class."""
    if url.adopt_language(str(classroom.lesson.get("language", ""))):
        st.rerun()


# Who this visit is


def secret(role: Role, code: str) -> str:
    """The secret of this visit in a class; "" where it has none."""
    secrets: dict[str, str] = st.session_state.get(_SECRETS, {})
    return secrets.get(f"{role}:{code}", "")


def note_secret(role: Role, code: str, value: str) -> None:
    """Keep a secret for this visit."""
    st.session_state.setdefault(_SECRETS, {})[f"{role}:{code}"] = value


def forget_secret(role: Role, code: str) -> None:
    """Be nobody in this class any more."""
    st.session_state.get(_SECRETS, {}).pop(f"{role}:{code}", None)
    st.session_state.pop(_PENDING, None)


def enter(code: str, held: str) -> tuple[Classroom, Student]:
    """The class, and the student whose secret this visit has.

    Raises
    ------
    DossierError
        If that student was removed, the class is gone, or the database does not answer.
    """
    opened = store()
    room, seat = opened.seat(code, held)
    with _lock:
        _states[id(opened), room.id] = (time.monotonic(), room)
    return room, seat


# Answers on their way

_Place = tuple[int, int, int, str]  # class, student, exercise, question


def save(seat: Student, exercise: int, question: str, value: Any, known: int = 0) -> None:
    """Keep an answer in the session and save it; what cannot be saved now is tried again.

    Its revision is the time of the click (microseconds), or one more than `known`, the one it
    takes the place of: so that a click on another device, later, is a later revision.
    """
    place = (seat.class_id, seat.number, exercise, question)
    before = pending().get(place, (None, 0))[1]
    revision = max(time.time_ns() // 1000, known + 1, before + 1)
    pending()[place] = (value, revision)
    flush(seat)


def pending() -> dict[_Place, tuple[Any, int]]:
    """Answers of this visit that are not saved yet, with their revisions."""
    waiting: dict[_Place, tuple[Any, int]] = st.session_state.setdefault(_PENDING, {})
    return waiting


def flush(seat: Student) -> None:
    """Try to save what is not saved yet. Answers that came too late wait until they are taken."""
    for place, (value, revision) in list(pending().items()):
        class_id, number, exercise, question = place
        if (class_id, number) != (seat.class_id, seat.number):
            continue
        try:
            store().save_answer(seat, exercise, question, value, revision)
        except ClassUnreachableError:
            return
        except ClassFrozenError:
            continue
        except DossierError as error:
            st.session_state[_REFUSED] = str(error)
        pending().pop(place, None)


def pop_refused() -> str:
    """Why the last answer was not taken, once; "" where it was."""
    return str(st.session_state.pop(_REFUSED, ""))
