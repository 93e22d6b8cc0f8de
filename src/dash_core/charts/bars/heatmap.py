"""A matrix with numbers: documents that a row and a column have in common."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import altair as alt
import pandas as pd

from dash_core.charts.figure import (
    LABEL_FONT,
    Figure,
    as_key,
    cached_spec,
    click,
    empty_figure,
    labels_at,
    to_spec,
)
from dash_core.common.i18n import _, format_number

__all__ = ["ROW_HEIGHT", "HeatmapRow", "heatmap_chart"]

ROW_HEIGHT = 30
_HEADER = 110  # pixels for the names of the columns
_MAX_OPACITY = 0.55  # opacity of the fullest cell: a number on it can be read


class HeatmapRow(Protocol):
    """A row of the matrix; a topic is one."""

    @property
    def id(self) -> str:
        """Its value in a click on its cells."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def color(self) -> str:
        """Of its cells."""


def heatmap_chart(
    counts: pd.DataFrame,
    rows: Sequence[HeatmapRow],
    columns: Mapping[str, str],
    what: tuple[str, str],
    note: str = "",
    hint: str = "",
) -> Figure:
    """Rows in their colours, the stronger the more documents; each cell says its number.

    Fields of a click: `row`, `column` (ids).

    Parameters
    ----------
    counts
        Documents, a row for each id of `rows` (index), a column for each id of `columns`.
    columns
        Label of each column.
    what
        What rows and columns are ("topic", "correspondent").
    """
    if not rows or not columns:
        return empty_figure(_("There is nothing to compare."))
    most = max(1, int(counts.to_numpy().max(initial=0)))
    numbers = {(str(r), str(c)): int(n) for c in counts for r, n in counts[c].items()}
    cells = pd.DataFrame(
        [
            {
                "y": y,
                "x": x,
                "row": row.id,
                "column": column,
                "n": n,
                "label": format_number(n) if n else "·",
                "color": row.color,
                "share": _MAX_OPACITY * n / most,
                "row_name": row.label,
                "column_name": name,
            }
            for y, row in enumerate(rows)
            for x, (column, name) in enumerate(columns.items())
            for n in [numbers[row.id, column]]
        ]
    )
    height = ROW_HEIGHT * len(rows) + _HEADER
    table = counts.loc[[row.id for row in rows], list(columns)]
    table = table.set_axis(_unique([row.label for row in rows]), axis=0)
    table = table.set_axis(_unique([what[0], *columns.values()])[1:], axis=1)
    table = table.rename_axis(what[0]).reset_index()
    labels = tuple(row.label for row in rows), tuple(columns.values())
    return Figure(
        _spec(*labels, what, height),
        {"cells": cells},
        _alt_text(cells, what),
        table,
        height,
        note,
        hint,
    )


def _alt_text(cells: pd.DataFrame, what: tuple[str, str]) -> str:
    fullest = cells.sort_values("n", ascending=False, kind="stable").head(3)
    alt_text = _("Matrix of documents by {rows} and {columns}").format(
        rows=what[0], columns=what[1]
    )
    pairs = [
        f"{row} × {column}: {format_number(n)}"
        for row, column, n in zip(
            fullest["row_name"], fullest["column_name"], fullest["n"], strict=True
        )
        if n
    ]
    return f"{alt_text}. " + (
        _("Most: {pairs}.").format(pairs="; ".join(pairs)) if pairs else _("All are 0.")
    )


def _unique(names: Sequence[str]) -> list[str]:
    """The names, numbered where they repeat: those of a table's columns must differ."""
    unique: list[str] = []
    for name in names:
        same = sum(other == name or other.startswith(f"{name} (") for other in unique)
        unique.append(f"{name} ({same + 1})" if name in unique else name)
    return unique


@cached_spec
def _spec(
    rows: tuple[str, ...], columns: tuple[str, ...], what: tuple[str, str], height: int
) -> dict[str, Any]:
    def axis(names: tuple[str, ...], **more: Any) -> alt.Axis:
        return alt.Axis(labelExpr=labels_at(names), title=None, labelOverlap=False, **more)

    y = alt.Y("y:O", axis=axis(rows, labelLimit=150, labelPadding=8))
    x = alt.X("x:O", axis=axis(columns, orient="top", labelAngle=-50, labelLimit=120))
    base = alt.Chart(alt.NamedData("cells")).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("row_name:N", title=as_key(what[0])),
            alt.Tooltip("column_name:N", title=as_key(what[1])),
            alt.Tooltip("n:Q", title=_("documents in the filter"), format=","),
        ],
    )
    cell = base.mark_rect(cursor="pointer", stroke="#9A958A", strokeOpacity=0.25).encode(
        color=alt.Color("color:N", scale=None), fillOpacity=alt.FillOpacity("share:Q", scale=None)
    )
    size = alt.expr(f"width < 300 ? {LABEL_FONT - 3} : {LABEL_FONT - 1}")  # 300: a phone
    number = base.mark_text(fontSize=size, cursor="pointer").encode(text="label:N")
    return to_spec(alt.layer(cell, number).add_params(click("row", "column")), height)
