"""An object of JSON or Parquet -> the cells of a row.

Objects in objects become columns with dotted names (`place.name`), deeper ones stay JSON.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dash_core.common.i18n import _
from dash_core.readers.tables.records import Value, one_line

__all__ = ["cells", "column_name", "unique_name"]


def unique_name(name: str, taken: Mapping[str, object], used: dict[str, int]) -> str:
    """The name, with a number where it is taken; `used` has the last number of each name."""
    n, numbered = used.get(name, 1), name
    while numbered in taken:
        n += 1
        numbered = f"{name} ({n})"
    used[name] = n
    return numbered


@lru_cache(maxsize=10_000)
def column_name(name: str) -> str:
    """The name of the column for an object's field."""
    return one_line(name) or _("no name")


def cells(value: Mapping[str, Any]) -> dict[str, Value]:
    """The cells of an object, by name; the empty ones are left out.

    Raises
    ------
    RecursionError
        If something in it is nested too deeply to be written as JSON.
    """
    content_of: dict[str, Value] = {}
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
                content_of[unique_name(column_name(name), content_of, used)] = content
    return content_of


def _text(value: Any) -> str:
    """A single value as people write it; any other as JSON."""
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
