"""The timeline: every document at its true precision, or counts where they are many.

Up to `MAX_MARKS` documents get a mark each: a point for a day, a bar as long as the
doubt for a month, a year or a span. More are counted in bins of a day, a week, a month, a
year or a decade, the finest that gives no more than `MAX_BINS` bars; documents
whose date is wider than a bin are named beside the chart, not squeezed into one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.charts.figure import (
    GHOST,
    MAX_MARKS,
    Figure,
    Key,
    click,
    finished,
    key_of,
    legend_height,
    legend_of,
    nothing,
    remembered,
    scale_of,
)
from dash_core.collection.collection import Collection
from dash_core.collection.filter import View
from dash_core.common.i18n import _, count, ngettext
from dash_core.dates import format_day, format_span
from dash_core.topics import Topics

__all__ = ["TimeAxis", "bin_unit", "draw", "floor", "lanes", "next_bin"]

MAX_BINS: Final = 100  # bars of the timeline, at most

_LANE = 16  # pixels
_WIDEST_MARK = 1 / 34  # a mark's share of the narrowest chart (a phone, about 300 pixels)
_FEWEST_LANES = 4
_DAY = pd.Timedelta(days=1).as_unit("s")
_MILLISECOND = pd.Timedelta(milliseconds=1)
_EPOCH = pd.Timestamp(0).as_unit("s")
_CALENDAR = ("0011-01-01", "9989-12-31")
_UNITS = ("day", "week", "month", "year", "decade")
_DAYS = {"day": 1, "week": 7, "month": 28, "year": 365, "decade": 3652}


def draw(
    collection: Collection,
    view: View,
    *,
    rows: Topics | None = None,
    among: NDArray[np.int64] | None = None,
    what: str = "",
) -> Figure:
    """The timeline of a view, in the colours of the collection's topics.

    What the filter leaves out stays as a grey outline, so the chart keeps its shape. Fields
    of a click: `start`, `end` (days, ISO).

    Parameters
    ----------
    rows
        A row for each of these topics, in their colours.
    among
        Rows of the table: as if there were no other documents.
    what
        What the topics are called, where they are none ("part in the letters").
    """
    topics = collection.topics if rows is None else rows
    if among is not None:
        view = View(view.filter, view.rows[np.isin(view.rows, among)])
    frame = _frame(collection, view, topics, among)
    if frame.empty:
        return nothing(_("No document has a date that could be read."))
    if rows is not None and not len(rows):
        return nothing(_("There are no topics to show."))
    if len(frame) <= MAX_MARKS:
        return _marks(collection, view, frame, topics, what, by_topic=rows is not None)
    return _bins(collection, view, frame, topics, what)


def _frame(
    collection: Collection, view: View, topics: Topics, among: NDArray[np.int64] | None
) -> pd.DataFrame:
    """A row for each dated document: when it is from, what about, whether it passes."""
    table = collection.table
    rows = np.flatnonzero(table["date_earliest"].notna())
    if among is not None:
        rows = rows[np.isin(rows, among)]
    return pd.DataFrame(
        {
            "row": rows,
            "topic": _strongest(topics, rows, view.filter.topics),
            "first": table["date_earliest"].to_numpy()[rows],
            "last": table["date_latest"].to_numpy()[rows],
            "inside": np.isin(rows, view.rows),
        }
    )


def _strongest(
    topics: Topics, rows: NDArray[np.int64], first: Sequence[str]
) -> NDArray[np.object_]:
    """The label of each row's strongest topic, those of the filter before the rest
    (`Topics.of`, for many rows at once)."""
    labels = np.array([topic.label for topic in topics] + [_("Other")], dtype=object)
    strengths = topics.strengths[rows]
    inside = strengths > 0
    asked = np.array([topic.id in first for topic in topics], dtype=bool)
    ranked = np.column_stack([strengths + 2 * (inside & asked), np.full(len(rows), 0.0)])
    best = np.where(inside.any(axis=1), np.argmax(ranked, axis=1), len(labels) - 1)
    return labels[best]


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
class TimeAxis:
    """The x axis of all layers: in UTC, so that a day is that day in every time zone.

    `domain` in milliseconds since 1970; `days` is its length.
    """

    domain: tuple[int, int]
    days: float

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "TimeAxis":
        """The axis on which `first` and `last` of all rows fit."""
        low, high = frame["first"].min(), frame["last"].max()
        days = max((high - low) / _DAY, 1.0)
        pad = max(1.0, days * 0.04) * _DAY
        first, last = (int((t - _EPOCH) / _MILLISECOND) for t in (low, high + _DAY))
        pad_ms = int(pad / _MILLISECOND)
        return cls((first - pad_ms, last + pad_ms), days)

    def x(self, field: str) -> alt.X:
        """The position of a field on it."""
        scale = alt.Scale(type="utc", domain=list(self.domain))
        form = _axis_format(self.days)
        axis = alt.Axis(title=None, format=form, labelOverlap="greedy", tickCount=6)
        return alt.X(f"{field}:T", scale=scale, axis=axis)


def _axis_format(span: float) -> str:
    if span <= 90:
        return "%-d %b %Y"
    return "%b %Y" if span <= 365 * 8 else "%Y"


def _marks(
    collection: Collection,
    view: View,
    frame: pd.DataFrame,
    topics: Topics,
    what: str,
    *,
    by_topic: bool,
) -> Figure:
    time = TimeAxis.of(frame)
    own = [topics.of(int(row), first=view.filter.topics) for row in frame["row"]]
    for name, column in (("title", "title"), ("printed", "date")):
        frame[name] = collection.table[column].to_numpy()[frame["row"]]
    frame["topics"] = [", ".join(t.label for t, _s in each) or _("Other") for each in own]
    for end, day in (("start", "first"), ("end", "last")):
        frame[end] = frame[day].dt.strftime("%Y-%m-%d")
    frame["behind"] = frame["last"] + _DAY
    frame["middle"] = frame["first"] + (frame["behind"] - frame["first"]) / 2
    frame["precision"] = (
        collection.table["date_precision"].iloc[frame["row"]].astype(str).to_numpy()
    )
    if by_topic:
        frame = _a_row_a_topic(topics, frame)
        if frame.empty:
            return nothing(_("No dated document is in a topic."))
        groups = [frame.index[frame["topic"] == topic.label] for topic in topics]
    else:
        groups = [frame.index]
    frame["lane"] = 0
    first, last = ((frame[end] - frame["first"].min()) / _DAY for end in ("first", "last"))
    for group in groups:
        frame.loc[group, "lane"] = lanes(first[group], last[group], time.days * _WIDEST_MARK)
    n_lanes = int(frame["lane"].max()) + 1
    if by_topic:
        lines = max(topic.label.count(", ") + 1 for topic in topics)  # of a label on the axis
        height = len(topics) * max(52, 22 + 15 * lines, 13 * n_lanes) + 40
    else:
        height = _LANE * max(n_lanes, _FEWEST_LANES) + 65 + legend_height(len(topics))
    is_span = frame["first"] != frame["last"]
    inside = frame["inside"]
    data = {
        "spans outside": frame[~inside & is_span],
        "days outside": frame[~inside & ~is_span],
        "spans inside": frame[inside & is_span],
        "days inside": frame[inside & ~is_span],
    }
    what = what or _("topics")
    spec = _marks_spec(key_of(topics.topics), time, n_lanes, height, by_topic, what)
    table = _table(frame[inside].drop_duplicates("row"), what)
    note = _("A mark is a document; a long one is as long as the doubt about its date.")
    drawn = frame.loc[inside, "row"].nunique()
    dated = int(collection.table["date_earliest"].iloc[view.rows].notna().sum())
    note = " ".join([note, *_not_drawn(collection, view, topicless=dated - drawn)])
    return Figure(spec, data, _alt(frame), table, height, note, _hint())


@remembered
def _marks_spec(
    key: Key, time: TimeAxis, n_lanes: int, height: int, by_topic: bool, what: str
) -> dict[str, Any]:
    position: dict[str, alt.Y | alt.YOffset]
    if by_topic:
        axis = alt.Axis(
            labelPadding=8,
            grid=True,
            labelLimit=140,
            labelOverlap=False,
            labelExpr="split(datum.label, ', ')",
        )
        rows = [label for label, _color, _shape in key]
        position = {
            "y": alt.Y("topic:N", sort=rows, title=None, axis=axis, scale=alt.Scale(domain=rows)),
            "yOffset": alt.YOffset("lane:O", scale=alt.Scale(domain=list(range(n_lanes)))),
        }
    else:
        order = list(range(max(n_lanes, _FEWEST_LANES)))[::-1]
        position = {"y": alt.Y("lane:O", scale=alt.Scale(domain=order), axis=None)}
    legend = None if by_topic else legend_of(len(key))
    color = alt.Color("topic:N", scale=scale_of(key, "color"), legend=legend)
    shape = alt.Shape("topic:N", scale=scale_of(key, "shape"), legend=legend)
    tooltip = [
        alt.Tooltip("title:N", title=_("title")),
        alt.Tooltip("printed:N", title=_("date as printed")),
        alt.Tooltip("precision:N", title=_("precision")),
        alt.Tooltip("topics:N", title=what),
    ]

    def spans(name: str, **paint: Any) -> Any:
        mark = alt.Chart(alt.NamedData(name)).mark_bar(
            orient="horizontal", size=9, cornerRadius=4, cursor="pointer", opacity=paint["opacity"]
        )
        return mark.encode(
            x=time.x("first"), x2="behind:T", tooltip=tooltip, color=paint["color"], **position
        )

    ghost = alt.Chart(alt.NamedData("days outside")).mark_point(
        size=60, opacity=0.6, strokeWidth=1.5, cursor="pointer"
    )
    mark = alt.Chart(alt.NamedData("days inside")).mark_point(
        filled=True, size=110, opacity=0.95, cursor="pointer"
    )
    chart = alt.layer(
        spans("spans outside", color=alt.value(GHOST), opacity=0.35),
        ghost.encode(x=time.x("middle"), tooltip=tooltip, color=alt.value(GHOST), **position),
        spans("spans inside", color=color, opacity=0.9),
        mark.encode(x=time.x("middle"), tooltip=tooltip, color=color, shape=shape, **position),
    )
    return finished(chart.add_params(click("start", "end")), height)


def _a_row_a_topic(topics: Topics, frame: pd.DataFrame) -> pd.DataFrame:
    """A document of two topics stands in both of their rows."""
    memberships = [topics.of(row) for row in frame["row"]]
    repeated = frame.loc[frame.index.repeat([len(own) for own in memberships])]
    labels = [topic.label for own in memberships for topic, _strength in own]
    return repeated.assign(topic=labels).reset_index(drop=True)


def bin_unit(first: Any, last: Any) -> str:
    """The finest unit that gives no more than `MAX_BINS` bins and into whose bins at
    least half of the dates fit whole; the coarsest where none does."""
    span = (last.max() - first.min()) / _DAY
    few = [unit for unit in _UNITS if span / _DAYS[unit] <= MAX_BINS]
    fitting = (unit for unit in few if (floor(first, unit) == floor(last, unit)).mean() >= 0.5)
    return next(fitting, _UNITS[-1])


def in_calendar(days: pd.DataFrame) -> pd.DataFrame:
    """Days within what bins can be made of: one at either end of the calendar would have no
    neighbour to end at."""
    low, high = (pd.Timestamp(day).as_unit("s") for day in _CALENDAR)
    return days.clip(low, high)


def _bins(
    collection: Collection, view: View, frame: pd.DataFrame, topics: Topics, what: str
) -> Figure:
    frame[["first", "last"]] = in_calendar(frame[["first", "last"]])
    time = TimeAxis.of(frame)
    unit = bin_unit(frame["first"], frame["last"])
    frame["bin"] = floor(frame["first"], unit)
    fits = frame["bin"] == floor(frame["last"], unit)
    if not fits.any():
        return nothing(_("Every date is wider than a decade: see the table of documents."))
    order = {topic.label: i for i, topic in enumerate(topics)}
    counts = (
        frame[fits]
        .groupby(["bin", "topic", "inside"], observed=True)
        .size()
        .rename("n")
        .reset_index()
    )
    counts["behind"] = next_bin(counts["bin"], unit)
    counts["start"] = counts["bin"].dt.strftime("%Y-%m-%d")
    counts["end"] = (counts["behind"] - _DAY).dt.strftime("%Y-%m-%d")
    ends = zip(counts["start"], counts["end"], strict=True)
    counts["said"] = [format_span(date.fromisoformat(a), date.fromisoformat(b)) for a, b in ends]
    whole = ["bin", "behind", "start", "end", "said"]
    ghost = counts.groupby(whole, as_index=False)["n"].sum()
    ghost = ghost.assign(topic=_("all"), low=0, high=ghost["n"])
    inside = counts[counts["inside"]].sort_values("topic", key=lambda labels: labels.map(order))
    inside = inside.assign(high=inside.groupby("bin")["n"].cumsum())
    inside["low"] = inside["high"] - inside["n"]
    table = inside.sort_values(["bin", "low"])[["said", "topic", "n"]].set_axis(
        [_("dates"), what or _("topic"), _("documents")], axis=1
    )
    height = 230 + legend_height(len(topics))
    most = int(ghost["n"].max())
    spec = _bins_spec(key_of(topics.topics), time, unit, most, height, what or _("topic"))
    data = {"all": ghost, "inside": inside}
    wide = int((~fits & frame["inside"]).sum())
    note = _("A bar counts the documents of a {unit}; grey is all of them.").format(unit=_(unit))
    return Figure(
        spec,
        data,
        _alt(frame),
        table.reset_index(drop=True),
        height,
        " ".join([note, *_not_drawn(collection, view, wide=wide)]),
        _hint(),
    )


def _hint() -> str:
    return _("Click a mark or a bar to keep only its days.")


@remembered
def _bins_spec(
    key: Key, time: TimeAxis, unit: str, high: int, height: int, what: str
) -> dict[str, Any]:
    encoding: dict[str, Any] = {
        "x": time.x("bin"),
        "x2": "behind:T",
        "y": alt.Y(
            "low:Q",
            title=_("documents a {unit}").format(unit=_(unit)),
            scale=alt.Scale(domain=[0, high]),
            axis=alt.Axis(tickMinStep=1, format=",d", tickCount=4),
        ),
        "y2": "high:Q",
        "tooltip": [
            alt.Tooltip("said:N", title=_("dates")),
            alt.Tooltip("topic:N", title=what),
            alt.Tooltip("n:Q", title=_("documents"), format=","),
        ],
    }
    back = (
        alt.Chart(alt.NamedData("all"))
        .mark_rect(fill=GHOST, fillOpacity=0.18, cursor="pointer")
        .encode(**encoding)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_rect(cursor="pointer")
        .encode(
            **encoding,
            color=alt.Color("topic:N", scale=scale_of(key, "color"), legend=legend_of(len(key))),
        )
    )
    return finished(alt.layer(back, front).add_params(click("start", "end")), height)


def floor(days: Any, unit: str) -> Any:
    """The first day of the bin of each day."""
    if unit == "day":
        return days
    if unit == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    step = {"month": "datetime64[M]", "year": "datetime64[Y]"}.get(unit)
    if step:
        starts = days.to_numpy().astype(step)
    else:  # decades from a year that ends with 0
        years = days.to_numpy().astype("datetime64[Y]").astype(np.int64) + 1970
        starts = (years // 10 * 10 - 1970).astype("datetime64[Y]")
    return pd.Series(starts.astype("datetime64[s]"), index=days.index)


def next_bin(starts: Any, unit: str) -> Any:
    """The first day of the bin after each."""
    step = {
        "day": pd.DateOffset(days=1),
        "week": pd.DateOffset(days=7),
        "month": pd.DateOffset(months=1),
        "year": pd.DateOffset(years=1),
        "decade": pd.DateOffset(years=10),
    }[unit]
    return starts + step


def _alt(frame: pd.DataFrame) -> str:
    inside = frame[frame["inside"]].drop_duplicates("row")
    if inside.empty:
        return _("Timeline: no dated document passes the filter.")
    first, last = inside["first"].min().date(), inside["last"].max().date()
    said = _("Timeline of {documents}, {span}.").format(
        documents=count(len(inside)), span=format_span(first, last)
    )
    busiest = inside.loc[inside["first"] == inside["last"], "first"].value_counts()
    if len(busiest) and busiest.iloc[0] > 1:
        said += " " + _("Most on {day}: {n}.").format(
            day=format_day(busiest.index[0].date()), n=int(busiest.iloc[0])
        )
    return said


def _not_drawn(
    collection: Collection, view: View, *, wide: int = 0, topicless: int = 0
) -> Iterator[str]:
    """What of the view the chart does not show, and why."""
    undated = int(collection.table["date_earliest"].iloc[view.rows].isna().sum())
    if undated:
        yield ngettext(
            "Not drawn: {n} document without a date that was understood.",
            "Not drawn: {n} documents without a date that was understood.",
            undated,
        )
    if wide:
        yield ngettext(
            "Not drawn: {n} document whose date is wider than a bar.",
            "Not drawn: {n} documents whose date is wider than a bar.",
            wide,
        )
    if topicless:
        yield ngettext(
            "Not drawn: {n} document that is in no topic.",
            "Not drawn: {n} documents that are in no topic.",
            topicless,
        )


def _table(inside: pd.DataFrame, what: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("date as printed"): inside["printed"],
            _("title"): inside["title"],
            what: inside["topics"],
        }
    ).reset_index(drop=True)
