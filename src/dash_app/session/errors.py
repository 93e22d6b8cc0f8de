"""What went wrong with the last change, and where the page says so."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dash_core import DossierError

__all__ = ["catch_error", "clear_error", "error_at", "set_error"]

_ERROR = "edit-error"


@contextmanager
def catch_error(place: str) -> Iterator[None]:
    """From a callback: a change of the study; if it fails, the page says so at `place`.

    The rest of the block is left out then: `error_at(place)` tells whether it failed.
    """
    clear_error()
    try:
        yield
    except DossierError as error:
        set_error(place, str(error))


def set_error(place: str, message: str) -> None:
    """Say at `place` what went wrong."""
    st.session_state[_ERROR] = (place, message)


def clear_error() -> None:
    """Forget what went wrong before."""
    st.session_state.pop(_ERROR, None)


def error_at(place: str) -> str:
    """What went wrong at `place` with the last change; "" where nothing did."""
    at, message = st.session_state.get(_ERROR, ("", ""))
    return message if at == place else ""
