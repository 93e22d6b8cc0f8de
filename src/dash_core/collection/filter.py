"""The filter: what a person chose to look at, as a frozen value that is also a URL.

Which documents of a collection pass it says `dash_core.collection.view`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from unicodedata import category

__all__ = ["COLUMN", "PARAMETERS", "RANGE", "Filter", "is_parameter"]

MAX_LINKED: Final = 50  # documents an address names one by one: more, and nobody can paste it


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
    "subjects": "subject",
    "files": "file",
    "noted": "noted",
    "tags": "tag",
    "area": "area",
    "ids": "id",
}
_NOT: Final = "not."  # before the same names: what is left out
COLUMN: Final = "column."  # before the name of an own column: values, in the URL and as a facet
RANGE: Final = "range."  # before the name of an own column of numbers: from..to
_RANGE: Final = re.compile(r"(-?[0-9.]{1,20})\.\.(-?[0-9.]{1,20})")
_LISTS: Final = tuple(
    "topics genre correspondents creators recipients people places subjects files noted tags "
    "ids".split()
)


def is_parameter(name: str) -> bool:
    """Whether a URL parameter is part of a filter."""
    name = name.removeprefix(_NOT)
    return name in PARAMETERS.values() or _own(name, COLUMN) != "" or _own(name, RANGE) != ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person chose to look at. Within a field any value will do; all fields must hold.

    `words`: a query (`dash_core.text.search.query`), of which every part holds. `earliest`,
    `latest`: the document's date may fall between them, both included; undated documents do not
    pass. The rest: topic ids, genres, names of those who wrote or received it, of its senders, of
    its recipients, of people and places named, subject headings, names of files of the listing,
    what a person wrote on it (`dash_core.study.annotations.NOTE_PARTS`), the tags it was given,
    document ids. `area`: a part of the map (x from, x to, y from, y to, each from 0 to 1).
    `columns`: values of the source's own columns, by name. `ranges`: numbers in own columns, by
    name, from and to, both included. `excluded`: documents that pass it do not pass this one.
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
    subjects: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    area: tuple[float, ...] = ()
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ranges: tuple[tuple[str, float, float], ...] = ()
    excluded: "Filter | None" = None

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def n_fields(self) -> int:
        """How many things it asks for: a field, a column, a range, or what is left out is one."""
        dates = bool(self.earliest or self.latest)
        lists = sum(bool(getattr(self, name)) for name in (*_LISTS, "words", "area"))
        columns = len(self.columns) + len(self.ranges)
        return dates + lists + columns + (self.excluded.n_fields if self.excluded else 0)

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
            columns=tuple(
                sorted(
                    (name, _unique(given))
                    for url_name, given in parameters.items()
                    if (name := _own(url_name, COLUMN)) and _unique(given)
                )
            ),
            ranges=tuple(
                sorted(
                    (name, *ends)
                    for url_name, given in parameters.items()
                    if (name := _own(url_name, RANGE)) and (ends := _ends(given))
                )
            ),
            excluded=(cls.from_url(inner) or None) if inner else None,
            **{field: _unique(values[field]) for field in _LISTS},
        )

    def to_url(self) -> dict[str, list[str]]:
        """The URL parameters; empty fields are left out."""
        params: dict[str, list[str]] = {}
        for field, name in PARAMETERS.items():
            value = getattr(self, field)
            if not value:
                continue
            if field == "area":
                params[name] = [",".join(f"{number:g}" for number in value)]
            elif isinstance(value, tuple):
                params[name] = [_to_url(one) for one in value]
            else:
                params[name] = [str(value)]
        params |= {f"{COLUMN}{name}": [*map(_to_url, values)] for name, values in self.columns}
        params |= {
            f"{RANGE}{name}": [f"{low:.15g}..{high:.15g}"] for name, low, high in self.ranges
        }
        if self.excluded:
            params |= {f"{_NOT}{name}": values for name, values in self.excluded.to_url().items()}
        return params

    # Changing

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a list field, or of an own column (`COLUMN` and its name)."""
        if name := _own(field, COLUMN):
            return dict(self.columns).get(name, ())
        values: tuple[str, ...] = getattr(self, field)
        return values

    def with_values(self, field: str, values: Iterable[str]) -> Self:
        """The filter with these values of a list field, or of an own column, instead of its own."""
        changed: Any = {field: tuple(values)}
        if name := _own(field, COLUMN):
            columns = {**dict(self.columns), name: tuple(values)}
            changed = {"columns": tuple(sorted(pair for pair in columns.items() if pair[1]))}
        return replace(self, **changed)

    def with_range(self, name: str, ends: tuple[float, float] | None) -> Self:
        """The filter with numbers of an own column from and to; None for all of them."""
        others = [given for given in self.ranges if given[0] != name]
        return replace(self, ranges=tuple(sorted([*others, *([(name, *ends)] if ends else [])])))

    def toggled(self, field: str, value: str) -> Self:
        """The filter with one value of a list field added, or taken out if it is there."""
        before = self.values(field)
        without = tuple(v for v in before if v != value)
        return self.with_values(field, without if value in before else (*before, value))

    def between(self, earliest: date | None, latest: date | None) -> Self:
        """The filter with these dates, or without them if they are its dates already."""
        same = (earliest, latest) == (self.earliest, self.latest)
        return replace(self, earliest=None if same else earliest, latest=None if same else latest)


def _own(name: str, prefix: str) -> str:
    """The own column that a parameter or facet is of; "" where it is of none."""
    return name.removeprefix(prefix) if name.startswith(prefix) else ""


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_from_url(value) for value in values if value))


def _ends(values: Iterable[str]) -> tuple[float, float] | None:
    """Two numbers in order; None where they are none."""
    match = _RANGE.fullmatch(next(iter(values), ""))
    try:
        low, high = (float(match[1]), float(match[2])) if match else (1.0, 0.0)
    except ValueError:
        return None
    return (low, high) if low <= high else None


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
