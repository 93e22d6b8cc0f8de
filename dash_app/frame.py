"""The frame around every page: the page registry, the head, the shared filter.

While a folder `pages/` exists, Streamlit runs a page bare when a fresh server is asked for
`/topics` before any visit has called `st.navigation`. So every page starts with `guard()`,
which brings in the frame and runs again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import local

import streamlit as st

from dash_app import clicks, markup, parts, share, sidebar, start, state
from dash_core import DossierError
from dash_core.words import _

__all__ = ["guard", "page", "pages", "run"]

_HERE = Path(__file__).parent
_thread = local()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A page of the registry; `in_menu` is False for what is reached from other pages."""

    file: str
    title: str
    in_menu: bool = True


def _registry() -> tuple[_Entry, ...]:
    return (
        _Entry("start", _("Start")),
        _Entry("overview", _("Overview")),
        _Entry("documents", _("Documents")),
        _Entry("document", _("Document"), in_menu=False),
        _Entry("topics", _("Topics")),
        _Entry("people", _("People")),
        _Entry("places", _("Places")),
        _Entry("compare", _("Compare")),
        _Entry("data", _("Data")),
        _Entry("about", _("About")),
    )


def page(file: str) -> st.Page:
    """The page of this file name (without `.py`)."""
    entry = next(entry for entry in _registry() if entry.file == file)
    if file == "overview":  # the first page has no address; so its name is free for another
        return st.Page("pages/overview.py", title=entry.title, url_path="first", default=True)
    return st.Page(f"pages/{file}.py", title=entry.title)


def pages() -> list[st.Page]:
    """All pages, in the order of the menu; the first page has its name for an address, too."""
    named = st.Page("pages/overview.py", title=_("Overview"))
    return [*(page(entry.file) for entry in _registry()), named]


def guard() -> None:
    """Bring a page that was started bare into the frame."""
    if not getattr(_thread, "inside", False):
        st.navigation(pages(), position="hidden")
        st.rerun()


def run() -> None:
    """Draw the frame and the page in it."""
    chosen = st.navigation(pages(), position="hidden")
    st.set_page_config(
        page_title=f"{chosen.title} · Dossier", page_icon=str(_HERE / "icon.png"), layout="wide"
    )
    st.html(_HERE / "style.css")
    clicks.follow_click()
    state.show_url(chosen.url_path)
    if state.was_opened() and chosen.url_path:  # a callback cannot switch pages itself
        st.switch_page("pages/overview.py", query_params=state.url())
    if chosen.url_path == "start":
        if state.source():
            _head(with_search=False)
        _inside(chosen.run)
        return
    if not state.source():  # whatever page the address names: first a listing is needed
        start.draw()
        return
    try:
        if state.is_stopped():
            _stopped()
            return
        state.collection()
    except DossierError as error:
        _unreadable(error)
        return
    if chosen.url_path != "document":  # its title is the document's
        st.html(f'<h1 class="unseen">{markup.escape(chosen.title)}</h1>')
    _head()
    sidebar.draw()
    parts.filter_line()
    if not st.context.is_embedded:
        share.draw(state.collection(), state.current_view())
    _inside(chosen.run)


def _inside(run_page: Callable[[], None]) -> None:
    _thread.inside = True
    try:
        run_page()
    finally:
        _thread.inside = False


def _head(*, with_search: bool = True) -> None:
    """The menu, with the search where a listing is chosen."""
    with st.container(horizontal=True, vertical_alignment="center", key="head", gap="small"):
        for entry in _registry():
            if entry.in_menu:
                st.page_link(page(entry.file), query_params=state.url())
        if with_search:
            with st.container(
                horizontal=True, vertical_alignment="center", gap=None, key="head-search"
            ):
                sidebar.search()


def _unreadable(error: DossierError) -> None:
    """One clear sentence, and a way on."""
    st.title(_("This listing cannot be read"))
    with st.container(key="unreadable"):
        st.error(markup.plain(str(error)), icon=":material/error:")
    _ways_on()


def _stopped() -> None:
    """The visitor stopped the reading: again, or something else."""
    st.title(_("Reading was stopped"))
    with st.container(key="unreadable"):
        st.info(_("Nothing was lost: the listing is as it was."), icon=":material/info:")
    st.button(_("Read it again"), on_click=state.go_on, type="primary", key="go-on")
    _ways_on()


def _ways_on() -> None:
    st.page_link(
        page("start"), label=_("Bring another listing in"), icon=":material/arrow_forward:"
    )
    sample = state.sources()[-1]
    if state.source() != sample.key:
        st.page_link(
            page("overview"),
            label=markup.plain(_("Explore the sample: {title}").format(title=sample.title)),
            icon=":material/arrow_forward:",
            query_params={"source": sample.key},
        )
