"""A query asked of a collection: which documents hold it, and how all of them rank."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.text.language.tokens import Token, spans_of
from dash_core.text.search.fuzzy_names import Reading, find_names
from dash_core.text.search.index import Hit, Index, QueryWord
from dash_core.text.search.query import FACETS, NOTE, Clause, Query
from dash_core.text.search.ranking import Ranking

__all__ = ["Facet", "QueryMatch", "format_unknown", "match_query"]

Mask = NDArray[np.bool_]


class Facet(Protocol):
    """Values of a field and which document has them."""

    @property
    def values(self) -> tuple[str, ...]:
        """All values, in order."""
        ...

    def has_any(self, wanted: Sequence[str]) -> Mask:
        """For each document, whether it has one of these values."""
        ...


@dataclass(frozen=True, eq=False)
class QueryMatch:
    """What a query means here.

    `passes`: documents that hold every part. `allowed`: documents that hold its facets and none
    of what was excluded, whatever their words. `any`: of those, documents that hold any word or
    phrase asked for. `is_effective`: whether anything was looked for; words too common are not.
    `ranking`: None where no word is asked for. `remarks`: how it was read where that is not
    plain. `missing`: words no description has. `unknown`: fields whose value nothing has.
    `names`: forms of the names asked for.
    """

    query: Query
    passes: Mask
    allowed: Mask
    any: Mask
    is_effective: bool = False
    ranking: Ranking | None = None
    remarks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[Clause, ...] = ()
    _marks: tuple["_Mark", ...] = ()
    names: tuple[str, ...] = ()

    def hits(self, index: Index, n: int | None = None) -> list[Hit]:
        """Documents with any of the words and phrases, best first, then related ones; where no
        word is asked for, all that pass, in the order of the table."""
        if self.ranking is None:
            rows = np.flatnonzero(self.passes & self.is_effective)[:n]
            return [Hit(int(row), 1.0, ()) for row in rows]
        rest = self.related(index)
        order = [*self.ranking.order(self.any), *self.ranking.order(rest)][:n]
        return [index.explain(self.ranking, row) for row in order]

    def related(self, index: Index) -> Mask:
        """Documents that hold none of the words and phrases, but parts of them or several words
        associated with them."""
        if self.ranking is None:
            return np.zeros_like(self.allowed)
        near = (self.ranking.exact > 0) | index.related(self.ranking)
        return np.asarray(self.allowed & near & ~self.any)

    def spans(
        self, text: str, tokens: Sequence[Token], where: str, names: Sequence[str]
    ) -> list[tuple[int, int]]:
        """What to mark in a title or summary (`where`): words, whole phrases, and these names."""
        own = [mark for mark in self._marks if mark.field in ("", where)]
        single = {term for mark in own if len(mark.terms) == 1 for term in mark.terms[0]}
        found = spans_of(tokens, single)
        kept = [token for token in tokens if token.term]
        for mark in own:
            n = len(mark.terms)
            found += [
                (kept[i].start, kept[i + n - 1].end)
                for i in range(len(kept) - n + 1 if n > 1 else 0)
                if all(kept[i + j].term in terms for j, terms in enumerate(mark.terms))
            ]
        if names:
            forms = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
            found += [m.span() for m in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text)]
        return _joined(found)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Terms that follow one another (each any of a set), in a field or anywhere."""

    terms: tuple[frozenset[str], ...]
    field: str


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that overlap are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@dataclass
class _Asking:
    """The parts of a query, one after another."""

    index: Index
    facets: Mapping[str, Facet]
    spellings: Mapping[str, Mapping[str, Sequence[str]]]
    passes: Mask
    allowed: Mask
    some: Mask
    noted: Callable[[str], Mask]
    words: list[QueryWord] = field(default_factory=list)
    unwanted: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[Clause] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    is_effective: bool = False

    def take(self, part: Clause) -> None:
        if part.field in FACETS:
            self._facet(part)
        elif part.field == NOTE:
            self._note(part)
        elif part.is_phrase or part.is_excluded:
            self._phrase(part)
        else:
            self._words(part)

    def _facet(self, part: Clause) -> None:
        facet = self.facets[part.field]
        forms = self.spellings.get(part.field, {})
        reading = find_names(part.text, {value: forms.get(value, ()) for value in facet.values})
        if not reading.names:
            self.unknown.append(part)
            self.remarks.append(format_unknown(part))
        elif reading.is_guess:
            self.remarks.append(_guessed(part, reading))
        has = facet.has_any(reading.names)
        self._narrow(~has if part.is_excluded else has)
        if not part.is_excluded:
            self.forms += [f for name in reading.names for f in {name, *forms.get(name, ())} if f]

    def _note(self, part: Clause) -> None:
        has = self.noted(part.text)
        if not has.any():
            self.unknown.append(part)
            self.remarks.append(format_unknown(part))
        self._narrow(~has if part.is_excluded else has)

    def _phrase(self, part: Clause) -> None:
        ways = self.index.phrase(part.text)
        if not ways:
            self._too_common(part.text)
            return
        has = self.index.following(ways, part.field)
        if part.is_excluded:
            self._narrow(~has)
            self.unwanted |= {c for way in ways if len(way) == 1 for c in way[0].columns}
            return
        self.passes &= has
        self.some |= has
        self._look_for([word for way in ways[:1] for word in way])
        for way in ways:
            self._mark([word.columns for word in way], part.field)

    def _words(self, part: Clause) -> None:
        words = self.index.lookup(part.text)
        if not words:
            self._too_common(part.text)
        for word in words:
            has = self.index.holding(word.columns, part.field)
            self.passes &= has
            self.some |= has
            self._mark([word.columns], part.field)
        self._look_for(words)

    def _narrow(self, has: Mask) -> None:
        self.is_effective = True
        self.passes &= has
        self.allowed &= has

    def _look_for(self, words: list[QueryWord]) -> None:
        self.words += words
        self.is_effective |= bool(words)
        self.missing += [word.word for word in words if not word.columns]

    def _mark(self, words: Sequence[Sequence[int]], where: str) -> None:
        terms = tuple(frozenset(self.index.terms[column] for column in own) for own in words)
        self.marks.append(_Mark(terms, where))

    def _too_common(self, text: str) -> None:
        self.remarks.append(_("“{words}” is too common to look for.").format(words=text))


def _guessed(part: Clause, reading: Reading) -> str:
    names = _(" or ").join(reading.names)
    return _("{field}: {asked} read as {names}.").format(
        field=part.field, asked=part.text, names=names
    )


def format_unknown(part: Clause) -> str:
    """That nothing has the value a field asks for."""
    said = {
        "person": _("Nobody called “{value}” is named."),
        "from": _("Nothing is from “{value}”."),
        "to": _("Nothing is to “{value}”."),
        "place": _("No place called “{value}” is named."),
        "genre": _("No document is of the genre “{value}”."),
        "topic": _("There is no topic “{value}”."),
        "tag": _("Nothing is tagged “{value}”."),
        "note": _("No note has “{value}”."),
    }
    return said[part.field].format(value=part.text)


def match_query(
    query: Query,
    index: Index,
    facets: Mapping[str, Facet],
    spellings: Mapping[str, Mapping[str, Sequence[str]]],
    noted: Callable[[str], Mask] | None = None,
) -> QueryMatch:
    """Find the documents that match a query.

    Parameters
    ----------
    facets
        For each of `dash_core.text.search.query.FACETS` its values and which document has them.
    spellings
        For some of them, other forms each value is printed or called in.
    noted
        Which documents have given words in a person's note; by default none.
    """
    every = np.ones(len(index), dtype=bool)
    none = np.zeros_like(every)
    asking = _Asking(
        index, facets, spellings, every, every.copy(), none.copy(), noted or (lambda _words: none)
    )
    for part in query.clauses:
        asking.take(part)
    ranking = None
    if asking.words:
        ranking = index.rank(asking.words, asking.allowed, frozenset(asking.unwanted))
    return QueryMatch(
        query,
        asking.passes,
        asking.allowed,
        asking.allowed & asking.some,
        asking.is_effective,
        ranking,
        tuple(dict.fromkeys(asking.remarks)),
        tuple(dict.fromkeys(asking.missing)),
        tuple(asking.unknown),
        tuple(asking.marks),
        tuple(dict.fromkeys(asking.forms)),
    )
