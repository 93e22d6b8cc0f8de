"""A name as a column of the source states it: it stays as it is, and is understood where it can be
so that what titles and summaries print is joined to it, and other forms of it in columns."""

import re
from functools import lru_cache
from typing import Final

from dash_core.text.names.model import Party
from dash_core.text.names.party import parse_parties, parse_party
from dash_core.text.names.vocabulary import (
    CAPITAL,
    FULL_NAME,
    INITIALS,
    NAME_WORD,
    PERSONAL,
    is_body,
    is_honorific,
    is_office,
    key_of,
)
from dash_core.text.spellings.decisions import same_name

__all__ = ["column_key", "level_name", "party_from_column", "years_of"]

# "Roosevelt, Franklin D. (Franklin Delano), 1882-1945"
_REVERSED: Final = re.compile(
    rf"(?P<surname>{NAME_WORD}(?:\s{NAME_WORD})?),\s*(?P<given>(?:{INITIALS}|{NAME_WORD}\s?){{1,4}})"
    r"(?:\s*\([^()]*\))?(?:,\s*(?:Sir|Lord|Baron|Jr\.?|[\d\s,.–—?-]|b\.|d\.|ca\.)*)?\.?"
)
_NOTE: Final = re.compile(
    r"[\s,]*[(\[](?:cir(?:cular)?\.?\s*)?(?:tel(?:egram)?|cable|letter|memo|copy|extract|No\.?\s*\d+)"
    r"[\s\d.]*[)\]][\s.,]*$",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(rf".+\s\({CAPITAL}[^()]*\)")
# "(Scott, Miller)": several holders of an office, in any order; "(Scott, J. B.)" is one
_NAMES: Final = re.compile(rf"\(({CAPITAL}[\w’'-]+(?:, {CAPITAL}[\w’'-]+)+)\)$")
_YEARS: Final = re.compile(r"(?<!\d)\d{3,4}(?!\d)")


@lru_cache(maxsize=50_000)
def level_name(printed: str) -> str:
    """A name without what two cells of one name may differ in: spaces, the article before it, a
    note such as "(tel.)" after it, a comma or semicolon at its end.

    >>> level_name("the  Ambassador in Japan (Morris) (tel.),")
    'Ambassador in Japan (Morris)'
    """
    text, before = " ".join(printed.split()).strip(" ,;"), ""
    while text != before:
        before, text = text, _NOTE.sub("", text).strip(" ,;")
    return _ARTICLE.sub("", text) or printed


def years_of(printed: str) -> tuple[str, ...]:
    """The years of life that stand with a name: `("1882", "1945")`."""
    return tuple(_YEARS.findall(level_name(printed)))


def column_key(party: Party) -> tuple[str, ...]:
    """What the forms of one name in columns have in common, however each is printed.

    Of a name with given names these and the surname; of a surname alone its office, too ("Chargé
    (Bliss)" is no "General Bliss"); and years of life where they stand there.
    """
    if not party.is_person:
        return ("", same_name(_NAMES.sub(_in_order, level_name(party.printed))))
    office = "" if party.given or is_honorific(party.role) else same_name(party.role)
    return (
        same_name(party.surname),
        same_name(party.given) if party.given else "",
        office,
        *years_of(party.printed),
    )


def _in_order(names: re.Match[str]) -> str:
    return f"({', '.join(sorted(names[1].split(', ')))})"


def party_from_column(name: str) -> Party:
    """The party a column names, printed as it is there.

    >>> party = party_from_column("Roosevelt, Franklin D. (Franklin Delano), 1882-1945")
    >>> party.surname, party.given
    ('Roosevelt', 'Franklin D.')
    >>> party_from_column("The Ambassador in Japan (Morris) (tel.)").surname
    'Morris'
    """
    level = level_name(name)
    if _NAMES.search(level):
        return Party(name)
    if _IN_BRACKETS.fullmatch(level) and len(level) <= 200:
        parties = parse_parties(level).parties
        if len(parties) == 1 and parties[0].is_person:
            return _printed_as(name, parties[0])
    words = level.split()
    is_called = len(words) == 2 and (is_honorific(words[0]) or key_of(words[0]) in PERSONAL)
    if len(name) > 200 or (any(map(is_body, words)) and not is_called and not _initials(level)):
        return Party(name)  # but "Colonel House", "E. M. House"
    reversed_name = _REVERSED.fullmatch(level)
    if reversed_name is not None and not any(map(is_office, reversed_name["given"].split())):
        return Party(name, reversed_name["surname"], reversed_name["given"].strip())
    party = parse_party(level)
    if not party.is_person or not FULL_NAME.search(party.printed):
        return Party(name)
    return _printed_as(name, party)


def _initials(level: str) -> bool:
    """`Colonel E. M. House`: a name with initials, whatever word its surname is."""
    return bool(re.fullmatch(rf"(?:{NAME_WORD}\.?\s){{0,2}}{INITIALS}\s?{NAME_WORD}", level))


def _printed_as(name: str, party: Party) -> Party:
    return Party(name, party.surname, party.given, party.alias, party.role)
