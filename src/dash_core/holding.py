"""Who holds the documents: what a citation needs and a listing seldom prints."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Holding"]


@dataclass(frozen=True, slots=True)
class Holding:
    """Where the documents are kept, as a person stated it or the listing itself says.

    What is not known is empty; nothing here is guessed. `accessed` is the day on which a person
    consulted the documents, or their listing, at `url`.
    """

    archive: str = ""
    place: str = ""
    collection: str = ""
    url: str = ""
    accessed: date | None = None
