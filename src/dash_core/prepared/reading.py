"""Reading back what `dash_core.prepared.writing` wrote: each thing when it is asked for."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.common.columns import Texts as TextColumn
from dash_core.prepared import kinds
from dash_core.prepared.directory import VALUES, damaged
from dash_core.prepared.kinds import (
    BITS,
    CONSTANTS,
    FUNCTIONS,
    MAPPINGS,
    SEQUENCES,
    class_of,
    function_of,
)
from dash_core.prepared.lists import Lists
from dash_core.prepared.long_list import LongList
from dash_core.prepared.texts import Texts

__all__ = ["UNFIT", "MismatchError", "Values"]

_KIND: Final = (1 << BITS) - 1
_MATRICES: Final = {"csr": csr_matrix, "csc": csc_matrix}
_MISSING: Final = object()
_ITEMS: Final = {kind: class_ for class_, kind in (SEQUENCES | MAPPINGS).items()}
_MANY: Final = 100  # things that are made together if they are of one kind
_WAIT: Final = 1_000  # texts or objects in a list from which each waits until it is asked for


class MismatchError(Exception):
    """What was written does not fit the classes of this version."""


UNFIT: Final = (
    *(MismatchError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError),
    *(TypeError, ValueError),
)
"""What is raised where numbers do not fit each other, as this program would not have written."""


class Values:
    """What was written, by its numbers.

    Parameters
    ----------
    description
        As `Writer.description` gave it.
    array
        Gives the array of a name.
    path
        Where it is, for what is said when it is asked for later and does not fit.

    Raises
    ------
    MismatchError
        If it was written by a version with other classes.
    """

    def __init__(
        self,
        description: Mapping[str, Any],
        array: Callable[[str], NDArray[Any]],
        path: Path = Path(),
    ) -> None:
        self._array, self._made, self._path = array, description["made"], path
        self._root = description["root"]
        self._classes: list[tuple[type, list[str]]] = []
        for one in description["classes"]:
            try:
                class_ = class_of(one["name"])
            except LookupError as err:
                raise MismatchError(one["name"]) from err
            if kinds.attributes_of(class_) != one["states"]:
                raise MismatchError(one["name"])
            self._classes.append((class_, one["attributes"]))
        self._lazy = {class_: _lazy(class_, names, self) for class_, names in self._classes}
        self._columns: dict[int, list[tuple[str, NDArray[Any]]]] = {}
        self.lock = threading.RLock()
        self._known: dict[int, Any] = {}
        self._texts = Texts(array("str-data"), array("str-ends"))
        self._floats = array("float")

    @property
    def root(self) -> Any:
        """What was given to the writer."""
        with self.lock:
            return self.of(self._root)

    def later(self, number: int) -> Any:
        """The value of a number, made long after opening. Raises `PreparedError` if it does not
        fit."""
        with self._said():
            return self.of(number)

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Hold the lock; say in a sentence what does not fit."""
        try:
            with self.lock:
                yield
        except UNFIT as err:
            raise damaged(self._path, VALUES) from err

    def of(self, number: int) -> Any:
        """The value of a number; the same object for the same number. Only with the lock."""
        kind, at = number & _KIND, number >> BITS
        if kind == kinds.STR:
            return self._texts[at]
        if kind == kinds.INT:
            return at
        if kind == kinds.CONST:
            return self._constant(at)
        if kind == kinds.FLOAT:
            return float(self._floats[at])
        known = self._known.get(number, _MISSING)
        if known is _MISSING:
            known = self._new(number, kind, at)
            self._known[number] = known
        return known

    def _constant(self, at: int) -> Any:
        if at < len(CONSTANTS):
            return CONSTANTS[at]
        return {kinds.LOCK: threading.Lock, kinds.RLOCK: threading.RLock}[at]()

    def _new(self, number: int, kind: int, at: int) -> Any:
        if kind >= kinds.FIRST_CLASS:
            return self._object(number, kind, at)
        if kind == kinds.BYTES:
            data, ends = self._array("bytes-data"), self._array("bytes-ends")
            return data[ends[at] : ends[at + 1]].tobytes()
        if kind == kinds.ARRAY:
            return self._array(f"array-{at}")
        if kind == kinds.MADE:
            return self._make(self._made[at])
        if kind in _ITEMS:
            ends = self._array(f"ends-{kind}")
            start, end = int(ends[at - 1]) if at else 0, int(ends[at])
            numbers = self._array(f"items-{kind}")[start:end]
            return self._collect(number, _ITEMS[kind], numbers)
        raise MismatchError(str(kind))

    def _bounds(
        self, kind: int, at: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the items of some lists begin and end."""
        ends = self._array(f"ends-{kind}")
        return np.where(at > 0, ends[at - 1], 0), ends[at].astype(np.int64)

    def _collect(self, number: int, class_: type, numbers: NDArray[np.integer]) -> Any:
        if class_ in (list, tuple) and len(numbers) >= _WAIT and self._can_stay(numbers):
            return LongList(class_, numbers, self.later, self.many)
        if class_ is list:
            items: list[Any] = []
            self._known[number] = items  # it may hold itself
            items.extend(self._all_of(numbers))
            return items
        if class_ in MAPPINGS:
            mapping = Counter[Any]() if class_ is Counter else dict[Any, Any]()
            self._known[number] = mapping
            pairs = zip(self._all_of(numbers[::2]), self._all_of(numbers[1::2]), strict=True)
            dict.update(mapping, pairs)
            return mapping
        return class_(self._all_of(numbers))

    def _can_stay(self, numbers: NDArray[np.integer]) -> bool:
        """Whether these are texts, or objects of one class."""
        kind = int(numbers[0]) & _KIND
        return kind not in (kinds.CONST, kinds.INT, *_ITEMS) and bool(
            ((numbers & _KIND) == kind).all()
        )

    def many(self, numbers: NDArray[np.integer]) -> list[Any]:
        """The values of many numbers. Raises `PreparedError` if they do not fit."""
        with self._said():
            return self._all_of(numbers)

    def _all_of(self, numbers: NDArray[np.integer]) -> list[Any]:
        """The values of many numbers; those of one kind are made together."""
        if len(numbers) < _MANY:
            return [self.of(number) for number in numbers.tolist()]
        numbers = numbers.astype(np.int64)
        kind = int(numbers[0]) & _KIND
        if ((numbers & _KIND) == kind).all():
            if kind == kinds.INT:
                return (numbers >> BITS).tolist()  # type: ignore[no-any-return]
            if kind == kinds.STR:
                return self._texts.many(numbers >> BITS)
            if kind in (SEQUENCES[list], SEQUENCES[tuple]):
                self._make_lists(kind, np.unique(numbers))
        known, of = self._known, self.of
        return [known[number] if number in known else of(number) for number in numbers.tolist()]

    def _lists_of(self, number: int) -> NDArray[np.integer] | None:
        """The numbers of the lists in a list; None where other things are in it."""
        start, end = self._bounds(SEQUENCES[list], np.array([number >> BITS]))
        numbers = self._array(f"items-{SEQUENCES[list]}")[int(start[0]) : int(end[0])]
        is_all = len(numbers) and ((numbers & _KIND) == SEQUENCES[list]).all()
        return numbers if is_all else None

    def lists(self, numbers: NDArray[np.integer]) -> list[list[Any]]:
        """The lists of these numbers; nothing is kept of them. Raises `PreparedError` if they do
        not fit."""
        with self._said():
            inner, offsets = self._inner(SEQUENCES[list], numbers)
            items = self._all_of(inner)
        return [items[start:end] for start, end in pairwise(offsets.tolist())]

    def _inner(
        self, kind: int, numbers: NDArray[np.integer]
    ) -> tuple[NDArray[np.integer], NDArray[np.int64]]:
        """The numbers of what is in some lists, one list after another, and where each begins."""
        starts, ends = self._bounds(kind, numbers.astype(np.int64) >> BITS)
        offsets = np.concatenate([[0], np.cumsum(ends - starts)])
        at = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], ends - starts)
        return self._array(f"items-{kind}")[at], offsets

    def _make_lists(self, kind: int, numbers: NDArray[np.int64]) -> None:
        """Make lists of texts or numbers, so many that it must be done together."""
        inner, offsets = self._inner(kind, numbers)
        if not np.isin(inner & _KIND, (kinds.STR, kinds.INT)).all():
            return
        items, make = self._all_of(inner), _ITEMS[kind]
        for number, (start, end) in zip(numbers.tolist(), pairwise(offsets.tolist()), strict=True):
            if number not in self._known:
                self._known[number] = make(items[start:end])

    def _object(self, number: int, kind: int, at: int) -> Any:
        class_, attributes = self._classes[kind - kinds.FIRST_CLASS]
        values: dict[str, Any] = {}
        columns = self._columns.get(kind)
        if columns is None:
            columns = self._columns[kind] = [
                (name, self._array(f"class-{kind}-{i}"))
                for i, name in enumerate(attributes)
                if name
            ]
        if issubclass(class_, tuple):
            return tuple.__new__(class_, [self.of(int(column[at])) for _name, column in columns])
        lazy = self._lazy[class_]
        made: Any = object.__new__(lazy or class_)
        self._known[number] = made
        later = {}
        for name, column in columns:
            one = int(column[at])
            if one == kinds.MISSING << BITS | kinds.CONST:
                continue
            if lazy and self._can_wait(one) and not _is_made(class_, name):
                later[name] = one
            else:
                values[name] = self.of(one)
        if lazy and later:
            values[kinds.LATER] = later
        for name, value in values.items():
            object.__setattr__(made, name, value)
        return made

    def _can_wait(self, number: int) -> bool:
        """Whether a value takes long enough to make that it is made when it is asked for."""
        kind = number & _KIND
        if kind >= kinds.FIRST_CLASS:
            return self._lazy[self._classes[kind - kinds.FIRST_CLASS][0]] is None
        return kind in _ITEMS or kind in (kinds.BYTES, kinds.ARRAY, kinds.MADE)

    def _make(self, made: Mapping[str, Any]) -> Any:
        """What is no list, object or array."""
        kind, parts = made["make"], made.get("parts", [])
        if kind in _MATRICES:
            matrix = _MATRICES[kind](tuple(map(self.of, parts)), shape=tuple(made["shape"]))
            matrix.check_format(full_check=True)  # what counts its places does not look again
            return matrix
        if kind == "frame":
            columns = dict(zip(made["names"], map(self.of, parts), strict=True))
            return pd.DataFrame(columns, index=pd.RangeIndex(made["rows"]), copy=False)
        if kind == "series":
            return self._series(made)
        if kind == "texts":
            return TextColumn.checked(*map(self.of, parts))
        if kind == "date":
            return date.fromisoformat(made["text"])
        if kind == "scalar":
            return self.of(parts[0])[()]
        if kind == "objects":
            values = np.empty(int(np.prod(made["shape"])), dtype=object)
            values[:] = self.of(parts[0])
            return values.reshape(made["shape"])
        if kind == "method":
            return self._method(self.of(parts[0]), made["name"])
        if kind == "function":
            return self._function(made["name"])
        if kind == "partial":
            function, *arguments = map(self.of, parts)
            if not isinstance(function, FunctionType | MethodType | partial):
                raise MismatchError(kind)
            return partial(function, *arguments)
        raise MismatchError(kind)

    def _method(self, holder: Any, name: str) -> Any:
        names = {f"{one.__module__}:{one.__qualname__}.{name}" for one in type(holder).__mro__}
        if not names & FUNCTIONS:
            raise MismatchError(name)
        return getattr(holder, name)

    def _function(self, name: str) -> Any:
        try:
            return function_of(name)
        except LookupError as err:
            raise MismatchError(name) from err

    def _series(self, made: Mapping[str, Any]) -> "pd.Series[Any]":
        name = made["name"]
        if made["dtype"] == "object" and (numbers := self._lists_of(made["parts"][0])) is not None:
            return pd.Series(Lists(numbers, self.lists), name=name, copy=False)
        values = self.of(made["parts"][0])
        if made["dtype"] == "category":
            categories = self.of(made["parts"][1])
            cells = pd.Categorical.from_codes(values, categories, ordered=made["ordered"])
            return pd.Series(cells, name=name)
        if made["dtype"] == "numpy":
            return pd.Series(values, name=name, copy=False)
        if made["dtype"] == "object":
            return pd.Series(values, name=name, dtype=object)
        texts = values.arrow() if made["dtype"] == "texts" else self._texts.take(values)
        dtype = pd.StringDtype("pyarrow", na_value=np.nan)
        return pd.Series(pd.array(texts, dtype=dtype), name=name, copy=False)


def _is_made(class_: type, name: str) -> bool:
    """Whether a class makes an attribute by itself (`cached_property`)."""
    return hasattr(type(getattr(class_, name, None)), "__get__")


class _Default:
    """In place of the default of an attribute, which would hide what waits to be asked for."""

    def __init__(self, name: str, fetch: Callable[[Any, str], Any], default: Any) -> None:
        self._name, self._fetch, self._default = name, fetch, default

    def __get__(self, holder: Any, _owner: type | None = None) -> Any:
        is_waiting = holder is not None and self._name in holder.__dict__.get(kinds.LATER, ())
        return self._fetch(holder, self._name) if is_waiting else self._default


def _lazy(class_: type, names: list[str], values: Values) -> type | None:
    """The class with attributes that are made when they are asked for; None where its objects
    have no dictionary for them."""
    if issubclass(class_, tuple) or not class_.__dictoffset__:
        return None

    def fetch(self: Any, name: str) -> Any:
        later = self.__dict__.get(kinds.LATER, {})
        if name not in later:
            raise AttributeError(f"{class_.__name__!r} object has no attribute {name!r}")
        return self.__dict__.setdefault(name, values.later(later[name]))

    def reduce(self: Any, _protocol: Any) -> Any:
        for name in self.__dict__.get(kinds.LATER, {}):
            getattr(self, name)
        state = {name: value for name, value in self.__dict__.items() if name != kinds.LATER}
        return _with_state, (class_, state)

    methods: dict[str, Any] = {
        "__getattr__": fetch,
        "__reduce_ex__": reduce,
        "__class__": property(lambda self: class_),  # equal to other objects of the class
        "__module__": class_.__module__,
    }
    for name in names:
        if name and hasattr(class_, name) and not _is_made(class_, name):
            methods[name] = _Default(name, fetch, getattr(class_, name))
    return type(class_.__name__, (class_,), methods)


def _with_state(class_: type, state: Mapping[str, Any]) -> Any:
    """An object as it is when nothing of it waits."""
    made: Any = object.__new__(class_)
    made.__dict__.update(state)
    return made
