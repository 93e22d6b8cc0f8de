"""The map of the topics page, which is drawn last: it takes longest to make."""

from typing import Final

import streamlit as st

from dash_app.components import chart
from dash_app.session import later
from dash_app.views.topics.charts import named
from dash_core import Collection, View
from dash_core.charts import catalogue
from dash_core.common.i18n import _
from dash_core.topics import Topics

__all__ = ["show_map"]

_SOON: Final = 100  # documents up to which the page waits for it


def show_map(collection: Collection, view: View, shown: Topics, kind: str) -> None:
    """The documents, near to each other where the wording is; where there are many, later."""
    title, label = _("Map of documents"), _("Drawing the map…")
    space = collection.space
    if len(collection) > _SOON and not space.is_laid_out:
        with st.container(key="map-place"):  # has the height of the map, so that nothing moves
            if not later.wait_for("map", label, space.points, lambda: space.positions):
                return
    with st.spinner(label):
        figure = catalogue.document_map(collection, view, shown)
    chart.show(
        title, figure, f"map-{kind}", chart.pick_document, chart.pick_area, name=named(title, shown)
    )
