"""A filter applied to a collection: which documents pass, in which order; the filter in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.facets import Counts, Membership
from dash_core.collection.filter import COLUMN, Filter
from dash_core.common.i18n import _, count, format_number
from dash_core.common.keep import keep
from dash_core.dates import format_day, format_span
from dash_core.text.people import PeopleReading
from dash_core.text.search.index import Hit, Index
from dash_core.text.search.matching import QueryMatch
from dash_core.topics import Topics

__all__ = [
    "Hits",
    "View",
    "counts_of",
    "describe",
    "describe_parts",
    "format_written",
    "in_date_order",
    "related_documents",
    "select",
    "unknown_values",
]

MAX_RELATED: Final = 3  # documents without the words that are shown as related


class _Listing(Protocol):
    """What a filter needs of a collection."""

    table: pd.DataFrame
    index: Index

    @property
    def facets(self) -> Mapping[str, Membership]: ...
    @property
    def numbers(self) -> Mapping[str, NDArray[np.float64]]: ...
    @property
    def topics(self) -> Topics: ...
    @property
    def people(self) -> PeopleReading: ...
    @property
    def positions(self) -> NDArray[np.float64]: ...
    @property
    def by_date(self) -> NDArray[np.int64]: ...
    def match(self, query: str) -> QueryMatch: ...
    def row(self, id_: str) -> int: ...
    def __contains__(self, id_: object) -> bool: ...
    def __len__(self) -> int: ...


class Hits(Mapping[int, Hit]):
    """The hit behind each row of a search, best first, explained when it is asked for."""

    def __init__(self, index: Index, match: QueryMatch, rows: NDArray[np.int64]) -> None:
        self._index, self._match = index, match
        self._rows = dict.fromkeys(rows.tolist())

    def __getitem__(self, row: int) -> Hit:
        if row not in self._rows:
            raise KeyError(row)
        return self._match.explain(self._index, row)

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True, eq=False)
class View:
    """The documents that pass a filter: their rows in order, and for a search the hit behind each
    row and how its words were read."""

    filter: Filter
    rows: NDArray[np.int64]
    hits: Mapping[int, Hit] = field(default_factory=dict)
    match: QueryMatch | None = None

    def __len__(self) -> int:
        return len(self.rows)


def select(collection: _Listing, filter_: Filter) -> View:
    """The documents that pass: by relevance where words are given, else by date."""
    keep = np.ones(len(collection), dtype=bool)
    table = collection.table
    if filter_.earliest:
        keep &= (table["date_latest"] >= np.datetime64(filter_.earliest)).to_numpy()
    if filter_.latest:
        keep &= (table["date_earliest"] <= np.datetime64(filter_.latest)).to_numpy()
    for name, membership in collection.facets.items():
        values = filter_.values(name)
        if values:
            keep &= membership.has_any(values)
    for own, _values in filter_.columns:
        keep &= f"{COLUMN}{own}" in collection.facets  # else no document has any of these
    for own, low, high in filter_.ranges:
        numbers = collection.numbers.get(own, np.full(len(collection), np.nan))
        keep &= (low <= numbers) & (numbers <= high)
    if filter_.ids:
        named = [collection.row(id_) for id_ in filter_.ids if id_ in collection]
        has = np.zeros_like(keep)
        has[named] = True
        keep &= has
    if filter_.area:
        x0, x1, y0, y1 = filter_.area
        x, y = collection.positions.T
        keep &= (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
    if filter_.excluded:
        keep[select(collection, filter_.excluded).rows] = False
    if not filter_.words:
        return View(filter_, _by_date(collection, keep))
    match = collection.match(filter_.words)
    keep &= match.passes
    if match.ranking is None:
        return View(filter_, _by_date(collection, keep), match=match)
    rows = np.array(match.ranking.order(keep), dtype=np.int64)
    return View(filter_, rows, Hits(collection.index, match, rows), match)


def _by_date(collection: _Listing, keep: NDArray[np.bool_]) -> NDArray[np.int64]:
    order = collection.by_date
    return order[keep[order]]


@keep(8)
def in_date_order(collection: _Listing, view: View) -> NDArray[np.int64]:
    """The documents of a view in order of their dates."""
    passes = np.zeros(len(collection), dtype=bool)
    passes[view.rows] = True
    return _by_date(collection, passes)


@keep(256)
def counts_of(collection: _Listing, view: View, field: str) -> Counts:
    """How many documents of a view have each value of a facet."""
    return collection.facets[field].counts(view.rows)


def unknown_values(collection: _Listing, filter_: Filter) -> list[str]:
    """Values of the filter that this collection does not have."""
    unknown = [
        value
        for name, membership in collection.facets.items()
        for value in filter_.values(name)
        if value not in membership
    ]
    unknown += [
        f"{own}: {value}"
        for own, values in filter_.columns
        for value in values
        if f"{COLUMN}{own}" not in collection.facets
    ]
    unknown += [own for own, *_ends in filter_.ranges if own not in collection.numbers]
    unknown += [id_ for id_ in filter_.ids if id_ not in collection]
    if filter_.excluded:
        unknown += unknown_values(collection, filter_.excluded)
    return unknown


def related_documents(collection: _Listing, filter_: Filter, n: int = MAX_RELATED) -> list[Hit]:
    """The best `n` documents that lack a word of the query, but pass the rest of the filter and
    have words associated with it."""
    match = collection.match(filter_.words) if filter_.words else None
    if match is None or match.ranking is None:
        return []
    keep = np.zeros(len(collection), dtype=bool)
    keep[select(collection, replace(filter_, words="")).rows] = True
    keep &= ~match.passes & (match.any & match.allowed | match.related(collection.index))
    return [match.explain(collection.index, row) for row in match.ranking.order(keep)[:n]]


def describe(collection: _Listing, filter_: Filter, n: int) -> str:
    """The filter in words: `12 of 20 documents · 1 Jan – 14 Apr 1946 · about Oil`."""
    total = count(len(collection))
    if filter_:
        head = _("{n} of {documents}").format(n=format_number(n), documents=total)
    else:
        head = _("All {documents}").format(documents=total)
    return " · ".join([head, *describe_parts(collection, filter_)])


def describe_parts(collection: _Listing, filter_: Filter) -> Iterable[str]:
    """What the filter asks for, field by field: `about Oil`."""
    if filter_.earliest and filter_.latest:
        yield format_span(filter_.earliest, filter_.latest)
    elif filter_.earliest:
        yield _("from {day}").format(day=format_day(filter_.earliest))
    elif filter_.latest:
        yield _("until {day}").format(day=format_day(filter_.latest))
    labels = {topic.id: topic.label for topic in collection.topics}
    made = _("from {values}") if collection.people.is_correspondence else _("by {values}")
    for values, phrase in (
        ([labels.get(topic, topic) for topic in filter_.topics], _("about {values}")),
        (filter_.genre, _("of the genre {values}")),
        (filter_.correspondents, _("to or from {values}")),
        (filter_.creators, made),
        (filter_.recipients, _("to {values}")),
        (filter_.people, _("naming {values}")),
        (filter_.places, _("in {values}")),
        (filter_.subjects, _("under the subject {values}")),
        (filter_.files, _("of the file {values}")),
        ([format_written(part) for part in filter_.noted], "{values}"),
        (filter_.tags, _("tagged {values}")),
    ):
        if values:
            yield phrase.format(values=_(" or ").join(v or _("not stated") for v in values))
    for own, values in filter_.columns:
        yield _("{column}: {values}").format(
            column=own, values=_(" or ").join(value or _("not stated") for value in values)
        )
    for own, low, high in filter_.ranges:
        yield _("{column}: {low} to {high}").format(column=own, low=f"{low:g}", high=f"{high:g}")
    if words := filter_.words:
        query = collection.match(words).query.sentence()
        yield query or _("with the words “{words}”").format(words=words)
    if filter_.area:
        yield _("in a part of the map")
    if filter_.ids:
        yield _("selected one by one")
    if filter_.excluded:
        parts = ", ".join(describe_parts(collection, filter_.excluded))
        yield _("not those {parts}").format(parts=parts)


def format_written(part: str) -> str:
    """What a person wrote on a document (one of `dash_core.study.annotations.NOTE_PARTS`), as a
    condition."""
    conditions = {"note": _("with a note"), "tags": _("with tags"), "highlights": _("highlighted")}
    return conditions.get(part, part)
