"""A query matched against a collection: which documents pass it, and how all of them rank."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.text.language.tokens import Token, spans_of
from dash_core.text.search.fuzzy_names import NameMatch, find_names
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
    """The documents that match a query.

    `passes`: documents that match every clause. `allowed`: documents that match its facets and
    nothing that is excluded, whatever their words. `any`: of those, documents that have any of its
    words or phrases. `is_effective`: whether anything is searched; words that are too common are
    not. `ranking`: None where the query has no word. `remarks`: how clauses were interpreted, where
    that is not plain. `missing`: words that no description has. `unknown`: clauses whose value no
    document has. `names`: printed forms of the names in the query.
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
        """Documents with any of the words and phrases, best first, then related ones.

        Without a word in the query: all documents that pass, in the order of the table.
        """
        if self.ranking is None:
            rows = np.flatnonzero(self.passes & self.is_effective)[:n]
            return [Hit(int(row), 1.0, ()) for row in rows]
        rest = self.related(index)
        order = [*self.ranking.order(self.any), *self.ranking.order(rest)][:n]
        return [index.explain(self.ranking, row) for row in order]

    def related(self, index: Index) -> Mask:
        """Documents with none of the words and phrases, but parts of them or several words
        associated with them."""
        if self.ranking is None:
            return np.zeros_like(self.allowed)
        near = (self.ranking.exact > 0) | index.related(self.ranking)
        return np.asarray(self.allowed & near & ~self.any)

    def spans(
        self, text: str, tokens: Sequence[Token], where: str, names: Sequence[str]
    ) -> list[tuple[int, int]]:
        """What to highlight in a title or summary (`where`): words, phrases and these names."""
        marks = [mark for mark in self._marks if mark.field in ("", where)]
        single = {term for mark in marks if len(mark.terms) == 1 for term in mark.terms[0]}
        spans = spans_of(tokens, single)
        kept = [token for token in tokens if token.term]
        for mark in marks:
            n = len(mark.terms)
            spans += [
                (kept[i].start, kept[i + n - 1].end)
                for i in range(len(kept) - n + 1 if n > 1 else 0)
                if all(kept[i + j].term in terms for j, terms in enumerate(mark.terms))
            ]
        if names:
            forms = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
            spans += [m.span() for m in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text)]
        return _merge_spans(spans)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Consecutive terms (each any of a set), in a field or anywhere."""

    terms: tuple[frozenset[str], ...]
    field: str


def _merge_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that overlap are one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@dataclass
class _Matcher:
    """What the clauses of a query match, taken one after another."""

    index: Index
    facets: Mapping[str, Facet]
    spellings: Mapping[str, Mapping[str, Sequence[str]]]
    passes: Mask
    allowed: Mask
    any: Mask
    note_rows: Callable[[str], Mask]
    words: list[QueryWord] = field(default_factory=list)
    excluded_columns: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[Clause] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    is_effective: bool = False

    def take(self, clause: Clause) -> None:
        if clause.field in FACETS:
            self._facet(clause)
        elif clause.field == NOTE:
            self._note(clause)
        elif clause.is_phrase or clause.is_excluded:
            self._phrase(clause)
        else:
            self._words(clause)

    def _facet(self, clause: Clause) -> None:
        facet = self.facets[clause.field]
        forms = self.spellings.get(clause.field, {})
        match = find_names(clause.text, {value: forms.get(value, ()) for value in facet.values})
        if not match.names:
            self.unknown.append(clause)
            self.remarks.append(format_unknown(clause))
        elif match.is_guess:
            self.remarks.append(_format_guess(clause, match))
        has = facet.has_any(match.names)
        self._narrow(~has if clause.is_excluded else has)
        if not clause.is_excluded:
            self.forms += [f for name in match.names for f in {name, *forms.get(name, ())} if f]

    def _note(self, clause: Clause) -> None:
        has = self.note_rows(clause.text)
        if not has.any():
            self.unknown.append(clause)
            self.remarks.append(format_unknown(clause))
        self._narrow(~has if clause.is_excluded else has)

    def _phrase(self, clause: Clause) -> None:
        variants = self.index.phrase(clause.text)
        if not variants:
            self._too_common(clause.text)
            return
        has = self.index.documents_with_phrase(variants, clause.field)
        if clause.is_excluded:
            self._narrow(~has)
            self.excluded_columns |= {
                c for variant in variants if len(variant) == 1 for c in variant[0].columns
            }
            return
        self.passes &= has
        self.any |= has
        self._look_for([word for variant in variants[:1] for word in variant])
        for variant in variants:
            self._mark([word.columns for word in variant], clause.field)

    def _words(self, clause: Clause) -> None:
        words = self.index.lookup(clause.text)
        if not words:
            self._too_common(clause.text)
        for word in words:
            has = self.index.documents_with(word.columns, clause.field)
            self.passes &= has
            self.any |= has
            self._mark([word.columns], clause.field)
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
        terms = tuple(
            frozenset(self.index.terms[column] for column in columns) for columns in words
        )
        self.marks.append(_Mark(terms, where))

    def _too_common(self, text: str) -> None:
        self.remarks.append(_("“{words}” is too common to search for.").format(words=text))


def _format_guess(clause: Clause, match: NameMatch) -> str:
    names = _(" or ").join(match.names)
    return _("{field}: {value} read as {names}.").format(
        field=clause.field, value=clause.text, names=names
    )


def format_unknown(clause: Clause) -> str:
    """The remark that no document has the value of a field."""
    templates = {
        "person": _("Nobody called “{value}” is named."),
        "from": _("Nothing is from “{value}”."),
        "to": _("Nothing is to “{value}”."),
        "place": _("No place called “{value}” is named."),
        "genre": _("No document is of the genre “{value}”."),
        "topic": _("There is no topic “{value}”."),
        "tag": _("Nothing is tagged “{value}”."),
        "note": _("No note has “{value}”."),
    }
    return templates[clause.field].format(value=clause.text)


def match_query(
    query: Query,
    index: Index,
    facets: Mapping[str, Facet],
    spellings: Mapping[str, Mapping[str, Sequence[str]]],
    note_rows: Callable[[str], Mask] | None = None,
) -> QueryMatch:
    """Find the documents that match a query.

    Parameters
    ----------
    facets
        For each of `dash_core.text.search.query.FACETS` its values and which document has them.
    spellings
        For some of them, value -> its other printed forms or labels.
    note_rows
        Gives the documents that have these words in a person's note; by default none.
    """
    every = np.ones(len(index), dtype=bool)
    none = np.zeros_like(every)
    matcher = _Matcher(
        index,
        facets,
        spellings,
        every,
        every.copy(),
        none.copy(),
        note_rows or (lambda _words: none),
    )
    for clause in query.clauses:
        matcher.take(clause)
    ranking = None
    if matcher.words:
        ranking = index.rank(matcher.words, matcher.allowed, frozenset(matcher.excluded_columns))
    return QueryMatch(
        query,
        matcher.passes,
        matcher.allowed,
        matcher.allowed & matcher.any,
        matcher.is_effective,
        ranking,
        tuple(dict.fromkeys(matcher.remarks)),
        tuple(dict.fromkeys(matcher.missing)),
        tuple(matcher.unknown),
        tuple(matcher.marks),
        tuple(dict.fromkeys(matcher.forms)),
    )
