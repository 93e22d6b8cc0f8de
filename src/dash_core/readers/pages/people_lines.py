"""Lines that name a person with the years of a life and a part in the document, as union catalogues
of letters print them: `Ruhl, Hanna (1850-1911) [Verfasser]`."""

import re
from functools import lru_cache
from typing import Final

from dash_core.readers.tables.columns import known_field

__all__ = ["person_of"]

_PERSON: Final = re.compile(
    r"(?P<name>[^\W\d_][^\d()\[\]:]{1,60}, [^\d()\[\]:]{1,60}?)"
    r"(?: \((?P<years>[^()]{4,30})\))?,? [\[(](?P<part>[^\W\d_][^\d()\[\]]{2,30})[\])]"
)


@lru_cache(maxsize=10_000)
def person_of(text: str) -> dict[str, str]:
    """The field that a person on a line is of, and the name; empty for other lines.

    >>> person_of("Ruhl, Hanna (1850-1911) [Verfasser]"), person_of("Letters, Ann [oversize]")
    ({'creators': 'Ruhl, Hanna'}, {})
    """
    if not text.endswith(("]", ")")) or (match := _PERSON.fullmatch(text)) is None:
        return {}
    field = known_field(match["part"])
    return {field: match["name"]} if field in ("creators", "recipients", "people") else {}
