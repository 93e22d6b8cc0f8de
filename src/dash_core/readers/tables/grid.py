"""A grid of cells, as in a spreadsheet -> column names, and rows by column."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash_core.common.i18n import _
from dash_core.readers import boilerplate
from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.columns.fields import ColumnSample, is_date_field, known_field
from dash_core.readers.columns.names import joined, vocabulary
from dash_core.readers.report import Remark, RemarkCollector
from dash_core.readers.tables.records import Row, check_size

__all__ = ["Line", "columns_and_rows", "find_header", "is_row_count", "trim"]

_TOP: Final = 20  # first rows, where the column names are looked for
_MAX_ABOVE: Final = 2  # rows above the column names that may be as wide
_MAX_BELOW: Final = 20  # rows below a table that may be its footer
_HOW: Final = ("required", "optional", "mandatory", "recommended", "pflicht", "obligat")
_MARKED: Final = re.compile(r"\bREQUIRED\b|field name|\(required\)", re.IGNORECASE)
_HINT: Final = re.compile(r"\s*\([^()]*\)\s*$")  # "Beginn (JJJJ-MM-TT)"
_AGAIN: Final = 3  # known names in a second row of them
_TOTAL: Final = re.compile(
    r"(?:(?:sub|grand )?totals?|sum|summe|gesamt|insgesamt|totale|totaal|totalt|i alt|yhteensä"
    r"|łącznie|razem|celkem|spolu|ukupno|skupaj|összesen|kokku|kopā|iš viso|toplam|итого|всего"
    r"|σύνολο|усього|разом|общо|укупно)[\s:,;|]*(?:[0-9][0-9.,]*(?: [^\W\d_]{2,15})?)?",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"[0-9][0-9.,\s]*(?:[^\W\d_]+\.?)?")  # "1,204", "3 items"
# What databases print below their rows: "(2 rows)", "2 rows in set (0.00 sec)"
_ROW_COUNT: Final = re.compile(
    r"\(?[0-9][0-9.,]* (?:rows?|records?|Zeilen?|Datens[aä]tze?|lignes?|filas?|righe?|rijen|linhas?"
    r"|wiersz[ey]?|řádk[yů]|rader|rækker|riviä|sor|строк[аи]?)\b[^,;|]{0,40}",
    re.IGNORECASE,
)
_SIGNS: Final = frozenset(":-=_+*~–—")
_RULE: Final = re.compile(r":?[-=_+*~–—]+:?")  # a cell of a rule below or between rows


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the grid: its number and text in the source, and its cells."""

    number: int
    text: str
    cells: Sequence[str]


def trim(cells: Sequence[str]) -> Sequence[str]:
    """The cells without the empty ones at the end."""
    n = len(cells)
    while n and not cells[n - 1].strip():
        n -= 1
    return cells[:n]


def find_header(lines: Sequence[Line]) -> tuple[int | None, int]:
    """The position of the row of column names (None if there is none) and of the first row below
    it and below further rows of names.

    It is the one of the first rows with most names known to us. Where none has any, it is the
    first row as wide as the table, unless that looks like data (has a date, number or address).
    """
    lead = next((i for i, line in enumerate(lines) if trim(line.cells)), None)
    if lead is None:
        return None, 0
    top = lines[lead : lead + _TOP]
    widths = [sum(bool(cell.strip()) for cell in line.cells) for line in top]
    known = [sum(bool(known_field(cell)) for cell in line.cells) for line in top]
    fitting = [
        i
        for i in range(len(top))
        if known[i]
        and sum(width >= max(2, widths[i]) for width in widths[:i]) <= _MAX_ABOVE
        and known[i] > _like_data(top[i].cells)
    ]
    if fitting:
        header = max(fitting, key=lambda i: (known[i], -i))
        start = lead + header + 1
        while start < len(lines) and _is_second_header(lines[start].cells, top[header].cells):
            start += 1
        return lead + header, start
    usual = Counter(width for width in widths if width).most_common(1)[0][0]
    first = next(i for i, width in enumerate(widths) if width * 2 >= usual)
    if _like_data(top[first].cells):
        return None, lead + first
    return lead + first, lead + first + 1


def _is_second_header(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a row below the names has names again (for people or for a machine), or tells how
    to fill in the columns ("required"), as sheets for bulk import have."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) < 2 or _like_data(cells):
        return False
    notes = vocabulary().notes
    words = [joined(text) for text in texts]
    if any(word.startswith(_HOW) for word in words) and all(
        word in notes or word.startswith(_HOW) for word in words
    ):
        return True
    pairs = [
        (known_field(name), known_field(cell) or known_field(_HINT.sub("", cell)))
        for name, cell in zip(head, cells, strict=False)
    ]
    known = [pair for pair in pairs if pair[1]]
    alike = sum(of == again or is_date_field(of) == is_date_field(again) for of, again in known)
    is_told = any(map(_MARKED.search, texts)) or sum(map(bool, map(_HINT.search, texts))) > 1
    least = 2 if is_told else _AGAIN
    return len(known) >= least and alike * 3 >= len(known) * 2 and len(known) * 3 >= len(texts)


def _like_data(cells: Sequence[str]) -> int:
    """How many cells cannot be the name of a column (an address of RDF may be one)."""
    texts = [text for cell in cells if (text := cell.strip())]
    return sum(
        ColumnSample([text]).kind != "text" and not ("://" in text and known_field(text))
        for text in texts
    )


def columns_and_rows(
    source: str, lines: Sequence[Line], *, ragged: bool
) -> tuple[list[str], list[Row], list[Remark]]:
    """The names of the columns, every line as a row, and remarks.

    Parameters
    ----------
    ragged
        Whether a row that lacks cells at its end gets a remark (in a CSV file it may be an
        error; a spreadsheet has no empty cells there).

    Raises
    ------
    ReadError
        If there are too many rows or columns.
    """
    trimmed = [trim(line.cells) for line in lines]
    check_size(source, len(lines), max(map(len, trimmed), default=0))
    header, start = find_header(lines)
    footer = _footer(lines, start) if header is not None else len(lines)
    rules = {at for at in range(start, footer) if _is_rule(lines[at].cells)}
    body = [trimmed[at] for at in range(start, footer) if at not in rules]
    head = trimmed[header] if header is not None else ()
    width = max(map(len, body), default=0)
    filled = _filled(body)
    number = lines[header].number if header is not None else lines[start].number if lines else 1
    collector = RemarkCollector("row")
    names = _name(head, max(width, len(head)), filled, number, collector)
    if header is None:
        text = _(
            "No row has the names of the columns: they are called “column 1”, “column 2” and so on."
        )
        collector.add(number, text)
    rows = [_above(line) for line in lines[: header if header is not None else start]]
    if header is not None:
        rows += [Row(line.number, line.text, role="header") for line in lines[header:start]]
    for at in range(start, footer):
        line, cells = lines[at], trimmed[at]
        is_repeated = header is not None and cells and cells == head  # again, on a new page
        if at in rules or is_repeated:
            rows.append(Row(line.number, line.text, role="header"))
            continue
        if header is not None and _is_total(cells):
            rows.append(Row(line.number, line.text, role="header"))
            collector.add(line.number, _("This row was taken for a total, not for a document."))
            continue
        values = {names[i]: cell for i, cell in enumerate(cells) if cell.strip()}
        rows.append(Row(line.number, line.text, values))
        if cells and head:
            _remark_length(len(cells), len(line.cells), head, line.number, ragged, collector)
    for line in lines[footer:]:
        rows.append(_above(line))
        if trim(line.cells):
            text = _("Below the table: taken for a footer, not for a document.")
            collector.add(line.number, text)
    return [names[i] for i in sorted(names)], rows, collector.remarks()


def _filled(rows: Sequence[Sequence[str]]) -> set[int]:
    """The positions at which any row has text."""
    filled: set[int] = set()
    empty = set(range(max(map(len, rows), default=0)))
    for cells in rows:
        if not empty:
            break
        filled |= (found := {i for i in empty if i < len(cells) and cells[i].strip()})
        empty -= found
    return filled


def _is_rule(cells: Sequence[str]) -> bool:
    """Whether a row only parts others: a line of hyphens, the second row of a Markdown table."""
    if next((cell.lstrip()[0] for cell in cells if cell and not cell.isspace()), "") not in _SIGNS:
        return False
    texts = [cell.strip() for cell in cells]
    inner = texts[1:-1] if len(texts) > 2 else texts  # "|---|---|" begins and ends with nothing
    return (
        all(inner)
        and all(_RULE.fullmatch(text) for text in texts if text)
        and any(len(text) > 2 for text in texts)
    )


def _footer(lines: Sequence[Line], start: int) -> int:
    """The position from which on all rows are below the table: of a single text each, and after
    an empty row or known from the foot of pages ("© 2024 …")."""
    at = footer = len(lines)
    while at > start and len(lines) - at < _MAX_BELOW:
        at -= 1
        line = lines[at]
        cells = [cell for cell in line.cells if cell.strip()]
        if not cells:
            continue
        known = _is_total(cells) or boilerplate.is_page_end(line.text) or boilerplate.is_foot(cells)
        known = known or (len(cells) == 1 and is_row_count(cells[0]))
        after_gap = at > start and not trim(lines[at - 1].cells)
        if not known and (len(cells) > 1 or len(trim(lines[start].cells)) < 2):
            break
        if known or after_gap:
            footer = at
    return footer


def is_row_count(text: str) -> bool:
    """Whether a text only says how many rows a query of a database gave."""
    return _ROW_COUNT.fullmatch(text.strip()) is not None


def _is_total(cells: Sequence[str]) -> bool:
    """Whether the filled cells of a row are a total: its name, and numbers of something."""
    filled = filter(None, map(str.strip, cells))
    return _TOTAL.fullmatch(next(filled, "")) is not None and all(map(_COUNT.fullmatch, filled))


def _above(line: Line) -> Row:
    """A row above the column names or below the table: a title, an empty row."""
    return Row(line.number, line.text, role="header" if trim(line.cells) else "blank")


def _name(
    head: Sequence[str], width: int, filled: set[int], number: int, collector: RemarkCollector
) -> dict[int, str]:
    """A unique name for each column that has a name or a value, by position."""
    given = {one_line(cell) for cell in head}
    names: dict[int, str] = {}
    taken: set[str] = set()
    for i in range(width):
        printed = one_line(head[i]) if i < len(head) else ""
        if not printed and i not in filled:
            continue
        name = stem = printed or f"column {i + 1}"
        n = 1
        while name in taken or (name != printed and name in given):
            n += 1
            name = f"{stem} ({n})"
        taken.add(name)
        names[i] = name
        if printed and name != printed:
            text = _("Several columns are called “{name}”: column {n} is called “{new}” here.")
            collector.add(number, text, name=printed, n=i + 1, new=name)
        elif not printed and i < len(head):
            text = _("Column {n} has no name: it is called “{name}” here.")
            collector.add(number, text, n=i + 1, name=name)
    return names


def _remark_length(
    used: int, n: int, head: Sequence[str], number: int, ragged: bool, collector: RemarkCollector
) -> None:
    if used > len(head):
        text = _(
            "This row has more cells ({n}) than columns have names ({m}): kept from “{name}” on."
        )
        name = f"column {len(head) + 1}"
        collector.add(number, text, n=used, m=len(head), name=name)
    elif ragged and n < len(head):
        text = _(
            "This row has fewer cells ({n}) than columns have names ({m}): the last ones are empty."
        )
        collector.add(number, text, n=n, m=len(head))
