"""Toponym resolution: which names of a listing are places, and which place of a name is meant.

A name of the first rank with a capital is a place. One of a lesser rank needs evidence beside it,
or that a fifth of its mentions in the listing have some. Of several places of one name, the first
of these that decides is taken:

0. what a person decided;
1. what the text has beside it ("Cambridge, Massachusetts");
2. one is eight times as large as any other (Paris), unless the text says otherwise;
3. the document's other places, and the nations it speaks of ("French"): they lie in the country
   of one of them, or near it;
4. what stands beside that name elsewhere in the listing, more often than not;
5. a quarter of the listing's other places, as in 3;
6. the largest.

Proximity is a number from 1 (the same country) down to 0 (1,500 km away and more); a state counts
half of a town, and a place that a fifth of the documents name counts nothing. A place is decided
by context where its sum is half as high again as any other's, or the others that come near are
much smaller. A place under another name than its own, of a town not well known, also needs that
the listing names places near it. Where a text speaks of ships, no place of a country without
a coast is meant (Brest is in France). Where half of the places of a listing lie in one region
("US.TX"), so does a place of a name that is there, however large another is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import acos, cos, radians, sin
from types import MappingProxyType
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

LISTING_SHARE: Final = 0.25  # of a listing's other places, by nearness: they decide
REGION_SHARE: Final = 0.5  # of a listing's towns in one region: it is the listing's own
MIN_REGION_TOWNS: Final = 5  # different towns of a listing from which a region is told

# States without a coast (ISO 3166); those on the Caspian Sea have ports.
_NO_COAST: Final = frozenset(
    "AD AF AM AT BF BI BO BT BW BY CF CH CZ ET HU KG LA LI LS LU MD MK ML MN MW NE NP PY RS RW SK "
    "SM SS SZ TD TJ UG UZ VA XK ZM ZW".split()
)
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


def decide(
    occurrences: Sequence[Occurrence],
    n: int,
    known: Gazetteer,
    lower: set[str],
    nations: Mapping[int, Iterable[Place]] = MappingProxyType({}),
) -> None:
    """Set the place of every candidate that is one, in a listing of `n` documents.

    Those that have a place already keep it; `lower` holds the words printed without a capital,
    `nations` the states whose nations a document (row) speaks of.
    """
    listing = _Listing(occurrences, known, lower)
    listing.nations = nations
    for one in occurrences:
        if one.place is None and not one.candidate.is_elsewhere:
            listing.resolve_alone(one)
    listing.learn(n)
    listing.keep_to_region()
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
        self.nations: Mapping[int, Iterable[Place]] = {}
        self.nearby: dict[int, dict[str, Place]] = {}
        self.documents: Counter[str] = Counter()
        self.weights: dict[str, float] = {}
        self.by_key: dict[tuple[str, ...], list[float]] = {}

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
            options = self._options(one)
            one.place = _by_far(options)
            if one.place is not None and len(options) < len(self.known.names[key]):
                self.qualified.setdefault(key, Counter())[one.place.name] += 1

    def _options(self, one: Occurrence) -> Sequence[tuple[Place, float]]:
        """The places of a name, without those no ship can reach where ships are spoken of."""
        options = self.known.names[one.candidate.key]
        if not one.candidate.is_port:
            return options
        return [option for option in options if not _is_inland(option[0])] or options

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
            is_point = self.known.places[name].is_point
            self.weights[name] = (1.0 if is_point else AREA_WEIGHT) * _rareness(documents, n)
        spoken_of = Counter(state for states in self.nations.values() for state in states)
        for row, states in self.nations.items():
            places = self.nearby.setdefault(row, {})
            for state in states:
                if state.name not in places:
                    name = f"{state.name} (nation)"
                    places[name] = state
                    self.weights[name] = AREA_WEIGHT * _rareness(spoken_of[state], n)

    def keep_to_region(self) -> None:
        """Take the place of the listing's own region where a larger one elsewhere was taken."""
        towns = [self.known.places[name] for name in self.documents]
        regions = Counter(town.within for town in towns if town.is_point)
        region, n = regions.most_common(1)[0] if regions else ("", 0)
        if n < MIN_REGION_TOWNS or n < REGION_SHARE * regions.total():
            return
        for one in self.occurrences:
            if one.place is None or one.why != LARGEST_BY_FAR or one.place.within == region:
                continue
            if not one.place.is_point:
                continue
            own = [p for p, _w in self.known.names[one.candidate.key] if p.within == region]
            if own:
                one.place, one.why = own[0], LISTING

    def resolve_in_context(self, one: Occurrence) -> None:
        """Resolve by the document or the listing; a common word without context is no place."""
        key = one.candidate.key
        if not self._is_likely(one):
            return
        options = [place for place, _weight in self._options(one)]
        sizes = [weight for _place, weight in self._options(one)]
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
        in_listing = self._in_listing(key, options)
        best = _best(in_listing, sizes, LISTING_SHARE * self.documents.total())
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
        names = (key, *(place.name for place in options))
        if names not in self.by_key:
            context = [(self.known.places[name], float(n)) for name, n in self.documents.items()]
            self.by_key[names] = _scores(options, context)
        return self.by_key[names]


def _rank(key: str, known: Gazetteer, lower: set[str]) -> int:
    """What a name needs in this listing: more, where it is a word of it."""
    rank = known.ranks[key]
    return COMMON if " " not in key and key in lower and known.names[key][0][0].is_point else rank


def _rareness(documents: int, n: int) -> float:
    """1 for a place of few of `n` documents, 0 for one of a fifth of them and more."""
    return max(0.0, 1 - documents / (UBIQUITOUS_SHARE * n)) if n >= _MIN_DOCUMENTS else 1.0


def _is_inland(place: Place) -> bool:
    return bool(place.countries) and all(code in _NO_COAST for code in place.countries)


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
