"""Which part of a name is the family name, where that is certain: bibliographies turn names round.

It is certain where the source itself writes "Family, Given", where initials stand before one
word ("M. D. Bagirov"), and where the listing also calls the person by the family name alone
("Ahmad Qavam", "Qavam"). Anything else stays in the order it is printed in.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dash_core.text.spellings.from_columns import party_from_column
from dash_core.text.spellings.name_groups import Spelling

__all__ = ["family_name_in_reference", "family_names", "split_name"]

_LETTER: Final = r"[^\W\d_]"
_INITIALS: Final = re.compile(
    rf"(?P<given>(?:{_LETTER}+\s+)?(?:{_LETTER}\.[\s-]?)+)\s*(?P<family>{_LETTER}[\w’'ʹ-]+)"
)


def family_names(names: Mapping[str, Sequence[Spelling]]) -> dict[str, str]:
    """The family name of each name of which the listing prints it alone, too.

    Parameters
    ----------
    names
        `PeopleReading.names`: the spellings of each name.
    """
    families = {}
    for name, spellings in names.items():
        alone = [
            spelling.printed
            for spelling in spellings
            if name.endswith(f" {spelling.printed}") and "." not in spelling.printed
        ]
        called = [s.printed for s in spellings if name.startswith(f"{s.printed} ")]
        if alone and not called and "," not in name:
            families[name] = max(alone, key=len)
    return families


def family_name_in_reference(name: str, text: str) -> str:
    """The family name, where a reference (RIS, BibTeX, CSL-JSON) writes this name as one; else "".

    >>> family_name_in_reference("Ivan Sadchikov", "AU  - Sadchikov, Ivan")
    'Sadchikov'
    """
    words = name.split()
    for at in range(1, len(words)):
        given, family = (re.escape(" ".join(part)) for part in (words[:at], words[at:]))
        if re.search(
            rf'(?<![\w.]){family},\s*{given}(?![\w.])|"family"\s*:\s*"{family}"\s*,\s*"given"'
            rf'\s*:\s*"{given}"|"given"\s*:\s*"{given}"\s*,\s*"family"\s*:\s*"{family}"',
            text,
        ):
            return " ".join(words[at:])
    return ""


def split_name(name: str, family: str = "") -> tuple[str, str]:
    """Family and given name; both "" where it is not certain which is which.

    >>> split_name("M. D. Bagirov"), split_name("Yakubov, T."), split_name("Ahmad Qavam")
    (('Bagirov', 'M. D.'), ('Yakubov', 'T.'), ('', ''))
    >>> split_name("Ahmad Qavam", "Qavam")
    ('Qavam', 'Ahmad')
    """
    if "," in name:
        party = party_from_column(name)
        if party.given and not (party.surname.isupper() and len(party.surname) > 1):
            return party.surname, party.given
    elif match := _INITIALS.fullmatch(name):
        return match["family"], match["given"].strip()
    elif family and name.endswith(f" {family}"):
        return family, name.removesuffix(family).strip()
    return "", ""
