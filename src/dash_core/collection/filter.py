"""The one filter: a frozen value that is a URL, a choice of rows and an English sentence."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.common.i18n import _, count
from dash_core.dates import format_day, format_span
from dash_core.text.search.index import Hit, Index
from dash_core.text.search.matching import QueryMatch
from dash_core.text.search.query import parse_query
from dash_core.text.search.ranking import Ranking

__all__ = ["PARAMETERS", "Filter", "Hits", "View", "format_written", "is_parameter"]

MAX_LINKED: Final = 50  # documents an address names one by one: more, and nobody can paste it

RELATED: Final = 3  # documents shown as related, without the words


# Field of the filter -> its name in the URL.
PARAMETERS: Final = {
    "words": "q",
    "earliest": "from",
    "latest": "to",
    "topics": "topic",
    "genre": "genre",
    "correspondents": "correspondent",
    "creators": "sender",
    "recipients": "recipient",
    "people": "person",
    "places": "place",
    "files": "file",
    "noted": "noted",
    "tags": "tag",
    "area": "area",
    "ids": "id",
}
_NOT: Final = "not."  # before the same names: what is left out
_LISTS: Final = tuple(
    "topics genre correspondents creators recipients people places files noted tags ids".split()
)


def is_parameter(name: str) -> bool:
    """Whether a URL parameter is part of a filter."""
    return name.removeprefix(_NOT) in PARAMETERS.values()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person chose to look at. Within a field any value will do; all fields must hold.

    `words`: a query (`dash_core.text.search.query`), of which every part holds. `earliest`,
    `latest`: the
    document's date may fall between them, both included; undated documents do not pass. The
    rest: topic ids, genres, names of those who wrote or received it, of its senders, of its
    recipients, of people and places named, names of files of the listing, what a person wrote on
    it (`dash_core.study.annotations.NOTE_PARTS`), the tags it was given, document ids. `area`: a
    part of the map (x from, x to, y from, y to, each from 0 to 1). `excluded`: documents that pass
    it do not pass this one.
    """

    words: str = ""
    earliest: date | None = None
    latest: date | None = None
    topics: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    area: tuple[float, ...] = ()
    excluded: "Filter | None" = None

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return any(getattr(self, field.name) for field in fields(self))

    # URL

    @classmethod
    def from_url(cls, parameters: Mapping[str, Iterable[str]]) -> Self:
        """Read URL parameters (each a list of values); what makes no sense is left out."""
        values = {field: list(parameters.get(name, ())) for field, name in PARAMETERS.items()}
        earliest, latest = _day(values["earliest"]), _day(values["latest"])
        if earliest and latest and earliest > latest:
            earliest, latest = latest, earliest
        inner = {
            name.removeprefix(_NOT): values
            for name, values in parameters.items()
            if name.startswith(_NOT) and not name.startswith(2 * _NOT)
        }
        typed = "".join(" " if category(c) == "Cc" else c for c in " ".join(values["words"]))
        return cls(
            words=" ".join(typed.split())[:500].strip(),
            earliest=earliest,
            latest=latest,
            area=_area(values["area"]),
            excluded=(cls.from_url(inner) or None) if inner else None,
            **{
                field: tuple(dict.fromkeys(_from_url(v) for v in values[field] if v))
                for field in _LISTS
            },
        )

    def to_url(self) -> dict[str, list[str]]:
        """The URL parameters; empty fields are left out."""
        found: dict[str, list[str]] = {}
        for field, name in PARAMETERS.items():
            value = getattr(self, field)
            if not value:
                continue
            if field == "area":
                found[name] = [",".join(f"{number:g}" for number in value)]
            elif isinstance(value, tuple):
                found[name] = [_to_url(one) for one in value]
            else:
                found[name] = [str(value)]
        if self.excluded:
            found |= {f"{_NOT}{name}": own for name, own in self.excluded.to_url().items()}
        return found

    # Changing

    def with_values(self, field: str, values: Iterable[str]) -> Self:
        """The filter with these values of a list field instead of its own."""
        changed: Any = {field: tuple(values)}
        return replace(self, **changed)

    def toggled(self, field: str, value: str) -> Self:
        """The filter with one value of a list field added, or taken out if it is there."""
        chosen: tuple[str, ...] = getattr(self, field)
        without = tuple(v for v in chosen if v != value)
        return self.with_values(field, without if value in chosen else (*chosen, value))

    def between(self, earliest: date | None, latest: date | None) -> Self:
        """The filter with these dates, or without them if they are its dates already."""
        same = (earliest, latest) == (self.earliest, self.latest)
        return replace(self, earliest=None if same else earliest, latest=None if same else latest)

    # Applying

    def unknown(self, collection: Collection) -> list[str]:
        """Values asked for that this collection does not have."""
        wrong = [
            value
            for field, membership in collection.facets.items()
            for value in getattr(self, field)
            if value not in membership.values
        ]
        known = set(collection.table["id"]) if self.ids else set()
        wrong += [id_ for id_ in self.ids if id_ not in known]
        return wrong + (self.excluded.unknown(collection) if self.excluded else [])

    def rows(self, collection: Collection) -> NDArray[np.int64]:
        """The rows of the table that pass: by relevance where words are given, else by date."""
        return self.view(collection).rows

    def view(self, collection: Collection) -> "View":
        """The rows that pass, with the search hits behind them."""
        keep = np.ones(len(collection), dtype=bool)
        table = collection.table
        if self.earliest:
            keep &= (table["date_latest"] >= np.datetime64(self.earliest)).to_numpy()
        if self.latest:
            keep &= (table["date_earliest"] <= np.datetime64(self.latest)).to_numpy()
        for field, membership in collection.facets.items():
            wanted = getattr(self, field)
            if wanted:
                keep &= membership.has_any(wanted)
        if self.ids:
            keep &= table["id"].isin(self.ids).to_numpy()
        if self.area:
            x0, x1, y0, y1 = self.area
            x, y = collection.positions.T
            keep &= (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
        if self.excluded:
            keep[self.excluded.rows(collection)] = False
        if not self.words:
            return View(self, np.flatnonzero(keep))
        asked = collection.match(self.words)
        keep &= asked.passes
        if asked.ranking is None:
            return View(self, np.flatnonzero(keep), asked=asked)
        rows = np.array(asked.ranking.order(keep), dtype=np.int64)
        return View(self, rows, Hits(collection.index, asked.ranking, rows), asked)

    def related(self, collection: Collection, n: int = RELATED) -> list[Hit]:
        """Documents that do not hold every word asked for, but pass the rest of the filter and
        hold words associated with them: the best `n`."""
        if not self.words:
            return []
        asked = collection.match(self.words)
        if asked.ranking is None:
            return []
        keep = np.zeros(len(collection), dtype=bool)
        keep[replace(self, words="").rows(collection)] = True
        keep &= ~asked.passes & (asked.any & asked.allowed | asked.related(collection.index))
        order = asked.ranking.order(keep)[:n]
        return [collection.index.explain(asked.ranking, row) for row in order]

    def sentence(self, collection: Collection, n: int) -> str:
        """The filter in words: `12 of 20 documents · 1 Jan – 14 Apr 1946 · about Oil`."""
        total = len(collection)
        head = (
            _("{n} of {documents}").format(n=f"{n:,}", documents=count(total))
            if self
            else _("All {documents}").format(documents=count(total))
        )
        return " · ".join([head, *self.parts(collection)])

    def parts(self, collection: Collection) -> Iterable[str]:
        """What the filter asks for, field by field: `about Oil`."""
        if self.earliest and self.latest:
            yield format_span(self.earliest, self.latest)
        elif self.earliest:
            yield _("from {day}").format(day=format_day(self.earliest))
        elif self.latest:
            yield _("until {day}").format(day=format_day(self.latest))
        labels = {topic.id: topic.label for topic in collection.topics}
        for values, phrase in (
            ([labels.get(topic, topic) for topic in self.topics], _("about {values}")),
            (self.genre, _("of the genre {values}")),
            (self.correspondents, _("to or from {values}")),
            (self.creators, _("from {values}")),
            (self.recipients, _("to {values}")),
            (self.people, _("naming {values}")),
            (self.places, _("in {values}")),
            (self.files, _("of the file {values}")),
            ([format_written(own) for own in self.noted], "{values}"),
            (self.tags, _("tagged {values}")),
        ):
            if values:
                yield phrase.format(values=_(" or ").join(v or _("not stated") for v in values))
        if self.words:
            yield parse_query(self.words).sentence() or _("with the words “{words}”").format(
                words=self.words
            )
        if self.area:
            yield _("in a part of the map")
        if self.ids:
            yield _("selected one by one")
        if self.excluded:
            yield _("not those {parts}").format(parts=", ".join(self.excluded.parts(collection)))


def format_written(written: str) -> str:
    """What a person wrote on a document (one of `dash_core.study.annotations.NOTE_PARTS`), as a
    condition."""
    said = {"note": _("with a note"), "tags": _("with tags"), "highlights": _("highlighted")}
    return said.get(written, written)


class Hits(Mapping[int, Hit]):
    """The hit behind each row of a search, best first, explained when it is asked for."""

    def __init__(self, index: Index, ranking: Ranking, rows: NDArray[np.int64]) -> None:
        self._index, self._ranking = index, ranking
        self._rows = dict.fromkeys(rows.tolist())

    def __getitem__(self, row: int) -> Hit:
        if row not in self._rows:
            raise KeyError(row)
        return self._index.explain(self._ranking, row)

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True, eq=False)
class View:
    """What a filter lets through: rows in order, and for a search the hit behind each row and
    how its words were read."""

    filter: Filter
    rows: NDArray[np.int64]
    hits: Mapping[int, Hit] = dataclasses.field(default_factory=dict)
    asked: QueryMatch | None = None

    def __len__(self) -> int:
        return len(self.rows)


def _day(values: list[str]) -> date | None:
    try:
        return date.fromisoformat(values[0]) if values else None
    except ValueError:
        return None


def _area(values: list[str]) -> tuple[float, ...]:
    """Four numbers from 0 to 1, of three decimals; () where it is no rectangle."""
    numbers = [_share(text) for text in values[0].split(",")] if values else []
    if len(numbers) != 4 or any(number is None for number in numbers):
        return ()
    x0, x1, y0, y1 = (number or 0.0 for number in numbers)
    return (min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))


def _share(text: str) -> float | None:
    """A number from 0 to 1; None for anything else."""
    if not re.fullmatch(r"[01]|[01]?\.[0-9]{1,9}", text.strip()):
        return None
    number = float(text)
    return round(number, 3) if number <= 1 else None


# The value "not stated" is empty, which a URL cannot hold: it is written "-", and a value of
# dashes gets one more.
def _to_url(value: str) -> str:
    return f"-{value}" if not value.strip("-") else value


def _from_url(value: str) -> str:
    return value[1:] if not value.strip("-") else value
