"""Tables of a web page whose first row has the names of their columns."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext
from dash_core.readers.columns.fields import is_date_field, likely_field
from dash_core.readers.html.cells import (
    ABOVE,
    YEAR,
    Cells,
    below_years,
    cell_of,
    in_bold,
    is_bold,
    is_head,
    places,
    spans_table,
    texts_of,
    upwards,
)
from dash_core.readers.html.cues import has_words, printed_date
from dash_core.readers.html.text import Chunk, Element, Markup, chunks_text
from dash_core.readers.layouts.year_headings import (
    is_yearless_date,
    with_year,
    year_of,
    years_remark,
)
from dash_core.readers.report import Column, Record, Remark, Role
from dash_core.readers.source import Options
from dash_core.readers.tables.records import Row, SourceTable, build

__all__ = ["read_tables"]

_NEEDED: Final = (
    {"title", "date"},
    {"title", "summary"},
    {"date", "summary"},
    {"date", "recipients"},
    {"date", "creators"},
)

_MIN_ROWS: Final = 3  # of three cells or more, where no column has a name
_MIN_CELLS: Final = 3
_MIN_MARKED: Final = 2  # below names that are marked as such
_MOST: Final = 0.8  # share of the rows that have a date, and of those that have words

_TITLED: Final = -2  # the column of a title within the cell of the summary


def read_tables(
    page: Markup, name: str, options: Options, n_results: Callable[[], int] = lambda: 0
) -> tuple[list[Record], list[Column], list[Remark]]:
    """The records of the page's largest table of documents and of those with the same columns,
    and remarks.

    None where no first row of a table has names for two of title, date and summary, and none has
    a column of dates among columns of mere text, or fewer rows than the page has results
    (`n_results`, asked where the names of the columns say too little).
    """
    remarks: list[Remark] = []
    selected = options.columns.get(name, {})
    tables = {at: _from_names(rows, selected) for at, rows in _tables(page.chunks).items()}
    _add_dates_above(page.chunks, tables)
    named = {at: names for at, rows in tables.items() if (names := _names(rows, selected))}
    if not named:
        named = {at: names for at, rows in tables.items() if (names := _other_names(rows))}
        # Among results may be the headings of tables.
        if named and 5 * _most_rows(named, tables) < 4 * n_results():
            return [], [], []
        for at in named:
            if named[at] == texts_of(tables[at][0]):
                continue
            text = _(
                "No row has the names of the columns: they are called “column 1”, “column 2” and "
                "so on."
            )
            remarks.append(Remark(next(iter(tables[at][0].values()))[0].line, text))
            tables[at] = [{}, *tables[at]]
    if not named:
        return [], [], []
    names = dict(named[max(named, key=lambda at: len(tables[at]))])
    matching_rows: list[Cells] = []
    for at, other_names in named.items():
        if other_names == names:
            head, *body = tables[at]
            rows = [row for row in below_years(body, head) if texts_of(row) != texts_of(head)]
            remarks += _remark_on_heads(rows)
            matching_rows += [row for row in rows if not is_head(row)]
    remarks += _remark_on_others([tables[at] for at in named if named[at] != names])
    return _records(page, name, options, names, matching_rows, remarks)


def _remark_on_heads(rows: Sequence[Cells]) -> list[Remark]:
    """A remark on rows below the names that are marked as names, too."""
    heads = [row for row in rows if is_head(row)]
    if not heads:
        return []
    text = ngettext(
        "{n} row below the names of the columns is marked as a heading: it was not read as a "
        "document.",
        "{n} rows below the names of the columns are marked as headings: they were not read as "
        "documents (the first is here).",
        len(heads),
    )
    return [Remark(_line(heads[0]), text)]


def _remark_on_others(tables: Sequence[Sequence[Cells]]) -> list[Remark]:
    """A remark on tables with other columns, whose rows are not read."""
    if not tables:
        return []
    for row in (row for rows in tables for row in rows[1:]):
        _mark(row, "unread", None)
    text = ngettext(
        "{n} more table on the page has other columns: it was not read. Save it in a file of its "
        "own.",
        "{n} more tables on the page have other columns: they were not read. Save each in a file "
        "of its own.",
        len(tables),
    )
    return [Remark(_line(tables[0][0]), text)]


def _line(row: Cells) -> int:
    return next(iter(row.values()))[0].line


def _most_rows(
    named: Mapping[Element, dict[int, str]], tables: Mapping[Element, list[Cells]]
) -> int:
    """The number of rows below the names in the tables with those names that most rows have."""
    rows: Counter[tuple[str, ...]] = Counter()
    for at, names in named.items():
        rows[tuple(names.values())] += len(tables[at]) - 1
    return max(rows.values())


def _from_names(rows: list[Cells], selected: Mapping[str, str]) -> list[Cells]:
    """The rows from the names of the columns on: a row of fewer cells above them is a heading."""
    if len(rows) > 2 and len(rows[0]) < len(rows[1]) and not _names(rows, selected):
        return rows[1:] if _names(rows[1:], selected, by_dates=True) else rows
    return rows


def _add_dates_above(chunks: Sequence[Chunk], tables: dict[Element, list[Cells]]) -> None:
    """Give tables of titles without dates a column with the date in the heading above each, where
    there are several such tables."""
    undated = {
        id(next(iter(rows[0].values()))[0]): at
        for at, rows in tables.items()
        if "title" in map(likely_field, texts_of(rows[0]).values()) and not _dated_columns(rows)
    }
    above: dict[Element, list[Chunk]] = {}
    heading: list[Chunk] = []
    for _block, group in groupby(chunks if len(undated) > 1 else (), lambda chunk: chunk.block):
        block = [chunk for chunk in group if chunk.shown]
        if not block:
            continue
        if cell_of(block[0]) is None:
            is_date = bool(printed_date(chunks_text(block)))
            heading = block if is_date else [] if block[0].heading is not None else heading
        elif heading:
            above.update((undated[id(c)], heading) for c in block if id(c) in undated)
    if len({chunks_text(date) for date in above.values()}) > 1:
        for at, date in above.items():
            tables[at] = [{**row, ABOVE: date} for row in tables[at]]


def _records(
    page: Markup,
    name: str,
    options: Options,
    names: dict[int, str],
    matching_rows: Sequence[Cells],
    remarks: list[Remark],
) -> tuple[list[Record], list[Column], list[Remark]]:
    """As `read_tables`, of rows whose cells have these names."""
    rows: list[Row] = []
    below: list[int] = []  # a year
    years = [year_of(texts_of(row).get(YEAR, "")) for row in matching_rows]
    matching_rows = [{i: row[i] for i in row if i != YEAR} for row in matching_rows]
    matching_rows = _with_titles(matching_rows, names)
    for row, year in zip(matching_rows, years, strict=True):
        for i in row:  # more cells than names
            names.setdefault(i, f"Column {i + 1}")
        cells = {names[i]: text for i, text in texts_of(row).items()}
        dates = [c for c, text in cells.items() if year and is_yearless_date(text)]
        dates = [column for column in dates if is_date_field(likely_field(column))]
        cells |= {column: with_year(cells[column], year) for column in dates}
        below += [_line(row)] * bool(dates)
        rows.append(Row(next(iter(row.values()))[0].line, "", cells))
    try:
        reading = build(
            SourceTable(name, "", list(names.values()), rows, may_have_html=False), options
        )
    except ReadError:  # no row below the names
        return [], [], []
    remarks += years_remark(below)
    (report,) = reading.report.files
    records = list(reading.records)
    titles = {column.name for column in report.columns if column.field == "title"}
    for piece, row in zip(report.pieces, matching_rows, strict=True):
        if piece.record is None:  # a cell too long to be read
            _mark(row, "unread", None)
            continue
        _mark(row, "field", piece.record)
        chunks = [chunk for cell in row.values() for chunk in cell]
        linked = _links(c for i, cell in row.items() if names[i] in titles for c in cell)
        others = _links(chunks)
        if not linked and (len(set(others)) == 1 or not titles):  # as that of the number of each
            linked = others
        href = next(iter(linked), "")
        record = records[piece.record]
        numbers = [chunk.line for chunk in chunks]
        records[piece.record] = replace(
            record,
            url=record.url or page.resolve(href),
            first=min(numbers),
            last=max(numbers),
        )
    return records, list(report.columns), [*remarks, *report.remarks]


def _with_titles(rows: Sequence[Cells], names: dict[int, str]) -> Sequence[Cells]:
    """The rows, with a column for the title where it is the first paragraph, bold or linked, of the
    cells that have the summary ("Title and description"), and no column has titles."""
    fields = {at: likely_field(name) for at, name in names.items()}
    column = next((at for at, of in fields.items() if of == "summary"), None)
    if column is None or "title" in fields.values() or _TITLED in names:
        return rows
    heads = [_title_of_cell(row.get(column, ())) for row in rows]
    if not rows or sum(map(bool, heads)) < _MOST * len(rows):
        return rows
    names[_TITLED] = _("Title")
    return [
        {_TITLED: row[column][:n], column: row[column][n:], **_without(row, column)} if n else row
        for row, n in zip(rows, heads, strict=True)
    ]


def _without(row: Cells, column: int) -> Cells:
    return {at: cell for at, cell in row.items() if at != column}


def _title_of_cell(cell: Sequence[Chunk]) -> int:
    """The number of pieces of text that are the title above other text; 0 for none."""
    n = next((i for i, chunk in enumerate(cell) if chunk.block != cell[0].block), 0)
    is_title = n and all(
        chunk.link is not None or chunk.heading is not None or in_bold(chunk)
        for chunk in cell[:n]
        if chunk.text.strip()
    )
    return n if is_title and has_words(chunks_text(cell[:n])) else 0


def _links(chunks: Iterable[Chunk]) -> list[str]:
    return [chunk.link.get("href") or "" for chunk in chunks if chunk.link is not None]


def _other_names(rows: Sequence[Cells]) -> dict[int, str]:
    """The names in the first row of a table, made ones where it is a row like the others; none
    where it is no table of documents: without a column of dates, or without names and with links
    or headings or uneven rows."""
    if names := _names(rows, {}, by_dates=True):
        return names
    if is_head(rows[0]) or (is_bold(rows[0]) and not any(map(is_bold, rows[1:]))):
        return _names_of_dated(rows)
    width = len(rows[0])
    chunks = [chunk for row in rows for cell in row.values() for chunk in cell]
    if (
        len(rows) < _MIN_ROWS
        or width < _MIN_CELLS
        or any(len(row) != width for row in rows)
        or any(chunk.link is not None or chunk.heading is not None for chunk in chunks)
    ):
        return {}
    head, *body = map(texts_of, rows)
    dated = [i for i in rows[0] if all(printed_date(row.get(i, "")) for row in body)]
    if not dated:
        return {}
    if any(printed_date(head.get(i, "")) for i in dated) or len(set(head.values())) < width:
        return {i: f"column {i + 1}" for i in sorted(rows[0])}
    return head


def _names_of_dated(rows: Sequence[Cells]) -> dict[int, str]:
    """The names of the columns that are marked as such, where one column has dates in most rows
    and another one words."""
    texts = _body(rows)
    dated = _dated_columns(rows)
    worded = any(
        _most(sum(has_words(row.get(i, "")) for row in texts), len(texts))
        for i in rows[0]
        if i not in dated
    )
    return _unique_names(rows[0]) if dated and worded else {}


def _dated_columns(rows: Sequence[Cells]) -> set[int]:
    """The columns with dates in most rows below the first."""
    texts = _body(rows)
    return {
        i
        for i, name in texts_of(rows[0]).items()
        if len(texts) >= _MIN_MARKED
        and not printed_date(name)
        and _most(sum(bool(printed_date(row.get(i, ""))) for row in texts), len(texts))
    }


def _body(rows: Sequence[Cells]) -> list[dict[int, str]]:
    """The texts of the rows below the first, without headings."""
    head, *body = rows
    return [texts_of(row) for row in body if not (is_head(row) or spans_table(row, head))]


def _most(n: int, of: int) -> bool:
    return n >= _MOST * of


def _mark(row: Cells, role: Role, record: int | None) -> None:
    for cell in row.values():
        for chunk in cell:
            if chunk.record is None:  # else of the row above, which the cell begins in
                chunk.role, chunk.record = role, record


def _tables(chunks: Sequence[Chunk]) -> dict[Element, list[Cells]]:
    """The text of each table by row and column, from the first row with two cells or more."""
    tables: dict[Element, dict[Element, Cells]] = {}
    columns: dict[Element, list[tuple[Element, int]]] = {}
    own: set[Element] = set()  # rows with more than cells from above
    for chunk in chunks:
        if not chunk.shown:
            continue
        cell = cell_of(chunk)
        row: Element = cell.getparent() if cell is not None else None
        table = next((e for e in upwards(row) if e.tag == "table"), None)
        if table is None or row.tag != "tr":
            continue
        if cell not in columns:
            columns.update(places(row.getparent()))
        rows = tables.setdefault(table, {})
        own.add(row)
        for of, at in columns.get(cell, ()):
            rows.setdefault(of, {}).setdefault(at, []).append(chunk)
    result = {}
    for table, by_row in tables.items():
        rows_of = [by_row[row] for row in table.iter("tr") if row in by_row and row in own]
        while rows_of and len(rows_of[0]) < 2:
            del rows_of[0]
        while len(rows_of) > 2 and all(map(is_head, rows_of[:2])):  # names in two rows
            rows_of[:2] = [{**rows_of[0], **rows_of[1]}]
        if len(rows_of) > 1:
            result[table] = rows_of
    return result


def _names(
    rows: Sequence[Cells], selected: Mapping[str, str], by_dates: bool = False
) -> dict[int, str]:
    """The unique names of the columns; none where the first row is not that of documents. A column
    may be one of dates by its cells (`by_dates`)."""
    names = _unique_names(rows[0])
    fields = {selected.get(name) or likely_field(name) for name in names.values()}
    if any(map(is_date_field, fields)) or ABOVE in names or (by_dates and _dated_columns(rows)):
        fields.add("date")
    return names if any(needed <= fields for needed in _NEEDED) else {}


def _unique_names(head: Cells) -> dict[int, str]:
    names: dict[int, str] = {}
    for i, text in texts_of(head).items():
        name, n = _("date") if i == ABOVE else text, 1
        while name in names.values():
            n += 1
            name = f"{text} ({n})"
        names[i] = name
    return names
