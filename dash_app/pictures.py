"""A chart to take along as a picture; drawn when its button is clicked."""

from functools import partial
from typing import Final

import streamlit as st

from dash_app import state
from dash_core import Collection, View
from dash_core.charts import Figure
from dash_core.export.naming import file_name
from dash_core.export.picture import to_png, to_svg
from dash_core.provenance import provenance
from dash_core.words import _

__all__ = ["draw"]

_MIME: Final = {"svg": "image/svg+xml", "png": "image/png"}


def draw(title: str, figure: Figure, key: str) -> None:
    """Two buttons; none where there is no chart."""
    if not figure.spec:
        return
    fitted, view = state.collection(), state.current_view()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for form in _MIME:
            st.download_button(
                form.upper(),
                data=partial(_write, fitted, view, title, figure, form),
                file_name=file_name(fitted, key, form, view),
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/image:",
                key=f"{key}-{form}",
            )
        st.caption(_("The chart with its title, the filter and its source in the picture."))


def _write(fitted: Collection, view: View, title: str, figure: Figure, form: str) -> bytes:
    make = {"svg": to_svg, "png": to_png}[form]
    return make(figure, provenance(fitted, view), title)
