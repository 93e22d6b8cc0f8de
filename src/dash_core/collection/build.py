"""From a study to a fitted core: a short list of stages, each a function of named inputs.

A stage is run again only when its inputs are not those of the core before: a decision about a name
reads no file and no date again, and counts no words where it changes none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.core import Core, Stage, Subjects
from dash_core.collection.listing_topics import ListingTopics
from dash_core.collection.space import Space
from dash_core.collection.table import Table
from dash_core.collection.table import build as build_table
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress, progress_part, with_progress
from dash_core.readers import Reading, read_files
from dash_core.study.study import Study
from dash_core.text.genre import genre_of
from dash_core.text.language.collocations import Phrase, find_phrases, phrases_of_document
from dash_core.text.language.detect import detect_languages, languages_by_count
from dash_core.text.people import Decisions, PeopleColumns, PeopleReading, read_people
from dash_core.text.people.spacy_tagger import tagger
from dash_core.text.places import PlacesReading, read_places
from dash_core.text.search.index import Index
from dash_core.text.search.term_counts import TermCounts
from dash_core.text.subject import name_terms, subject_tokens
from dash_core.text.vectors.document_vectors import Fields
from dash_core.text.vectors.sentence_model import Model, without_words
from dash_core.text.vectors.word_vectors.lookup import LANGUAGE
from dash_core.topics import Features

__all__ = ["build"]

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class _Words:
    """The words and phrases of a listing, and for each document how often it has which phrase."""

    index: Index
    phrases: Sequence[Phrase]
    phrase_counts: Sequence[Counter[int]]


def build(
    study: Study,
    progress: Progress = no_progress,
    model: Model | None = None,
    previous: Core | None = None,
) -> Core:
    """Read and fit a study.

    Parameters
    ----------
    progress
        Called with the share that is done; may raise to stop.
    model
        A sentence model, whose vectors are added to the listing's own.
    previous
        A core, best of the same listing, from which stages with the same inputs are taken.

    Raises
    ------
    DossierError
        If the listing, or its topics file, cannot be read.
    """
    topics_progress = progress_part(progress, 0.25 if model else 0.75, 1)
    progress = progress_part(progress, 0, 1 / 3) if model else progress  # encoding takes longest
    stages = _Stages(study.core(), model, previous)
    reading = stages.read(progress_part(progress, 0, 0.2))
    table = stages.make_table(reading)
    frame = table.frame.copy(deep=False)
    people = stages.find_people(frame, progress_part(progress, 0.25, 0.4))
    languages = stages.detect_languages(frame)
    subjects = Subjects(frame["title"].tolist(), frame["summary"].tolist(), people, languages)
    words = stages.count_words(subjects, languages, progress_part(progress, 0.4, 0.7))
    texts = map(subjects.texts, range(len(subjects)))
    names = name_terms(people, list(texts), languages_by_count(languages))
    places = stages.find_places(frame, subjects, people, progress_part(progress, 0.7, 0.75))
    _fill_people(frame, people)
    _fill(frame, "places", _stated_and_named(frame["places"], people, places))
    space = stages.place_documents(frame, words, names, subjects, languages)
    topics = stages.make_topics(frame, space, words, names, subjects, topics_progress)
    _fill(frame, "topics", topics.labels(len(frame)))
    return Core(
        study=stages.study,
        model=model,
        stages=stages.done,
        table=frame,
        report=reading.report.with_remarks(table.remarks),
        rules=table.rules,
        unapplied_edits=table.unapplied,
        people=people,
        name_parts=reading.names,
        languages=languages,
        index=words.index,
        term_counts=stages.count_terms(words, names),
        places=places,
        name_terms=names,
        subjects=subjects,
        source_places=table.frame["places"].tolist(),
        space=space,
        listing_topics=topics,
    )


class _Stages:
    """The stages, one method each. `done` has those that were run, or taken from before."""

    def __init__(self, study: Study, model: Model | None, previous: Core | None) -> None:
        self.study, self._model = study, model
        is_usable = previous is not None and previous.model is model
        self._before = previous.stages if previous is not None and is_usable else {}
        self.done: dict[str, Stage] = {}

    def _run(self, name: str, compute: Callable[[], _T], *inputs: Any) -> _T:
        """The result of a stage: that of before where the inputs are the same."""
        stage = self._before.get(name)
        if stage is None or stage.inputs != inputs:
            stage = Stage(inputs, compute())
        self.done[name] = stage
        return cast("_T", stage.result)

    def read(self, progress: Progress) -> Reading:
        study = self.study
        return self._run(
            "reading",
            lambda: read_files(study.files, study.columns, progress),
            [(file.name, file.digest) for file in study.files],
            study.columns,
        )

    def make_table(self, reading: Reading) -> Table:
        rules = self.study.rules
        edits = tuple(edit for edit in self.study.edits if edit.target == "document")
        return self._run(
            "table",
            lambda: build_table(reading, rules, edits),
            self.done["reading"],
            rules,
            edits,
        )

    def find_people(self, frame: pd.DataFrame, progress: Progress) -> PeopleReading:
        titles, summaries = frame["title"].tolist(), frame["summary"].tolist()
        stated = PeopleColumns(
            *(frame[name].tolist() for name in ("creators", "recipients", "people"))
        )
        genres = frame["genre"].tolist()
        order, decisions = _as_printed(frame), Decisions.of(self.study.edits)
        tag = tagger()
        return self._run(
            "people",
            lambda: read_people(
                titles,
                summaries,
                progress,
                columns=stated,
                genres=genres,
                order=order,
                decided=decisions,
                tagger=tag,
            ),
            *(titles, summaries, stated, genres, order, decisions, tag),
        )

    def detect_languages(self, frame: pd.DataFrame) -> tuple[str, ...]:
        pairs = zip(frame["title"], frame["summary"], strict=True)
        texts = [f"{title}. {summary}" for title, summary in pairs]
        stated = frame["language"].tolist()
        return self._run("languages", lambda: tuple(detect_languages(texts, stated)), texts, stated)

    def count_words(
        self, subjects: Subjects, languages: tuple[str, ...], progress: Progress
    ) -> _Words:
        rows = range(len(subjects))
        return self._run(
            "words",
            lambda: _count_words(subjects, languages, progress),
            [subjects.texts(row) for row in rows],
            languages,
            [subjects.form(row) for row in rows],
        )

    def count_terms(self, words: _Words, names: frozenset[str]) -> TermCounts:
        return self._run(
            "term_counts",
            lambda: TermCounts.of(words.index, words.phrases, words.phrase_counts, names),
            self.done["words"],
            names,
        )

    def find_places(
        self, frame: pd.DataFrame, subjects: Subjects, people: PeopleReading, progress: Progress
    ) -> PlacesReading:
        texts = [subjects.texts(row) for row in range(len(subjects))]
        taken = [
            ([(m.start, m.end) for m in titled], [(m.start, m.end) for m in summed])
            for titled, summed in zip(people.title_spans, people.summary_spans, strict=True)
        ]
        stated = stated_places(frame["places"], people)
        decided = {edit.document: edit.after for edit in self.study.edits if edit.target == "place"}
        languages = languages_by_count(self.done["languages"].result)
        return self._run(
            "places",
            lambda: read_places(texts, taken, stated, decided, languages, progress),
            *(texts, taken, stated, decided, languages),
        )

    def place_documents(
        self,
        frame: pd.DataFrame,
        words: _Words,
        names: frozenset[str],
        subjects: Subjects,
        languages: tuple[str, ...],
    ) -> Space:
        """The documents as points: the table has its people by now."""
        model, ids, vectors = self._model, frame["id"].tolist(), self.study.vectors
        earliest, latest = (_days(frame[name]) for name in ("date_earliest", "date_latest"))
        people = [frame[name].tolist() for name in ("creators", "recipients", "people")]

        def encode(veto: Sequence[str], progress: Progress) -> NDArray[np.float32]:
            assert model is not None
            return _encode(model, subjects, languages, veto, progress)

        def compute() -> Space:
            fields = Fields.of(_people_terms(*people), (earliest + latest) / 2)
            fields = replace(fields, as_first=not vectors)
            is_english = np.array([code == LANGUAGE for code in languages], dtype=bool)
            features = Features(
                words.index,
                names,
                ids,
                fields,
                subjects.fields,
                sentence_vectors=encode if model else None,
                english=is_english if vectors == "words" and is_english.any() else None,
            )
            return Space(features, subjects.texts, earliest, latest)

        return self._run(
            "space",
            compute,
            *(self.done["words"], names, ids, people, earliest.tobytes(), latest.tobytes()),
            *(languages, vectors),
        )

    def make_topics(
        self,
        frame: pd.DataFrame,
        space: Space,
        words: _Words,
        names: frozenset[str],
        subjects: Subjects,
        progress: Progress,
    ) -> ListingTopics:
        text, ids = self.study.topics, frame["id"].tolist()
        return self._run(
            "topics",
            lambda: ListingTopics(text, space, words.index, subjects, names, ids, progress),
            *(text, self.done["space"], self.done["words"], names, ids),
        )


def _as_printed(frame: pd.DataFrame) -> list[list[int]]:
    """The rows of each file in the order they stand in it."""
    sources, first = frame["source"].tolist(), frame["source_first"].to_numpy()
    files: dict[str, list[int]] = {}
    for row in np.argsort(first, kind="stable").tolist():
        files.setdefault(sources[row], []).append(row)
    return [files[source] for source in sorted(files)]


def _count_words(subjects: Subjects, languages: tuple[str, ...], progress: Progress) -> _Words:
    printed = [
        subjects.printed(row)
        for row in with_progress(range(len(subjects)), progress_part(progress, 0, 0.6))
    ]
    emptied = [
        subject_tokens(*tokens, subjects.form(row), languages[row])
        for row, tokens in enumerate(with_progress(printed, progress_part(progress, 0.6, 1)))
    ]
    index = Index(
        [title + summary for title, summary in printed],
        [title + summary for title, summary in emptied],
        languages=languages_by_count(languages),
        titles=[len(title) for title, _summary in printed],
    )
    phrases = find_phrases(title + summary for title, summary in emptied)
    known = {phrase.terms: phrase for phrase in phrases}
    number = {phrase.terms: i for i, phrase in enumerate(phrases)}
    counts = [
        Counter(number[phrase.terms] for phrase in phrases_of_document(title + summary, known))
        for title, summary in emptied
    ]
    return _Words(index, phrases, counts)


def stated_places(source_places: Iterable[Sequence[str]], people: PeopleReading) -> list[list[str]]:
    """What the source states as places of each document, and where its title says it was sent
    from."""
    return _merged(source_places, ([place] if place else [] for place in people.sent_from))


def _merged(*columns: Iterable[Sequence[str]]) -> list[list[str]]:
    """For each document the values of several columns, each once, in this order."""
    return [
        list(dict.fromkeys(value for values in row for value in values))
        for row in zip(*columns, strict=True)
    ]


def _stated_and_named(
    source_places: pd.Series, people: PeopleReading, places: PlacesReading
) -> list[list[str]]:
    stated = [
        [places.from_columns.get(place, place) for place in row]
        for row in stated_places(source_places, people)
    ]
    return _merged(stated, places.names)


def _fill(frame: pd.DataFrame, column: str, lists: Sequence[list[str]]) -> None:
    frame[column] = pd.Series(list(lists), dtype=object)


def _fill_people(frame: pd.DataFrame, people: PeopleReading) -> None:
    """Genre, and who wrote, received and is named."""
    frame["genre"] = [
        genre or genre_of(title)
        for genre, title in zip(frame["genre"], frame["title"], strict=True)
    ]
    _fill(frame, "creators", people.creators)
    _fill(frame, "recipients", people.recipients)
    _fill(frame, "people", people.people)


def _days(dates: "pd.Series[Any]") -> NDArray[np.float64]:
    """Days since 1970, NaN where there is none."""
    days = dates.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))


def _people_terms(
    creators: Sequence[Sequence[str]],
    recipients: Sequence[Sequence[str]],
    people: Sequence[Sequence[str]],
) -> list[list[str]]:
    """Those who wrote, received and are named in each document, as terms of its vector."""
    from_, to = _("from {name}"), _("to {name}")
    return [
        [
            *(from_.format(name=name) for name in wrote),
            *(to.format(name=name) for name in got),
            *named,
        ]
        for wrote, got, named in zip(creators, recipients, people, strict=True)
    ]


def _encode(
    model: Model,
    subjects: Subjects,
    languages: tuple[str, ...],
    veto: Sequence[str],
    progress: Progress,
) -> NDArray[np.float32]:
    """What the model makes of the documents, these words left out of them."""
    texts = [" ".join(subjects.texts(row)) for row in range(len(subjects))]
    if veto:
        spoken = languages_by_count(languages)
        texts = [
            without_words(text, veto, spoken, language)
            for text, language in zip(texts, languages, strict=True)
        ]
    return model.encode(texts, progress)
