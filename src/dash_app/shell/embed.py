"""The frame around what is shown inside another page: the filter in words, the source line."""

from collections.abc import Callable
from html import escape

import streamlit as st

from dash_app.session import embedding, loading, studies, url
from dash_app.share import permalink
from dash_core import Collection
from dash_core.collection.view import describe
from dash_core.common.i18n import _

__all__ = ["draw"]


def draw(run_page: Callable[[], None], collection: Collection) -> None:
    """The filter in words, what is wanted of the page, and the link to all of it."""
    sentence = describe(collection, url.current_filter(), len(loading.current_view()))
    st.html(f'<p class="sentence" role="status">{escape(sentence)}</p>')
    place = st.container(key="embedded")
    embedding.set_place(place)
    if embedding.shows_whole_page():
        with place:
            run_page()
    else:
        # The page runs as ever; all but the one figure is drawn in a hidden container.
        with st.container(key="embed-rest"):
            try:
                run_page()
            except embedding.FigureDrawn:
                pass
            else:
                with place:
                    st.caption(_("There is no such chart here: open Dossier to see all charts."))
    _source_line(collection)


def _source_line(collection: Collection) -> None:
    # A link without a path is one to this same page, whatever stands before it.
    query = escape(permalink.of_view(collection).query())
    st.html(
        f'<p class="facts embed-source">{escape(studies.title())} · '
        f'<a href="?{query}" target="_blank" rel="noopener">{_("Open in Dossier")}</a></p>'
    )
