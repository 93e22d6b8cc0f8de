"""The places of a whole listing (how each is resolved: `disambiguation`)."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.common.columns import alike
from dash_core.common.i18n import _, format_number
from dash_core.common.parts import in_parts
from dash_core.common.progress import Progress, no_progress, with_progress
from dash_core.text.places.disambiguation import (
    DECIDED,
    DOCUMENT,
    ELSEWHERE,
    LARGEST_BY_FAR,
    LISTING,
    QUALIFIED,
    Occurrence,
    decide,
)
from dash_core.text.places.from_columns import place_from_column, told_by_company
from dash_core.text.places.gazetteer import Gazetteer, Place, gazetteer_in, key_of
from dash_core.text.places.mentions import PlaceMention, candidates, unlisted
from dash_core.text.places.nations import nations_of
from dash_core.text.places.words import Words

__all__ = ["PlacesReading", "Resolution", "read_places"]

MIN_PLACE_SHARE: Final = 0.3  # of a word's mentions after "in", "at", "near": a possible place
MAX_POSSIBLE_PLACES: Final = 200  # names in no list that may be places
_MORE: Final = re.compile(r"[,;/()\[\]]")  # a value with these says more than one name
_AT_ONCE: Final = 2_000  # documents whose texts are split together


@dataclass(frozen=True, slots=True)
class Resolution:
    """How an ambiguous name was read: `printed` as `name`, in documents `rows`, because of
    `why` (a sentence), and not as one of `others`; all by the names of the gazetteer."""

    printed: str
    name: str
    why: str
    others: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class PlacesReading:
    """The places of the documents of a listing.

    `names`: the places of each document, as read in its text. `places`: by name, all that the
    listing names or states. `from_columns`: what a column of the source states -> the place meant.
    `resolved`: how ambiguous names were read. `unplaced`: names that the source or a title
    states as places and no list has; `doubtful`: names that stand where places do and are in no
    list; both with the rows of their documents.
    """

    names: list[list[str]]
    places: dict[str, Place]
    from_columns: dict[str, str]
    resolved: list[Resolution]
    unplaced: dict[str, list[int]]
    doubtful: dict[str, list[int]]
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


def read_places(
    texts: Sequence[tuple[str, str]],
    taken: Sequence[tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]],
    columns: Sequence[Iterable[str]] = (),
    decided: Mapping[str, str] = MappingProxyType({}),
    languages: Iterable[str] = (),
    progress: Progress = no_progress,
) -> PlacesReading:
    """Read the places of all documents.

    Parameters
    ----------
    texts
        Title and summary of each document.
    taken
        For each, the spans of title and summary that are people's names.
    columns
        For each, what the source or its title states as places.
    decided
        What a person decided: a printed name -> the name of a place, or "" where it is none.
    languages
        The languages of the documents: their names of states are known, too.
    """
    spoken = frozenset(languages)
    known, settled = _with_decided(gazetteer_in(spoken), decided)
    parts = in_parts(_printed, texts, taken, shared=(spoken, dict(decided)), progress=progress)
    printed = _Printed.joined(parts)
    occurrences = printed.occurrences
    for one in occurrences:
        if one.candidate.key in settled:
            one.place, one.why = settled[one.candidate.key], DECIDED
            one.candidate.is_elsewhere = one.place is None
    decide(occurrences, len(texts), known, printed.lower, printed.nations)
    stated = Counter(chain.from_iterable(columns))
    place_of = {
        text: settled[key_of(text)] if key_of(text) in settled else place_from_column(text, known)
        for text in stated
    }
    undecided = {text: place for text, place in place_of.items() if key_of(text) not in settled}
    told = told_by_company(stated, undecided, known)
    place_of |= told
    return _result(
        len(texts),
        texts,
        occurrences,
        known,
        columns,
        place_of,
        _kept(printed, known),
        _shown(texts, occurrences, stated, place_of, undecided),
        told,
    )


@dataclass(slots=True)
class _Printed:
    """What `n` documents print that may be places.

    `lower`, `upper`: as `Words` has them. `doubtful`: names in no list, `nations`: the states
    of nations, by row.
    """

    n: int
    occurrences: list[Occurrence] = field(default_factory=list)
    lower: set[str] = field(default_factory=set)
    upper: Counter[str] = field(default_factory=Counter)
    doubtful: dict[str, list[int]] = field(default_factory=dict)
    nations: dict[int, dict[Place, None]] = field(default_factory=dict)

    @classmethod
    def joined(cls, parts: "Iterable[_Printed]") -> "_Printed":
        """One after another; the first is changed."""
        first, *others = parts
        for part in others:
            for one in part.occurrences:
                one.row += first.n
            first.occurrences += part.occurrences
            first.lower |= part.lower
            first.upper.update(part.upper)
            for name, rows in part.doubtful.items():
                first.doubtful.setdefault(name, []).extend([row + first.n for row in rows])
            first.nations |= {row + first.n: states for row, states in part.nations.items()}
            first.n += part.n
        return first


def _printed(
    texts: Sequence[tuple[str, str]],
    taken: Sequence[tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]],
    languages: frozenset[str],
    decided: Mapping[str, str],
    progress: Progress,
) -> _Printed:
    known, _settled = _with_decided(gazetteer_in(languages), decided)
    seen = Words(known)
    found = _Printed(len(texts), lower=seen.lower, upper=seen.upper)
    each = chain.from_iterable(
        seen.split([text for fields in texts[first : first + _AT_ONCE] for text in fields])
        for first in range(0, len(texts), _AT_ONCE)
    )
    for row, fields in enumerate(with_progress(texts, progress)):
        for where, text in enumerate(fields):
            may_name_nations, words = next(each)
            if may_name_nations and (states := nations_of(text)):
                found.nations.setdefault(row, {}).update(dict.fromkeys(states))
            people = taken[row][where]
            names = candidates(text, people, seen, words) if words else []
            found.occurrences += [Occurrence(row, where, candidate) for candidate in names]
            for name in unlisted(text, people, names):
                rows = found.doubtful.setdefault(name, [])
                if rows[-1:] != [row]:
                    rows.append(row)
    return found


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
    return known.with_names(new), settled


def _kept(printed: "_Printed", known: Gazetteer) -> dict[str, list[int]]:
    """The names in no list that are no words of the language and often stand where a place
    does, the most frequent first."""
    names = {
        name: rows
        for name, rows in printed.doubtful.items()
        if len(rows) >= MIN_PLACE_SHARE * printed.upper[name.split()[0]]
        and not any(w.lower() in printed.lower or w.lower() in known.never for w in name.split())
    }
    first = sorted(names, key=lambda name: (-len(names[name]), name))[:MAX_POSSIBLE_PLACES]
    return {name: names[name] for name in first}


def _result(
    n: int,
    texts: Sequence[tuple[str, str]],
    occurrences: Sequence[Occurrence],
    known: Gazetteer,
    columns: Sequence[Iterable[str]],
    place_of: dict[str, Place | None],
    doubtful: dict[str, list[int]],
    shown: Mapping[str, Place],
    told: Container[str],
) -> PlacesReading:
    names: list[dict[str, None]] = [{} for _row in range(n)]
    codes: dict[str, int] = {}
    mentions = []
    groups: dict[tuple[str, str, int, str], list[int]] = {}
    places: dict[str, Place] = {}
    for one in occurrences:
        place, candidate = one.place, one.candidate
        if place is None:
            continue
        own, place = place, shown.get(place.name, place)
        places[place.name] = place
        names[one.row][place.name] = None
        code = codes.setdefault(place.name, len(codes))
        mentions.append((one.row, one.where, code, candidate.start, candidate.end))
        is_doubtful = one.why != LARGEST_BY_FAR and len(known.names[candidate.key]) > 1
        if is_doubtful or one.why == DECIDED:
            printed = texts[one.row][one.where][candidate.start : candidate.end]
            rows = groups.setdefault((printed, own.name, one.why, candidate.beside), [])
            if rows[-1:] != [one.row]:
                rows.append(one.row)
    unplaced: dict[str, list[int]] = {}
    for row, values in enumerate(columns):
        for text in values:
            if stated := place_of[text]:
                place = shown.get(stated.name, stated)
                places[place.name] = place
                if text in told:
                    groups.setdefault((text, stated.name, LISTING, ""), []).append(row)
            else:
                unplaced.setdefault(text, []).append(row)
    return PlacesReading(
        names=alike(map(list, names)),
        places=places,
        from_columns={
            text: shown.get(place.name, place).name for text, place in place_of.items() if place
        },
        resolved=_resolutions(groups, known),
        unplaced=unplaced,
        doubtful=doubtful,
        _codes=tuple(codes),
        _mentions=np.array(mentions, dtype=np.int32).reshape(-1, 5),
    )


def _shown(
    texts: Sequence[tuple[str, str]],
    occurrences: Sequence[Occurrence],
    counts: Mapping[str, int],
    place_of: Mapping[str, Place | None],
    undecided: Iterable[str],
) -> dict[str, Place]:
    """Gazetteer's name -> the place as the source names it, where it mostly says otherwise.

    That is the form most often printed, if a column has it by itself ("Cádiz", and not "Cádiz,
    Spain" or "CÁDIZ"), no person decided what it means, and no other place here is called so.
    `counts` has the documents that state each text.
    """
    printed: dict[str, Counter[str]] = {}
    of_name: dict[str, Place] = {}
    for text in undecided:
        place = place_of[text]
        if place and not _MORE.search(text):
            printed.setdefault(place.name, Counter())[text] += counts[text]
            of_name[place.name] = place
    stated = {name: set(forms) for name, forms in printed.items()}
    for one in occurrences:
        if one.place is not None and one.place.name in printed:
            text = texts[one.row][one.where][one.candidate.start : one.candidate.end]
            printed[one.place.name][text] += 1
    taken = Counter(form for forms in stated.values() for form in forms)
    others = (*place_of.values(), *(one.place for one in occurrences))
    taken.update({place.name for place in others if place is not None})
    shown = {}
    for name, forms in printed.items():
        ((form, _n),) = forms.most_common(1)
        if form != name and form in stated[name] and not form.isupper() and taken[form] == 1:
            shown[name] = replace(of_name[name], name=form)
    return shown


def _resolutions(
    groups: dict[tuple[str, str, int, str], list[int]], known: Gazetteer
) -> list[Resolution]:
    resolutions = []
    for (printed, name, why, beside), rows in groups.items():
        others = [p.name for p, _w in known.names[key_of(printed)] if p.name != name][:3]
        resolutions.append(
            Resolution(
                printed,
                name,
                _format_reason(why, beside, known.places[name]),
                tuple(others),
                tuple(rows),
            )
        )
    return sorted(resolutions, key=lambda one: (-len(one.rows), one.printed, one.name, one.why))


def _format_reason(why: int, beside: str, place: Place) -> str:
    if why == DECIDED:
        return _("corrected by a person")
    if why == QUALIFIED:
        return _("“{beside}” is next to it").format(beside=beside)
    if why == DOCUMENT:
        return _("the same document names places there or near")
    if why == ELSEWHERE:
        return _("the listing says so elsewhere")
    if why == LISTING:
        return _("the listing names many places there or near")
    return _("the largest of that name ({n} people)").format(n=format_number(place.people, 0))
