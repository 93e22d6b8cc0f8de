"""The map of documents: near each other where their wording is alike."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from dash_core.charts.figure import (
    LABEL_FONT,
    MUTED,
    Figure,
    TopicKey,
    cached_spec,
    click,
    halo,
    keyed,
    to_spec,
    topic_key,
    topic_legend,
    topic_scale,
)
from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common.i18n import _, count, format_number
from dash_core.topics import OTHER, Topics
from dash_core.topics.model import OTHER_LABEL

__all__ = ["AREA", "document_map_chart"]

AREA: Final = "part"  # the selection made by dragging

_HEIGHT = 420
_DATE = (0.34, 0.045)  # a printed date's share of the map on a phone, wide and high
_LETTER = {"wide": 0.0125, "narrow": 0.029}  # a letter's share of the width: 700 and 300 pixels
_SIZES = (40, 190)  # square pixels of a mark, least and most
_INK = 30_000  # square pixels of all marks
_LINE = 0.055  # a line's share of the height
_SHORT = 16  # letters of a label on a phone


def document_map_chart(collection: Collection, view: View, topics: Topics) -> Figure:
    """Each document as a mark in the colour and shape of its strongest topic.

    Field of a click: `id`. Dragging selects a part of the map: the selection `AREA`, with
    ranges of `x` and `y`. What the filter leaves out stays as a grey outline. A topic's name
    stands in the middle of its marks, and a mark with room beside it carries its date.
    """
    places = collection.space.map
    rows = places["row"].to_numpy()
    strongest = [topics.of(int(row), first=view.filter.topics)[:1] for row in rows]
    other = OTHER_LABEL
    frame = places.assign(
        id=collection.table["id"].to_numpy()[rows],
        title=[collection.names[int(row)] for row in rows],
        printed=collection.table["date"].to_numpy()[rows],
        topic=[first[0][0].label if first else other for first in strongest],
        inside=np.isin(rows, view.rows),
    )
    inside = frame[frame["inside"]]
    alt_text = _("Map of {documents}: those with similar wording are close together.").format(
        documents=count(len(inside))
    )
    table = inside[["title", "printed", "topic"]].set_axis(
        [_("title"), _("date as printed"), _("strongest topic")], axis=1
    )
    names = _names(frame, topics)
    data = {
        "outside": keyed(frame[~frame["inside"]], "topic"),
        "inside": keyed(inside, "topic"),
        "dates": frame[frame["inside"] & np.array(_has_room(frame, names))],
        "names": names,
        "area": _area(view),
    }
    note = _("Close together: similar wording. Directions have no meaning.")
    hint = _(
        "Click to open a document; with a mouse, drag over a part of the map to keep only that "
        "part."
    )
    if len(frame) < len(collection):
        note += " " + _("Drawn: an even sample of {n}.").format(n=format_number(len(frame)))
    spec = _spec(topic_key(topics.topics), max(_SIZES[0], min(_SIZES[1], _INK // len(frame))))
    return Figure(spec, data, alt_text, table.reset_index(drop=True), _HEIGHT, note, hint)


def _area(view: View) -> pd.DataFrame:
    """The part of the map the filter keeps, as one row, or none."""
    area = getattr(view.filter, "area", None)
    return pd.DataFrame([area] if area else [], columns=["x0", "x1", "y0", "y1"])


def _names(frame: pd.DataFrame, topics: Topics) -> pd.DataFrame:
    """Where the topics' names stand on a wide and on a narrow map: in the middle of their marks
    or a little beside it; of names that would touch, the larger topic's."""
    middles = frame.groupby("topic")[["x", "y"]].median()
    by_size = sorted(topics, key=lambda topic: -topic.size)
    shown = [t for t in by_size if t.id != OTHER and t.label in middles.index]
    names: list[dict[str, Any]] = []
    for form, letter in _LETTER.items():
        taken: list[tuple[float, float, float]] = []
        for topic in shown:
            label = topic.label if form == "wide" else _shortened(topic.label)
            x, y = (float(middles.at[topic.label, axis]) for axis in ("x", "y"))  # type: ignore[arg-type]
            half = len(label) * letter / 2
            x = min(max(x, half - 0.08), max(1.08 - half, half - 0.08))
            rows = [at for at in _beside(y) if _is_free(x, at, half, taken)]
            if rows:
                # Over as few marks as can be, then as near to the middle as can be.
                free = min(rows, key=lambda at: (_covers(frame, x, at, half), abs(at - y)))
                taken.append((x, free, half))
                names.append({"form": form, "x": x, "y": free, "label": label})
    return pd.DataFrame(names, columns=["form", "x", "y", "label"])


def _shortened(label: str) -> str:
    """The first of a label's words, cut where it is long."""
    first = label.split(",")[0].strip()
    return first if len(first) <= _SHORT else first[: _SHORT - 1] + "…"


def _beside(y: float) -> Iterator[float]:
    for lines in (0, 1, -1, 2, -2, 3, -3):
        moved = y + lines * _LINE
        if -0.05 <= moved <= 1.05:
            yield moved


def _covers(frame: pd.DataFrame, x: float, y: float, half: float) -> int:
    """How many marks a name lies over."""
    near = (frame["x"] - x).abs() < half + 0.01
    return int((near & ((frame["y"] - y).abs() < 0.7 * _LINE)).sum())


def _is_free(x: float, y: float, half: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    return not any(
        abs(y - other_y) < _LINE * 0.99 and abs(x - other_x) < half + other_half
        for other_x, other_y, other_half in taken
    )


@cached_spec
def _spec(key: TopicKey, size: int) -> dict[str, Any]:
    scale = alt.Scale(domain=[-0.08, 1.08], nice=False)
    legend = topic_legend(len(key))
    place = {
        "x": alt.X("x:Q", scale=scale, axis=None),
        "y": alt.Y("y:Q", scale=scale, axis=None),
    }
    tooltip = [
        alt.Tooltip("title:N", title=_("title")),
        alt.Tooltip("printed:N", title=_("date as printed")),
        alt.Tooltip("topic:N", title=_("strongest topic")),
    ]
    area = (
        alt.Chart(alt.NamedData("area"))
        .mark_rect(fill=MUTED, fillOpacity=0.15, stroke=MUTED, strokeDash=[4, 3])
        .encode(
            x=alt.X("x0:Q", scale=scale, axis=None),
            x2="x1:Q",
            y=alt.Y("y0:Q", scale=scale, axis=None),
            y2="y1:Q",
        )
    )
    back = (
        alt.Chart(alt.NamedData("outside"))
        .mark_point(size=0.4 * size, opacity=0.6, color=MUTED, cursor="pointer")
        .encode(**place, tooltip=tooltip)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_point(filled=True, size=size, opacity=0.9, cursor="pointer")
        .encode(
            **place,
            tooltip=tooltip,
            color=alt.Color("topic:N", scale=topic_scale(key, "color"), legend=legend),
            shape=alt.Shape("topic:N", scale=topic_scale(key, "shape"), legend=legend),
        )
    )
    dates = (
        alt.Chart(alt.NamedData("dates"))
        .mark_text(align="left", dx=10, fontSize=LABEL_FONT - 1)
        .encode(**place, text="printed:N")
    )
    names = (
        alt.Chart(alt.NamedData("names"))
        .transform_filter("datum.form == (width < 560 ? 'narrow' : 'wide')")
        .mark_text(**halo(), fontSize=LABEL_FONT + 1, fontWeight="bold")
        .encode(**place, text="label:N")
    )
    # A drag begins anew wherever it starts: what is kept is drawn from the filter.
    drag = alt.selection_interval(
        name=AREA,
        translate=False,
        zoom=False,
        mark=alt.BrushConfig(fill=MUTED, fillOpacity=0.05, stroke=MUTED, strokeOpacity=0.5),
    )
    # The selections belong to the first layer: it has the axes that dragging is about.
    layers = alt.layer(back, area, front, dates, names)
    return to_spec(layers.add_params(click("id"), drag), _HEIGHT)


def _has_room(frame: pd.DataFrame, names: pd.DataFrame) -> list[bool]:
    """Which marks can carry their date at the right without touching a mark, a date or a name."""
    wide, high = _DATE
    marks = list(zip(frame["x"], frame["y"], strict=True))
    labels: list[tuple[float, float]] = []
    halves = [len(label) * _LETTER["wide"] / 2 for label in names["label"]]
    named = list(zip(names["x"], names["y"], halves, strict=True))
    room = []
    for x, y in marks:
        free = x + wide <= 1.08 and not any(
            (abs(y - other_y) < high and x < other_x < x + wide) for other_x, other_y in marks
        )
        free = free and not any(
            abs(y - label_y) < high and abs(x - label_x) < wide for label_x, label_y in labels
        )
        free = free and not any(
            abs(y - name_y) < _LINE and x < name_x + half and name_x - half < x + wide
            for name_x, name_y, half in named
        )
        room.append(free)
        if free:
            labels.append((x, y))
    return room
