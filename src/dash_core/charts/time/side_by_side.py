"""Two sides in time: one axis, one scale, A above it and B below.

Few documents get a mark each, at their true precision; more are counted in bins, as on the
timeline (`dash_core.charts.time.timeline`). Where one side is many times the other, bins show the
share of each side.
"""

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.analysis.compare.distinctive_words import Side
from dash_core.charts.figure import (
    MAX_MARKS,
    Figure,
    cached_spec,
    click,
    empty_figure,
    halo,
    to_spec,
)
from dash_core.charts.time.axis import (
    DAY,
    TimeAxis,
    bin_start,
    bin_unit,
    in_calendar,
    lanes,
    with_days,
)
from dash_core.charts.time.long_spans import LANE_PIXELS, long_spans
from dash_core.common.i18n import _, count, ngettext
from dash_core.dates import format_span

__all__ = ["COLORS", "two_timelines_chart"]

COLORS: Final = ("#4F7C8A", "#94703A")  # of A and B: no topic's
_LANE: Final = 16  # pixels
_MIN_LANES: Final = 3
_UNEVEN: Final = 10  # times as many documents on one side: shares are drawn, not numbers
_GAP: Final = 1 / 34  # a mark's share of the narrowest chart
_HEIGHT: Final = 260  # of bins
_ZERO: Final = {"line": pd.DataFrame({"y": [0.0]})}


def two_timelines_chart(a: Side, b: Side) -> Figure:
    """Fields of a click: `side` (0 or 1) with `id` (of the document of a mark, else empty) and
    `start`, `end` (days, ISO)."""
    sides = [_frame(side, number) for number, side in enumerate((a, b))]
    frame = pd.concat(sides, ignore_index=True)
    if frame.empty:
        return empty_figure(_("No document of either side has a date that could be read."))
    undated = len(a) + len(b) - len(frame)
    if len(frame) <= MAX_MARKS:
        return _marks((a, b), frame, undated)
    return _bins((a, b), frame, undated)


def _frame(side: Side, number: int) -> pd.DataFrame:
    """First and last day of each dated document."""
    table, rows = side.collection.table, side.view.rows
    frame = pd.DataFrame(
        {
            "row": rows,
            "first": table["date_earliest"].to_numpy()[rows],
            "last": table["date_latest"].to_numpy()[rows],
        }
    )
    frame = frame[frame["first"].notna() & frame["last"].notna()]
    return frame.assign(side=number)


def _marks(pair: tuple[Side, Side], frame: pd.DataFrame, undated: int) -> Figure:
    frame = frame.sort_values(["side", "first", "last", "row"], ignore_index=True)
    time = TimeAxis.of(frame)
    tables = [side.collection.table for side in pair]
    for column, field in (("id", "id"), ("title", "title"), ("printed", "date")):
        frame[column] = [
            tables[side][field].iat[row]
            for side, row in zip(frame["side"], frame["row"], strict=True)
        ]
    frame["name"] = frame["side"].map("AB".__getitem__)
    frame["until"] = frame["last"] + DAY
    frame["middle"] = frame["first"] + (frame["until"] - frame["first"]) / 2
    frame["sentence"] = frame["name"] + ": " + frame["printed"] + ", " + frame["title"]
    frame["start"] = frame["end"] = ""
    frame["y"] = 0.0
    start = frame["first"].min()
    reach = [_MIN_LANES, _MIN_LANES]
    for number, sign in ((0, 1), (1, -1)):
        of_side = frame[frame["side"] == number]
        first, last = ((of_side[end] - start) / DAY for end in ("first", "last"))
        lane = lanes(first, last, time.days * _GAP)
        frame.loc[of_side.index, "y"] = [sign * (n + 0.6) for n in lane]
        reach[number] = max([reach[number], *(n + 1 for n in lane)])
    above, below = (n + 1.0 for n in reach)
    height = int(_LANE * (above + below)) + 40
    is_span = frame["first"] != frame["last"]
    data = {
        "days": frame[~is_span],
        "spans": frame[is_span],
        "names": _names(pair, above - 0.4, below - 0.4),
        **_ZERO,
    }
    table = frame[["name", "printed", "title"]].set_axis(
        [_("side"), _("date as printed"), _("title")], axis=1
    )
    note = _("Each mark is a document; a long mark covers all days its date may stand for.")
    return Figure(
        _marks_spec(time, above, below, height),
        data,
        _alt(frame),
        table.reset_index(drop=True),
        height,
        " ".join(filter(None, [note, _not_drawn(undated)])),
    )


def _color() -> alt.Color:
    scale = alt.Scale(domain=[0, 1], range=list(COLORS))
    return alt.Color("side:N", scale=scale, legend=None)


def _names(pair: tuple[Side, Side], above: float, below: float) -> pd.DataFrame:
    """The labels of the sides, in the upper and the lower corner."""
    labels = [f"{name} · {count(len(side))}" for name, side in zip("AB", pair, strict=True)]
    return pd.DataFrame({"y": [above, -below], "label": labels})


@cached_spec
def _marks_spec(time: TimeAxis, above: float, below: float, height: int) -> dict[str, Any]:
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-below, above], nice=False))
    encoding: dict[str, Any] = {
        "y": y,
        "color": _color(),
        "description": "sentence:N",
        "tooltip": [
            alt.Tooltip("title:N", title=_("title")),
            alt.Tooltip("printed:N", title=_("date as printed")),
            alt.Tooltip("name:N", title=_("side")),
        ],
    }
    spans = (
        alt.Chart(alt.NamedData("spans"))
        .mark_rule(strokeWidth=9, strokeCap="round", cursor="pointer", opacity=0.9)
        .encode(x=time.x("first"), x2="until:T", **encoding)
    )
    days = (
        alt.Chart(alt.NamedData("days"))
        .mark_point(filled=True, size=110, opacity=0.95, cursor="pointer")
        .encode(
            x=time.x("middle"),
            shape=alt.Shape(
                "side:N",
                scale=alt.Scale(domain=[0, 1], range=["circle", "diamond"]),
                legend=None,
            ),
            **encoding,
        )
    )
    chart = alt.layer(spans, days, _line(y), *_corners(y))
    return to_spec(chart.add_params(click("side", "id", "start", "end")), height)


def _line(y: alt.Y) -> Any:
    """The axis between the sides."""
    return (
        alt.Chart(alt.NamedData("line"))
        .mark_rule(opacity=0.6, color="#9A958A", aria=False)
        .encode(y=y)
    )


def _corners(y: alt.Y) -> tuple[Any, Any]:
    names = alt.Chart(alt.NamedData("names")).encode(x=alt.value(4), y=y, text="label:N")
    mark = {"align": "left", "fontSize": 13, "fontWeight": 600, **halo()}
    return (
        names.mark_text(baseline="middle", **mark).transform_filter("datum.y > 0"),
        names.mark_text(baseline="middle", **mark).transform_filter("datum.y < 0"),
    )


def _bins(pair: tuple[Side, Side], frame: pd.DataFrame, undated: int) -> Figure:
    frame[["first", "last"]] = in_calendar(frame[["first", "last"]])
    time = TimeAxis.of(frame)
    unit = bin_unit(frame["first"], frame["last"])
    frame["bin"] = bin_start(frame["first"], unit)
    fits = frame["bin"] == bin_start(frame["last"], unit)
    wide, n_lanes = _wide(frame[~fits], time)
    if not fits.any() and wide.empty:
        return empty_figure(
            _("Every date is less precise than a decade: see the documents of each side.")
        )
    bins = frame[fits].groupby(["bin", "side"]).size().rename("n").reset_index()
    sizes = np.array([max(1, len(side)) for side in pair])
    is_share = bool(sizes.max() >= _UNEVEN * sizes.min())
    bins["share"] = bins["n"] / sizes[bins["side"]]
    bins["value"] = bins["share"] if is_share else bins["n"].astype(float)
    bins["y"] = bins["value"] * bins["side"].map({0: 1, 1: -1})
    bins["zero"] = 0.0
    bins = with_days(bins, unit)
    bins["name"], bins["id"] = bins["side"].map("AB".__getitem__), ""
    bins["label"] = bins["name"] + ", " + bins["dates"] + ": " + bins["n"].map(count)
    top = (float(bins["value"].max()) if len(bins) else 1.0) * 1.25
    lane = top * 2 * LANE_PIXELS / _HEIGHT
    ends = tuple(top + lane * n for n in n_lanes)
    sign = wide["side"].map({0: 1, 1: -1})
    wide["low"] = sign * (top + wide["lane"] * lane)
    wide["high"] = sign * (top + (wide["lane"] + 0.8) * lane)
    wide["center"] = (wide["low"] + wide["high"]) / 2
    left = int((~fits).sum()) - int(wide["n"].sum())
    note = _("A bar counts the documents of a {unit}.").format(unit=_(unit))
    if is_share:
        note = _("A bar is the share of its side’s documents that are of a {unit}.").format(
            unit=_(unit)
        )
    if len(wide):
        note += " " + _(
            "At the edges: dates less precise than a bar, as long as they are, with their number."
        )
    if left:
        note += " " + ngettext(
            "Not drawn: {n} document whose date is less precise than these.",
            "Not drawn: {n} documents whose dates are less precise than these.",
            left,
        )
    columns = ["dates", "name", "n"]
    both = pd.concat([bins[columns], wide[columns]])
    table = both.pivot_table(index="dates", columns="name", values="n", fill_value=0, sort=False)
    height = _HEIGHT + LANE_PIXELS * sum(n_lanes)
    return Figure(
        _bins_spec(time, unit, top, ends, height, is_share),
        {"bins": bins, "wide": wide, "names": _names(pair, top * 0.92, top * 0.92), **_ZERO},
        _alt(frame),
        table.rename_axis(_("dates")).rename_axis(None, axis=1).astype(int).reset_index(),
        height,
        " ".join(filter(None, [note, _not_drawn(undated)])),
    )


def _wide(frame: pd.DataFrame, time: TimeAxis) -> tuple[pd.DataFrame, tuple[int, int]]:
    """The dates longer than a bin, each with its side, lane and number; the lanes of each side."""
    sides, n_lanes = [], []
    for number in (0, 1):
        of_side = frame[frame["side"] == number].assign(inside=True)
        spans, n = long_spans(of_side, time)
        sides.append(spans.assign(side=number, name="AB"[number], id=""))
        n_lanes.append(n)
    return pd.concat(sides, ignore_index=True), (n_lanes[0], n_lanes[1])


@cached_spec
def _bins_spec(
    time: TimeAxis, unit: str, top: float, ends: tuple[float, float], height: int, is_share: bool
) -> dict[str, Any]:
    form = "format(abs(datum.value), '.2~p')" if is_share else "format(abs(datum.value), ',d')"
    form = f"abs(datum.value) > {top} ? '' : {form}"
    y = alt.Y(
        "y:Q",
        title=_("share of a side") if is_share else _("documents per {unit}").format(unit=_(unit)),
        scale=alt.Scale(domain=[-ends[1], ends[0]], nice=False),
        axis=alt.Axis(labelExpr=form, tickCount=5, tickMinStep=0 if is_share else 1),
    )
    bars = (
        alt.Chart(alt.NamedData("bins"))
        .mark_rect(cursor="pointer")
        .encode(
            x=time.x("bin"),
            x2="until:T",
            y=y,
            y2="zero:Q",
            color=_color(),
            description="label:N",
            tooltip=[
                alt.Tooltip("dates:N", title=_("dates")),
                alt.Tooltip("name:N", title=_("side")),
                alt.Tooltip("n:Q", title=_("documents"), format=","),
                alt.Tooltip("share:Q", title=_("share of a side"), format=".1%"),
            ],
        )
    )
    chart = alt.layer(bars, *_span_layers(time, y), _line(y), *_corners(y))
    return to_spec(chart.add_params(click("side", "id", "start", "end")), height)


def _span_layers(time: TimeAxis, y: alt.Y) -> tuple[Any, Any]:
    """The dates longer than a bin beyond the bars of their side, each with its number."""
    spans = alt.Chart(alt.NamedData("wide"))
    tooltip = [
        alt.Tooltip("dates:N", title=_("dates")),
        alt.Tooltip("name:N", title=_("side")),
        alt.Tooltip("n:Q", title=_("documents"), format=","),
    ]
    low, center = y.copy(), y.copy()
    low.shorthand, center.shorthand = "low:Q", "center:Q"
    bars = spans.mark_rect(cornerRadius=3, cursor="pointer", opacity=0.5).encode(
        x=time.x("first"), x2="until:T", y=low, y2="high:Q", color=_color(), tooltip=tooltip
    )
    numbers = spans.mark_text(baseline="middle", fontSize=11, cursor="pointer").encode(
        x=time.x("middle"), y=center, text=alt.Text("n:Q", format=","), tooltip=tooltip
    )
    return bars, numbers


def _not_drawn(undated: int) -> str:
    if not undated:
        return ""
    return ngettext(
        "Not drawn: {n} document without a readable date.",
        "Not drawn: {n} documents without a readable date.",
        undated,
    )


def _alt(frame: pd.DataFrame) -> str:
    sides = []
    for number, name in enumerate("AB"):
        of_side = frame[frame["side"] == number]
        if of_side.empty:
            sides.append(_("{name}: no dated document").format(name=name))
            continue
        span = format_span(of_side["first"].min().date(), of_side["last"].max().date())
        sides.append(f"{name}: {count(len(of_side))}, {span}")
    return _("Timelines of both sides on one axis. {sides}.").format(sides="; ".join(sides))
