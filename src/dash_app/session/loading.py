"""The collection of the visit, read and shared by all visits, and what the filter leaves of it."""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from threading import local
from typing import Final

import streamlit as st

from dash_app.session import embedding, history, later, navigation, pages, revise, studies, url
from dash_app.session.progress import show_progress
from dash_core import Collection, DossierError, Filter, Study, View
from dash_core.collection.cache import CollectionCache
from dash_core.collection.view import select
from dash_core.common import settings
from dash_core.common.garbage import collect_and_freeze, give_back
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.common.progress import Progress
from dash_core.prepared.kept import open_kept
from dash_core.study.study import PAGE
from dash_core.text.vectors.sentence_model import Model, find_model

__all__ = [
    "begin",
    "collection",
    "count_of",
    "current_view",
    "drop_unused",
    "fit",
    "held",
    "is_stopped",
    "model",
    "open_study",
    "prepare",
    "resume",
    "stop",
    "view_of",
    "visited",
    "wait_for_topics",
]

_STOPPED = "reading-stopped"
_VISITED = "visited-listings"
_FIRST = ("", "overview")  # the paths of the page that may be there before the topics
# What no study file may put into the URL: other listings, and how Streamlit draws the page.
_NO_VIEW = (PAGE, url.SOURCE, url.EDITS, url.UNDO, url.REDO, url.LANGUAGE, "embed", "embed_options")
_run = local()  # what the run in this thread holds


def collection() -> Collection:
    """The collection of the visit.

    Raises
    ------
    DossierError
        If the listing cannot be read.
    """
    study = studies.study()
    if url.EDITS not in studies.address():  # else it has no key yet that a link could name
        st.session_state.setdefault(_VISITED, {})[study.title] = studies.source_key()
    return fit(study, whole=not _may_come_before_topics())


def current_view() -> View:
    """The documents that pass the filter of the URL."""
    return view_of(collection(), url.current_filter())


@keep(64)
def view_of(collection: Collection, filter_: Filter) -> View:
    """The documents that pass any filter."""
    return select(collection, filter_)


@keep(1_024)
def count_of(collection: Collection, filter_: Filter) -> int:
    """How many documents pass a filter; they are not kept, as those of `view_of` are."""
    return len(select(collection, filter_))


def visited() -> dict[str, str]:
    """Titles of the listings of this visit, in their last state, and of those this server offers,
    by their keys."""
    known = {source.title: source.key for source in reversed(studies.sources())}
    known |= st.session_state.get(_VISITED, {})
    return {key: title for title, key in known.items()}


def _may_come_before_topics() -> bool:
    """Whether the page is the overview, and asks for nothing that topics decide."""
    filter_ = url.current_filter()
    return url.page() in _FIRST and not (
        filter_.topics or filter_.words or filter_.excluded or embedding.is_on()
    )


def wait_for_topics(collection: Collection) -> None:
    """Say that the topics are still looked for, and draw the page again when they are there."""
    later.wait_for(
        "topics",
        _("Finding topics…"),
        collection.core,
        lambda: _cache.fit(collection.study, model=model()),
    )


def fit(
    study: Study, give_up: Callable[[], None] | None = None, *, whole: bool = True
) -> Collection:
    """The collection of a study, made once for all visits; with progress where it takes time.

    A run holds what it was given: the same study is the same collection to its end, whatever the
    cache drops meanwhile.

    `give_up` is what Cancel does; by default the listing is not read until it is asked for again.
    Not `whole`: the topics of a large listing may come later.
    """
    held: dict[str, Collection] = _run.__dict__.setdefault("held", {})
    known = held.get(study.key)
    if known is None or (whole and not known.is_whole):
        known = _cache.get(study, whole) or _fit(study, give_up or partial(stop, study.key), whole)
        held[study.key] = known
    return known


def begin() -> None:
    """A run begins: what the run before it in this thread held is let go."""
    _run.__dict__.clear()


def _fit(study: Study, cancel: Callable[[], None], whole: bool) -> Collection:
    def work(progress: Progress) -> Collection:
        return _cache.fit(study, progress, model(), whole=whole)

    if _cache.of_same_files(study) and history.undo_stack():
        return show_progress(_("Applying the change…"), work, revise.undo, at_top=True)
    return show_progress(_("Reading the listing…"), work, cancel, at_top=True)


def prepare() -> None:
    """Have the listing that a visitor finds first ready before one comes; the sample as an earlier
    start left it, if one did."""
    first, sample = studies.sources()[0], studies.sources()[-1]
    with suppress(DossierError):  # whoever opens it is told
        study = studies.study_of(first)
        if first.path.resolve() == sample.path and model() is None:
            # not `whole`: so a visitor who comes meanwhile waits for it, and fits nothing beside it
            _cache.fit(
                study,
                first=lambda study, progress, _model: open_kept(study, progress),
                whole=False,
            )
        else:
            _cache.fit(study, model=model())


def drop_unused() -> None:
    """Let go the listings that nobody has asked for in a while, their studies, and what is left of
    visits that are over; the listing that a visitor finds first stays ready. What was built again
    at an address takes the place of what was there."""
    seconds = 60 * settings.KEEP_MINUTES.value
    studies.drop_unused(seconds)
    studies.look_again()
    with suppress(DossierError):  # whoever opens that one is told
        first = studies.study_of(studies.sources()[0])
        _cache.drop_unused(seconds, first)
    collect_and_freeze(True)
    give_back()


# Streamlit collects garbage after every run; what stays need not be walked each time.
_cache: Final = CollectionCache(
    lambda: settings.MAX_MEMORY.value, collect_and_freeze, studies.prepared
)


def held() -> tuple[int, int]:
    """How many listings are held in memory, and how many documents they have."""
    return len(_cache), _cache.n_documents()


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
    view = {
        name: list(values) for name, values in study.view.items() if name.lower() not in _NO_VIEW
    }
    key = studies.keep(study)
    resume()
    page = "".join(study.view.get(PAGE, ()))
    is_shown = page in pages.titles() and page != "start" and not pages.is_of_class(page)
    navigation.open_page(page if is_shown else "overview", {**view, url.SOURCE: [key]})
