"""Shares of two sides beside each other: two bars a row, as long as the share of their side."""

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from dash_core.charts.figure import (
    LABEL_FONT,
    Figure,
    as_key,
    cached_spec,
    click,
    empty_figure,
    key_label,
    keyed,
    to_spec,
)
from dash_core.charts.time.side_by_side import COLORS
from dash_core.common.i18n import _, format_number, format_percent

__all__ = ["ROW_HEIGHT", "paired_chart"]

ROW_HEIGHT: Final = 44
_PLOT: Final = 215  # pixels of the narrowest plot
_LETTER: Final = 6.6  # pixels of a letter


def paired_chart(
    counts: pd.DataFrame,
    sizes: tuple[int, int],
    what: str,
    labels: Mapping[str, str] | None = None,
    empty: str = "",
) -> Figure:
    """Bars in the order of the rows. Fields of a click: `value`, `side` (0 or 1).

    Parameters
    ----------
    counts
        Documents of each side (columns `a`, `b`) with each value (index).
    sizes
        Documents of each side.
    what
        What the values are ("topic", "person").
    labels
        How to write a value; by default as it is.
    empty
        The text where there are no values.
    """
    if counts.empty:
        return empty_figure(empty or _("The descriptions name none."))
    labels = labels or {}
    frame = _bars(counts, sizes, labels)
    label_px = _LETTER * int(frame["label"].map(len).max())  # space for the numbers behind a bar
    room = max(0.02, float(frame["share"].max())) * _PLOT / max(20, _PLOT - label_px)
    frame["room"] = room
    height = ROW_HEIGHT * max(2, len(counts))
    names = [labels.get(str(value), str(value)) for value in counts.index]
    table = pd.DataFrame({what: names, "A": counts["a"].to_numpy(), "B": counts["b"].to_numpy()})
    numbers = "; ".join(
        f"{name} A {a}, B {b}" for name, a, b in zip(names, table["A"], table["B"], strict=True)
    )
    return Figure(
        _spec(what, room, height),
        {"bars": keyed(frame, "name")},
        _("Documents of both sides by {what}: {numbers}.").format(what=what, numbers=numbers),
        table,
        height,
    )


def _bars(counts: pd.DataFrame, sizes: tuple[int, int], labels: Mapping[str, str]) -> pd.DataFrame:
    """A row for each bar: its value, side, numbers and text."""
    rows = [
        {
            "value": value,
            "name": labels.get(str(value), str(value)),
            "side": side,
            "where": "AB"[side],
            "n": int(n),
            "all": sizes[side],
            "share": int(n) / max(1, sizes[side]),
        }
        for value, pair in zip(counts.index, counts[["a", "b"]].to_numpy(), strict=True)
        for side, n in enumerate(pair)
    ]
    frame = pd.DataFrame(rows)
    frame["label"] = [
        _("{side}: {n} of {all} ({share})").format(
            side=where, n=format_number(n), all=format_number(all_), share=format_percent(share)
        )
        for where, n, all_, share in zip(
            frame["where"], frame["n"], frame["all"], frame["share"], strict=True
        )
    ]
    frame["sentence"] = frame["name"] + ", " + frame["label"]
    return frame


@cached_spec
def _spec(what: str, room: float, height: int) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, room], nice=False)
    axis = alt.Axis(labelExpr=key_label(), labelLimit=120, labelPadding=8)
    base = alt.Chart(alt.NamedData("bars")).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=axis),
        yOffset=alt.YOffset("side:O"),
        tooltip=[
            alt.Tooltip("name:N", title=as_key(what)),
            alt.Tooltip("where:N", title=_("side")),
            alt.Tooltip("n:Q", title=_("documents"), format=","),
            alt.Tooltip("share:Q", title=_("share of a side"), format=".1%"),
        ],
    )
    bar = base.mark_bar(height=15, cornerRadius=2, aria=False).encode(
        x=alt.X("share:Q", scale=scale, axis=None),
        color=alt.Color("side:N", scale=alt.Scale(domain=[0, 1], range=list(COLORS)), legend=None),
    )
    number = base.mark_text(align="left", dx=6, fontSize=LABEL_FONT, aria=False).encode(
        x=alt.X("share:Q", scale=scale), text="label:N"
    )
    # Invisible and as wide as the chart: a click beside a short bar counts too.
    target = (
        base.mark_bar(opacity=0, cursor="pointer")
        .encode(x=alt.X("room:Q", scale=scale), description="sentence:N")
        .add_params(click("value", "side"))
    )
    return to_spec(alt.layer(bar, number, target), height)
