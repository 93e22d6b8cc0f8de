"""Phrases: two words that stand together more often than chance would have them.

Pairs of neighbouring content words are scored by normalised pointwise mutual information (Bouma
2009, "Normalized (Pointwise) Mutual Information in Collocation Extraction"): 0 is chance, 1 is
never apart. One word like "of" may stand between ("withdrawal of troops"). Scripts without
spaces have none: their terms are pairs of characters already.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.text.search.token_table import TokenTable

__all__ = ["Phrase", "find_phrases"]

MIN_PHRASE_DOCUMENTS: Final = 3  # fewer make no collocation
MIN_PHRASE_NPMI: Final = 0.3  # Bouma (2009): 0 is chance, 1 is never apart

# Prepositions and articles that join two nouns to one thing.
_JOINING: Final = frozenset(
    "of de du des d’ d' von der di del della dell’ dell' dei do da dos das av af van den".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A collocation: its two terms, how people read it, its documents and its score (0 to 1)."""

    terms: tuple[str, str]
    surface: str
    documents: int
    score: float

    @property
    def term(self) -> str:
        """The phrase as one term: "oil compani"."""
        return " ".join(self.terms)


def find_phrases(
    tokens: TokenTable, least: float = MIN_PHRASE_NPMI, floor: int = MIN_PHRASE_DOCUMENTS
) -> tuple[list[Phrase], csr_matrix]:
    """Collocations of a collection, the highest score first, and how often each document has which.

    Parameters
    ----------
    tokens
        The tokens of all documents; those that do not tell the subject part phrases.
    least
        The lowest normalised PMI.
    floor
        The lowest number of documents.
    """
    first, last = _pairs(tokens)
    n_terms, row = max(1, len(tokens.terms)), tokens.text // 2
    pair = tokens.subject[first] * np.int64(n_terms) + tokens.subject[last]
    pairs, number, n_pairs = np.unique(pair, return_inverse=True, return_counts=True)
    del pair
    spread = np.bincount(
        pd.unique(row[last] * np.int64(len(pairs) or 1) + number) % (len(pairs) or 1),
        minlength=len(pairs),
    )
    words = np.bincount(tokens.subject[tokens.subject >= 0], minlength=n_terms)
    total = int(words.sum())
    ones, others = np.divmod(pairs, n_terms)
    frequent = np.flatnonzero((spread >= floor) & (ones != others))
    numbers = (column[frequent].tolist() for column in (n_pairs, words[ones], words[others]))
    tried = zip(frequent.tolist(), *numbers, strict=True)
    all_scores = {i: _npmi(both, one, other, total) for i, both, one, other in tried}
    scores = {i: score for i, score in all_scores.items() if score >= least}
    written = _written(tokens, first, last, number, scores)
    phrases = [
        (i, Phrase((tokens.terms[ones[i]], tokens.terms[others[i]]), written[i], int(spread[i]), s))
        for i, s in scores.items()
    ]
    phrases.sort(key=lambda item: (-item[1].score, item[1].terms))
    place = np.full(len(pairs), -1, dtype=np.int64)
    place[[i for i, _phrase in phrases]] = np.arange(len(phrases))
    column = place[number]
    has = column >= 0
    counted = (np.ones(int(has.sum()), dtype=np.int32), (row[last][has], column[has]))
    counts = csr_matrix(counted, (tokens.n, len(phrases)), dtype=np.int32)
    return [phrase for _i, phrase in phrases], counts


def _pairs(tokens: TokenTable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where content words stand side by side, with nothing but a space or a hyphen, or one joining
    word, between them: the first and the last token of each pair."""
    if not len(tokens.word):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    length = np.array([len(surface) for surface in tokens.surfaces], dtype=np.int32)[tokens.word]
    joins = [surface.lower() in _JOINING for surface in tokens.surfaces]
    row, is_content = tokens.text // 2, tokens.subject >= 0
    gap = tokens.start[1:] - (tokens.start + length)[:-1]
    # Whether a token follows the one before it in its document; the first one follows none.
    follows = np.concatenate([[False], (row[1:] == row[:-1]) & (gap >= 0) & (gap <= 1)])
    joining = ~is_content & np.array(joins, dtype=bool)[tokens.word] & follows
    last = np.flatnonzero(is_content & follows)
    after_content = is_content[last - 1]
    # Two before the first tokens of all is the last of all, which `follows` rules out.
    after_joining = ~after_content & joining[last - 1] & is_content[last - 2]
    kept = last[after_content | after_joining]
    return kept - np.where(is_content[kept - 1], 1, 2), kept


def _written(
    tokens: TokenTable,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    number: NDArray[np.int64],
    wanted: Collection[int],
) -> dict[int, str]:
    """How each wanted pair is written, by its number."""
    has = np.isin(number, list(wanted))
    first, last, number = first[has], last[has], number[has]
    joining, middle = np.unique(
        np.where(last - first == 2, tokens.word[last - 1], -1), return_inverse=True
    )
    n = max(1, len(tokens.surfaces))
    key = (tokens.word[first] * np.int64(n) + tokens.word[last]) * (len(joining) or 1) + middle
    _keys, at, uses = np.unique(key, return_index=True, return_counts=True)
    ways: dict[int, Counter[str]] = {}
    for i, times in zip(at.tolist(), uses.tolist(), strict=True):
        words = tokens.word[first[i] : last[i] + 1].tolist()
        text = " ".join([tokens.surfaces[word] for word in words])
        ways.setdefault(int(number[i]), Counter())[text] += times
    return {pair: _best(of_pair) for pair, of_pair in ways.items()}


def _npmi(both: int, one: int, other: int, total: int) -> float:
    return log(both * total / (one * other)) / log(total / both)


def _best(surfaces: Mapping[str, int]) -> str:
    """The most frequent surface of a phrase; of equals lower case, then the shorter."""
    best = min(surfaces, key=lambda w: (-surfaces[w], sum(map(str.isupper, w)), len(w), w))
    return best.title() if best.isupper() and len(best) > 8 else best
