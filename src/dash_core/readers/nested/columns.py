"""The columns of an object's own keys."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from dash_core.readers.columns.inner import ADMINISTRATION, InnerColumn
from dash_core.readers.nested.keys import KEYS, column_name
from dash_core.readers.tables.records import is_dossier_table

__all__ = ["ADMIN", "OwnColumns", "Path", "own_columns", "unique_name"]

Path = tuple[str, ...]
"""The keys that lead to a value."""

ADMIN: Final = KEYS["admin"]
"""Keys of what a program notes of its own work."""

_SPECIAL: Final = frozenset({"@context", "itemType"})


def unique_name(name: str, taken: Mapping[str, object], used: dict[str, int]) -> str:
    """The name, with a number where it is taken; `used` has the last number of each name."""
    n, numbered = used.get(name, 1), name
    while numbered in taken:
        n += 1
        numbered = f"{name} ({n})"
    used[name] = n
    return numbered


class OwnColumns(NamedTuple):
    """The columns of a document's own keys: by path, all names, and those of administration.

    In a document that Dossier wrote, addresses in lists are the values themselves; `special` keys
    have a meaning beyond that of their column's name.
    """

    by_path: dict[Path, str]
    names: dict[str, None]
    inner: dict[str, InnerColumn]
    is_dossier: bool
    special: frozenset[str]


@lru_cache(maxsize=1_000)
def own_columns(keys: tuple[str, ...]) -> OwnColumns:
    """The columns of the keys of an object; objects of one list mostly have the same."""
    by_path: dict[Path, str] = {}
    names: dict[str, None] = {}
    used: dict[str, int] = {}
    for key in keys:
        name = by_path[(key,)] = unique_name(column_name(key), names, used)
        names[name] = None
    others = {*ADMIN}
    if KEYS["downloads"].keys() <= set(keys):
        others |= KEYS["downloads"].keys()
    if KEYS["of_the_holder"].keys() <= set(keys):
        others.add("country")
    inner = {by_path[(key,)]: ADMINISTRATION for key in keys if key in others}
    is_dossier = is_dossier_table(keys)
    special = frozenset[str]() if is_dossier else _SPECIAL.intersection(keys)
    if "_source" in keys:
        special |= KEYS["envelope"].keys() & set(keys)
    return OwnColumns(by_path, names, inner, is_dossier, special)
