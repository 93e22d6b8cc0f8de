"""The catalogue of charts: each chart of a view by its name, cached for a collection and view.

Pages and exports take their charts from here, so that both show the same. Charts that a single
page draws are made there.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.analysis.network import arrange, densest, network, select_people
from dash_core.analysis.places import places_in
from dash_core.charts import Figure
from dash_core.charts.bars.bars import bar_chart
from dash_core.charts.bars.heatmap import heatmap_chart
from dash_core.charts.graphs.network import height_of, network_chart
from dash_core.charts.maps.documents import document_map_chart
from dash_core.charts.maps.places import place_map_chart
from dash_core.charts.maps.regions import regions
from dash_core.charts.time.places import places_in_time_chart
from dash_core.charts.time.timeline import timeline_chart
from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import View, counts_of
from dash_core.common.i18n import _, format_number
from dash_core.common.keep import keep
from dash_core.dates import format_span
from dash_core.topics import OTHER, Topics

__all__ = [
    "NamedFigure",
    "authors_field",
    "authors_label",
    "correspondents",
    "document_map",
    "key_figures",
    "letters",
    "map_of_places",
    "map_regions",
    "matrix",
    "of_view",
    "people",
    "places",
    "places_in_time",
    "span",
    "timeline",
    "topics",
    "topics_in_time",
]

TOP_BARS: Final = 8  # correspondents and places on the overview
TOP_TOPICS: Final = 11  # and Other; up to one more are all drawn
TOP_PEOPLE: Final = 12  # people beside the topics

MATRIX_ROWS: Final = 12  # senders of the matrix
MATRIX_COLUMNS: Final = 10  # recipients

_COLOR: Final = "#0072B2"  # of the matrix


@dataclass(frozen=True, eq=False)
class NamedFigure:
    """A figure with its title; `name` is the same in every language."""

    name: str
    title: str
    figure: Figure


def of_view(collection: Collection, view: View) -> list[NamedFigure]:
    """The figures of the overview, without those that have nothing to draw."""
    figures = [
        NamedFigure("timeline", _("When"), timeline(collection, view)),
        NamedFigure("topics", _("About what"), topics(collection, view)),
        NamedFigure("correspondents", authors_label(collection), correspondents(collection, view)),
        NamedFigure("places", _("Places named"), places(collection, view)),
    ]
    return [one for one in figures if one.figure.spec]


@keep(64)
def span(collection: Collection, view: View) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The earliest and the latest day that a date of the view may stand for; NaT if none was
    read."""
    table = collection.table
    return table["date_earliest"].iloc[view.rows].min(), table["date_latest"].iloc[view.rows].max()


def key_figures(collection: Collection, view: View) -> list[tuple[str, str]]:
    """Names and values: how many documents, their span, how many correspondents and places."""
    first, last = span(collection, view)
    met, seen = (
        format_number(int(np.count_nonzero(counts_of(collection, view, field).numbers)))
        for field in (authors_field(collection), "places")
    )
    return [
        (_("Documents"), format_number(len(view))),
        (_("Dates"), format_span(first.date(), last.date()) if first == first else _("none")),
        (authors_label(collection), met),
        (_("Places named"), seen),
    ]


@keep(64)
def timeline(collection: Collection, view: View) -> Figure:
    """Every document in time."""
    return timeline_chart(collection, view)


@keep(64)
def topics_in_time(collection: Collection, view: View, topics: Topics) -> Figure:
    """Every document in time, a row a topic."""
    return timeline_chart(collection, view, rows=topics)


@keep(64)
def topics(collection: Collection, view: View) -> Figure:
    """Documents of each topic; of many, of those that most documents of the view are about."""
    totals = collection.facets["topics"].totals
    inside = counts_of(collection, view, "topics")
    about = [topic for topic in totals if topic != OTHER]
    shown = set(totals)
    if len(about) > TOP_TOPICS + 1:
        first = sorted(about, key=lambda topic: (-inside.get(topic, 0), -totals[topic]))
        shown = {*first[:TOP_TOPICS], *view.filter.topics, OTHER}
    figure = bar_chart(
        inside,
        {topic: n for topic, n in totals.items() if topic in shown},
        _("topic"),
        labels={topic.id: topic.label for topic in collection.topics},
        colors={topic.id: topic.color for topic in collection.topics},
        selected=view.filter.topics,
        of=len(collection),
    )
    if len(shown) == len(totals):
        return figure
    note = _("The {n} largest of {all} topics.").format(n=len(shown - {OTHER}), all=len(about))
    return replace(figure, note=note, hint=_("All of them are on the page Topics."))


def authors_field(collection: Collection) -> str:
    """The facet of those who wrote or received; of creators where nothing was sent."""
    return "correspondents" if collection.people.is_correspondence else "creators"


def authors_label(collection: Collection) -> str:
    """What those of `authors_field` are called."""
    return _("Correspondents") if collection.people.is_correspondence else _("Creators")


@keep(64)
def correspondents(collection: Collection, view: View) -> Figure:
    """Who wrote or received most; who made most where nothing was sent."""
    field = authors_field(collection)
    what = _("correspondent") if field == "correspondents" else _("creator")
    return _busiest(collection, view, field, what)


@keep(64)
def people(collection: Collection, view: View) -> Figure:
    """Who is named most; where nothing was sent, of those who made nothing that is listed."""
    creators = () if collection.people.is_correspondence else collection.facets["creators"].values
    return _busiest(collection, view, "people", _("person"), frozenset(creators))


@keep(64)
def places(collection: Collection, view: View) -> Figure:
    """Places named most."""
    return _busiest(collection, view, "places", _("place"))


@keep(64)
def document_map(collection: Collection, view: View, topics: Topics) -> Figure:
    """The map of documents."""
    return document_map_chart(collection, view, topics)


def _busiest(
    collection: Collection,
    view: View,
    field: str,
    what: str,
    without: frozenset[str] = frozenset(),
) -> Figure:
    """The values that most documents of the view have; where these are few, others of the listing
    follow, so that the height stays. `without`: values that are left out."""
    totals, inside = collection.facets[field].totals, counts_of(collection, view, field)
    values = [value for value in totals if value not in without]
    first = sorted(values, key=lambda value: (-inside[value], -totals[value], value))
    first = first[:TOP_BARS]
    return bar_chart(
        inside,
        {value: totals[value] for value in first},
        what,
        selected=getattr(view.filter, field),
    )


@keep(64)
def letters(collection: Collection, view: View, n: int, centre: int | None = None) -> Figure:
    """Who wrote to whom: the `n` busiest people, or those around one of the view's network."""
    graph = network(collection, view.rows)
    everyone = select_people(network(collection, collection.all_rows), n, centre)
    names = view.filter
    return network_chart(
        graph,
        select_people(graph, n, centre),
        arrange(collection, graph, n, centre),
        height_of(len(everyone)),
        centre=centre,
        selected=(*names.correspondents, *names.creators, *names.recipients),
    )


@dataclass(frozen=True, slots=True)
class _Sender:
    """A row of the matrix."""

    id: str
    label: str
    color: str = _COLOR


@keep(64)
def matrix(collection: Collection, view: View) -> Figure:
    """Senders by recipients: the strongest lines, in numbers."""
    graph = network(collection, view.rows)
    wrote, got = densest(graph, MATRIX_ROWS, MATRIX_COLUMNS)
    block = graph.counts[wrote][:, got].toarray()
    senders, recipients = ([graph.names[i] for i in side] for side in (wrote, got))
    shown, every = int(block.sum()), int(graph.counts.sum())
    note = _(
        "{n} senders by {m} recipients: the most frequent pairs, {shown} of {all} letters (a "
        "letter to two people counts twice)."
    )
    return heatmap_chart(
        pd.DataFrame(block, index=senders, columns=recipients),
        [_Sender(name, name) for name in senders],
        {name: name for name in recipients},
        (_("from"), _("to")),
        note.format(
            n=len(senders), m=len(recipients), shown=format_number(shown), all=format_number(every)
        ),
        _("Click a number to keep its papers."),
    )


@keep(8)
def map_regions(collection: Collection) -> dict[str, NDArray[np.bool_]]:
    """The places on each map (by region), the one to show first at the head."""
    return regions(places_in(collection, View(Filter(), collection.all_rows)))


@keep(32)
def map_of_places(collection: Collection, view: View, region: str) -> Figure:
    """The map of places, of one of `map_regions`."""
    places = places_in(collection, view)
    return place_map_chart(places, map_regions(collection)[region], view.filter.places)


@keep(32)
def places_in_time(collection: Collection, view: View) -> Figure:
    """Which places when."""
    return places_in_time_chart(collection, view)
