"""What a person wrote on documents, beside the table."""

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from dash_core.study.annotations import Note

__all__ = ["fill_notes", "place_notes"]

_NONE: Final[list[str]] = []  # one for all documents: a listing has few notes, and many readers


def place_notes(
    notes: Iterable[Note], row_of: Mapping[str, int]
) -> tuple[dict[int, Note], tuple[Note, ...]]:
    """The notes by row, and those whose document is not there."""
    placed = [(row_of.get(note.document), note) for note in notes]
    return (
        {row: note for row, note in placed if row is not None},
        tuple(note for row, note in placed if row is None),
    )


def fill_notes(table: pd.DataFrame, notes: Mapping[int, Note]) -> None:
    """Fill the columns of notes, which are empty."""
    if not notes:
        return
    each = [notes.get(row) for row in range(len(table))]
    passages = [[mark.text for mark in note.highlights] if note else _NONE for note in each]
    tags = [list(note.tags) if note else _NONE for note in each]
    table["note"] = pd.Series([note.text if note else "" for note in each], dtype="str")
    table["tags"] = pd.Series(tags, dtype=object)
    table["highlights"] = pd.Series(passages, dtype=object)
