"""How what a fitted listing is made of is written down: numbers that refer to values.

A value is a number of 64 bits: its kind in the lowest 8, and where it is among those of its kind
(of an integer, the integer). Texts, lists and objects of one kind stand one after another in
arrays, an attribute of a class in an array of its own. Nothing that is read back is run as code:
there are arrays, texts, lists, and objects of this program's own classes, made without calling
anything of them; what they hold to be called later is one of `FUNCTIONS`.
"""

import importlib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Final

__all__ = [
    "BITS",
    "CONSTANTS",
    "FUNCTIONS",
    "LATER",
    "LOCKS",
    "MAPPINGS",
    "SEQUENCES",
    "attributes_of",
    "class_of",
    "function_name",
    "function_of",
    "name_of",
]

BITS: Final = 8  # of a number that say its kind
CONST, INT, FLOAT, STR, BYTES, ARRAY, MADE = range(7)
SEQUENCES: Final[dict[type, int]] = {list: 7, tuple: 8, set: 9, frozenset: 10}
MAPPINGS: Final[dict[type, int]] = {dict: 11, Counter: 12}
FIRST_CLASS: Final = 16  # the kind of the first class; others follow
MAX_CLASSES: Final = 200

CONSTANTS: Final = (None, False, True)
MISSING, LOCK, RLOCK = 3, 4, 5  # further constants: an attribute that is not there, and locks
LOCKS: Final[dict[type, int]] = {type(threading.Lock()): LOCK, type(threading.RLock()): RLOCK}

LATER: Final = "_prepared_later"
"""The attribute that holds the numbers of those that are made when they are asked for."""

FUNCTIONS: Final = frozenset(
    {
        "dash_core.collection.fitting.core:Subjects.fields",
        "dash_core.collection.fitting.core:Subjects.texts",
        "dash_core.topics.found.features:_smooth_rows",
    }
)
"""The functions and methods that a listing may hold to be called later; a folder names no other."""

_OURS: Final = "dash_core."


def name_of(class_: type) -> str:
    """The name a class of this program is written under.

    Raises
    ------
    TypeError
        If it is none of a module of this program.
    """
    name = f"{class_.__module__}:{class_.__qualname__}"
    if not name.startswith(_OURS) or "<" in name:
        raise TypeError(f"{name} cannot be written")
    return name


def class_of(name: str) -> type:
    """The class of this name. Raises `LookupError` if there is none."""
    found = _found(name)
    if not isinstance(found, type):
        raise LookupError(name)
    return found


def function_name(function: Callable[..., Any]) -> str:
    """The name of a function or method that may be written. Raises `TypeError` for others."""
    name = f"{function.__module__}:{function.__qualname__}"
    if name not in FUNCTIONS:
        raise TypeError(f"{name} cannot be written")
    return name


def function_of(name: str) -> Callable[..., Any]:
    """The function of this name, if it may be written. Raises `LookupError` for others."""
    if name not in FUNCTIONS:
        raise LookupError(name)
    return _found(name)  # type: ignore[no-any-return]


def _found(name: str) -> Any:
    module, _colon, path = name.partition(":")
    if not module.startswith(_OURS) or "." in path:
        raise LookupError(name)
    try:
        found = getattr(importlib.import_module(module), path)
    except (ImportError, AttributeError) as err:
        raise LookupError(name) from err
    if getattr(found, "__module__", "") != module:  # what it only imported
        raise LookupError(name)
    return found


def attributes_of(class_: type) -> list[str]:
    """The attributes that every object of a class has, as far as the class says: another version
    of it may have others."""
    if is_dataclass(class_):
        return [field.name for field in fields(class_)]
    return list(getattr(class_, "_fields", ()))
