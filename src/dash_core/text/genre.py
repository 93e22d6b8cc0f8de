"""Genre: what kind of document it is, read from the title; and the words of form.

Genre is not topic: the words here are kept out of the text that topics are made of and are
offered as a facet instead.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dash_core.text.language.tokens import term_of, tokenize

__all__ = ["FORM_TERMS", "GENRE_PATTERN", "description_terms", "form_terms", "genre_of"]

# The printed words of each genre; the first match from the left names it.
_GENRES: Final[dict[str, str]] = {
    "record of conversation": r"(?:record|memorandum|minutes|notes|transcript)s? of (?:an? |the )?"
    r"(?:\w+ )?(?:conversation|talk|meeting)s?",
    "telegraph report": r"telegraph(?:ic)? reports?",
    "telegram": r"telegrams?|telegraph",
    "cable": r"cables?|cablegrams?",
    "letter": r"letters?|postcards?",
    "memorandum": r"memos?|memorand(?:um|a)|aide[- ]m[ée]moires?|pro[- ]?memoria",
    "message": r"messages?",
    "dispatch": r"d[ei]spatch(?:es)?",
    "minutes": r"minutes|protocol",
    "transcript": r"transcripts?|stenogram",
    "report": r"reports?",
    "note": r"notes?|note verbale",
    "resolution": r"resolutions?",
    "decree": r"decrees?|ukase",
    "directive": r"directives?|instructions?",
    "speech": r"speech(?:es)?|address",
    "statement": r"statements?|declarations?|communiqu[ée]s?|announcements?|"
    r"press releases?|remarks",
    "proclamation": r"proclamations?",
    "circular": r"circulars?",
    "order": r"executive orders?",
    "regulation": r"regulations?",
    "diary": r"diary|journal",
    "interview": r"interviews?",
    "agreement": r"agreements?|treaty|treaties|conventions?",
    "proposal": r"proposals?",
}
GENRE_PATTERN: Final = "|".join(_GENRES.values())

_ADJECTIVES: Final = (
    r"(?:(?:the|an?|deciphered|ciphered|coded|incoming|outgoing|secret|top secret|long|short|"
    r"urgent|personal|draft|handwritten|unsigned|joint|special|brief|confidential|public|"
    r"excerpts? from|(?:copy|text|translation|paraphrase) of(?: an?| the)?)"
    r"\s+){0,6}"
)
_HEAD: Final = re.compile(rf"{_ADJECTIVES}(?P<genre>{GENRE_PATTERN})\b", re.IGNORECASE)
_QUOTED: Final = re.compile(rf"['‘\"“]{_ADJECTIVES}(?P<genre>{GENRE_PATTERN})\b", re.IGNORECASE)
# "Mr. Hay to Mr. Choate (telegram)", "To the Ambassador in France (tel.)".
_WIRE: Final = re.compile(r"\((?:cir\.\s*)?tel(?:egram)?\.?\s*\)", re.IGNORECASE)

# Words that say what a description does, not what the document is about.
_FORM_WORDS: Final = (
    "letter telegram cable memo memorandum message dispatch minutes transcript report note "
    "resolution decree directive speech statement diary interview telegraph telegraphic record "
    "conversation document text draft copy excerpt page paper file deciphered ciphered coded "
    "describes description lists list listing discusses discussion reports requests expresses "
    "contains containing concerning regarding explains explain responds response writes written "
    "wrote attempts attempt answers question asks states summary account telegrams "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "cde cdes comrade comrades mr mrs dr ambassador minister secretary chairman president general "
    "colonel marshal consul prime premier commissar major deputy"
)
FORM_TERMS: Final = frozenset(filter(None, map(term_of, _FORM_WORDS.split())))


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, str]]:
    text = files("dash_core.text.language").joinpath("form_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=64)
def form_terms(language: str) -> frozenset[str]:
    """Terms of genres, months and the like in a language: no topic is made of them."""
    if language == "en":
        return FORM_TERMS
    words = _lists().get(language, {}).get("genre", "").split()
    return frozenset(filter(None, (term_of(word, language) for word in words)))


@lru_cache(maxsize=64)
def description_terms(language: str) -> frozenset[str]:
    """Terms of the formulas of archival description, phrases as terms with a space between.

    They stay in the text and can be searched; no topic is named by them.

    >>> sorted(description_terms("en") & {"enclosur", "receipt", "text print", "oil"})
    ['enclosur', 'receipt', 'text print']
    """
    formulas = _lists().get(language, {}).get("description", "").split(";")
    terms = (" ".join(t.term for t in tokenize(words, language) if t.term) for words in formulas)
    return frozenset(filter(None, terms)) | form_terms(language)


def genre_of(title: str) -> str:
    """The genre a title states at its head or at the head of a quoted title, else empty.

    >>> genre_of("Deciphered Telegram No. 2140/4, from Kozlov to Filippov [Stalin]")
    'telegram'
    """
    match = _HEAD.match(title.strip()) or _QUOTED.search(title)
    if match is None:
        return "telegram" if _WIRE.search(title) else ""
    printed = match["genre"]
    return next(
        name for name, pattern in _GENRES.items() if re.fullmatch(pattern, printed, re.IGNORECASE)
    )
