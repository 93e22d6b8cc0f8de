"""Lists in the cells of a table as programs print them: JSON, Python (pandas) and PostgreSQL.

["Mills", "Rye"]      ['Mills', 'Rye']      {Mills,"Rye, Oats"}
"""

import ast
import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dash_core.readers.columns.cell_text import Value
from dash_core.readers.columns.source_table import Row, SourceTable

__all__ = ["with_lists"]

_SAMPLE: Final = 50  # filled cells of a column that are looked at
_MOST: Final = 0.8  # share of them that are lists
_MAX_CHARS: Final = 20_000
_LIST: Final = re.compile(r"\s*\[\s*(?:['\"].*['\"]\s*)?\]\s*", re.DOTALL)  # "[1911]" is a date
_ARRAY: Final = re.compile(r"\{([^{}:]*)\}")


def with_lists(table: SourceTable) -> SourceTable:
    """The table with the items of such cells, in the columns most of whose cells are lists.

    A list of something else than texts stays as it is printed.
    """
    names = [name for name in table.names if _has_lists(name, table.rows)]
    if not names:
        return table
    rows = list(table.rows)
    for i, row in enumerate(rows):
        changed = {
            name: items
            for name in names
            if isinstance(cell := row.cells.get(name, ""), str)
            and (items := _items(cell)) is not None
        }
        if changed:
            rows[i] = Row(row.number, row.text, {**row.cells, **changed}, row.role)
    return replace(table, rows=rows)


def _has_lists(name: str, rows: Sequence[Row]) -> bool:
    filled: list[str] = []
    for row in rows:
        cell = row.cells.get(name, "")
        if not isinstance(cell, str):
            return False
        if row.role == "field" and cell.strip():
            if not filled and cell.lstrip()[0] not in "[{":
                return False  # most columns
            filled.append(cell)
            if len(filled) == _SAMPLE:
                break
    lists = [items for cell in filled if (items := _items(cell)) is not None]
    is_list = any(isinstance(items, tuple) for items in lists)
    is_list |= any(lists) and filled[0].lstrip()[0] == "["  # "{Rye}" alone is another's sign
    return is_list and len(lists) >= _MOST * len(filled)


def _items(cell: str) -> Value | None:
    """The texts of a list, one alone as it is; None where it is none."""
    if len(cell) > _MAX_CHARS:
        return None
    found: Any = None
    if _LIST.fullmatch(cell):
        try:
            found = json.loads(cell)
        except ValueError:
            try:
                found = ast.literal_eval(cell.strip())
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                return None
    elif array := _ARRAY.fullmatch(cell.strip()):
        found = next(csv.reader([array[1]], escapechar="\\", skipinitialspace=True), [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        return None
    texts = tuple(item for item in found if item.strip() and item != "NULL")
    return texts if len(texts) > 1 else texts[0] if texts else ""
