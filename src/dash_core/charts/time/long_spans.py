"""Dates less precise than the bars of a timeline, drawn below them, each as long as it is."""

from typing import Any, Final

import altair as alt
import pandas as pd

from dash_core.charts.figure import MUTED
from dash_core.charts.time.axis import DAY, TimeAxis, lanes
from dash_core.common.i18n import _
from dash_core.dates import format_span

__all__ = ["LANE_PIXELS", "LANE_SHARE", "below_bars", "long_spans", "span_layers", "ticks"]

LANE_SHARE: Final = 0.1
"""The height of a lane of spans, as a share of the highest bar."""
LANE_PIXELS: Final = 20

_LANES: Final = 5  # spans beyond them are not drawn
_GAP: Final = 1 / 200  # between two spans, as a share of the axis


def long_spans(frame: pd.DataFrame, time: TimeAxis) -> tuple[pd.DataFrame, int]:
    """The spans longer than a bin that can be drawn: each with its lane, how many documents have it
    (`all`) and how many of them pass the filter (`n`); and how many lanes there are."""
    spans = (
        frame.groupby(["first", "last"], as_index=False)
        .agg(n=("inside", "sum"), all=("inside", "size"))
        .sort_values(["first", "last"], ascending=[True, False])
    )
    origin = frame["first"].min()
    first, last = ((spans[end] - origin) / DAY for end in ("first", "last"))
    spans["lane"] = lanes(first, last, time.days * _GAP)
    spans = spans[spans["lane"] < _LANES].reset_index(drop=True)
    spans["until"] = spans["last"] + DAY
    spans["middle"] = spans["first"] + (spans["until"] - spans["first"]) / 2
    for end, day in (("start", "first"), ("end", "last")):
        spans[end] = spans[day].dt.strftime("%Y-%m-%d")
    spans["dates"] = [
        format_span(first.date(), last.date())
        for first, last in zip(spans["first"], spans["last"], strict=True)
    ]
    return spans, int(spans["lane"].max()) + 1 if len(spans) else 0


def below_bars(spans: pd.DataFrame, most: float) -> pd.DataFrame:
    """The spans with their place under bars of which the highest is `most`."""
    lane = LANE_SHARE * most
    low = -(spans["lane"] + 1) * lane
    return spans.assign(low=low, high=low + 0.8 * lane, center=low + 0.4 * lane)


def span_layers(time: TimeAxis) -> list[Any]:
    """The spans below the bars, each with its number."""
    spans = alt.Chart(alt.NamedData("wide"))
    tooltip = [
        alt.Tooltip("dates:N", title=_("dates")),
        alt.Tooltip("n:Q", title=_("documents"), format=","),
        alt.Tooltip("all:Q", title=_("with and without the filter"), format=","),
    ]
    place = {"x": time.x("first"), "x2": "until:T", "y": "low:Q", "y2": "high:Q"}
    bars = spans.mark_rect(fill=MUTED, cornerRadius=3, cursor="pointer").encode(
        **place,
        fillOpacity=alt.condition("datum.n > 0", alt.value(0.45), alt.value(0.15)),
        tooltip=tooltip,
    )
    numbers = spans.mark_text(baseline="middle", fontSize=11, cursor="pointer").encode(
        x=time.x("middle"),
        y=alt.Y("center:Q"),
        text=alt.Text("n:Q", format=","),
        tooltip=tooltip,
    )
    return [bars, numbers.transform_filter("datum.n > 0")]


def ticks(high: int) -> list[int]:
    """About four round numbers from 0 to the highest bar."""
    step = next(
        unit * 10**power for power in range(12) for unit in (1, 2, 5) if unit * 10**power * 5 > high
    )
    return list(range(0, high + 1, step))
