"""The map of documents: near each other where their wording is alike."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dash_core.charts.figure import (
    GHOST,
    LABEL_FONT,
    Figure,
    Key,
    click,
    finished,
    key_of,
    remembered,
    scale_of,
)
from dash_core.collection import Collection
from dash_core.filters import View
from dash_core.topics import Topics
from dash_core.words import _, count

__all__ = ["draw"]

_HEIGHT = 420
_LABEL = (0.34, 0.045)  # a printed date's share of the map on a phone, wide and high


def draw(collection: Collection, view: View, topics: Topics) -> Figure:
    """Each document as a mark in the colour and shape of its strongest topic.

    Field of a click: `id`. What the filter leaves out stays as a grey outline. A mark
    with room beside it carries its date.
    """
    places = collection.map
    rows = places["row"].to_numpy()
    strongest = [topics.of(int(row), first=view.filter.topics)[:1] for row in rows]
    other = _("Other")
    frame = places.assign(
        id=collection.table["id"].to_numpy()[rows],
        title=collection.table["title"].to_numpy()[rows],
        printed=collection.table["date"].to_numpy()[rows],
        topic=[own[0][0].label if own else other for own in strongest],
        inside=np.isin(rows, view.rows),
    )
    inside = frame[frame["inside"]]
    said = _("Map of {documents}: those of like wording lie near each other.").format(
        documents=count(len(inside))
    )
    table = inside[["title", "printed", "topic"]].set_axis(
        [_("title"), _("date as printed"), _("strongest topic")], axis=1
    )
    data = {
        "outside": frame[~frame["inside"]],
        "inside": inside,
        "labelled": frame[frame["inside"] & np.array(_has_room(frame))],
    }
    note = _("Near each other: like wording. Directions have no meaning. A click opens a document.")
    if len(frame) < len(collection):
        note += " " + _("Drawn: an even sample of {n}.").format(n=f"{len(frame):,}")
    spec = _spec(key_of(topics.topics))
    return Figure(spec, data, said, table.reset_index(drop=True), _HEIGHT, note)


@remembered
def _spec(key: Key) -> dict[str, Any]:
    scale = alt.Scale(domain=[-0.08, 1.08], nice=False)
    legend = alt.Legend(labelLimit=220)
    place = {
        "x": alt.X("x:Q", scale=scale, axis=None),
        "y": alt.Y("y:Q", scale=scale, axis=None),
    }
    tooltip = [
        alt.Tooltip("title:N", title=_("title")),
        alt.Tooltip("printed:N", title=_("date as printed")),
        alt.Tooltip("topic:N", title=_("strongest topic")),
    ]
    back = (
        alt.Chart(alt.NamedData("outside"))
        .mark_point(size=70, opacity=0.6, color=GHOST, cursor="pointer")
        .encode(**place, tooltip=tooltip)
    )
    front = (
        alt.Chart(alt.NamedData("inside"))
        .mark_point(filled=True, size=190, opacity=0.9, cursor="pointer")
        .encode(
            **place,
            tooltip=tooltip,
            color=alt.Color("topic:N", scale=scale_of(key, "color"), legend=legend),
            shape=alt.Shape("topic:N", scale=scale_of(key, "shape"), legend=legend),
        )
    )
    dates = (
        alt.Chart(alt.NamedData("labelled"))
        .mark_text(align="left", dx=10, fontSize=LABEL_FONT - 1)
        .encode(**place, text="printed:N")
    )
    return finished(alt.layer(back, front, dates).add_params(click("id")), _HEIGHT)


def _has_room(frame: pd.DataFrame) -> list[bool]:
    """Which marks can carry their date at the right without touching a mark or a label."""
    wide, high = _LABEL
    marks = list(zip(frame["x"], frame["y"], strict=True))
    labels: list[tuple[float, float]] = []
    room = []
    for x, y in marks:
        free = x + wide <= 1.08 and not any(
            (abs(y - other_y) < high and x < other_x < x + wide) for other_x, other_y in marks
        )
        free = free and not any(
            abs(y - label_y) < high and abs(x - label_x) < wide for label_x, label_y in labels
        )
        room.append(free)
        if free:
            labels.append((x, y))
    return room
