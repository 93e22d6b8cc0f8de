"""Stop words by language: words that say nothing of what a document is about.

English is scikit-learn's list (`english.txt`), put right. The other languages take the words that
stand on two lists, those of the packages stop-words and stopwordsiso, for each alone holds nouns
that are subjects in an archive (stopwordsiso has "война", war); where only one has the language, or
is the better one by far, that one.
Nothman, Qin & Yurchak (2018), "Stop Word Lists in Free Open-source Software Packages", tell of
such oddities.
"""

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["stop_words"]

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
_MORE: Final = {  # what a list forgot
    "ar": "إلى",
    "de": "wurde wurden worden",
    "en": "did does doing having just like shall soon says said upon via",
    "id": "untuk",
    "lt": "yra",
}
_NAMES: Final = {"sr": "hr", "no": "nb"}  # the nearest the lists have
_BROAD: Final = frozenset({"el"})  # the short list is of ancient Greek
_SHORT: Final = frozenset({"uk"})  # the other has too few
_CYRILLIC: Final = str.maketrans("abvgdđežzijklmnoprstćufhcčšљњџ", "абвгдђежзијклмнопрстћуфхцчшљњџ")


@lru_cache(maxsize=128)
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language (ISO 639-1), lower case with accents; empty if there are none.

    >>> sorted(stop_words("de") & {"und", "der", "krieg"})
    ['der', 'und']
    """
    more, subjects = (of.get(language, "").split() for of in (_MORE, _SUBJECTS))
    if language == "en":
        listed = files(__package__).joinpath("english.txt").read_text("utf-8").split()
        return frozenset(listed).difference(subjects).union(more)
    words = _listed(language)
    lower = {unicodedata.normalize("NFC", word).lower() for word in words}
    if language == "sr":
        lower |= {_in_cyrillic(word) for word in lower}
    plain = {word.replace("ё", "е") for word in lower} if language == "ru" else lower
    return frozenset(plain).union(more) - frozenset(subjects)


def _listed(language: str) -> set[str]:
    import stop_words as short_lists  # lists that most listings do not need
    import stopwordsiso

    names = (language, _NAMES.get(language, language))
    broad = next((set(stopwordsiso.stopwords(n)) for n in names if stopwordsiso.has_lang(n)), set())
    known = (n for n in names if n in short_lists.LANGUAGE_MAPPING)
    short = next((set(short_lists.get_stop_words(n)) for n in known), set())
    if language in _BROAD | _SHORT:
        return broad if language in _BROAD else short
    return (broad & short) or broad or short


def _in_cyrillic(word: str) -> str:
    for digraph, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ")):
        word = word.replace(digraph, letter)
    return word.translate(_CYRILLIC)
