"""The map of documents: near each other where their wording is alike."""

import altair as alt
import numpy as np
import pandas as pd

from dash_core.charts.figure import GHOST, Figure, click, dressed
from dash_core.collection import Collection
from dash_core.filters import View
from dash_core.topics import Topics
from dash_core.words import _, count

__all__ = ["draw"]

_HEIGHT = 380


def draw(collection: Collection, view: View, topics: Topics) -> Figure:
    """Each document as a mark in the colour and shape of its strongest topic.

    Field of a click: `id`. What the filter leaves out stays as a grey outline. Each topic's
    label stands at the middle of its documents.
    """
    places = collection.map
    rows = places["row"].to_numpy()
    strongest = [(topics.of(row) or [(None, 0.0)])[0][0] for row in rows]
    other = _("Other")
    frame = places.assign(
        id=collection.table["id"].to_numpy()[rows],
        title=collection.table["title"].to_numpy()[rows],
        printed=collection.table["date"].to_numpy()[rows],
        topic=[topic.label if topic else other for topic in strongest],
        inside=np.isin(rows, view.rows),
    )
    scale = alt.Scale(domain=[-0.08, 1.08], nice=False)
    axes = {
        "x": alt.X("x:Q", scale=scale, axis=None),
        "y": alt.Y("y:Q", scale=scale, axis=None),
    }
    color, shape = (
        {topic.label: getattr(topic, name) for topic in topics} for name in ("color", "shape")
    )
    # The legend is the label: shapes and colours named once, above the map.
    legend = alt.Legend(labelLimit=220)
    mark = {
        "color": alt.Color(
            "topic:N", scale=alt.Scale(domain=list(color), range=list(color.values())),
            legend=legend,
        ),
        "shape": alt.Shape(
            "topic:N", scale=alt.Scale(domain=list(shape), range=list(shape.values())),
            legend=legend,
        ),
    }
    tooltip = [
        alt.Tooltip("title:N", title=_("title")),
        alt.Tooltip("printed:N", title=_("date as printed")),
        alt.Tooltip("topic:N", title=_("strongest topic")),
    ]
    inside, outside = frame[frame["inside"]], frame[~frame["inside"]]
    back = (
        alt.Chart(outside)
        .mark_point(size=70, opacity=0.6, color=GHOST, cursor="pointer")
        .encode(**axes, tooltip=tooltip)
    )
    front = (
        alt.Chart(inside)
        .mark_point(filled=True, size=190, opacity=0.9, cursor="pointer")
        .encode(**axes, **mark, tooltip=tooltip)
    )
    chart = alt.layer(back, front).add_params(click("id"))
    said = _("Map of {documents}: those of like wording lie near each other.").format(
        documents=count(len(inside))
    )
    table = pd.DataFrame(
        {
            _("title"): inside["title"],
            _("date as printed"): inside["printed"],
            _("strongest topic"): inside["topic"],
        }
    ).reset_index(drop=True)
    return Figure(dressed(chart, _HEIGHT), said, table, _HEIGHT)
