"""What is shown inside another page (`?embed=true`): one figure or a list, and where it is from."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from threading import local
from typing import TYPE_CHECKING, Final

import streamlit as st

from dash_app.session import loading, url
from dash_app.share import permalink
from dash_core import Collection
from dash_core.charts.catalogue import NamedFigure
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

__all__ = ["Shown", "beside", "draw", "is_on", "is_wanted", "offered", "place"]

_ONLY: Final = "only"
# Pixels: of a list of documents or one document; of what stands around a figure (the filter in
# words, its title, the source line), and of a note on how to read it.
_LIST: Final = 640
_AROUND: Final = 190
_NOTE: Final = 50
_HEADS: Final = 150  # of the two sides of a comparison
_thread = local()


class Shown(Exception):  # noqa: N818 - nothing went wrong
    """Ends a page whose one figure is drawn."""


def is_on() -> bool:
    """Whether the page stands inside another one."""
    return bool(st.context.is_embedded)


def _lists() -> dict[str, str]:
    """Pages that are shown whole, without their controls."""
    return {"documents": _("The documents"), "document": _("The document")}


def offered(figures: Sequence[NamedFigure]) -> dict[str, tuple[str, int]]:
    """What of this page can be embedded: key, and its name and the height of its frame."""
    page = url.page()
    if page in _lists():
        return {"": (_lists()[page], _LIST)}
    around = _AROUND + _HEADS * (page == "compare")
    return {
        one.name: (one.title, one.figure.height + around + _NOTE * bool(one.figure.note))
        for one in figures
        if one.figure.spec
    }


def is_wanted(key: str) -> bool:
    """Whether this figure is the one to be shown: the one the URL names, else the first."""
    return url.parameter(_ONLY, key) == key


def place() -> "DeltaGenerator":
    """Where the one figure goes."""
    found: DeltaGenerator = _thread.place
    return found


@contextmanager
def beside() -> Iterator[None]:
    """What must stand beside any figure of the page: whom or what it is of."""
    if not is_on():
        yield
        return
    with place():
        yield


def draw(run_page: Callable[[], None], collection: Collection) -> None:
    """The filter in words, what is wanted of the page, and the way to all of it."""
    sentence = loading.current_filter().sentence(collection, len(loading.current_view()))
    st.html(f'<p class="sentence" role="status">{escape(sentence)}</p>')
    _thread.place = st.container(key="embedded")
    if url.page() in _lists():
        with place():
            run_page()
    else:
        # The page runs as ever; all but the one figure is drawn where nobody sees it.
        with st.container(key="embed-rest"):
            try:
                run_page()
            except Shown:
                pass
            else:
                with place():
                    st.caption(
                        _("There is no such figure here: open it in Dossier to see what there is.")
                    )
    _source_line(collection)


def _source_line(collection: Collection) -> None:
    # An address without a path is one of this same page, whatever stands before it.
    query = escape(permalink.of_view(collection).query())
    st.html(
        f'<p class="facts embed-source">{escape(loading.title())} · '
        f'<a href="?{query}" target="_blank" rel="noopener">{_("Open in Dossier")}</a></p>'
    )
