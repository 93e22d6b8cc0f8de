"""Documents to be reviewed, as a table to edit, and the edits made from its changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.collection.document import source_pieces
from dash_core.common.i18n import _
from dash_core.dates import has_short_year, has_two_orders
from dash_core.study import edits
from dash_core.study.edits import Edit

__all__ = [
    "TYPED",
    "AmbiguousDates",
    "ambiguous_dates",
    "edits_of",
    "marked_rows",
    "review_table",
]

TYPED: Final = ("date", "title", "summary")


@dataclass(frozen=True, slots=True)
class AmbiguousDates:
    """Printed dates that can be read in two ways: day or month first, which century."""

    day_first: tuple[str, ...]
    century: tuple[str, ...]


def ambiguous_dates(printed: Iterable[str]) -> AmbiguousDates:
    """The dates of a listing whose reading depends on a rule for the whole listing."""
    different = list(dict.fromkeys(printed))
    return AmbiguousDates(
        tuple(text for text in different if has_two_orders(text)),
        tuple(text for text in different if has_short_year(text)),
    )


def marked_rows(collection: Collection) -> NDArray[np.int64]:
    """The documents to be reviewed: the date is doubtful, or there is no title."""
    table = collection.table
    marked = (table["date_note"] != "") | (table["title"] == "")
    return np.flatnonzero(marked.to_numpy())


def review_table(collection: Collection, rows: Sequence[int], *, with_unread: bool) -> pd.DataFrame:
    """A table to edit: a row a document, then a row a piece that was not read.

    Columns: `why` (what is to be checked), `where` (file and lines), `as printed` (the source
    text), `date`, `title`, `summary`, `action` ("", "accept", "add" or "leave out"), and `id`,
    `number`, `file` (which document or piece it is).
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
    """A place in a file: `letters.txt 12–16`."""
    return f"{source} {first}" if first == last else f"{source} {first}–{last}"


def source_text(collection: Collection, row: int) -> str:
    """The source text of a document: its lines, row or elements, a line each."""
    return "\n".join(source_pieces(collection, row))


def edits_of(
    frame: pd.DataFrame, typed: Mapping[int, Mapping[str, Any]], before: Sequence[Edit]
) -> tuple[Edit, ...]:
    """All edits after the changes to the table of `review_table`.

    Parameters
    ----------
    frame
        The table as it was shown.
    typed
        The changed cells: by row position, by column (as `st.data_editor` gives it).
    before
        The edits made earlier.
    """
    result = tuple(before)
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
            result = edits.with_edit(result, made)
            document, row = made.document, {**row, "title": " ".join(made.before.split())}
            action = ""
        for name, value in values.items():
            if value != row[name]:
                result = edits.with_edit(result, Edit("set", document, name, row[name], value))
        if action == "accept":
            result = edits.with_edit(result, Edit("accept", document))
        elif action == "leave out":
            result = edits.with_edit(result, Edit("leave out", document))
    return result
