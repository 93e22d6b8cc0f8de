"""Large arrays in files instead of memory, while a listing is prepared.

The pages of a file can be taken back by the system, which reads them again when they are asked for:
what is done need not fit in memory beside what is being made.
"""

import mmap
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.common.garbage import tidy

__all__ = ["afresh", "empty", "in_files", "is_in_file", "let_go", "stored"]

_LEAST: Final = 2**20  # bytes of an array that gets a file

_T = TypeVar("_T")
_mapped: Final = WeakValueDictionary[int, Any]()
_folder: Final[ContextVar[Path | None]] = ContextVar("folder", default=None)


@contextmanager
def in_files(folder: Path) -> Iterator[None]:
    """Put what is `stored` inside of a block into files of a folder; they have no name there, and
    are gone with whoever uses them."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


def stored(value: _T) -> _T:
    """An array or a sparse matrix that stays for long and is not changed any more: as it is, or
    the same in a file."""
    folder = _folder.get()
    return value if folder is None else _in_file(value, folder)


def empty(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """An array that is to be filled, in a file where arrays are stored in files."""
    folder = _folder.get()
    if folder is not None and 8 * np.prod(shape) >= _LEAST:
        with suppress(OSError), TemporaryFile(dir=folder) as file:
            if hasattr(os, "posix_fallocate"):  # else a full disk would end the process later
                os.posix_fallocate(file.fileno(), 0, 8 * int(np.prod(shape)))
            return _known(np.memmap(file, np.float64, "r+", shape=shape))
    return np.empty(shape)


def afresh(make: Callable[[], _T]) -> _T:
    """What a function makes, where arrays are stored in files once more than it was made: of small
    objects that stay among many that went, each keeps a page of memory."""
    if _folder.get() is None:
        return make()
    data = pickle.dumps(make(), protocol=5)
    tidy()
    return pickle.loads(data)  # type: ignore[no-any-return]  # what was ours a moment ago


def is_in_file(array: NDArray[Any]) -> bool:
    """Whether the numbers of an array are those of a file."""
    base = array.base
    while isinstance(base, np.ndarray) and not isinstance(base, np.memmap):
        base = base.base
    return isinstance(base, np.memmap)


def _in_file(value: Any, folder: Path) -> Any:
    if isinstance(value, csr_matrix | csc_matrix):
        parts = [_in_file(part, folder) for part in (value.data, value.indices, value.indptr)]
        matrix = value.__class__(tuple(parts), shape=value.shape, copy=False)
        matrix.has_canonical_format = value.has_canonical_format
        return matrix
    if value.nbytes < _LEAST or is_in_file(value):
        return value
    with suppress(OSError), TemporaryFile(dir=folder) as file:  # what is full, writing says later
        np.ascontiguousarray(value).tofile(file)
        file.flush()
        return _known(np.memmap(file, value.dtype, "r", shape=value.shape))
    return value


def _known(mapped: Any) -> NDArray[Any]:
    let_go()
    _mapped[id(mapped)] = mapped
    return np.asarray(mapped)


def let_go() -> None:
    """Give the memory of what is in files back; it is read again when it is asked for."""
    for mapped in list(_mapped.values()):
        with suppress(AttributeError, OSError, ValueError):  # other systems
            mapped._mmap.madvise(mmap.MADV_DONTNEED)
