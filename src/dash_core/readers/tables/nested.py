"""An object with named fields, of JSON or Parquet -> cells of a row.

Objects in objects become columns with dotted names (`place.name`), deeper ones stay JSON.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dash_core.common.i18n import _
from dash_core.readers.tables.records import Value, one_line

__all__ = ["cells", "column", "free"]


def free(name: str, taken: Mapping[str, object], used: dict[str, int]) -> str:
    """The name, or it with a number where it is taken; `used` keeps the last number of each."""
    n, free = used.get(name, 1), name
    while free in taken:
        n += 1
        free = f"{name} ({n})"
    used[name] = n
    return free


@lru_cache(maxsize=10_000)
def column(name: str) -> str:
    """The name of a column for that of a field."""
    return one_line(name) or _("no name")


def cells(value: Mapping[str, Any]) -> dict[str, Value]:
    """The cells of an object, by name; the empty ones are left out.

    Raises
    ------
    RecursionError
        If something in it is nested too deeply to be written down.
    """
    found: dict[str, Value] = {}
    used: dict[str, int] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            pairs = [(f"{key}.{name}", deep) for name, deep in inner.items()]
        else:
            pairs = [(key, inner)]
        for name, thing in pairs:
            content: Value
            if isinstance(thing, (list, tuple)):
                content = tuple(text for text in map(_text, thing) if text.strip())
            else:
                content = _text(thing)
            if content and not (isinstance(content, str) and not content.strip()):
                found[free(column(name), found, used)] = content
    return found


def _text(value: Any) -> str:
    """A value as people write it; what is no single value as JSON."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
