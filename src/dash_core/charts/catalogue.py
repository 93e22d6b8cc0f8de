"""The figures of a view, drawn once for each collection and view and then remembered.

What a page shows, a hand-out prints: both take it from here.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.analysis.network import arrange, chosen, densest, network
from dash_core.analysis.places import places_in
from dash_core.charts import Figure
from dash_core.charts.bars import bars, heatmap
from dash_core.charts.graphs import network as network_chart
from dash_core.charts.maps import documents as document_map_chart
from dash_core.charts.maps import places as place_map
from dash_core.charts.time import places as place_times
from dash_core.charts.time import timeline as timeline_chart
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter, View
from dash_core.common.i18n import _
from dash_core.dates import format_span
from dash_core.topics import Topics

__all__ = [
    "Titled",
    "correspondents",
    "document_map",
    "key_figures",
    "letters",
    "map_of_places",
    "matrix",
    "of_view",
    "parts_of_world",
    "people",
    "places",
    "places_in_time",
    "timeline",
    "topics",
    "topics_in_time",
]

TOP_BARS: Final = 8  # correspondents and places on the overview
TOP_PEOPLE: Final = 12  # people beside the topics

MATRIX_ROWS: Final = 12  # senders of the matrix
MATRIX_COLUMNS: Final = 10  # recipients

_COLOR: Final = "#0072B2"  # of the matrix


@dataclass(frozen=True, eq=False)
class Titled:
    """A figure and what it is called: `name` is for machines, the same in every language."""

    name: str
    title: str
    figure: Figure


def of_view(collection: Collection, view: View) -> list[Titled]:
    """The figures of the overview, without those that have nothing to draw."""
    found = [
        Titled("timeline", _("When"), timeline(collection, view)),
        Titled("topics", _("About what"), topics(collection, view)),
        Titled("correspondents", _("Correspondents"), correspondents(collection, view)),
        Titled("places", _("Places named"), places(collection, view)),
    ]
    return [one for one in found if one.figure.spec]


def key_figures(collection: Collection, view: View) -> list[tuple[str, str]]:
    """Names and values: how many documents, their span, how many correspondents and places."""
    inside = collection.table.iloc[view.rows]
    first, last = inside["date_earliest"].min(), inside["date_latest"].max()
    span = format_span(first.date(), last.date()) if first == first else _("none")
    met, seen = (
        f"{sum(map(bool, collection.facets[field].counts(view.rows).values())):,}"
        for field in ("correspondents", "places")
    )
    return [
        (_("Documents"), f"{len(view):,}"),
        (_("Dates"), span),
        (_("Correspondents"), met),
        (_("Places named"), seen),
    ]


@lru_cache(maxsize=64)
def timeline(collection: Collection, view: View) -> Figure:
    """Every document in time."""
    return timeline_chart.draw(collection, view)


@lru_cache(maxsize=64)
def topics_in_time(collection: Collection, view: View, topics: Topics) -> Figure:
    """Every document in time, a row a topic."""
    return timeline_chart.draw(collection, view, rows=topics)


@lru_cache(maxsize=64)
def topics(collection: Collection, view: View) -> Figure:
    """Documents of each topic."""
    membership = collection.facets["topics"]
    return bars.draw(
        membership.counts(view.rows),
        membership.counts(collection.all_rows),
        _("topic"),
        labels={topic.id: topic.label for topic in collection.topics},
        colors={topic.id: topic.color for topic in collection.topics},
        chosen=view.filter.topics,
        of=len(collection),
    )


@lru_cache(maxsize=64)
def correspondents(collection: Collection, view: View) -> Figure:
    """Who wrote or received most."""
    return _busiest(collection, view, "correspondents", _("correspondent"))


@lru_cache(maxsize=64)
def people(collection: Collection, view: View) -> Figure:
    """Who is named most."""
    return _busiest(collection, view, "people", _("person"))


@lru_cache(maxsize=64)
def places(collection: Collection, view: View) -> Figure:
    """Places named most."""
    return _busiest(collection, view, "places", _("place"))


@lru_cache(maxsize=64)
def document_map(collection: Collection, view: View, topics: Topics) -> Figure:
    """The map of documents."""
    return document_map_chart.draw(collection, view, topics)


def _busiest(collection: Collection, view: View, field: str, what: str) -> Figure:
    membership = collection.facets[field]
    totals = membership.counts(collection.all_rows)
    first = sorted(totals, key=lambda value: (-totals[value], value))[:TOP_BARS]
    return bars.draw(
        membership.counts(view.rows),
        {value: totals[value] for value in first},
        what,
        chosen=getattr(view.filter, field),
    )


@lru_cache(maxsize=64)
def letters(collection: Collection, view: View, n: int, centre: int | None = None) -> Figure:
    """Who wrote to whom: the `n` busiest people, or those around one of the view's network."""
    own = network(collection, view.rows)
    everyone = chosen(network(collection, collection.all_rows), n, centre)
    asked = view.filter
    return network_chart.draw(
        own,
        chosen(own, n, centre),
        arrange(collection, own, n, centre),
        network_chart.height_of(len(everyone)),
        centre=centre,
        picked=(*asked.correspondents, *asked.creators, *asked.recipients),
    )


@dataclass(frozen=True, slots=True)
class _Sender:
    """A row of the matrix."""

    id: str
    label: str
    color: str = _COLOR


@lru_cache(maxsize=64)
def matrix(collection: Collection, view: View) -> Figure:
    """Senders by recipients: the strongest lines, in numbers."""
    own = network(collection, view.rows)
    wrote, got = densest(own, MATRIX_ROWS, MATRIX_COLUMNS)
    block = own.counts[wrote][:, got].toarray()
    senders, recipients = ([own.names[i] for i in side] for side in (wrote, got))
    shown, every = int(block.sum()), int(own.counts.sum())
    note = _(
        "{n} senders by {m} recipients: the strongest lines, {shown} of {all} letters (a paper to "
        "two is two)."
    )
    return heatmap.draw(
        pd.DataFrame(block, index=senders, columns=recipients),
        [_Sender(name, name) for name in senders],
        {name: name for name in recipients},
        (_("from"), _("to")),
        note.format(n=len(senders), m=len(recipients), shown=f"{shown:,}", all=f"{every:,}"),
        _("A click on a number keeps its papers."),
    )


@lru_cache(maxsize=8)
def parts_of_world(collection: Collection) -> dict[str, NDArray[np.bool_]]:
    """The maps of places there are, the one to show first at the head."""
    return place_map.parts(places_in(collection, View(Filter(), collection.all_rows)))


@lru_cache(maxsize=32)
def map_of_places(collection: Collection, view: View, part: str) -> Figure:
    """The map of places, of one of `parts_of_world`."""
    places = places_in(collection, view)
    return place_map.draw(places, parts_of_world(collection)[part], view.filter.places)


@lru_cache(maxsize=32)
def places_in_time(collection: Collection, view: View) -> Figure:
    """Which places when."""
    return place_times.draw(collection, view)
