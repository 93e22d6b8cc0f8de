"""The filter: what a person chose to look at, as a frozen value that is also a URL.

Which documents of a collection pass it says `dash_core.collection.view`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from unicodedata import category

__all__ = ["PARAMETERS", "Filter", "is_parameter"]

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
_LISTS: Final = tuple(
    "topics genre correspondents creators recipients people places subjects files noted tags "
    "ids".split()
)


def is_parameter(name: str) -> bool:
    """Whether a URL parameter is part of a filter."""
    return name.removeprefix(_NOT) in PARAMETERS.values()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person chose to look at. Within a field any value will do; all fields must hold.

    `words`: a query (`dash_core.text.search.query`), of which every part holds. `earliest`,
    `latest`: the document's date may fall between them, both included; undated documents do not
    pass. The rest: topic ids, genres, names of those who wrote or received it, of its senders, of
    its recipients, of people and places named, subject headings, names of files of the listing,
    what a person wrote on it (`dash_core.study.annotations.NOTE_PARTS`), the tags it was given,
    document ids. `area`: a part of the map (x from, x to, y from, y to, each from 0 to 1).
    `excluded`: documents that pass it do not pass this one.
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
        if self.excluded:
            params |= {f"{_NOT}{name}": values for name, values in self.excluded.to_url().items()}
        return params

    # Changing

    def with_values(self, field: str, values: Iterable[str]) -> Self:
        """The filter with these values of a list field instead of its own."""
        changed: Any = {field: tuple(values)}
        return replace(self, **changed)

    def toggled(self, field: str, value: str) -> Self:
        """The filter with one value of a list field added, or taken out if it is there."""
        before: tuple[str, ...] = getattr(self, field)
        without = tuple(v for v in before if v != value)
        return self.with_values(field, without if value in before else (*before, value))

    def between(self, earliest: date | None, latest: date | None) -> Self:
        """The filter with these dates, or without them if they are its dates already."""
        same = (earliest, latest) == (self.earliest, self.latest)
        return replace(self, earliest=None if same else earliest, latest=None if same else latest)


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
