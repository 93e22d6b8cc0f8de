"""Stop words by language: words that say nothing of what a document is about.

English is scikit-learn's list, put right. The other languages take the words that stand on two
lists, those of the packages stop-words and stopwordsiso, for each alone holds nouns that are
subjects in an archive (stopwordsiso has "война", war); where only one has the language, that one.
Nothman, Qin & Yurchak (2018), "Stop Word Lists in Free Open-source Software Packages", tell of
such oddities.
"""

import unicodedata
from functools import lru_cache
from typing import Final

import stop_words as short_lists
import stopwordsiso
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

__all__ = ["STOP_WORDS", "stop_words"]

# Nouns (and their like) on the lists that are subjects in an archive.
_SUBJECTS: Final = {
    "en": "amount bill bottom computer cry detail fill fire front interest mill mine name part "
    "serious side sincere system top",
    "bg": "година години животински живот новина хиляди юмрук главен главна главно",
    "cs": "clanek clanku clanky článek článku články email design",
    "es": "estado estados trabajo trabajar trabajan trabajas trabaja verdad verdadera valor",
    "fa": "خدمات شناسي جريان جریان",
    "fr": "parole personne personnes sujet état état",
    "it": "gente",
    "pt": "estado trabalho trabalhar valor verdade corrente",
    "ru": "жизнь человек время времени миллионов",
    "sv": "beslut beslutat beslutit",
}
_MORE: Final = frozenset("did does doing having just like shall soon says said upon via".split())
_ENGLISH: Final = ENGLISH_STOP_WORDS - frozenset(_SUBJECTS["en"].split())
STOP_WORDS: Final[frozenset[str]] = _ENGLISH | _MORE

_SAME_LIST: Final = {"sr": "hr"}  # one language in all but the alphabet
_SHORT_NAMES: Final = {"no": "nb"}


@lru_cache(maxsize=128)
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language (ISO 639-1), lower case with accents; empty if there are none.

    >>> sorted(stop_words("de") & {"und", "der", "krieg"})
    ['der', 'und']
    """
    if language == "en":
        return STOP_WORDS
    own = _SAME_LIST.get(language, language)
    other = _SHORT_NAMES.get(own, own)
    broad = set(stopwordsiso.stopwords(own)) if stopwordsiso.has_lang(own) else set()
    known = other in short_lists.LANGUAGE_MAPPING
    short = set(short_lists.get_stop_words(other)) if known else set()
    found = (broad & short) or broad or short
    lower = {unicodedata.normalize("NFC", word).lower() for word in found}
    plain = {word.replace("ё", "е") for word in lower} if language == "ru" else lower
    return frozenset(plain) - frozenset(_SUBJECTS.get(language, "").split())
