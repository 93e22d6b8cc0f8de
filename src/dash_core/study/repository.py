"""Who holds the documents: what a citation needs and a listing seldom prints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

__all__ = ["REPOSITORY_COLUMNS", "Repository", "repository_of"]


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the documents are kept, as a person stated it or the listing itself says.

    What is not known is empty; nothing here is guessed. `accessed` is the day on which a person
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
"""Columns beyond the schema, in small letters, that say who holds a document, best first: CSL's
variables, and what EAD, MODS, RIS, BibTeX and plain tables call them."""

_IN_ARCHIVE: Final = re.compile(r"\b(?:Box|Folder|Carton|Reel|Volume|File|Item)\b(?= \w)")
_DAY: Final = re.compile(r"\W*(\d{4})\W+(\d{1,2})\W+(\d{1,2})\W*")


def repository_of(columns: Mapping[str, str], stated: Repository) -> tuple[Repository, str]:
    """Who holds one document and where it stands there ("box 3, folder 4"), "" if not known.

    Parameters
    ----------
    columns
        What the source says of the document beyond the schema: it wins.
    stated
        What is stated of the whole listing.
    """
    own = {name.lower(): text for name, text in columns.items() if text}
    said = {
        field: next((own[name] for name in names if name in own), "")
        for field, names in REPOSITORY_COLUMNS.items()
    }
    if not said["location"]:
        parts = (f"{name} {own[name]}" for name in ("box", "folder") if name in own)
        said["location"] = ", ".join(parts)
    said["location"] = _IN_ARCHIVE.sub(lambda match: match[0].lower(), said["location"])
    held = stated
    if said["archive"] and said["archive"] != stated.archive:
        held = Repository(said["archive"], url=stated.url, accessed=stated.accessed)
    return (
        replace(
            held,
            place=said["place"] or held.place,
            collection=said["collection"] or held.collection,
            accessed=_day(said["accessed"]) or held.accessed,
        ),
        said["location"],
    )


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
