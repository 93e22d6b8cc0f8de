"""The repository of the documents: what a citation needs and a listing seldom prints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dash_core.readers.holding import holding_of

__all__ = ["Repository", "repository_of"]


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


_ACCESSED: Final = ("accessed", "accessed.date-parts", "urldate", "access date (y2)")
_DAY: Final = re.compile(r"\W*(\d{4})\W+(\d{1,2})\W+(\d{1,2})\W*")


def repository_of(columns: Mapping[str, str], stated: Repository) -> tuple[Repository, str]:
    """The repository of one document and its location there ("box 3, folder 4"), "" if not known.

    Columns are recognised by their names (`dash_core.readers.holding`).

    Parameters
    ----------
    columns
        What the source says of the document beyond the schema; it takes precedence.
    stated
        The repository of the whole listing, as stated.
    """
    printed = holding_of(columns)
    accessed = {name.lower(): text for name, text in columns.items() if name.lower() in _ACCESSED}
    day = next((accessed[name] for name in _ACCESSED if accessed.get(name)), "")
    repository = stated
    if printed.archive and printed.archive != stated.archive:
        repository = Repository(printed.archive, url=stated.url, accessed=stated.accessed)
    return (
        replace(
            repository,
            place=printed.place or repository.place,
            collection=printed.collection or repository.collection,
            accessed=_day(day) or repository.accessed,
        ),
        printed.location,
    )


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
