"""The figures of the pages, drawn once for each collection and filter and then remembered."""

from functools import lru_cache

from dash_core import Collection, View, settings
from dash_core.charts import Figure, bars
from dash_core.charts import document_map as document_map_chart
from dash_core.charts import timeline as timeline_chart
from dash_core.topics import Topics
from dash_core.words import _

__all__ = [
    "correspondents",
    "document_map",
    "people",
    "places",
    "timeline",
    "topics",
    "topics_in_time",
]


@lru_cache(maxsize=64)
def timeline(fitted: Collection, view: View) -> Figure:
    """Every document in time."""
    return timeline_chart.draw(fitted, view)


@lru_cache(maxsize=64)
def topics_in_time(fitted: Collection, view: View, topics: Topics) -> Figure:
    """Every document in time, a row a topic."""
    return timeline_chart.draw(fitted, view, rows=topics)


@lru_cache(maxsize=64)
def topics(fitted: Collection, view: View) -> Figure:
    """Documents of each topic."""
    membership = fitted.facets["topics"]
    return bars.draw(
        membership.counts(view.rows),
        membership.counts(fitted.all_rows),
        _("topic"),
        labels={topic.id: topic.label for topic in fitted.topics},
        colors={topic.id: topic.color for topic in fitted.topics},
        chosen=view.filter.topics,
        of=len(fitted),
    )


@lru_cache(maxsize=64)
def correspondents(fitted: Collection, view: View) -> Figure:
    """Who wrote or received most."""
    return _busiest(fitted, view, "correspondents", _("correspondent"))


@lru_cache(maxsize=64)
def people(fitted: Collection, view: View) -> Figure:
    """Who is named most."""
    return _busiest(fitted, view, "people", _("person"))


@lru_cache(maxsize=64)
def places(fitted: Collection, view: View) -> Figure:
    """Places named most."""
    return _busiest(fitted, view, "places", _("place"))


@lru_cache(maxsize=64)
def document_map(fitted: Collection, view: View, topics: Topics) -> Figure:
    """The map of documents."""
    return document_map_chart.draw(fitted, view, topics)


def _busiest(fitted: Collection, view: View, field: str, what: str) -> Figure:
    membership = fitted.facets[field]
    totals = membership.counts(fitted.all_rows)
    first = sorted(totals, key=lambda value: (-totals[value], value))[: settings.TOP_BARS]
    return bars.draw(
        membership.counts(view.rows),
        {value: totals[value] for value in first},
        what,
        chosen=getattr(view.filter, field),
    )
