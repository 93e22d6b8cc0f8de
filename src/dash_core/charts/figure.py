"""`Figure`, what every chart module returns, and the style that charts share.

A figure has two parts: a Vega-Lite specification, built with Altair once for a collection and
cached, and the data of the current view, by the names that the specification uses. So a change of
the filter rebuilds a few small frames and no specification.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from dash_core.charts.locale import vega_locale
from dash_core.common.i18n import _, cached_words, language
from dash_core.topics import Topic

__all__ = [
    "CLICK",
    "LABEL_FONT",
    "LEGEND_COLUMNS",
    "MUTED",
    "PLAIN",
    "Figure",
    "TopicKey",
    "as_key",
    "cached_spec",
    "click",
    "empty_figure",
    "halo",
    "key_label",
    "keyed",
    "labels_at",
    "legend_height",
    "to_spec",
    "topic_key",
    "topic_legend",
    "topic_scale",
]

MAX_MARKS: Final = 150  # documents drawn one mark each; more are counted in bins

# Columns of data that say what a mark is, in the order in which they are read out.
_DAYS: Final = ("dates", "printed")
_NAMES: Final = ("name", "word", "title", "sender", "recipient", "dates", "label")
MUTED: Final = "#9A958A"  # visible in the light and in the dark theme
PLAIN: Final = "#5B6B7A"  # of bars that are no topic's
LABEL_FONT: Final = 13
LEGEND_COLUMNS: Final = 4
_MAX_IN_LEGEND: Final = 8  # topics; more colours than that cannot be told apart
CLICK: Final = "pick"

# Label, colour and shape of each topic: all that a specification needs.
TopicKey = tuple[tuple[str, str, str], ...]

cached_spec: Callable[..., Any] = cached_words(maxsize=256)


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart, its text alternative and its numbers.

    `spec` is Vega-Lite (empty if there is nothing to draw); `data` are its named data. `alt` is
    the text alternative, `table` has the same numbers; `height` is in pixels and depends on the
    collection, not on the filter, so that a page keeps its layout. `note` says how to read the
    chart and what is not drawn, `hint` what a click does on a page.
    """

    spec: Mapping[str, Any]
    data: Mapping[str, pd.DataFrame]
    alt: str
    table: pd.DataFrame
    height: int
    note: str = ""
    hint: str = ""

    def marks(self, n: int) -> list[tuple[str, dict[str, str]]]:
        """What can be clicked, at most `n`: what it is called, and the fields that a click gives.

        So that the same can be chosen without a mouse.
        """
        fields = _click_fields(self.spec)
        wanted = _DAYS if "start" in fields else _NAMES
        marks: dict[tuple[str, ...], str] = {}
        for frame in self.data.values():
            if not fields or not {*fields} <= {*map(str, frame.columns)}:
                continue
            names = [name for name in wanted if name in frame.columns] or list(fields)
            for row in frame.head(n).to_dict("records"):
                parts = [str(row[name]).strip("\u2060 ") for name in names]
                called = " · ".join(dict.fromkeys(filter(None, parts)))
                marks.setdefault(tuple(str(row[field]) for field in fields), called)
        again = Counter(marks.values())
        return [
            (
                called if again[called] == 1 else f"{called} ({', '.join(mark)})",
                dict(zip(fields, mark, strict=True)),
            )
            for mark, called in list(marks.items())[:n]
        ]


def _click_fields(spec: Any) -> tuple[str, ...]:
    """The fields of the selection by clicks in a specification."""
    if isinstance(spec, Mapping):
        if spec.get("name") == CLICK and isinstance(spec.get("select"), Mapping):
            return tuple(spec["select"].get("fields", ()))
        spec = list(spec.values())
    parts = spec if isinstance(spec, list) else []
    return next(filter(None, map(_click_fields, parts)), ())


def click(*fields: str) -> alt.Parameter:
    """A selection used as a click: each click adds or removes the mark's `fields`.

    What was clicked is the difference to the previous selection; clicks beside a mark do nothing.
    """
    return alt.selection_point(name=CLICK, fields=list(fields), toggle="true", clear=False)


def halo() -> dict[str, Any]:
    """Mark properties of a text over marks: an outline in the page's colour keeps it readable.

    The page's style sheet gives a text with a stroke the colour of the page in either theme, and
    draws the stroke behind the letters.
    """
    return {"stroke": "#FAF7F2", "strokeWidth": 4, "strokeJoin": "round"}


def as_key(text: str) -> str:
    """A text of the listing as a key of a chart: of a scale, a group or a line of a tooltip.

    Vega keeps keys as names of JavaScript objects, where "constructor" and "__proto__" are there
    before, and its tooltip loads what is called "image". An unseen word joiner makes them others.
    """
    return f"\u2060{text}"


def keyed(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The data with a column of texts as keys."""
    return frame.assign(**{column: [as_key(text) for text in frame[column]]})


def key_label(inside: str = "") -> str:
    """The expression for the label of a key on an axis or in a legend: its text.

    `inside`: an expression with `{}` for the text.
    """
    text = "slice(datum.value, 1)"
    return inside.format(text) if inside else text


def labels_at(names: Sequence[str], index: str = "datum.value") -> str:
    """The expression for the label of an axis of numbers: the name at that position.

    A word of an expression, too, must not be the name of something of JavaScript's.
    """
    return f"slice({json.dumps([as_key(name) for name in names])}[{index}], 1)"


def topic_legend(n: int) -> alt.Legend | None:
    """The legend of `n` topics; None where it would have too many."""
    return alt.Legend(labelExpr=key_label()) if n <= _MAX_IN_LEGEND else None


def legend_height(n: int) -> int:
    """The height of `topic_legend(n)` in pixels."""
    return 20 * -(-n // LEGEND_COLUMNS) if n <= _MAX_IN_LEGEND else 0


def topic_key(topics: Sequence[Topic]) -> TopicKey:
    """Label, colour and shape of these topics, in their order."""
    return tuple((topic.label, topic.color, topic.shape) for topic in topics)


def topic_scale(key: TopicKey, what: str) -> alt.Scale:
    """The scale from topic labels (`as_key`) to `color` or `shape`."""
    column = {"color": 1, "shape": 2}[what]
    return alt.Scale(domain=[as_key(row[0]) for row in key], range=[row[column] for row in key])


def to_spec(chart: Any, height: int) -> dict[str, Any]:
    """The specification of an Altair chart in the shared style: no frame, light grid; numbers and
    months in the language of the run.

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
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] |= vega_locale(language())
    return spec


def empty_figure(text: str) -> Figure:
    """A figure with an empty specification; `text` is the reason."""
    return Figure({}, {}, text, pd.DataFrame({_("note"): [text]}), 0)
