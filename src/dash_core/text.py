"""Text analysis: words with their place in the text, folded and stemmed to terms.

A *token* is a word where it stands; its *term* is what it is counted as. Folding (Unicode
NFKD, accents and apostrophes dropped) makes `Yemel’yanov`, `Yemel'yanov` and `Yemelyanov`
one term; Snowball's English stemmer (Porter 2) makes `soldier` and `soldiers` one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from dash_core import settings

__all__ = ["STOP_WORDS", "Token", "find_phrase", "fold", "surfaces", "term_of", "tokenize"]

_APOSTROPHES: Final = "'’‘ʼʹ`´"
# A word may hold an apostrophe (Yemel’yanov) or an editor's addition (Iran[ian]).
_LETTER: Final = "(?:[^\\W_][\u0300-\u036f]*)"  # with accents that stand apart
_WORD: Final = re.compile(rf"{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+|\[{_LETTER}+\]{_LETTER}*)*")
_POSSESSIVE: Final = re.compile(rf"[{_APOSTROPHES}][sS]$")
_DROPPED: Final = str.maketrans("", "", _APOSTROPHES + "[]")

# scikit-learn's list has nouns that are subjects in an archive; Nothman et al. (2018),
# "Stop Word Lists in Free Open-source Software Packages", tell of its other oddities.
_SUBJECTS: Final = frozenset(
    "amount bill bottom computer cry detail fill fire front interest mill mine name part serious "
    "side sincere system top".split()
)
_MORE: Final = frozenset("did does doing having just like shall soon says said upon via".split())
STOP_WORDS: Final = (ENGLISH_STOP_WORDS - _SUBJECTS) | _MORE

_stemmer = snowballstemmer.stemmer("english")
_stemmer_lock = Lock()  # a stemmer keeps the word it works on; sessions are threads


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `start:end` of the text, and the term it counts as."""

    start: int
    end: int
    surface: str
    term: str


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and editorial brackets."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_DROPPED)


@lru_cache(maxsize=200_000)
def term_of(word: str) -> str:
    """The term of one word; empty for stop words and for words too short to mean anything."""
    folded = fold(_POSSESSIVE.sub("", word))
    if len(folded) < settings.MIN_TERM_CHARS or folded in STOP_WORDS:
        return ""
    with _stemmer_lock:
        return str(_stemmer.stemWord(folded))


def tokenize(text: str) -> list[Token]:
    """Every word of `text` in order, stop words included (with an empty term)."""
    return [
        Token(match.start(), match.end(), match[0], term_of(match[0]))
        for match in _WORD.finditer(text)
    ]


def find_phrase(tokens: Sequence[Token], phrase: Sequence[str]) -> list[tuple[int, int]]:
    """Positions `(first, behind the last)` in `tokens` where the terms of `phrase` follow one
    another; stop words between them do not count."""
    kept = [i for i, token in enumerate(tokens) if token.term]
    n = len(phrase)
    return [
        (kept[i], kept[i + n - 1] + 1)
        for i in range(len(kept) - n + 1)
        if all(tokens[kept[i + j]].term == phrase[j] for j in range(n))
    ]


def surfaces(documents: Iterable[Sequence[Token]]) -> dict[str, str]:
    """The most frequent way each term is written, for people to read.

    Lower case wins over a capital at equal counts, then the shorter word, then the alphabet.
    """
    counts: dict[str, dict[str, int]] = {}
    for tokens in documents:
        for token in tokens:
            if token.term:
                word = _POSSESSIVE.sub("", token.surface)
                if word.isupper() and len(word) > 4:
                    word = word.title()
                ways = counts.setdefault(token.term, {})
                ways[word] = ways.get(word, 0) + 1
    return {
        term: min(ways, key=lambda w: (-ways[w], w[:1].isupper(), len(w), w))
        for term, ways in counts.items()
    }
