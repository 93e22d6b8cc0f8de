"""Two sides in time: one axis, one scale, A above it and B below.

Few documents get a mark each, at their true precision; more are counted in bins, as on the
timeline (`dash_core.charts.time.timeline`). Where one side is many times the other, bins show the
share of each side.
"""

from datetime import date
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.analysis.compare.distinctive_words import Side
from dash_core.charts.figure import MAX_MARKS, Figure, click, finished, halo, nothing, remembered
from dash_core.charts.time.timeline import TimeAxis, bin_unit, floor, in_calendar, lanes, next_bin
from dash_core.common.i18n import _, count, ngettext
from dash_core.dates import format_span

__all__ = ["COLORS", "draw"]

COLORS: Final = ("#4F7C8A", "#94703A")  # of A and B: no topic's
_LANE: Final = 16  # pixels
_FEWEST_LANES: Final = 3
_UNEVEN: Final = 10  # so many times as many documents: shares, not numbers
_GAP: Final = 1 / 34  # a mark's share of the narrowest chart
_DAY: Final = pd.Timedelta(days=1).as_unit("s")
_HEIGHT: Final = 260  # of bins
_ZERO: Final = {"line": pd.DataFrame({"y": [0.0]})}


def draw(a: Side, b: Side) -> Figure:
    """Fields of a click: `side` (0 or 1) with `id` (of the document of a mark, else empty) and
    `start`, `end` (days, ISO)."""
    sides = [_frame(side, number) for number, side in enumerate((a, b))]
    frame = pd.concat(sides, ignore_index=True)
    if frame.empty:
        return nothing(_("No document of either side has a date that could be read."))
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
    frame["behind"] = frame["last"] + _DAY
    frame["middle"] = frame["first"] + (frame["behind"] - frame["first"]) / 2
    frame["said"] = frame["name"] + ": " + frame["printed"] + ", " + frame["title"]
    frame["start"] = frame["end"] = ""
    frame["y"] = 0.0
    start = frame["first"].min()
    reach = [_FEWEST_LANES, _FEWEST_LANES]
    for number, sign in ((0, 1), (1, -1)):
        own = frame[frame["side"] == number]
        first, last = ((own[end] - start) / _DAY for end in ("first", "last"))
        lane = lanes(first, last, time.days * _GAP)
        frame.loc[own.index, "y"] = [sign * (n + 0.6) for n in lane]
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
    note = _("A mark is a document; a long one is as long as the doubt about its date.")
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
    """Where the names of the sides stand: in the upper and the lower corner."""
    labels = [f"{name} · {count(len(side))}" for name, side in zip("AB", pair, strict=True)]
    return pd.DataFrame({"y": [above, -below], "label": labels})


@remembered
def _marks_spec(time: TimeAxis, above: float, below: float, height: int) -> dict[str, Any]:
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-below, above], nice=False))
    encoding: dict[str, Any] = {
        "y": y,
        "color": _color(),
        "description": "said:N",
        "tooltip": [
            alt.Tooltip("title:N", title=_("title")),
            alt.Tooltip("printed:N", title=_("date as printed")),
            alt.Tooltip("name:N", title=_("side")),
        ],
    }
    spans = (
        alt.Chart(alt.NamedData("spans"))
        .mark_rule(strokeWidth=9, strokeCap="round", cursor="pointer", opacity=0.9)
        .encode(x=time.x("first"), x2="behind:T", **encoding)
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
    return finished(chart.add_params(click("side", "id", "start", "end")), height)


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
    frame["bin"] = floor(frame["first"], unit)
    fits = frame["bin"] == floor(frame["last"], unit)
    if not fits.any():
        return nothing(_("Every date is wider than a decade: see the documents of each side."))
    bins = frame[fits].groupby(["bin", "side"]).size().rename("n").reset_index()
    sizes = np.array([max(1, len(side)) for side in pair])
    is_share = bool(sizes.max() >= _UNEVEN * sizes.min())
    bins["share"] = bins["n"] / sizes[bins["side"]]
    bins["value"] = bins["share"] if is_share else bins["n"].astype(float)
    bins["y"] = bins["value"] * bins["side"].map({0: 1, 1: -1})
    bins["zero"] = 0.0
    bins["behind"] = next_bin(bins["bin"], unit)
    bins["start"] = bins["bin"].dt.strftime("%Y-%m-%d")
    bins["end"] = (bins["behind"] - _DAY).dt.strftime("%Y-%m-%d")
    bins["said"] = [
        format_span(date.fromisoformat(a), date.fromisoformat(b))
        for a, b in zip(bins["start"], bins["end"], strict=True)
    ]
    bins["name"], bins["id"] = bins["side"].map("AB".__getitem__), ""
    bins["label"] = bins["name"] + ", " + bins["said"] + ": " + bins["n"].map(count)
    top = float(bins["value"].max()) * 1.25
    wide = int((~fits).sum())
    note = _("A bar counts the documents of a {unit}.").format(unit=_(unit))
    if is_share:
        note = _("A bar is the share of its side’s documents that are of a {unit}.").format(
            unit=_(unit)
        )
    if wide:
        note += " " + ngettext(
            "Not drawn: {n} document whose date is wider than a bar.",
            "Not drawn: {n} documents whose date is wider than a bar.",
            wide,
        )
    table = bins.pivot_table(index="said", columns="name", values="n", fill_value=0, sort=False)
    return Figure(
        _bins_spec(time, unit, top, is_share),
        {"bins": bins, "names": _names(pair, top * 0.92, top * 0.92), **_ZERO},
        _alt(frame),
        table.rename_axis(_("dates")).rename_axis(None, axis=1).astype(int).reset_index(),
        _HEIGHT,
        " ".join(filter(None, [note, _not_drawn(undated)])),
    )


@remembered
def _bins_spec(time: TimeAxis, unit: str, top: float, is_share: bool) -> dict[str, Any]:
    form = "format(abs(datum.value), '.2~p')" if is_share else "format(abs(datum.value), ',d')"
    y = alt.Y(
        "y:Q",
        title=_("share of a side") if is_share else _("documents a {unit}").format(unit=_(unit)),
        scale=alt.Scale(domain=[-top, top], nice=False),
        axis=alt.Axis(labelExpr=form, tickCount=5, tickMinStep=0 if is_share else 1),
    )
    bars = (
        alt.Chart(alt.NamedData("bins"))
        .mark_rect(cursor="pointer")
        .encode(
            x=time.x("bin"),
            x2="behind:T",
            y=y,
            y2="zero:Q",
            color=_color(),
            description="label:N",
            tooltip=[
                alt.Tooltip("said:N", title=_("dates")),
                alt.Tooltip("name:N", title=_("side")),
                alt.Tooltip("n:Q", title=_("documents"), format=","),
                alt.Tooltip("share:Q", title=_("share of a side"), format=".1%"),
            ],
        )
    )
    chart = alt.layer(bars, _line(y), *_corners(y))
    return finished(chart.add_params(click("side", "id", "start", "end")), _HEIGHT)


def _not_drawn(undated: int) -> str:
    if not undated:
        return ""
    return ngettext(
        "Not drawn: {n} document without a date that was understood.",
        "Not drawn: {n} documents without a date that was understood.",
        undated,
    )


def _alt(frame: pd.DataFrame) -> str:
    said = []
    for number, name in enumerate("AB"):
        own = frame[frame["side"] == number]
        if own.empty:
            said.append(_("{name}: no dated document").format(name=name))
            continue
        span = format_span(own["first"].min().date(), own["last"].max().date())
        said.append(f"{name}: {count(len(own))}, {span}")
    return _("Timelines of both sides on one axis. {said}.").format(said="; ".join(said))
