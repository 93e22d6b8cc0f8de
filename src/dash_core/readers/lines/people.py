"""Lines that name a person with the years of a life and a part in the document, as union catalogues
of letters print them: `Ruhl, Hanna (1850-1911) [Verfasser]`."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from dash_core.readers.columns.fields import known_field

__all__ = ["is_life", "people_together", "person_of"]

_PERSON: Final = re.compile(
    r"(?P<name>[^\W\d_][^\d()\[\]:]{1,60}, [^\d()\[\]:]{1,60}?)"
    r"(?: \((?P<years>[^()]{4,30})\))?,? [\[(](?P<part>[^\W\d_][^\d()\[\]]{2,30})[\])]"
)
_NEXT: Final = re.compile(r"(?<=[\])])[,;]? ?(?=[^\W\d_])")
_MAX_CHARS: Final = 600
_LIFE: Final = re.compile(
    r"[^\W\d_][\w’' -]{1,30}, [^\W\d_][^,;:\d]{0,40}(?: \([^()\d]{1,60}\))?, "
    r"(?:b\. |d\. |ca?\. )?[0-9]{4}\??(?:-(?:ca?\. )?(?:[0-9]{4}\??)?)\.?"
)


@lru_cache(maxsize=10_000)
def person_of(text: str) -> dict[str, str]:
    """The fields that the persons on a line are of, and their names; empty for other lines.

    >>> person_of("Ruhl, Hanna (1850-1911) [Verfasser]"), person_of("Letters, Ann [oversize]")
    ({'creators': 'Ruhl, Hanna'}, {})
    """
    if not text.endswith(("]", ")")) or len(text) > _MAX_CHARS:
        return {}
    found: dict[str, str] = {}
    for part in _NEXT.split(text):
        match = _PERSON.fullmatch(part)
        field = known_field(match["part"]) if match else ""
        if match is None or field not in ("creators", "recipients", "people"):
            return {}
        found[field] = f"{found[field]}; {match['name']}" if field in found else match["name"]
    return found


@lru_cache(maxsize=10_000)
def is_life(text: str) -> bool:
    """Whether a line may be a name with the years of a life, as library catalogues have it.

    >>> is_life("Ruhl, Hanna, 1850-1911."), is_life("Letters, 1850-1911")
    (True, False)
    """
    return len(text) < _MAX_CHARS and _LIFE.fullmatch(text) is not None


def people_together(people: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The people of each field, parted as in a list."""
    fields: dict[str, str] = {}
    for person in people:
        for field, name in person.items():
            fields[field] = f"{fields[field]}; {name}" if field in fields else name
    return fields
