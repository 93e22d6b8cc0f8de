"""What entries of BibLaTeX take from others: from `@xdata`, and from what `crossref` names.

The rules are those of the BibLaTeX manual (`inheritance.toml`). A classic BibTeX file, whose
parents repeat their title as `booktitle`, comes out the same.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["Entry", "Inheritance", "Inherited"]

_MAX_STEPS: Final = 10  # from a chapter over a volume to its series is three
_MAX_PARENTS: Final = 20  # of one entry
_MAX_FIELDS: Final = 200  # of an entry with what it takes


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its values as written; `key` is "" where it has none."""

    kind: str
    key: str
    fields: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Inherited:
    """An entry with what it takes from others.

    `missing` are the keys it names that are not in the file; `used` those of the `@xdata` entries
    whose fields it took.
    """

    entry: Entry
    missing: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Rules:
    never: frozenset[str]
    same: tuple[frozenset[str], ...]
    renamed: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]


@cache
def _rules() -> _Rules:
    read = tomllib.loads(
        files("dash_core.readers.references").joinpath("inheritance.toml").read_text("utf-8")
    )
    renamed: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for rule in read["rule"]:
        for parent in rule["parents"]:
            for child in rule["children"]:
                names = renamed.setdefault((parent, child), {})
                names |= {name: tuple(to.split(", ")) for name, to in rule["fields"].items()}
    return _Rules(frozenset(read["never"]), tuple(map(frozenset, read["same"])), renamed)


class Inheritance:
    """The entries of a file, each with what it takes from others.

    Parameters
    ----------
    entries
        With values as they are to be taken. Of several with one key the first is the parent.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_key: dict[str, Entry] = {}
        for entry in entries:
            if entry.key:
                self._by_key.setdefault(entry.key.lower(), entry)
        self._done: dict[str, Inherited] = {}

    def of(self, entry: Entry, steps: int = _MAX_STEPS) -> Inherited:
        """An entry with what it takes, over at most so many steps."""
        own = dict(reversed(entry.fields))
        if steps == 0 or not own.keys() & {"crossref", "xdata"}:
            return Inherited(entry)
        taken = _Taken(entry)
        for key in _keys(own.get("xdata", ""), _MAX_PARENTS):
            parent = self._parent(key, steps)
            if parent is None or parent.entry.kind != "xdata":
                taken.missing.append(key)
                continue
            taken.used |= {key.lower(), *parent.used}
            taken.take(parent, {}, frozenset())
        for key in _keys(own.get("crossref", ""), 1):
            parent = self._parent(key, steps)
            if parent is None:
                taken.missing.append(key)
                continue
            names = _rules().renamed.get((parent.entry.kind, entry.kind), {})
            taken.take(parent, names, _rules().never)
        return taken.result()

    def _parent(self, key: str, steps: int) -> Inherited | None:
        entry = self._by_key.get(key.lower())
        if entry is None:
            return None
        if key.lower() not in self._done:
            self._done[key.lower()] = Inherited(entry)  # for circles
            self._done[key.lower()] = self.of(entry, steps - 1)
        return self._done[key.lower()]


class _Taken:
    """An entry while it takes fields."""

    def __init__(self, entry: Entry) -> None:
        self._entry, self._fields = entry, list(entry.fields)
        self._known = {name for name, _value in entry.fields}
        self.missing: list[str] = []
        self.used: set[str] = set()

    def take(
        self, parent: Inherited, names: Mapping[str, tuple[str, ...]], never: frozenset[str]
    ) -> None:
        """Take the fields of a parent, under other names where there are any."""
        self._known = self._known.union(*(s for s in _rules().same if s & self._known))
        for name, value in parent.entry.fields:
            for called in () if name in never else names.get(name, (name,)):
                if called not in self._known and len(self._fields) < _MAX_FIELDS:
                    self._known.add(called)
                    self._fields.append((called, value))

    def result(self) -> Inherited:
        """The entry with what it took."""
        entry = replace(self._entry, fields=self._fields)
        return Inherited(entry, tuple(dict.fromkeys(self.missing)), frozenset(self.used))


def _keys(text: str, n: int) -> list[str]:
    return [key for part in text.split(",") if (key := part.strip(" \t\n{}"))][:n]
