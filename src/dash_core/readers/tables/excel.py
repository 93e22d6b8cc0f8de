"""Excel workbooks (.xlsx): every sheet with rows is a table.

openpyxl reads the cells. Done here is what it does not do: it trusts the sizes that the archive
and the sheet claim, gives a month as its first day, drops a formula without a stored result, and
does not report hidden sheets and merged cells.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext, phrase
from dash_core.common.progress import progress_part
from dash_core.readers.report import FileReport, Piece, Reading, Remark
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.grid import Line, columns_and_rows, trim
from dash_core.readers.tables.records import (
    CARD_SHEET,
    COLUMNS_SHEET,
    SourceTable,
    build,
    check_size,
    is_dossier_table,
)

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("Excel workbook")

_MAX_UNPACKED: Final = 256 * 2**20  # bytes of a workbook's parts, all together
_MAX_RATIO: Final = 300  # times that a part may grow, if it is large
_MAX_PARTS: Final = 5_000
_MAX_CELLS: Final = 50_000_000  # of a sheet, empty ones included
_LARGE: Final = 10 * 2**20
_CHUNK: Final = 2**20
_OVERLAP: Final = 64  # longer than any pattern looked for in a part
_PROGRESS_EVERY: Final = 500

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0"))
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ODS: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a control character is written
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell ref=\"([A-Z0-9:]{1,30})\"")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # in a number format


@dataclass(frozen=True, slots=True)
class _Part:
    """What is in the text of a part: entities, formulas, the first merged cells."""

    has_entities: bool = False
    has_formulas: bool = False
    merged: str = ""

    @classmethod
    def of(cls, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> "_Part":
        """Read it through once, in chunks."""
        has_entities = has_formulas = False
        merged, before = "", b""
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                text = before + chunk.replace(b"\0", b"")  # UTF-16, too
                has_entities = has_entities or b"<!DOCTYPE" in text or b"<!ENTITY" in text
                has_formulas = has_formulas or _FORMULA.search(text) is not None
                if not merged and (match := _MERGED.search(text)):
                    merged = match[1].decode("ascii")
                before = text[-_OVERLAP:]
        return cls(has_entities, has_formulas, merged)


@dataclass(slots=True)
class _Sheet:
    """A worksheet: its name, its rows up to the last one with text, and remarks."""

    title: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _n_cells: int = 0
    _missing: list[str] = field(default_factory=list)

    def add(self, name: str, number: int, row: Sequence[Any], raw: Sequence[Any]) -> None:
        """Add a row of cells; an empty one when another follows. Raises `ReadError` where there
        are too many."""
        if not row:
            check_size(name, number, 0)
            return
        cells = trim([_text(cell) for cell in row])
        self._n_cells += len(row)
        check_size(name, number, len(cells))
        if self._n_cells > _MAX_CELLS:
            check_size(name, self._n_cells, 0)
        self.lines += [Line(empty, "", []) for empty in range(len(self.lines) + 1, number)]
        self.lines.append(Line(number, "\t".join(cells), cells))
        for cell, formula in zip(row, raw, strict=False):
            if cell.value is None and formula.data_type == "f":
                self._missing.append(formula.coordinate)

    def finish(self) -> None:
        """Leave out the empty rows at the end, and add the remarks on the whole sheet."""
        while self.lines and not self.lines[-1].cells:
            self.lines.pop()
        if self._missing:
            text = ngettext(
                "{n} formula has no stored result and is read as empty.",
                "{n} formulas have no stored results and are read as empty.",
                len(self._missing),
            )
            where = _("The first is in {cell}: open the workbook in Excel and save it again.")
            text = f"{text} {where.format(cell=self._missing[0])}"
            self.remarks.append(Remark(1, text))


def sniff(file: SourceFile) -> bool:
    """Whether it is a workbook: .xlsx, or of a kind that is recognised but not read."""
    if file.data.startswith(_OLE):
        return _ENCRYPTED in file.data or any(name in file.data for name in _OLD_BOOKS)
    return _ODS in file.data[:200] or bool({"xl/workbook.xml", "xl/workbook.bin"} & _parts(file))


def _parts(file: SourceFile) -> set[str]:
    if not file.data.startswith(b"PK"):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()


def read(file: SourceFile, options: Options) -> Reading:
    """Read every sheet that has rows.

    Raises
    ------
    ReadError
        If no sheet has a table, or the workbook is damaged, protected, of another kind or
        unreasonably large.
    """
    if _ODS in file.data[:200] or "xl/workbook.xml" not in _parts(file):
        raise ReadError(_other_kind(file))
    sheets = [sheet for sheet in _sheets(file, options) if sheet.lines]
    descriptions = _description_sheets(sheets)
    readings: list[Reading] = []
    failure = ReadError(_("“{name}” has no cell with anything in it.").format(name=file.name))
    for i, sheet in enumerate(sheets):
        name = file.name
        if len(sheets) > len(descriptions) + 1 or sheet in descriptions:
            name = _("{file}, sheet “{sheet}”").format(file=name, sheet=sheet.title)
        start = 0.5 + i / len(sheets) / 2  # `build` reports the second half only
        progress = progress_part(
            options.progress, start - 0.5 / len(sheets), start + 0.5 / len(sheets)
        )
        if sheet in descriptions:
            readings.append(_account_only(name, sheet))
            continue
        try:
            made = Options(options.columns, progress)
            readings.append(_table(name, sheet, made, escaped=not descriptions))
        except ReadError as err:
            failure = err if not readings else failure
            readings.append(_no_table(name, sheet, err))
    reading = Reading.join(readings)
    if not reading.records:
        raise failure
    return reading


def _description_sheets(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The sheets that describe the others in a workbook that Dossier wrote; none in other
    workbooks, such as its CSV saved by Excel."""
    if not any(is_dossier_table(sheet.lines[0].cells) for sheet in sheets):
        return []
    return [sheet for sheet in sheets if sheet.title in (CARD_SHEET, COLUMNS_SHEET)]


def _account_only(name: str, sheet: _Sheet) -> Reading:
    """The account of a sheet that describes the others: it has no documents."""
    pieces = [
        Piece(line.number, line.text, "header" if trim(line.cells) else "blank")
        for line in sheet.lines
    ]
    return Reading.of([], FileReport(name, pieces, tuple(sheet.remarks), unit="row", form=NAME))


def _table(name: str, sheet: _Sheet, options: Options, *, escaped: bool) -> Reading:
    names, rows, remarks = columns_and_rows(name, sheet.lines, ragged=False)
    if len(names) < 2:
        raise ReadError(
            _("“{name}” has only one column with anything in it: it is not a table.").format(
                name=name
            )
        )
    remarks = [*sheet.remarks, *remarks]
    return build(SourceTable(name, NAME, names, rows, remarks, escaped=escaped), options)


def _no_table(name: str, sheet: _Sheet, err: ReadError) -> Reading:
    """The account of a sheet without documents in a workbook with some."""
    pieces = [
        Piece(line.number, line.text, "unread" if trim(line.cells) else "blank")
        for line in sheet.lines
    ]
    remarks = (*sheet.remarks, Remark(sheet.lines[0].number, str(err)))
    return Reading.of([], FileReport(name, pieces, remarks, unit="row", form=NAME))


def _other_kind(file: SourceFile) -> str:
    if _ENCRYPTED in file.data:
        text = _("“{name}” is protected with a password: save it without one and try again.")
    else:
        text = _(
            "“{name}” is a spreadsheet of a kind that cannot be read here: open it in its program, "
            "save it as .xlsx or CSV, and try again."
        )
    return text.format(name=file.name)


def _sheets(file: SourceFile, options: Options) -> Iterator[_Sheet]:
    """Every worksheet, in the order of the workbook."""
    import warnings

    from openpyxl import load_workbook  # slow to import, not always needed

    # openpyxl warns of styles and validations that it leaves out; they are not read here.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\b")
    parts = _check_archive(file)
    damaged = _("“{name}” is damaged: open it in Excel, save it again, and try again.")
    try:
        book = load_workbook(io.BytesIO(file.data), read_only=True, data_only=True)
        formulas = book
        if any(part.has_formulas for part in parts.values()):
            formulas = load_workbook(io.BytesIO(file.data), read_only=True)
        pairs = list(zip(book.worksheets, formulas.worksheets, strict=True))
    except Exception as err:  # the library raises many kinds on a damaged file
        raise ReadError(damaged.format(name=file.name)) from err
    for i, (sheet, with_formulas) in enumerate(pairs):
        table = _Sheet(sheet.title)
        if sheet.sheet_state != "visible":
            text = _("The sheet “{sheet}” is hidden in the workbook; it was read.")
            table.remarks.append(Remark(1, text.format(sheet=sheet.title)))
        part = parts.get(getattr(sheet, "_worksheet_path", "").lstrip("/"), _Part())
        if part.merged:
            text = _("Cells are merged ({cells}): their text is in the first one only.")
            table.remarks.append(Remark(1, text.format(cells=part.merged)))
        n_rows = sheet.max_row or 0
        rows = _rows(sheet)
        raw = _rows(with_formulas) if part.has_formulas else iter(())
        for number, row in enumerate(rows, 1):
            if isinstance(row, Exception):
                if number == 1:
                    raise ReadError(damaged.format(name=file.name)) from row
                text = _("The sheet is damaged here: what follows was not read.")
                table.remarks.append(Remark(number - 1, text))
                break
            if number % _PROGRESS_EVERY == 0:
                options.progress((i + min(1, number / max(n_rows, number))) / len(pairs) / 2)
            table.add(file.name, number, row, next(raw, ()))
        table.finish()
        yield table


def _rows(sheet: Any) -> Iterator[Any]:
    """The rows of cells of a sheet; then, if it is damaged, the exception."""
    try:
        sheet.reset_dimensions()  # the size in the file may be wrong
        yield from sheet.iter_rows()
    except GeneratorExit:
        raise
    except Exception as err:
        yield err


def _check_archive(file: SourceFile) -> dict[str, _Part]:
    """What is in each part of the archive. Raises `ReadError` if it is unreasonably large."""
    parts: dict[str, _Part] = {}
    too_large = _("“{name}” unpacks to more than can be read: save the sheet as CSV and try again.")
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MAX_PARTS or sum(i.file_size for i in infos) > _MAX_UNPACKED:
                raise ReadError(too_large.format(name=file.name))
            for info in infos:
                if info.file_size > max(_LARGE, _MAX_RATIO * info.compress_size):
                    raise ReadError(too_large.format(name=file.name))
                if info.filename.endswith((".xml", ".rels")):
                    parts[info.filename] = _Part.of(archive, info)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as err:
        text = _("“{name}” is damaged: open it in Excel, save it again, and try again.")
        raise ReadError(text.format(name=file.name)) from err
    if any(part.has_entities for part in parts.values()):
        text = _("“{name}” is not a workbook as Excel writes it (it defines entities): not read.")
        raise ReadError(text.format(name=file.name))
    return parts


def _text(cell: Any) -> str:
    """The text of a cell, as a person would type it."""
    value = cell.value
    match value:
        case None:
            return ""
        case str():
            return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"  # as many digits as Excel has
        case datetime():
            return _date_text(value, cell.number_format or "")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _date_text(value: datetime, number_format: str) -> str:
    """A date as ISO 8601, as exact as it is displayed: "Apr-46" is a month, not a day."""
    if value.time() != time():
        return value.isoformat(timespec="seconds")
    shown = set(_LITERAL.sub("", number_format).lower())
    if "y" in shown and not shown & set("dhs"):
        return f"{value:%Y-%m}" if "m" in shown else f"{value.year:04d}"
    return value.date().isoformat()
