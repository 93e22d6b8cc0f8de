"""Tables that Zotero exports (CSV): its names are "family, given, suffix" or whole, its places
those of publishers, "1901-06" a month."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from dash_core.readers.names import NameParts, parse_name
from dash_core.readers.report import Record

__all__ = ["as_zotero_means", "is_zotero_table"]

_COLUMNS: Final = frozenset({"Key", "Item Type", "Title"})  # no other program has these three
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")  # not the years 1901 to 1905
_UNPUBLISHED: Final = frozenset({"", "manuscript", "letter", "presentation", "artwork"})
_PLACE: Final = "Place"
_PEOPLE: Final = ("creators", "recipients", "people")


def is_zotero_table(names: Iterable[str]) -> bool:
    """Whether a table with these columns was written by Zotero."""
    return set(names) >= _COLUMNS


def as_zotero_means(record: Record) -> Record:
    """The record with its names divided, its date as one of ISO 8601, and without the place where
    it was published, which is kept under the name of its column."""
    record = _divide_names(record)
    if _MONTH.fullmatch(record.date):
        record = replace(record, stated=replace(record.stated, machine=record.date))
    is_published = record.genre not in _UNPUBLISHED or record.extra.get("Publisher")
    if not (record.places and is_published):
        return record
    extra = {**record.extra, _PLACE: "; ".join(record.places)}
    return replace(record, places=(), extra=extra)


def _divide_names(record: Record) -> Record:
    """The record with its names in the order people say them in, and their parts."""
    parts: dict[str, NameParts] = {}
    fields: dict[str, Any] = {}
    for field in _PEOPLE:
        names = [parse_name(name) for name in getattr(record, field)]
        parts |= {name.display: name for name in names if name.family}
        fields[field] = tuple(dict.fromkeys(name.display for name in names))
    return replace(record, names=parts, **fields)
