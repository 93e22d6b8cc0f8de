"""Places in time: a row a place, a cell for each stretch of time, darker the more documents."""

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.analysis.places import in_time, places_in
from dash_core.charts.figure import (
    MUTED,
    Figure,
    as_key,
    cached_spec,
    click,
    empty_figure,
    key_label,
    keyed,
    to_spec,
)
from dash_core.charts.maps.places import COLOR
from dash_core.charts.time.axis import TimeAxis, bin_start, bin_unit, in_calendar, with_days
from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.i18n import _, count, format_number

__all__ = ["places_in_time_chart"]

TOP_PLACES: Final = 15  # places in time

_ROW: Final = 26  # pixels
_MIN_OPACITY: Final = 0.2  # of a cell


def places_in_time_chart(collection: Collection, view: View) -> Figure:
    """The places named most, each with its documents in time.

    A document whose date is wider than a stretch of time is counted beside the chart. Fields
    of a click: `value` (the place), `start`, `end` (days, ISO).
    """
    places = places_in(collection, view).head(TOP_PLACES)
    documents = collection.table
    dated = documents["date_earliest"].notna().to_numpy()
    if places.empty or not dated.any():
        return empty_figure(_("No dated document names a place with a position."))
    days = in_calendar(documents.loc[dated, ["date_earliest", "date_latest"]])
    days = days.set_axis(["first", "last"], axis=1)
    time = TimeAxis.of(days)
    unit = bin_unit(days["first"], days["last"])
    start = bin_start(days["first"], unit)
    fits = (start == bin_start(days["last"], unit)).to_numpy()
    starts = np.unique(start[fits])
    if not len(starts):
        return empty_figure(
            _("Every date is less precise than a decade: see the table of documents.")
        )
    bins = np.full(len(documents), -1)
    bins[np.flatnonzero(dated)[fits]] = np.searchsorted(starts, start[fits])
    columns = places["column"].to_numpy()
    everything = View(view.filter, collection.all_rows)
    cells = _cells(
        places["name"].tolist(),
        pd.Series(starts),
        unit,
        in_time(collection, view, columns, bins),
        in_time(collection, everything, columns, bins),
    )
    inside = cells[cells["n"] > 0]
    names = tuple(places["name"])
    note = _("The {n} places named most. A cell is a {unit}.")
    wide = int((bins[view.rows] < 0).sum())
    notes = [note.format(n=len(names), unit=_(unit))]
    if wide:
        notes.append(
            _("Not drawn, undated or with a less precise date: {n}.").format(n=count(wide))
        )
    height = _ROW * max(3, len(names)) + 45
    table = inside[["value", "dates", "n"]].set_axis(
        [_("place"), _("dates"), _("documents")], axis=1
    )
    return Figure(
        _spec(names, time, height),
        {"outside": _named(cells), "inside": _named(inside)},
        _alt(inside),
        table.reset_index(drop=True),
        height,
        " ".join(notes),
        _("Click a cell to keep its documents."),
    )


def _cells(names: list[str], starts: Any, unit: str, counts: Any, totals: Any) -> pd.DataFrame:
    """A row for each cell with a document."""
    rows, columns = np.nonzero(totals)
    frame = pd.DataFrame(
        {
            "value": [names[row] for row in rows],
            "bin": starts.iloc[columns].to_numpy(),
            "n": counts[rows, columns],
            "all": totals[rows, columns],
        }
    )
    frame = with_days(frame, unit)
    most = max(1, int(frame["all"].max()))
    frame["share"] = _MIN_OPACITY + (1 - _MIN_OPACITY) * np.sqrt(frame["n"] / most)
    return frame


def _named(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with the place as a key; `value` is what a click keeps."""
    return keyed(cells.assign(name=cells["value"]), "name")


def _alt(inside: pd.DataFrame) -> str:
    if inside.empty:
        return _("Places in time: no dated document in the filter names one.")
    first = inside.sort_values("n", ascending=False, kind="stable").head(3)
    most = [
        f"{value}, {dates}: {format_number(n)}"
        for value, dates, n in zip(first["value"], first["dates"], first["n"], strict=True)
    ]
    return _("Places in time. Most: {cells}.").format(cells="; ".join(most))


@cached_spec
def _spec(names: tuple[str, ...], time: TimeAxis, height: int) -> dict[str, Any]:
    encoding: dict[str, Any] = {
        "x": time.x("bin"),
        "x2": "until:T",
        "y": alt.Y(
            "name:N",
            title=None,
            scale=alt.Scale(domain=[as_key(name) for name in names]),
            axis=alt.Axis(labelExpr=key_label(), labelLimit=150, labelPadding=8, grid=True),
        ),
        "tooltip": [
            alt.Tooltip("value:N", title=_("place")),
            alt.Tooltip("dates:N", title=_("dates")),
            alt.Tooltip("n:Q", title=_("documents in the filter"), format=","),
            alt.Tooltip("all:Q", title=_("documents in all"), format=","),
        ],
    }
    mark: Any = {"height": _ROW - 8, "cornerRadius": 1, "cursor": "pointer"}
    back = (
        alt.Chart(alt.NamedData("outside"))
        .mark_bar(fill=MUTED, fillOpacity=0.3, **mark)
        .encode(**encoding)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_bar(color=COLOR, **mark)
        .encode(**encoding, opacity=alt.Opacity("share:Q", scale=None))
    )
    return to_spec(alt.layer(back, front).add_params(click("value", "start", "end")), height)
