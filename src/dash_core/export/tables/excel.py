"""The table as an Excel workbook (.xlsx): documents, provenance, what the columns mean.

Every text is an explicit string cell, so nothing is run as a formula and nothing is turned into
a date or a number (SpreadsheetML `inlineStr`; what starts like a formula is also marked
`quotePrefix`, so that it stays a text when a person edits the cell). Signs that XML has no place
for are written as Excel writes them, `_x000B_`. `dash_core.readers.tables.excel` reads it back.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from dash_core.collection.table import COLUMNS
from dash_core.common.errors import ExportError
from dash_core.common.i18n import _, format_number, ngettext, phrase
from dash_core.export.provenance import Provenance
from dash_core.export.tables.csv_json_parquet import flat
from dash_core.readers.columns.cell_text import escape_formulas
from dash_core.readers.tables.records import CARD_SHEET, COLUMNS_SHEET, DOCUMENTS_SHEET

__all__ = ["MAX_CELL", "MAX_ROWS", "to_xlsx"]

MAX_ROWS: Final = 1_048_576  # of a sheet, its header among them (Excel specifications and limits)
MAX_CELL: Final = 32_767  # characters of a cell
_FIRST_DAY: Final = datetime(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_DAY: Final = "yyyy-mm-dd"
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROW, _WIDE, _WIDEST = 12, 40, 70  # widths of columns, in digits
_WIDTHS: Final = {"title": _WIDE, "summary": _WIDEST, "note": _WIDE, "url": 30} | dict.fromkeys(
    ("creators", "recipients", "people", "places", "topics", "edits", "date_note", "highlights"), 24
)


def to_xlsx(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """A workbook of three sheets; equal tables with equal provenance give equal sheets.

    Lists are joined as in CSV. `date_earliest` and `date_latest` are dates of Excel's where it
    has them (from 1 March 1900), else texts. A text longer than `MAX_CELL` is cut, which the cell
    and the second sheet say.

    Raises
    ------
    ExportError
        If there are more documents than a sheet has rows.
    """
    from openpyxl import Workbook  # slow to import, not always needed

    if len(frame) >= MAX_ROWS:
        raise ExportError(
            _("An Excel sheet holds at most {most} documents; these are {n}: use CSV or "
                "Parquet.")
            .format(most=format_number(MAX_ROWS - 1), n=format_number(len(frame)))
        )  # fmt: skip
    book = Workbook(write_only=True)
    book.properties.creator = "Dossier"
    table = flat(frame)
    sheet = _SheetWriter(book, DOCUMENTS_SHEET, [str(name) for name in table.columns], len(table))
    columns = [_values(table[name]) for name in table.columns]
    for row in zip(*columns, strict=True):
        sheet.add(row)
    card = list(provenance.card)
    if sheet.n_cut:
        card.append((_("Shortened in this file"), _format_cut(sheet.n_cut)))
    _table(book, CARD_SHEET, (_("what"), _("value")), card)
    other = phrase("column of the source")
    meanings = [(str(name), _(COLUMNS.get(str(name), other))) for name in table.columns]
    _table(book, COLUMNS_SHEET, (_("column"), _("what it holds")), meanings)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(book: Any, title: str, names: tuple[str, str], pairs: Sequence[tuple[str, str]]) -> None:
    sheet = _SheetWriter(book, title, names, len(pairs), widths=(_WIDE, 2 * _WIDEST))
    for pair in pairs:
        sheet.add(pair)


def _format_cut(n: int) -> str:
    return ngettext(
        "{n} text is longer than the {most} characters of an Excel cell and was cut: "
        "CSV and JSON lines have it whole",
        "{n} texts are longer than the {most} characters of an Excel cell and were cut: "
        "CSV and JSON lines have them whole",
        n,
        most=format_number(MAX_CELL),
    )


def _values(column: pd.Series) -> Iterator[Any]:
    """A column as Excel holds it: texts, whole numbers, days."""
    if column.dtype.kind == "M":
        return (_day(value) for value in column)
    if column.dtype.kind in "iuf":
        return iter(column.tolist())
    return (str(value) for value in column)


def _day(value: Any) -> date | str | None:
    if pd.isna(value):
        return None
    day: datetime = value.to_pydatetime()
    return day.date() if day >= _FIRST_DAY else day.date().isoformat()


def _escape(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _length(text: str) -> int:
    """How long Excel finds a text: in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, most: int) -> str:
    """The start of a text that is no longer than this when it is escaped."""
    text = text[:most]
    while (over := _length(_escape(text)) - most) > 0:
        text = text[: -max(1, over // 8)]  # a sign is 7 units when it is escaped, at most
    return _escape(text)


class _SheetWriter:
    """A sheet being written, row by row: a header that stays in sight and filters, set widths.

    Cells are used again for each row: openpyxl writes a row when it gets it.
    """

    def __init__(
        self,
        book: Any,
        title: str,
        names: Sequence[str],
        n_rows: int,
        widths: Sequence[int] = (),
    ) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        self.n_cut = 0
        self._sheet = sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for i, name in enumerate(names):
            width = widths[i] if widths else _WIDTHS.get(name, _NARROW)
            sheet.column_dimensions[get_column_letter(i + 1)].width = width
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{n_rows + 1}"
        self._texts, self._formulas, self._days, self._numbers = (
            [WriteOnlyCell(sheet) for _name in names] for _kind in range(4)
        )
        head = [WriteOnlyCell(sheet) for _name in names]
        for cell in (*self._texts, *self._formulas, *self._days, *self._numbers):
            cell.alignment = Alignment(vertical="top")
        for cell in (*self._texts, *self._formulas):
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        for cell in self._formulas:
            cell.quotePrefix = True
        for cell in self._days:
            cell.number_format = _DAY
        for cell, name in zip(head, names, strict=True):
            cell.font = Font("Calibri", 11, bold=True)
            self._put(cell, name)
        sheet.append(head)

    def add(self, values: Sequence[Any]) -> None:
        """Write a row."""
        self._sheet.append([self._cell(i, value) for i, value in enumerate(values)])

    def _cell(self, i: int, value: Any) -> Any:
        match value:
            case None | "":
                return None
            case str():
                kinds = self._texts if escape_formulas(value) == value else self._formulas
                return self._put(kinds[i], value)
            case date():
                self._days[i].value = value
                return self._days[i]
            case _:
                self._numbers[i].value = value
                return self._numbers[i]

    def _put(self, cell: Any, text: str) -> Any:
        """A text as a string cell, whatever it looks like."""
        written = _escape(text)
        if _length(written) > MAX_CELL:
            self.n_cut += 1
            mark = _(" … [cut: {n} characters]").format(n=format_number(len(text)))
            written = _cut(text, MAX_CELL - len(mark)) + mark
        cell.value = written
        cell.data_type = "s"
        return cell
