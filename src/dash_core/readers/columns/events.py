"""The events of AtoM's CSV: creation, publication and others in one row, divided by "|".

A document is dated by its creation; the other events are kept as texts. Source: AtoM's templates
for import (accesstomemory.org/docs/latest/user-manual/import-export/csv-import).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from dash_core.readers.columns.cell_text import Value
from dash_core.readers.columns.names import joined
from dash_core.readers.columns.source_table import Row, SourceTable

__all__ = ["with_own_events"]

_TYPES: Final = "eventtypes"
_DATES: Final = ("eventdates", "eventstartdates", "eventenddates")
_ACTORS: Final = "eventactors"
_OTHERS: Final = ("eventdates", "eventactors", "eventplaces", "eventdescriptions")
_EMPTY: Final = frozenset({"", "NULL"})


def with_own_events(table: SourceTable) -> SourceTable:
    """The table with the dates of creation as its dates, and other events in a column of their own.

    Rows with one event, and those in which the numbers of parts differ, stay as they are.
    """
    names = {joined(name): name for name in table.names}
    if _TYPES not in names or not any(name in names for name in _DATES):
        return table
    column = "other events"
    rows = [_divided(row, names, column) for row in table.rows]
    if not any(column in row.cells for row in rows):
        return table
    return replace(table, rows=rows, names=[*table.names, column])


def _divided(row: Row, names: Mapping[str, str], column: str) -> Row:
    types = _parts(row.cells.get(names[_TYPES], ""))
    cells = {
        name: parts
        for name in (*_DATES, *_OTHERS)
        if name in names and any(parts := _parts(row.cells.get(names[name], "")))
    }
    own = next((i for i, kind in enumerate(types) if joined(kind) in _kinds("dated")), None)
    if len(types) < 2 or own is None or any(len(parts) != len(types) for parts in cells.values()):
        return row
    alike = [i for i, kind in enumerate(types) if joined(kind) == joined(types[own])]
    changed: dict[str, Value] = {
        names[n]: _of_all(n, [cells[n][i] for i in alike if cells[n][i]])
        for n in _DATES
        if n in cells
    }
    is_maker = [joined(kind) in _kinds("makers") for kind in types]
    if _ACTORS in cells:
        actors = [who for who, is_one in zip(cells[_ACTORS], is_maker, strict=True) if is_one]
        changed[names[_ACTORS]] = "|".join(actors)
    others = tuple(_said(i, types, cells) for i in range(len(types)) if i != own)
    return Row(row.number, row.text, {**row.cells, **changed, column: others}, row.role)


def _of_all(name: str, dates: Sequence[str]) -> str:
    """The dates of one event, or of several of one type: what is printed of all, the earliest
    start, the latest end."""
    if name == _DATES[0]:
        return ", ".join(dict.fromkeys(dates))
    return (min if name == _DATES[1] else max)(dates, default="")


def _parts(value: Value) -> list[str]:
    text = value if isinstance(value, str) else "|".join(value)
    return ["" if part.strip() in _EMPTY else part.strip() for part in text.split("|")]


def _said(i: int, types: Sequence[str], cells: Mapping[str, Sequence[str]]) -> str:
    """An event as a text: "Publication: 1901, Ward Press"."""
    said = [cells[name][i] for name in _OTHERS if name in cells and cells[name][i]]
    ends = [cells[name][i] for name in _DATES[1:] if name in cells and cells[name][i]]
    if ends and not cells.get(_DATES[0], [""] * len(types))[i]:
        said.insert(0, "/".join(dict.fromkeys(ends)))
    return f"{types[i]}: {', '.join(said)}" if said else types[i]


@cache
def _kinds(name: str) -> frozenset[str]:
    data = tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))
    return frozenset(map(joined, data["events"][name]))
