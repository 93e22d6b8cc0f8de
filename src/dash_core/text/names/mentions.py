"""People in running text: those a word announces, and those known from elsewhere."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dash_core.text.language.form_words import FORM_TERMS
from dash_core.text.language.tokens import fold, term_of
from dash_core.text.names.model import Party, PersonMention
from dash_core.text.names.party import parse_party
from dash_core.text.names.vocabulary import (
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
    "Surnames",
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
_CAPITAL: Final = re.compile(CAPITAL)
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
_AT_ONCE: Final = 1_000  # texts whose words are looked at together
_BEFORE_CHARS: Final = 80  # of a text before a surname that given names are looked for in


def find_mentions(text: str) -> list[Party]:
    """People announced by the text: after an office, or met, talked with, or `between` them.

    In a text set in capitals a capital announces nobody.
    """
    if not _CAPITAL.search(text, 1):  # no name after a cue
        return []
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


def common_words(texts: Sequence[str], wanted: Collection[str]) -> frozenset[str]:
    """Those of the `wanted` words (folded) that the texts print in lower case: "house", "page".

    A surname that is such a word counts as a person only where something announces it.
    """
    left, common, seen = set(wanted), set[str](), set[str]()
    for first in range(0, len(texts), _AT_ONCE):
        if not left:
            break
        parts = set(" ".join(texts[first : first + _AT_ONCE]).split()) - seen
        seen |= parts
        common |= left.intersection(_SMALL.findall(" ".join(parts)))
        left -= common
    return frozenset(common)


@dataclass(frozen=True, slots=True)
class _Surname:
    """A surname as it is printed: who is the first to bear it, the given names of all who do,
    whether it is a word or a given name as well."""

    printed: str
    of_first: str
    given: tuple[str, ...]
    is_common: bool


class Surnames(dict[str, _Surname | None]):
    """The words of a listing, each looked up once: the surname that it is, if anybody bears it.

    Parameters
    ----------
    known
        Folded surname -> the parties that bear it.
    common
        Folded surnames that are words or given names as well: they count after a given name or an
        office only.
    """

    def __init__(
        self, known: Mapping[str, Collection[Party]], common: Collection[str] = ()
    ) -> None:
        super().__init__()
        self._known, self._common = known, common

    def __missing__(self, word: str) -> _Surname | None:
        printed = word[:-2] if word.endswith(("'s", "’s")) else word
        folded, surname = fold(printed), None
        bearers = self._known.get(folded)
        if bearers and printed[0].isupper():
            first = next(iter(bearers)).surname
            given = tuple(dict.fromkeys(party.given for party in bearers if party.given))
            surname = _Surname(printed, first, given, folded in self._common)
        self[word] = surname
        return surname

    def is_known(self, word: str) -> bool:
        """Whether somebody bears this surname, however it is printed."""
        return fold(word) in self._known


def find_known(text: str, surnames: Surnames) -> list[PersonMention]:
    """Every place of `text` where a known surname stands, with the given names before it."""
    if not any(map(surnames.__getitem__, _WORD.findall(text))):
        return []
    mentions = []
    for match in _WORD.finditer(text):
        surname = surnames[match[0]]
        if surname is None:
            continue
        first = match.start()
        end = first + len(surname.printed)
        start, given = _given_before(text, first, surname.given)
        if not given and (
            _is_common(surname.printed)
            or _is_given(text, end, surnames)
            or _is_of_another(text, first)
        ):
            continue
        is_word = not given and surname.is_common
        if is_word and not _ANNOUNCED.search(text, max(0, start - 40), start):
            continue
        mentions.append(PersonMention(_party(text[start:end], surname.of_first, given), start, end))
    return mentions


_party = lru_cache(maxsize=20_000)(Party)  # the same names stand in many documents


def _given_before(text: str, end: int, given: tuple[str, ...]) -> tuple[int, str]:
    """Where the given names start that stand before a surname, and what they are, where they may be
    among those `given`; else where the surname starts."""
    if not given:
        return end, ""
    first = max(0, end - _BEFORE_CHARS)
    space = end
    for _space in range(3):
        space = text.rfind(" ", first, space)
        if space < 0:
            break
    length, names = _given_at_end(text[max(first, space + 1) : end], given)
    return end - length, names


@lru_cache(maxsize=20_000)
def _given_at_end(words: str, given: tuple[str, ...]) -> tuple[int, str]:
    """How many characters the given names take at the end of some words, and what they are."""
    one = words.rfind(" ", 0, words.rfind(" ")) + 1
    for before, first in ((_TWO_BEFORE, 0), (_ONE_BEFORE, one)):
        names = before.search(words, first)
        if names and not _has_office(names[1]):
            printed = names[1]
            if any(compatible(printed, other) for other in given):
                return len(words) - names.start(1), " ".join(printed.split())
    return 0, ""


@lru_cache(maxsize=20_000)
def _has_office(words: str) -> bool:
    """`Colonel Mason` is no Mr. C. Mason."""
    return any(is_office(word) or is_honorific(word) for word in words.split())


def _is_given(text: str, end: int, surnames: Surnames) -> bool:
    """Whether a known surname follows, so that this is a given name: `George B. Noble`."""
    after = _AFTER.match(text, end)
    return after is not None and surnames.is_known(after["surname"])


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
