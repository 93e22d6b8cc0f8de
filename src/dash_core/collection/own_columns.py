"""What a listing's own columns can be used for: chosen from, ranged over, put in order.

An own column is one that only this source has, under its name (`dash_core.collection.table`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.table import COLUMNS

__all__ = ["OwnColumn", "own_columns", "own_names", "read_numbers", "values_of"]

MAX_VALUES: Final = 2_000  # different values of a column one can choose from
MAX_VALUE_CHARS: Final = 60  # median length of a value; longer ones are texts
MIN_REPEATED: Final = 0.3  # share of filled cells whose value stands in another, too
MIN_NUMBERS: Final = 10  # different numbers from which a range is easier than a list
_NUMBER: Final = re.compile(r"[-+−]?[0-9]{1,15}(?:[.,][0-9]{1,9})?")
_THOUSANDS: Final = re.compile(r"(?<=[0-9])[,\u00a0\u202f ](?=[0-9]{3}(?:[^0-9]|$))")
_CODE: Final = re.compile(r"0[0-9]")  # 007 is no number
_BETWEEN: Final = re.compile(r"\s*[;|]\s*")


@dataclass(frozen=True, eq=False)
class OwnColumn:
    """A column that a filter can use: lists of values, or a number a document (NaN: none)."""

    name: str
    values: Sequence[Sequence[str]] = ()
    numbers: NDArray[np.float64] | None = None

    @cached_property
    def span(self) -> tuple[float, float, bool]:
        """The lowest and the highest number, and whether all are whole."""
        assert self.numbers is not None
        given = self.numbers[~np.isnan(self.numbers)]
        return float(given.min()), float(given.max()), bool(np.all(given % 1 == 0))


def own_names(table: pd.DataFrame) -> list[str]:
    """The names of the columns that only this source has, in its order."""
    return [str(name) for name in table.columns if name not in COLUMNS]


def own_columns(table: pd.DataFrame) -> list[OwnColumn]:
    """The own columns that a filter can use; not those of texts, or where each cell is another."""
    usable = []
    for name in own_names(table):
        cells = [str(cell).strip() for cell in table[name]]
        numbers = read_numbers(cells)
        if numbers is not None:
            usable.append(OwnColumn(name, numbers=numbers))
            continue
        values = values_of(cells)
        if _can_choose(values):
            usable.append(OwnColumn(name, values))
    return usable


def read_numbers(cells: Sequence[str]) -> NDArray[np.float64] | None:
    """The numbers in the cells of a column, NaN where one is empty; None where a cell is no number
    or few differ.

    >>> read_numbers(["1,200", "", *map(str, range(10))])[:3].tolist()
    [1200.0, nan, 0.0]
    """
    known: dict[str, float] = {"": np.nan}
    for cell in dict.fromkeys(cells):
        if cell:
            plain = _THOUSANDS.sub("", cell)
            if not _NUMBER.fullmatch(plain) or (
                plain[0] == "0" and plain.isdigit() and plain != "0"
            ):
                return None
            known[cell] = float(plain.replace(",", ".").replace("−", "-"))
    if len(known) - 1 < MIN_NUMBERS:
        return None
    return np.array([known[cell] for cell in cells])


def values_of(cells: Sequence[str]) -> list[list[str]]:
    """The values of each cell: its parts between semicolons where different cells share one; an
    empty cell has the value "".

    >>> values_of(["war; peace", "peace", "war", ""])
    [['war', 'peace'], ['peace'], ['war'], ['']]
    """
    parts = {
        cell: list(dict.fromkeys(part for part in _BETWEEN.split(cell) if part)) or [""]
        for cell in dict.fromkeys(cells)
    }
    every = [part for values in parts.values() for part in values]
    if len(set(every)) == len(every):
        parts = {cell: [cell] for cell in parts}
    return [parts[cell] for cell in cells]


def _can_choose(values: Sequence[Sequence[str]]) -> bool:
    """Whether values repeat, and are short and few enough to choose from."""
    filled = [value for row in values for value in row if value]
    counts = pd.Series(filled, dtype=str).value_counts()
    if not 1 < len(counts) + (len(filled) < len(values)) <= MAX_VALUES:
        return False
    repeated = int(counts[counts > 1].sum())
    lengths = sorted(map(len, counts.index))
    return repeated >= MIN_REPEATED * len(filled) and lengths[len(lengths) // 2] <= MAX_VALUE_CHARS
