"""What every chart module gives, and the look they share."""

from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from dash_core.words import _

__all__ = ["CLICK", "GHOST", "LABEL_FONT", "Figure", "click", "dressed", "nothing"]

GHOST: Final = "#9A958A"  # what the filter leaves out: seen on paper and on the dark page
LABEL_FONT: Final = 13
CLICK: Final = "pick"


@dataclass(frozen=True)
class Figure:
    """A chart with what it needs to be read in other ways.

    `alt` says in a sentence what a person who cannot see it should know; `table` holds the
    same numbers; `height` is in pixels and depends on the collection, not on the filter, so
    that nothing jumps.
    """

    chart: Any  # alt.Chart or alt.LayerChart; Altair types its methods more loosely
    alt: str
    table: pd.DataFrame
    height: int


def click(*fields: str) -> alt.Parameter:
    """A selection used as a click: each click adds or takes out the mark's `fields`.

    What was clicked is the difference to the selection before; clicks beside a mark do
    nothing.
    """
    return alt.selection_point(name=CLICK, fields=list(fields), toggle="true", clear=False)


def dressed(chart: Any, height: int) -> Any:
    """The shared look: no frame, light grid, readable labels. Colours of text and page come
    from the page's theme, light or dark."""
    return (
        chart.properties(height=height)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=LABEL_FONT,
            titleFontSize=LABEL_FONT,
            titleFontWeight="normal",
            gridOpacity=0.4,
            domain=False,
            ticks=False,
        )
        .configure_legend(
            labelFontSize=LABEL_FONT, orient="top", title=None, symbolSize=120, columns=4
        )
    )


def nothing(text: str) -> Figure:
    """An empty chart that says why it is empty."""
    height = 80
    chart = alt.Chart(pd.DataFrame({"text": [text]})).mark_text(fontSize=LABEL_FONT + 1)
    table = pd.DataFrame({_("text"): [text]})
    clickable = chart.encode(text="text:N").add_params(click("text"))
    return Figure(dressed(clickable, height), text, table, height)
