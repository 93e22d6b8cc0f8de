"""One side of a letter taken apart: names, offices, bodies, and lists of them.

A *party* is a person (the name without office and honorific, which become the role) or, where
no name is printed, an office or a body as printed. A side is *sure* where its own words say
that it is somebody: an honorific, an office, a body, initials. "Negotiate Peace" is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dash_core.text.genre import GENRE_PATTERN
from dash_core.text.names.model import Party
from dash_core.text.names.vocabulary import (
    ACRONYM,
    ADJECTIVES,
    CAPITAL,
    FULL_NAME,
    INITIALS,
    NATIONS,
    PARTICLE,
    PERSONAL,
    RULERS,
    SURNAME_INITIALS,
    VERBS,
    is_adjective,
    is_body,
    is_honorific,
    is_office,
    is_pronoun,
    key_of,
)
from dash_core.text.places import is_place

__all__ = ["PartyList", "parse_parties", "parse_party"]

_MOST: Final = 200  # characters of a side
_ARTICLE: Final = re.compile(r"^\s*(?:the|an?)\s+", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"(,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+)(?![^(]*\))")
_JUNIOR: Final = re.compile(r",\s*((?:Jr|Sr)\b\.?|I{2,3}\b)")
_IN_BRACKETS: Final = re.compile(r"(?P<before>.+?)\s+\((?P<inside>[^()]+)\)")
_GENRE: Final = re.compile(rf"(?:{GENRE_PATTERN})\b", re.IGNORECASE)
_SHORT: Final = re.compile(r"[A-Z]{2,5}(?:\(b\))?")  # CPSU, NKVD, VKP(b)
_OF_STATE: Final = re.compile(
    r"of (?:State|War|Commerce|Labor|Agriculture|(?:the )?(?:Navy|Treasury|Interior))\b"
    r"(?! (?:for|of|Security)\b)"
)
_TAIL: Final = re.compile(r",?\s+(?:of|at|in|for)\b.*")
_WORD_BEFORE: Final = re.compile(r"(?:of|for|at|in|on|to|from|with|by|and)", re.IGNORECASE)
_NOT_FIRST: Final = re.compile(r"[A-Z]{5,}\b")
_COMPANY: Final = re.compile(r"(?:&\s+(?:Co\b|Company|Sons?|Bros)|\b(?:Co|Inc|Corp|Ltd)\.?$)")


@dataclass(frozen=True, slots=True)
class PartyList:
    """The parties of one side, and whether its own words say that they are parties."""

    parties: tuple[Party, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """One party, before it is known how many people it names."""

    parties: tuple[Party, ...]
    is_sure: bool
    has_head: bool = False  # an honorific or office before a name
    is_bracketed: bool = False  # `Department of State (Flournoy)`

    @property
    def is_person(self) -> bool:
        return self.parties[0].is_person


def parse_party(printed: str) -> Party:
    """One party: its office is its role, a body stays as printed.

    >>> parse_party("Ambassador Sadchikov")
    Party(printed='Sadchikov', surname='Sadchikov', given='', alias='', role='Ambassador')
    """
    return _piece(" ".join(printed.split())).parties[0]


@lru_cache(maxsize=20_000)
def parse_parties(text: str) -> PartyList:
    """The parties of a printed list: `A, B, and C`, with `Yakubov, T.` kept together.

    >>> side = parse_parties("Cdes. Yakubov, T., and the Foreign Minister")
    >>> [party.printed for party in side.parties]
    ['Yakubov, T.', 'Foreign Minister']
    """
    text = _trimmed(text)
    if not text or len(text) > _MOST:
        return PartyList((), False)
    pieces = [piece for piece in _pieces(text) if _is_plausible(piece)]
    parties = dict.fromkeys(party for piece in pieces for party in piece.parties)
    return PartyList(tuple(parties), bool(pieces) and all(piece.is_sure for piece in pieces[:1]))


def _trimmed(text: str) -> str:
    """Without the punctuation at its ends, but for the full stop of an initial or a short form."""
    text = " ".join(text.split()).strip(" ,;")
    bare = text.rstrip(" .,;")
    ends_short = re.search(rf"(?:(?<!\w){CAPITAL}|\b(?:Co|Inc|Corp|Ltd|Jr|Sr))$", bare)
    return bare + "." if ends_short and text != bare else bare


def _is_plausible(piece: _Piece) -> bool:
    """A party starts with a capital or names an office, and is no heading and no sentence."""
    printed = piece.parties[0].printed
    first = printed.split(" ", 1)[0]
    if not (re.match(CAPITAL, printed) or PARTICLE.match(printed) or _names_office(first)):
        return False
    return (
        not _NOT_FIRST.match(printed)
        and not re.search(r"[:/\d]", printed)
        and (piece.has_head or first.lower() not in VERBS)
    )


def _names_office(word: str) -> bool:
    return is_office(word) or is_body(word) or is_adjective(word)


def _pieces(text: str) -> Iterator[_Piece]:
    """The list split where a new party starts; an apposition becomes a role."""
    kept = SURNAME_INITIALS.sub("\\g<surname>\x00\\g<given>", text)
    kept = _JUNIOR.sub("\x00\\1", kept)
    if _COMPANY.search(text):
        kept = re.sub(r"(,?)\s+&\s+", "\\1\x01", kept)
        kept = re.sub(r",\s+(?=[^,]*\x01|(?:Inc|Ltd|Incorporated))", "\x02", kept)
    parts = [_restored(part) for part in _SEPARATOR.split(kept)]
    while len(parts) > 2 and is_honorific(parts[0]):  # "Mr. and Mrs. Smith"
        parts = parts[2:]
    is_list = key_of(parts[0].split(" ", 1)[0]) in ("messrs", "cdes", "comrades")
    now = parts[0]
    piece = _piece(now)
    last = len(parts) // 2
    for i, (separator, part) in enumerate(zip(parts[1::2], parts[2::2], strict=True), 1):
        if re.search(r"\d", part) or _GENRE.match(part):  # what follows is no party
            break
        if not part.strip():
            continue
        following = _piece(part)
        is_and = "and" in separator or "&" in separator
        if _is_new(piece, following, part, is_and, is_list):
            yield piece
            now, piece = part, following
        elif i == last and not is_and and _names_holder(piece, following):
            piece = _with_role(following, piece.parties[0].printed)
        elif piece.is_person:  # an apposition: "Mr. Stourdza, President of the Council"
            if len(piece.parties) == 1:
                is_sure = piece.is_sure or following.is_sure
                named = _with_role(piece, _ARTICLE.sub("", part.strip()))
                piece = replace(named, is_sure=is_sure)
        else:
            now = f"{now}{separator}{part}"
            piece = _piece(now)
    yield piece


def _restored(part: str) -> str:
    return part.replace("\x00", ", ").replace("\x01", " & ").replace("\x02", ", ")


def _is_new(before: _Piece, piece: _Piece, part: str, is_and: bool, is_list: bool) -> bool:
    """Whether a part of a list is another party, and no office of the one before."""
    if part[:3].lower() == "of ":
        return False
    if piece.is_bracketed and not is_and and not before.is_person and not _ARTICLE.match(part):
        return False
    if piece.is_person:
        return piece.has_head or before.is_person or is_list
    if ACRONYM.fullmatch(part.strip()):
        return before.parties[0].printed != part and bool(
            ACRONYM.fullmatch(before.parties[0].printed)
        )
    is_article = bool(_ARTICLE.match(part))
    return is_and and piece.is_sure and (is_article or before.is_person)


def _names_holder(before: _Piece, piece: _Piece) -> bool:
    """`the Soviet Consul in Tabriz, Krasnykh`."""
    noun = re.split(r"\s(?:of|in|at|for|to)\s", before.parties[0].printed)[0].split()[-1]
    return (
        piece.is_person
        and not piece.is_bracketed
        and not before.is_person
        and before.is_sure
        and is_office(noun)
    )


def _with_role(piece: _Piece, role: str) -> _Piece:
    (party,) = piece.parties
    role_before = "" if is_honorific(party.role) else party.role
    named = Party(
        party.printed,
        party.surname,
        party.given,
        party.alias,
        f"{role_before}, {role}"
        if role_before and not role.startswith("of ")
        else f"{role_before} {role}".strip(),
    )
    return replace(piece, parties=(named,))


@lru_cache(maxsize=20_000)
def _piece(text: str) -> _Piece:
    """One party: a name with its head and tail, or an office, with names in brackets or not."""
    has_article = bool(_ARTICLE.match(text))
    text = _ARTICLE.sub("", text.strip(), count=1)
    bracket = _IN_BRACKETS.fullmatch(text)
    if bracket is not None:
        return _bracketed(bracket["before"].rstrip(" ,"), bracket["inside"], has_article)
    reversed_name = SURNAME_INITIALS.fullmatch(text)
    if reversed_name is not None:
        party = Party(text, reversed_name["surname"], reversed_name["given"])
        return _Piece((party,), True)
    if ACRONYM.fullmatch(text):
        return _Piece((Party(text),), True)
    name, _cc, rest = text.partition(" CC ")
    if rest and FULL_NAME.fullmatch(name) and not _is_other(name):  # "Mir Bagirov CC Secretary of"
        return _Piece((_in_role(_person(name), f"CC {rest}"),), True)
    words = text.split()
    end = _end_of_head(words)
    if end:
        head, rest = " ".join(words[:end]), " ".join(words[end:])
        is_plain = is_honorific(words[end - 1])
        named = _name(rest, is_plain, is_personal=key_of(words[end - 1]) in PERSONAL)
        if named is not None:
            party, tail = named
            is_modifier = all(map(_may_modify, words[: end - 1]))
            role = head if not tail else tail if is_plain else f"{head} {tail}"
            if key_of(words[0]) in ("mrs", "mme", "madame"):  # her husband's given names
                given = f"{words[0]} {party.given}".strip()
                party = Party(f"{head} {party.printed}", party.surname, given)
            return _Piece((_in_role(party, role),), is_modifier or has_article, has_head=True)
    elif FULL_NAME.fullmatch(text) and not _is_other(text):
        party = _person(text)
        return _Piece((party,), bool(re.match(INITIALS, party.given)))
    return _Piece((Party(text),), _is_body(words, has_article))


def _in_role(party: Party, role: str) -> Party:
    return Party(party.printed, party.surname, party.given, party.alias, role)


def _bracketed(before: str, inside: str, has_article: bool) -> _Piece:
    """`The Secretary of War (Baker)`, `Mr. Black (Secretary of State)`, `Mao (excerpt)`."""
    piece = _piece(f"the {before}" if has_article else before)
    if not re.match(rf"(?:d\w\s)?{CAPITAL}", inside):
        return piece
    if piece.is_person:
        is_role = any(map(is_office, inside.split())) and not is_place(inside)
        return _with_role(piece, inside) if is_role else piece
    if not piece.is_sure:
        return piece
    names = [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", inside) if part]
    if not all(FULL_NAME.fullmatch(_without_head(name)) for name in names):
        return piece
    people = [_in_role(_person(_without_head(name)), before) for name in names]
    return _Piece(tuple(people), True, has_head=True, is_bracketed=True)


def _without_head(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and is_honorific(words[0]) else name


def _end_of_head(words: list[str]) -> int:
    """How many words from the start are offices and honorifics with what stands before them:
    `Acting Secretary of State`, `Commercial Attaché`, `President` before `King of Liberia`."""
    end = i = 0
    while i < len(words):
        word = words[i]
        if is_honorific(word) and i + 1 < len(words):
            is_double = is_honorific(words[i + 1]) and i + 2 < len(words)  # "Sir Lord", "Mr. Dr."
            return i + 2 if is_double else i + 1
        if is_office(word):
            of = _OF_STATE.match(" ".join(words[i + 1 : i + 4]))
            i += 1 + (len(of[0].split()) if of else 0)
            end = i
        elif word[0].isupper() or is_adjective(word):
            i += 1
        else:
            break
    if end > 1 and key_of(words[end - 1]) in RULERS and end == i:  # "President King of Liberia"
        before = words[end - 2]
        if (is_office(before) or is_honorific(before)) and key_of(before) != "chief":
            return end - 1
    return end


def _may_modify(word: str) -> bool:
    """Whether a word can stand before the noun of an office or a body."""
    known = is_adjective(word) or is_office(word) or is_honorific(word) or is_body(word)
    return known or word.islower() or bool(_SHORT.fullmatch(word))


def _name(rest: str, is_plain: bool, *, is_personal: bool) -> tuple[Party, str] | None:
    """The name at the start of what follows a head, and its tail (`of Costa Rica`)."""
    junior = ""
    reversed_name = SURNAME_INITIALS.fullmatch(rest)
    if reversed_name is not None:
        return Party(rest, reversed_name["surname"], reversed_name["given"].strip()), ""
    name = FULL_NAME.match(rest)
    if name is None:
        return None
    printed, tail = name[0], rest[name.end() :]
    more = _JUNIOR.match(tail)
    if more is not None:
        junior, tail = more[0], tail[more.end() :]
    if is_plain and re.fullmatch(r"\s[^\W\d_A-Z]+", tail):  # "Mr. Freling huysen"
        return Party(printed + tail, printed + tail), ""
    if (tail and not _TAIL.fullmatch(tail)) or re.search(r"['’]s\s", printed):
        return None
    is_word = is_personal and is_body(printed) and not is_place(printed)  # "Colonel House"
    if not is_plain and not is_word and _is_other(printed) and key_of(printed) not in RULERS:
        return None
    person = _person(printed)
    full = Party(printed + junior, person.surname, person.given, person.alias)
    return full, tail.strip(" ,")


def _is_other(name: str) -> bool:
    """A place, a body or an office, or what is done, and no name."""
    words = name.split()
    if re.match(INITIALS, name):
        return False
    return (
        is_place(name)
        or any(is_body(word) or is_office(word) or key_of(word) in NATIONS for word in words)
        or words[0].lower() in VERBS
        or key_of(words[0]) in ADJECTIVES
        or any(word[0].isupper() and word.isalpha() and is_pronoun(word) for word in words)
    )


def _person(name: str) -> Party:
    """A name taken apart into given names and surname."""
    bracket = re.fullmatch(r"(.+?)\s+\[(.+)\]", name)
    if bracket:
        return Party(name, bracket[2], "", bracket[1])
    *rest, surname = re.findall(rf"{INITIALS}|\S+", name)
    given = " ".join(word for word in " ".join(rest).split() if not PARTICLE.match(f"{word} "))
    return Party(name, surname, given)


def _is_office_of(word: str) -> bool:
    """`President’s`, `People’s`."""
    return is_office(word[:-2]) or word[:-2].lower() == "people"


def _is_body(words: list[str], has_article: bool) -> bool:
    """Whether the noun of a phrase is an office or a body: `Bureau of Transportation`."""
    noun: list[str] = []
    for word in words:
        if word == "and" and noun and all(map(is_adjective, noun)):  # "Diplomatic and Consular"
            continue
        if _WORD_BEFORE.fullmatch(word):
            break
        noun.append(word)
        if word.endswith(","):
            break
    if _COMPANY.search(" ".join(words)):
        return True
    if not noun or any(
        _ARTICLE.match(f"{word} ") and key_of(noun[0]) != "all" for word in noun[1:]
    ):
        return False
    if any(re.search(r"['’]s$", word) and not _is_office_of(word) for word in noun):
        return False
    if not (is_office(noun[-1]) or is_body(noun[-1]) or _SHORT.fullmatch(noun[-1])):
        return False
    return has_article or all(_may_modify(word) or is_place(word) for word in noun[:-1])
