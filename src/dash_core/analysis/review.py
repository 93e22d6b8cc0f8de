"""What a person should look at, as a table to be edited, and the edits made of what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.common.i18n import _
from dash_core.dates import has_short_year, has_two_orders
from dash_core.study import edits
from dash_core.study.edits import Edit

__all__ = ["TYPED", "Questions", "edits_of", "marked_rows", "questions", "to_repair"]

TYPED: Final = ("date", "title", "summary")


@dataclass(frozen=True, slots=True)
class Questions:
    """Printed dates that can be read in two ways: day or month first, which century."""

    day_first: tuple[str, ...]
    century: tuple[str, ...]


def questions(printed: Iterable[str]) -> Questions:
    """The dates of a listing whose reading hangs on a rule for all of them."""
    different = list(dict.fromkeys(printed))
    return Questions(
        tuple(text for text in different if has_two_orders(text)),
        tuple(text for text in different if has_short_year(text)),
    )


def marked_rows(collection: Collection) -> NDArray[np.int64]:
    """The documents a person should look at: the date is doubtful, or there is no title."""
    table = collection.table
    marked = (table["date_note"] != "") | (table["title"] == "")
    return np.flatnonzero(marked.to_numpy())


def to_repair(collection: Collection, rows: Sequence[int], *, with_unread: bool) -> pd.DataFrame:
    """A table to be edited: a row a document, then a row a piece that was not read.

    Columns: `why` (what is to be looked at), `where` (file and lines), `as printed` (the source
    itself), `date`, `title`, `summary`, `action` ("", "accept", "add" or "leave
    out"), and `id`, `number`, `file` (which document or piece it is).
    """
    documents = []
    for row in rows:
        record = collection.table.iloc[row]
        why = [record["date_note"], "" if record["title"] else _("It has no title.")]
        documents.append(
            {
                "why": " ".join(filter(None, why)),
                "where": format_place(*record[["source", "source_first", "source_last"]]),
                "as printed": source_text(collection, row),
                **{name: record[name] for name in TYPED},
                "action": "",
                "id": record["id"],
                "number": 0,
                "file": record["source"],
            }
        )
    added = {(e.source, e.number, e.before) for e in collection.study.edits if e.kind == "add"}
    pieces = [
        {
            "why": _("This was not read."),
            "where": format_place(file.source, piece.number, piece.number),
            "as printed": piece.text,
            **dict.fromkeys(TYPED, ""),
            "action": "",
            "id": "",
            "number": piece.number,
            "file": file.source,
        }
        for file in (collection.report.files if with_unread else ())
        for piece in file.unread
        if (file.source, piece.number, piece.text) not in added
    ]
    columns = ["why", "where", "as printed", *TYPED, "action", "id", "number", "file"]
    return pd.DataFrame([*documents, *pieces], columns=columns)


def format_place(source: str, first: int, last: int) -> str:
    """Where something stands: `letters.txt 12–16`."""
    return f"{source} {first}" if first == last else f"{source} {first}–{last}"


def source_text(collection: Collection, row: int) -> str:
    """What the source itself says of a document: its lines, row or elements, a line each."""
    return "\n".join(collection.source_pieces(row))


def edits_of(
    frame: pd.DataFrame, typed: Mapping[int, Mapping[str, Any]], before: Sequence[Edit]
) -> tuple[Edit, ...]:
    """All edits after what was typed into the table of `to_repair`.

    Parameters
    ----------
    frame
        The table as it was shown.
    typed
        What was changed: by row position, by column (as `st.data_editor` gives it).
    before
        The edits made earlier.
    """
    found = tuple(before)
    for position, changes in sorted(typed.items()):
        row: dict[str, Any] = {str(k): v for k, v in frame.iloc[position].items()}
        document = row["id"]
        action: str = changes.get("action") or ""
        values = {
            name: " ".join(str(changes[name] or "").split()) for name in TYPED if name in changes
        }
        if not document:
            if action != "add" and not any(values.values()):
                continue
            made = edits.add(row["file"], int(row["number"]), row["as printed"])
            found = edits.with_edit(found, made)
            document, row = made.document, {**row, "title": " ".join(made.before.split())}
            action = ""
        for name, value in values.items():
            if value != row[name]:
                found = edits.with_edit(found, Edit("set", document, name, row[name], value))
        if action == "accept":
            found = edits.with_edit(found, Edit("accept", document))
        elif action == "leave out":
            found = edits.with_edit(found, Edit("leave out", document))
    return found
