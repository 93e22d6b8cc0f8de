"""What the source itself states as a place ("Bluefields, Nicaragua"), found in the gazetteer."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from dash_core.text.places.gazetteer import COMMON, Gazetteer, Place, key_of

__all__ = ["place_from_column", "told_by_company"]

_BRACKETED: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_INSIDE: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
_SURE: Final = 5.0  # times as many people as in the next town of its name: no doubt
_COMPANY: Final = 2  # times as many documents in a country as in that of the largest town
_PARTS: Final = re.compile(r"\s*(?:,|;|--|—|/|>|\|)\s*")


def place_from_column(text: str, known: Gazetteer) -> Place | None:
    """The place meant by a value of a column of places; None where no list has it.

    A name; a name turned round ("Korea, Republic of"); the smallest of a chain that lies in the
    others ("Iran, Tabriz"); a name with another in brackets ("Siam (Thailand)").
    """
    for form in _forms(text):
        options = known.names.get(key_of(form))
        if options:
            return options[0][0]
    parts = [part for part in _PARTS.split(_BRACKETED.sub("", text)) if part]
    if len(parts) < 2:
        return None
    chain = [[place for place, _weight in known.names.get(key_of(part), ())] for part in parts]
    chain = [
        places or ([known.beside[key_of(part)]] if key_of(part) in known.beside else [])
        for places, part in zip(chain, parts, strict=True)
    ]
    for i, places in enumerate(chain):
        holders = [place for j, other in enumerate(chain) if j != i for place in other]
        for place in places:
            if place.kind == "city" and any(holder.holds(place) for holder in holders):
                return place
    firsts = [places[0] for places, part in zip(chain, parts, strict=True)
             if places and known.ranks.get(key_of(part), COMMON) < COMMON]  # fmt: skip
    # Parts that hold each other are one place; others are several, and none is the one meant.
    if len(firsts) == 1 or (firsts and all(p is firsts[0] or p.holds(firsts[0]) for p in firsts)):
        return firsts[0]
    return None


def _forms(text: str) -> Iterator[str]:
    bare = _BRACKETED.sub("", text)
    for form in (text, bare):
        yield form
        head, comma, tail = form.partition(", ")
        if comma and "," not in tail:
            yield f"{tail} {head}"
    inside = _INSIDE.search(text)
    if inside and bare:
        yield inside[1]


def told_by_company(
    counts: Mapping[str, int], place_of: Mapping[str, Place | None], known: Gazetteer
) -> dict[str, Place]:
    """Towns that are not the largest of their name, for most other places stated lie where they do:
    Valencia beside Madrid and Sevilla is that of Spain.

    `counts` has the documents that state each text.
    """
    doubtful: dict[str, list[Place]] = {}
    company = Counter[str]()
    for text, place in place_of.items():
        options = known.names.get(key_of(text), ())
        if len(options) > 1 and options[0][1] < _SURE * options[1][1]:
            doubtful[text] = [option for option, _weight in options if option.kind == "city"]
        elif place is not None:
            company.update(dict.fromkeys(place.countries, counts[text]))
    told = {}
    for text, towns in doubtful.items():
        if len(towns) < 2 or place_of[text] is not towns[0]:
            continue
        best = max(towns, key=lambda town: _companions(town, company))
        least = _COMPANY * max(1, _companions(towns[0], company))
        if best is not towns[0] and _companions(best, company) >= least:
            told[text] = best
    return told


def _companions(place: Place, company: Mapping[str, int]) -> int:
    return max((company.get(country, 0) for country in place.countries), default=0)
