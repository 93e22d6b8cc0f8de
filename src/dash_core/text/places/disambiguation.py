"""Toponym resolution: which names of a listing are places, and which place of a name is meant.

A name of the first rank with a capital is a place. One of a lesser rank needs evidence beside it,
or that a fifth of its mentions in the listing have some. Of several places of one name, the first
of these that decides is taken:

0. what a person decided;
1. what the text has beside it ("Cambridge, Massachusetts");
2. one is eight times as large as any other (Paris), unless the text says otherwise;
3. the document's other places: they lie in the country of one of them, or near it;
4. what stands beside that name elsewhere in the listing, more often than not;
5. half of the listing's other places, as in 3;
6. the largest.

Proximity is a number from 1 (the same country) down to 0 (1,500 km away and more); a state counts
half of a town, and a place that a fifth of the documents name counts nothing. A place is decided
by context where its sum is half as high again as any other's, or the others that come near are
much smaller. A place under another name than its own, of a town not well known, also needs that
the listing names places near it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import acos, cos, radians, sin
from typing import Final

from dash_core.text.places.gazetteer import COMMON, STRONG, WEAK, Gazetteer, Place
from dash_core.text.places.mentions import Candidate

__all__ = [
    "DECIDED",
    "DOCUMENT",
    "ELSEWHERE",
    "LARGEST",
    "LARGEST_BY_FAR",
    "LISTING",
    "QUALIFIED",
    "Occurrence",
    "decide",
]

MIN_POPULATION_RATIO: Final = 8  # of the largest place of a name to the next: no other is meant
NEAR_KM: Final = 1_500  # kilometres: farther places are no evidence
MIN_PROXIMITY: Final = 0.4  # sum over a document's other places from which they are evidence
AREA_WEIGHT: Final = 0.5  # of a state or region as evidence; a town has 1
UBIQUITOUS_SHARE: Final = 0.2  # of the documents: a place named in so many is no evidence
MIN_EVIDENCE_SHARE: Final = 0.2  # of a name's mentions: with so many, the others are places too
OTHER_NAME_SHARE: Final = 0.01  # of a listing's places near a small town under another name

_MIN_DOCUMENTS: Final = 20  # documents from which shares of them count
_RADIUS: Final = 6_371.0  # of the Earth, in kilometres
# Why a name of several places was read as one of them.
DECIDED, QUALIFIED, LARGEST_BY_FAR, DOCUMENT, ELSEWHERE, LISTING, LARGEST = range(7)


@dataclass(slots=True)
class Occurrence:
    """A candidate in its document, and what was made of it."""

    row: int
    where: int
    candidate: Candidate
    place: Place | None = None
    why: int = LARGEST_BY_FAR


def decide(occurrences: Sequence[Occurrence], n: int, known: Gazetteer, lower: set[str]) -> None:
    """Set the place of every candidate that is one, in a listing of `n` documents.

    Those that have a place already keep it; `lower` holds the words printed without a capital.
    """
    listing = _Listing(occurrences, known, lower)
    for one in occurrences:
        if one.place is None and not one.candidate.is_elsewhere:
            listing.resolve_alone(one)
    listing.learn(n)
    for one in occurrences:
        if one.place is None and not one.candidate.is_elsewhere:
            listing.resolve_in_context(one)


class _Listing:
    """What the candidates of a listing tell of one another."""

    def __init__(
        self, occurrences: Sequence[Occurrence], known: Gazetteer, lower: set[str]
    ) -> None:
        self.occurrences, self.known = occurrences, known
        mentions, placed = Counter[str](), Counter[str]()
        for one in occurrences:
            mentions[one.candidate.key] += 1
            placed[one.candidate.key] += one.candidate.is_placed
        self.ranks = {key: _rank(key, known, lower) for key in mentions}
        self.evident = {
            key for key, times in placed.items() if times >= MIN_EVIDENCE_SHARE * mentions[key]
        }
        self.qualified: dict[str, Counter[str]] = {}
        self.nearby: dict[int, dict[str, Place]] = {}
        self.documents: Counter[str] = Counter()
        self.weights: dict[str, float] = {}
        self.by_key: dict[str, list[float]] = {}

    def _is_likely(self, one: Occurrence) -> bool:
        key = one.candidate.key
        if self.ranks[key] == COMMON:
            return one.candidate.is_placed
        return self.ranks[key] == STRONG or one.candidate.is_placed or key in self.evident

    def resolve_alone(self, one: Occurrence) -> None:
        """Resolve what needs no context: the text states it, or one place only can be meant."""
        key = one.candidate.key
        if one.candidate.within:
            one.place, one.why = one.candidate.within[0], QUALIFIED
            self.qualified.setdefault(key, Counter())[one.place.name] += 1
        elif (
            self.ranks[key] < COMMON
            and self._is_likely(one)
            and not (self.ranks[key] == WEAK and self._is_other_name(key))
        ):
            one.place = _by_far(self.known.names[key])

    def _is_other_name(self, key: str) -> bool:
        """Whether no place of the name is called so first of all."""
        place, weight = self.known.names[key][0]
        return weight < place.people

    def learn(self, n: int) -> None:
        """Take the places settled so far as context for the rest."""
        for one in self.occurrences:
            if one.place is not None:
                places = self.nearby.setdefault(one.row, {})
                if one.place.name not in places:
                    places[one.place.name] = one.place
                    self.documents[one.place.name] += 1
        for name, documents in self.documents.items():
            weight = 1.0 if self.known.places[name].is_point else AREA_WEIGHT
            if n >= _MIN_DOCUMENTS:
                weight *= max(0.0, 1 - documents / (UBIQUITOUS_SHARE * n))
            self.weights[name] = weight

    def resolve_in_context(self, one: Occurrence) -> None:
        """Resolve by the document or the listing; a common word without context is no place."""
        key = one.candidate.key
        if not self._is_likely(one):
            return
        options = [place for place, _weight in self.known.names[key]]
        sizes = [weight for _place, weight in self.known.names[key]]
        near = self.nearby.get(one.row, {}).items()
        scores = _scores(options, [(place, self.weights[name]) for name, place in near])
        if max(scores) < MIN_PROXIMITY and not self._may_stand_alone(key, options):
            return
        best = _best(scores, sizes, MIN_PROXIMITY)
        if best is not None or len(options) == 1:
            one.place, one.why = options[best or 0], DOCUMENT
            return
        counts = self.qualified.get(key)
        if counts:
            name, times = counts.most_common(1)[0]
            if times > counts.total() / 2:
                one.place, one.why = self.known.places[name], ELSEWHERE
                return
        best = _best(self._in_listing(key, options), sizes, self.documents.total() / 2)
        one.place, one.why = options[best or 0], LARGEST if best is None else LISTING

    def _may_stand_alone(self, key: str, options: Sequence[Place]) -> bool:
        """Whether a name is a place where the document names none near it."""
        if self.ranks[key] == COMMON:
            return False
        if self.ranks[key] == WEAK and self._is_other_name(key):
            least = OTHER_NAME_SHARE * self.documents.total()
            return max(self._in_listing(key, options)) >= max(least, MIN_PROXIMITY)
        return True

    def _in_listing(self, key: str, options: Sequence[Place]) -> list[float]:
        if key not in self.by_key:
            context = [(self.known.places[name], float(n)) for name, n in self.documents.items()]
            self.by_key[key] = _scores(options, context)
        return self.by_key[key]


def _rank(key: str, known: Gazetteer, lower: set[str]) -> int:
    """What a name needs in this listing: more, where it is a word of it."""
    rank = known.ranks[key]
    return COMMON if " " not in key and key in lower and known.names[key][0][0].is_point else rank


def _by_far(options: Sequence[tuple[Place, float]]) -> Place | None:
    """The only place of a name, or the one much larger than the others."""
    place, weight = options[0]
    rest = next((w for other, w in options[1:] if other.name != place.name), 0.0)
    return place if weight >= MIN_POPULATION_RATIO * rest else None


def _scores(options: Sequence[Place], context: Iterable[tuple[Place, float]]) -> list[float]:
    """How near each of the options is to all of their context, by its weights."""
    context = list(context)
    return [sum(n * _proximity(place, other) for other, n in context) for place in options]


def _best(scores: Sequence[float], weights: Sequence[float], least: float) -> int | None:
    """Which score is high, and half as high again as the others (or is by far the largest of
    those that come near it); None if none is."""
    best = max(scores)
    near = [i for i, score in enumerate(scores) if 1.5 * score >= best]
    is_clear = len(near) == 1 or weights[near[0]] >= MIN_POPULATION_RATIO * weights[near[1]]
    return near[0] if best >= least and is_clear else None


def _proximity(one: Place, other: Place) -> float:
    """1 in the same country, else from 1 (the same spot) to 0 (1,500 km and more)."""
    if set(one.countries) & set(other.countries):
        return 1.0
    lat, lon = radians(one.lat), radians(one.lon)
    lat_, lon_ = radians(other.lat), radians(other.lon)
    cosine = sin(lat) * sin(lat_) + cos(lat) * cos(lat_) * cos(lon - lon_)
    return max(0.0, 1 - _RADIUS * acos(min(1.0, max(-1.0, cosine))) / NEAR_KM)
