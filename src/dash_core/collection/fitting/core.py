"""A listing, read and fitted: all that notes do not change. Made by `build`, and never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.collection.facets import Membership, facets_of_columns
from dash_core.collection.fitting.listing_topics import ListingTopics
from dash_core.collection.fitting.naming import names_of
from dash_core.collection.fitting.rows import RowOf
from dash_core.collection.fitting.runner import Stage
from dash_core.collection.fitting.search_fields import column_fields, index_fields
from dash_core.collection.fitting.space import Space
from dash_core.collection.lazy import Once
from dash_core.collection.own_columns import OwnColumn, own_columns
from dash_core.common.columns import alike
from dash_core.common.progress import Progress
from dash_core.dates import DateRules
from dash_core.readers import FileReport, Report
from dash_core.readers.names import NameParts
from dash_core.study.edits import Edit
from dash_core.study.study import Study
from dash_core.text.language.tokens import Token, tokenize
from dash_core.text.people import PeopleReading
from dash_core.text.places import PlacesReading
from dash_core.text.search.collocations import Phrase
from dash_core.text.search.fields import FieldIndex
from dash_core.text.search.index import Index
from dash_core.text.search.term_counts import TermCounts
from dash_core.text.search.token_table import TokenTable
from dash_core.text.subject import FormSpans, form_spans, subject_tokens
from dash_core.text.vectors.sentence_model import Model
from dash_core.topics import Topics

__all__ = ["Core", "SourceColumns", "Subjects", "Words"]


class Subjects(Sequence[tuple[Sequence[Token], Sequence[Token]]]):
    """Title and summary tokens of each document, words of form emptied, made when asked for.

    Parameters
    ----------
    forms
        Where the form of each document is (`forms_of`).
    """

    def __init__(
        self,
        titles: Sequence[str],
        summaries: Sequence[str],
        forms: Sequence[FormSpans],
        languages: Sequence[str],
    ) -> None:
        self.titles, self._summaries = titles, summaries
        self._forms, self._languages = forms, languages

    @staticmethod
    def forms_of(people: PeopleReading, n: int) -> list[FormSpans]:
        """Where the form of each of `n` documents is; equal ones are one object."""
        spans = (form_spans(people, row) for row in range(n))
        return alike(spans, lambda form: (form.start, form.title, form.summary))

    def __len__(self) -> int:
        return len(self.titles)

    def __getitem__(self, row: Any) -> Any:
        row = int(row)
        return subject_tokens(*self.printed(row), self.form(row), self._languages[row])

    def printed(self, row: int) -> tuple[list[Token], list[Token]]:
        """Title and summary tokens of one document, every word with its term."""
        language = self._languages[row]
        return tokenize(self.titles[row], language), tokenize(self._summaries[row], language)

    def fields(self, row: int) -> list[tuple[str, Sequence[Token], str]]:
        """Title and summary of one document: text, tokens and language of each."""
        language = self._languages[row]
        return [
            (text, tokens, language)
            for text, tokens in zip(self.texts(row), self[row], strict=True)
        ]

    def form(self, row: int) -> FormSpans:
        """Where the form of one document is."""
        return self._forms[row]

    def texts(self, row: int) -> tuple[str, str]:
        """Title and summary of one document."""
        return self.titles[row], self._summaries[row]

    def tokens(self, progress: Progress) -> TokenTable:
        """The tokens of all documents."""
        return TokenTable.read(self.titles, self._summaries, self._languages, self._forms, progress)

    def all_texts(self) -> list[tuple[str, str]]:
        """Title and summary of each document."""
        return list(zip(self.titles, self._summaries, strict=True))


@dataclass(frozen=True, eq=False)
class Words:
    """The words and phrases of a listing, and how often each document has which phrase."""

    index: Index
    phrases: Sequence[Phrase]
    phrase_counts: csr_matrix


class SourceColumns:
    """The columns that only this source has, as a filter uses them, and the rows by id; what a
    person corrects or decides changes none of it.

    Parameters
    ----------
    table
        The table before anything is filled in.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self.lock, self._table = RLock(), table

    @Once
    def own(self) -> list[OwnColumn]:
        """The columns that a filter can use."""
        return own_columns(self._table)

    @Once
    def facets(self) -> dict[str, Membership]:
        """The facets of them."""
        return facets_of_columns(self.own)

    @Once
    def numbers(self) -> dict[str, NDArray[np.float64]]:
        """Those of numbers, by name; NaN where a document has none."""
        return {column.name: column.numbers for column in self.own if column.numbers is not None}

    @Once
    def row_of(self) -> Mapping[str, int]:
        """The row of each document, by its id."""
        return RowOf(self._table["id"])


@dataclass(frozen=True, eq=False)
class Core:
    """What was read and fitted; the attributes are those of `Collection`, and

    `stages`: what it was made by, in order. `name_parts`: the parts of names of creators,
    recipients and people, where the source divides them, by the name. `name_terms`: terms of
    people's names. `source_places`: what the source states as places of each document.
    `listing_facets`: which document has which value, but for the source's own columns.
    """

    study: Study
    model: Model | None
    stages: Mapping[str, Stage]
    table: pd.DataFrame
    report: Report
    rules: DateRules
    unapplied_edits: tuple[Edit, ...]
    people: PeopleReading
    name_parts: Mapping[str, NameParts]
    languages: tuple[str, ...]
    index: Index
    term_counts: TermCounts
    places: PlacesReading
    name_terms: frozenset[str]
    subjects: Subjects
    source_places: Sequence[Sequence[str]]
    space: Space
    listing_topics: ListingTopics
    listing_facets: Mapping[str, Membership]
    source: SourceColumns
    lock: Any = field(default_factory=RLock)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def topics(self) -> Topics:
        """The topics of the filter: named ones where there are any, else found ones."""
        return self.listing_topics.named or self.listing_topics.found

    @property
    def facets(self) -> dict[str, Membership]:
        """The facets that notes do not change."""
        return {**self.listing_facets, **self.source.facets}

    @property
    def numbers(self) -> dict[str, NDArray[np.float64]]:
        """The source's own columns of numbers, by name; NaN where a document has none."""
        return self.source.numbers

    @property
    def row_of(self) -> Mapping[str, int]:
        """The row of each document, by its id."""
        return self.source.row_of

    @Once
    def by_date(self) -> NDArray[np.int64]:
        """The rows in order of the earliest day their dates may stand for, undated ones last."""
        return np.argsort(self.table["date_earliest"].to_numpy(), kind="stable")

    @Once
    def fields(self) -> FieldIndex:
        """The words of every column but title and summary."""
        return index_fields(self.table, self.index.languages)

    @Once
    def column_fields(self) -> dict[str, str]:
        """For each column of the source its field in a query."""
        columns = (column for file in self.report.files for column in file.columns)
        return column_fields(self.table, columns)

    @Once
    def names(self) -> Sequence[str]:
        """What each document is called: its title, or what else is known of it."""
        return names_of(self.table, self.subjects.titles)

    @Once
    def pieces(self) -> dict[str, tuple[list[int], FileReport]]:
        """The files by name, each with the numbers of its pieces (they ascend)."""
        return {
            file.source: ([piece.number for piece in file.pieces], file)
            for file in self.report.files
        }

    @Once
    def other_forms(self) -> dict[str, dict[str, Sequence[str]]]:
        """Other forms of the values of the fields of a query."""
        people: dict[str, Sequence[str]] = dict(self.people.spellings)
        topics: dict[str, Sequence[str]] = {topic.id: (topic.label,) for topic in self.topics}
        return {"person": people, "from": people, "to": people, "topic": topics}
