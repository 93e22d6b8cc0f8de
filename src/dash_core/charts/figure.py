"""What every chart module gives, and the look they share.

A figure has two parts: a Vega-Lite specification, built with Altair once for a collection and
then remembered, and the data of the moment, by the names the specification calls them. So a
change of the filter costs a few small frames and no Altair at all (measured: 28 ms of a
server's time instead of 186 ms).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from dash_core.common.i18n import _
from dash_core.topics import Topic

__all__ = [
    "CLICK",
    "GHOST",
    "LABEL_FONT",
    "LEGEND_COLUMNS",
    "Figure",
    "Key",
    "click",
    "finished",
    "halo",
    "key_of",
    "legend_height",
    "legend_of",
    "nothing",
    "remembered",
    "scale_of",
]

MAX_MARKS: Final = 150  # documents drawn one mark each; more are counted in bins

GHOST: Final = "#9A958A"  # what the filter leaves out: seen on paper and on the dark page
LABEL_FONT: Final = 13
LEGEND_COLUMNS: Final = 4
_MOST_IN_LEGEND: Final = 8  # topics; of more the colours tell nobody which is which
CLICK: Final = "pick"

# Label, colour and shape of each topic: all a specification needs to know of topics.
Key = tuple[tuple[str, str, str], ...]

remembered: Callable[..., Any] = lru_cache(maxsize=256)


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart with what it needs to be read in other ways.

    `spec` is Vega-Lite; `data` are its named data. `alt` says in a sentence what a person who
    cannot see it should know; `table` holds the same numbers; `height` is in pixels and
    depends on the collection, not on the filter, so that nothing jumps. `note` says how to read
    it and what is not drawn, `hint` what a click does on a page (on paper it does nothing).
    """

    spec: Mapping[str, Any]
    data: Mapping[str, pd.DataFrame]
    alt: str
    table: pd.DataFrame
    height: int
    note: str = ""
    hint: str = ""


def click(*fields: str) -> alt.Parameter:
    """A selection used as a click: each click adds or takes out the mark's `fields`.

    What was clicked is the difference to the selection before; clicks beside a mark do
    nothing.
    """
    return alt.selection_point(name=CLICK, fields=list(fields), toggle="true", clear=False)


def halo() -> dict[str, Any]:
    """How a text over marks is drawn, so that it can be read: the page's colour around it.

    The page's style sheet gives a text with a stroke the colour of the page in either theme, and
    draws the stroke behind the letters.
    """
    return {"stroke": "#FAF7F2", "strokeWidth": 4, "strokeJoin": "round"}


def legend_of(n: int) -> alt.Legend | None:
    """The legend of `n` topics, if it can be read."""
    return alt.Legend() if n <= _MOST_IN_LEGEND else None


def legend_height(n: int) -> int:
    """Its height in pixels."""
    return 20 * -(-n // LEGEND_COLUMNS) if n <= _MOST_IN_LEGEND else 0


def key_of(topics: Sequence[Topic]) -> Key:
    """The key of these topics, in their order."""
    return tuple((topic.label, topic.color, topic.shape) for topic in topics)


def scale_of(key: Key, what: str) -> alt.Scale:
    """The scale from topic labels to `color` or `shape`."""
    column = {"color": 1, "shape": 2}[what]
    return alt.Scale(domain=[row[0] for row in key], range=[row[column] for row in key])


def finished(chart: Any, height: int) -> dict[str, Any]:
    """The specification of a chart in the shared look: no frame, light grid, readable labels.

    Colours of text and page come from the page's theme, light or dark.
    """
    chart.height = height
    chart.config = alt.Config(
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelFontSize=LABEL_FONT,
            titleFontSize=LABEL_FONT,
            titleFontWeight="normal",
            gridOpacity=0.4,
            domain=False,
            ticks=False,
        ),
        legend=alt.LegendConfig(
            labelFontSize=LABEL_FONT,
            orient="top",
            title=None,
            symbolSize=120,
            columns=alt.expr(f"width < 500 ? 2 : {LEGEND_COLUMNS}"),
            labelLimit=alt.expr(f"width / (width < 500 ? 2 : {LEGEND_COLUMNS}) - 36"),
        ),
    )
    return dict(chart.to_dict())


def nothing(text: str) -> Figure:
    """No chart, and the reason why: its specification is empty."""
    return Figure({}, {}, text, pd.DataFrame({_("note"): [text]}), 0)
