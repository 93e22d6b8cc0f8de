"""Form words: what kind of document it is and what a description does, not its subject.

Topics are not made of them and no topic is described by them; they stay searchable.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dash_core.text.language.tokens import term_of, tokenize

__all__ = ["FORM_TERMS", "PAPER_TERMS", "description_terms", "form_terms"]

# English only; the other languages have theirs in form_words.toml.
_FORM_WORDS: Final = (
    "letter telegram cable memo memorandum message dispatch minutes transcript report note "
    "resolution decree directive speech statement diary interview telegraph telegraphic record "
    "conversation document text draft copy excerpt page paper file deciphered ciphered coded "
    "describes description lists list listing discusses discussion reports requests expresses "
    "contains containing concerning regarding explains explain responds response writes written "
    "wrote attempts attempt answers question asks states summary account telegrams "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "cde cdes comrade comrades mr mrs dr"
)
_OFFICES: Final = (
    "ambassador minister secretary chairman president general "
    "colonel marshal consul prime premier commissar major deputy"
)
PAPER_TERMS: Final = frozenset(filter(None, map(term_of, _FORM_WORDS.split())))
FORM_TERMS: Final = PAPER_TERMS.union(filter(None, map(term_of, _OFFICES.split())))


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("form_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=64)
def form_terms(language: str) -> frozenset[str]:
    """Terms of genres, months and titles of office in a language (ISO 639-1)."""
    if language == "en":
        return FORM_TERMS
    words = _lists().get(language, {}).get("genre", "").split()
    return frozenset(filter(None, (term_of(word, language) for word in words)))


@lru_cache(maxsize=64)
def description_terms(language: str) -> frozenset[str]:
    """Terms of the formulas of archival description, with those of `form_terms`.

    A formula of several words is its terms with a space between.

    >>> sorted(description_terms("en") & {"enclosur", "receipt", "text print", "oil"})
    ['enclosur', 'receipt', 'text print']
    """
    formulas = _lists().get(language, {}).get("description", "").split(";")
    terms = (" ".join(t.term for t in tokenize(words, language) if t.term) for words in formulas)
    return frozenset(filter(None, terms)) | form_terms(language)
