"""Results that hang on the object they were made from, and die with it.

A cache of a function (`functools.lru_cache`) keeps its arguments alive: sixty-four views of a
listing nobody looks at any more. What is kept here is gone when its listing is.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from dash_core.common.i18n import language

__all__ = ["KEPT", "keep"]

KEPT: Final = "_kept_results"
"""The attribute of an object that holds what is kept on it."""

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")
_Function = Callable[Concatenate[_T, _P], _R]
_lock = Lock()  # of the dictionaries, never of the work


def keep(results: int) -> Callable[[_Function[_T, _P, _R]], _Function[_T, _P, _R]]:
    """Decorate a function: its last results are kept on its first argument, or on the
    `collection` of that.

    The other arguments must be hashable. Two threads may both compute what is new; one result is
    kept, and both get it. A result may hold words: each language has its own.

    Parameters
    ----------
    results
        How many results are kept on one object.
    """

    def decorate(function: _Function[_T, _P, _R]) -> _Function[_T, _P, _R]:
        @wraps(function)
        def kept(first: _T, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
            holder = getattr(first, "collection", first)
            key: Hashable = (language(), args, tuple(kwargs.items()))
            if holder is not first:
                key = (first, key)
            with _lock:
                made = _results_of(holder, kept)
                if key in made:
                    made.move_to_end(key)
                    return made[key]  # type: ignore[no-any-return]
            result = function(first, *args, **kwargs)
            with _lock:
                result = made.setdefault(key, result)
                while len(made) > results:
                    made.popitem(last=False)
            return result

        return kept

    return decorate


def _results_of(holder: object, function: Callable[..., Any]) -> OrderedDict[Hashable, Any]:
    by_function = holder.__dict__.setdefault(KEPT, {})
    return by_function.setdefault(function, OrderedDict())  # type: ignore[no-any-return]
