"""Places named in a text: a gazetteer with historical names, ambiguous names resolved by their
company.

What is not checked: a name that is also a person's counts where it stands outside the names that
`people` found and nothing beside it says otherwise; of two towns of one name in one country only
the larger is known (in the United States: in one state). Towns of fewer than 15,000 people are
in no list unless `places.csv` has them.
"""

from collections.abc import Sequence
from functools import lru_cache

from dash_core.text.places.from_columns import place_from_column
from dash_core.text.places.gazetteer import STRONG, Gazetteer, Place, gazetteer, key_of
from dash_core.text.places.mentions import PlaceMention
from dash_core.text.places.places import PlacesReading, Resolution, read_places

__all__ = [
    "Gazetteer",
    "Place",
    "PlaceMention",
    "PlacesReading",
    "Resolution",
    "find_place",
    "find_places",
    "gazetteer",
    "is_place",
    "namesakes",
    "read_places",
]


def find_places(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[PlaceMention]:
    """The places named in `text` alone, in order; `taken` spans (people's names) are left out."""
    reading = read_places([(text, "")], [(taken, ())])
    return [mention for _where, mention in reading.mentions(0)]


@lru_cache(maxsize=50_000)
def is_place(text: str) -> bool:
    """Whether the whole of `text` is the name of a place, and needs no evidence for it."""
    return text[:1].isupper() and gazetteer().ranks.get(key_of(text)) == STRONG


def find_place(text: str) -> Place | None:
    """The place that a person means by `text`: its name here, or as a source would state it."""
    return gazetteer().places.get(text.strip()) or place_from_column(text, gazetteer())


def namesakes(text: str) -> list[str]:
    """The places that a printed name may stand for, the largest first."""
    return [place.name for place, _weight in gazetteer().names.get(key_of(text), ())]
