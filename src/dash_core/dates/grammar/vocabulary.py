"""The words of printed dates, by meaning.

`names.toml` has the names of months and weekdays of the Unicode CLDR, `words.toml` the others, and
what archives print and no locale has ("Mrz", "Janry.", "setiembre"). To add to a language, add to
`words.toml`.
"""

import tomllib
from pathlib import Path
from typing import Any, Final
from unicodedata import combining, normalize

__all__ = [
    "DIVISIONS",
    "EVENTS",
    "EVENT_WORDS",
    "LANGUAGES_OF_MONTH",
    "MONTHS",
    "MONTHS_BY_LANGUAGE",
    "NAMED_EVENTS",
    "NTH",
    "PORTIONS",
    "SEASONS",
    "WEEKDAYS",
    "WORDS",
    "fold_word",
]


def fold_word(word: str) -> str:
    """Lower case without accents, so that "Août", "AOUT" and "aout" are one word."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in normalize("NFKD", word.casefold()) if not combining(c))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_TABLES: Final[dict[str, dict[str, str]]] = _load("words.toml")
_NAMES: Final[dict[str, dict[str, list[str]]]] = _load("names.toml")


def _numbered(table: str) -> dict[str, int]:
    """Each word of a table with its number."""
    return {
        fold_word(word): int(number)
        for number, words in _TABLES[table].items()
        for word in words.split()
    }


def _by_language(table: str, first: int) -> dict[str, dict[str, int]]:
    """Each name of a table of the CLDR with its number by language."""
    found: dict[str, dict[str, int]] = {}
    for language, rows in _NAMES[table].items():
        for number, names in enumerate(rows, first):
            for name in names.split("|"):
                found.setdefault(fold_word(name).replace(" ", ""), {})[language] = number
    return found


def _of_one_number(by_language: dict[str, dict[str, int]]) -> dict[str, int]:
    return {
        name: next(iter(numbers.values()))
        for name, numbers in by_language.items()
        if len(set(numbers.values())) == 1
    }


_months: Final = _by_language("months", 1)
MONTHS: Final = _of_one_number(_months) | _numbered("months")
# Names that are of several months ("listopad", "lip"); they are not in `MONTHS`.
MONTHS_BY_LANGUAGE: Final = {name: by for name, by in _months.items() if name not in MONTHS}
_languages_of_those: Final = frozenset(
    language for by in MONTHS_BY_LANGUAGE.values() for language in by
)
# Of their languages, those in which a word is a month, where it is not one in all.
LANGUAGES_OF_MONTH: Final = {
    name: spoken
    for name, by in _months.items()
    if name not in MONTHS_BY_LANGUAGE
    and (spoken := _languages_of_those & by.keys())
    and spoken != _languages_of_those
}
WEEKDAYS: Final = _of_one_number(_by_language("weekdays", 0)) | _numbered("weekdays")
SEASONS: Final = _numbered("seasons")
# What a word leaves of a month, a year, …: from the first to the last of so many parts. "Early"
# and "late" are halves, for no narrower bounds are sure.
_SHARES: Final = {"early": (0, 1, 2), "middle": (1, 3, 4), "late": (1, 2, 2)}
PORTIONS: Final = {
    fold_word(word): _SHARES[name]
    for name, words in _TABLES["portions"].items()
    for word in words.split()
}
DIVISIONS: Final = _numbered("divisions")
NTH: Final = _numbered("nth")  # the last is -1


def _kinds() -> dict[str, frozenset[str]]:
    """Word -> the kinds it may be; the grammar takes the one that fits at its place."""
    kinds: dict[str, set[str]] = {}
    tables: dict[str, dict[str, Any]] = {
        kind: dict.fromkeys(map(fold_word, words.split()))
        for kind, words in _TABLES["kinds"].items()
    }
    tables |= {"part": PORTIONS, "division": DIVISIONS, "nth": NTH}
    tables |= {"season": SEASONS, "weekday": WEEKDAYS}
    for kind, table in tables.items():
        for word in table:
            kinds.setdefault(word, set()).add(kind)
    by_hand = _numbered("months")
    for word in MONTHS:  # Italian "tra", "between", is no month for being one in Croatian
        if word in by_hand or word not in kinds:
            kinds.setdefault(word, set()).add("month")
    return {word: frozenset(names) for word, names in kinds.items()}


WORDS: Final = _kinds()
# What happened to a work at a date other than that of its making, and words around that.
_PARTICIPLES: Final = frozenset(_TABLES["events"]["event"].split())
NAMED_EVENTS: Final = frozenset(map(fold_word, _TABLES["events"]["named"].split()))
EVENTS: Final = _PARTICIPLES | NAMED_EVENTS
EVENT_WORDS: Final = EVENTS | frozenset(map(fold_word, _TABLES["events"]["beside"].split()))
