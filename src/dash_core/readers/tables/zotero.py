"""Tables that Zotero exports (CSV): its names are "family, given, suffix" or whole."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from dash_core.readers.names import NameParts, parse_name
from dash_core.readers.report import Record

__all__ = ["divide_names", "is_zotero_table"]

_COLUMNS: Final = frozenset({"Key", "Item Type", "Title"})  # no other program has these three
_PEOPLE: Final = ("creators", "recipients", "people")


def is_zotero_table(names: Iterable[str]) -> bool:
    """Whether a table with these columns was written by Zotero."""
    return set(names) >= _COLUMNS


def divide_names(record: Record) -> Record:
    """The record with its names in the order people say them in, and their parts."""
    parts: dict[str, NameParts] = {}
    fields: dict[str, Any] = {}
    for field in _PEOPLE:
        names = [parse_name(name) for name in getattr(record, field)]
        parts |= {name.display: name for name in names if name.family}
        fields[field] = tuple(dict.fromkeys(name.display for name in names))
    return replace(record, names=parts, **fields)
