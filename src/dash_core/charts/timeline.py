"""The timeline: every document at its true precision, or counts where they are many.

Up to `settings.MAX_MARKS` documents get a mark each: a point for a day, a bar as long as the
doubt for a month, a year or a span. More are counted in bins of a day, a week, a month, a
year or a decade, the finest that gives no more than `settings.MAX_BINS` bars; documents
whose date is wider than a bin are named beside the chart, not squeezed into one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dash_core import settings
from dash_core.charts.figure import GHOST, Figure, click, dressed, nothing
from dash_core.collection import Collection
from dash_core.dates import say_day, say_span
from dash_core.filters import View
from dash_core.topics import OTHER, Topics
from dash_core.words import _, count, ngettext

__all__ = ["bin_unit", "draw", "lanes"]

_LANE = 16  # pixels
_WIDEST_MARK = 1 / 34  # a mark's share of the narrowest chart (a phone, about 300 pixels)
_UNITS = ("day", "week", "month", "year", "decade")
_DAYS = {"day": 1, "week": 7, "month": 28, "year": 365, "decade": 3652}


def draw(collection: Collection, view: View, *, rows: Topics | None = None) -> Figure:
    """The timeline of a view, in the colours of the collection's topics.

    What the filter leaves out stays as a grey outline, so the chart keeps its shape. Fields
    of a click: `start`, `end` (days, ISO). With `rows`, a row for each of these topics, in
    their colours.
    """
    topics = collection.topics if rows is None else rows
    frame = _frame(collection, view, topics)
    if frame.empty:
        return nothing(_("No document has a date that could be read."))
    if rows is not None and not len(rows):
        return nothing(_("There are no topics to show."))
    if len(frame) <= settings.MAX_MARKS:
        return _marks(collection, view, frame, topics, by_topic=rows is not None)
    return _bins(collection, view, frame, topics)


def _frame(collection: Collection, view: View, topics: Topics) -> pd.DataFrame:
    """A row for each dated document: what its mark needs."""
    table = collection.table
    rows = np.flatnonzero(table["date_earliest"].notna())
    dated = table.iloc[rows]
    strongest = [topics.of(int(row), first=view.filter.topics) for row in rows]
    return pd.DataFrame(
        {
            "row": rows,
            "id": dated["id"].to_numpy(),
            "title": dated["title"].to_numpy(),
            "printed": dated["date"].to_numpy(),
            "topic_id": [own[0][0].id if own else OTHER for own in strongest],
            "topic": [own[0][0].label if own else _("Other") for own in strongest],
            "topics": [", ".join(t.label for t, _s in own) or _("Other") for own in strongest],
            "first": dated["date_earliest"].to_numpy(),
            "last": dated["date_latest"].to_numpy(),
            "start": dated["date_earliest"].dt.strftime("%Y-%m-%d").to_numpy(),
            "end": dated["date_latest"].dt.strftime("%Y-%m-%d").to_numpy(),
            "inside": np.isin(rows, view.rows),
        }
    )


def lanes(first: Iterable[float], last: Iterable[float], gap: float) -> list[int]:
    """The lowest free lane for each interval, in order, so that no two touch.

    Interval partitioning (Kleinberg & Tardos 2005, ch. 4.1): as few lanes as can be.
    """
    free: list[float] = []
    chosen = []
    for start, end in zip(first, last, strict=True):
        lane = next((i for i, until in enumerate(free) if start >= until + gap), len(free))
        free[lane : lane + 1] = [end]
        chosen.append(lane)
    return chosen


@dataclass(frozen=True)
class _TimeAxis:
    """The x axis of all layers: in UTC, so that a day is that day in every time zone."""

    scale: alt.Scale
    axis: alt.Axis
    days: float

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "_TimeAxis":
        low, high = frame["first"].min(), frame["last"].max()
        days = max((high - low) / pd.Timedelta(days=1), 1.0)
        pad = pd.Timedelta(days=max(1.0, days * 0.04))
        domain = [int(t.timestamp() * 1000) for t in (low - pad, high + pad)]
        axis = alt.Axis(title=None, format=_axis_format(days), labelOverlap="greedy", tickCount=6)
        return cls(alt.Scale(type="utc", domain=domain), axis, days)

    def x(self, field: str) -> alt.X:
        return alt.X(f"{field}:T", scale=self.scale, axis=self.axis)


def _axis_format(span: float) -> str:
    if span <= 60:
        return "%-d %b %Y"
    return "%b %Y" if span <= 365 * 8 else "%Y"


def _marks(
    collection: Collection, view: View, frame: pd.DataFrame, topics: Topics, *, by_topic: bool
) -> Figure:
    time = _TimeAxis.of(frame)
    day = pd.Timedelta(days=1)
    frame["behind"] = frame["last"] + day
    frame["middle"] = frame["first"] + (frame["behind"] - frame["first"]) / 2
    frame["precision"] = (
        collection.table["date_precision"].iloc[frame["row"]].astype(str).to_numpy()
    )
    if by_topic:
        frame = _a_row_a_topic(topics, frame)
        groups = [frame.index[frame["topic"] == topic.label] for topic in topics]
    else:
        groups = [frame.index]
    frame["lane"] = 0
    first, last = ((frame[end] - frame["first"].min()) / day for end in ("first", "last"))
    for group in groups:
        frame.loc[group, "lane"] = lanes(first[group], last[group], time.days * _WIDEST_MARK)
    n_lanes = int(frame["lane"].max()) + 1
    position: dict[str, alt.Y | alt.YOffset]
    if by_topic:
        row_labels = alt.Axis(
            labelPadding=8,
            grid=True,
            labelLimit=140,
            labelOverlap=False,
            labelExpr="split(datum.label, ', ')",
        )
        position = {
            "y": alt.Y("topic:N", sort=[t.label for t in topics], title=None, axis=row_labels),
            "yOffset": alt.YOffset("lane:O", scale=alt.Scale(domain=list(range(n_lanes)))),
        }
        height = len(topics) * max(52, 13 * n_lanes) + 40
    else:
        most = max(n_lanes, 4)
        scale = alt.Scale(domain=list(range(most))[::-1])
        position = {"y": alt.Y("lane:O", scale=scale, axis=None)}
        height = _LANE * most + 85
    paints = {
        name: encode(
            "topic:N",
            scale=alt.Scale(
                domain=[t.label for t in topics], range=[getattr(t, name) for t in topics]
            ),
            legend=None if by_topic else alt.Legend(),
        )
        for name, encode in (("color", alt.Color), ("shape", alt.Shape))
    }
    tooltip = [
        alt.Tooltip("title:N", title=_("title")),
        alt.Tooltip("printed:N", title=_("date as printed")),
        alt.Tooltip("precision:N", title=_("precision")),
        alt.Tooltip("topics:N", title=_("topics")),
    ]
    is_span = frame["first"] != frame["last"]
    layers = []
    for is_inside in (False, True):
        chosen = frame["inside"] == is_inside
        color = paints["color"] if is_inside else alt.value(GHOST)
        layers += [
            alt.Chart(frame[chosen & is_span])
            .mark_bar(
                orient="horizontal",
                size=9,
                cornerRadius=4,
                opacity=0.9 if is_inside else 0.35,
                cursor="pointer",
            )
            .encode(x=time.x("first"), x2="behind:T", tooltip=tooltip, color=color, **position),
            alt.Chart(frame[chosen & ~is_span])
            .mark_point(
                filled=is_inside,
                size=110 if is_inside else 60,
                opacity=0.95 if is_inside else 0.6,
                strokeWidth=1.5,
                cursor="pointer",
            )
            .encode(
                x=time.x("middle"),
                tooltip=tooltip,
                color=color,
                **({"shape": paints["shape"]} if is_inside else {}),
                **position,
            ),
        ]
    chart = alt.layer(*layers).add_params(click("start", "end"))
    table = _table(frame[frame["inside"]].drop_duplicates("id"))
    return Figure(dressed(chart, height), _alt(collection, view, frame), table, height)


def _a_row_a_topic(topics: Topics, frame: pd.DataFrame) -> pd.DataFrame:
    """A document of two topics stands in both of their rows."""
    memberships = [topics.of(row) for row in frame["row"]]
    repeated = frame.loc[frame.index.repeat([len(own) for own in memberships])]
    labels = [topic.label for own in memberships for topic, _strength in own]
    return repeated.assign(topic=labels).reset_index(drop=True)


def bin_unit(span: float) -> str:
    """The finest unit that cuts `span` days into no more than `settings.MAX_BINS` bins."""
    return next((u for u in _UNITS if span / _DAYS[u] <= settings.MAX_BINS), _UNITS[-1])


def _bins(collection: Collection, view: View, frame: pd.DataFrame, topics: Topics) -> Figure:
    time = _TimeAxis.of(frame)
    unit = bin_unit(time.days)
    frame["bin"] = _floor(frame["first"], unit)
    fits = frame["bin"] == _floor(frame["last"], unit)
    kept = frame[fits]
    order = {topic.label: i for i, topic in enumerate(topics)}
    counts = (
        kept.groupby(["bin", "topic", "inside"], observed=True).size().rename("n").reset_index()
    )
    counts["behind"] = _next(counts["bin"], unit)
    counts["start"] = counts["bin"].dt.strftime("%Y-%m-%d")
    counts["end"] = (counts["behind"] - pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d")
    ends = zip(counts["start"], counts["end"], strict=True)
    counts["said"] = [say_span(date.fromisoformat(a), date.fromisoformat(b)) for a, b in ends]
    whole = ["bin", "behind", "start", "end", "said"]
    ghost = counts.groupby(whole, as_index=False)["n"].sum()
    ghost = ghost.assign(topic=_("all"), low=0, high=ghost["n"])
    inside = counts[counts["inside"]].sort_values("topic", key=lambda labels: labels.map(order))
    inside = inside.assign(high=inside.groupby("bin")["n"].cumsum())
    inside["low"] = inside["high"] - inside["n"]
    base = alt.Chart().encode(
        x=time.x("bin"),
        x2="behind:T",
        y=alt.Y(
            "low:Q",
            title=_("documents a {unit}").format(unit=_(unit)),
            scale=alt.Scale(domain=[0, int(ghost["n"].max())]),
            axis=alt.Axis(tickMinStep=1, format=",d", tickCount=4),
        ),
        y2="high:Q",
        tooltip=[
            alt.Tooltip("said:N", title=_("dates")),
            alt.Tooltip("topic:N", title=_("topic")),
            alt.Tooltip("n:Q", title=_("documents"), format=","),
        ],
    )
    back = base.mark_rect(fill=GHOST, fillOpacity=0.18, cursor="pointer").properties(data=ghost)
    scale = alt.Scale(domain=[t.label for t in topics], range=[t.color for t in topics])
    front = (
        base.mark_rect(cursor="pointer")
        .encode(color=alt.Color("topic:N", scale=scale))
        .properties(data=inside)
    )
    wide = int((~fits & frame["inside"]).sum())
    height = 270
    chart = alt.layer(back, front).add_params(click("start", "end"))
    said = _alt(collection, view, frame)
    if wide:
        said += " " + ngettext(
            "{n} document has a date wider than a bar and is not drawn.",
            "{n} documents have a date wider than a bar and are not drawn.",
            wide,
        )
    table = counts.loc[counts["inside"], ["said", "topic", "n"]].rename(
        columns={"said": _("dates"), "topic": _("topic"), "n": _("documents")}
    )
    return Figure(dressed(chart, height), said, table.reset_index(drop=True), height)


def _floor(days: Any, unit: str) -> Any:
    if unit == "day":
        return days
    if unit == "week":
        return days - pd.to_timedelta(days.dt.dayofweek, unit="D")
    if unit == "month":
        return days.astype("datetime64[s]").dt.strftime("%Y-%m-01").astype("datetime64[s]")
    years = days.dt.year if unit == "year" else days.dt.year // 10 * 10
    return years.map("{:04d}-01-01".format).astype("datetime64[s]")


def _next(starts: Any, unit: str) -> Any:
    step = {
        "day": pd.DateOffset(days=1),
        "week": pd.DateOffset(days=7),
        "month": pd.DateOffset(months=1),
        "year": pd.DateOffset(years=1),
        "decade": pd.DateOffset(years=10),
    }[unit]
    return starts + step


def _alt(collection: Collection, view: View, frame: pd.DataFrame) -> str:
    inside = frame[frame["inside"]]
    if inside.empty:
        return _("Timeline: no dated document passes the filter.")
    first, last = inside["first"].min().date(), inside["last"].max().date()
    busiest = inside["start"].value_counts()
    said = _("Timeline of {documents}, {span}.").format(
        documents=count(len(inside)), span=say_span(first, last)
    )
    if busiest.iloc[0] > 1:
        said += " " + _("Most on {day}: {n}.").format(
            day=say_day(date.fromisoformat(str(busiest.index[0]))), n=int(busiest.iloc[0])
        )
    undated = int(collection.table["date_earliest"].iloc[view.rows].isna().sum())
    if undated:
        said += " " + _("{documents} without a date not drawn.").format(documents=count(undated))
    return said


def _table(inside: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("date as printed"): inside["printed"],
            _("title"): inside["title"],
            _("topics"): inside["topics"],
        }
    ).reset_index(drop=True)
