"""Records -> the one table. The schema of every column stands here and nowhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

import numpy as np
import pandas as pd

from dash_core.common.i18n import _
from dash_core.dates import (
    PRECISIONS,
    ArchivalDate,
    DateRules,
    combine_dates,
    is_settled,
    parse_date,
    read_dates,
)
from dash_core.dates.stated import NOTHING_STATED
from dash_core.readers import LIST_FIELDS, NO_DATE, Reading, Record
from dash_core.readers.tables.records import PROVENANCE
from dash_core.study import edits
from dash_core.study.edits import Edit

__all__ = ["COLUMNS", "LIST_COLUMNS", "RESERVED", "Table", "build", "stable_ids"]

LIST_COLUMNS: Final = (*LIST_FIELDS, "topics", "edits", "tags", "highlights")

COLUMNS: Final[dict[str, str]] = {
    "id": "identifier of the source, else made from the content: the same input gives the same id",
    "title": "title as printed, white space folded",
    "summary": "summary as printed, white space folded",
    "date": "date as printed",
    "date_edtf": "date in the Extended Date/Time Format (ISO 8601-2); empty if not understood",
    "date_earliest": "first day the date may stand for",
    "date_latest": "last day the date may stand for",
    "date_precision": "one of " + ", ".join(PRECISIONS),
    "date_qualifier": "approximate, uncertain, inferred or none",
    "date_note": "why the date needs a look; empty if it was read without doubt",
    "genre": "kind of document (letter, telegram, …); empty if not stated",
    "creators": "who wrote it, as the source or the title says",
    "recipients": "whom it was sent to, as the source or the title says",
    "people": "everyone named in title and summary, correspondents included",
    "places": "places the source states or title and summary name",
    "subjects": "subject headings of the source",
    "topics": "topics assigned by this programme, strongest first",
    "edits": "what a person changed, with what stood there before",
    "note": "what a person noted on the document",
    "tags": "tags a person gave it",
    "highlights": "passages of title and summary that a person highlighted",
    "url": "address of the document at the archive",
    "language": "language of the description, if the source states it",
    "source": "file the description was read from",
    "source_first": "first line or row of the description in that file",
    "source_last": "last line or row of the description in that file",
}

RESERVED: Final = frozenset({*COLUMNS, PROVENANCE})
"""Names of columns that are Dossier's, in the table or in an export of it: a source's column of
such a name gets another one."""


@dataclass(frozen=True)
class Table:
    """The table, the rules its dates were read by, what is to be said of all of it, and the
    edits whose document is not there."""

    frame: pd.DataFrame
    rules: DateRules
    remarks: tuple[str, ...]
    unapplied: tuple[Edit, ...]


def stable_ids(records: Iterable[Record]) -> list[str]:
    """An identifier a record: the source's own, else 10 hexadecimal digits of its content.

    Equal ones are told apart by their order: `…-2`, `…-3`.
    """
    seen: dict[str, int] = {}
    taken: set[str] = set()
    ids = []
    for record in records:
        wanted = record.id or _digest(record)
        id_ = wanted
        while id_ in taken:
            seen[wanted] = seen.get(wanted, 1) + 1
            id_ = f"{wanted}-{seen[wanted]}"
        taken.add(id_)
        ids.append(id_)
    return ids


def _digest(record: Record) -> str:
    content = "\x1f".join((record.date, record.title, record.summary))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def build(reading: Reading, rules: DateRules = DateRules(), changes: Sequence[Edit] = ()) -> Table:
    """One row a document, in order of earliest date (undated last, else as in the source).

    The columns are those of `COLUMNS`, then what else the source has, under its own names; what
    the readers of meaning fill in is still empty, and so are notes. `date_earliest` and
    `date_latest` are timestamps of second resolution, so that any year from 1 to 9999 fits.

    Parameters
    ----------
    rules
        What a person decided about ambiguous dates; the rest is inferred from the listing.
    changes
        What a person put right.
    """
    edited = edits.apply(reading.records, stable_ids(reading.records), changes, reading.report)
    records = edited.records
    listing = read_dates(
        [record.date for record in records], rules, [record.source for record in records]
    )
    dates = [
        _with_stated_date(date, record, is_accepted or is_settled(record.date, rules))
        for date, record, is_accepted in zip(listing.dates, records, edited.accepted, strict=True)
    ]
    frame = pd.DataFrame(
        {
            "id": edited.ids,
            "title": [record.title for record in records],
            "summary": [record.summary for record in records],
            "date": [date.text for date in dates],
            "date_edtf": [date.edtf for date in dates],
            "date_earliest": np.array([date.earliest for date in dates], "datetime64[s]"),
            "date_latest": np.array([date.latest for date in dates], "datetime64[s]"),
            "date_precision": pd.Categorical(
                [date.precision for date in dates], categories=PRECISIONS
            ),
            "date_qualifier": [date.qualifier for date in dates],
            "date_note": [date.note for date in dates],
            "genre": [record.genre for record in records],
            **{name: [list(getattr(record, name)) for record in records] for name in LIST_FIELDS},
            "topics": [[] for _record in records],
            "edits": edited.sentences,
            "note": ["" for _record in records],
            "tags": [[] for _record in records],
            "highlights": [[] for _record in records],
            "url": [record.url for record in records],
            "language": [record.language for record in records],
            "source": [record.source for record in records],
            "source_first": [record.first for record in records],
            "source_last": [record.last for record in records],
        }
    )
    frame = pd.concat([frame[list(COLUMNS)], _source_columns(records)], axis="columns")
    ordered = frame.sort_values("date_earliest", kind="stable", na_position="last")
    return Table(
        ordered.reset_index(drop=True),
        listing.rules,
        listing.remarks,
        tuple(edited.unapplied),
    )


def _with_stated_date(date: ArchivalDate, record: Record, is_accepted: bool) -> ArchivalDate:
    """The date with all that its source states beside the printed one.

    The note of an accepted date is dropped.
    """
    if record.stated.machine == NO_DATE:
        date = parse_date(record.date)
    elif record.stated != NOTHING_STATED:
        date = combine_dates(date, record.stated)
    return replace(date, note="") if is_accepted else date


def _source_columns(records: Sequence[Record]) -> pd.DataFrame:
    """The columns of the source beyond the schema, in its order, each under a name of its own."""
    shown = _shown_names(name for record in records for name in record.extra)
    columns = {shown[name]: [record.extra.get(name, "") for record in records] for name in shown}
    return pd.DataFrame(columns, index=range(len(records)))


def _shown_names(names: Iterable[str]) -> dict[str, str]:
    """Each of a source's names once, and the one it has in the table: with "(source)" where it is
    reserved. A name that is not reserved stays, so that an export read back keeps its names."""
    names = dict.fromkeys(names)
    taken = {*RESERVED, *names}
    shown = {}
    for name in names:
        free = name
        while free in (RESERVED if free == name else taken):
            free += _(" (source)")
        taken.add(free)
        shown[name] = free
    return shown
