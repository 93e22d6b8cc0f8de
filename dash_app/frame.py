"""The frame around every page: the page registry, the head, the shared filter.

While a folder `pages/` exists, Streamlit runs a page bare when a fresh server is asked for
`/topics` before any visit has called `st.navigation`. So every page starts with `guard()`,
which brings in the frame and runs again.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import local

import streamlit as st

from dash_app import clicks, markup, parts, sidebar, state
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
        _Entry("overview", _("Overview")),
        _Entry("documents", _("Documents")),
        _Entry("document", _("Document"), in_menu=False),
        _Entry("topics", _("Topics")),
        _Entry("data", _("Data")),
        _Entry("about", _("About")),
    )


def page(file: str) -> st.Page:
    """The page of this file name (without `.py`)."""
    entry = next(entry for entry in _registry() if entry.file == file)
    return st.Page(f"pages/{file}.py", title=entry.title, default=file == "overview")


def pages() -> list[st.Page]:
    """All pages, in the order of the menu."""
    return [page(entry.file) for entry in _registry()]


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
    try:
        state.collection()
    except DossierError as error:
        _unreadable(error)
        return
    if chosen.url_path != "document":  # its title is the document's
        st.html(f'<h1 class="unseen">{markup.escape(chosen.title)}</h1>')
    _head()
    sidebar.draw()
    parts.filter_line()
    _thread.inside = True
    try:
        chosen.run()
    finally:
        _thread.inside = False


def _head() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="head", gap="small"):
        for entry in _registry():
            if entry.in_menu:
                st.page_link(page(entry.file), query_params=state.url())
        sidebar.search()


def _unreadable(error: DossierError) -> None:
    """One clear sentence, and a way on."""
    st.title(_("This listing cannot be read"))
    with st.container(key="unreadable"):
        st.error(markup.plain(str(error)), icon=":material/error:")
    sample = state.sources()[-1]
    if state.source() != sample:
        st.page_link(
            page("overview"),
            label=markup.plain(_("Explore the sample: {title}").format(title=sample.title)),
            icon=":material/arrow_forward:",
            query_params={"source": sample.key},
        )
