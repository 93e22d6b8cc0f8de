"""A query matched against a collection: which documents pass it, and how all of them rank."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.text.language.stopwords import stop_words
from dash_core.text.language.tokens import Token, fold, spans_of, terms_of, tokenize
from dash_core.text.search.bonus import Bonus, SearchedWord
from dash_core.text.search.fields import FieldIndex
from dash_core.text.search.fuzzy_names import find_names
from dash_core.text.search.index import MIN_PREFIX_CHARS, Hit, Index, QueryWord
from dash_core.text.search.query import FACETS, TEXTS, Clause, Query
from dash_core.text.search.ranking import Ranking, best_first
from dash_core.text.search.remarks import format_names, format_unknown

__all__ = ["Facet", "QueryMatch", "match_query"]

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
    that is not plain. `missing`: words that no document has. `unknown`: clauses whose value no
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
    _words: tuple["SearchedWord", ...] = ()
    _fields: tuple[FieldIndex, ...] = ()

    def hits(self, index: Index, n: int | None = None) -> list[Hit]:
        """Documents with any of the words and phrases, best first, then related ones.

        Without a word in the query: all documents that pass, in the order of the table.
        """
        if self.ranking is None:
            rows = np.flatnonzero(self.passes & self.is_effective)[:n]
            return [Hit(int(row), 1.0, ()) for row in rows]
        scores = self.ranking.scores()
        rows = np.flatnonzero(self.any)
        order = best_first(rows, scores(rows), n)
        if n is None or len(order) < n:
            rows = np.flatnonzero(self.related(index))
            order = np.concatenate([order, best_first(rows, scores(rows), n)])[:n]
        return [self.explain(index, row) for row in order.tolist()]

    def explain(self, index: Index, row: int) -> Hit:
        """One document as a hit: the words of the query that it has, the associated ones, and
        where the words are that neither title nor summary has."""
        assert self.ranking is not None
        hit = index.explain(self.ranking, row)
        columns = set(index.columns_of(row))
        fields: list[tuple[str, str]] = []
        terms = [*hit.terms]
        for word in self._words:
            if columns.intersection(word.word.columns):
                continue
            for index_of_fields, numbers in zip(self._fields, word.numbers, strict=True):
                for field_ in index_of_fields.with_any(row, numbers):
                    terms.append(word.word.word)
                    texts = index_of_fields.texts_with(field_, row, numbers)
                    fields += [(field_.name, text) for text in texts]
        return replace(hit, terms=tuple(dict.fromkeys(terms)), fields=tuple(dict.fromkeys(fields)))

    def related(self, index: Index) -> Mask:
        """Documents with none of the words and phrases, but parts of them or several words
        associated with them."""
        if self.ranking is None:
            return np.zeros_like(self.allowed)
        near = index.documents_with([*self.ranking.asked]) | index.related(self.ranking)
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
    """What the clauses of a query match, taken one group of alternatives after another."""

    index: Index
    facets: Mapping[str, Facet]
    spellings: Mapping[str, Mapping[str, Sequence[str]]]
    fields: tuple[FieldIndex, ...]
    passes: Mask
    allowed: Mask
    any: Mask
    words: list[SearchedWord] = field(default_factory=list)
    excluded_columns: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[Clause] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    is_effective: bool = False

    def take(self, group: Sequence[Clause]) -> None:
        """Take clauses of which one must hold."""
        masks = [mask for mask in map(self._documents, group) if mask is not None]
        if not masks:
            return
        has = np.logical_or.reduce(masks)
        self.is_effective = True
        self.passes &= has
        if all(_narrows(clause) for clause in group):
            self.allowed &= has
        else:
            self.any |= has

    def _documents(self, clause: Clause) -> Mask | None:
        """The documents that match a clause; None where there is nothing to look for."""
        if clause.field in FACETS:
            has = self._facet(clause)
        elif clause.field not in ("", *TEXTS):
            has = self._value(clause)
        elif clause.is_phrase:
            return self._phrase(clause)
        else:
            return self._all_words(clause)
        return ~has if clause.is_excluded else has

    def _facet(self, clause: Clause) -> Mask:
        facet = self.facets[clause.field]
        forms = self.spellings.get(clause.field, {})
        match = find_names(clause.text, {value: forms.get(value, ()) for value in facet.values})
        if not match.names:
            self._unknown(clause)
        elif match.is_guess or len(match.names) > 1:
            numbers = [int(facet.has_any([name]).sum()) for name in match.names]
            names = [forms[name][0] if clause.field == "topic" else name for name in match.names]
            self.remarks.append(format_names(clause, names, numbers, match.is_guess))
        if not clause.is_excluded:
            self.forms += [f for name in match.names for f in {name, *forms.get(name, ())} if f]
        return facet.has_any(match.names)

    def _value(self, clause: Clause) -> Mask:
        """Documents with these words in one field."""
        names = (clause.field,)
        if clause.is_phrase:
            has = self._in_fields(lambda fields: fields.has_phrase(clause.text, names))
        else:
            has = np.ones(len(self.index), dtype=bool)
            for surface in self._surfaces(clause.text):
                numbers = self._numbers(surface, clause.is_prefix)
                has &= self._has(SearchedWord(QueryWord(surface, ()), numbers), names)
        if not has.any():
            self._unknown(clause)
        return has

    def _unknown(self, clause: Clause) -> None:
        self.unknown.append(clause)
        self.remarks.append(format_unknown(clause))

    def _phrase(self, clause: Clause) -> Mask | None:
        variants = self.index.phrase(clause.text)
        names = (clause.field,) if clause.field else ()
        has = self._in_fields(lambda fields: fields.has_phrase(clause.text, names))
        if not variants and not has.any():
            self._too_common(clause.text)
            return None
        has |= self.index.documents_with_phrase(variants, clause.field)
        if clause.is_excluded:
            self.excluded_columns |= {
                c for variant in variants if len(variant) == 1 for c in variant[0].columns
            }
            return np.asarray(~has)
        for word in variants[0] if variants else ():
            self._look_for(SearchedWord(word, self._numbers(word.word)))
        for variant in variants:
            self._mark([word.columns for word in variant], clause.field)
        return has

    def _all_words(self, clause: Clause) -> Mask | None:
        words = [*self._find_words(clause)]
        if not words:
            self._too_common(clause.text)
            return None
        has = np.ones(len(self.index), dtype=bool)
        for word in words:
            has_word = self.index.documents_with(word.word.columns, clause.field)
            has_word |= self._has(word, (clause.field,) if clause.field else ())
            has &= has_word
            if clause.is_excluded:
                self.excluded_columns |= {*word.word.columns}
                continue
            self._mark([word.word.columns], clause.field)
            self._look_for(word)
        return np.asarray(~has) if clause.is_excluded else has

    def _find_words(self, clause: Clause) -> Iterator[SearchedWord]:
        """The words of a clause but stop words."""
        if clause.is_prefix:
            for surface in self._surfaces(clause.text):
                word = QueryWord(surface, self.index.starting(surface))
                yield SearchedWord(word, self._numbers(surface, is_prefix=True))
            return
        words = self.index.lookup(clause.text, lambda word: any(self._numbers(word)))
        for word in words:
            yield SearchedWord(word, self._numbers(word.word, is_begun=not word.columns))
        if not words:  # signs that are too short for the index of texts
            for surface in self._surfaces(clause.text):
                if not any(fold(surface) in stop_words(code) for code in self.index.languages):
                    yield SearchedWord(QueryWord(surface, ()), self._numbers(surface))

    def _surfaces(self, text: str) -> list[str]:
        return [token.surface for token in tokenize(text, self.index.languages[0])]

    def _numbers(
        self, word: str, is_prefix: bool = False, is_begun: bool = False
    ) -> tuple[tuple[int, ...], ...]:
        """The numbers of a word in each field index: of what begins with it if that is asked for,
        or if `is_begun` and no field has the whole word."""
        start = fold(word)
        if is_prefix:
            return tuple(fields.starting(start) for fields in self.fields)
        keys = (start, *terms_of(word, self.index.languages))
        numbers = tuple(fields.find(keys) for fields in self.fields)
        if is_begun and not any(numbers) and len(start) >= MIN_PREFIX_CHARS:
            return self._numbers(word, is_prefix=True)
        return numbers

    def _has(self, word: SearchedWord, names: tuple[str, ...] = ()) -> Mask:
        has = np.zeros(len(self.index), dtype=bool)
        for fields, numbers in zip(self.fields, word.numbers, strict=True):
            has |= fields.has(numbers, names)
        return has

    def _in_fields(self, find: Callable[[FieldIndex], Mask]) -> Mask:
        has = np.zeros(len(self.index), dtype=bool)
        for fields in self.fields:
            has |= find(fields)
        return has

    def _look_for(self, word: SearchedWord) -> None:
        self.words.append(word)
        if not word.word.columns and not any(word.numbers):
            self.missing.append(word.word.word)

    def _mark(self, words: Sequence[Sequence[int]], where: str) -> None:
        terms = tuple(
            frozenset(self.index.terms[column] for column in columns) for columns in words
        )
        self.marks.append(_Mark(terms, where))

    def _too_common(self, text: str) -> None:
        self.remarks.append(_("“{words}” is too common to search for.").format(words=text))

    def rank(self) -> Ranking | None:
        """How all documents rank by the words; a word in the title or in a field counts more."""
        if not self.words:
            return None
        ranking = self.index.rank(
            [word.word for word in self.words], self.allowed, frozenset(self.excluded_columns)
        )
        return replace(ranking, bonus=Bonus(self.index, tuple(self.words), self.fields))


def _narrows(clause: Clause) -> bool:
    """Whether a clause chooses documents, and does not rank them."""
    return clause.is_excluded or clause.field not in ("", *TEXTS)


def match_query(
    query: Query,
    index: Index,
    facets: Mapping[str, Facet],
    spellings: Mapping[str, Mapping[str, Sequence[str]]],
    fields: Sequence[FieldIndex] = (),
) -> QueryMatch:
    """Find the documents that match a query.

    Parameters
    ----------
    facets
        For each of `dash_core.text.search.query.FACETS` its values and which document has them.
    spellings
        For some of them, value -> its other printed forms or labels.
    fields
        The words of everything beyond title and summary.
    """
    every = np.ones(len(index), dtype=bool)
    none = np.zeros_like(every)
    matcher = _Matcher(index, facets, spellings, tuple(fields), every, every.copy(), none)
    for group in query.groups:
        matcher.take(group)
    return QueryMatch(
        query,
        matcher.passes,
        matcher.allowed,
        matcher.allowed & matcher.any,
        matcher.is_effective,
        matcher.rank(),
        tuple(dict.fromkeys(matcher.remarks)),
        tuple(dict.fromkeys(matcher.missing)),
        tuple(matcher.unknown),
        tuple(matcher.marks),
        tuple(dict.fromkeys(matcher.forms)),
        tuple(matcher.words),
        tuple(fields),
    )
