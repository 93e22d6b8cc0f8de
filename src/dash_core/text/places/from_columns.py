"""What the source itself states as a place ("Bluefields, Nicaragua"), found in the gazetteer."""

import re
from collections.abc import Iterator
from typing import Final

from dash_core.text.places.gazetteer import COMMON, Gazetteer, Place, key_of

__all__ = ["place_from_column"]

_BRACKETED: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_INSIDE: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
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
