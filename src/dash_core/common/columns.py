"""Long lists as columns: arrays in place of an object for each value of each row.

A list of a hundred thousand documents is half a million objects; as columns it is a few arrays, and
each document is made when somebody asks for it.
"""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter, is_
from typing import Any, ClassVar, Final, Generic, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

__all__ = [
    "MANY",
    "Changed",
    "Coded",
    "Column",
    "Rows",
    "Texts",
    "alike",
    "column_of",
    "is_filled",
    "listed",
    "packed",
    "texts_in",
]

MANY: Final = 1_000  # values from which a list is worth being a column
_AT_ONCE: Final = 4_096  # values that are made together for who goes through all
_T = TypeVar("_T")


class Column(Sequence[_T]):
    """Values that are made when they are asked for; equal to a list of them."""

    @abstractmethod
    def some(self, start: int, end: int) -> list[_T]:
        """The values of some rows."""

    def __getitem__(self, item: Any) -> Any:
        if not isinstance(item, slice):
            row = range(len(self))[item]
            return self.some(row, row + 1)[0]
        rows = range(len(self))[item]
        if rows.step == 1:
            return self.some(rows.start, max(rows.start, rows.stop))
        return [self[row] for row in rows]

    def __iter__(self) -> Iterator[_T]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self.some(start, min(start + _AT_ONCE, len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Texts(Column[str]):
    """Texts one after another, as Arrow has them.

    Parameters
    ----------
    data
        All texts in UTF-8.
    ends
        Where the first one starts and each one ends.
    """

    def __init__(self, data: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self.data, self.ends = data, ends

    @classmethod
    def of(cls, texts: "pd.Series[str] | Sequence[str]") -> "Texts":
        """From a column of a table, whose data are not copied, or other texts. Raises
        `UnicodeEncodeError` for halves of characters."""
        if isinstance(texts, pd.Series):
            whole: Any = texts.array
            chunks = whole._pa_array
            array = chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()
        else:
            array = pa.array(texts, type=pa.large_string())
        _valid, ends, data = array.buffers()
        if not len(array):
            return cls(np.zeros(0, np.uint8), np.zeros(1, np.int64))
        places = np.frombuffer(ends, np.int64)[array.offset : array.offset + len(array) + 1]
        return cls(np.frombuffer(data or b"", np.uint8), places)

    @classmethod
    def joined(cls, columns: "Sequence[Texts]") -> "Texts":
        """Several as one."""
        data, ends = zip(*(column.parts() for column in columns), strict=True)
        return cls(np.concatenate(data), _ends(ends))

    def arrow(self) -> pa.Array:
        """The same as a column of Arrow, without copying."""
        buffers = [None, pa.py_buffer(self.ends), pa.py_buffer(self.data)]
        return pa.Array.from_buffers(pa.large_string(), len(self), buffers)

    def parts(self) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The data of these texts alone, and where they end there."""
        first, last = int(self.ends[0]), int(self.ends[-1])
        return self.data[first:last], self.ends - first if first else self.ends

    @classmethod
    def checked(cls, data: NDArray[np.uint8], ends: NDArray[np.int64]) -> "Texts":
        """From what somebody else wrote. Raises `ValueError` if these are no texts."""
        is_within = len(ends) and ends[0] >= 0 and ends[-1] <= len(data)
        if not is_within or (ends[1:] < ends[:-1]).any():
            raise ValueError("texts that are outside of what was written")
        texts = cls(data, ends)
        texts.arrow().validate(full=True)
        return texts

    def __len__(self) -> int:
        return len(self.ends) - 1

    def some(self, start: int, end: int) -> list[str]:
        """The texts of some rows."""
        if end - start == 1:
            return [self.data[self.ends[start] : self.ends[end]].tobytes().decode()]
        part = self.arrow().slice(start, end - start)
        return part.to_numpy(zero_copy_only=False).tolist()  # type: ignore[no-any-return]


class Coded(Column[_T]):
    """Values of which many are equal: the different ones, and which it is in each row."""

    def __init__(self, values: Sequence[_T], codes: NDArray[np.int32]) -> None:
        self.values, self.codes = values, codes

    @classmethod
    def joined(cls, columns: "Sequence[Coded[_T]]") -> "Coded[_T]":
        """Several as one."""
        known: dict[_T, int] = {}
        codes = []
        for column in columns:
            of_value = [known.setdefault(value, len(known)) for value in column.values]
            codes.append(np.array(of_value, dtype=np.int32)[column.codes])
        return cls(list(known), np.concatenate(codes))

    def __len__(self) -> int:
        return len(self.codes)

    def some(self, start: int, end: int) -> list[_T]:
        """The values of some rows."""
        values = self.values
        return [values[code] for code in self.codes[start:end].tolist()]


def listed(column: "pd.Series[Any]") -> Sequence[Any]:
    """The values of a column of a table; many texts stay where the table has them."""
    is_long = len(column) >= MANY and isinstance(column.dtype, pd.StringDtype)
    return Texts.of(column) if is_long and not column.hasnans else column.tolist()


def texts_in(values: Sequence[str], order: NDArray[np.int64]) -> "pd.Series[str]":
    """Texts in this order as a column of a table; of a column no text is made an object."""
    if isinstance(values, Texts):
        array = values.arrow().take(pa.array(order))
    elif isinstance(values, Coded) and all(type(value) is str for value in values.values):
        array = pa.array(values.values, pa.large_string()).take(pa.array(values.codes[order]))
    else:
        return pd.Series([values[at] for at in order.tolist()], dtype="str")
    return pd.Series(pd.array(array, dtype=pd.StringDtype("pyarrow", na_value=np.nan)))


def is_filled(column: "pd.Series[Any]") -> bool:
    """Whether a column of a table has any value; no more are made than it takes to tell."""
    parts = range(0, len(column), _AT_ONCE)
    return any(any(map(bool, column.iloc[start : start + _AT_ONCE])) for start in parts)


def packed(values: Sequence[Any]) -> Sequence[Any]:
    """Values as a column: numbers, texts, or what can be told apart by its hash."""
    if all(value is None or (type(value) is int and 0 <= value < 2**63) for value in values):
        return _Numbers(np.array([-1 if value is None else value for value in values], np.int64))
    if all(map(is_, values, repeat(values[0]))):
        return Coded([values[0]], np.zeros(len(values), np.int32))
    known: dict[Any, int] = {}
    try:
        codes = np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int32)
    except TypeError:
        return values
    if len(known) > len(values) // 2 and all(type(value) is str for value in known):
        try:
            return Texts.of(values)
        except UnicodeEncodeError:
            return values
    return Coded(list(known), codes)


def _joined(columns: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """Several columns as one."""
    kinds = {type(column) for column in columns}
    kind: Any = kinds.pop()
    if kinds or kind not in (Texts, Coded, _Numbers, _Mappings):
        return packed([value for column in columns for value in column])
    return kind.joined(columns)  # type: ignore[no-any-return]


def _ends(ends: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Where things end that stood in several lists from 0 on, in one list."""
    starts = np.cumsum([0, *(one[-1] for one in ends)])
    return np.concatenate(
        [[0], *(one[1:] + start for one, start in zip(ends, starts[:-1], strict=True))]
    )


class _Numbers(Column[int | None]):
    """Whole numbers from 0; -1 for None."""

    def __init__(self, numbers: NDArray[np.int64]) -> None:
        self.numbers = numbers

    @classmethod
    def joined(cls, columns: Sequence["_Numbers"]) -> "_Numbers":
        """Several as one."""
        return cls(np.concatenate([column.numbers for column in columns]))

    def __len__(self) -> int:
        return len(self.numbers)

    def some(self, start: int, end: int) -> list[int | None]:
        """The numbers of some rows."""
        return [None if number < 0 else number for number in self.numbers[start:end].tolist()]


class _Mappings(Column[Mapping[str, Any]]):
    """Mappings of texts to something."""

    def __init__(self, mappings: Sequence[Mapping[str, Any]]) -> None:
        self.names: Any = packed([tuple(mapping) for mapping in mappings])
        values = [value for mapping in mappings for value in mapping.values()]
        self.values = packed(values) if values else []
        sizes = [len(mapping) for mapping in mappings]
        self.ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @classmethod
    def joined(cls, columns: "Sequence[_Mappings]") -> "_Mappings":
        """Several as one."""
        whole = cls.__new__(cls)
        whole.names = _joined([column.names for column in columns])
        values = [column.values for column in columns if len(column.values)]
        whole.values = _joined(values) if values else []
        whole.ends = _ends([column.ends for column in columns])
        return whole

    def __len__(self) -> int:
        return len(self.names)

    def some(self, start: int, end: int) -> list[Mapping[str, Any]]:
        """The mappings of some rows."""
        first, last = int(self.ends[start]), int(self.ends[end])
        values = iter(self.values[first:last])
        return [dict(zip(names, values, strict=False)) for names in self.names.some(start, end)]


class Rows(Column[_T], Generic[_T]):
    """Objects of one class, an attribute a column.

    Parameters
    ----------
    objects
        Many of them, at least one.
    """

    kind: ClassVar[Callable[..., Any]]
    names: ClassVar[tuple[str, ...]]
    mappings: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, objects: Sequence[_T]) -> None:
        self.columns: dict[str, Sequence[Any]] = {}
        for name in self.names:
            values = column_of(objects, name)
            self.columns[name] = _Mappings(values) if name in self.mappings else packed(values)

    @classmethod
    def joined(cls, lists: Sequence[Sequence[_T]]) -> "Rows[_T]":
        """Several lists as one; of those that are columns no object is made."""
        lists = [one if isinstance(one, cls) else cls(one) for one in lists if len(one)]
        rows = cls.__new__(cls)
        rows.columns = {
            name: _joined([column_of(one, name) for one in lists]) for name in cls.names
        }
        return rows

    def __len__(self) -> int:
        return len(self.columns[self.names[0]])

    def some(self, start: int, end: int) -> list[_T]:
        """The objects of some rows."""
        columns = [self.columns[name][start:end] for name in self.names]
        return list(map(self.kind, *columns))


class Changed(Column[_T]):
    """The objects of a list, in these rows of it, with others in place of some.

    `rows` has a row of the list for each position, `others` what stands at a position instead.
    """

    def __init__(self, base: Sequence[_T], rows: Sequence[int], others: Mapping[int, _T]) -> None:
        self._base, self._rows, self._others = base, rows, others

    def __len__(self) -> int:
        return len(self._rows)

    def some(self, start: int, end: int) -> list[_T]:
        """The objects at some positions."""
        return [
            self._others[at] if at in self._others else self._base[self._rows[at]]
            for at in range(start, end)
        ]

    def column(self, name: str) -> list[Any]:
        """An attribute of each object."""
        of_base = list(column_of(self._base, name))
        if self._rows != range(len(of_base)):
            rows = enumerate(self._rows)
            of_base = [None if at in self._others else of_base[row] for at, row in rows]
        for at, other in self._others.items():
            of_base[at] = getattr(other, name)
        return of_base


def column_of(objects: Sequence[Any], name: str) -> Sequence[Any]:
    """An attribute of each object."""
    if isinstance(objects, Rows):
        return objects.columns[name]
    if isinstance(objects, Changed):
        return objects.column(name)
    return list(map(attrgetter(name), objects))


def alike(values: Iterable[_T], key: Callable[[_T], Hashable] = tuple) -> list[_T]:  # type: ignore[assignment]
    """The same values; equal ones, by what tells them apart, are one object."""
    known: dict[Hashable, _T] = {}
    return [known.setdefault(key(value), value) for value in values]
