"""Rows and columns of any format -> records: what CSV, Excel, JSON and Parquet share.

Each column is one of the fields of a record or is kept under its name: guessed
(`columns.guess_columns`) or chosen by a person (`Options.columns`), and always reported
(`FileReport.columns`). Tables that Dossier has written are recognised by their columns and give
the same records again.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, first_few, format_number, ngettext
from dash_core.readers.columns.cell_lists import Empty, has_tags
from dash_core.readers.columns.cell_literals import with_lists
from dash_core.readers.columns.cell_markdown import without_markdown
from dash_core.readers.columns.cell_markup import without_markup
from dash_core.readers.columns.cell_text import (
    Value,
    one_line,
    shorten,
    text_of_value,
)
from dash_core.readers.columns.events import with_own_events
from dash_core.readers.columns.fields import (
    MACHINE_DATE,
    SAMPLE,
    STATED_FIELDS,
    guess_columns,
    is_date_field,
    known_field,
)
from dash_core.readers.columns.groups import versions
from dash_core.readers.columns.inner import guess_with_inner
from dash_core.readers.columns.names import vocabulary
from dash_core.readers.columns.source_table import Row, SourceTable
from dash_core.readers.columns.zotero import as_zotero_means, is_zotero_table
from dash_core.readers.report import (
    FIELDS,
    PROVENANCE,
    Column,
    FileReport,
    Piece,
    Reading,
    Record,
    RemarkCollector,
    Role,
)
from dash_core.readers.source import Options
from dash_core.readers.tables.row_record import COMPUTED, RecordMaker

__all__ = [
    "CARD_SHEET",
    "COLUMNS_SHEET",
    "COMPUTED",
    "DOCUMENTS_SHEET",
    "MAX_COLUMNS",
    "Row",
    "SourceTable",
    "Value",
    "build",
    "check_size",
    "guess_columns",
    "is_dossier_table",
    "known_field",
]

DOCUMENTS_SHEET, CARD_SHEET, COLUMNS_SHEET = "Documents", "Provenance", "Columns"
"""The sheets of a workbook that Dossier wrote."""

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
_NAMED: Final = 10  # columns in a remark
_PROGRESS_EVERY: Final = 1_000  # rows


def check_size(source: str, n_rows: int, n_columns: int) -> None:
    """Refuse a table that is too large. Raises `ReadError`."""
    if n_rows > _MAX_ROWS or n_columns > MAX_COLUMNS:
        raise ReadError(
            _(
                "“{name}” has more than {rows} rows or {columns} columns: "
                "split it, or leave out columns, and try again."
            ).format(name=source, rows=format_number(_MAX_ROWS), columns=format_number(MAX_COLUMNS))
        )


def is_dossier_table(names: Sequence[str]) -> bool:
    """Whether a table with these columns was written by Dossier."""
    return set(names) >= _DOSSIER_COLUMNS


def build(table: SourceTable, options: Options) -> Reading:
    """The records of a table and the account of its rows.

    Raises
    ------
    ReadError
        If it is too large or has no record.
    """
    check_size(table.source, len(table.rows), len(table.names))
    is_dossier = is_dossier_table(table.names)
    if not is_dossier:
        table = with_lists(table) if table.flat else table
        table = without_markdown(without_markup(table)) if table.may_have_html else table
        table = with_own_events(table)
    samples, rare = _samples(table)
    fields = _fields(table, samples, rare, options)
    empty = Empty({}) if is_dossier else Empty.of(_cells(table.rows), fields)
    maker = _maker(table, fields, samples, empty)
    is_zotero = is_zotero_table(table.names)
    collector = RemarkCollector("row")
    _remark_on_empty(empty, collector)
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
                n=format_number(_MAX_CELL),
            )
        pieces.append(Piece(row.number, row.text, role, len(records) if role == "field" else None))
        if role == "field":
            record = maker.record(row)
            records.append(as_zotero_means(record) if is_zotero else record)
    if not records:
        raise ReadError(
            _("“{name}” has no row with a document in it: there is nothing below the names of "
                "its columns.")
            .format(name=table.source)
        )  # fmt: skip
    _remark_on_fields(fields, table.rows[0].number, collector)
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


def _cells(rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, Value]]]:
    return ((row.number, row.cells) for row in rows if row.role == "field")


def _remark_on_empty(empty: Empty, collector: RemarkCollector) -> None:
    for word, n in empty.counts.items():
        text = ngettext(
            "“{word}” in {n} cell was read as an empty cell.",
            "“{word}” in {n} cells was read as an empty cell.",
            n,
            word=word,
        )
        collector.add(empty.first, text)


def _remark_on_fields(fields: Mapping[str, str], number: int, collector: RemarkCollector) -> None:
    """Say which columns are there, where none was recognised as what a document needs."""
    found = set(fields.values())
    if {"title", "summary"} & found:
        return
    names = ", ".join(
        first_few([f"“{shorten(name)}”" for name, of in fields.items() if not of], _NAMED)
    )
    if not any(map(is_date_field, found)):
        text = _(
            "No column was recognised as date, title or summary: choose which is which. "
            "The columns are {names}."
        )
    elif names:
        text = _(
            "No column was recognised as title or summary: choose one, if there is one. "
            "Kept under their names: {names}."
        )
    else:
        return
    if not names:
        text = _("No column was recognised as date, title or summary: choose which is which.")
    collector.add(number, text, names=names)


def _maker(
    table: SourceTable,
    fields: dict[str, str],
    samples: Mapping[str, Sequence[str]],
    empty: Empty,
) -> RecordMaker:
    is_dossier = is_dossier_table(table.names)
    return RecordMaker(
        fields,
        is_dossier=is_dossier,
        flat=table.flat,
        escaped=is_dossier and table.flat and table.escaped,
        empty=empty,
        source=table.source,
        versions={} if is_dossier else versions(fields),
        tags=frozenset(
            name
            for name, of in fields.items()
            if of == "subjects" and not is_dossier and has_tags(name, samples[name])
        ),
    )


def _fields(
    table: SourceTable,
    samples: Mapping[str, Sequence[str]],
    rare: Container[str],
    options: Options,
) -> dict[str, str]:
    """The field of each column: as chosen, else as Dossier wrote it, else as guessed."""
    if is_dossier_table(table.names):
        guess = _dossier_fields(table.names)
    else:
        guess = guess_with_inner(table.names, samples, table.inner, rare)
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


def _samples(table: SourceTable) -> tuple[dict[str, list[str]], set[str]]:
    """The first non-empty values of each column, and the columns that most rows until then leave
    empty."""
    samples: dict[str, list[str]] = {name: [] for name in table.names}
    read: dict[str, int] = {}  # rows until a sample was complete
    empty, n = frozenset[str]().union(*vocabulary().empty), 0
    for row in table.rows:
        if row.role == "field":
            n += 1
            for name, value in row.cells.items():
                sample = samples[name]
                if len(sample) < SAMPLE:
                    text = one_line(text_of_value(value)[:_MAX_SAMPLED])
                    if text not in empty:
                        sample.append(text)
                        read[name] = n
    return samples, {
        name
        for name, sample in samples.items()
        if 2 * len(sample) < (read.get(name, n) if len(sample) == SAMPLE else n)
    }


def _columns(fields: Mapping[str, str], samples: Mapping[str, Sequence[str]]) -> Iterator[Column]:
    for name, of in fields.items():
        examples = [shorten(text, _MAX_EXAMPLE) for text in dict.fromkeys(samples[name])]
        yield Column(name, of, tuple(examples[:_EXAMPLES]))


def _too_long(row: Row) -> str:
    """The column of a cell that is too long, "" if none is."""
    for name, value in row.cells.items():
        if (len(value) if isinstance(value, str) else sum(map(len, value))) > _MAX_CELL:
            return name
    return ""
