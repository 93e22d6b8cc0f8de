"""Columns that belong together: the parts of a person's name, the versions of one text."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dash_core.readers.columns.names import ColumnName, vocabulary, words_of
from dash_core.readers.report import FIELDS, LIST_FIELDS

__all__ = ["doubt_of", "letter_pair", "person_pairs", "role_of_name", "versions"]

_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]\Z")


_DOUBTS: Final = frozenset("approximate inferred uncertain".split())
_FROM: Final = frozenset("de da di van von".split())
_TO: Final = frozenset("para à a al ao aan an".split())


def letter_pair(names: Iterable[str]) -> dict[str, str]:
    """The columns of sender and recipient that are called after the words before their names,
    which say so only together.

    >>> letter_pair(["Data", "De", "Para"]), letter_pair(["de", "en"])
    ({'De': 'creators', 'Para': 'recipients'}, {})
    """
    found = list(names)
    of = [name for name in found if name.casefold() in _FROM]
    to = [name for name in found if name.casefold() in _TO]
    return {of[0]: "creators", to[0]: "recipients"} if len(of) == len(to) == 1 else {}


def versions(fields: Mapping[str, str]) -> dict[str, str]:
    """Columns without a field that are another version of one with a field of one value, by
    language: `dc.title[de]` and `dc.title[en]`, of which DSpace fills one; or of dates by how sure
    they are: `Exact_Date` and `Implied_Date`.

    >>> versions({"dc.title[en]": "title", "dc.title[]": "", "dc.title.alternative[]": ""})
    {'dc.title[]': 'title'}
    """
    one_value = set(FIELDS) - {*LIST_FIELDS, "id"}
    chosen = {_BRACKETS.sub("", name): of for name, of in fields.items() if of in one_value}
    doubted = "date" if "date" in fields.values() else ""
    return {
        name: of
        for name, field in fields.items()
        if not field and (of := chosen.get(_BRACKETS.sub("", name)) or (doubt_of(name) and doubted))
    }


def doubt_of(name: str) -> str:
    """The qualifier of the dates in a column, as its name says: "inferred"; "" for none."""
    read = ColumnName.of(name)
    kind, _space, doubt = read.part.partition(" ")
    return doubt if kind == "doubt" and "date" in read.fields and doubt in _DOUBTS else ""


def person_pairs(names: Iterable[str]) -> dict[str, str]:
    """Columns of given names, each with that of the surnames of the same persons.

    >>> person_pairs(["Sender first name", "Sender last name", "Nachname", "Title"])
    {'Sender first name': 'Sender last name'}
    """
    terms = vocabulary()
    roles: dict[str, dict[tuple[str, ...], str]] = {"given": {}, "surname": {}}
    for name in names:
        words = words_of(name)
        for part, parts in (("given", terms.given), ("surname", terms.surname)):
            for n in (1, 2, 3):
                if n <= len(words) and "".join(words[-n:]) in parts:
                    roles[part].setdefault(words[:-n], name)
                if n < len(words) and "".join(words[:n]) in parts:
                    roles[part].setdefault(words[n:], name)
    return {
        given: surname
        for role, given in roles["given"].items()
        if (surname := roles["surname"].get(role)) is not None and surname != given
    }


def role_of_name(given: str) -> str:
    """The field of a person's name in two columns: by what stands beside "first name"."""
    terms = vocabulary()
    words = words_of(given)
    for n in (1, 2, 3):
        for part, role in ((words[-n:], words[:-n]), (words[:n], words[n:])):
            if "".join(part) in terms.given and role:
                of = ColumnName.of(" ".join(w for w in role if w not in ("of", "de", "der"))).best
                return of if of in ("creators", "recipients", "people") else ""
    return "people"
