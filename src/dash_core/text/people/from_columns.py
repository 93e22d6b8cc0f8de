"""A name as a column of the source states it: it stays as it is, and is understood where it can be
so that what titles and summaries print is joined to it."""

import re
from typing import Final

from dash_core.text.people.model import Party
from dash_core.text.people.party import parse_party
from dash_core.text.people.vocabulary import FULL_NAME, INITIALS, NAME_WORD, is_body, is_office

__all__ = ["party_from_column"]

# "Roosevelt, Franklin D. (Franklin Delano), 1882-1945"
_REVERSED: Final = re.compile(
    rf"(?P<surname>{NAME_WORD}(?:\s{NAME_WORD})?),\s*(?P<given>(?:{INITIALS}|{NAME_WORD}\s?){{1,4}})"
    r"(?:\s*\([^()]*\))?(?:,\s*(?:Sir|Lord|Baron|Jr\.?|[\d\s,.–—?-]|b\.|d\.|ca\.)*)?\.?"
)


def party_from_column(name: str) -> Party:
    """The party a column names, printed as it is there.

    >>> party = party_from_column("Roosevelt, Franklin D. (Franklin Delano), 1882-1945")
    >>> party.surname, party.given
    ('Roosevelt', 'Franklin D.')
    """
    if len(name) > 200 or any(is_body(word) for word in name.split()):
        return Party(name)
    reversed_name = _REVERSED.fullmatch(name)
    if reversed_name is not None and not any(map(is_office, reversed_name["given"].split())):
        return Party(name, reversed_name["surname"], reversed_name["given"].strip())
    party = parse_party(name)
    if not party.is_person or not FULL_NAME.search(party.printed):
        return Party(name)
    return Party(name, party.surname, party.given, party.alias, party.role)
