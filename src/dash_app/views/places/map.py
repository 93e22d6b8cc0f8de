"""The places page: the map, places in time, how ambiguous names were read, what has no position."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from dash_app.components import chart, summary, widgets
from dash_app.components.downloads import Offer, button
from dash_app.session import links, url
from dash_core import Collection, View
from dash_core.analysis.places import places_in, resolved_in, unplaced_in
from dash_core.charts import catalogue
from dash_core.charts.maps.regions import format_region
from dash_core.common.i18n import _, format_number
from dash_core.export.provenance import provenance
from dash_core.export.tables.csv_json_parquet import safe_csv
from dash_core.export.tables.geojson import to_geojson

__all__ = ["ambiguous", "documents_behind", "download", "in_time", "on_a_map", "unplaced"]

_SHOWN: Final = 200  # rows of a table on the page


def on_a_map(collection: Collection, view: View) -> bool:
    """The map; False where no place has a position."""
    places = places_in(collection, view)
    if places.empty:
        message = _("No place named in this listing is in the gazetteer: there is nothing to map.")
        if unplaced_in(collection, view):
            message += " " + _("The names that may be places are below.")
        st.info(message, icon=":material/info:")
        return False
    offered = catalogue.map_regions(collection)
    part = _choose_part(list(offered))
    chart.show(
        _("Map of places"),
        catalogue.map_of_places(collection, view, part),
        f"place-map-{part}",
        _pick,
    )
    return True


def _choose_part(offered: list[str]) -> str:
    """The part of the world the URL names, or the first that is offered."""
    if len(offered) == 1:
        return offered[0]
    key = "places-part"
    widgets.sync_widget(key, url.choice("show", offered, offered[0]))

    def picked() -> None:
        part = st.session_state[key] or offered[0]
        url.replace(links.parameters(show="" if part == offered[0] else part))

    part = st.segmented_control(
        _("Part of the world"),
        offered,
        key=key,
        format_func=format_region,
        on_change=picked,
        label_visibility="collapsed",
    )
    return part or offered[0]


def _pick(mark: dict[str, Any]) -> None:
    """What a click on the map does: keep the place's documents, or all again. Land is no place."""
    if mark.get("value"):
        chart.pick("places")(mark)


def in_time(collection: Collection, view: View) -> None:
    """Which places when."""
    chart.show(
        _("Places in time"), catalogue.places_in_time(collection, view), "place-times", _pick_cell
    )


def _pick_cell(mark: dict[str, Any]) -> None:
    """What a click on a cell does: this place in these days, or all again."""
    start, end = (date.fromisoformat(str(mark[key])) for key in ("start", "end"))
    filter_, value = url.current_filter(), str(mark["value"])
    wanted = replace(filter_, places=(value,), earliest=start, latest=end)
    if wanted == filter_:
        wanted = replace(filter_, places=(), earliest=None, latest=None)
    links.set_filter(wanted)


def documents_behind(view: View) -> None:
    """A way to the documents of the view."""
    if len(view):
        summary.page_button("documents", view)


def ambiguous(collection: Collection, view: View) -> None:
    """How names of several places were read, and why, where there are any."""
    readings = resolved_in(collection, view)
    if not readings:
        return
    st.header(_("Ambiguous place names"), anchor=False)
    st.caption(
        _(
            "Each was read as the place that its context suggests. Where one town is much larger "
            "than the others of its name, that town is taken and the name is not listed here."
        )
    )
    frame = pd.DataFrame(
        {
            _("printed"): [one.printed for one, _n in readings],
            _("read as"): [one.name for one, _n in readings],
            _("documents"): [n for _one, n in readings],
            _("because"): [one.why for one, _n in readings],
            _("not as"): [", ".join(one.others) for one, _n in readings],
        }
    )
    _table(collection, view, frame, _("How ambiguous place names were read"), "ambiguous")


def unplaced(collection: Collection, view: View) -> None:
    """Names that are not on the map: stated by the source, or perhaps places."""
    names = unplaced_in(collection, view)
    if not names:
        return
    st.header(_("Not on the map"), anchor=False)
    st.caption(
        _(
            "Names without a position: places named by the source that the gazetteer does not "
            "have, and words used like a place name (after “in”, “at”, “near”). Some may not be "
            "places."
        )
    )
    frame = pd.DataFrame(
        {
            _("name"): [one.name for one in names],
            _("evidence"): [
                _("stated by the source") if one.is_stated else _("used like a place name")
                for one in names
            ],
            _("documents"): [len(one.rows) for one in names],
            _("first document"): [collection.names[int(one.rows[0])] for one in names],
        }
    )
    _table(collection, view, frame, _("Names without a position on the map"), "unplaced")


def _table(collection: Collection, view: View, frame: pd.DataFrame, alt: str, key: str) -> None:
    """The start of a table, and all of it as CSV."""
    st.dataframe(frame.head(_SHOWN), hide_index=True, alt=alt, key=key)
    if len(frame) > _SHOWN:
        note = _("The first {n} of {all}; the CSV has all.")
        st.caption(note.format(n=_SHOWN, all=format_number(len(frame))))

    def data() -> bytes:
        return safe_csv(frame, provenance(collection, view))

    button(collection, Offer("CSV", key, "csv", data, alt), view, type="tertiary")


def download(collection: Collection, view: View) -> None:
    """The places of the view as GeoJSON."""
    places = places_in(collection, view)
    if not (places["n"] > 0).any():
        return
    button(
        collection,
        Offer(
            _("Places as GeoJSON"),
            "places",
            "geojson",
            lambda: to_geojson(collection, view, provenance(collection, view)),
            _("For QGIS, Palladio and other maps: one point per place, with its documents."),
        ),
        view,
    )
