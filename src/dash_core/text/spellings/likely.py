"""Which pairs of names of one surname are likely one person's: they can be accepted in one step.

One of the two is a full name, the only one of that surname, and the other an office: "Dr. S. E.
Mezes" and "the Chief of the Section (Mezes)". It is not likely where many people have the surname,
nor where the full name has a rank of the forces and the office is a post in some country or town
("General Bliss", "the Chargé in France (Bliss)").
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from dash_core.text.names.model import Party
from dash_core.text.names.vocabulary import is_honorific, is_rank
from dash_core.text.spellings.decisions import same_name

__all__ = ["LikelyPairs"]

_ABROAD: Final = re.compile(r"\b(?:in|at)\s+(?:the\s+)?[A-Z]")


@cache
def _common() -> frozenset[str]:
    """The hundred surnames that most people in the United States have (census of 2010)."""
    text = files(__package__).joinpath("common_surnames.txt").read_text("utf-8")
    return frozenset(same_name(name) for name in text.split())


class LikelyPairs:
    """The names of a listing, by their parties: asked of two, whether they are likely one."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        self._parties = parties
        self._full = Counter(same_name(p.surname) for p in parties.values() if _is_full(p))

    def name_of(self, one: str, two: str) -> str:
        """The full one of two names of one surname, where the other is likely its office; else
        ""."""
        for name, other in ((one, two), (two, one)):
            named, office = self._parties[name], self._parties[other]
            surname = same_name(named.surname)
            if (
                _is_full(named)
                and surname == same_name(office.surname)
                and self._full[surname] == 1
                and surname not in _common()
                and _may_hold(named, office)
            ):
                return name
        return ""


def _is_full(party: Party) -> bool:
    return bool(party.surname and party.given)


def _may_hold(named: Party, office: Party) -> bool:
    is_officer = any(map(is_rank, named.role.split()))
    is_office = bool(office.role) and not is_honorific(office.role) and not office.given
    return is_office and not (is_officer and _ABROAD.search(office.role))
