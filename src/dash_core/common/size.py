"""How much memory an object takes, estimated from samples of its parts."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from types import BuiltinFunctionType, CellType, FunctionType, MethodType, ModuleType
from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from pandas.arrays import NumpyExtensionArray

__all__ = ["estimate_size"]

SAMPLED: Final = 200  # parts of a container that are looked at; the rest is taken to be like them

_NO_DATA: Final = (type, ModuleType, BuiltinFunctionType)
_NO_PARTS: Final = (str, bytes, bytearray, int, float, complex, type(None), np.generic)


def estimate_size(thing: object, seen: dict[int, object] | None = None) -> int:
    """Bytes that an object and everything it refers to take.

    Arrays are counted; of a container with many parts a sample is, since counting every string and
    list of 40,000 documents takes longer than reading them.

    Parameters
    ----------
    seen
        What was counted before, by its identity, and is not counted again; it is added to.
    """
    seen = {} if seen is None else seen
    total, stack = 0.0, [(thing, 1.0)]
    while stack:
        part, weight = stack.pop()
        if id(part) in seen or isinstance(part, _NO_DATA):
            continue
        seen[id(part)] = part  # kept, else another object might get its identity
        total += weight * _own_size(part)
        stack += [(inner, weight * alike) for inner, alike in _parts(part)]
    return int(total)


def _own_size(thing: object) -> int:
    if isinstance(thing, np.ndarray):
        return thing.nbytes if thing.base is None else 0
    if isinstance(thing, (pd.Series, pd.DataFrame, pd.Index, NumpyExtensionArray)):
        return 0  # their arrays are their parts
    if isinstance(thing, ExtensionArray):
        return int(thing.nbytes)
    return sys.getsizeof(thing, 64)


def _parts(thing: Any) -> Iterator[tuple[Any, float]]:
    """What an object refers to, each with how many parts it stands for."""
    if isinstance(thing, _NO_PARTS):
        return
    if isinstance(thing, np.ndarray):
        yield thing.base, 1.0
        if thing.dtype == object:
            yield from _sample(thing.ravel().tolist())
    elif isinstance(thing, pd.DataFrame):
        yield from ((thing.iloc[:, column].array, 1.0) for column in range(thing.shape[1]))
    elif isinstance(thing, (pd.Series, pd.Index)):
        yield thing.array, 1.0
    elif isinstance(thing, NumpyExtensionArray):
        yield thing.to_numpy(), 1.0
    elif isinstance(thing, ExtensionArray):
        return
    elif isinstance(thing, Mapping):
        yield from _sample(thing.keys())
        yield from _sample(thing.values())
    elif isinstance(thing, (list, tuple, set, frozenset)):
        yield from _sample(thing)
    elif isinstance(thing, FunctionType):
        yield from ((cell, 1.0) for cell in thing.__closure__ or ())
    elif isinstance(thing, CellType):
        yield thing.cell_contents, 1.0
    elif isinstance(thing, MethodType):
        yield thing.__self__, 1.0
    else:
        yield from ((value, 1.0) for value in _attributes(thing))


def _sample(parts: Collection[Any]) -> Iterator[tuple[Any, float]]:
    """Parts from all over a container, evenly."""
    step = -(-len(parts) // SAMPLED) or 1
    kept = list(islice(parts, 0, None, step))
    return ((part, len(parts) / len(kept)) for part in kept)


def _attributes(thing: object) -> Iterable[Any]:
    """The values of an object's attributes, slots included."""
    yield from getattr(thing, "__dict__", {}).values()
    for kind in type(thing).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if not name.startswith("__") and hasattr(thing, name):
                yield getattr(thing, name)
