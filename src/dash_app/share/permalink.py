"""The address that is handed on: exactly what is shown, for anyone where that can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import streamlit as st

from dash_app.session import loading, url
from dash_core import Collection
from dash_core.analysis.compare.sides import Pair
from dash_core.study.link_codec import pack

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

__all__ = ["Address", "asked_ticks", "begin", "expand", "of_view", "tick", "ticked"]

# What is open or ticked is of the visit: every such click in the address would be one more step
# Back. Only the address that is handed on holds it.
_OPEN: Final = "open"
_TICK: Final = "tick"
_DONE, _TICKED = "opened-as-asked", "documents-ticked"
_LEFT: Final = ("source", "edits", "undo", "redo", "only", _OPEN, _TICK)
# Expanders of each page whose content is part of what is shown, each with the parameters of what is
# chosen in it. Those of controls are not.
_EXPANDERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "": {"silences-more": ()},
    "overview": {"silences-more": ()},
    "document": {"in-the-source": (), "cite": (), "document-why-not": ("why",)},
    "topics": {"number-why": (), "number-changes": ("with",)},
    "people": {"people-names": ("names", "name")},
    "data": {"report-lines": ()},
}


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of an address, and whether it opens on any server or only on this one."""

    parameters: tuple[tuple[str, str], ...]
    is_portable: bool

    def query(self, **more: str) -> str:
        """The parameters as they stand behind an address's question mark."""
        return urlencode([*self.parameters, *((name, own) for name, own in more.items() if own)])


def of_view(collection: Collection) -> Address:
    """The address of what is shown."""
    bases = {own.key: loading.study(own.key) for own in loading.sources()}
    listing = _listing(collection, tuple((key, base.key) for key, base in bases.items()))
    kept = {name: own for name, own in url.parameters().items() if name not in _LEFT}
    found = {**(listing or {"source": [loading.source()]}), **kept}
    page = url.page()
    found[_OPEN] = [key for key in _EXPANDERS.get(page, ()) if st.session_state.get(key)]
    is_table = page == "documents" and url.parameter("show") == "table"
    found[_TICK] = list(ticked()) if is_table else []
    sides = Pair.from_url(kept).sources
    return Address(
        tuple((name, value) for name, values in found.items() for value in values),
        listing is not None and all(key in bases for key in sides if key),
    )


@lru_cache(maxsize=64)
def _listing(
    collection: Collection, bases: tuple[tuple[str, str], ...]
) -> dict[str, list[str]] | None:
    """The parameters of the listing with what was decided about it; None where they would be too
    long or only this server has it.

    `bases`: the listings that every Dossier started like this one offers, each with the key of
    its study.
    """
    for name, key in reversed(bases):  # the sample first: that one is everywhere
        if key == collection.study.key:
            return {"source": [name]}
        packed = pack(collection.study, loading.study(name))
        if packed:
            return {"source": [name], "edits": [packed]}
    return None


def begin() -> None:
    """A run begins: open and tick what an address asks for, once, when it comes up."""
    asked, ticks, page = (*map(st.query_params.get_all, (_OPEN, _TICK)), url.page())
    known = _EXPANDERS.get(page, {})
    for key in asked:
        if key not in known:
            url.misread(_OPEN, key)
    now = (page, asked, ticks)
    if st.session_state.get(_DONE) == now:
        return
    st.session_state[_DONE] = now
    for key, by in known.items():
        if key in asked or any(map(url.parameter, by)):
            st.session_state[key] = True
    if ticks:
        tick(ticks)


def expand(key: str, label: str, icon: str | None = None) -> "ExpanderContainer":
    """An expander of `_EXPANDERS` (add it there), drawn when it is open."""
    return st.expander(label, icon=icon, key=key, on_change="rerun")


def tick(ids: Iterable[str]) -> None:
    """Note the documents that are ticked."""
    st.session_state[_TICKED] = tuple(ids)


def ticked() -> tuple[str, ...]:
    """The documents that are ticked."""
    found: tuple[str, ...] = st.session_state.get(_TICKED, ())
    return found


def asked_ticks() -> list[str]:
    """The documents that the address says are ticked."""
    return st.query_params.get_all(_TICK)
