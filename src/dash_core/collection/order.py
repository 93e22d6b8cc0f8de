"""The order of documents in a table, and documents in groups of one value."""

import re
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.own_columns import read_numbers, values_of
from dash_core.collection.table import COLUMNS, LIST_COLUMNS

__all__ = ["Rows", "group_documents", "order_rows"]

_DIGITS: Final = re.compile(r"([0-9]+)")

Rows = NDArray[np.int64]


def order_rows(table: pd.DataFrame, rows: Rows, by: str, *, is_descending: bool = False) -> Rows:
    """Rows of a table in the order of a column; those without a value come last.

    Dates go by the earliest day they may stand for, numbers by size, texts by letters with the
    numbers in them by size ("Box 2" before "Box 10"); equal ones keep their order.

    Raises
    ------
    KeyError
        If there is no such column.
    """
    column = table[by].iloc[rows]
    if by == "date":
        days = table["date_earliest"].to_numpy()[rows].astype("datetime64[D]")
        ranks = np.where(np.isnat(days), np.nan, days.astype(np.float64))
    else:
        cells = [_text(cell) for cell in column]
        numbers = read_numbers(cells) if by not in COLUMNS else None
        ranks = _text_ranks(cells) if numbers is None else numbers
    is_empty = np.isnan(ranks)
    order = np.argsort(np.where(is_empty, 0, -ranks if is_descending else ranks), kind="stable")
    ordered: Rows = rows[np.concatenate([order[~is_empty[order]], order[is_empty[order]]])]
    return ordered


def _text(cell: object) -> str:
    if isinstance(cell, list):
        return "; ".join(cell)
    return "" if cell is None or cell != cell else str(cell).strip()


def _text_ranks(cells: list[str]) -> NDArray[np.float64]:
    keys = {cell: _key(cell) for cell in dict.fromkeys(cells) if cell}
    rank: dict[str, float] = {
        cell: float(i) for i, cell in enumerate(sorted(keys, key=keys.__getitem__))
    }
    folded: dict[tuple[tuple[int, int, str], ...], float] = {}
    for cell in rank:  # those that differ by case alone are equal
        rank[cell] = folded.setdefault(keys[cell], rank[cell])
    return np.array([rank.get(cell, np.nan) for cell in cells])


def _key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Texts as they are read: numbers by size, letters whatever their case."""
    return tuple(
        (0, int(part), "") if part.isdecimal() and len(part) < 16 else (1, 0, part)
        for part in _DIGITS.split(text.casefold())
        if part
    )


def group_documents(table: pd.DataFrame, rows: Rows, by: str) -> pd.DataFrame:
    """The values of a column among some documents, the most frequent first.

    Columns: `value` ("" for documents without one), `documents` (how many; one with several values
    counts in each), `first` and `last` (the earliest and the latest day of their dates).

    Raises
    ------
    KeyError
        If there is no such column.
    """
    part = table.iloc[rows]
    if by in LIST_COLUMNS:
        values = [list(cell) or [""] for cell in part[by]]
    elif by in COLUMNS:
        values = [[_text(cell)] for cell in part[by]]
    else:
        values = values_of([_text(cell) for cell in part[by]])
    frame = pd.DataFrame(
        {
            "value": pd.Series(values, dtype=object),
            "first": part["date_earliest"].to_numpy(),
            "last": part["date_latest"].to_numpy(),
        }
    ).explode("value")
    groups = frame.groupby("value", sort=True).agg(
        documents=("value", "size"), first=("first", "min"), last=("last", "max")
    )
    return groups.reset_index().sort_values("documents", ascending=False, kind="stable")
