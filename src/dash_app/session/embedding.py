"""What is shown inside another page (`?embed=true`): one figure, a list or a document."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING, Final

import streamlit as st

from dash_app.session import url
from dash_core.charts.catalogue import NamedFigure
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

__all__ = [
    "FigureDrawn",
    "beside_figure",
    "is_on",
    "is_wanted",
    "offered",
    "place",
    "set_place",
    "shows_whole_page",
]

_ONLY: Final = "only"
# Pixels: of a list of documents or one document; around a figure (the filter in words, its title,
# the source line); of a note on how to read it; of the two sides of a comparison.
_PAGE_HEIGHT: Final = 640
_FRAME_HEIGHT: Final = 190
_NOTE_HEIGHT: Final = 50
_SIDES_HEIGHT: Final = 150
_thread = local()


class FigureDrawn(Exception):  # noqa: N818 - nothing went wrong
    """Ends a page whose one figure is drawn."""


def is_on() -> bool:
    """Whether the page stands inside another one."""
    return bool(st.context.is_embedded)


def _whole_pages() -> dict[str, str]:
    return {"documents": _("The documents"), "document": _("The document")}


def shows_whole_page() -> bool:
    """Whether this page is embedded whole, without its controls."""
    return url.page() in _whole_pages()


def offered(figures: Sequence[NamedFigure]) -> dict[str, tuple[str, int]]:
    """What of this page can be embedded: by its key, its title and the height of its frame."""
    page = url.page()
    if shows_whole_page():
        return {"": (_whole_pages()[page], _PAGE_HEIGHT)}
    around = _FRAME_HEIGHT + _SIDES_HEIGHT * (page == "compare")
    return {
        one.name: (one.title, one.figure.height + around + _NOTE_HEIGHT * bool(one.figure.note))
        for one in figures
        if one.figure.spec
    }


def is_wanted(key: str) -> bool:
    """Whether this figure is the one to be shown: the one the URL names, else the first."""
    return url.parameter(_ONLY, key) == key


def set_place(container: "DeltaGenerator") -> None:
    """Let the one figure of this run go there."""
    _thread.place = container


def place() -> "DeltaGenerator":
    """Where the one figure goes."""
    container: DeltaGenerator = _thread.place
    return container


@contextmanager
def beside_figure() -> Iterator[None]:
    """What is shown with any figure of the page: whom or what it is of."""
    if not is_on():
        yield
        return
    with place():
        yield
