"""What is searched beyond titles and summaries: every other column, by how much it tells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from dash_core.collection.own_columns import own_names
from dash_core.common.columns import alike, listed
from dash_core.readers import Column
from dash_core.readers.holding import fact_of
from dash_core.study.annotations import Note
from dash_core.text.language.stopwords import stop_words
from dash_core.text.search.fields import Field, FieldIndex
from dash_core.text.search.query import FIELDS

__all__ = ["column_fields", "index_fields", "index_notes"]

# Weights fall with how telling a match is; titles count more (`TITLE_WEIGHT`), and summaries
# by how often they have the word.
_COLUMNS: Final = {
    "creators": 0.3,
    "recipients": 0.28,
    "people": 0.26,
    "places": 0.24,
    "subjects": 0.22,
    "id": 0.2,
}
_HOLDING: Final = 0.18
_NOTE: Final = 0.16
_TAG: Final = 0.14
_OWN: Final = 0.12
_REST: Final = {"genre": 0.1, "date": 0.08, "url": 0.02}
_QUERY_FIELDS: Final = {
    "creators": "from",
    "recipients": "to",
    "people": "person",
    "places": "place",
    "subjects": "subject",
}  # others have the names they have in the table
_ONE_SIGN: Final = re.compile(r"(?<!\w)\w(?!\w)")  # words too short for the index of texts


def column_fields(table: pd.DataFrame, columns: Iterable[Column]) -> dict[str, str]:
    """For each column of a source, by the name it has there, its field in a query."""
    fields = {name: name for name in own_names(table)}
    for column in columns:
        field = _QUERY_FIELDS.get(column.field, column.field)
        if field in FIELDS:
            fields.setdefault(column.name, field)
    return fields


def index_fields(table: pd.DataFrame, languages: Sequence[str]) -> FieldIndex:
    """The words of all columns that notes do not change."""
    own = {name: _HOLDING if fact_of(name) else _OWN for name in own_names(table)}
    weights = {**_COLUMNS, **own, **_REST}
    fields = [Field(name, listed(table[name]), weight) for name, weight in weights.items()]
    stops = frozenset[str]().union(*map(stop_words, languages))
    for name in ("title", "summary"):
        signs = alike(
            [sign for sign in _ONE_SIGN.findall(text) if sign.lower() not in stops]
            for text in listed(table[name])
        )
        if any(signs):
            fields.append(Field(name, signs, _OWN))
    return FieldIndex(fields, len(table), languages)


def index_notes(notes: Mapping[int, Note], n: int, languages: Sequence[str]) -> FieldIndex:
    """The words of what a person wrote on `n` documents; `notes` by row."""
    if not notes:
        return FieldIndex([], n, languages)
    each = [notes.get(row) for row in range(n)]
    return FieldIndex(
        [
            Field("note", [note.text if note else "" for note in each], _NOTE),
            Field("tag", [note.tags if note else () for note in each], _TAG),
        ],
        n,
        languages,
    )
