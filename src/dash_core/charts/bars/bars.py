"""Horizontal bars: how many documents a value has, in the filter and in all."""

from collections.abc import Collection, Mapping
from typing import Any

import altair as alt
import pandas as pd

from dash_core.charts.figure import (
    LABEL_FONT,
    MUTED,
    PLAIN,
    Figure,
    as_key,
    cached_spec,
    click,
    empty_figure,
    key_label,
    keyed,
    to_spec,
)
from dash_core.common.i18n import _, format_number, format_percent

__all__ = ["ROW_HEIGHT", "bar_chart"]

ROW_HEIGHT = 30


def bar_chart(
    counts: Mapping[str, int],
    totals: Mapping[str, int],
    what: str,
    *,
    labels: Mapping[str, str] | None = None,
    colors: Mapping[str, str] | None = None,
    color: str = PLAIN,
    selected: Collection[str] = (),
    of: int = 0,
) -> Figure:
    """Bars in the order of `totals`, each labelled with its numbers; an outline shows the total.

    Parameters
    ----------
    counts, totals
        Documents of each value in the filter, and in the whole collection.
    what
        What the values are ("topic", "correspondent"), for the table and the alt text.
    labels, colors
        How to write and colour a value; by default as it is, and all in `color`.
    selected
        Values in the filter; they are ticked.
    of
        If given, the number of all documents, and each bar is labelled with its share too.
    """
    if not totals:
        return empty_figure(_("The descriptions name none."))
    labels, colors = labels or {}, colors or {}
    frame = pd.DataFrame(
        {
            "value": list(totals),
            "name": [labels.get(value, value) for value in totals],
            "n": [counts.get(value, 0) for value in totals],
            "all": list(totals.values()),
            "color": [colors.get(value, color) for value in totals],
        }
    )
    frame["label"] = [
        _label(n, all_, of) + (" ✓" if value in selected else "")
        for value, n, all_ in zip(totals, frame["n"], frame["all"], strict=True)
    ]
    longest = max(1, *frame["all"])
    widest = max(len(_label(n, longest, of)) for n in (0, longest))
    room = longest * (1 + 0.13 * widest)  # space for "0 of 20" behind a bar
    frame["room"] = room
    height = ROW_HEIGHT * max(3, len(frame))  # less and the page cuts the labels
    pairs = zip(frame["name"], frame["label"], strict=True)
    return Figure(
        _spec(what, room, height),
        {"bars": keyed(frame, "name")},
        _("Bar chart, documents by {what}: {numbers}.").format(
            what=what, numbers=", ".join(f"{name} {label}" for name, label in pairs)
        ),
        frame[["name", "n", "all"]].set_axis([what, _("in the filter"), _("in all")], axis=1),
        height,
    )


@cached_spec
def _spec(what: str, room: float, height: int) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, room], nice=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    axis = alt.Axis(labelExpr=key_label(), labelLimit=120, labelPadding=8)
    base = alt.Chart(alt.NamedData("bars")).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=axis),
        tooltip=[
            alt.Tooltip("name:N", title=as_key(what)),
            alt.Tooltip("n:Q", title=_("documents in the filter"), format=","),
            alt.Tooltip("all:Q", title=_("documents in all"), format=","),
        ],
    )
    outline = base.mark_bar(
        height=16,
        cornerRadius=2,
        stroke=MUTED,
        strokeWidth=1,
        fill=MUTED,
        fillOpacity=0.12,
    ).encode(x=x("all"))
    bar = base.mark_bar(height=16, cornerRadius=2).encode(
        x=x("n"), color=alt.Color("color:N", scale=None)
    )
    number = base.mark_text(align="left", dx=6, fontSize=LABEL_FONT).encode(
        x=x("all"), text="label:N"
    )
    # Invisible and as wide as the chart: a click beside a short bar counts too.
    target = (
        base.mark_bar(height=ROW_HEIGHT - 2, opacity=0, cursor="pointer")
        .encode(x=x("room"))
        .add_params(click("value"))
    )
    return to_spec(alt.layer(outline, bar, number, target), height)


def _label(n: int, all_: int, of: int) -> str:
    if n != all_:
        return _("{n} of {all}").format(n=format_number(n), all=format_number(all_))
    return f"{format_number(n)} ({format_percent(n / of)})" if of else format_number(n)
