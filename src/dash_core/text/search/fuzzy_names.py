"""Names found by a part of them or by a similar spelling.

A name that the collection has is taken as it is; otherwise the names with the most similar words
are, and the match is marked as a guess. Similarity of two words is 1 minus their normalised
insertion-deletion distance (rapidfuzz), so `Bagirof` finds `Bagirov`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from dash_core.text.language.tokens import fold, tokenize
from dash_core.text.search.index import MIN_PREFIX_CHARS

__all__ = ["NameMatch", "find_names", "similar_names"]

MIN_NAME_SIMILARITY: Final = 0.75  # 0 to 1: a less similar spelling is another name
_MAX_SIMILAR: Final = 3  # similar names that are offered


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Names that a query may mean, and whether they were guessed by their spelling."""

    names: tuple[str, ...]
    is_guess: bool = False


def find_names(query: str, names: Mapping[str, Sequence[str]]) -> NameMatch:
    """The names that have every word of a query, those that have no other first; or else the most
    similar ones.

    Parameters
    ----------
    query
        A name, its words in any order.
    names
        Name -> its printed forms.
    """
    words = _words(query)
    if not words:
        return NameMatch(())
    forms = _forms(names)
    by_name: dict[str, list[list[str]]] = {}
    for name, form in forms:
        by_name.setdefault(name, []).append(form)
    for matches in (
        sorted(
            (name for name, form in forms if set(words) <= set(form)),
            key=lambda name: (words not in by_name[name], name),
        ),
        [name for name, form in forms if all(_is_prefix(word, form) for word in words)],
    ):
        if matches:
            return NameMatch(tuple(dict.fromkeys(matches)))
    return NameMatch(tuple(_most_similar(words, forms)), is_guess=True)


def similar_names(query: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Up to three names with words spelt similarly to those of the query."""
    words = _words(query)
    return _most_similar(words, _forms(names))[:_MAX_SIMILAR] if words else []


def _words(text: str) -> list[str]:
    return [fold(token.surface) for token in tokenize(text)]


def _forms(names: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    """Each name with the words of each of its forms."""
    return [(name, _words(form)) for name, forms in names.items() for form in {name, *forms}]


def _is_prefix(word: str, form: Sequence[str]) -> bool:
    return len(word) >= MIN_PREFIX_CHARS and any(w.startswith(word) for w in form)


def _most_similar(words: list[str], forms: list[tuple[str, list[str]]]) -> list[str]:
    """The names with the highest similarity, that of their least similar word, if it is enough."""
    vocabulary = sorted({word for _name, form in forms for word in form})
    if not vocabulary:
        return []
    similarity = process.cdist(words, vocabulary, scorer=fuzz.ratio, workers=1)
    column = {word: i for i, word in enumerate(vocabulary)}
    scores: dict[str, float] = {}
    for name, form in forms:
        if form:
            columns = [column[word] for word in form]
            score = float(np.min(np.max(similarity[:, columns], axis=1)))
            scores[name] = max(score, scores.get(name, 0))
    best = max(scores.values(), default=0)
    if best < MIN_NAME_SIMILARITY * 100:
        return []
    return sorted(name for name, score in scores.items() if score == best)
