"""Tables in a Markdown text (GitHub Flavored Markdown, "Tables (extension)"), with headings and
other text between them; the tables with the same columns are read as one.

    ## 1830

    | Date       | From | To   |
    |------------|------|------|
    | 2 Jan 1830 | Holm | Voss |

Links and other signs in cells are read by `tables.cell_markdown`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext, phrase
from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.columns.fields import is_date_field, likely_field
from dash_core.readers.layouts.page import split_lines
from dash_core.readers.report import Reading, Remark, Role
from dash_core.readers.source import Options, SourceFile
from dash_core.readers.tables.records import Row, SourceTable, build

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("tables in a Markdown text")

_RULE: Final = re.compile(r"\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_A_RULE: Final = re.compile(r"^[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*\|", re.MULTILINE)
_BAR: Final = re.compile(r"(?<!\\)\|")
_HEADING: Final = re.compile(r"\s{0,3}(?:#{1,6}\s.*|=+|-+|\*+)\s*")
_MAX_CHARS: Final = 5_000_000  # of a text that is searched
_OTHER: Final = ("title", "summary", "creators", "recipients")  # beside a date


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of a table: its names, the first row below them, and the line behind the last."""

    head: int
    names: tuple[str, ...]
    end: int

    @property
    def rows(self) -> range:
        return range(self.head + 2, self.end)


def sniff(file: SourceFile) -> bool:
    """Whether tables of documents are at least a third of the text."""
    if "|" not in file.text[:_MAX_CHARS] or not _A_RULE.search(file.text[:_MAX_CHARS]):
        return False
    lines = split_lines(file.text[:_MAX_CHARS])
    tables = _of_documents(_tables(lines))
    inside = {at for table in tables for at in range(table.head, table.end)}
    others = sum(
        bool(line.strip()) and at not in inside and not _HEADING.fullmatch(line)
        for at, line in enumerate(lines)
    )
    return 2 * sum(len(table.rows) for table in tables) >= max(1, others)


def read(file: SourceFile, options: Options) -> Reading:
    """Read the tables with the columns that most rows have; the text between them is left.

    Raises
    ------
    ReadError
        If they have no row.
    """
    lines = split_lines(file.text)
    found = _of_documents(_tables(lines))
    by_names: dict[tuple[str, ...], list[_Table]] = {}
    for table in found:
        by_names.setdefault(table.names, []).append(table)
    if not by_names:
        raise ReadError(_("“{name}” has no table of documents.").format(name=file.name))
    names = max(by_names, key=lambda key: sum(len(table.rows) for table in by_names[key]))
    tables = by_names[names]
    inside = {at: i for i, table in enumerate(tables) for at in range(table.head, table.end)}
    width = max(len(_cells(lines[at])) for table in tables for at in range(table.head, table.end))
    columns = [*names, *(f"column {i + 1}" for i in range(len(names), width))]
    rows: list[Row] = []
    for at, line in enumerate(lines):
        if at not in inside:
            rows.append(Row(at + 1, line, role=_role(line, at < tables[0].head)))
        elif at in tables[inside[at]].rows:
            cells = dict(zip(columns, _cells(line), strict=False))
            rows.append(Row(at + 1, line, {name: cell for name, cell in cells.items() if cell}))
        else:
            rows.append(Row(at + 1, line, role="header"))
    encoding = file.decoded.encoding
    remarks = _other_tables(found, tables)
    source = SourceTable(file.name, NAME, columns, rows, remarks, encoding, is_markdown=True)
    return build(source, options)


def _tables(lines: Sequence[str]) -> list[_Table]:
    """All tables with unique names of columns: a row of names, a rule as wide, and rows."""
    tables: list[_Table] = []
    at = 0
    while at + 1 < len(lines):
        names = _cells(lines[at]) if "|" in lines[at] else []
        if len(names) < 2 or not _RULE.fullmatch(lines[at + 1]):
            at += 1
            continue
        end = at + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        unique = len(set(names)) == len(names) and all(names)
        if unique and len(_cells(lines[at + 1])) == len(names):
            tables.append(_Table(at, tuple(names), end))
        at = end
    return tables


def _of_documents(tables: Sequence[_Table]) -> list[_Table]:
    """The tables with a date and more that documents have."""
    found = []
    for table in tables:
        fields = [likely_field(name) for name in table.names]
        if any(map(is_date_field, fields)) and any(field in _OTHER for field in fields):
            found.append(table)
    return found


def _cells(line: str) -> list[str]:
    text = line.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [one_line(cell).replace("\\|", "|") for cell in _BAR.split(text)]


def _role(line: str, is_above: bool) -> Role:
    """The role of a line outside the tables."""
    if not line.strip():
        return "blank"
    return "header" if is_above or _HEADING.fullmatch(line) else "unread"


def _other_tables(found: Sequence[_Table], read: Sequence[_Table]) -> list[Remark]:
    others = [table for table in found if table not in read]
    if not others:
        return []
    text = ngettext(
        "{n} more table has other columns: it was not read. Save it in a file of its own.",
        "{n} more tables have other columns: they were not read. Save each in a file of its own.",
        len(others),
    )
    return [Remark(others[0].head + 1, text)]
