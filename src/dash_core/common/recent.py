"""Values used lately, bounded in bytes and in time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

__all__ = ["Recent"]

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Recent(Generic[_K, _V]):
    """The values used last that fit in so many bytes together; the last one stays however large.

    Parameters
    ----------
    max_bytes
        Gives the bound in bytes.
    size
        Gives the bytes of a value.
    """

    def __init__(self, max_bytes: Callable[[], int], size: Callable[[_V], int]) -> None:
        self._max_bytes, self._size = max_bytes, size
        self._lock = Lock()  # of the dictionary, never held while a value is made
        self._values: OrderedDict[_K, tuple[_V, int, float]] = OrderedDict()  # bytes, last use
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: _K, make: Callable[[], _V]) -> _V:
        """The value of a key, made if it is not there; what `make` raises is raised."""
        with self._lock:
            if key in self._values:
                value, size, _then = self._values[key]
                self._values[key] = value, size, monotonic()
                self._values.move_to_end(key)
                return value
        value = make()
        with self._lock:
            self._drop(key)  # another thread may have made it too
            self._values[key] = value, self._size(value), monotonic()
            self._bytes += self._size(value)
            while self._bytes > self._max_bytes() and len(self._values) > 1:
                self._drop(next(iter(self._values)))
        return value

    def drop_unused(self, seconds: float) -> None:
        """Drop what nobody has asked for in so many seconds."""
        until = monotonic() - seconds
        with self._lock:
            for key in [key for key, (*_, then) in self._values.items() if then < until]:
                self._drop(key)

    def _drop(self, key: _K) -> None:
        if key in self._values:
            self._bytes -= self._values.pop(key)[1]
