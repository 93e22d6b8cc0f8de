"""A comparison as a link: the filter of each side, on top of a common filter.

In a URL the parameters of a side are those of a filter with `a.` or `b.` before them, and
`a.source` where a side is of another listing: `?topic=oil&a.to=1946-02-21&b.from=1946-02-22`.
`rest=b`: B is everything else, what passes the common filter and is not on A.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Final, Self
from urllib.parse import parse_qs

import numpy as np

from dash_core.analysis.gaps import MIN_GAP_DOCUMENTS
from dash_core.collection.collection import Collection
from dash_core.collection.filter import COLUMN, Filter, is_parameter
from dash_core.collection.view import View
from dash_core.topics import OTHER

__all__ = [
    "KINDS",
    "NAMES",
    "VALUES",
    "Comparison",
    "around",
    "ignored",
    "is_side_parameter",
    "kinds",
    "middle_day",
    "read_side",
    "start",
]

NAMES: Final = ("A", "B")
_PREFIXES: Final = ("a.", "b.")
_SOURCE: Final = "source"
_REST: Final = "rest"
# Facets two values of which can be the sides.
VALUES: Final = tuple("topics creators recipients people genre places subjects files tags".split())
KINDS: Final = ("date", *VALUES, "rest")


def is_side_parameter(name: str) -> bool:
    """Whether a URL parameter is part of a comparison."""
    suffix = name[2:]
    is_prefixed = name.startswith(_PREFIXES) and (suffix == _SOURCE or is_parameter(suffix))
    return is_prefixed or name == _REST


def ignored(parameters: Mapping[str, Iterable[str]]) -> list[str]:
    """The parameters of a filter or a side in a URL that are invalid and are left out.

    >>> ignored({"from": ["1946-02-30"], "a.to": ["1946"], "topic": ["oil"]})
    ['from=1946-02-30', 'a.to=1946']
    """
    return [
        f"{name}={value[:40]}"
        for name, values in parameters.items()
        for bare in (name[2:] if name.startswith(_PREFIXES) else name,)
        for value in values
        if is_parameter(bare) and value.strip() and not Filter.from_url({bare: [value]})
    ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides. `sources`: the key of another listing a side is of; "" for the listing shown.

    `rest`: the side (0 or 1) that is everything else, if one is.
    """

    sides: tuple[Filter, Filter] = (Filter(), Filter())
    sources: tuple[str, str] = ("", "")
    rest: int | None = None

    def __bool__(self) -> bool:
        """Whether the sides differ at all."""
        return self != Comparison()

    @classmethod
    def from_url(cls, parameters: Mapping[str, Iterable[str]]) -> Self:
        """Read URL parameters (each a list of values); invalid ones are left out."""
        given: list[dict[str, Iterable[str]]] = [
            {name[2:]: values for name, values in parameters.items() if name.startswith(prefix)}
            for prefix in _PREFIXES
        ]
        sides = [Filter.from_url(side) for side in given]
        keys = ["".join([*side.get(_SOURCE, ())][:1]) for side in given]
        word = "".join([*parameters.get(_REST, ())][:1])
        rest = {"a": 0, "b": 1}.get(word) if not any(keys) else None
        if rest is not None:
            sides[rest] = Filter()
        return cls((sides[0], sides[1]), (keys[0], keys[1]), rest)

    def to_url(self) -> dict[str, list[str]]:
        """The URL parameters; empty ones are left out."""
        parameters: dict[str, list[str]] = {}
        for prefix, side, key in zip(_PREFIXES, self.sides, self.sources, strict=True):
            parameters |= {prefix + name: values for name, values in side.to_url().items()}
            parameters |= {prefix + _SOURCE: [key]} if key else {}
        return parameters | ({_REST: ["ab"[self.rest]]} if self.rest is not None else {})

    def swapped(self) -> Self:
        """B as A and A as B."""
        (a, b), (source_a, source_b) = self.sides, self.sources
        rest = None if self.rest is None else 1 - self.rest
        return replace(self, sides=(b, a), sources=(source_b, source_a), rest=rest)

    def with_side(self, side: int, filter_: Filter) -> Self:
        """The comparison with another filter on one side, of the listing shown."""
        (a, b), (source_a, source_b) = self.sides, self.sources
        rest = None if self.rest == side else self.rest
        if side == 0:
            return replace(self, sides=(filter_, b), sources=("", source_b), rest=rest)
        return replace(self, sides=(a, filter_), sources=(source_a, ""), rest=rest)

    def filter(self, side: int, common: Filter) -> Filter:
        """The whole filter of a side, the common filter included.

        Words of both must be found; in every other field a value of the side replaces that of the
        common filter. Where the common filter leaves documents out already, "everything else" is
        the common filter.
        """
        if self.rest != side:
            return _on_top(common, self.sides[side])
        other = _on_top(common, self.sides[1 - side])
        return common if common.excluded else replace(common, excluded=other or None)


def _on_top(common: Filter, side: Filter) -> Filter:
    values: dict[str, Any] = {
        field.name: getattr(side, field.name) or getattr(common, field.name)
        for field in fields(Filter)
    }
    values["words"] = " ".join(filter(None, (common.words, side.words)))
    values["columns"] = tuple(sorted({**dict(common.columns), **dict(side.columns)}.items()))
    of_side = {name for name, *_ends in side.ranges}
    kept = (given for given in common.ranges if given[0] not in of_side)
    values["ranges"] = tuple(sorted([*side.ranges, *kept]))
    earliest, latest = values["earliest"], values["latest"]
    if earliest and latest and earliest > latest:  # the common dates leave none of the side's
        values |= {"earliest": side.earliest, "latest": side.latest}
    return Filter(**values)


def read_side(text: str) -> Filter:
    """A filter as typed: words to search for, or URL parameters.

    >>> read_side("from:Molotov oil").words, read_side("topic=oil&to=1946-02-21").topics
    ('from:Molotov oil', ('oil',))
    """
    parameters = parse_qs(text.strip().removeprefix("?"))
    if parameters and all(map(is_parameter, parameters)):
        return Filter.from_url(parameters)
    return Filter.from_url({"q": [text]})


def around(day: date) -> Comparison:
    """Before a day, and from it on."""
    return Comparison((Filter(latest=day - timedelta(days=1)), Filter(earliest=day)))


def middle_day(collection: Collection, view: View) -> date | None:
    """The day that parts the dated documents of a view into halves; None where all are of one."""
    ends = [
        collection.table[name].to_numpy()[view.rows].astype("datetime64[D]")
        for name in ("date_earliest", "date_latest")
    ]
    dated = ~(np.isnat(ends[0]) | np.isnat(ends[1]))
    first, last = (end[dated].astype(np.int64) for end in ends)
    if not len(first):
        return None
    middle = int(np.median((first + last) // 2))
    if not (last < middle).any():  # the first day has half of them
        later = first[first > middle]
        if not len(later):
            return None
        middle = int(later.min())
    return date(1970, 1, 1) + timedelta(days=middle)


def kinds(collection: Collection) -> list[str]:
    """What can be compared in a listing: `KINDS` and its own columns, as facets."""
    own = (name for name in collection.facets if name.startswith(COLUMN))
    *first, rest = KINDS
    return [*first, *own, rest]


def start(kind: str, collection: Collection, view: View, common: Filter) -> Comparison | None:
    """A comparison to start with, from the documents of a view; None where there is none.

    `kind`, one of `kinds`: "date" parts the documents into halves, a facet takes the two values
    most documents have, "rest" sets what passes the common filter against everything else (the
    common filter is then on side A, and none).
    """
    if kind == "date":
        day = middle_day(collection, view)
        return around(day) if day else None
    if kind == "rest":
        can = common and not common.excluded
        return Comparison((common, Filter()), rest=1) if can else None
    return _values(collection, view, kind)


def _values(collection: Collection, view: View, field: str) -> Comparison | None:
    """The two values that most documents have."""
    counts = collection.facets[field].counts(view.rows)
    least = 1 if field in ("files", "tags") else MIN_GAP_DOCUMENTS
    some = [v for v, n in counts.items() if n >= least and v and v != OTHER]
    if len(some) < 2:
        return None
    first, second = sorted(some, key=lambda value: (-counts[value], value))[:2]
    none = Filter()
    return Comparison((none.with_values(field, (first,)), none.with_values(field, (second,))))
