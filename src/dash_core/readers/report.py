"""What a reader makes of a file: records, and an account of every line, row or element of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Final, Literal, NamedTuple

import pandas as pd

from dash_core.common.columns import MANY, Rows, column_of
from dash_core.common.i18n import ngettext, phrases
from dash_core.dates.stated import NOTHING_STATED, StatedDate
from dash_core.readers.account import Unit, account
from dash_core.readers.names import NameParts

__all__ = [
    "FIELDS",
    "LIST_FIELDS",
    "MAX_ALIKE",
    "NO_DATE",
    "PROVENANCE",
    "ROLES",
    "Column",
    "FileReport",
    "Piece",
    "Reading",
    "Record",
    "RecordPath",
    "Remark",
    "RemarkCollector",
    "Report",
    "Role",
    "Unit",
    "Unused",
]

Role = Literal["blank", "header", "date", "title", "summary", "field", "repeat", "unread"]
ROLES: Final[tuple[Role, ...]] = (
    "blank",  # nothing on it
    "header",  # of the page or file as a whole: boilerplate, column names, a finding aid's head
    "date",
    "title",
    "summary",
    "field",  # anything else of a document: another field, a whole row of a table
    "repeat",  # a second copy of a record, where pages overlap
    "unread",  # in no document
)

NO_DATE: Final = "XXXX-XX-XX"
"""EDTF for a wholly unknown day: as the stated machine date, it prevents inferring a date from the
records around."""

PROVENANCE: Final = "provenance"
"""The column, field or label with the provenance of an export: not read back."""

LIST_FIELDS: Final = ("creators", "recipients", "people", "places", "subjects")
FIELDS: Final = ("date", "title", "summary", *LIST_FIELDS, "genre", "url", "language", "id")


MAX_ALIKE: Final = 20
"""Remarks of one kind that are given one by one."""


@dataclass(frozen=True, slots=True)
class Record:
    """One description as the source has it, white space collapsed, and its place in the source.

    `date` is as printed; `stated` is what else the source says of it (EAD's `@normal`, columns of
    year and month). `extra` has the values of the source beyond `FIELDS`, by the source's names.
    `names` has the parts of people's names, by the name as it stands in its field, where the
    source divides them. `first` and `last` count from 1 in the unit of the file's report.
    """

    title: str = ""
    summary: str = ""
    date: str = ""
    stated: StatedDate = NOTHING_STATED
    creators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    genre: str = ""
    url: str = ""
    language: str = ""
    id: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, NameParts] = field(default_factory=dict)
    source: str = ""
    first: int = 0
    last: int = 0


_NAMES: Final = [one.name for one in fields(Record)]
_VALUES: Final = attrgetter(*_NAMES)
_SOURCE: Final = _NAMES.index("source")


def _of_source(record: Record, source: str) -> Record:
    """The record with another source; three times as fast as `replace`."""
    values = list(_VALUES(record))
    values[_SOURCE] = source
    return Record(*values)


@dataclass(frozen=True, slots=True)
class Piece:
    """One line, row or element with text: its number (from 1; of an element its line), its text,
    what it was read as, and the position of its record (None where it is in none)."""

    number: int
    text: str
    role: Role
    record: int | None = None


class Records(Rows[Record]):
    """Many records."""

    kind, names = Record, tuple(_NAMES)
    mappings = frozenset({"extra", "names"})


class Pieces(Rows[Piece]):
    """Many pieces."""

    kind, names = Piece, tuple(one.name for one in fields(Piece))


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence on one place of a file."""

    number: int
    text: str
    source: str = ""


class RemarkCollector:
    """Gathers remarks; after the first `MAX_ALIKE` of a kind only their number is given.

    `unit` is what a remark is on: a row of a table or a place of a file.
    """

    def __init__(self, unit: Literal["row", "place"] = "place") -> None:
        self._unit = unit
        self._remarks: list[Remark] = []
        self._numbers: dict[str, list[int]] = {}

    def add(self, number: int, text: str, **values: object) -> None:
        """Remark on the line or row of this number: the text, with the values filled in."""
        numbers = self._numbers.setdefault(text, [])
        numbers.append(number)
        if len(numbers) <= MAX_ALIKE:
            self._remarks.append(Remark(number, text.format(**values) if values else text))

    def remarks(self) -> list[Remark]:
        """All of them, in the order of their numbers."""
        more = {
            "row": phrases("{n} more row is like this.", "{n} more rows are like this."),
            "place": phrases("{n} more place is like this.", "{n} more places are like this."),
        }[self._unit]
        rest = [
            Remark(numbers[MAX_ALIKE], ngettext(*more, n))
            for numbers in self._numbers.values()
            if (n := len(numbers) - MAX_ALIKE) > 0
        ]
        return sorted([*self._remarks, *rest], key=lambda remark: remark.number)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, the field it was read as ("" = kept under its name), and
    some of its values."""

    name: str
    field: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """Parts of a file, all of one name, whose content is in no field of any document.

    `name` is the source's own: of an element, a column, a key.
    """

    name: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class RecordPath:
    """Where documents may stand in a file of elements or objects in one another: the names from
    the outermost to the repeated one, joined by "/", and how many there are.

    Of a pasted page, `path` is the key of a layout and `label` says which.
    """

    path: str
    n: int
    label: str = ""


class _Tally(NamedTuple):
    """How many pieces a file has, how many of each role, and those that were not read."""

    n: int
    counts: dict[Role, int]
    unread: list[Piece]


@dataclass(frozen=True)
class FileReport:
    """The account of one file: every piece of it once, in order, and remarks.

    `form` is the name of the format, `encoding` that of its text ("" for none), `columns` are
    those of a table. `unused` names what the reader passed over or folded into something else.
    `record_paths` are what a person can choose as documents (`Options.record_path`), `record_path`
    is what was ("" where a reader of the format decides).
    """

    source: str
    pieces: Sequence[Piece] = ()
    remarks: tuple[Remark, ...] = ()
    n_records: int = 0
    unit: Unit = "line"
    form: str = ""
    encoding: str = ""
    columns: tuple[Column, ...] = ()
    unused: tuple[Unused, ...] = ()
    record_paths: tuple[RecordPath, ...] = ()
    record_path: str = ""

    @property
    def unread(self) -> list[Piece]:
        """The pieces that are neither in a document nor header."""
        return list(self._tally.unread)

    def counts(self) -> dict[Role, int]:
        """The number of pieces of each role."""
        return dict(self._tally.counts)

    @property
    def n_pieces(self) -> int:
        """The number of lines, rows or elements; what shares a row's number is of that row (the
        text around JSON's objects)."""
        return self._tally.n

    @cached_property
    def _tally(self) -> "_Tally":
        """What is counted of the pieces, once."""
        counts: dict[Role, int] = dict.fromkeys(ROLES, 0)
        for piece in self.pieces:
            counts[piece.role] += 1
        is_rows = self.unit == "row"
        n = len({piece.number for piece in self.pieces} if is_rows else self.pieces)
        return _Tally(n, counts, [piece for piece in self.pieces if piece.role == "unread"])

    def sentence(self) -> str:
        """The account in words: `20 documents from 123 lines. Every line was read.`"""
        return _sentence(self.n_records, [self])


@dataclass(frozen=True)
class Report:
    """The account of a whole listing: its files, and remarks on all of it."""

    files: tuple[FileReport, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def n_records(self) -> int:
        """The number of descriptions."""
        return sum(file.n_records for file in self.files)

    @property
    def file_remarks(self) -> tuple[Remark, ...]:
        """The remarks on all files, each with its file's name."""
        return tuple(
            replace(remark, source=file.source) for file in self.files for remark in file.remarks
        )

    @property
    def unread(self) -> list[Piece]:
        """The pieces of all files that are in no document."""
        return [piece for file in self.files for piece in file.unread]

    def with_remarks(self, remarks: tuple[str, ...]) -> "Report":
        """The report with more remarks on the whole listing."""
        return replace(self, remarks=(*self.remarks, *remarks))

    def counts(self) -> dict[Role, int]:
        """The number of pieces of each role, in all files."""
        each = [file.counts() for file in self.files]
        return {role: sum(counts[role] for counts in each) for role in ROLES}

    def sentence(self) -> str:
        """The account in words."""
        return _sentence(self.n_records, self.files)

    def to_frame(self, n: int | None = None) -> pd.DataFrame:
        """One row for each piece (the first `n`): `file`, `number`, `read as`, `document` (from 1),
        `text`."""
        frame = pd.DataFrame(
            islice(self._rows(), n), columns=["file", "number", "read as", "document", "text"]
        )
        return frame.astype({"number": "int64", "document": "Int64"})

    def _rows(self) -> Iterator[tuple[str, int, str, int | None, str]]:
        before = 0
        for file in self.files:
            for piece in file.pieces:
                document = None if piece.record is None else piece.record + before + 1
                yield (file.source, piece.number, piece.role, document, piece.text)
            before += file.n_records


@dataclass(frozen=True)
class Reading:
    """What a reader returns: the records in the order of the source, and the account.

    The `record` of a piece is a position among the records of its file.
    """

    records: Sequence[Record] = ()
    report: Report = field(default_factory=Report)

    @classmethod
    def of(cls, records: Sequence[Record], file: FileReport) -> "Reading":
        """The reading of one file; sets the records' source and their number in the report."""
        source = file.source
        named = [
            record if record.source == source else _of_source(record, source) for record in records
        ]
        return cls(named, Report((replace(file, n_records=len(named)),)))

    def packed(self) -> "Reading":
        """The same, what is long as columns."""
        files = tuple(
            file
            if len(file.pieces) < MANY or isinstance(file.pieces, Pieces)
            else replace(file, pieces=Pieces(file.pieces))
            for file in self.report.files
        )
        is_done = len(self.records) < MANY or isinstance(self.records, Records)
        records = self.records if is_done else Records(self.records)
        return Reading(records, replace(self.report, files=files))

    @property
    def names(self) -> dict[str, NameParts]:
        """The parts of the names that the sources divide, by the name; the first found of each."""
        names: dict[str, NameParts] = {}
        for of_record in column_of(self.records, "names"):
            for name, parts in of_record.items():
                names.setdefault(name, parts)
        return names

    @classmethod
    def join(cls, readings: Iterable["Reading"]) -> "Reading":
        """Several files' readings as one, in this order."""
        readings = list(readings)
        lists = [reading.records for reading in readings]
        is_long = any(isinstance(records, Records) for records in lists)
        return cls(
            Records.joined(lists) if is_long else [one for records in lists for one in records],
            Report(
                tuple(file for reading in readings for file in reading.report.files),
                tuple(text for reading in readings for text in reading.report.remarks),
            ),
        )


def _sentence(n_records: int, files: Sequence[FileReport]) -> str:
    unused = Counter[str]()
    for part in (part for file in files for part in file.unused):
        unused[part.name] += part.n
    return account(
        n_records,
        [(file.unit, file.n_pieces) for file in files],
        [(file.unit, len(file.unread)) for file in files],
        unused,
        sum(len(file.remarks) for file in files),
    )
