"""Documents to be reviewed, as a table to edit, and the edits made from its changes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core import dates
from dash_core.collection.collection import Collection
from dash_core.collection.document import source_pieces
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.dates import DateRules
from dash_core.readers import LIST_FIELDS
from dash_core.study import edits
from dash_core.study.edits import Edit

__all__ = [
    "FILLED",
    "TYPED",
    "AmbiguousDates",
    "Cause",
    "accepted",
    "ambiguous_dates",
    "ambiguous_dates_of",
    "causes",
    "edits_of",
    "filled_down",
    "marked_rows",
    "review_table",
]

TYPED: Final = ("date", "title", "summary")
FILLED: Final = ("date", "creators", "recipients", "places", "genre", "title")
"""Fields that are left empty where the row above has the value."""

_MOST: Final = 0.5  # share of documents without a title from which on that is no fault to look at
_QUOTED: Final = re.compile("“[^”]*”")
_NUMBER: Final = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class AmbiguousDates:
    """Printed dates that can be read in two ways: day or month first, which century."""

    day_first: tuple[str, ...]
    century: tuple[str, ...]


def ambiguous_dates(printed: Iterable[str]) -> AmbiguousDates:
    """The dates of a listing whose reading depends on a rule for the whole listing."""
    different = list(dict.fromkeys(printed))
    return AmbiguousDates(
        tuple(text for text in different if dates.has_two_orders(text)),
        tuple(text for text in different if dates.has_short_year(text)),
    )


@keep(1)
def ambiguous_dates_of(collection: Collection) -> AmbiguousDates:
    """The dates of a collection whose reading depends on a rule for all of it."""
    return ambiguous_dates(collection.table["date"])


def marked_rows(collection: Collection) -> NDArray[np.int64]:
    """The documents to be reviewed: the date is doubtful, or there is no title where most have."""
    table = collection.table
    untitled = (table["title"] == "").to_numpy()
    if untitled.mean() > _MOST:
        untitled = np.zeros_like(untitled)
    return np.flatnonzero((table["date_note"] != "").to_numpy() | untitled)


@dataclass(frozen=True, eq=False)
class Cause:
    """One reason for which documents are to be reviewed, so that they can be decided at once.

    Attributes
    ----------
    key
        The same for the same reason.
    kind
        "rule": the rule by which their dates are read is inferred, a person may say that it is
        right; "date": they have doubtful dates; "unread": dates that were not understood;
        "title": they have none.
    why
        The reason, as the first document has it.
    rows
        The documents, in the order of the table.
    """

    key: str
    kind: Literal["rule", "date", "unread", "title"]
    why: str
    rows: tuple[int, ...]


@keep(2)
def causes(collection: Collection) -> list[Cause]:
    """The reasons for which documents are to be reviewed, that of most documents first."""
    printed = collection.table["date"].tolist()
    notes = collection.table["date_note"].tolist()
    unread = (collection.table["date_precision"] == "unknown").tolist()
    grouped: dict[tuple[Literal["rule", "date", "unread", "title"], str], list[int]] = {}
    for row in marked_rows(collection).tolist():
        if not notes[row]:
            grouped.setdefault(("title", ""), []).append(row)
        elif unread[row]:
            grouped.setdefault(("unread", _pattern(notes[row])), []).append(row)
        elif dates.is_settled(printed[row], collection.rules):
            grouped.setdefault(("rule", _pattern(notes[row])), []).append(row)
        else:
            grouped.setdefault(("date", _pattern(notes[row])), []).append(row)
    found = [
        Cause(
            blake2b(f"{kind} {pattern}".encode(), digest_size=4).hexdigest(),
            kind,
            notes[rows[0]] or _("It has no title."),
            tuple(rows),
        )
        for (kind, pattern), rows in grouped.items()
    ]
    return sorted(found, key=lambda cause: -len(cause.rows))


def _pattern(note: str) -> str:
    """A note without what is particular to one date: its words in quotation marks, its numbers."""
    return _NUMBER.sub("#", _QUOTED.sub("“”", note))


def accepted(collection: Collection, cause: Cause) -> tuple[DateRules, tuple[Edit, ...]]:
    """The rules and all edits after a person said that the dates of a cause are right as read."""
    study = collection.study
    if cause.kind == "rule":
        printed = [str(collection.table["date"].iat[row]) for row in cause.rows]
        order = any(map(dates.has_two_orders, printed))
        century = any(map(dates.has_short_year, printed))
        return (
            DateRules(
                collection.rules.day_first if order else study.rules.day_first,
                collection.rules.century if century else study.rules.century,
            ),
            study.edits,
        )
    ids = (str(collection.table["id"].iat[row]) for row in cause.rows)
    return study.rules, edits.with_edits(study.edits, (Edit("accept", id_) for id_ in ids))


def filled_down(collection: Collection, field: str, rows: Iterable[int]) -> tuple[Edit, ...]:
    """For the documents among `rows` that have no value of a field (of `FILLED`), the edit that
    gives them the last value above them in their file, as a table leaves out what repeats."""
    table = collection.table
    values = [
        "; ".join(value) if field in LIST_FIELDS else value for value in table[field].tolist()
    ]
    wanted = set(rows)
    order = np.lexsort((table["source_first"], table["source"].astype("category").cat.codes))
    above: dict[str, str] = {}
    made = []
    for row in order.tolist():
        source = str(table["source"].iat[row])
        if values[row]:
            above[source] = values[row]
        elif row in wanted and source in above:
            made.append(Edit("set", str(table["id"].iat[row]), field, "", above[source]))
    return tuple(made)


def review_table(collection: Collection, rows: Sequence[int], *, with_unread: bool) -> pd.DataFrame:
    """A table to edit: a row a document, then a row a piece that was not read.

    Columns: `why` (what is to be checked), `where` (file and lines), `as printed` (the source
    text), `date`, `title`, `summary`, `action` ("", "accept", "add" or "leave out"), and `id`,
    `number`, `file` (which document or piece it is).
    """
    return _review_table(collection, tuple(rows), with_unread)


@keep(8)
def _review_table(collection: Collection, rows: tuple[int, ...], with_unread: bool) -> pd.DataFrame:
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
