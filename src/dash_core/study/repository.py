"""The repository of the documents: what a citation needs and a listing seldom prints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

__all__ = ["REPOSITORY_COLUMNS", "Repository", "repository_of"]


@dataclass(frozen=True, slots=True)
class Repository:
    """The archive that keeps the documents, as stated by a person or by the listing.

    What is not known is empty; nothing is guessed. `accessed` is the day on which a person
    consulted the documents, or their listing, at `url`.
    """

    archive: str = ""
    place: str = ""
    collection: str = ""
    url: str = ""
    accessed: date | None = None


REPOSITORY_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "archive": ("archive", "repository", "physicallocation", "name of database (db)"),
    "place": ("archive-place",),
    "collection": ("archive_collection", "collection", "fonds", "part of"),
    "location": (
        "archive_location",
        "container",
        "shelflocator",
        "physloc",
        "call number (cn)",
        "call-number",
    ),
    "accessed": ("accessed", "accessed.date-parts", "urldate", "access date (y2)"),
}
"""Columns beyond the schema, in lower case, that name the repository of a document, best first:
the variables of CSL, and their names in EAD, MODS, RIS, BibTeX and plain tables."""

_CONTAINER: Final = re.compile(r"\b(?:Box|Folder|Carton|Reel|Volume|File|Item)\b(?= \w)")
_DAY: Final = re.compile(r"\W*(\d{4})\W+(\d{1,2})\W+(\d{1,2})\W*")


def repository_of(columns: Mapping[str, str], stated: Repository) -> tuple[Repository, str]:
    """The repository of one document and its location there ("box 3, folder 4"), "" if not known.

    Parameters
    ----------
    columns
        What the source says of the document beyond the schema; it takes precedence.
    stated
        The repository of the whole listing, as stated.
    """
    values = {name.lower(): text for name, text in columns.items() if text}
    printed = {
        field: next((values[name] for name in names if name in values), "")
        for field, names in REPOSITORY_COLUMNS.items()
    }
    if not printed["location"]:
        parts = (f"{name} {values[name]}" for name in ("box", "folder") if name in values)
        printed["location"] = ", ".join(parts)
    printed["location"] = _CONTAINER.sub(lambda match: match[0].lower(), printed["location"])
    repository = stated
    if printed["archive"] and printed["archive"] != stated.archive:
        repository = Repository(printed["archive"], url=stated.url, accessed=stated.accessed)
    return (
        replace(
            repository,
            place=printed["place"] or repository.place,
            collection=printed["collection"] or repository.collection,
            accessed=_day(printed["accessed"]) or repository.accessed,
        ),
        printed["location"],
    )


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
