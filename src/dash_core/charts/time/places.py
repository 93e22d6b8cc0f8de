"""Places in time: a row a place, a cell for each stretch of time, darker the more documents."""

from datetime import date
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.analysis.places import in_time, places_in
from dash_core.charts.figure import GHOST, Figure, click, finished, nothing, remembered
from dash_core.charts.maps.places import COLOR
from dash_core.charts.time.timeline import TimeAxis, bin_unit, floor, in_calendar, next_bin
from dash_core.collection.collection import Collection
from dash_core.collection.filter import View
from dash_core.common.i18n import _, count
from dash_core.dates import format_span

__all__ = ["draw"]

TOP_PLACES: Final = 15  # places in time

_ROW: Final = 26  # pixels
_FAINTEST: Final = 0.2  # opacity of a cell with next to none
_DAY: Final = pd.Timedelta(days=1).as_unit("s")


def draw(collection: Collection, view: View) -> Figure:
    """The places named most, each with its documents in time.

    A document whose date is wider than a stretch of time is counted beside the chart. Fields
    of a click: `value` (the place), `start`, `end` (days, ISO).
    """
    places = places_in(collection, view).head(TOP_PLACES)
    table = collection.table
    dated = table["date_earliest"].notna().to_numpy()
    if places.empty or not dated.any():
        return nothing(_("No dated document names a place with a position."))
    days = in_calendar(table.loc[dated, ["date_earliest", "date_latest"]])
    days = days.set_axis(["first", "last"], axis=1)
    time = TimeAxis.of(days)
    unit = bin_unit(days["first"], days["last"])
    start = floor(days["first"], unit)
    fits = (start == floor(days["last"], unit)).to_numpy()
    starts = np.unique(start[fits])
    if not len(starts):
        return nothing(_("Every date is wider than a decade: see the table of documents."))
    bins = np.full(len(table), -1)
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
    said = [note.format(n=len(names), unit=_(unit))]
    if wide:
        said.append(_("Not drawn, undated or of a wider date: {n}.").format(n=count(wide)))
    height = _ROW * max(3, len(names)) + 45
    spoken = inside[["value", "said", "n"]].set_axis(
        [_("place"), _("dates"), _("documents")], axis=1
    )
    return Figure(
        _spec(names, time, height),
        {"outside": cells, "inside": inside},
        _alt(inside),
        spoken.reset_index(drop=True),
        height,
        " ".join(said),
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
    frame["behind"] = next_bin(frame["bin"], unit)
    frame["start"] = frame["bin"].dt.strftime("%Y-%m-%d")
    frame["end"] = (frame["behind"] - _DAY).dt.strftime("%Y-%m-%d")
    ends = zip(frame["start"], frame["end"], strict=True)
    frame["said"] = [format_span(date.fromisoformat(a), date.fromisoformat(b)) for a, b in ends]
    most = max(1, int(frame["all"].max()))
    frame["share"] = _FAINTEST + (1 - _FAINTEST) * np.sqrt(frame["n"] / most)
    return frame


def _alt(inside: pd.DataFrame) -> str:
    if inside.empty:
        return _("Places in time: no dated document in the filter names one.")
    first = inside.sort_values("n", ascending=False, kind="stable").head(3)
    most = [
        f"{value}, {said}: {n:,}"
        for value, said, n in zip(first["value"], first["said"], first["n"], strict=True)
    ]
    return _("Places in time. Most: {cells}.").format(cells="; ".join(most))


@remembered
def _spec(names: tuple[str, ...], time: TimeAxis, height: int) -> dict[str, Any]:
    encoding: dict[str, Any] = {
        "x": time.x("bin"),
        "x2": "behind:T",
        "y": alt.Y(
            "value:N",
            title=None,
            scale=alt.Scale(domain=list(names)),
            axis=alt.Axis(labelLimit=150, labelPadding=8, grid=True),
        ),
        "tooltip": [
            alt.Tooltip("value:N", title=_("place")),
            alt.Tooltip("said:N", title=_("dates")),
            alt.Tooltip("n:Q", title=_("documents in the filter"), format=","),
            alt.Tooltip("all:Q", title=_("documents in all"), format=","),
        ],
    }
    mark: Any = {"height": _ROW - 8, "cornerRadius": 1, "cursor": "pointer"}
    back = (
        alt.Chart(alt.NamedData("outside"))
        .mark_bar(fill=GHOST, fillOpacity=0.3, **mark)
        .encode(**encoding)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_bar(color=COLOR, **mark)
        .encode(**encoding, opacity=alt.Opacity("share:Q", scale=None))
    )
    return finished(alt.layer(back, front).add_params(click("value", "start", "end")), height)
