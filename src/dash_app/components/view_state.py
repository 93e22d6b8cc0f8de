"""What is open or ticked on a page. It is of the visit: each such click in the URL would be one
more step Back. Only the link that is handed on holds it (`share.permalink`)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import streamlit as st

from dash_app.session import url

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

__all__ = ["OPEN", "TICK", "expand", "open_expanders", "restore", "tick", "ticked", "url_ticks"]

OPEN: Final = "open"
TICK: Final = "tick"

_RESTORED, _TICKED = "opened-as-asked", "documents-ticked"
# Expanders of each page whose content is part of what is shown, each with the parameters of what is
# selected in it. Those of controls are not.
_EXPANDERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "": {"silences-more": ()},
    "overview": {"silences-more": ()},
    "document": {"in-the-source": (), "cite": (), "document-why-not": ("why",)},
    "topics": {
        "number-why": (),
        "number-changes": ("with",),
        "topics-levels": ("walk",),
        "topics-counted": (),
        "topics-more": (),
    },
    "people": {"people-figures": (), "people-matrix": (), "people-names": ("names", "name")},
    "data": {"report-lines": ()},
}


def restore() -> None:
    """At the beginning of a run: open and tick what the URL asks for, once, when it comes up."""
    to_open, ticks, page = url.values(OPEN), url.values(TICK), url.page()
    known = _EXPANDERS.get(page, {})
    for key in to_open:
        if key not in known:
            url.note_invalid(OPEN, key)
    now = (page, to_open, ticks)
    if st.session_state.get(_RESTORED) == now:
        return
    st.session_state[_RESTORED] = now
    for key, parameters in known.items():
        if key in to_open or any(map(url.parameter, parameters)):
            st.session_state[key] = True
    if ticks:
        tick(ticks)


def expand(key: str, label: str, icon: str | None = None) -> "ExpanderContainer":
    """An expander of `_EXPANDERS` (add it there), drawn when it is open."""
    return st.expander(label, icon=icon, key=key, on_change="rerun")


def open_expanders() -> list[str]:
    """The keys of the expanders of this page that are open."""
    return [key for key in _EXPANDERS.get(url.page(), ()) if st.session_state.get(key)]


def tick(ids: Iterable[str]) -> None:
    """Note the documents that are ticked."""
    st.session_state[_TICKED] = tuple(ids)


def ticked() -> tuple[str, ...]:
    """The documents that are ticked."""
    ids: tuple[str, ...] = st.session_state.get(_TICKED, ())
    return ids


def url_ticks() -> list[str]:
    """The documents that the URL says are ticked."""
    return url.values(TICK)
