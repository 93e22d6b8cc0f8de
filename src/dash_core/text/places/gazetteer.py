"""The gazetteer: what places there are, and by which names.

It is prepared once (`prepare.py`) and kept as arrays in `gazetteer.npz`: 4 MB, where as many
Python objects take 130 MB and a second to make. A place becomes an object when a text names it.
"""

import re
from bisect import bisect_left
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import as_file, files
from typing import Any, Final, TypeVar

import numpy as np
from babel import Locale, UnknownLocaleError
from numpy.typing import NDArray

from dash_core.text.language.tokens import fold

__all__ = [
    "COMMON",
    "STRONG",
    "WEAK",
    "Gazetteer",
    "Place",
    "folded",
    "gazetteer",
    "gazetteer_in",
    "key_of",
    "number_of",
]

# What a name needs to be taken for a place.
STRONG: Final = 0  # a capital
WEAK: Final = 1  # a word like "in" before it, its country beside it, or so elsewhere in the listing
COMMON: Final = 2  # its country beside it, or "in" before it and its country in the document

_WORD: Final = re.compile(r"[^\W_]+")
_MAX_REMEMBERED: Final = 50_000  # names whose places are remembered, and as many that are none's
_ABSENT: Final = object()

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `kind` is city, state, former state, region, water or continent.

    `lat`, `lon` in degrees: of a city itself, of the rest its middle. `countries` are ISO 3166
    codes of the states of today it lies in; `within` is the part of one ("US.MA", GeoNames'
    codes); `people` weighs it against others of its name; `source` says where it is from.
    """

    name: str
    kind: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    within: str
    people: float
    source: str

    @property
    def is_point(self) -> bool:
        """Whether it is a spot on a map, and no area."""
        return self.kind == "city"

    def holds(self, other: "Place") -> bool:
        """Whether the other lies in it, as far as the gazetteer tells."""
        if self.name == other.name or self.is_point:
            return False
        if self.within:
            return self.within == other.within
        return bool(set(self.countries) & set(other.countries))


@dataclass(frozen=True)
class Gazetteer:
    """All places, and what each name (by `key_of`) may stand for.

    `names`: key -> places, heaviest first, each with its weight; `ranks`: key -> what the name
    needs; `longest`: first word of a key -> the most words a name that starts so has; `beside`:
    what stands after a comma only ("Va.") -> the place; `never`, `common`: words that are no
    place's name, or rarely; `states`: the states of today; `country_starts`: the first four
    letters of the countries' names in English, in lower case.
    """

    places: Mapping[str, Place]
    names: Mapping[str, tuple[tuple[Place, float], ...]]
    ranks: Mapping[str, int]
    longest: Mapping[str, int]
    beside: Mapping[str, Place]
    never: frozenset[str]
    common: frozenset[str]
    states: tuple[Place, ...]
    country_starts: frozenset[str]

    def with_names(self, new: Mapping[str, Place]) -> "Gazetteer":
        """The gazetteer with more names (by their keys), each of one place."""
        if not new:
            return self
        longest: dict[str, int] = {}
        for key in new:
            first = key.partition(" ")[0]
            known = longest.get(first) or self.longest.get(first, 0)
            longest[first] = max(known, key.count(" ") + 1)
        names = {key: ((place, place.people),) for key, place in new.items()}
        ranks = {key: COMMON if key in self.common else STRONG for key in new}
        return replace(
            self,
            names=ChainMap(names, self.names),  # type: ignore[arg-type]
            ranks=ChainMap(ranks, self.ranks),  # type: ignore[arg-type]
            longest=ChainMap(longest, self.longest),  # type: ignore[arg-type]
        )


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word without case and accents (`text.fold`), remembered."""
    return fold(word)


def key_of(text: str) -> str:
    """A name as it is looked up: its words, folded, one space apart.

    >>> key_of("Xi’an"), key_of("Iran[ian] Azerbaijan"), key_of("U.S.S.R.")
    ('xi an', 'iran ian azerbaijan', 'u s s r')
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    return " ".join([folded(word) for word in _WORD.findall(text)])


def number_of(key: str) -> int:
    """The number by which a key is found: 64 bits of its digest, which no two keys share."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big")


class _Found(Mapping[str, _T]):
    """A mapping whose values are found in arrays by the number of the key; the last are
    remembered. Its keys themselves are not kept: it cannot be walked."""

    def __init__(self, numbers: NDArray[np.uint64], value: Callable[[int], _T]) -> None:
        self._numbers, self._value = numbers.data, value
        self._remembered: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("the gazetteer keeps the numbers of its keys, not the keys")

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, else the default."""
        value = self._remembered.get(key, _ABSENT)
        if value is _ABSENT:
            value = self._remembered[key] = self._look_up(key)
            if len(self._remembered) > _MAX_REMEMBERED:
                self._remembered = {}
        return default if value is None else value

    def _look_up(self, key: str) -> _T | None:
        number = number_of(key)
        at = bisect_left(self._numbers, number)
        is_there = at < len(self._numbers) and self._numbers[at] == number
        return self._value(at) if is_there else None

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __getitem__(self, key: str) -> _T:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value  # type: ignore[no-any-return]


@dataclass
class _Arrays:
    """What `gazetteer.npz` holds (`prepare.save`), and the places made so far."""

    of: Mapping[str, NDArray[Any]]
    made: dict[int, Place] = field(default_factory=dict)

    def text(self, name: str, number: int) -> str:
        """A text of a list of texts that are kept as one."""
        start, end = self.of[f"{name}_ends"][number : number + 2].tolist()
        return bytes(self.of[f"{name}_bytes"][start:end]).decode()

    def texts(self, name: str) -> list[str]:
        """All of them."""
        return [self.text(name, number) for number in range(len(self.of[f"{name}_ends"]) - 1)]

    def place(self, number: int) -> Place:
        """A place, the same object each time."""
        place = self.made.get(number)
        if place is None:
            lat, lon, people = self.of["measures"][number].tolist()
            codes = self.of["codes"][number].tolist()
            kind, countries, within = (
                self.text(name, code)
                for name, code in zip(("kinds", "countries", "within"), codes, strict=True)
            )
            new = Place(
                self.text("names", number), kind, lat, lon, tuple(countries.split()), within,
                people, self.text("sources", number),
            )  # fmt: skip
            place = self.made.setdefault(number, new)
        return place

    def options(self, at: int) -> tuple[tuple[Place, float], ...]:
        """The places that the name at this number may stand for."""
        start, end = self.of["option_ends"][at : at + 2].tolist()
        places = self.of["option_places"][start:end].tolist()
        weights = self.of["option_weights"][start:end].tolist()
        return tuple(
            (self.place(number), weight) for number, weight in zip(places, weights, strict=True)
        )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, read once in a process."""
    with as_file(files(__package__) / "gazetteer.npz") as path, np.load(path) as kept:
        arrays = _Arrays({name: kept[name] for name in kept.files})
    of = arrays.of
    is_state = of["codes"][:, 0] == arrays.texts("kinds").index("state")
    beside = zip(arrays.texts("beside"), of["beside_places"].tolist(), strict=True)
    return Gazetteer(
        places=_Found(of["place_numbers"], lambda at: arrays.place(int(of["place_order"][at]))),
        names=_Found(of["key_numbers"], arrays.options),
        ranks=_Found(of["key_numbers"], lambda at: int(of["key_ranks"][at])),
        longest=_Found(of["first_numbers"], lambda at: int(of["first_longest"][at])),
        beside={key: arrays.place(number) for key, number in beside},
        never=frozenset(arrays.texts("never")),
        common=frozenset(arrays.texts("common")),
        states=tuple(map(arrays.place, np.flatnonzero(is_state).tolist())),
        country_starts=frozenset(arrays.texts("country_starts")),
    )


@lru_cache(maxsize=64)
def _lands(language: str) -> Mapping[str, Place]:
    """The states of today by their keys in a language (ISO 639-1), as CLDR has them; those of
    scripts without capitals are left out, for nothing tells where such a name starts."""
    try:
        called = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    states = {place.countries[0]: place for place in gazetteer().states if place.countries}
    return {
        key_of(name): states[iso]
        for iso, name in called.items()
        if iso in states and name[:1].isupper()
    }


@lru_cache(maxsize=64)
def gazetteer_in(languages: frozenset[str]) -> Gazetteer:
    """The gazetteer with what the states are called in these languages, too."""
    known = gazetteer()
    new = {
        key: place
        for language in sorted(languages - {"en"})
        for key, place in _lands(language).items()
        if key not in known.names and key not in known.never
    }
    return known.with_names(new)
