"""Rows and columns of any format -> records: what CSV, Excel, JSON and Parquet share.

Each column is one of the fields of a record or is kept under its name: guessed
(`columns.guess_columns`) or chosen by a person (`Options.columns`), and always reported
(`FileReport.columns`). Tables that Dossier has written are recognised by their columns and give
the same records again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from unicodedata import normalize

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.dates import parse_date
from dash_core.dates.parse import is_yearless
from dash_core.dates.stated import NOTHING_STATED, StatedDate, qualifier_of
from dash_core.readers.report import (
    FIELDS,
    LIST_FIELDS,
    NO_DATE,
    Column,
    FileReport,
    Piece,
    Reading,
    Record,
    Remark,
    RemarkCollector,
    Role,
    Unused,
)
from dash_core.readers.source import Options
from dash_core.readers.tables.columns import (
    MACHINE_DATE,
    SAMPLE,
    STATED_FIELDS,
    guess_columns,
    known_field,
)

__all__ = [
    "CARD_SHEET",
    "COLUMNS_SHEET",
    "COMPUTED",
    "DOCUMENTS_SHEET",
    "MAX_COLUMNS",
    "PROVENANCE",
    "Row",
    "SourceTable",
    "Value",
    "build",
    "check_size",
    "escape_formulas",
    "guess_columns",
    "is_dossier_table",
    "known_field",
    "one_line",
    "unescape_formulas",
]

COMPUTED: Final = "computed"
"""The field of a column that Dossier computes: its values in an export are not read back."""

DOCUMENTS_SHEET, CARD_SHEET, COLUMNS_SHEET = "Documents", "Provenance", "Columns"
"""The sheets of a workbook that Dossier wrote."""

PROVENANCE: Final = "provenance"
"""The column, field or label with the provenance of an export: not read back."""

_DOSSIER_COLUMNS: Final = frozenset({"date_edtf", "source_first"})  # no other table has both
_COMPUTED_COLUMNS: Final = frozenset(
    "date_edtf date_earliest date_latest date_precision date_qualifier date_note topics "
    f"source source_first source_last {PROVENANCE}".split()
)  # not `edits`: the history of a text is kept like any other column
_FORMER_FIELDS: Final = {"normal_date": MACHINE_DATE}  # names in studies saved by 0.1 and 0.2
_MAX_ROWS: Final = 1_048_576  # of a table; as many as Excel's
MAX_COLUMNS: Final = 1_000
_MAX_CELL: Final = 1_000_000  # characters; a row with a longer cell is not read
_MAX_SAMPLED: Final = 2_000  # characters of a value that is looked at for guessing
_MAX_EXAMPLE: Final = 80  # characters of an example value
_EXAMPLES: Final = 3
_PROGRESS_EVERY: Final = 1_000  # rows

_SEPARATOR: Final = re.compile(r"[;|\n]")  # never a comma: "Smith, John"
_DOSSIER_ITEM: Final = re.compile(r"(?:\\.|[^;])+", re.DOTALL)
_DOSSIER_ESCAPE: Final = re.compile(r"\\([\\;])")
_ADDRESSES: Final = re.compile(r"[;|\s]+(?=https?://)")
# Where a spreadsheet may begin a cell: also after another separator than "," (";" in much of
# Europe), and where it takes a line break in a quoted cell for the end of the row.
_CELL: Final = r"(\A|[;\t\r\n])"
_SIGN: Final = "(?= *['=+\\-@\t\r\n＝＋－＠])"  # begins a formula (OWASP, "CSV Injection")
_FORMULA: Final = re.compile(_CELL + _SIGN)
_ESCAPED_FORMULA: Final = re.compile(f"{_CELL}'{_SIGN}")
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Value = str | tuple[str, ...]
"""The content of a cell: a text, or a list where the format has lists."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and text in the source, its cells by column name, and its role.

    A row with the role `field` and no text in any cell is blank.
    """

    number: int
    text: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    role: Role = "field"


@dataclass(frozen=True)
class SourceTable:
    """A table as read from a file; `flat` where cells have no lists, `escaped` where formulas in
    cells that Dossier wrote are escaped (`escape_formulas`); `unused` is what is in no cell."""

    source: str
    form: str
    names: Sequence[str]
    rows: Sequence[Row]
    remarks: Sequence[Remark] = ()
    encoding: str = ""
    flat: bool = True
    escaped: bool = True
    unused: Sequence[Unused] = ()


def check_size(source: str, n_rows: int, n_columns: int) -> None:
    """Refuse a table that is too large. Raises `ReadError`."""
    if n_rows > _MAX_ROWS or n_columns > MAX_COLUMNS:
        raise ReadError(
            _(
                "“{name}” has more than {rows} rows or {columns} columns: "
                "split it, or leave out columns, and try again."
            ).format(name=source, rows=f"{_MAX_ROWS:,}", columns=f"{MAX_COLUMNS:,}")
        )


def is_dossier_table(names: Sequence[str]) -> bool:
    """Whether a table with these columns was written by Dossier."""
    return set(names) >= _DOSSIER_COLUMNS


def escape_formulas(text: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula; `unescape_formulas` reverses it.

    An apostrophe is put before each sign that would begin a formula where a cell may begin, and
    before an apostrophe there.

    >>> [escape_formulas(text) for text in ("=1+1", "a;-1", "'x'", "a=1, -1")]
    ["'=1+1", "a;'-1", "''x'", 'a=1, -1']
    """
    return _FORMULA.sub(r"\1'", text)


def unescape_formulas(text: str) -> str:
    """The text that `escape_formulas` escaped."""
    return _ESCAPED_FORMULA.sub(r"\1", text)


def one_line(text: str) -> str:
    """The text on one line, single-spaced, in Unicode's composed form (NFC). Control characters,
    noncharacters and lone surrogates become replacement characters."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return normalize("NFC", _NO_TEXT.sub("\ufffd", text))


def build(table: SourceTable, options: Options) -> Reading:
    """The records of a table and the account of its rows.

    Raises
    ------
    ReadError
        If it is too large or has no record.
    """
    check_size(table.source, len(table.rows), len(table.names))
    is_dossier = is_dossier_table(table.names)
    samples = _samples(table)
    fields = _fields(table, samples, options)
    maker = _RecordMaker(
        fields,
        is_dossier=is_dossier,
        flat=table.flat,
        escaped=is_dossier and table.flat and table.escaped,
    )
    collector = RemarkCollector("row")
    pieces: list[Piece] = []
    records: list[Record] = []
    for i, row in enumerate(table.rows):
        if i % _PROGRESS_EVERY == 0:
            options.progress(0.5 + i / len(table.rows) / 2)
        role: Role = row.role
        if role == "field" and not row.cells:
            role = "blank"
        elif role == "field" and (long := _too_long(row)):
            role = "unread"
            collector.add(
                row.number,
                _("A cell in column “{column}” has more than {n} characters: not read."),
                column=long,
                n=f"{_MAX_CELL:,}",
            )
        if role == "field":
            pieces.append(Piece(row.number, row.text, role, len(records)))
            records.append(maker.record(row))
        else:
            pieces.append(Piece(row.number, row.text, role))
    if not records:
        raise ReadError(
            _("“{name}” has no row with a document in it: there is nothing below the names of "
                "its columns.")
            .format(name=table.source)
        )  # fmt: skip
    if not {"date", "title", "summary"} & set(fields.values()):
        text = _("No column was recognised as date, title or summary: choose which is which.")
        collector.add(table.rows[0].number, text)
    report = FileReport(
        table.source,
        pieces,
        tuple(sorted((*table.remarks, *collector.remarks()), key=lambda remark: remark.number)),
        unit="row",
        form=table.form,
        encoding=table.encoding,
        columns=tuple(_columns(fields, samples)),
        unused=tuple(table.unused),
    )
    return Reading.of(records, report)


def _fields(
    table: SourceTable, samples: Mapping[str, Sequence[str]], options: Options
) -> dict[str, str]:
    """The field of each column: as chosen, else as Dossier wrote it, else as guessed."""
    if is_dossier_table(table.names):
        guess = _dossier_fields(table.names)
    else:
        guess = guess_columns(table.names, samples)
    selected = {
        name: _FORMER_FIELDS.get(field, field)
        for name, field in options.columns.get(table.source, {}).items()
    }
    known = ("", COMPUTED, *STATED_FIELDS, *FIELDS)  # a hand-written study may name another
    return {
        name: selected[name] if selected.get(name) in known else guess[name] for name in table.names
    }


def _dossier_fields(names: Sequence[str]) -> dict[str, str]:
    return {
        name: COMPUTED if name in _COMPUTED_COLUMNS else name if name in FIELDS else ""
        for name in names
    }


def _samples(table: SourceTable) -> dict[str, list[str]]:
    """The first non-empty values of each column."""
    samples: dict[str, list[str]] = {name: [] for name in table.names}
    for row in table.rows:
        if row.role == "field":
            for name, value in row.cells.items():
                sample = samples[name]
                if len(sample) < SAMPLE:
                    text = value if isinstance(value, str) else "; ".join(value)
                    sample.append(one_line(text[:_MAX_SAMPLED]))
    return samples


def _columns(fields: Mapping[str, str], samples: Mapping[str, Sequence[str]]) -> Iterator[Column]:
    for name, of in fields.items():
        examples = [
            text if len(text) <= _MAX_EXAMPLE else f"{text[: _MAX_EXAMPLE - 1]}…"
            for text in dict.fromkeys(samples[name])
        ]
        yield Column(name, of, tuple(examples[:_EXAMPLES]))


def _too_long(row: Row) -> str:
    """The column of a cell that is too long, "" if none is."""
    for name, value in row.cells.items():
        if (len(value) if isinstance(value, str) else sum(map(len, value))) > _MAX_CELL:
            return name
    return ""


@dataclass(frozen=True)
class _RecordMaker:
    """Rows -> records, for a table whose columns have these fields."""

    fields: Mapping[str, str]
    is_dossier: bool
    flat: bool
    escaped: bool

    def record(self, row: Row) -> Record:
        """The record of a row; several columns of one field are joined in their order."""
        values: dict[str, Any] = {}
        extra: dict[str, str] = {}
        for name, value in row.cells.items():
            of = self.fields[name]
            if self.escaped and isinstance(value, str):
                name, value = unescape_formulas(name), unescape_formulas(value)
            if of == COMPUTED:
                continue
            if of in LIST_FIELDS:
                values[of] = (*values.get(of, ()), *self._items(value))
                continue
            text = one_line(value if isinstance(value, str) else "; ".join(value))
            if of == "":
                extra[name] = text
            elif (
                of == "url"
                and not self.is_dossier
                and of not in values
                and (parts := _ADDRESSES.split(text))[1:]
            ):
                values[of], extra[name] = parts[0], text  # several: a link has one
            else:
                values[of] = f"{values[of]} {text}" if of in values else text
        stated = _stated(values)
        if self.is_dossier:
            stated = self._date_of_source(row, values.get("date", "")) or stated
        return Record(**values, stated=stated, extra=extra, first=row.number, last=row.number)

    def _items(self, value: Value) -> list[str]:
        if not isinstance(value, str):
            items = list(value)
        elif self.is_dossier and self.flat:
            items = [_DOSSIER_ESCAPE.sub(r"\1", item) for item in _DOSSIER_ITEM.findall(value)]
        elif self.is_dossier:
            items = [value]
        else:
            items = _SEPARATOR.split(value)
        return [item for item in map(one_line, items) if item]

    def _date_of_source(self, row: Row, date: str) -> StatedDate | None:
        """The stated date of the source, in an export whose printed date does not mean it."""
        edtf = row.cells.get("date_edtf", "")
        if not isinstance(edtf, str) or self.fields["date_edtf"] != COMPUTED:
            return None
        edtf = unescape_formulas(edtf) if self.escaped else edtf
        if not edtf and is_yearless(date):
            return StatedDate(NO_DATE)  # it had no year, and must not get one here
        return StatedDate(edtf) if edtf and parse_date(date).edtf != edtf else None


def _stated(values: dict[str, Any]) -> StatedDate:
    """Take what the columns of a row say of its date beside the printed one."""
    said = {STATED_FIELDS[name]: values.pop(name) for name in STATED_FIELDS if name in values}
    if "qualifier" in said:
        said["qualifier"] = qualifier_of(said["qualifier"])
    return StatedDate(**said) if said else NOTHING_STATED
