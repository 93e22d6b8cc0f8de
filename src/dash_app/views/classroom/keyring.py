"""The secret of a class in the browser's own storage, so that a reload or a new server finds it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import streamlit as st

from dash_app.session import classroom
from dash_core.common import settings

__all__ = ["forget", "open_class", "remember"]

_keys: Final = st.components.v2.component(
    "dossier_classes", html="", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)
_FORGET: Final = "class-forget"


def open_class(role: classroom.Role, code: str) -> str:
    """The secret of this visit in a class; "" where neither it nor the browser has one.

    A secret that the visit has is noted by the browser; one that the browser or a link has comes
    with another run, and takes the place of the one before.
    """
    key = f"class-key-{role}-{code}"
    forget = st.session_state.get(_FORGET) == f"{role}:{code}"

    def found() -> None:
        value = st.session_state[key].get("secret")
        if isinstance(value, str) and value:
            st.session_state.pop(_FORGET, None)
            classroom.note_secret(role, code, value)

    held = classroom.secret(role, code)
    with st.container(key="class-keyring"):
        _keys(
            key=key,
            on_secret_change=found,
            data={
                "name": f"{role}:{code}",
                "secret": held,
                "until": _format(datetime.now(UTC) + timedelta(days=settings.CLASS_DAYS.value)),
                "forget": forget,
            },
        )
    if not held and not forget:  # what a browser told a server that was started anew
        value = st.session_state[key].get("secret")
        if isinstance(value, str) and value:
            classroom.note_secret(role, code, value)
            held = value
    return held


def remember(role: classroom.Role, code: str, secret: str) -> None:
    """From a callback: take a secret for the visit; the browser notes it in the next run."""
    st.session_state.pop(_FORGET, None)
    classroom.note_secret(role, code, secret)


def forget(role: classroom.Role, code: str) -> None:
    """From a callback: let visit and browser forget the secret of a class."""
    classroom.forget_secret(role, code)
    st.session_state[_FORGET] = f"{role}:{code}"


def _format(day: datetime) -> str:
    return day.date().isoformat()
