"""The tree of topics: which join first because they are most alike."""

from typing import Any

import altair as alt
import pandas as pd

from dash_core.charts.figure import (
    LABEL_FONT,
    MUTED,
    Figure,
    cached_spec,
    click,
    empty_figure,
    halo,
    labels_at,
    to_spec,
)
from dash_core.collection.view import View
from dash_core.common.i18n import _, count, format_number
from dash_core.topics.found.hierarchy import Node

__all__ = ["ROW_HEIGHT", "tree_chart"]

ROW_HEIGHT = 30
_LETTER = 7.2  # pixels of a letter, on average
_NAME = 150  # pixels of a topic's name, at most
_TERMS = 2  # that name a join


def tree_chart(tree: Node | None, view: View) -> Figure:
    """Topics at the left, joined the further right the less alike they are.

    Joins stand in the order of their distance, evenly spaced. Field of a click: `value`, the
    topic's id, or for a join the ids of its topics with spaces between.
    """
    if tree is None or not tree.parts:
        return empty_figure(_("A tree needs two topics or more."))
    passing = set(view.rows.tolist())
    joins = sorted(_joins(tree), key=lambda node: (node.distance, len(node.members), node.members))
    rank = {id(node): i + 1 for i, node in enumerate(joins)}
    rows = {id(leaf): i for i, leaf in enumerate(tree.leaves())}
    n = len(rows)
    lines: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []

    def place(node: Node, until: float) -> tuple[float, float]:
        """Draw a node whose line ends at `until`; returns its position."""
        x = float(rank.get(id(node), 0))
        if node.topic:
            y = float(rows[id(node)])
        else:
            ends = [place(part, x) for part in node.parts]
            y = sum(y for _x, y in ends) / len(ends)
            low, high = min(y for _x, y in ends), max(y for _x, y in ends)
            lines.append({"x": x, "x2": x, "y": low, "y2": high})
        lines.append({"x": x, "x2": until, "y": y, "y2": y})
        marks.append(_mark(node, x, y, until, passing, n))
        return x, y

    place(tree, n - 0.4)
    topics = [mark for mark in marks if mark["is_topic"]]
    joined = [mark for mark in marks if not mark["is_topic"]]
    labels = tuple(leaf.topic.label for leaf in tree.leaves() if leaf.topic)
    height = ROW_HEIGHT * n + 10
    data = {
        "lines": pd.DataFrame(lines),
        "topics": pd.DataFrame(topics),
        "joins": pd.DataFrame(joined),
    }
    order = [_label(node) for node in joins[:-1]]
    alt_text = _("Tree of {n} topics.").format(n=n)
    if order:
        alt_text += " " + _("Most similar: {topics}.").format(topics=order[0])
    note = _(
        "Topics that join further left are more similar; the words on a line are what they have "
        "in common."
    )
    hint = _("Click a topic or a join to keep its documents.")
    table = pd.DataFrame(
        {
            _("joined"): [_label(node) for node in joins],
            _("in common"): [", ".join(node.terms[:5]) or _("none") for node in joins],
            _("documents in the filter"): [len(passing & set(node.members)) for node in joins],
            _("distance (Ward)"): [round(node.distance, 3) for node in joins],
        }
    )
    return Figure(_spec(labels, height), data, alt_text, table, height, note, hint)


def _joins(node: Node) -> list[Node]:
    here = [node] if node.parts else []
    return [*here, *(join for part in node.parts for join in _joins(part))]


def _label(node: Node) -> str:
    return _(" and ").join(f"“{leaf.topic.label}”" for leaf in node.leaves() if leaf.topic)


def _mark(
    node: Node, x: float, y: float, until: float, passing: set[int], n: int
) -> dict[str, Any]:
    topic, inside = node.topic, len(passing & set(node.members))
    named = ", ".join(node.terms[:_TERMS])
    # The root holds all documents: no words distinguish them from the rest.
    label = topic.label if topic else named if until < n - 0.4 else ""
    size = (
        format_number(inside)
        if inside == len(node.members)
        else _("{n} of {all}").format(n=format_number(inside), all=format_number(len(node.members)))
    )
    return {
        "x": x,
        "y": y,
        "room": (until - x) / n,
        "label": label,
        "short": label if topic else (node.terms[0] if label else ""),
        "size": size,
        "sentence": _label(node) if not topic else topic.label,
        "terms": ", ".join(node.terms[:5]) or _("none"),
        "documents": count(inside),
        "value": " ".join(leaf.topic.id for leaf in node.leaves() if leaf.topic),
        "color": topic.color if topic else MUTED,
        "shape": topic.shape if topic else "circle",
        "is_topic": topic is not None,
    }


@cached_spec
def _spec(labels: tuple[str, ...], height: int) -> dict[str, Any]:
    n = len(labels)
    axis = alt.Axis(
        values=list(range(n)),
        labelExpr=labels_at(labels),
        labelLimit=_NAME,
        labelOverlap=False,
        labelPadding=8,
        grid=False,
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, n - 0.3], nice=False), axis=None)
    scale = alt.Scale(domain=[-0.6, n - 0.4], nice=False, reverse=True)
    place = {"x": x, "y": alt.Y("y:Q", scale=scale, axis=axis, title=None)}
    tooltip = [
        alt.Tooltip("sentence:N", title=_("topics")),
        alt.Tooltip("terms:N", title=_("words")),
        alt.Tooltip("documents:N", title=_("in the filter")),
    ]
    lines = (
        alt.Chart(alt.NamedData("lines"))
        .mark_rule(color=MUTED, strokeWidth=1.5)
        .encode(**place, x2="x2:Q", y2="y2:Q")
    )
    joins = alt.Chart(alt.NamedData("joins"))
    mark = joins.mark_point(filled=True, size=70, color=MUTED, opacity=1, cursor="pointer").encode(
        **place, tooltip=tooltip
    )
    # Both words where the line is long enough for them, the first alone where it is not.
    fits = f"datum.room * width > {_LETTER} * length"
    text = halo() | {"align": "left", "dx": 6, "dy": -9, "fontSize": LABEL_FONT - 1}
    both = joins.transform_filter(f"{fits}(datum.label)").mark_text(**text)
    first = joins.transform_filter(f"!({fits}(datum.label)) && {fits}(datum.short)")
    topics = alt.Chart(alt.NamedData("topics"))
    leaf = topics.mark_point(filled=True, size=130, opacity=1, cursor="pointer").encode(
        **place,
        tooltip=tooltip,
        color=alt.Color("color:N", scale=None),
        shape=alt.Shape("shape:N", scale=None),
    )
    number = topics.mark_text(align="left", dx=10, dy=-9, fontSize=LABEL_FONT - 1).encode(
        **place, text="size:N"
    )
    layers = alt.layer(
        lines,
        both.encode(**place, text="label:N"),
        first.mark_text(**text).encode(**place, text="short:N"),
        number,
        mark,
        leaf,
    )
    return to_spec(layers.add_params(click("value")), height)
