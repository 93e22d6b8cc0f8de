"""The places of a whole listing: what is accepted, and which place of a name is meant.

A capital name of the first rank is a place. One of a lesser rank needs evidence beside it, or
that a fifth of its mentions in the listing have some. Which of several places of one name is
meant is told by the first of these that tells:

0. what a person decided;
1. what the text says beside it ("Cambridge, Massachusetts");
2. one is eight times as large as any other (Paris), where nobody says otherwise;
3. the document's other places: they lie in the country of one of them, or near it;
4. half of the listing's other places, likewise;
5. the largest.

"Near" is a number from 1 (the same country) down to 0 (1,500 km away and more); a state counts
half of a town, and a place that a fifth of the documents name counts nothing. One place is told
by its company where the sum is half as high again as any other's, or the others that come near
are much smaller.

All but size alone are shown (`Resolution`).
"""

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import acos, cos, radians, sin
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core import settings
from dash_core.places.finding import Candidate, PlaceMention, candidates, unlisted
from dash_core.places.gazetteer import COMMON, STRONG, Gazetteer, Place, gazetteer, key_of
from dash_core.places.stated import stated_place
from dash_core.progress import Tick, each, silent
from dash_core.words import _

__all__ = ["PlacesReading", "Resolution", "read_places"]

_MANY: Final = 20  # documents from which their shares tell something
_RADIUS: Final = 6_371.0  # of the Earth, in kilometres
# Why a name of several places was read as one of them.
SAID, LARGEST_BY_FAR, DOCUMENT, LISTING, LARGEST, DECIDED = range(6)


@dataclass(frozen=True, slots=True)
class Resolution:
    """How an ambiguous name was read: `printed` as `name`, in documents `rows`, because of
    `why` (a sentence), and not as one of `others`."""

    printed: str
    name: str
    why: str
    others: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class PlacesReading:
    """Where each document of a listing is about.

    `names`: the places of each document, as read in its text. `places`: by name, all that the
    listing names or states. `stated`: what a column of the source states -> the place meant.
    `resolved`: how ambiguous names were read. `unplaced`: names that the source or a title
    states as places and no list has; `maybe`: names that stand where places do and are in no
    list; both with the rows of their documents.
    """

    names: list[list[str]]
    places: dict[str, Place]
    stated: dict[str, str]
    resolved: list[Resolution]
    unplaced: dict[str, list[int]]
    maybe: dict[str, list[int]]
    _codes: tuple[str, ...] = ()
    _mentions: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 5), dtype=np.int32))

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return np.searchsorted(self._mentions[:, 0], np.arange(len(self.names) + 1))

    def mentions(self, row: int) -> Iterator[tuple[int, PlaceMention]]:
        """Where the places of a document stand: 0 in its title or 1 in its summary, and where."""
        for at in range(self._starts[row], self._starts[row + 1]):
            _row, where, code, start, end = self._mentions[at].tolist()
            yield where, PlaceMention(self._codes[code], start, end)


@dataclass(slots=True)
class _Seen:
    """A candidate in its document, and what was made of it."""

    row: int
    where: int
    candidate: Candidate
    place: Place | None = None
    why: int = LARGEST_BY_FAR


def read_places(
    texts: Sequence[tuple[str, str]],
    taken: Sequence[tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]],
    stated: Sequence[Iterable[str]] = (),
    decided: Mapping[str, str] = MappingProxyType({}),
    tick: Tick = silent,
) -> PlacesReading:
    """Read the places of all documents.

    Parameters
    ----------
    texts
        Title and summary of each document.
    taken
        For each, the spans of title and summary that are people's names.
    stated
        For each, what the source or its title states as places.
    decided
        What a person decided: a printed name -> the name of a place, or "" where it is none.
    """
    known, settled = _with_decided(gazetteer(), decided)
    lower: set[str] = set()
    seen: list[_Seen] = []
    upper: Counter[str] = Counter()
    maybe: dict[str, list[int]] = {}
    for row, fields in enumerate(each(texts, tick)):
        for where, text in enumerate(fields):
            people = taken[row][where]
            own = candidates(text, known, people, lower, upper)
            seen += [_Seen(row, where, candidate) for candidate in own]
            known_spans = [(c.start, c.end) for c in own if not c.is_elsewhere]
            for name in unlisted(text, [*people, *known_spans]):
                rows = maybe.setdefault(name, [])
                if rows[-1:] != [row]:
                    rows.append(row)
    for one in seen:
        if one.candidate.key in settled:
            one.place, one.why = settled[one.candidate.key], DECIDED
            one.candidate.is_elsewhere = one.place is None
    _decide(seen, len(texts), known, lower)
    meant = {
        text: settled[key_of(text)] if key_of(text) in settled else stated_place(text, known)
        for own in stated
        for text in own
    }
    return _result(len(texts), texts, seen, known, stated, meant, _kept(maybe, lower, upper))


def _with_decided(
    known: Gazetteer, decided: Mapping[str, str]
) -> tuple[Gazetteer, dict[str, Place | None]]:
    """The gazetteer with the names that decisions bring, and the place of each name decided.

    A decision for a place that the gazetteer has not is none.
    """
    settled = {
        key_of(name): known.places.get(place)
        for name, place in decided.items()
        if key_of(name) and (not place or place in known.places)
    }
    new = {key: place for key, place in settled.items() if place and key not in known.names}
    if not new:
        return known, settled
    longest = dict(known.longest)
    for key in new:
        first = key.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    own = replace(
        known,
        names=ChainMap({key: ((place, place.people),) for key, place in new.items()}, known.names),  # type: ignore[arg-type]
        ranks=ChainMap(dict.fromkeys(new, STRONG), known.ranks),  # type: ignore[arg-type]
        longest=longest,
    )
    return own, settled


def _decide(seen: Sequence[_Seen], n: int, known: Gazetteer, lower: set[str]) -> None:
    """Set the place of every candidate that is one, in a listing of `n` documents."""
    mentions, placed = Counter[str](), Counter[str]()
    for one in seen:
        mentions[one.candidate.key] += 1
        placed[one.candidate.key] += one.candidate.is_placed
    ranks = {key: _rank(key, known, lower) for key in mentions}
    one_sense = {
        key for key, times in placed.items() if times >= settings.ONE_SENSE * mentions[key]
    }
    for one in seen:
        key = one.candidate.key
        if one.candidate.is_elsewhere or one.place is not None:
            continue
        if one.candidate.within:
            one.place, one.why = one.candidate.within[0], SAID
        elif ranks[key] == STRONG or (
            ranks[key] < COMMON and (one.candidate.is_placed or key in one_sense)
        ):
            one.place = _by_far(known.names[key])
    nearby: dict[int, dict[str, Place]] = {}
    everywhere: Counter[str] = Counter()
    for one in seen:
        if one.place is not None and one.place.name not in nearby.setdefault(one.row, {}):
            nearby[one.row][one.place.name] = one.place
            everywhere[one.place.name] += 1
    weights = {
        name: (1 if known.places[name].is_point else settings.LAND_WEIGHT)
        * (max(0.0, 1 - df / (settings.EVERYWHERE * n)) if n >= _MANY else 1)
        for name, df in everywhere.items()
    }
    listing = [(known.places[name], float(df)) for name, df in everywhere.items()]
    by_key: dict[str, list[float]] = {}
    for one in seen:
        key, candidate = one.candidate.key, one.candidate
        if one.place is not None or candidate.is_elsewhere:
            continue
        is_likely = ranks[key] == STRONG or candidate.is_placed or key in one_sense
        if not is_likely or (ranks[key] == COMMON and not candidate.is_placed):
            continue
        options = [place for place, _weight in known.names[key]]
        sizes = [weight for _place, weight in known.names[key]]
        own = [(place, weights[name]) for name, place in nearby.get(one.row, {}).items()]
        scores = _scores(options, own)
        if ranks[key] == COMMON and max(scores) < settings.NEAR_ENOUGH:
            continue
        best = _best(scores, sizes, settings.NEAR_ENOUGH)
        if best is not None or len(options) == 1:
            one.place, one.why = options[best or 0], DOCUMENT
            continue
        if key not in by_key:
            by_key[key] = _scores(options, listing)
        best = _best(by_key[key], sizes, everywhere.total() / 2)
        one.place, one.why = options[best or 0], LARGEST if best is None else LISTING


def _scores(options: Sequence[Place], company: Iterable[tuple[Place, float]]) -> list[float]:
    """How near each of the options is to all of their company, by its weights."""
    company = list(company)
    return [sum(n * _nearness(place, own) for own, n in company) for place in options]


def _best(scores: Sequence[float], weights: Sequence[float], least: float) -> int | None:
    """Which score is high, and half as high again as the others (or is by far the largest of
    those that come near it); None if none is."""
    best = max(scores)
    near = [i for i, score in enumerate(scores) if 1.5 * score >= best]
    is_clear = len(near) == 1 or weights[near[0]] >= settings.DOMINANT * weights[near[1]]
    return near[0] if best >= least and is_clear else None


def _nearness(one: Place, other: Place) -> float:
    """1 in the same country, else from 1 (the same spot) to 0 (1,500 km and more)."""
    if set(one.countries) & set(other.countries):
        return 1.0
    lat, lon = radians(one.lat), radians(one.lon)
    lat_, lon_ = radians(other.lat), radians(other.lon)
    cosine = sin(lat) * sin(lat_) + cos(lat) * cos(lat_) * cos(lon - lon_)
    return max(0.0, 1 - _RADIUS * acos(min(1.0, max(-1.0, cosine))) / settings.NEAR_PLACES)


def _rank(key: str, known: Gazetteer, lower: set[str]) -> int:
    """What a name needs in this listing: more, where it is a word of it."""
    rank = known.ranks[key]
    return COMMON if " " not in key and key in lower and known.names[key][0][0].is_point else rank


def _by_far(options: Sequence[tuple[Place, float]]) -> Place | None:
    """The only place of a name, or the one much larger than the others."""
    place, weight = options[0]
    rest = next((w for other, w in options[1:] if other.name != place.name), 0.0)
    return place if weight >= settings.DOMINANT * rest else None


def _kept(
    maybe: dict[str, list[int]], lower: set[str], upper: Counter[str]
) -> dict[str, list[int]]:
    """The names in no list that are no words of the language and often stand where a place
    does, the most frequent first."""
    names = {
        name: rows
        for name, rows in maybe.items()
        if len(rows) >= settings.OFTEN_PLACED * upper[name.split()[0]]
        and not any(word.lower() in lower for word in name.split())
    }
    first = sorted(names, key=lambda name: (-len(names[name]), name))[: settings.MAX_MAYBE]
    return {name: names[name] for name in first}


def _result(
    n: int,
    texts: Sequence[tuple[str, str]],
    seen: Sequence[_Seen],
    known: Gazetteer,
    stated: Sequence[Iterable[str]],
    meant: dict[str, Place | None],
    maybe: dict[str, list[int]],
) -> PlacesReading:
    names: list[dict[str, None]] = [{} for _row in range(n)]
    codes: dict[str, int] = {}
    mentions = []
    groups: dict[tuple[str, str, int, str], list[int]] = {}
    places: dict[str, Place] = {}
    for one in seen:
        place, candidate = one.place, one.candidate
        if place is None:
            continue
        places[place.name] = place
        names[one.row][place.name] = None
        code = codes.setdefault(place.name, len(codes))
        mentions.append((one.row, one.where, code, candidate.start, candidate.end))
        is_doubtful = one.why != LARGEST_BY_FAR and len(known.names[candidate.key]) > 1
        if is_doubtful or one.why == DECIDED:
            printed = texts[one.row][one.where][candidate.start : candidate.end]
            rows = groups.setdefault((printed, place.name, one.why, candidate.beside), [])
            if rows[-1:] != [one.row]:
                rows.append(one.row)
    unplaced: dict[str, list[int]] = {}
    for row, own in enumerate(stated):
        for text in own:
            place = meant[text]
            if place is None:
                unplaced.setdefault(text, []).append(row)
            else:
                places[place.name] = place
    return PlacesReading(
        names=[list(own) for own in names],
        places=places,
        stated={text: place.name for text, place in meant.items() if place is not None},
        resolved=_resolutions(groups, known),
        unplaced=unplaced,
        maybe=maybe,
        _codes=tuple(codes),
        _mentions=np.array(mentions, dtype=np.int32).reshape(-1, 5),
    )


def _resolutions(
    groups: dict[tuple[str, str, int, str], list[int]], known: Gazetteer
) -> list[Resolution]:
    found = []
    for (printed, name, why, beside), rows in groups.items():
        others = [p.name for p, _w in known.names[key_of(printed)] if p.name != name][:3]
        found.append(
            Resolution(
                printed, name, _say(why, beside, known.places[name]), tuple(others), tuple(rows)
            )
        )
    return sorted(found, key=lambda one: (-len(one.rows), one.printed, one.name, one.why))


def _say(why: int, beside: str, place: Place) -> str:
    if why == DECIDED:
        return _("a person decided it")
    if why == SAID:
        return _("“{beside}” stands beside it").format(beside=beside)
    if why == DOCUMENT:
        return _("the same document names places there or near")
    if why == LISTING:
        return _("the listing names many places there or near")
    return _("the largest of that name ({n} people)").format(n=f"{place.people:,.0f}")
