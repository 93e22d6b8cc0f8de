"""Comma-, semicolon-, tab- or bar-separated text: CSV and TSV as programs really write them.

Python's `csv` reads the rows, in its strict mode: the lax one drops quotation marks (`"Home"
thoughts` -> `Home thoughts`) and silently lets one that is never closed swallow the rest of the
file. A row that breaks the rules of quoting is split as printed, with a remark.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, first_few, format_number, phrase
from dash_core.readers.columns.cell_text import one_line, shorten
from dash_core.readers.columns.fields import known_field, likely_field
from dash_core.readers.lines.codes import is_code
from dash_core.readers.lines.date_words import is_date
from dash_core.readers.lines.labels import label_of, parted_pairs
from dash_core.readers.report import Reading, RemarkCollector
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.drawn import drawn_lines
from dash_core.readers.tables.grid import Line, columns_and_rows, find_header
from dash_core.readers.tables.plain_text import aligned_lines, with_texts_below
from dash_core.readers.tables.records import MAX_COLUMNS, Row, SourceTable, build

__all__ = ["NAME", "read", "refusal", "sniff"]

NAME: Final = phrase("table in a text file (CSV, TSV)")

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_ROWS: Final = 50  # that decide the delimiter
_SAMPLE_LINES: Final = 2_000
_SAMPLE_CHARS: Final = 200_000
_MIN_ROWS: Final = 5  # of three or more cells each, where no column name is known
_MIN_CELLS: Final = 3
_SURE: Final = 3  # known column names that make a table, however uneven its rows
_ALIKE: Final = 0.6  # share of rows that must have the same number of cells, with known names
_ALIKE_UNNAMED: Final = 0.9  # and without
_MAX_LINES: Final = 5_000  # lines of a quoted cell; more are a mark that is never closed
_FEW_INNER: Final = 2  # lines in a cell that look like rows, where the row has too many cells
_MANY_INNER: Final = 5  # and where it has not
_MAX_FIELD: Final = 2_000_000  # characters of a cell; `records` leaves out rows with shorter ones
_NAMED: Final = 10  # columns in a message
_MAX_TRIED: Final = 20  # times the file's length that rows with open quotes may cost
_PROGRESS_EVERY: Final = 1_000  # rows

# The limit is global to the interpreter: set once, never lowered.
csv.field_size_limit(max(csv.field_size_limit(), _MAX_FIELD))

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*")  # Markdown's
_TOP: Final = 50  # lines among which it stands
_SEP: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # how a file tells Excel its delimiter


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A row: positions of its first line and of the line after it, its cells, and the fault of
    its quotation marks ("" for none)."""

    start: int
    end: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """How even the rows are with a delimiter: the number of known column names, the share of rows
    with the commonest number of cells, that number, and whether this is a table."""

    named: int = 0
    alike: float = 0
    width: int = 0
    is_table: bool = False


def sniff(file: SourceFile) -> bool:
    """Whether the text is a table: with known column names, or many even rows.

    Strict, so that a copied page with commas is not taken for a table.
    """
    lines = _sample(file)
    if lines and lines[0].lstrip().startswith(("{", "<", "[{")):
        return False  # JSON and XML have regular commas, too
    if _are_labels(lines):
        return False
    declared = bool(lines) and _SEP.fullmatch(lines[0]) is not None
    if (declared and len(lines) > 1) or _best(lines)[1].is_table:
        return True
    return bool(drawn_lines(lines) or aligned_lines(lines))


def _are_labels(lines: Sequence[str]) -> bool:
    """Whether lines are the labels of a copied page, the same in each block of them:
    "Reference:<tab>Q 1", "Date:<tab>1851" (or "Date: | 1851 |"), and again; without colons where
    they are names of fields."""
    if _are_pairs(lines):
        return True
    parted = (
        line.strip("| \r\n").split(" | ") if line.rstrip().endswith("|") else line.split("\t")
        for line in lines
    )
    cells = [row for row in parted if len(row) > 1 and row[0].strip()]
    if not cells or any(len(row) != 2 for row in cells):
        return False
    times = Counter(row[0].strip() for row in cells)
    known = sum(bool(known_field(label)) for label in times)
    if not all(label.endswith(":") for label in times) and 2 * known <= len(times):
        return False
    return 2 <= len(times) <= len(cells) / 2 and times[cells[0][0].strip()] >= 2


def _are_pairs(lines: Sequence[str]) -> bool:
    """Whether each line has labels with their values, the same first one, and most of them mean a
    field: "Title: Lease | Date: 1911"."""
    pairs = [parted_pairs(text) for line in lines if (text := line.strip())]
    labels = [[label_of(pair.strip())[0] for pair in row] for row in pairs]
    return (
        len(labels) > 1
        and all(len(row) > 1 and 2 * sum(map(bool, row)) > len(row) for row in labels)
        and len({row[0] for row in labels}) == 1
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read a delimited text file; the delimiter is the one that gives the most even rows.

    Raises
    ------
    ReadError
        If it has no row below the column names, or is too large.
    """
    lines = _split(file.text)
    declared = _SEP.fullmatch(lines[0]) if lines else None
    first = 1 if declared else 0
    if declared:
        delimiter, form = declared[1], _form(lines[first : first + _SAMPLE_LINES], declared[1])
    else:
        delimiter, form = _best(_sample(file))
    if grid := ([] if declared else drawn_lines(lines)) or (
        [] if form.is_table else aligned_lines(lines)
    ):
        names, rows, remarks = columns_and_rows(file.name, grid, ragged=True)
        return build(
            SourceTable(file.name, NAME, names, rows, remarks, file.decoded.encoding), options
        )
    if form.width < 2:
        raise ReadError(
            _(
                "“{name}” is not a table: its lines are not divided into cells by commas, "
                "semicolons, tabs or bars."
            ).format(name=file.name)
        )
    collector, messages = RemarkCollector("row"), _faults()
    grid = []
    for number, row in enumerate(_rows(lines, delimiter, first, form.width), first + 1):
        if number % _PROGRESS_EVERY == 0:
            options.progress(row.start / len(lines) / 2)
        grid.append(Line(number, "".join(lines[row.start : row.end]).rstrip("\r\n"), row.cells))
        if row.fault:
            collector.add(number, messages[row.fault], line=format_number(row.start + 1))
    if delimiter == "\t":
        grid = list(with_texts_below(grid, form.width))
    names, rows, remarks = columns_and_rows(file.name, grid, ragged=True)
    rows[:0] = [Row(1, lines[0].rstrip("\r\n"), role="header")] * first
    remarks += collector.remarks()
    is_markdown = delimiter == "|" and any(map(_RULE.fullmatch, lines[:_TOP]))
    table = SourceTable(file.name, NAME, names, rows, remarks, file.decoded.encoding)
    return build(replace(table, is_markdown=is_markdown), options)


def refusal(file: SourceFile) -> str:
    """Why a text that is plainly a table could not be used; "" if it is none."""
    lines = _sample(file)
    delimiter, form = _best(lines)
    rows = [row.cells for row in _rows(lines, delimiter, 0, 0) if any(map(str.strip, row.cells))]
    if len(lines) > 1 and form.width < 2 and known_field(lines[0].strip().strip('"')):
        text = _(
            "“{name}” has a single column (“{column}”): add one with dates or titles and try again."
        )
        return text.format(name=file.name, column=shorten(one_line(lines[0]).strip('"')))
    if form.width < 2 or form.alike < _ALIKE_UNNAMED or len(rows) < 2 or _is_prose(rows):
        return ""
    marks = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    names = [f"“{shorten(name)}”" for cell in rows[0] if (name := one_line(cell))]
    return _(
        "“{name}” was tried as a table, since {marks} divide its lines into {n} columns ({names}), "
        "but none of them is known as a date, a title or a summary: put such names into its first "
        "row (“date”, “title”) and try again."
    ).format(
        name=file.name,
        marks=marks[delimiter],
        n=form.width,
        names=", ".join(first_few(names, _NAMED)),
    )


def _faults() -> dict[str, str]:
    """The remark on each fault of a row."""
    return {
        "open": _(
            "A quotation mark opens in line {line} and is not closed: the line was read as it "
            "stands."
        ),
        "loose": _(
            "The quotation marks in line {line} do not enclose whole cells: the line was read as "
            "it stands."
        ),
        "given up": _(
            "So many quotation marks are not closed that from line {line} on they are read as "
            "text: look at cells of several lines."
        ),
    }


def _split(text: str, most: int | None = None) -> list[str]:
    """Lines with their ends, as an editor numbers them."""
    return list(islice(StringIO(text, newline=""), most))


def _sample(file: SourceFile) -> tuple[str, ...]:
    """The first lines."""
    return tuple(_split(file.text[:_SAMPLE_CHARS], _SAMPLE_LINES))


@lru_cache(maxsize=2)  # asked by `sniff` and again by `read` or `refusal`
def _best(lines: tuple[str, ...]) -> tuple[str, _Form]:
    """The delimiter that gives the most even rows, and their form."""
    forms = [(delimiter, _form(lines, delimiter)) for delimiter in _DELIMITERS]
    return max(forms, key=lambda pair: (pair[1].named, pair[1].alike, pair[1].width))


def _form(lines: Sequence[str], delimiter: str) -> _Form:
    rows: list[list[str]] = []
    for row in _rows(lines, delimiter, 0, 0):
        if any(cell.strip() for cell in row.cells):
            rows.append(row.cells)
            if len(rows) == _SAMPLE_ROWS:
                break
    if all(len(cells) < 2 for cells in rows):  # sooner told than where its header is
        return _Form()
    if len(rows) > 1 and (n_cells := min(map(len, rows[:2]))) > MAX_COLUMNS:
        return _Form(alike=1, width=n_cells, is_table=not _is_prose(rows[:2]))  # too wide: refused
    header, start = find_header([Line(i, "", cells) for i, cells in enumerate(rows)])
    table = rows[start if header is None else header :]
    widths = Counter(len(cells) for cells in table if len(cells) > 1)
    if not widths:
        return _Form()
    width, n = max(widths.items(), key=lambda item: (item[1], item[0]))
    alike = n / len(table)
    named = sum(bool(known_field(cell)) for cell in rows[header]) if header is not None else 0
    if header is None or len(rows[header]) < 2:
        named = 0
    if named:
        least = _ALIKE_UNNAMED if _is_prose(table[:1]) else 0 if named >= _SURE else _ALIKE
        is_table = alike >= least and (named > 1 or len(table) > 1)
    else:
        is_table = (
            alike >= _ALIKE_UNNAMED
            and (n >= _MIN_ROWS or (delimiter == "\t" and n > 1 and _are_few_rows(table)))
            and width >= _MIN_CELLS
            and not _is_prose(table)
        ) or (
            header is not None
            and any(map(likely_field, rows[header]))
            and alike >= _ALIKE_UNNAMED
            and len(table) > 2
            and not _is_prose(table)
        )
    return _Form(named, alike, width, is_table)


def _are_few_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row begins with two numbers and goes on with text: a box and a folder; or has
    a date in the same column behind a code."""
    if len(rows) > 2 and len({len(cells) for cells in rows}) == 1:
        dated = (i for i, cells in enumerate(zip(*rows, strict=True)) if all(map(is_date, cells)))
        at = next(dated, 0)
        if at and all(is_code(cells[at - 1]) for cells in rows):
            return True
    return all(
        len(cells) > _MIN_CELLS
        and all(cell.strip().isdecimal() for cell in cells[:2])
        and any(c.isalpha() for c in cells[2])
        for cells in rows
    )


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most delimiters are followed by a space, as in sentences."""
    after = [cell for cells in rows for cell in cells[1:]]
    return sum(cell.startswith(" ") for cell in after) * 2 > len(after)


def _rows(lines: Sequence[str], delimiter: str, first: int, width: int) -> Iterator[_Parsed]:
    """Every row, from the line at `first` on; `width` is the usual number of cells."""
    at = first
    left = _MAX_TRIED * sum(map(len, lines))
    dialect = csv.reader((), delimiter=delimiter, skipinitialspace=True, strict=True).dialect
    given_up = False
    while at < len(lines):
        line = lines[at]
        if '"' not in line or given_up:
            bare = line.rstrip("\r\n")
            yield _Parsed(at, at + 1, bare.split(delimiter) if bare else [])
            at += 1
            continue
        reader = csv.reader(_feed(lines, at), dialect)
        fault = ""
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            fault = "open" if reader.line_num > 1 or at + 1 == len(lines) else "loose"
        end = at + reader.line_num
        if not fault and end - at > 2 and _swallowed(cells, delimiter, width):
            fault = "open"
        if fault:
            left -= sum(map(len, lines[at:end]))
            cells, end = _as_printed(line.rstrip("\r\n"), delimiter, width), at + 1
            if left < 0:
                fault, given_up = "given up", True
        yield _Parsed(at, end, cells, fault)
        at = end


def _feed(lines: Sequence[str], at: int) -> Iterator[str]:
    for i in range(at, min(at + _MAX_LINES, len(lines))):
        yield lines[i]


def _swallowed(cells: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether a cell contains whole rows: a mark was not closed until the next one."""
    if width < _MIN_CELLS:
        return False
    least = _MANY_INNER if len(cells) == width else _FEW_INNER
    for cell in cells:
        inner = _LINE_END.split(cell)[1:-1]
        rows = sum(line.count(delimiter) == width - 1 for line in inner)
        if rows >= least and rows * 2 > len(inner):
            return True
    return False


def _as_printed(line: str, delimiter: str, width: int) -> list[str]:
    """The cells of a line whose quotation marks follow no rule.

    The marks are text, unless the number of cells is right only if a mark at the start of a cell
    is closed by one at the end of a cell (`1,"The "great" game, 1946",x`).
    """
    parts = line.split(delimiter)
    if len(parts) == width or not width:
        return parts
    closing = [-1] * (len(parts) + 1)  # position of the next part that ends with a mark
    for i in range(len(parts) - 1, -1, -1):
        closing[i] = i if parts[i].rstrip().endswith('"') else closing[i + 1]
    cells = []
    i = 0
    while i < len(parts):
        part = parts[i].strip()
        end = closing[i + 1 if part == '"' else i] if part.startswith('"') else -1
        if end < 0:
            cells.append(parts[i])
            i += 1
        else:
            cells.append(delimiter.join(parts[i : end + 1]).strip()[1:-1].replace('""', '"'))
            i = end + 1
    return cells if len(cells) == width else parts
