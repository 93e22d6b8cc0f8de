"""The collection of the visit, read and shared by all visits, and what the filter leaves of it."""

import gc
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from threading import Lock
from typing import Final

import streamlit as st

from dash_app.session import history, navigation, pages, revise, studies, url
from dash_app.session.progress import show_progress
from dash_core import Collection, Filter, Study, View
from dash_core.collection.view import select
from dash_core.common import settings
from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.study.study import PAGE
from dash_core.text.vectors.sentence_model import Model, find_model

__all__ = [
    "collection",
    "current_view",
    "fit",
    "is_stopped",
    "model",
    "open_study",
    "resume",
    "stop",
    "view_of",
    "visited",
]

MAX_SHOWN: Final = 100  # studies of them: other notes, the same words and numbers

_STOPPED = "reading-stopped"
_VISITED = "visited-listings"
# What no study file may put into the URL: other listings, and how Streamlit draws the page.
_NO_VIEW = (PAGE, url.SOURCE, url.EDITS, url.UNDO, url.REDO, "embed", "embed_options")
_fitted: OrderedDict[str, Collection] = OrderedDict()
_shown: OrderedDict[str, tuple[str, Collection]] = OrderedDict()
_fitting = Lock()


def collection() -> Collection:
    """The collection of the visit.

    Raises
    ------
    DossierError
        If the listing cannot be read.
    """
    study = studies.study()
    st.session_state.setdefault(_VISITED, {})[study.title] = studies.source_key()
    return fit(study)


def current_view() -> View:
    """The documents that pass the filter of the URL."""
    return view_of(collection(), url.current_filter())


@lru_cache(maxsize=64)
def view_of(collection: Collection, filter_: Filter) -> View:
    """The documents that pass any filter."""
    return select(collection, filter_)


def visited() -> dict[str, str]:
    """Titles of the listings of this visit, in their last state, and of those this server offers,
    by their keys."""
    known = {source.title: source.key for source in reversed(studies.sources())}
    known |= st.session_state.get(_VISITED, {})
    return {key: title for title, key in known.items()}


def fit(study: Study, give_up: Callable[[], None] | None = None) -> Collection:
    """The collection of a study, made once for all visits; with progress where it takes time.

    `give_up` is what Cancel does; by default the listing is not read until it is asked for again.
    """
    key = study.key
    entry = _shown.get(key)
    if entry is None:
        collection = _fit(study.core(), give_up or partial(stop, key))
        entry = _shown[key] = collection.study.key, collection.with_study(study)
        while len(_shown) > MAX_SHOWN:
            _shown.popitem(last=False)
    base, shown = entry
    for kept, one in ((_shown, key), (_fitted, base)):
        with suppress(KeyError):  # another visit may have dropped it just now
            kept.move_to_end(one)
    return shown


def _fit(study: Study, cancel: Callable[[], None]) -> Collection:
    """The collection of a study of a listing with nothing beside it."""
    key = study.key
    if key in _fitted:
        return _fitted[key]
    base = _of_same_files(study)

    def work(progress: Progress) -> Collection:
        with _fitting:  # thirty pupils at once wait for one fit
            if key not in _fitted:
                fresh = (
                    base.with_study(study, progress)
                    if base
                    else Collection(study, progress, model())
                )
                fresh.space.similarity.prepare()
                _keep(key, fresh)
            return _fitted[key]

    if base and history.undo_stack():
        return show_progress(_("Applying the change…"), work, revise.undo)
    return show_progress(_("Reading the listing…"), work, cancel)


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model of sentences that who runs this server named in DOSSIER_MODEL, if any.

    Raises
    ------
    ModelError
        If it is not there.
    """
    name = settings.MODEL.value
    return find_model(name) if name else None


def _of_same_files(study: Study) -> Collection | None:
    """The collection of the same listing that was used last: what the study does not change of it
    need not be read and fitted again."""
    digests = [file.digest for file in study.files]
    for collection in reversed(list(_fitted.values())):
        if [file.digest for file in collection.study.files] == digests:
            return collection
    return None


def _keep(key: str, collection: Collection) -> None:
    """Keep the last used in memory."""
    _fitted[key] = collection
    while len(_fitted) > settings.MAX_LISTINGS.value:
        gone, _collection = _fitted.popitem(last=False)
        for shown in [one for one, (base, _shares) in list(_shown.items()) if base == gone]:
            _shown.pop(shown, None)
    # Streamlit collects garbage after every run; what never dies need not be walked each time.
    gc.collect()
    gc.freeze()


def stop(key: str) -> None:
    """Do not read this study, until `resume`."""
    st.session_state[_STOPPED] = key


def is_stopped() -> bool:
    """Whether the visitor stopped the reading of this listing."""
    return bool(st.session_state.get(_STOPPED) == studies.study().key)


def resume() -> None:
    """Read the listing that was stopped after all."""
    st.session_state.pop(_STOPPED, None)


def open_study(study: Study) -> None:
    """From a callback: keep a study and open it, at the page and the filter it was saved with.

    Raises
    ------
    StudyError
        If it cannot be kept.
    """
    resume()
    view = {
        name: list(values) for name, values in study.view.items() if name.lower() not in _NO_VIEW
    }
    key = studies.STORE.save(study)
    page = "".join(study.view.get(PAGE, ()))
    is_shown = page in pages.titles() and page != "start"
    navigation.open_page(page if is_shown else "overview", {**view, url.SOURCE: [key]})
