"""A column of lists that stay in their file: each is made when somebody asks for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray, ExtensionDtype
from pandas.api.indexers import check_array_indexer

__all__ = ["Lists"]

_NOTHING = -1  # the number of what is missing


class _ListsDtype(ExtensionDtype):
    """The type of such a column."""

    name = "lists"
    type = list
    kind = "O"
    na_value = None

    def __str__(self) -> str:
        return "object"  # what Arrow notes for pandas, which elsewhere knows no other type of lists

    @classmethod
    def construct_array_type(cls) -> Any:
        return Lists


class Lists(ExtensionArray):
    """Lists by their numbers.

    Parameters
    ----------
    numbers
        The number of each.
    make
        Makes the lists of some numbers.
    """

    def __init__(
        self, numbers: NDArray[np.integer], make: Callable[[NDArray[np.integer]], list[Any]]
    ) -> None:
        self._numbers, self._make = numbers, make

    @classmethod
    def _from_sequence(cls, scalars: Any, *, dtype: Any = None, copy: bool = False) -> "Lists":
        lists = list(scalars)
        numbers = [_NOTHING if one is None else i for i, one in enumerate(lists)]
        return cls(np.array(numbers, dtype=np.int64), lambda at: [lists[i] for i in at.tolist()])

    @classmethod
    def _from_factorized(cls, values: Any, original: Any) -> "Lists":
        return cls._from_sequence(values)

    @classmethod
    def _concat_same_type(cls, to_concat: "Sequence[Lists]") -> "Lists":
        return cls._from_sequence([one for part in to_concat for one in part])

    @property
    def dtype(self) -> ExtensionDtype:
        """Its type."""
        return _ListsDtype()

    @property
    def nbytes(self) -> int:
        """Bytes of the numbers."""
        return int(self._numbers.nbytes)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, int | np.integer):
            return self.take([item]).tolist()[0]
        return Lists(self._numbers[check_array_indexer(self, item)], self._make)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tolist())

    def __eq__(self, other: object) -> Any:
        others = other if isinstance(other, Sequence | Lists | np.ndarray) else [other] * len(self)
        return np.array([a == b for a, b in zip(self, others, strict=True)], dtype=bool)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        values = np.empty(len(self), dtype=object)
        values[:] = self.tolist()
        return values

    def __arrow_array__(self, type: Any = None) -> Any:
        return pa.array(self.tolist(), type=type)

    def __reduce__(self) -> Any:
        return Lists._from_sequence, (self.tolist(),)

    def tolist(self) -> list[Any]:
        """All of them."""
        if not (self._numbers == _NOTHING).any():
            return self._make(self._numbers)
        made = iter(self._make(self._numbers[self._numbers != _NOTHING]))
        return [None if number == _NOTHING else next(made) for number in self._numbers.tolist()]

    def isna(self) -> NDArray[np.bool_]:
        """Which are missing."""
        return np.asarray(self._numbers == _NOTHING)

    def take(self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None) -> "Lists":
        """Those at some places; -1 is none, where such places are filled."""
        at = np.asarray(indices, dtype=np.intp)
        if not allow_fill:
            return Lists(self._numbers[at], self._make)
        if (at < -1).any():
            raise ValueError("a place before the first")
        if not len(self):
            return Lists(np.full(len(at), _NOTHING, dtype=np.int64), self._make)
        return Lists(np.where(at < 0, _NOTHING, self._numbers[at]), self._make)

    def copy(self) -> "Lists":
        """The same column."""
        return Lists(self._numbers, self._make)  # nothing changes them

    def _explode(self) -> tuple[NDArray[Any], NDArray[np.uint64]]:
        lists = [one or [np.nan] for one in self]
        values = np.empty(sum(map(len, lists)), dtype=object)
        values[:] = [value for one in lists for value in one]
        return values, np.fromiter(map(len, lists), np.uint64, len(lists))
