"""Tables in JSON whose rows or columns are arrays, as pandas and programs of databases write."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from dash_core.readers.nested.columns import unique_name
from dash_core.readers.nested.keys import field_of
from dash_core.readers.nested.meaning import count_leaves

__all__ = ["ArrayTable", "table_of"]

_NAMES: Final = ("columns", "header", "headers", "fields", "names", "cols")
_ROWS: Final = ("data", "rows", "records", "values", "results")
_NEEDED: Final = frozenset({"date", "title", "summary"})


class ArrayTable(NamedTuple):
    """The rows as objects, and what is in none of them."""

    rows: Sequence[Mapping[str, Any]]
    unused: Counter[str]
    is_of_columns: bool = False


def table_of(root: Any) -> ArrayTable | None:
    """The table, if the document is one: names of columns beside rows of cells, rows of which the
    first has the names, or columns of equal length with a date, title or summary among them."""
    if isinstance(root, list):
        if len(root) > 1 and _are_rows(root) and (names := _names(root[0])):
            return ArrayTable(_rows(names, root[1:]), Counter())
        return None
    if not isinstance(root, dict):
        return None
    for key in _NAMES:
        names = _names(root.get(key))
        rows = next((one for one in _ROWS if names and _are_rows(root.get(one))), None)
        if names and rows:
            others = {name: count_leaves(v) for name, v in root.items() if name not in (key, rows)}
            return ArrayTable(_rows(names, root[rows]), +Counter(others))
    return _of_columns(root)


def _names(value: Any) -> list[str]:
    """The names of columns: texts, or objects with a name or id; none where one lacks."""
    if not isinstance(value, list):
        return []
    names = []
    for one in value:
        if isinstance(one, dict):
            one = next((one[key] for key in ("name", "label", "id", "field") if one.get(key)), "")
        if not isinstance(one, str) or not one.strip():
            return []
        names.append(one)
    return names if any(field_of(name) in _NEEDED for name in names) else []


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, list) for row in value)


def _rows(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    made = []
    for row in rows:
        cells: dict[str, Any] = {}
        used: dict[str, int] = {}
        for i, cell in enumerate(row):
            name = names[i] if i < len(names) else f"column {i + 1}"
            cells[unique_name(name, cells, used)] = cell
        made.append(cells)
    return made


def _of_columns(root: Mapping[str, Any]) -> ArrayTable | None:
    """Columns as lists of one length, or as objects with the same numbers of rows."""
    if len(root) < 2 or not any(field_of(name) in _NEEDED for name in root):
        return None
    if all(isinstance(column, list) for column in root.values()):
        columns = list(root.values())
        if len({len(column) for column in columns}) > 1 or len(columns[0]) < 2:
            return None
    elif all(isinstance(column, dict) and column for column in root.values()):
        first = next(iter(root.values())).keys()
        if any(column.keys() != first for column in root.values()):
            return None
        if not all(key.isdecimal() for key in first):
            return None
        columns = [list(column.values()) for column in root.values()]
    else:
        return None
    if any(isinstance(cell, (list, dict)) for column in columns for cell in column):
        return None
    return ArrayTable(_rows(list(root), zip(*columns, strict=True)), Counter(), True)
