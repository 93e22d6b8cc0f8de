"""The state of a visit: which listing, which filter. The URL is the one place it lives."""

import gc
import os
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock

import streamlit as st

from dash_app.progress import show_progress
from dash_core import Collection, Filter, Study, View, settings
from dash_core.filters import is_parameter
from dash_core.progress import Tick
from dash_core.semantic import Model, find_model
from dash_core.sides import is_side_parameter
from dash_core.store import Store
from dash_core.words import _

__all__ = [
    "Source",
    "change",
    "collection",
    "current_filter",
    "current_view",
    "explore",
    "fit",
    "future",
    "go_on",
    "hold",
    "is_stopped",
    "model",
    "parameter",
    "past",
    "redo",
    "revise",
    "revise_topics",
    "show_url",
    "source",
    "sources",
    "start_again",
    "stop",
    "study",
    "title",
    "topics_at",
    "undo",
    "url",
    "view_of",
    "visited",
    "was_opened",
]

_ROOT = Path(__file__).resolve().parents[1]
_SOURCE = "source"
_SHOWN = "url-shown"
_STOPPED = "reading-stopped"
_OPENED = "just-opened"
_VISITED = "visited-listings"
_UNDO, _REDO = "undo", "redo"
_KEY = re.compile("[0-9a-f]{24}")
_store = Store()
_files: dict[Path, tuple[tuple[int, ...], Study]] = {}
_fitted: OrderedDict[str, Collection] = OrderedDict()
_fitting = Lock()


@dataclass(frozen=True, slots=True)
class Source:
    """A listing this server offers by itself: its key in the URL, its name, its file."""

    key: str
    title: str
    path: Path


def sources() -> list[Source]:
    """The file named at the start (`streamlit run app.py -- FILE`), if any, and the sample."""
    given = [Path(argument) for argument in sys.argv[1:2]]
    sample = Source(
        "iran-crisis",
        _("Iran crisis 1945–46, Wilson Center Digital Archive"),
        _ROOT / "seeds" / "000_c0d2bb1156087dbf.txt",
    )
    own = [
        Source("listing", sample.title if path.resolve() == sample.path else path.name, path)
        for path in given
    ]
    return [*own, sample]


def _default() -> str:
    """The listing of an address that names none: the file named at the start, else none."""
    return "listing" if len(sources()) > 1 else ""


def source() -> str:
    """The key of the listing the URL names; "" where none is chosen. A URL names no file."""
    return st.query_params.get(_SOURCE, "") or _default()


def study(key: str = "") -> Study:
    """A listing and what was decided about it: that of the visit, or the one of a key.

    Raises
    ------
    DossierError
        If it cannot be opened.
    """
    key = key or source()
    if key in _fitted:
        return _fitted[key].study
    for own in sources():
        if own.key == key:
            return _at(own)
    return _store.open(key)


def _at(own: Source) -> Study:
    """The study of a file of this server, read again when the file changes."""
    beside = own.path.parent / "topics.toml"
    stamp = (_changed(own.path), _changed(beside))
    if _files.get(own.path, (None,))[0] != stamp:
        found = Study.at(own.path, beside if beside.is_file() else None)
        if own.title != own.path.name:
            found = replace(found, title=own.title)
        _files[own.path] = (stamp, found)
    return _files[own.path][1]


def title() -> str:
    """The name of the listing of the visit."""
    return study().title


def collection() -> Collection:
    """The fitted collection of the visit, shared by all visits.

    Raises
    ------
    DossierError
        If the listing cannot be read.
    """
    own = study()
    st.session_state.setdefault(_VISITED, {})[own.title] = source()
    return fit(own)


def visited() -> dict[str, str]:
    """Names of the listings of this visit, the last state of each, and of those this server
    offers, by their keys."""
    known = {own.title: own.key for own in reversed(sources())}
    known |= st.session_state.get(_VISITED, {})
    return {key: name for name, key in known.items()}


def fit(chosen: Study, give_up: Callable[[], None] | None = None) -> Collection:
    """A study, read and fitted, once for all visits; with progress where it takes time.

    `give_up` is what Cancel does; by default the listing is not read until it is asked for again.
    """
    key = chosen.key
    fitted = _fitted.get(key)
    if fitted is None:
        base = _same_but_topics(chosen)

        def work(tick: Tick) -> Collection:
            with _fitting:  # thirty pupils at once wait for one fit
                if key not in _fitted:
                    fresh = (
                        base.with_topics(chosen.topics, tick)
                        if base
                        else Collection(chosen, tick, model())
                    )
                    fresh.likeness.prepare()
                    _keep(key, fresh)
                return _fitted[key]

        if base and past():
            fitted = show_progress(_("Making the topics…"), work, undo)
        else:
            cancel = give_up or partial(stop, key)
            fitted = show_progress(_("Reading the listing…"), work, cancel)
    with suppress(KeyError):  # another visit may have dropped it just now
        _fitted.move_to_end(key)
    return fitted


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model of sentences that who runs this server named in DOSSIER_MODEL, if any.

    Raises
    ------
    ModelError
        If it is not there.
    """
    name = os.environ.get("DOSSIER_MODEL")
    return find_model(name) if name else None


def _same_but_topics(chosen: Study) -> Collection | None:
    """A fitted collection of the same listing, whose index and vectors will do."""
    wanted = chosen.with_topics(None).key
    for fitted in reversed(list(_fitted.values())):
        if fitted.study.with_topics(None).key == wanted:
            return fitted
    return None


def _keep(key: str, fitted: Collection) -> None:
    """Keep the last used in memory."""
    _fitted[key] = fitted
    while len(_fitted) > settings.MAX_FITTED:
        _fitted.popitem(last=False)
    # Streamlit collects garbage after every run; what never dies need not be walked each time.
    gc.collect()
    gc.freeze()


def stop(key: str) -> None:
    """Do not read this study, until it is asked for again."""
    st.session_state[_STOPPED] = key


def is_stopped() -> bool:
    """Whether the visitor stopped the reading of this listing."""
    return bool(st.session_state.get(_STOPPED) == study().key)


def go_on() -> None:
    """Read the listing that was stopped after all."""
    st.session_state.pop(_STOPPED, None)


def explore(chosen: Study) -> None:
    """From a callback: keep a study and open it.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    go_on()
    _replace({_SOURCE: [_store.save(chosen)]})
    st.session_state[_OPENED] = True


def was_opened() -> bool:
    """Whether a listing was just opened, so that its overview is to be shown."""
    return bool(st.session_state.pop(_OPENED, False))


def revise(chosen: Study) -> None:
    """Keep a changed study and put it into the URL; filter and page stay.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    key = next((own.key for own in sources() if _at(own).key == chosen.key), "")
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    _replace({**now, _SOURCE: [key or _store.save(chosen)]})


def revise_topics(text: str, *, keep: Callable[[Filter], Filter] = lambda same: same) -> None:
    """Give the listing another topics file; what it had can be brought back by `undo`.

    `keep` makes the filter one that fits the new topics.

    Raises
    ------
    StudyError
        If the study cannot be kept.
    """
    if (text or None) != study().topics:
        _retopic(text, [*past(), source()], [], keep)


def _retopic(
    text: str | None,
    before: Sequence[str],
    behind: Sequence[str],
    keep: Callable[[Filter], Filter] = lambda same: same,
) -> None:
    """Change the topics, and what there is to undo and to redo. The first state stays."""
    cut = [*before[:1], *before[1:][-settings.MAX_UNDO + 1 :]]
    chosen = replace(study(), topics=text or None)
    key = next((own.key for own in sources() if _at(own).key == chosen.key), "")
    fresh = keep(current_filter()).to_url()
    kept = {
        name: st.query_params.get_all(name)
        for name in st.query_params
        if not is_parameter(name) and name not in (_UNDO, _REDO)
    }
    chains = {name: [".".join(chain)] for name, chain in ((_UNDO, cut), (_REDO, behind)) if chain}
    _replace({**fresh, **kept, **chains, _SOURCE: [key or _store.save(chosen)]})


def past() -> list[str]:
    """The studies (their keys) whose topics can be brought back, the first first."""
    return _chain(_UNDO)


def future() -> list[str]:
    """The studies whose topics were undone, the last undone last."""
    return _chain(_REDO)


def _chain(name: str) -> list[str]:
    own = {one.key for one in sources()}
    keys = parameter(name).split(".")
    return [key for key in keys if key in own or _KEY.fullmatch(key)][-settings.MAX_UNDO :]


def topics_at(key: str) -> str:
    """The topics file of a study of `past` or `future`; "" where it has none.

    Raises
    ------
    StudyError
        If the study is not on this machine any more.
    """
    for own in sources():
        if own.key == key:
            return _at(own).topics or ""
    return _stored_topics(key)


@lru_cache(maxsize=256)
def _stored_topics(key: str) -> str:
    return _store.open(key).topics or ""


def undo() -> None:
    """From a callback: the topics as they were before the last change."""
    *before, last = past()
    _retopic(topics_at(last), before, [*future(), source()])


def redo() -> None:
    """From a callback: the change that was undone last, again."""
    *behind, last = future()
    _retopic(topics_at(last), [*past(), source()], behind)


def start_again() -> None:
    """From a callback: the topics as they were before the first change. That can be undone."""
    revise_topics(topics_at(past()[0]))


def _changed(path: Path) -> int:
    """When a file was last changed; 0 if it is not there (`Study.at` says so)."""
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def current_filter() -> Filter:
    """The filter the URL holds."""
    return Filter.from_url({key: st.query_params.get_all(key) for key in st.query_params})


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
    if source() != _default():
        found[_SOURCE] = [source()]
    found.update({name: [parameter(name)] for name in (_UNDO, _REDO) if parameter(name)})
    found.update({name: [value] for name, value in own.items() if value})
    return found


def change(chosen: Filter, **own: str) -> None:
    """Put another filter into the URL; the page's own parameters stay, the page number goes."""
    names = ("doc", "show", "kind", "who", "top", "word")
    keep = {name: st.query_params[name] for name in names if name in st.query_params}
    sides = {
        name: st.query_params.get_all(name) for name in st.query_params if is_side_parameter(name)
    }
    _replace({**url(chosen, **{**keep, **own}), **sides})


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
