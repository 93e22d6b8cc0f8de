"""Names as people remember them: whole, in part, or spelt nearly right.

A name asked for is taken as it stands where the collection has it; else the names whose words
are spelt most like it are taken, and that is said. Similarity of two words is 1 minus their
normalised insertion-deletion distance (rapidfuzz), so `Bagirof` finds `Bagirov`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from dash_core.text.language.tokens import fold, tokenize
from dash_core.text.search.index import MIN_PREFIX_CHARS

__all__ = ["Reading", "find_names", "similar_names"]

NEAR_NAME: Final = 0.75  # a less like spelling is another name


@dataclass(frozen=True, slots=True)
class Reading:
    """Values a person may have meant, and whether the spelling had to be guessed."""

    names: tuple[str, ...]
    is_guess: bool = False


def _words(text: str) -> list[str]:
    return [fold(token.surface) for token in tokenize(text)]


def find_names(asked: str, names: Mapping[str, Sequence[str]]) -> Reading:
    """The names that hold every word asked for, or the ones spelt most like it.

    Parameters
    ----------
    asked
        A name, in any order of words.
    names
        The names there are, each with all forms it is printed in.
    """
    words = _words(asked)
    if not words:
        return Reading(())
    forms = [(name, _words(form)) for name, own in names.items() for form in {name, *own}]
    whole = [name for name, own in forms if words == own]
    for found in (
        whole,
        [name for name, own in forms if set(words) <= set(own)],
        [name for name, own in forms if all(_starts(word, own) for word in words)],
    ):
        if found:
            return Reading(tuple(dict.fromkeys(found)))
    return Reading(tuple(_nearest(words, forms)), is_guess=True)


def similar_names(asked: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Up to three names with a word spelt nearly like the one asked for."""
    words = _words(asked)
    forms = [(name, _words(form)) for name, own in names.items() for form in {name, *own}]
    return _nearest(words, forms)[:3] if words else []


def _starts(word: str, own: Sequence[str]) -> bool:
    return len(word) >= MIN_PREFIX_CHARS and any(w.startswith(word) for w in own)


def _nearest(words: list[str], forms: list[tuple[str, list[str]]]) -> list[str]:
    """The names whose least like word is most like, if it is like enough."""
    vocabulary = sorted({word for _name, own in forms for word in own})
    if not vocabulary:
        return []
    likeness = process.cdist(words, vocabulary, scorer=fuzz.ratio, workers=1)
    column = {word: i for i, word in enumerate(vocabulary)}
    scores: dict[str, float] = {}
    for name, own in forms:
        if own:
            columns = [column[word] for word in own]
            score = float(np.min(np.max(likeness[:, columns], axis=1)))
            scores[name] = max(score, scores.get(name, 0))
    best = max(scores.values(), default=0)
    if best < NEAR_NAME * 100:
        return []
    return sorted(name for name, score in scores.items() if score == best)
