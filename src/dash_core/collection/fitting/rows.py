"""The row of each document by its id, without a dictionary of all of them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RowOf"]


class RowOf(Mapping[str, int]):
    """Finds ids in their order.

    Parameters
    ----------
    ids
        The id of each row, each once.
    """

    def __init__(self, ids: "pd.Series[str]") -> None:
        every = ids.tolist()
        self._ids = ids
        self._order = np.array(sorted(range(len(every)), key=every.__getitem__), dtype=np.int64)

    def __getitem__(self, id_: str) -> int:
        ids = self._ids.array
        at = bisect_left(self._order, id_, key=lambda row: str(ids[row]))
        if at < len(self._order) and ids[row := int(self._order[at])] == id_:
            return row
        raise KeyError(id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
