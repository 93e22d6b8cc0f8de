"""A property that is computed once, whatever the number of threads that ask."""

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar, cast

__all__ = ["Once"]

_T = TypeVar("_T")
_NONE: Final = object()


class Once(Generic[_T]):
    """A property of an object with a `lock`, computed when it is first asked for.

    `functools.cached_property` has no lock from Python 3.12 on.
    """

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        self._compute = compute
        self._name = f"_{compute.__name__.lstrip('_')}_once"
        self.__doc__ = compute.__doc__

    def __get__(self, holder: Any, _owner: type | None = None) -> _T:
        if self._name not in holder.__dict__:
            with holder.lock:
                if self._name not in holder.__dict__:
                    # What was opened from a folder (`dash_core.prepared`) may have it there.
                    kept = getattr(holder, self._name, _NONE)
                    value = self._compute(holder) if kept is _NONE else kept
                    holder.__dict__[self._name] = value
        return cast("_T", holder.__dict__[self._name])
