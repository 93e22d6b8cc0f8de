"""An object of JSON or Parquet -> the cells of a row.

Objects are unwrapped by what they mean (`meaning`, `dates`): `{"@value": "Plan"}` is
"Plan", a list of pairs of label and value gives a column for each label, a language map its text in
one language and the others in columns of their own (`title[de]`). What is beside stands in columns
with dotted names (`place.latitude`). No value is JSON text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from dash_core.readers.columns.inner import ADMINISTRATION, InnerColumn
from dash_core.readers.nested import dates as nested_dates
from dash_core.readers.nested.columns import (
    ADMIN,
    OwnColumns,
    Path,
    own_columns,
    unique_name,
)
from dash_core.readers.nested.keys import (
    HUMPS,
    KEYS,
    NO_LANGUAGE,
    ROLES,
    are_addresses,
    column_name,
    field_of,
    is_address,
    is_keyed,
    is_language_map,
    one_value,
)
from dash_core.readers.nested.meaning import (
    are_pairs,
    content,
    contents_by_language,
    count_leaves,
    has_objects,
    is_only_addresses,
    is_wrapper,
    pair,
    passed_over,
    people_by_name,
    role,
    syntax_of,
    with_own_keys,
)
from dash_core.readers.report import LIST_FIELDS
from dash_core.readers.tables.records import Value

__all__ = ["Unwrapped", "cells", "unwrap"]

_RELATIONS: Final = KEYS["relations"].keys()
_WIKIBASE: Final = frozenset({"labels", "descriptions", "aliases"})
_NONE: Final = Counter[str]()
_MAX_WRAPPERS: Final = 6  # one in another


def cells(value: Mapping[str, Any]) -> dict[str, Value]:
    """The cells of an object, by name; the empty ones are left out.

    >>> cells({"title": [{"@value": "Plan"}], "place": {"name": "Leeds", "lat": 53.8}})
    {'title': ('Plan',), 'place': 'Leeds', 'place.lat': '53.8'}

    Raises
    ------
    RecursionError
        If something in it is nested too deeply.
    """
    return unwrap(value).cells


class Unwrapped(NamedTuple):
    """The cells of an object, its inner columns, and the keys left out, with their numbers."""

    cells: dict[str, Value]
    inner: dict[str, InnerColumn]
    unused: Counter[str]


def unwrap(value: Mapping[str, Any], flat: bool = False) -> Unwrapped:
    """Unwrap an object. With `flat`, all that is in an object stands in that object's column.

    Raises
    ------
    RecursionError
        If something in it is nested too deeply.
    """
    value = with_own_keys(value)
    named = own_columns(tuple(value))
    plain: dict[str, Value] = {}
    objects = []  # keys whose values are more than a text or a list of texts
    for (key, inner), name in zip(value.items(), named.names, strict=True):
        found = None if key in named.special else _plain(inner, named.is_dossier)
        if found is None:
            objects.append(key)
        elif found:
            plain[name] = found
    if not objects:
        return Unwrapped(plain, named.inner, _NONE)
    unwrapping = _Unwrapping(flat)
    unwrapping.record(value, objects, plain, named)
    unused = +unwrapping.unused if unwrapping.unused else _NONE
    return Unwrapped(unwrapping.cells(), unwrapping.inner, unused)


def _plain(inner: Any, is_dossier: bool) -> Value | None:
    """The cell of a value without an object in it, "" for none; None where it is to be unwrapped.

    Addresses in lists are unwrapped, but not those in a list that Dossier wrote.
    """
    if isinstance(inner, str):
        return "" if inner.isspace() else inner
    if isinstance(inner, dict):
        return None
    if not isinstance(inner, (list, tuple)):
        return one_value(inner)
    texts = []
    for text in inner:
        if not isinstance(text, str) or (text[:4] == "http" and not is_dossier):
            return None
        if text and not text.isspace():
            texts.append(text)
    return tuple(texts)


class _Unwrapping:
    """Collects the texts of an object by the path of keys that leads to them."""

    def __init__(self, flat: bool) -> None:
        self.unused = Counter[str]()
        self.inner: dict[str, InnerColumn] = {}
        self._flat = flat
        self._own: set[Path] = set()  # paths of the document's own keys within wrappers
        self._texts: dict[str, list[str]] = {}
        self._lists: set[str] = set()
        self._names: dict[Path, str] = {}
        self._taken: dict[str, None] = {}
        self._used: dict[str, int] = {}

    def cells(self) -> dict[str, Value]:
        """What was collected."""
        return {
            name: tuple(texts) if name in self._lists or len(texts) > 1 else texts[0]
            for name, texts in self._texts.items()
        }

    def record(
        self,
        value: Mapping[str, Any],
        objects: Sequence[str],
        plain: Mapping[str, Value],
        named: "OwnColumns",
    ) -> None:
        """Collect a document's object, of which `objects` are keys of objects and the others have
        the cells `plain`; what wraps the document's own keys is left out of names."""
        self._names, self._taken = named.by_path.copy(), named.names.copy()
        self.inner.update(named.inner)
        wrappers = [key for key in objects if is_wrapper(key, value[key], value)]
        passed = passed_over(value)
        for key, inner in value.items():
            if key not in objects:
                name = named.by_path[(key,)]
                if cell := plain.get(name, ""):
                    if isinstance(cell, str):
                        self._texts[name] = [cell]
                    else:
                        self._lists.add(name)
                        self._texts[name] = list(cell)
                elif isinstance(cell, tuple):
                    self._lists.add(name)
            elif key in passed:
                self.unused[column_name(key)] += count_leaves(inner)
            elif key not in wrappers:
                if key in _WIKIBASE and isinstance(inner, dict) and is_language_map(inner):
                    self._own_name((key,), key.removesuffix("s"))
                self._put((key,), inner)
        for key in wrappers:
            for inner in value[key] if isinstance(value[key], list) else [value[key]]:
                self._lift((key,), inner)

    def _lift(self, path: Path, inner: Mapping[str, Any]) -> None:
        """Collect the keys of a wrapper under their own names."""
        wrappers = []
        for key, value in inner.items():
            if len(path) < _MAX_WRAPPERS and is_wrapper(key, value, inner):
                wrappers.append(key)
            elif not self._is_repeat(key, value):
                name = column_name(key)
                if name in self._taken:
                    name = column_name(".".join((*path, key)))
                if (*path, key) not in self._names:
                    self._own_name((*path, key), name)
                self._put((*path, key), value)
        for key in wrappers:
            for below in inner[key] if isinstance(inner[key], list) else [inner[key]]:
                self._lift((*path, key), below)

    def _is_repeat(self, key: str, value: Any) -> bool:
        """Whether the document's object has this single value under this key already."""
        text = one_value(value)
        return bool(text) and self._texts.get(column_name(key)) == [text]

    def _is_own(self, path: Path) -> bool:
        return len(path) == 1 or path in self._own

    def _own_name(self, path: Path, wanted: str) -> str:
        """Name a column of the document's own."""
        self._own.add(path)
        if wanted in self._taken:
            wanted = unique_name(wanted, self._taken, self._used)
        self._taken[wanted] = None
        self._names[path] = wanted
        if path[-1] in ADMIN:
            self.inner[wanted] = ADMINISTRATION
        return wanted

    def _inner_name(self, path: Path) -> str:
        """The name of a column of an object in the document: after that of the object."""
        name = self._names.get(path)
        if name is not None:
            return name
        if len(path) == 1:
            return self._name(path, column_name(path[0]))
        parent = self._inner_name(path[:-1])
        name = self._name(path, f"{parent}.{column_name(path[-1])}")
        is_other = not _RELATIONS.isdisjoint(path[:-1])
        self.inner[name] = ADMINISTRATION if is_other else InnerColumn(parent)
        return name

    def _name(self, path: Path, wanted: str) -> str:
        name = self._names.get(path)
        if name is None:
            name = self._names[path] = unique_name(wanted, self._taken, self._used)
            self._taken[name] = None
        return name

    def _add(self, path: Path, text: str) -> None:
        if not text.strip():
            return
        if path not in self._names:
            if self._flat and path[:-1] in self._names:
                self._add(path[:-1], f"{path[-1]}: {text}")
                return
            self._inner_name(path)
        self._texts.setdefault(self._names[path], []).append(text)

    def _put(self, path: Path, value: Any) -> None:
        if path[-1] == "itemType" and isinstance(value, str):
            value = HUMPS.sub(" ", value).lower()  # Zotero's "journalArticle"
        if path[-1] in KEYS["classes"] and len(path) > 1:
            self.unused[path[-1]] += count_leaves(value)
        elif isinstance(value, dict):
            self._put_object(path, value)
        elif isinstance(value, (list, tuple)):
            self._put_list(path, value)
        else:
            self._add(path, one_value(value))

    def _put_list(self, path: Path, values: Sequence[Any]) -> None:
        if self._is_own(path) and all(isinstance(v, str) and not is_address(v) for v in values):
            if texts := [text for text in values if text.strip()]:
                self._lists.add(self._names[path])
                self._texts.setdefault(self._names[path], []).extend(texts)
            return
        objects = [value for value in values if isinstance(value, dict) and value]
        if objects and are_pairs(objects, path[-1]):
            for value in objects:
                self._put_pair(path, value)
            objects = []
        elif len(objects) > 1 and all(nested_dates.is_date(one, path[-1]) for one in objects):
            own = nested_dates.own_date(objects)
            for i, value in enumerate(objects):
                kind = nested_dates.kind(value)
                is_own = i == own or kind in ("", nested_dates.kind(objects[own]))
                self._put_date(path if is_own else (*path, kind), value)
            objects = []
        elif len(objects) > 1 and (by_language := contents_by_language(objects)):
            self._put_languages(path, by_language)
            objects = []
        named = field_of(path[-1]) in LIST_FIELDS and not all(
            is_address(one_value(value)) for value in values
        )  # the addresses of people and places beside their names
        for value in values:
            if isinstance(value, dict):
                if objects:
                    self._put_object(path, value)
            elif isinstance(value, (list, tuple)):
                self._put_list(path, value)
            else:
                text = one_value(value)
                self._add((*path, "uri") if named and is_address(text) else path, text)
        if path in self._names:
            self._lists.add(self._names[path])

    def _put_object(self, path: Path, value: Mapping[str, Any]) -> None:
        if not value:
            return
        if is_language_map(value):
            self._put_languages(path, value)
        elif people := people_by_name(value, path[-1]):
            self._put_list(path, people)
        elif are_pairs([value], path[-1]):
            self._put_pair(path, value)
        elif nested_dates.is_date(value, path[-1]):
            self._put_date(path, value)
        elif self._put_content(path, value):
            pass
        elif field_of(path[-1]) and are_addresses(value):
            for text, address in value.items():
                self._add(path, text)  # of the Library of Congress
                self._add((*path, "uri"), address)
        elif is_keyed(value):
            for key, inner in value.items():
                self._put_object(path, inner)
                self._add((*path, "key"), key)
        else:
            for key, inner in value.items():
                self._put((*path, key), inner)

    def _put_content(self, path: Path, value: Mapping[str, Any]) -> bool:
        """Collect the content of an object and what is beside it; False where it has none."""
        found = content(value, path[-1])
        if found is None:
            return False
        if found.key in KEYS["addresses"] and field_of(path[-1]) in (*LIST_FIELDS, "date", "title"):
            return False  # an address is no name of a person or place
        at = path
        if (word := ROLES.get(role(value, path[-1]).casefold(), "")) and self._is_own(path):
            at = (*path[:-1], word)
            if at not in self._names:
                self._own_name(at, word)
        if self._is_own(at) and not (found.syntax or field_of(at[-1])):
            self.inner[self._names[at]] = InnerColumn("")  # a field by its name only
        self._put(at, found.text or value[found.key])
        for key, inner in value.items():
            if key == found.key or key in found.used:
                continue
            if key in found.syntax:
                self.unused[column_name(key)] += count_leaves(inner)
            else:
                self._put((*path, key), inner)
        return True

    def _put_pair(self, path: Path, value: Mapping[str, Any]) -> None:
        """Collect the content of a field that is named beside it, under that name."""
        found = pair(value)
        if found is None:
            self._put_object(path, value)
            return
        at = (*path, found.name)
        if at not in self._names and self._is_own(path):
            self._own_name(at, found.name)
        self._put(at, value[found.content])
        syntax = syntax_of(value)
        for key, inner in value.items():
            if key == found.content or (key == found.key and not isinstance(inner, (dict, list))):
                continue
            if key == found.key or key in syntax:
                self.unused[column_name(key)] += count_leaves(inner) - (key == found.key)
            else:
                self._put((*at, key), inner)

    def _put_date(self, path: Path, value: Mapping[str, Any]) -> None:
        """Collect a date: its expression, and its parts beside it."""
        printed, used = nested_dates.expression(value)
        self._put(path, printed)
        for key, inner in value.items():
            if key == used:
                continue
            self._put((*path, key), inner)
            name, part = self._names.get((*path, key), ""), nested_dates.part_of(key)
            if name in self.inner and part:
                self.inner[name] = self.inner[name]._replace(part=part)

    def _put_languages(self, path: Path, by_language: Mapping[str, Any]) -> None:
        """Collect a text in its languages: in one under its name, in others beside."""
        codes = list(by_language)
        named = [code for code in codes if not is_only_addresses(by_language[code])]
        main = next((code for code in named or codes if code.lower() in NO_LANGUAGE), None)
        main = main if main is not None else "en" if "en" in codes else (named or codes)[0]
        self._put(path, by_language[main])
        said = self._texts.get(self._names.get(path, ""), [])
        is_own = self._is_own(path) and field_of(path[-1]) in ("title", "summary")
        if is_own and main.lower() not in NO_LANGUAGE and not has_objects(by_language[main]):
            self._add((*path, "language"), main)
        for code in codes:
            if code == main:
                continue
            other = by_language[code]
            if isinstance(other, str) and other in said:
                continue
            at = (*path, f"[{code}]")
            if at not in self._names:
                wanted = f"{self._inner_name(path)}[{code}]"
                self.inner[self._name(at, wanted)] = InnerColumn(self._names[path])
            self._put(at, other)
