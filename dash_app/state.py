"""The state of a visit: which listing, which filter. The URL is the one place it lives."""

import gc
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from dash_core import Collection, Filter, View
from dash_core.filters import PARAMETERS
from dash_core.words import _

__all__ = [
    "Source",
    "change",
    "collection",
    "current_filter",
    "current_view",
    "hold",
    "parameter",
    "show_url",
    "source",
    "sources",
    "url",
    "view_of",
]

_ROOT = Path(__file__).resolve().parents[1]
_SOURCE = "source"
_SHOWN = "url-shown"
_fitted: dict[Path, tuple[tuple[int, ...], Collection]] = {}
_fitting = Lock()


@dataclass(frozen=True, slots=True)
class Source:
    """A listing this server offers: its key in the URL, its name for people, its file."""

    key: str
    title: str
    path: Path


def sources() -> list[Source]:
    """What can be explored: the file named at the start (`streamlit run app.py -- FILE`), if
    any, and the sample."""
    given = [Path(argument) for argument in sys.argv[1:2]]
    sample = Source(
        "iran-crisis",
        _("Iran crisis 1945–46, Wilson Center Digital Archive"),
        _ROOT / "seeds" / "000_c0d2bb1156087dbf.txt",
    )
    return [*(Source("listing", path.name, path) for path in given), sample]


def source() -> Source:
    """The listing the URL names, else the first. A URL never names a file."""
    known = sources()
    wanted = st.query_params.get(_SOURCE)
    return next((own for own in known if own.key == wanted), known[0])


def collection() -> Collection:
    """The fitted collection of the visit, shared by all visits.

    Raises
    ------
    DossierError
        If the listing cannot be read.
    """
    path = source().path
    stamp = tuple(map(_changed, (path, path.with_name("topics.toml"))))
    if _fitted.get(path, (None,))[0] != stamp:
        with st.spinner(_("Reading the listing…")), _fitting:
            if _fitted.get(path, (None,))[0] != stamp:  # thirty pupils at once wait for one fit
                _fitted[path] = (stamp, Collection.read(path))
                # Streamlit collects garbage after every run; what never dies need not be walked
                # each time.
                gc.collect()
                gc.freeze()
    return _fitted[path][1]


def _changed(path: Path) -> int:
    """When a file was last changed; 0 if it is not there (`Collection.read` says so)."""
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def current_filter() -> Filter:
    """The filter the URL holds."""
    return Filter.from_url({key: st.query_params.get_all(key) for key in PARAMETERS.values()})


def current_view() -> View:
    """The documents the filter lets through."""
    return view_of(collection(), current_filter())


@lru_cache(maxsize=64)
def view_of(fitted: Collection, chosen: Filter) -> View:
    """The documents any filter lets through; remembered, since a page asks often."""
    return chosen.view(fitted)


def parameter(name: str, default: str = "") -> str:
    """A page's own URL parameter."""
    return st.query_params.get(name, default)


def url(chosen: Filter | None = None, **own: str) -> dict[str, list[str]]:
    """URL parameters of a link: the listing, the filter (by default today's) and a page's own.

    Empty values are left out.
    """
    found = dict((current_filter() if chosen is None else chosen).to_url())
    if source() != sources()[0]:
        found[_SOURCE] = [source().key]
    found.update({name: [value] for name, value in own.items() if value})
    return found


def change(chosen: Filter, **own: str) -> None:
    """Put another filter into the URL; the page's own parameters stay, the page number goes."""
    keep = {
        name: st.query_params[name] for name in ("doc", "show", "kind") if name in st.query_params
    }
    _replace(url(chosen, **{**keep, **own}))


def show_url(page: str) -> None:
    """Tell the browser what this run shows, so that address and page never differ.

    Streamlit (1.67) changes the address on a link to another page, but not on one to the same
    page with other parameters (from a document to a similar one), nor where a text field is
    left by clicking a link. An address the browser has already is not pushed again.
    """
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = (page, now)
    if before and before != (page, now):
        st.query_params.from_dict(now)


def hold(key: str, value: object) -> None:
    """Make a widget show what the URL says. Only what differs is set: a value that is set goes
    to the browser and would undo a key pressed in the meantime."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _replace(parameters: Mapping[str, list[str]]) -> None:
    if {key: st.query_params.get_all(key) for key in st.query_params} != parameters:
        st.query_params.from_dict(parameters)
