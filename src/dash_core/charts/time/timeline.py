"""The timeline: every document at its true precision, or counts where they are many.

Up to `MAX_MARKS` documents get a mark each: a point for a day, a bar for a month, a year or a
span, from the earliest to the latest possible day. More are counted in bins of a day, a week, a
month, a year or a decade, the finest that gives no more than `dash_core.charts.time.axis.MAX_BINS`
bars; documents whose date is less precise than a bin are drawn below, each span as long as it is,
with the number of its documents.
"""

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.charts.figure import (
    MAX_MARKS,
    MUTED,
    PLAIN,
    Figure,
    TopicKey,
    as_key,
    cached_spec,
    click,
    empty_figure,
    key_label,
    keyed,
    legend_height,
    to_spec,
    topic_key,
    topic_legend,
    topic_scale,
)
from dash_core.charts.time.axis import DAY, TimeAxis, lanes, with_days
from dash_core.charts.time.binned import Binned, bin_days, binned
from dash_core.charts.time.long_spans import (
    LANE_PIXELS,
    LANE_SHARE,
    below_bars,
    long_spans,
    span_layers,
    ticks,
)
from dash_core.charts.time.rows import rows_chart
from dash_core.charts.time.words import alt_of, hint, not_drawn
from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.topics import Topics
from dash_core.topics.model import OTHER_LABEL, SHAPES

__all__ = ["timeline_chart"]

Mask = NDArray[np.bool_]

_LANE: Final = 16  # pixels
_WIDEST_MARK: Final = 1 / 34  # a mark's share of the narrowest chart (a phone, about 300 pixels)
_MIN_LANES: Final = 4
MAX_STACKED: Final = 6  # topics in one bar; more colours than that are no help


def timeline_chart(
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
    bins = binned(collection) if among is None else bin_days(collection, among)
    if not len(bins.rows):
        return empty_figure(_("No document has a date that could be read."))
    if rows is not None and not len(rows):
        return empty_figure(_("There are no topics to show."))
    if len(bins.rows) <= MAX_MARKS:
        frame = _frame(collection, view, topics, bins.rows)
        return _marks(collection, view, frame, topics, what, by_topic=rows is not None)
    passes = np.zeros(len(collection), dtype=bool)
    passes[view.rows] = True
    inside = passes[bins.rows]
    if rows is not None:
        return rows_chart(collection, view, bins, inside, topics, what or _("topic"))
    key, parts = _part_of(collection, topics, view.filter.topics)
    return _bins(collection, view, bins, inside, key, parts)


def _colors(topics: Topics, chosen: Sequence[str]) -> TopicKey:
    """The parts of a bar: the topics, or of too many only those chosen and then all others."""
    if 0 < len(topics) <= MAX_STACKED:
        return topic_key(topics.topics)
    first = [topic for topic in topics if topic.id in chosen][:MAX_STACKED]
    rest = _("other topics") if first else _("any topic")
    return (*topic_key(first), (rest, PLAIN, SHAPES[0]))


def _frame(
    collection: Collection, view: View, topics: Topics, rows: NDArray[np.int64]
) -> pd.DataFrame:
    """A row for each of these dated documents: when it is from, what about, whether it passes."""
    table = collection.table
    return pd.DataFrame(
        {
            "row": rows,
            "topic": _strongest(topics, rows, view.filter.topics),
            "first": table["date_earliest"].to_numpy()[rows],
            "last": table["date_latest"].to_numpy()[rows],
            "inside": np.isin(rows, view.rows),
        }
    )


def _labels(topics: Topics) -> NDArray[np.object_]:
    """The labels of topics, and what documents in none are called."""
    return np.array([topic.label for topic in topics] + [OTHER_LABEL], dtype=object)


def _strongest(
    topics: Topics, rows: NDArray[np.int64], first: Sequence[str]
) -> NDArray[np.object_]:
    """The label of each row's strongest topic, those of the filter before the rest
    (`Topics.of`, for many rows at once)."""
    labels: NDArray[np.object_] = _labels(topics)[_numbers(topics, rows, first)]
    return labels


def _numbers(topics: Topics, rows: NDArray[np.int64], first: Sequence[str]) -> NDArray[np.integer]:
    """The number of each row's strongest topic; of none, how many topics there are."""
    strengths = topics.strengths[rows]
    inside = strengths > 0
    in_filter = np.array([topic.id in first for topic in topics], dtype=bool)
    ranked = np.column_stack([strengths + 2 * (inside & in_filter), np.full(len(rows), 0.0)])
    return np.where(inside.any(axis=1), np.argmax(ranked, axis=1), len(topics)).astype(np.int32)


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
    memberships = [topics.of(int(row), first=view.filter.topics) for row in frame["row"]]
    for name, column in (("title", "title"), ("printed", "date")):
        frame[name] = collection.table[column].to_numpy()[frame["row"]]
    frame["topics"] = [", ".join(t.label for t, _s in each) or OTHER_LABEL for each in memberships]
    for end, day in (("start", "first"), ("end", "last")):
        frame[end] = frame[day].dt.strftime("%Y-%m-%d")
    frame["until"] = frame["last"] + DAY
    frame["middle"] = frame["first"] + (frame["until"] - frame["first"]) / 2
    frame["precision"] = (
        collection.table["date_precision"].iloc[frame["row"]].astype(str).to_numpy()
    )
    if by_topic:
        frame = _row_per_topic(topics, frame)
        if frame.empty:
            return empty_figure(_("No dated document is in a topic."))
        groups = [frame.index[frame["topic"] == topic.label] for topic in topics]
    else:
        groups = [frame.index]
    frame["lane"] = 0
    first, last = ((frame[end] - frame["first"].min()) / DAY for end in ("first", "last"))
    for group in groups:
        frame.loc[group, "lane"] = lanes(first[group], last[group], time.days * _WIDEST_MARK)
    n_lanes = int(frame["lane"].max()) + 1
    if by_topic:
        lines = max(topic.label.count(", ") + 1 for topic in topics)  # of a label on the axis
        height = len(topics) * max(52, 22 + 15 * lines, 13 * n_lanes) + 40
    else:
        height = _LANE * max(n_lanes, _MIN_LANES) + 65 + legend_height(len(topics))
    is_span = frame["first"] != frame["last"]
    inside = frame["inside"]
    marks = keyed(frame, "topic")
    data = {
        "spans outside": marks[~inside & is_span],
        "days outside": marks[~inside & ~is_span],
        "spans inside": marks[inside & is_span],
        "days inside": marks[inside & ~is_span],
    }
    what = what or _("topics")
    spec = _marks_spec(topic_key(topics.topics), time, n_lanes, height, by_topic, what)
    table = _table(frame[inside].drop_duplicates("row"), what)
    note = _("Each mark is a document; a long mark covers all days its date may stand for.")
    drawn = frame.loc[inside, "row"].nunique()
    dated = int(collection.table["date_earliest"].iloc[view.rows].notna().sum())
    note = " ".join([note, *not_drawn(collection, view, topicless=dated - drawn)])
    return Figure(spec, data, alt_of(frame), table, height, note, hint())


@cached_spec
def _marks_spec(
    key: TopicKey, time: TimeAxis, n_lanes: int, height: int, by_topic: bool, what: str
) -> dict[str, Any]:
    position: dict[str, alt.Y | alt.YOffset]
    if by_topic:
        axis = alt.Axis(
            labelPadding=8,
            grid=True,
            labelLimit=140,
            labelOverlap=False,
            labelExpr=key_label("split({}, ', ')"),
        )
        rows = [as_key(label) for label, _color, _shape in key]
        position = {
            "y": alt.Y("topic:N", sort=rows, title=None, axis=axis, scale=alt.Scale(domain=rows)),
            "yOffset": alt.YOffset("lane:O", scale=alt.Scale(domain=list(range(n_lanes)))),
        }
    else:
        order = list(range(max(n_lanes, _MIN_LANES)))[::-1]
        position = {"y": alt.Y("lane:O", scale=alt.Scale(domain=order), axis=None)}
    legend = None if by_topic else topic_legend(len(key))
    color = alt.Color("topic:N", scale=topic_scale(key, "color"), legend=legend)
    shape = alt.Shape("topic:N", scale=topic_scale(key, "shape"), legend=legend)
    tooltip = [
        alt.Tooltip("title:N", title=_("title")),
        alt.Tooltip("printed:N", title=_("date as printed")),
        alt.Tooltip("precision:N", title=_("precision")),
        alt.Tooltip("topics:N", title=as_key(what)),
    ]

    def spans(name: str, **paint: Any) -> Any:
        mark = alt.Chart(alt.NamedData(name)).mark_bar(
            orient="horizontal", size=9, cornerRadius=4, cursor="pointer", opacity=paint["opacity"]
        )
        return mark.encode(
            x=time.x("first"), x2="until:T", tooltip=tooltip, color=paint["color"], **position
        )

    outline = alt.Chart(alt.NamedData("days outside")).mark_point(
        size=60, opacity=0.6, strokeWidth=1.5, cursor="pointer"
    )
    mark = alt.Chart(alt.NamedData("days inside")).mark_point(
        filled=True, size=110, opacity=0.95, cursor="pointer"
    )
    chart = alt.layer(
        spans("spans outside", color=alt.value(MUTED), opacity=0.35),
        outline.encode(x=time.x("middle"), tooltip=tooltip, color=alt.value(MUTED), **position),
        spans("spans inside", color=color, opacity=0.9),
        mark.encode(x=time.x("middle"), tooltip=tooltip, color=color, shape=shape, **position),
    )
    return to_spec(chart.add_params(click("start", "end")), height)


def _row_per_topic(topics: Topics, frame: pd.DataFrame) -> pd.DataFrame:
    """A row for each topic of each document."""
    memberships = [topics.of(row) for row in frame["row"]]
    repeated = frame.loc[frame.index.repeat([len(of_row) for of_row in memberships])]
    labels = [topic.label for of_row in memberships for topic, _strength in of_row]
    return repeated.assign(topic=labels).reset_index(drop=True)


@keep(4)
def _part_of(
    collection: Collection, topics: Topics, chosen: tuple[str, ...]
) -> tuple[TopicKey, NDArray[np.integer]]:
    """The parts of a bar, and which of them each dated document is in."""
    key = _colors(topics, chosen)
    labels = [label for label, _color, _shape in key]
    place = [labels.index(name) if name in labels else len(key) - 1 for name in _labels(topics)]
    return key, np.array(place)[_numbers(topics, binned(collection).rows, chosen)]


def _bins(
    collection: Collection,
    view: View,
    bins: Binned,
    inside: Mask,
    key: TopicKey,
    parts: NDArray[np.integer],
) -> Figure:
    time, unit = bins.time, bins.unit
    wide, n_lanes = long_spans(bins.wide(inside), time)
    if not bins.fits.any() and not n_lanes:
        return empty_figure(
            _("Every date is less precise than a decade: see the table of documents.")
        )
    order = {label: i for i, (label, _color, _shape) in enumerate(key)}
    counts = bins.counts(parts, [label for label, _color, _shape in key], inside)
    counts = with_days(counts, unit)
    whole = ["bin", "until", "start", "end", "dates"]
    total = counts.groupby(whole, as_index=False)["n"].sum()
    total = total.assign(topic=_("all"), low=0, high=total["n"])
    drawn = counts[counts["inside"]].sort_values("topic", key=lambda labels: labels.map(order))
    drawn = drawn.assign(high=drawn.groupby("bin")["n"].cumsum())
    drawn["low"] = drawn["high"] - drawn["n"]
    columns = ["dates", "topic", "n"]
    of_spans = wide[wide["n"] > 0].assign(topic=_("any"))
    table = pd.concat([drawn.sort_values(["bin", "low"])[columns], of_spans[columns]]).set_axis(
        [_("dates"), _("topic"), _("documents")], axis=1
    )
    height = 230 + legend_height(MAX_STACKED) + LANE_PIXELS * n_lanes
    most = int(total["n"].max()) if len(total) else 1
    wide = below_bars(wide, most)
    spec = _bins_spec(key, time, unit, most, height, n_lanes)
    data = {"all": keyed(total, "topic"), "inside": keyed(drawn, "topic")}
    data |= {"wide": wide} if n_lanes else {}
    left = int((~bins.fits & inside).sum()) - int(wide["n"].sum())
    note = _(
        "A bar counts the documents of a {unit}; the grey outline counts all, with and without "
        "the filter."
    ).format(unit=_(unit))
    if n_lanes:
        note += " " + _(
            "Below: dates less precise than a bar, as long as they are, with their number."
        )
    return Figure(
        spec,
        data,
        alt_of(bins.inside(inside)),
        table.reset_index(drop=True),
        height,
        " ".join([note, *not_drawn(collection, view, wide=left)]),
        hint(),
    )


@cached_spec
def _bins_spec(
    key: TopicKey, time: TimeAxis, unit: str, high: int, height: int, n_lanes: int
) -> dict[str, Any]:
    lowest = -LANE_SHARE * high * n_lanes
    encoding: dict[str, Any] = {
        "x": time.x("bin"),
        "x2": "until:T",
        "y": alt.Y(
            "low:Q",
            title=_("documents per {unit}").format(unit=_(unit)),
            scale=alt.Scale(domain=[lowest, high]),
            axis=alt.Axis(values=ticks(high), format=",d"),
        ),
        "y2": "high:Q",
        "tooltip": [
            alt.Tooltip("dates:N", title=_("dates")),
            alt.Tooltip("topic:N", title=_("topic")),
            alt.Tooltip("n:Q", title=_("documents"), format=","),
        ],
    }
    back = (
        alt.Chart(alt.NamedData("all"))
        .mark_rect(fill=MUTED, fillOpacity=0.18, cursor="pointer")
        .encode(**encoding)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_rect(cursor="pointer")
        .encode(
            **encoding,
            color=alt.Color(
                "topic:N",
                scale=topic_scale(key, "color"),
                legend=topic_legend(len(key)) if len(key) > 1 else None,
            ),
        )
    )
    layers = [back, front, *(span_layers(time) if n_lanes else ())]
    return to_spec(alt.layer(*layers).add_params(click("start", "end")), height)


def _table(inside: pd.DataFrame, what: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("date as printed"): inside["printed"],
            _("title"): inside["title"],
            what: inside["topics"],
        }
    ).reset_index(drop=True)
