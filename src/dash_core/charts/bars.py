"""Horizontal bars: how many documents a value has, in the filter and in all."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from dash_core.charts.figure import GHOST, LABEL_FONT, Figure, click, dressed, nothing
from dash_core.words import _

__all__ = ["ROW_HEIGHT", "draw"]

ROW_HEIGHT = 30


def draw(
    counts: Mapping[str, int],
    totals: Mapping[str, int],
    what: str,
    *,
    labels: Mapping[str, str] | None = None,
    colors: Mapping[str, str] | None = None,
    color: str = "#5B6B7A",
    chosen: Sequence[str] = (),
    of: int = 0,
) -> Figure:
    """Bars in the order of `totals`, each labelled with its numbers; a thin outline shows all.

    Parameters
    ----------
    counts, totals
        Documents of each value in the filter, and in the whole collection.
    what
        What the values are ("topic", "correspondent"), for the table and the alt text.
    labels, colors
        How to write and colour a value; by default as it is, and all in `color`.
    chosen
        Values the filter asks for; they are ticked.
    of
        If given, the number of all documents, and each bar is labelled with its share too.
    """
    if not totals:
        return nothing(_("The descriptions name none."))
    labels, colors = labels or {}, colors or {}
    names = [labels.get(value, value) for value in totals]
    frame = pd.DataFrame(
        {
            "value": list(totals),
            "name": names,
            "n": [counts.get(value, 0) for value in totals],
            "all": list(totals.values()),
            "color": [colors.get(value, color) for value in totals],
        }
    )
    frame["label"] = [
        _label(n, all_, of) + (" ✓" if value in chosen else "")
        for value, n, all_ in zip(totals, frame["n"], frame["all"], strict=True)
    ]
    longest = max(1, *frame["all"])
    room = longest * (1 + 0.1 * len(_label(0, longest, of)))  # space for "0 of 20" behind a bar
    height = ROW_HEIGHT * len(frame)
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "name:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=120, labelPadding=8),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=what),
            alt.Tooltip("n:Q", title=_("documents in the filter"), format=","),
            alt.Tooltip("all:Q", title=_("documents in all"), format=","),
        ],
    )
    scale = alt.Scale(domain=[0, room], nice=False)
    outline = base.mark_bar(
        height=16, cornerRadius=2, stroke=GHOST, strokeWidth=1, fill=GHOST, fillOpacity=0.12
    ).encode(x=alt.X("all:Q", scale=scale, axis=None))
    bar = base.mark_bar(height=16, cornerRadius=2, cursor="pointer").encode(
        x=alt.X("n:Q", scale=scale, axis=None), color=alt.Color("color:N", scale=None)
    )
    # Invisible and as wide as the chart: a click beside a short bar counts too.
    target = (
        base.mark_bar(height=ROW_HEIGHT - 2, opacity=0, cursor="pointer")
        .transform_calculate(width=str(room))
        .encode(x=alt.X("width:Q", scale=scale, axis=None))
        .add_params(click("value"))
    )
    number = base.mark_text(align="left", dx=6, fontSize=LABEL_FONT).encode(
        x=alt.X("all:Q", scale=scale, axis=None), text="label:N"
    )
    said = ", ".join(f"{name} {label}" for name, label in zip(names, frame["label"], strict=True))
    return Figure(
        dressed(alt.layer(outline, bar, number, target), height),
        _("Bar chart, documents by {what}: {said}.").format(what=what, said=said),
        pd.DataFrame({what: names, _("in the filter"): frame["n"], _("in all"): frame["all"]}),
        height,
    )


def _label(n: int, all_: int, of: int) -> str:
    if n != all_:
        return _("{n} of {all}").format(n=f"{n:,}", all=f"{all_:,}")
    return f"{n:,} ({n / of:.0%})" if of else f"{n:,}"
