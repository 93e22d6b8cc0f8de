"""Work that a page does not wait for: done once for all visitors, and drawn when it is there."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

import streamlit as st

from dash_core.common.i18n import _, bound

__all__ = ["wait_for"]

_EVERY: Final = 1.0  # seconds between two looks whether the work is done
_AT_ONCE: Final = 2  # pieces of work
_pool: Final = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="later")
_works: Final[WeakKeyDictionary[Any, Future[Any]]] = WeakKeyDictionary()
_lock: Final = Lock()


def wait_for(key: str, label: str, holder: object, work: Callable[[], object]) -> bool:
    """Whether `work` is done for `holder`; else it begins, once for all who wait for it.

    Meanwhile the page says so here, with a button that waits no longer; it is drawn again when
    the work is done. What others wait for, or will, is worked on in any case.
    """
    with _lock:
        future = _works.get(holder)
        if future is None:
            future = _works[holder] = _pool.submit(bound(work))
    if future.done():
        future.result()  # raises what went wrong
        return True
    given_up = f"{key}-given-up"
    with st.container(key=f"{key}-later", horizontal=True, vertical_alignment="center"):
        if st.session_state.get(given_up):
            st.button(
                _("Show it after all"), key=f"{key}-go-on", on_click=_set, args=(given_up, False)
            )
        else:
            _wait(label, future)
            st.button(_("Cancel"), key=f"{key}-cancel", on_click=_set, args=(given_up, True))
    return False


def _set(key: str, is_given_up: bool) -> None:
    st.session_state[key] = is_given_up


@st.fragment(run_every=_EVERY)
def _wait(label: str, future: Future[Any]) -> None:
    """Look now and then; what the page shows is not drawn again meanwhile."""
    st.caption(label)
    if future.done():
        st.rerun()
