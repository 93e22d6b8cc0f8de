"""The stages of a fitted listing: each a function of named inputs, run again only as these change.

What tells where documents stand (vectors, topics, the order of the table) is made from the listing
as it was read and from what a person wrote in its texts: a corrected date and names that are joined
change what is shown, and no stage that takes long.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.facets import Membership
from dash_core.collection.fitting.core import Subjects, Words
from dash_core.collection.fitting.listing_topics import FOUND_LATER, ListingTopics
from dash_core.collection.fitting.space import Points, Space
from dash_core.collection.fitting.text_stages import TextStages, merged
from dash_core.collection.table import Table
from dash_core.common.i18n import _
from dash_core.common.progress import Progress
from dash_core.text.genre import genre_of
from dash_core.text.language.detect import languages_by_count
from dash_core.text.people import PeopleReading
from dash_core.text.places import PlacesReading
from dash_core.text.vectors.document_vectors import Fields
from dash_core.text.vectors.sentence_model import Model, without_words
from dash_core.text.vectors.word_vectors.lookup import LANGUAGE
from dash_core.topics import Features

__all__ = ["Stages"]

_PEOPLE: Final = ("creators", "recipients", "people")


class Stages(TextStages):
    """All stages, one method each."""

    def place_documents(
        self,
        table: Table,
        columns: Mapping[str, Sequence[Any]],
        words: Words,
        names: frozenset[str],
        subjects: Subjects,
        people: PeopleReading,
        languages: tuple[str, ...],
    ) -> Points:
        """The documents as points."""
        model, ids, vectors = self.model, columns["id"], self.study.vectors
        earliest, latest = (_days(table.frame[name]) for name in ("date_earliest", "date_latest"))
        shown = [people.creators, people.recipients, people.people]

        def encode(veto: Sequence[str], progress: Progress) -> NDArray[np.float32]:
            assert model is not None
            return _encode(model, subjects, languages, veto, progress)

        def compute() -> Points:
            fields = Fields.of(_people_terms(*shown), (earliest + latest) / 2)
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
            return Points(features)

        return self.run(
            "space",
            compute,
            *(self.done["words"], names, ids, shown, earliest.tobytes(), latest.tobytes()),
            *(languages, vectors),
        )

    def space_of(self, points: Points, table: Table, subjects: Subjects) -> Space:
        """The points with the dates as a person corrected them."""
        days = (table.frame[name] for name in ("date_earliest", "date_latest"))
        return self.run(
            "similarity",
            lambda: Space(points, subjects.texts, *map(_days, days)),
            *(self.done["space"], self.done["subjects"], self.done["dates"]),
        )

    def make_topics(
        self,
        columns: Mapping[str, Sequence[Any]],
        points: Points,
        words: Words,
        names: frozenset[str],
        subjects: Subjects,
        later: bool,
        progress: Progress,
    ) -> ListingTopics:
        """Named topics, or found ones; `later`: none yet, where found ones take long."""
        text, ids = self.study.topics, columns["id"]
        later = later and not text and len(ids) >= FOUND_LATER
        return self.run(
            "topics",
            lambda: ListingTopics(text, points, words.index, subjects, names, ids, progress, later),
            *(text, self.done["space"], self.done["words"], names, ids, later),
        )

    def fill(
        self,
        columns: Mapping[str, Sequence[Any]],
        people: PeopleReading,
        places: PlacesReading,
        topics: ListingTopics,
    ) -> Mapping[str, pd.Series]:
        """The columns of the table that the stages fill in."""
        titles, printed = columns["title"], columns["genre"]
        genres = self.run(
            "genres",
            lambda: _series(
                [genre or genre_of(title) for genre, title in zip(printed, titles, strict=True)],
                "str",
            ),
            *(titles, printed),
        )
        stated = self.done["stated_places"].result
        filled = {
            name: self.run(f"column {name}", partial(_series, lists), lists)
            for name, lists in (
                ("creators", people.creators),
                ("recipients", people.recipients),
                ("people", people.people),
            )
        }
        filled["places"] = self.run(
            "column places",
            lambda: _series(_stated_and_named(stated, places)),
            *(stated, self.done["places"]),
        )
        filled["topics"] = self.run(
            "column topics", lambda: _series(topics.labels()), self.done["topics"]
        )
        return {"genre": genres, **filled}

    def count_facets(
        self, columns: Mapping[str, Sequence[Any]], topics: ListingTopics
    ) -> Mapping[str, Membership]:
        """Which document has which value, of the facets that notes do not change; after `fill`."""
        shown = topics.named or topics.found
        facets = {
            "topics": self.run(
                "facet topics", lambda: Membership.of_topics(shown), self.done["topics"]
            ),
            "genre": self._count_facet("genre", _each, "genres"),
            "correspondents": self._count_facet(
                "correspondents", _both, "column creators", "column recipients"
            ),
        }
        for name in (*_PEOPLE, "places"):
            facets[name] = self._count_facet(name, list, f"column {name}")
        for name, lists in (
            ("subjects", columns["subjects"]),
            ("files", _each(columns["source"])),
        ):
            facets[name] = self.run(f"facet {name}", partial(Membership.of, lists), lists)
        return facets

    def _count_facet(self, name: str, lists: Callable[..., list[Any]], *stages: str) -> Membership:
        parts = [self.done[stage] for stage in stages]
        return self.run(
            f"facet {name}",
            lambda: Membership.of(lists(*(part.result.tolist() for part in parts))),
            *parts,
        )


def _each(values: Iterable[str]) -> list[list[str]]:
    """A column of one value a document as lists; equal ones are one object."""
    lists: dict[str, list[str]] = {}
    return [lists.setdefault(value, [value]) for value in values]


def _both(one: Iterable[list[str]], other: Iterable[list[str]]) -> list[list[str]]:
    return [[*first, *second] for first, second in zip(one, other, strict=True)]


def _series(values: Sequence[Any], dtype: Any = object) -> "pd.Series[Any]":
    series: pd.Series[Any] = pd.Series(list(values), dtype=dtype)
    return series


def _stated_and_named(
    stated_by_row: Iterable[Sequence[str]], places: PlacesReading
) -> list[list[str]]:
    stated = [[places.from_columns.get(place, place) for place in row] for row in stated_by_row]
    return merged(stated, places.names)


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
