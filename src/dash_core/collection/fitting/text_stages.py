"""The stages that read: files, dates, columns, people, languages, words, places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_core.collection.fitting.core import SourceColumns, Subjects, Words
from dash_core.collection.fitting.runner import Runner
from dash_core.collection.table import Table, is_of_date, with_dates
from dash_core.collection.table import build as build_table
from dash_core.common.columns import alike, listed
from dash_core.common.progress import Progress
from dash_core.common.scratch import afresh, stored
from dash_core.readers import Reading, read_files
from dash_core.readers.names import NameParts
from dash_core.text.language.detect import detect_languages, languages_by_count
from dash_core.text.names.spacy_tagger import tagger
from dash_core.text.people import PeopleColumns, PeopleFound, PeopleReading, find_people
from dash_core.text.places import PlacesReading, read_places
from dash_core.text.search.collocations import find_phrases
from dash_core.text.search.index import Index
from dash_core.text.search.term_counts import TermCounts
from dash_core.text.spellings import Decisions
from dash_core.text.subject import name_terms

__all__ = ["TextStages", "merged"]

_READ: Final = (
    *("id", "title", "summary", "genre", "creators", "recipients", "people", "places"),
    *("subjects", "language", "source"),
)
_PEOPLE: Final = ("creators", "recipients", "people")


class TextStages(Runner):
    """The stages that read, one method each."""

    def read(self, progress: Progress) -> Reading:
        """The files, read."""
        study = self.study
        return self.run(
            "reading",
            lambda: afresh(lambda: read_files(study.files, study.columns, progress).packed()),
            [(file.name, file.digest) for file in study.files],
            study.columns,
        )

    def make_table(self, reading: Reading) -> Table:
        """The table with the dates as they were read."""
        rules = self.study.rules
        edits = tuple(
            edit for edit in self.study.edits if edit.target == "document" and not is_of_date(edit)
        )
        return self.run(
            "table",
            lambda: build_table(reading, rules, edits),
            self.done["reading"],
            rules,
            edits,
        )

    def correct_dates(self, table: Table, reading: Reading) -> Table:
        """The table with the dates as a person corrected them."""
        rules = self.study.rules
        edits = tuple(edit for edit in self.study.edits if edit.target == "document")
        is_any = any(map(is_of_date, edits))
        return self.run(
            "dates",
            lambda: with_dates(table, reading, rules, edits) if is_any else table,
            self.done["table"],
            edits,
        )

    def take_columns(self, table: Table) -> Mapping[str, Sequence[Any]]:
        """What the stages read of the table: columns by name, and the rows as they are printed."""

        def take() -> dict[str, Sequence[Any]]:
            frame, before = table.frame, self.before.get("columns")
            columns = {name: listed(frame[name]) for name in _READ}
            columns["printed"] = _as_printed(frame)
            known = before.result if before is not None else {}
            return {
                name: known[name] if name in known and known[name] == values else values
                for name, values in columns.items()
            }

        return self.run("columns", take, self.done["table"])

    def take_name_parts(self, reading: Reading) -> Mapping[str, NameParts]:
        """The parts of names, where the source divides them."""
        return self.run("name_parts", lambda: reading.names, self.done["reading"])

    def take_source_columns(self, table: Table) -> SourceColumns:
        """The source's own columns."""
        return self.run("source", lambda: SourceColumns(table.frame), self.done["table"])

    def find_people(self, columns: Mapping[str, Sequence[Any]], progress: Progress) -> PeopleFound:
        """What the documents print of people."""
        titles, summaries, genres = columns["title"], columns["summary"], columns["genre"]
        stated = PeopleColumns(*(columns[name] for name in _PEOPLE))
        order, tag = columns["printed"], tagger()
        return self.run(
            "names",
            lambda: find_people(
                titles,
                summaries,
                progress,
                columns=stated,
                genres=genres,
                order=order,
                tagger=tag,
            ),
            *(titles, summaries, stated, genres, order, tag),
        )

    def read_people(self, found: PeopleFound) -> PeopleReading:
        """The people by what the listing tells of them, without those a person said are none."""
        decisions = replace(Decisions(), no_person=Decisions.of(self.study.edits).no_person)
        return self.run("people", lambda: found.settle(decisions), self.done["names"], decisions)

    def decide_names(self, found: PeopleFound, people: PeopleReading) -> PeopleReading:
        """The people as a person decided about their names."""
        decisions = Decisions.of(self.study.edits)
        is_any = decisions != replace(Decisions(), no_person=decisions.no_person)
        return self.run(
            "decided",
            lambda: found.settle(decisions, people) if is_any else people,
            self.done["names"],
            self.done["people"],
            decisions,
        )

    def detect_languages(self, columns: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
        """The language each document is analysed in."""
        titles, summaries, stated = columns["title"], columns["summary"], columns["language"]

        def detect() -> tuple[str, ...]:
            pairs = zip(titles, summaries, strict=True)
            texts = [f"{title}. {summary}" for title, summary in pairs]
            return tuple(detect_languages(texts, stated))

        return self.run("languages", detect, titles, summaries, stated)

    def find_subjects(
        self,
        columns: Mapping[str, Sequence[Any]],
        people: PeopleReading,
        languages: tuple[str, ...],
    ) -> Subjects:
        """The texts of the documents and where their form is."""
        titles, summaries = columns["title"], columns["summary"]
        forms = self.derive(
            "forms", lambda: Subjects.forms_of(people, len(titles)), self.done["people"]
        )
        return self.run(
            "subjects",
            lambda: Subjects(titles, summaries, forms, languages),
            *(titles, summaries, forms, languages),
        )

    def count_words(
        self, subjects: Subjects, languages: tuple[str, ...], progress: Progress
    ) -> Words:
        """The index of the words, and the phrases."""
        return self.run(
            "words",
            lambda: _count_words(subjects, languages, progress),
            self.done["subjects"],
        )

    def find_name_terms(
        self, people: PeopleReading, subjects: Subjects, languages: tuple[str, ...]
    ) -> frozenset[str]:
        """The terms of people's names."""
        return self.derive(
            "name_terms",
            lambda: name_terms(people, subjects.all_texts(), languages_by_count(languages)),
            self.done["people"],
            self.done["subjects"],
        )

    def count_terms(self, words: Words, names: frozenset[str]) -> TermCounts:
        """How often each word and phrase stands in the subject of each document."""
        return self.run(
            "term_counts",
            lambda: TermCounts.of(words.index, words.phrases, words.phrase_counts, names),
            self.done["words"],
            names,
        )

    def find_places(
        self,
        columns: Mapping[str, Sequence[Any]],
        subjects: Subjects,
        people: PeopleReading,
        progress: Progress,
    ) -> PlacesReading:
        """The places of the documents."""
        titles, summaries = columns["title"], columns["summary"]
        taken = self.derive("taken", lambda: _spans_of(people), self.done["people"])
        stated = self.derive(
            "stated_places",
            lambda: _stated_places(columns["places"], people),
            columns["places"],
            self.done["people"],
        )
        decided = {edit.document: edit.after for edit in self.study.edits if edit.target == "place"}
        languages = languages_by_count(self.done["languages"].result)
        return self.run(
            "places",
            lambda: read_places(subjects.all_texts(), taken, stated, decided, languages, progress),
            *(titles, summaries, taken, stated, decided, languages),
        )


def _as_printed(frame: pd.DataFrame) -> list[list[int]]:
    """The rows of each file in the order they stand in it."""
    sources, first = frame["source"].tolist(), frame["source_first"].to_numpy()
    files: dict[str, list[int]] = {}
    for row in np.argsort(first, kind="stable").tolist():
        files.setdefault(sources[row], []).append(row)
    return [files[source] for source in sorted(files)]


def _spans_of(
    people: PeopleReading,
) -> list[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """Where people's names stand in each title and summary."""
    title_spans, summary_spans = (
        alike(([(m.start, m.end) for m in mentions] for mentions in column), tuple)
        for column in (people.title_spans, people.summary_spans)
    )
    return alike(zip(title_spans, summary_spans, strict=True), lambda pair: tuple(map(id, pair)))


def _count_words(subjects: Subjects, languages: tuple[str, ...], progress: Progress) -> Words:
    tokens = subjects.tokens(progress)
    phrases, counts = find_phrases(tokens)
    return Words(Index.of(tokens, languages_by_count(languages)), phrases, stored(counts))


def _stated_places(
    source_places: Iterable[Sequence[str]], people: PeopleReading
) -> list[list[str]]:
    """What the source states as places of each document, and where its title says it was sent
    from."""
    return merged(source_places, ([place] if place else [] for place in people.sent_from))


def merged(*columns: Iterable[Sequence[str]]) -> list[list[str]]:
    """For each document the values of several columns, each once, in this order; equal lists are
    one object."""
    return alike(
        list(dict.fromkeys(value for values in row for value in values))
        for row in zip(*columns, strict=True)
    )
