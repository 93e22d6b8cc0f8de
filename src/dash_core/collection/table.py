"""Records -> the one table. The schema of every column stands here and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core import dates
from dash_core.common.columns import MANY, alike, column_of, packed, texts_in
from dash_core.common.i18n import phrase
from dash_core.dates import PRECISIONS, ArchivalDate, DateRules
from dash_core.dates.stated import NOTHING_STATED, StatedDate
from dash_core.readers import FIELDS, LIST_FIELDS, NO_DATE, Reading, Record
from dash_core.readers.report import PROVENANCE
from dash_core.study import edits
from dash_core.study.edits import Edit

__all__ = [
    "COLUMNS",
    "LIST_COLUMNS",
    "RESERVED",
    "Table",
    "build",
    "is_of_date",
    "stable_ids",
    "with_dates",
]

LIST_COLUMNS: Final = (*LIST_FIELDS, "topics", "edits", "tags", "highlights")

COLUMNS: Final[dict[str, str]] = {
    "id": phrase(
        "identifier of the source, else made from the content: the same input gives the same id"
    ),
    "title": phrase("title as printed, white space folded"),
    "summary": phrase("summary as printed, white space folded"),
    "date": phrase("date as printed"),
    "date_edtf": phrase(
        "date in the Extended Date/Time Format (ISO 8601-2); empty if not understood"
    ),
    "date_earliest": phrase("first day the date may stand for"),
    "date_latest": phrase("last day the date may stand for"),
    "date_precision": phrase("one of day, month, season, year, decade, century, interval, unknown"),
    "date_qualifier": phrase("approximate, uncertain, inferred or none"),
    "date_note": phrase("why the date needs a look; empty if it was read without doubt"),
    "genre": phrase("kind of document (letter, telegram, …); empty if not stated"),
    "creators": phrase("who wrote it, as the source or the title says"),
    "recipients": phrase("whom it was sent to, as the source or the title says"),
    "people": phrase("everyone named in title and summary, correspondents included"),
    "places": phrase("places the source states or title and summary name"),
    "subjects": phrase("subject headings of the source"),
    "topics": phrase("topics assigned by this program, strongest first"),
    "edits": phrase("what a person changed, with what stood there before"),
    "note": phrase("what a person noted on the document"),
    "tags": phrase("tags a person gave it"),
    "highlights": phrase("passages of title and summary that a person highlighted"),
    "url": phrase("address of the document at the archive"),
    "language": phrase("language of the description, if the source states it"),
    "source": phrase("file the description was read from"),
    "source_first": phrase("first line or row of the description in that file"),
    "source_last": phrase("last line or row of the description in that file"),
}

RESERVED: Final = frozenset({*COLUMNS, PROVENANCE})
"""Names of columns that are Dossier's, in the table or in an export of it: a source's column of
such a name gets another one."""


_NONE: Final[list[str]] = []  # one for all documents, until it is filled


@dataclass(frozen=True, eq=False)
class Table:
    """The table, the rules its dates were read by, what is to be said of all of it, and the
    edits whose document is not there.

    `order`: for each row its place among the documents as the source has them; `ids`: the ids of
    the records as they were read.
    """

    frame: pd.DataFrame
    rules: DateRules
    remarks: tuple[str, ...]
    unapplied: tuple[Edit, ...]
    order: NDArray[np.int64]
    ids: Sequence[str]


def stable_ids(records: Sequence[Record]) -> list[str]:
    """An identifier a record: the source's own, else 10 hexadecimal digits of its content.

    Equal ones are told apart by their order: `…-2`, `…-3`.
    """
    seen: dict[str, int] = {}
    taken: set[str] = set()
    ids = []
    columns = [column_of(records, name) for name in ("id", "date", "title", "summary")]
    for own, *content in zip(*columns, strict=True):
        wanted = own or _digest(content)
        id_ = wanted
        while id_ in taken:
            seen[wanted] = seen.get(wanted, 1) + 1
            id_ = f"{wanted}-{seen[wanted]}"
        taken.add(id_)
        ids.append(id_)
    return ids


def _digest(content: Sequence[str]) -> str:
    text = "\x1f".join(content)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def build(reading: Reading, rules: DateRules = DateRules(), changes: Sequence[Edit] = ()) -> Table:
    """One row a document, in order of earliest date (undated last, else as in the source).

    The columns are those of `COLUMNS`, then what else the source has, under its own names; what
    the readers of meaning fill in is still empty, and so are notes. `date_earliest` and
    `date_latest` are timestamps of second resolution, so that any year from 1 to 9999 fits.

    A date that a person corrects moves no row: the order is that of the dates as they were read.

    Parameters
    ----------
    rules
        What a person decided about ambiguous dates; the rest is inferred from the listing.
    changes
        What a person put right.
    """
    ids = stable_ids(reading.records)
    others = [change for change in changes if not is_of_date(change)]
    read = _Documents(edits.apply(reading.records, ids, others, reading.report), rules)
    order = np.argsort(read.earliest, kind="stable")
    columns = {name: _taken(values, order) for name, values in read.columns().items()}
    frame = pd.DataFrame(columns, copy=False)
    table = Table(
        frame,
        read.listing.rules,
        read.listing.remarks,
        tuple(read.edited.unapplied),
        order,
        packed(ids) if len(ids) >= MANY else ids,
    )
    return table if len(others) == len(changes) else with_dates(table, reading, rules, changes)


def is_of_date(change: Edit) -> bool:
    """Whether an edit is of nothing but the date of a document."""
    return change.kind == "accept" or (change.kind == "set" and change.field == "date")


def with_dates(table: Table, reading: Reading, rules: DateRules, changes: Sequence[Edit]) -> Table:
    """A table with dates that a person corrected or accepted.

    Parameters
    ----------
    table
        The table of the reading with the same rules and all other changes.
    changes
        All changes, in their order.
    """
    read = _Documents(edits.apply(reading.records, table.ids, changes, reading.report), rules)
    frame = table.frame.copy(deep=False)
    for name, values in (read.dates() | {"edits": read.sentences}).items():
        column = pd.Series(_taken(values, table.order))
        if not column.equals(frame[name]):  # else the versions share it
            frame[name] = column
    listing, unapplied = read.listing, tuple(read.edited.unapplied)
    return Table(frame, listing.rules, listing.remarks, unapplied, table.order, table.ids)


class _Documents:
    """Documents after what a person put right, in the order of the source."""

    def __init__(self, edited: edits.Edited, rules: DateRules) -> None:
        self.edited = edited
        self.sentences = [sentences or _NONE for sentences in edited.sentences]
        self.listing = dates.read_dates(list(self._of("date")), rules, list(self._of("source")))
        settled = {text: dates.is_settled(text, rules) for text in dict.fromkeys(self._of("date"))}
        self._dates = [
            _with_stated_date(date, text, stated, is_accepted or settled[text])
            for date, text, stated, is_accepted in zip(
                *(self.listing.dates, self._of("date"), self._of("stated"), edited.accepted),
                strict=True,
            )
        ]
        self.earliest = np.array([date.earliest for date in self._dates], "datetime64[s]")

    def _of(self, name: str) -> Sequence[Any]:
        return column_of(self.edited.records, name)

    def dates(self) -> dict[str, Any]:
        """The columns of dates."""
        return {
            "date": [date.text for date in self._dates],
            "date_edtf": [date.edtf for date in self._dates],
            "date_earliest": self.earliest,
            "date_latest": np.array([date.latest for date in self._dates], "datetime64[s]"),
            "date_precision": pd.Categorical(
                [date.precision for date in self._dates], categories=PRECISIONS
            ),
            "date_qualifier": [date.qualifier for date in self._dates],
            "date_note": [date.note for date in self._dates],
        }

    def columns(self) -> dict[str, Any]:
        """All columns."""
        n = len(self.edited.ids)
        columns = {
            **{name: self._of(name) for name in FIELDS if name not in LIST_FIELDS},
            **{name: _lists(self._of(name)) for name in LIST_FIELDS},
            **dict.fromkeys(("topics", "tags", "highlights"), [_NONE] * n),
            **self.dates(),
            "id": self.edited.ids,
            "edits": self.sentences,
            "note": [""] * n,
            "source": self._of("source"),
            "source_first": np.array(self._of("first"), dtype=np.int64),
            "source_last": np.array(self._of("last"), dtype=np.int64),
        }
        return {name: columns[name] for name in COLUMNS} | _source_columns(self._of("extra"))


def _taken(values: Any, order: NDArray[np.int64]) -> Any:
    """A column in this order."""
    if isinstance(values, np.ndarray | pd.Categorical):
        return values[order]
    if len(values) and isinstance(values[0], list):
        return pd.Series([values[at] for at in order.tolist()], dtype=object)
    return texts_in(values, order)


def _lists(values: Sequence[Sequence[str]]) -> list[list[str]]:
    """A column of lists; equal ones are one object."""
    return alike(map(list, values))


def _with_stated_date(
    date: ArchivalDate, text: str, stated: StatedDate, is_accepted: bool
) -> ArchivalDate:
    """The date with all that its source states beside the printed text.

    The note of an accepted date is dropped.
    """
    if stated is not NOTHING_STATED:
        if stated.machine == NO_DATE:
            date = dates.parse_date(text)
        elif stated != NOTHING_STATED:
            date = dates.combine_dates(date, stated)
    return replace(date, note="") if is_accepted else date


def _source_columns(extras: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """The columns of the source beyond the schema, in its order, each under a name of its own."""
    extras = list(extras)
    shown = _shown_names(name for extra in extras for name in extra)
    return {shown[name]: [extra.get(name, "") for extra in extras] for name in shown}


def _shown_names(names: Iterable[str]) -> dict[str, str]:
    """Each of a source's names once, and the one it has in the table: with "(source)" where it is
    reserved. A name that is not reserved stays, so that an export read back keeps its names."""
    names = dict.fromkeys(names)
    taken = {*RESERVED, *names}
    shown = {}
    for name in names:
        free = name
        while free in (RESERVED if free == name else taken):
            free += " (source)"
        taken.add(free)
        shown[name] = free
    return shown
