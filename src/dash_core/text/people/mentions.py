"""People in running text: those a word announces, and those known from elsewhere."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

from dash_core.text.language.form_words import FORM_TERMS
from dash_core.text.language.tokens import fold, term_of
from dash_core.text.people.model import Party, PersonMention
from dash_core.text.people.party import parse_party
from dash_core.text.people.vocabulary import (
    CAPITAL,
    NAME,
    NAME_WORD,
    is_adjective,
    is_honorific,
    is_nation,
    is_office,
)
from dash_core.text.places import is_place

__all__ = [
    "common_words",
    "compatible",
    "find_known",
    "find_mentions",
    "given_words",
    "person_named",
]

_OFFICE: Final = (
    r"(?:(?:the|then|former|acting|deputy|vice|first|Soviet|American|British|Iranian|US|U\.S\.)\s+){0,4}"
    r"(?:Prime Minister|Foreign Minister|Minister|Ambassador|Consul General|Consul|Vice[- ]Consul|"
    r"President|Chairman|Premier|Chancellor|General[- ]Major|Major[- ]General|General[- ]Secretary|"
    r"Lieutenant General|General|Colonel|Marshal|Admiral|Captain|Commissar|Secretary|Comrades?|"
    r"Cdes?\.?|Cde|Mr\.?|Mrs\.?|Dr\.?|Shah|King|Senator|Governor)"
)
_CUE: Final = re.compile(
    rf"(?:(?<!\w)(?P<role>(?i:{_OFFICE}))\s+(?P<office>{NAME}))"
    r"|(?:(?:meetings?|conversations?|talks|interviews?|discussions?|negotiations?)\s+"
    rf"(?:with|between)\s+(?P<met>{NAME}(?:(?:,\s+|,?\s+and\s+){NAME})*))"
    rf"|(?:between\s+(?P<between>{NAME}\s+and\s+{NAME}))"
)
# Each cue has one of these: most texts have none, and are not searched for cues.
_CUE_WORDS: Final = tuple(
    (
        "minister ambassador consul president chairman premier chancellor general marshal admiral "
        "colonel captain commissar secretary comrade cde mr dr shah king senator governor meeting "
        "conversation talk interview discussion negotiation between"
    ).split()
)
_AND: Final = re.compile(r",\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_WORD: Final = re.compile(rf"{CAPITAL}(?<!\w.){NAME_WORD.removeprefix(CAPITAL)}")
_ONE_BEFORE: Final = re.compile(rf"((?:[A-Z]\.|{NAME_WORD})\s?)$")
_TWO_BEFORE: Final = re.compile(rf"((?:(?:[A-Z]\.|{NAME_WORD})\s?){{2}})$")
# The surname after a given name and initials; a capitalised word that starts no sentence.
_AFTER: Final = re.compile(rf"\s+(?:[A-Z]\.\s*)*(?P<surname>{NAME_WORD})")
_BEFORE: Final = re.compile(rf"[\w,’']\s(?P<word>{NAME_WORD})\s$")
_ANNOUNCED: Final = re.compile(rf"(?<!\w)(?i:{_OFFICE})\s+$")
_LONGER: Final = re.compile(r"[^\W\d_]{4,}")
# What stands before a word is looked at after its first letter: letters are skipped to faster.
_SMALL: Final = re.compile(r"[a-z](?<![\w’'-].)[a-z]++(?![\w’'-])")
_BEFORE_CHARS: Final = 80  # of a text before a surname that given names are looked for in


def find_mentions(text: str) -> list[Party]:
    """People announced by the text: after an office, or met, talked with, or `between` them.

    In a text set in capitals a capital announces nobody.
    """
    lower = text.lower()
    for word in _CUE_WORDS:
        if word in lower:
            break
    else:
        return []
    matches = list(_CUE.finditer(text))
    if not matches or _is_set_in_capitals(text):
        return []
    parties = []
    for match in matches:
        names = match["office"] or match["met"] or match["between"]
        for part in _AND.split(names):
            party = person_named(part or "")
            if party is not None:
                role = re.sub(r"^the\s+", "", match["role"] or party.role, flags=re.IGNORECASE)
                parties.append(Party(party.printed, party.surname, party.given, party.alias, role))
    return parties


def _is_set_in_capitals(text: str) -> bool:
    """Whether most of its longer words are: `TO ASK THE SECRETARY-GENERAL TO SUBMIT A REPORT`."""
    words = _LONGER.findall(text)
    return len(words) > 2 and sum(word.isupper() for word in words) > len(words) / 2


def person_named(text: str) -> Party | None:
    """The person a name found in running text names, if it is a name."""
    name = _trim(re.split(r"['’]s\b", text, maxsplit=1)[0])
    party = parse_party(name) if _is_name(name) else None
    return party if party is not None and party.is_person else None


def _trim(text: str) -> str:
    """A name without the small words that titles print with a capital (`Qavam About`)."""
    words = text.split()
    while (
        words
        and words[-1][0].isalpha()
        and not words[-1].endswith(".")
        and (not term_of(words[-1]))
    ):
        words.pop()
    return " ".join(words)


def _is_name(text: str) -> bool:
    """Not a nation, a genre, a common word at the start of a sentence, or a place."""
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)
    return (
        bool(words)
        and not is_place(text)
        and not any(is_nation(word) or term_of(word) in FORM_TERMS for word in words)
        and any(term_of(word) for word in words)
    )


def common_words(texts: Collection[str], wanted: Collection[str]) -> frozenset[str]:
    """Those of the `wanted` words (folded) that the texts print in lower case: "house", "page".

    A surname that is such a word counts as a person only where something announces it.
    """
    left = set(wanted)
    common: set[str] = set()
    for text in texts:
        if not left:
            break
        common |= left.intersection(_SMALL.findall(text))
        left -= common
    return frozenset(common)


def find_known(
    text: str, known: Mapping[str, Collection[Party]], common: Collection[str] = ()
) -> list[PersonMention]:
    """Every place of `text` where a known surname stands, with the given names before it.

    Parameters
    ----------
    known
        Folded surname -> the parties that bear it.
    common
        Folded surnames that are words or given names as well: they count after a given name or an
        office only.
    """
    if known.keys().isdisjoint(map(_folded_surname, _WORD.findall(text))):
        return []
    mentions = []
    for match in _WORD.finditer(text):
        surname = match[0]
        if surname.endswith(("'s", "’s")):
            surname = surname[:-2]
        folded = _folded(surname)
        bearers = known.get(folded)
        if not bearers or not surname[0].isupper():
            continue
        end = match.start() + len(surname)
        start, given = _given_before(text, match.start(), bearers)
        if not given and (
            _is_common(surname)
            or _is_given(text, end, known)
            or _is_of_another(text, match.start())
        ):
            continue
        is_word = not given and folded in common
        if is_word and not _ANNOUNCED.search(text, max(0, start - 40), start):
            continue
        bearer = next(iter(bearers)).surname
        mentions.append(PersonMention(_party(text[start:end], bearer, given), start, end))
    return mentions


_party = lru_cache(maxsize=20_000)(Party)  # the same names stand in many documents


def _given_before(text: str, end: int, bearers: Collection[Party]) -> tuple[int, str]:
    """Where the given names start that stand before a surname, and what they are, where they may be
    those of somebody of this surname; else where the surname starts."""
    given = [party.given for party in bearers if party.given]
    if not given:
        return end, ""
    first = max(0, end - _BEFORE_CHARS)
    spaces = [end]
    for _space in range(3):
        spaces.append(text.rfind(" ", first, spaces[-1]) if spaces[-1] > first else -1)
    for before, n_words in ((_TWO_BEFORE, 2), (_ONE_BEFORE, 1)):
        names = before.search(text, max(first, spaces[n_words + 1] + 1), end)
        if names and not _has_office(names[1]):
            printed = names[1]
            if any(compatible(printed, one) for one in given):
                return names.start(1), " ".join(printed.split())
    return end, ""


@lru_cache(maxsize=20_000)
def _has_office(words: str) -> bool:
    """`Colonel Mason` is no Mr. C. Mason."""
    return any(is_office(word) or is_honorific(word) for word in words.split())


def _is_given(text: str, end: int, known: Mapping[str, Collection[Party]]) -> bool:
    """Whether a known surname follows, so that this is a given name: `George B. Noble`."""
    after = _AFTER.match(text, end)
    return after is not None and _folded(after["surname"]) in known


def _is_of_another(text: str, start: int) -> bool:
    """Whether another given name stands before: `Reza Khan` is no Ali-Kuli Khan."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before is None:
        return False
    word = before["word"]
    return not (
        is_office(word)
        or is_honorific(word)
        or is_adjective(word)
        or is_nation(word)
        or _is_common(word)
    )


@lru_cache(maxsize=50_000)
def _folded_surname(word: str) -> str:
    return fold(word[:-2] if word.endswith(("'s", "’s")) else word)


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    """A place, a month, an office: no person unless a given name stands before it."""
    return is_place(word) or not term_of(word) or term_of(word) in FORM_TERMS


@lru_cache(maxsize=20_000)
def compatible(a: str, b: str) -> bool:
    """Whether two given names may be one person's: word by word equal or an initial of it."""
    return all(
        x == y or (min(len(x), len(y)) == 1 and x[0] == y[0])
        for x, y in zip(given_words(a), given_words(b), strict=False)
    )


@lru_cache(maxsize=10_000)
def given_words(given: str) -> list[str]:
    """The words and initials of given names, folded."""
    return re.findall(r"[^\W\d_]+", fold(given))
