"""The frame around every page: the page registry, the head, the shared filter.

While a folder `pages/` exists, Streamlit runs a page bare when a fresh server is asked for
`/topics` before any visit has called `st.navigation`. So every page starts with `guard()`,
which brings in the frame and runs again.
"""

from collections.abc import Callable
from threading import local
from time import monotonic
from typing import TYPE_CHECKING, Final

import streamlit as st

from dash_app.components import chart, html, recent, summary, view_state
from dash_app.session import (
    comparison,
    embedding,
    errors,
    links,
    loading,
    navigation,
    pages,
    progress,
    studies,
    url,
)
from dash_app.share import link, panel
from dash_app.shell import embed, filter_panel, gate, language, shortcuts
from dash_app.views.start import submission
from dash_core import Collection, DossierError
from dash_core.analysis.compare.comparison import ignored
from dash_core.common import i18n, settings
from dash_core.common.errors import (
    ClassUnreachableError,
    SettingError,
    StudyUnreachableError,
)
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

__all__ = ["guard", "run"]

_AGAIN: Final = 5.0  # seconds until what could not be reached is asked for again
_thread = local()


def guard() -> None:
    """Bring a page that was started bare into the frame."""
    if not getattr(_thread, "inside", False):
        st.navigation(pages.pages(), position="hidden")
        st.rerun()


def run() -> None:
    """Draw the frame and the page in it."""
    i18n.speak(url.language())
    loading.begin()
    page = st.navigation(pages.pages(), position="hidden")
    st.set_page_config(page_title=f"{page.title} · Dossier", layout="wide")
    progress.reserve_top()
    language.mark_document()
    is_left = navigation.follow()
    if url.page() != page.url_path:
        errors.clear_error()
    url.sync(page.url_path)
    url.pop_invalid()  # of a run that was cut short, as the figures
    url.choice(url.LANGUAGE, i18n.LANGUAGES)
    chart.begin()
    view_state.restore()
    try:
        if gate.is_open(page.url_path):
            _show(page, is_left)
    except SettingError as error:  # of the host
        with st.container(key="unreadable"):
            st.error(html.plain(str(error)), icon=":material/error:")


def _show(page: st.Page, is_left: bool) -> None:
    """The page, in the frame that it has."""
    settings.check()
    if pages.is_alone(page.url_path):
        _alone(page)
        return
    is_start = page.url_path == "start" and not embedding.is_on()
    if is_start or not studies.source_key():  # whatever the page, first a listing is needed
        if not is_left:  # for the listing that was just opened
            _start(page, is_start)
            language.switch(page)
        return
    try:
        if loading.is_stopped():
            _stopped()
            return
        collection = loading.collection()
    except DossierError as error:
        _unreadable(error)
        return
    if page.url_path != "document":  # its title is the document's
        st.html(f'<h1 class="unseen">{html.escape(page.title)}</h1>')
    if embedding.is_on():
        embed.draw(lambda: _inside(page.run), collection)
        return
    shortcuts.draw()
    recent.note(collection)
    _head(page)
    filter_panel.draw()
    with st.sidebar:
        language.switch(page)
    summary.filter_line(lambda: _after_filter(page, collection))
    recent.show_other_tab(collection)
    unknown = st.container(key="not-understood")
    shared = panel.opener()
    _inside(page.run)
    _format_unknown(unknown)
    panel.draw(shared, collection, loading.current_view())  # when the figures of the page are known


def _after_filter(page: st.Page, collection: Collection) -> None:
    """At the end of the filter line: the link to what is shown, and a class with it."""
    link.copy_button(collection)
    if page.url_path != "teach":
        with st.container(key="teach-link", width="content"):
            st.page_link(
                pages.page("teach"),
                label=_("Teach with this"),
                icon=":material/school:",
                query_params=links.parameters(),
            )


def _alone(page: st.Page) -> None:
    """A page of a class, or of the server: nothing around it but what is wrong."""
    try:
        _inside(page.run)
    except DossierError as error:
        from dash_app.session import classroom  # SQLAlchemy is slow to import

        message = str(error)
        if classroom.pending():
            message = _("Not saved yet. Keep this page open: it is tried again.")
        with st.container(key="unreadable"):
            st.error(html.plain(message), icon=":material/error:")
        st.button(_("Try again"), key="class-again")
        _ask_again(error)


def _ask_again(error: DossierError) -> None:
    """Run the page again after a while, where that may help."""
    if isinstance(error, ClassUnreachableError | StudyUnreachableError):
        _wait_for_it(monotonic())


@st.fragment(run_every=_AGAIN)
def _wait_for_it(begun: float) -> None:
    if monotonic() - begun > _AGAIN / 2:
        st.rerun()


def _start(page: st.Page, is_start: bool) -> None:
    """The Start page, at its own path or where a listing is needed."""
    if is_start:
        if studies.source_key():
            _head(page, with_search=False)
        _inside(page.run)
    elif embedding.is_on():
        st.info(_("This address does not name a listing."), icon=":material/info:")
    else:
        # not above: a server starts with the sample, which is read already, without the readers
        from dash_app.views.start import preview

        preview.show_start()


def _format_unknown(place: "DeltaGenerator") -> None:
    """The parts of the URL that make no sense, in one sentence."""
    unknown = [*ignored(url.parameters()), *url.pop_invalid()]
    if unknown:
        message = _("A part of this address is not valid here and was ignored: {parts}.")
        place.warning(
            html.plain(message.format(parts=", ".join(f"“{part}”" for part in unknown))),
            icon=":material/info:",
        )


def _inside(run_page: Callable[[], None]) -> None:
    _thread.inside = True
    try:
        run_page()
    finally:
        _thread.inside = False


def _head(page: st.Page, *, with_search: bool = True) -> None:
    """The menu, with the search where a listing is chosen."""
    with st.container(horizontal=True, vertical_alignment="center", key="head", gap="small"):
        for entry in pages.registry():
            if entry.in_menu:
                # The first page has two addresses: the link to the one it is at is marked.
                is_here = entry.file == page.url_path == "overview"
                target = page if is_here else pages.page(entry.file)
                is_compare = entry.file == "compare"
                to = comparison.link_to_last() if is_compare else links.parameters()
                st.page_link(target, query_params=to)
        gate.sign_out_button()
        if with_search:
            with st.container(
                horizontal=True, vertical_alignment="center", gap=None, key="head-search"
            ):
                filter_panel.search()


def _unreadable(error: DossierError) -> None:
    """What is wrong in one sentence, and links to other listings."""
    st.title(_("This listing cannot be read"))
    with st.container(key="unreadable"):
        st.error(html.plain(str(error)), icon=":material/error:")
    _ask_again(error)
    if url.parameter("edits"):
        st.page_link(
            pages.page("overview"),
            label=_("Open the listing without these changes"),
            icon=":material/arrow_forward:",
            query_params=url.of_visit() | {url.SOURCE: [studies.named_key()]},
        )
    _other_listings()


def _stopped() -> None:
    """The visitor stopped the reading: again, or something else."""
    st.title(_("Reading was stopped"))
    with st.container(key="unreadable"):
        st.info(_("Nothing was lost: the listing is unchanged."), icon=":material/info:")
    st.button(_("Read it again"), on_click=loading.resume, type="primary", key="go-on")
    _other_listings()


def _other_listings() -> None:
    """Links to another listing and to the sample."""
    submission.discard()
    st.page_link(
        pages.page("start"), label=_("Open another listing"), icon=":material/arrow_forward:"
    )
    sample = studies.sources()[-1]
    if studies.source_key() != sample.key:
        st.page_link(
            pages.page("overview"),
            label=html.plain(_("Explore the sample: {title}").format(title=sample.title)),
            icon=":material/arrow_forward:",
            query_params=url.of_visit() | {url.SOURCE: [sample.key]},
        )
