"""Writing what a fitted listing is made of into arrays (`dash_core.prepared.kinds`)."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from types import FunctionType, MethodType
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.common.columns import Texts, listed
from dash_core.common.keep import KEPT
from dash_core.common.progress import Progress, no_progress
from dash_core.prepared import kinds
from dash_core.prepared.kinds import (
    BITS,
    CONSTANTS,
    LOCKS,
    MAPPINGS,
    SEQUENCES,
    function_name,
    name_of,
)
from dash_core.prepared.lists import Lists
from dash_core.prepared.long_list import LongList

__all__ = ["Writer"]

# What can be had again from the rest, and what is kept beside a listing while it is looked at.
_LEFT_OUT: Final = frozenset({"decoded", "xml", KEPT, kinds.LATER})
_QUICK: Final = (dict, list, tuple)  # made anew from the rest sooner than read
_MATRICES: Final = {csr_matrix: "csr", csc_matrix: "csc"}
_EVERY: Final = 10_000  # lists and objects between two reports of progress


class _Column:
    """Numbers one after another, and where those of each thing end."""

    def __init__(self) -> None:
        self.numbers, self.ends = array("q"), array("q")


class Writer:
    """Takes one object with all it refers to; `arrays` gives what to write.

    Parameters
    ----------
    root
        The object.
    progress
        Called now and then; may raise to stop. How much there is is not known before.

    Raises
    ------
    TypeError
        If it refers to something that cannot be written, such as a sentence model.
    """

    def __init__(self, root: Any, progress: Progress = no_progress) -> None:
        self._texts: dict[str, int] = {}
        self._floats, self._bytes = array("d"), list[bytes]()
        self._arrays: list[NDArray[Any]] = []
        self._alive: list[Any] = []  # so that nothing else gets its identity
        self._made: list[dict[str, Any]] = []
        self._known: dict[int, int] = {}
        self._shared: dict[Any, Any] = {}  # what is made here, by where its data are
        self._waiting: dict[int, list[Any]] = {}
        self._columns: dict[int, _Column] = {}
        self._classes: dict[type, int] = {}
        self._attributes: dict[int, dict[str, array[int]]] = {}
        self.root = self.number(root)
        self._take_all(progress)

    # From a value to its number

    def number(self, value: Any) -> int:
        """The number of a value; what it refers to waits until it is taken."""
        kind = type(value)
        if kind is LongList:
            if id(value) not in self._known:
                self._known[id(value)] = self._new(value.whole(), value.class_)
                self._alive.append(value)
            return self._known[id(value)]
        if kind is str:
            at = self._texts.setdefault(value, len(self._texts))
            return at << BITS | kinds.STR
        if kind is int and -(2**54) < value < 2**54:
            return int(value << BITS | kinds.INT)
        known = self._known.get(id(value))
        if known is not None:
            return known
        if value is None or kind is bool:
            return CONSTANTS.index(value) << BITS | kinds.CONST
        if kind is float:
            self._floats.append(value)
            return (len(self._floats) - 1) << BITS | kinds.FLOAT
        if kind in LOCKS:
            return LOCKS[kind] << BITS | kinds.CONST
        return self._new(value, kind)

    def _new(self, value: Any, kind: type) -> int:
        """The number of what is not known yet."""
        code = SEQUENCES.get(kind) or MAPPINGS.get(kind)
        if code is None and kind is not Texts and kind.__module__.startswith("dash_core."):
            code = self._class(value.__class__)  # not of what waits in it
        if code is not None:
            waiting = self._waiting.setdefault(code, [])
            number = len(waiting) << BITS | code
            waiting.append(value)  # also keeps it alive, so that nothing else gets its identity
        elif kind is bytes:
            self._bytes.append(value)
            number = (len(self._bytes) - 1) << BITS | kinds.BYTES
        elif isinstance(value, np.ndarray) and value.dtype != object:
            at = self._place(value)
            number = self._shared.get(at, len(self._arrays) << BITS | kinds.ARRAY)
            if at not in self._shared:
                self._shared[at] = number
                self._arrays.append(value)
            self._alive.append(value)
        else:
            number = len(self._made) << BITS | kinds.MADE
            self._made.append({"value": value})
            self._alive.append(value)
        self._known[id(value)] = number
        return number

    def _class(self, class_: type) -> int:
        if class_ not in self._classes:
            name_of(class_)
            if len(self._classes) == kinds.MAX_CLASSES:
                raise TypeError("too many classes")
            self._classes[class_] = kinds.FIRST_CLASS + len(self._classes)
        return self._classes[class_]

    # What waits

    def _take_all(self, progress: Progress) -> None:
        """Take what waits, each kind in its order, until nothing is left."""
        taken: dict[int, int] = {}
        n_made = total = 0
        while True:
            before = total
            for code in list(self._waiting):
                take = self._taker(code)
                waiting, at = self._waiting[code], taken.get(code, 0)
                while at < len(waiting):
                    take(waiting[at])
                    at += 1
                    total += 1
                    if total % _EVERY == 0:
                        progress(total / (total + sum(map(len, self._waiting.values()))))
                taken[code] = at
            while n_made < len(self._made):
                self._made[n_made] |= self._make(self._made[n_made]["value"])
                n_made += 1
                total += 1
            if total == before:
                return

    def _taker(self, code: int) -> Callable[[Any], None]:
        if code >= kinds.FIRST_CLASS:
            return partial(self._take_object, self._attributes.setdefault(code, {}))
        column = self._columns.setdefault(code, _Column())
        return partial(self._take_items, column, code in MAPPINGS.values())

    def _take_items(self, column: _Column, is_mapping: bool, value: Any) -> None:
        number, numbers = self.number, column.numbers
        if is_mapping:
            for key, one in value.items():
                numbers.append(number(key))
                numbers.append(number(one))
        else:
            numbers.extend([number(one) for one in value])
        column.ends.append(len(numbers))

    def _take_object(self, columns: "dict[str, array[int]]", value: Any) -> None:
        row = len(columns[""]) if "" in columns else 0
        columns.setdefault("", array("q")).append(0)  # counts the objects
        missing = kinds.MISSING << BITS | kinds.CONST
        for name, one in _state(value):
            column = columns.get(name)
            if column is None:
                column = columns[name] = array("q")
            if len(column) < row:
                column.extend([missing] * (row - len(column)))
            column.append(self.number(one))

    def _make(self, value: Any) -> dict[str, Any]:
        """How to make what is no list, object or array."""
        number = self.number
        if isinstance(value, (csr_matrix, csc_matrix)):
            parts = [number(part) for part in (value.data, value.indices, value.indptr)]
            return {"make": _MATRICES[type(value)], "shape": list(value.shape), "parts": parts}
        if isinstance(value, pd.DataFrame):
            series = [number(value.iloc[:, i]) for i in range(value.shape[1])]
            names = [str(name) for name in value.columns]
            return {"make": "frame", "names": names, "parts": series, "rows": len(value)}
        if isinstance(value, pd.Series):
            return {"make": "series", **self._series(value)}
        if isinstance(value, Texts):
            return {"make": "texts", "parts": [number(part) for part in value.parts()]}
        if isinstance(value, date):
            return {"make": "date", "text": value.isoformat()}
        if isinstance(value, np.generic):
            return {"make": "scalar", "parts": [number(np.array(value))]}
        if isinstance(value, np.ndarray):
            items = number(value.ravel().tolist())
            return {"make": "objects", "shape": list(value.shape), "parts": [items]}
        if isinstance(value, MethodType):
            function_name(value)
            return {"make": "method", "name": value.__name__, "parts": [number(value.__self__)]}
        if isinstance(value, FunctionType):
            return {"make": "function", "name": function_name(value)}
        if isinstance(value, partial) and not value.keywords:
            parts = [number(one) for one in (value.func, *value.args)]
            return {"make": "partial", "parts": parts}
        raise TypeError(f"{type(value)} cannot be written")

    def _series(self, value: "pd.Series[Any]") -> dict[str, Any]:
        if not isinstance(value.index, pd.RangeIndex):
            raise TypeError("a table with an index cannot be written")
        name = None if value.name is None else str(value.name)
        if isinstance(value.dtype, pd.StringDtype):
            chunks = value.array._pa_array.chunks
            at = tuple(
                (c.offset, len(c), *(b.address if b else 0 for b in c.buffers())) for c in chunks
            )
            values = self._kept(at, lambda: self._texts_or_codes(value))
            dtype = "texts" if isinstance(values, Texts) else "str"
            return {"dtype": dtype, "name": name, "parts": [self.number(values)]}
        if isinstance(value.dtype, pd.CategoricalDtype):
            categories = self._kept((id(value.dtype), "categories"), value.cat.categories.tolist)
            parts = [self.number(one) for one in (value.cat.codes.to_numpy(), categories)]
            is_ordered = bool(value.cat.ordered)
            return {"dtype": "category", "name": name, "parts": parts, "ordered": is_ordered}
        if isinstance(value.dtype, np.dtype) and value.dtype != object:
            return {"dtype": "numpy", "name": name, "parts": [self.number(value.to_numpy())]}
        if isinstance(value.array, Lists):
            return {"dtype": "object", "name": name, "parts": [self.number(value.tolist())]}
        if value.dtype == object:
            values = self._kept(self._place(value.to_numpy()), value.tolist)
            return {"dtype": "object", "name": name, "parts": [self.number(values)]}
        raise TypeError(f"a column of {value.dtype} cannot be written")

    def _texts_or_codes(self, values: "pd.Series[Any]") -> Texts | NDArray[np.int64]:
        """The texts of a column, where most of them are different; else where each of them is among
        all texts, -1 for none."""
        column = listed(values)
        if isinstance(column, Texts):  # by their hashes: a set of them takes as much as they do
            hashes = np.fromiter(map(hash, column), np.int64, len(column))
            if 2 * len(pd.unique(hashes)) > len(column):
                return column
        texts = self._texts
        codes = [
            texts.setdefault(one, len(texts)) if isinstance(one, str) else -1 for one in values
        ]
        return np.array(codes, dtype=np.int64)

    def _kept(self, at: Any, make: Callable[[], Any]) -> Any:
        """What is made of something, once for all that has the same data."""
        if at not in self._shared:
            self._shared[at] = make()
        return self._shared[at]

    def _place(self, values: NDArray[Any]) -> Any:
        """Where the data of an array are, and how they are read."""
        start = values.__array_interface__["data"][0] if values.size else 0
        return start, values.shape, values.strides, values.dtype.str

    # What to write

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """The arrays by name."""
        yield from _texts_of([text.encode("utf-8", "surrogatepass") for text in self._texts], "str")
        yield from _texts_of(self._bytes, "bytes")
        yield "float", np.frombuffer(self._floats, dtype=np.float64)
        for code, column in self._columns.items():
            yield f"items-{code}", _narrow(column.numbers)
            yield f"ends-{code}", _narrow(column.ends)
        for code, columns in self._attributes.items():
            n = len(columns[""])
            missing = [kinds.MISSING << BITS | kinds.CONST]
            for i, (name, values) in enumerate(columns.items()):
                if name:
                    values.extend(missing * (n - len(values)))
                    yield f"class-{code}-{i}", _narrow(values)
        for i, array_ in enumerate(self._arrays):
            yield f"array-{i}", array_

    def description(self) -> dict[str, Any]:
        """What is to be known of the arrays, as JSON."""
        return {
            "root": self.root,
            "classes": [
                {
                    "name": name_of(class_),
                    "states": kinds.attributes_of(class_),
                    "attributes": list(self._attributes[code]),
                }
                for class_, code in self._classes.items()
            ],
            "made": [
                {name: part for name, part in made.items() if name != "value"}
                for made in self._made
            ],
        }


def _state(value: Any) -> Iterable[tuple[str, Any]]:
    """The attributes of an object and what they hold."""
    if isinstance(value, tuple):  # a named one
        yield from zip(value._fields, value, strict=True)  # type: ignore[attr-defined]
        return
    for class_ in type(value).__mro__:
        slots = class_.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__") and hasattr(value, name):
                yield name, getattr(value, name)
    held = getattr(value, "__dict__", {})
    for name in held.get(kinds.LATER, ()):
        getattr(value, name)  # it was opened, and this waits to be asked for
    for name, one in list(held.items()):
        is_cached = isinstance(getattr(type(value), name, None), cached_property)
        if name not in _LEFT_OUT and not (is_cached and type(one) in _QUICK):
            yield name, one


def _texts_of(texts: list[bytes], name: str) -> Iterator[tuple[str, NDArray[Any]]]:
    ends = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=ends[1:])
    yield f"{name}-data", np.frombuffer(b"".join(texts), dtype=np.uint8)
    yield f"{name}-ends", ends


def _narrow(numbers: "array[int]") -> NDArray[Any]:
    """The numbers in as few bytes each as hold them all."""
    wide = np.asarray(numbers, dtype=np.int64)
    return wide.astype(np.int32) if not len(wide) or np.abs(wide).max() < 2**31 else wide
