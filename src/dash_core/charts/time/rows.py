"""Topics in time where documents are many: a row of small bars for each topic, on one axis.

The topics of most documents come first; those beyond `MAX_ROWS` share the last row. All rows have
one scale, so that heights can be compared (Tufte 1990, "Envisioning Information": small
multiples).
"""

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.charts.figure import (
    MUTED,
    PLAIN,
    Figure,
    as_key,
    cached_spec,
    click,
    empty_figure,
    keyed,
    labels_at,
    to_spec,
)
from dash_core.charts.time.axis import TimeAxis, with_days
from dash_core.charts.time.binned import Binned
from dash_core.charts.time.long_spans import (
    LANE_PIXELS,
    LANE_SHARE,
    below_bars,
    long_spans,
    span_layers,
)
from dash_core.charts.time.words import alt_of, hint, not_drawn
from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.topics import Topics

__all__ = ["MAX_ROWS", "rows_chart"]

MAX_ROWS: Final = 8  # topics with a row of their own
_ROW: Final = 38  # pixels
_FILLED: Final = 0.85  # of a row: the highest bar

Mask = NDArray[np.bool_]
_Rows = tuple[tuple[str, str], ...]


def rows_chart(
    collection: Collection, view: View, bins: Binned, passes: Mask, topics: Topics, what: str
) -> Figure:
    """The timeline of a view, a row a topic: a document is in the row of each of its topics.

    Parameters
    ----------
    passes
        Which of the dated documents of `bins` pass the filter.
    what
        What the topics are called: "topic", "role".
    """
    time, unit = bins.time, bins.unit
    wide, n_lanes = long_spans(bins.wide(passes), time)
    rows, of_topic = _rows(topics, bins, view.filter.topics)
    counts = _counts(bins, passes, topics, of_topic)
    if counts.empty and not n_lanes:
        return empty_figure(_("No dated document is in a topic."))
    inside, total, most = _bars(with_days(counts, unit), rows)
    columns = ["topic", "dates", "n"]
    of_spans = wide[wide["n"] > 0].assign(topic=_("any"))
    table = pd.concat([inside.sort_values(["place", "bin"])[columns], of_spans[columns]])
    height = _ROW * len(rows) + LANE_PIXELS * n_lanes + 40
    lanes = LANE_PIXELS / _ROW / LANE_SHARE  # in rows: a lane of spans is lower than a row
    wide = below_bars(wide, lanes)
    data = {"all": keyed(total, "topic"), "inside": keyed(inside, "topic")}
    data |= {"wide": wide} if n_lanes else {}
    # ({"wide": wide} if n_lanes else {})}
    note = _(
        "A row is a {what}, a bar the documents of a {unit}: the highest bar is {most}. The grey "
        "outline counts all, with and without the filter."
    ).format(what=what, unit=_(unit), most=format_number(most))
    if len(rows) > MAX_ROWS:
        note += " " + _("The last row has a scale of its own.")
    if n_lanes:
        note += " " + _(
            "Below: dates less precise than a bar, as long as they are, with their number."
        )
    left = int((~bins.fits & passes).sum()) - int(wide["n"].sum())
    return Figure(
        _spec(rows, time, n_lanes, height, what),
        data,
        alt_of(bins.inside(passes)),
        table.set_axis([what, _("dates"), _("documents")], axis=1).reset_index(drop=True),
        height,
        " ".join([note, *not_drawn(collection, view, wide=left)]),
        hint(),
    )


def _bars(counts: pd.DataFrame, rows: _Rows) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """The bars of the filter and of all, each in its row, and the number of the highest; the row
    of what is left has its own scale."""
    counts["topic"] = [rows[row][0] for row in counts["place"]]
    counts["low"] = len(rows) - 1.0 - counts["place"]
    whole = ["place", "bin", "until", "start", "end", "dates", "topic", "low"]
    total = counts.groupby(whole)["n"].sum().reset_index()
    is_own = total["place"] < MAX_ROWS
    most, of_rest = (max(1, *part["n"], 1) for part in (total[is_own], total[~is_own]))
    inside = counts[counts["inside"]]

    def with_height(bars: pd.DataFrame) -> pd.DataFrame:
        scale = np.where(bars["place"] < MAX_ROWS, most, of_rest)
        return bars.assign(high=bars["low"] + _FILLED * bars["n"] / scale)

    return with_height(inside), with_height(total), int(most)


def _rows(topics: Topics, bins: Binned, chosen: tuple[str, ...]) -> tuple[_Rows, list[int]]:
    """The rows, and the row of each topic: the chosen first, then those of most documents."""
    sizes = (topics.strengths[bins.rows] > 0).sum(axis=0)
    ids = [topic.id for topic in topics]
    order = sorted(range(len(ids)), key=lambda i: (ids[i] not in chosen, -sizes[i], i))
    own = order if len(order) <= MAX_ROWS else order[:MAX_ROWS]
    of_topic = [own.index(i) if i in own else MAX_ROWS for i in range(len(ids))]
    is_plain = len(order) > MAX_ROWS  # colours would come twice
    rows = [
        (
            topics.topics[i].label,
            topics.topics[i].color if ids[i] in chosen or not (is_plain or chosen) else PLAIN,
        )
        for i in own
    ]
    more = len(order) - len(own)
    if more:
        rows.append((ngettext("{n} more together", "{n} more together", more), MUTED))
    return tuple(rows), of_topic


def _counts(bins: Binned, passes: Mask, topics: Topics, of_topic: list[int]) -> pd.DataFrame:
    """How many documents of each row (`place`) are in each bin, in the filter and out of it."""
    has = topics.strengths[bins.rows[bins.fits]] > 0
    cells, n_cells = 2 * bins.bin[bins.fits] + passes[bins.fits], 2 * len(bins.starts)
    parts = []
    for row in range(max(of_topic, default=0) + 1):
        in_row = has[:, [topic for topic, own in enumerate(of_topic) if own == row]].any(axis=1)
        parts.append(np.bincount(cells[in_row], minlength=n_cells))
    n = np.concatenate(parts)
    cell = np.flatnonzero(n)
    return pd.DataFrame(
        {
            "place": cell // n_cells,
            "bin": bins.starts[cell % n_cells // 2],
            "inside": cell % 2 > 0,
            "n": n[cell],
        }
    )


@cached_spec
def _spec(rows: _Rows, time: TimeAxis, n_lanes: int, height: int, what: str) -> dict[str, Any]:
    n = len(rows)
    lowest = -LANE_PIXELS / _ROW * n_lanes
    axis = alt.Axis(
        values=[i + 0.4 for i in range(n)],
        labelExpr=labels_at([label for label, _color in rows], f"{n} - 1 - floor(datum.value)"),
        labelLimit=alt.expr("width < 500 ? 110 : 190"),
        labelPadding=8,
        grid=False,
    )
    y = alt.Y("low:Q", title=None, scale=alt.Scale(domain=[lowest, n], nice=False), axis=axis)
    encoding: dict[str, Any] = {
        "x": time.x("bin"),
        "x2": "until:T",
        "y": y,
        "y2": "high:Q",
        "tooltip": [
            alt.Tooltip("topic:N", title=as_key(what)),
            alt.Tooltip("dates:N", title=_("dates")),
            alt.Tooltip("n:Q", title=_("documents"), format=","),
        ],
    }
    scale = alt.Scale(domain=[as_key(label) for label, _c in rows], range=[c for _l, c in rows])
    back = (
        alt.Chart(alt.NamedData("all"))
        .mark_rect(fill=MUTED, fillOpacity=0.25, cursor="pointer")
        .encode(**encoding)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_rect(cursor="pointer")
        .encode(**encoding, color=alt.Color("topic:N", scale=scale, legend=None))
    )
    layers = [back, front, *(span_layers(time) if n_lanes else ())]
    return to_spec(alt.layer(*layers).add_params(click("start", "end")), height)
