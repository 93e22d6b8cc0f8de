"""Large arrays in files instead of memory, while a listing is prepared.

The pages of a file can be taken back by the system, which reads them again when they are asked for:
what is done need not fit in memory beside what is being made.
"""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

__all__ = ["in_files", "is_in_file", "let_go", "stored"]

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
        mapped = np.memmap(file, value.dtype, "r", shape=value.shape)
        _mapped[id(mapped)] = mapped
        return np.asarray(mapped)
    return value


def let_go() -> None:
    """Give the memory of what is in files back; it is read again when it is asked for."""
    for mapped in list(_mapped.values()):
        with suppress(AttributeError, OSError, ValueError):  # other systems
            mapped._mmap.madvise(mmap.MADV_DONTNEED)
