"""Objects of JSON-LD that name one another by `@id` (json-ld.org/spec, “node objects”).

`{"creator": {"@id": "#p1"}}` is joined to the name of the object `{"@id": "#p1", "name": "…"}`. A
person, place or term that documents name in this way is no document itself.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dash_core.readers.columns.source_table import Row
from dash_core.readers.nested.keys import column_name, field_of, one_value
from dash_core.readers.nested.meaning import content, label_text
from dash_core.readers.report import LIST_FIELDS

__all__ = ["join_links"]

_ID: Final = "@id"
_REFERENCE: Final = frozenset({_ID, "@type", "type"})
_OTHER: Final = "@id"  # the name of a node without a type

Found = list[tuple[Row, dict[str, Any]]]


def join_links(found: Found, unused: Counter[str]) -> Found:
    """The objects with the names of those that they refer to; counts those that are no documents
    by their type."""
    names = {
        value[_ID]: name
        for _row, value in found
        if isinstance(value.get(_ID), str) and (name := _name_of(value))
    }
    if not names:
        return found
    links = _Links(names)
    joined = [(row, links.joined(value)) for row, value in found]
    if not links.named:
        return found
    out: Found = []
    for row, value in joined:
        if value.get(_ID) in links.named and not _has_date(value):
            unused[_type_of(value)] += 1
            out.append((replace(row, role="header"), {}))
        else:
            out.append((row, value))
    return out


class _Links:
    """Names by id; `named` are the ids of people, places and terms that documents refer to."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self.named: set[str] = set()

    def joined(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The object with names beside the ids in it."""
        if not any(isinstance(inner, (str, dict, list)) for inner in value.values()):
            return dict(value)
        return {
            key: inner if key == _ID else self._joined(inner, field_of(key) in LIST_FIELDS)
            for key, inner in value.items()
        }

    def _joined(self, value: Any, is_name: bool) -> Any:
        if isinstance(value, list):
            return [self._joined(one, is_name) for one in value]
        if isinstance(value, str):
            return self._with_name(value, value) if is_name else value
        if not isinstance(value, dict):
            return value
        target = value.get(_ID)
        if isinstance(target, str) and value.keys() <= _REFERENCE:
            return self._with_name(target, value, is_name)
        return value

    def _with_name(self, target: str, original: Any, is_name: bool = True) -> Any:
        name = self._names.get(target)
        if name is None:
            return original
        if is_name:
            self.named.add(target)
        return {_ID: target, "name": name}


def _name_of(value: Mapping[str, Any]) -> str:
    found = content({k: v for k, v in value.items() if k not in _REFERENCE}, "people")
    return "" if found is None else found.text or label_text(value[found.key])


def _has_date(value: Mapping[str, Any]) -> bool:
    return any(field_of(key) == "date" and inner for key, inner in value.items())


def _type_of(value: Mapping[str, Any]) -> str:
    kinds = value.get("@type", value.get("type", ""))
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return next((column_name(kind) for kind in map(one_value, kinds) if kind), _OTHER)
