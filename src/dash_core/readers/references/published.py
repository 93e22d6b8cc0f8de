"""Where a work was published: one vocabulary for the formats of reference managers.

The names of columns, tags and fields, and the variables of CSL that they mean, are in
`published.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from dash_core.readers.holding import fold_name
from dash_core.readers.names import NameParts, parse_name

__all__ = [
    "ROLES",
    "Variable",
    "is_place_of_publisher",
    "published_in",
    "roles_in",
    "variables",
    "without_series",
]

ROLES: Final = {
    "editor": (
        *("editor", "editors", "book editor"),
        *("editors (ED)", "editors (A2)", "editors (A3)"),
    ),
    "translator": ("translator", "translators", "translators (A4)"),
    "interviewer": ("interviewer", "interviewers"),
}
"""The people behind a work that a citation names beside its authors, and columns that have them."""

_UNPUBLISHED: Final = frozenset(  # types of RIS, BibLaTeX and CSL, folded
    "manscpt unpb unpd pcomm icomm gen slide art hear misc unpublished letter image artwork "
    "performance manuscript personalcommunication document interview speech graphic figure "
    "collection generic email presentation unpublishedwork".split()
) | {""}
_MAX_ISSN: Final = 8  # digits


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of CSL with its tag of RIS and its field of BibLaTeX, "" where there is none."""

    csl: str
    ris: str
    bib: str


def published_in(extra: Mapping[str, str]) -> dict[str, str]:
    """The variables of CSL that say where a work was published, from columns of the source."""
    best: dict[str, tuple[int, str]] = {}
    for name, text in extra.items():
        csl, rank = _names().get(fold_name(name), ("", 0))
        if csl and text and (csl not in best or rank < best[csl][0]):
            best[csl] = (rank, text)
    found = {csl: text for csl, (_rank, text) in best.items()}
    first, last = found.pop("page-first", ""), found.pop("page-last", "")
    if first and "page" not in found:
        found["page"] = f"{first}–{last}" if last and last != first else first
    if len([sign for sign in found.get("ISSN", "") if sign.isalnum()]) > _MAX_ISSN:
        found.setdefault("ISBN", found.pop("ISSN"))  # RIS has one tag for both
    return found


def without_series(extra: Mapping[str, str]) -> dict[str, str]:
    """The columns but for the one that names the series in which a work was published."""
    return {
        name: text
        for name, text in extra.items()
        if _names().get(fold_name(name), ("", 0))[0] != "collection-title"
    }


def roles_in(extra: Mapping[str, str]) -> dict[str, list[NameParts]]:
    """The people that columns of the source name, "Family, Given" and "; " between, by role."""
    columns = {name.lower(): text for name, text in extra.items()}
    found = {
        role: next((columns[name.lower()] for name in names if columns.get(name.lower())), "")
        for role, names in ROLES.items()
    }
    return {
        role: [parse_name(name) for name in text.split(";") if name.strip()]
        for role, text in found.items()
        if text
    }


def is_place_of_publisher(kind: str, *, has_publisher: bool) -> bool:
    """Whether the place that a reference of this type states is where it was published, and not
    where a letter or a manuscript was written.

    >>> [is_place_of_publisher(kind, has_publisher=False) for kind in ("BOOK", "letter", "map")]
    [True, False, True]
    """
    return has_publisher or not _is_unpublished(kind)


@lru_cache(maxsize=1_000)
def _is_unpublished(kind: str) -> bool:
    return fold_name(kind) in _UNPUBLISHED


@cache
def variables() -> dict[str, Variable]:
    """The variables of CSL that say where a work was published."""
    return {csl: Variable(csl, one["ris"], one["bib"]) for csl, one in _data().items()}


@cache
def _names() -> dict[str, tuple[str, int]]:
    names: dict[str, tuple[str, int]] = {}
    for csl, one in _data().items():
        for rank, name in enumerate(one["names"]):
            names.setdefault(fold_name(name), (csl, rank))
    return names


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "published.toml").read_text("utf-8"))
