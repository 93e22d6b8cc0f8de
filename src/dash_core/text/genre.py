"""Genre: the kind of document (letter, report, …), read from the title."""

import re
from functools import lru_cache
from typing import Final

__all__ = ["GENRE_PATTERN", "genre_of"]

# Genre -> pattern of its printed words; the first match from the left decides.
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


@lru_cache(maxsize=20_000)  # several stages ask
def genre_of(title: str) -> str:
    """The genre at the head of a title or of a title quoted in it; "" if it states none.

    >>> genre_of("Deciphered Telegram No. 2140/4, from Kozlov to Filippov [Stalin]")
    'telegram'
    """
    match = _HEAD.match(title.strip()) or _QUOTED.search(title)
    if match is None:
        return "telegram" if _WIRE.search(title) else ""
    return _named(match["genre"])


@lru_cache(maxsize=1_000)
def _named(printed: str) -> str:
    return next(
        name for name, pattern in _GENRES.items() if re.fullmatch(pattern, printed, re.IGNORECASE)
    )
