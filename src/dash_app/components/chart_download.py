"""A chart to take along, as a picture and as a table; made when its button is clicked."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from dash_app.components.downloads import Offer, button
from dash_app.session import comparison, loading
from dash_core import Collection, View
from dash_core.analysis.compare.distinctive_words import Side
from dash_core.charts import Figure
from dash_core.common.i18n import _

__all__ = ["draw"]

_ICONS: Final = {"svg": "image", "png": "image", "csv": "table_chart"}


def draw(title: str, figure: Figure, key: str) -> None:
    """A button a form; none where there is no chart."""
    if not figure.spec:
        return
    collection, view, sides = loading.collection(), loading.current_view(), comparison.shown_sides()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for form, icon in _ICONS.items():
            data = partial(_write, collection, view, sides, title, figure, form)
            button(collection, Offer(form.upper(), key, form, data, icon=icon), view)
        st.caption(_("Each file states the filter and the source."))


def _write(
    collection: Collection,
    view: View,
    sides: Sequence[Side],
    title: str,
    figure: Figure,
    form: str,
) -> bytes:
    # slow to import, and few charts are taken along
    from dash_core.export.handout.picture import to_png, to_svg
    from dash_core.export.provenance import provenance
    from dash_core.export.tables.csv_json_parquet import safe_csv

    source = provenance(collection, view, sides=sides)
    if form == "csv":
        return safe_csv(figure.table, source)
    return {"svg": to_svg, "png": to_png}[form](figure, source, title)
