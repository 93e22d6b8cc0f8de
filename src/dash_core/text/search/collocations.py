"""Phrases: two words that stand together more often than chance would have them.

Pairs of neighbouring content words are scored by normalised pointwise mutual information (Bouma
2009, "Normalized (Pointwise) Mutual Information in Collocation Extraction"): 0 is chance, 1 is
never apart. One word like "of" may stand between ("withdrawal of troops"). Scripts without
spaces have none: their terms are pairs of characters already.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
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

_AT_ONCE: Final = 10_000  # documents whose pairs are counted together

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
    pairs, n_pairs, spread = _counted(tokens)
    words = np.bincount(tokens.subject[tokens.subject >= 0], minlength=len(tokens.terms))
    total = int(words.sum())
    ones, others = np.divmod(pairs, max(1, len(tokens.terms)))
    frequent = np.flatnonzero((spread >= floor) & (ones != others))
    numbers = (column[frequent].tolist() for column in (n_pairs, words[ones], words[others]))
    tried = zip(frequent.tolist(), *numbers, strict=True)
    all_scores = {i: _npmi(both, one, other, total) for i, both, one, other in tried}
    scores = {i: score for i, score in all_scores.items() if score >= least}
    wanted = np.array(list(scores), dtype=np.int64)  # ascends
    found = _Found(tokens, pairs[wanted])
    phrases = [
        (
            i,
            Phrase(
                (tokens.terms[ones[at]], tokens.terms[others[at]]),
                _best(found.ways[i]),
                int(spread[at]),
                scores[at],
            ),
        )
        for i, at in enumerate(wanted.tolist())
    ]
    phrases.sort(key=lambda item: (-item[1].score, item[1].terms))
    place = np.zeros(len(phrases), dtype=np.int64)
    place[[i for i, _phrase in phrases]] = np.arange(len(phrases))
    rows, numbers_found = found.documents
    counted = (np.ones(len(rows), dtype=np.int32), (rows, place[numbers_found]))
    counts = csr_matrix(counted, (tokens.n, len(phrases)), dtype=np.int32)
    return [phrase for _i, phrase in phrases], counts


def _in_parts(tokens: TokenTable) -> Iterator[TokenTable]:
    """The tokens of some documents after the other."""
    starts = 2 * np.arange(0, tokens.n, _AT_ONCE)
    bounds = [*np.searchsorted(tokens.text, starts).tolist(), len(tokens.text)]
    for start, end in pairwise(bounds):
        part = slice(start, end)
        yield replace(
            tokens,
            word=tokens.word[part],
            text=tokens.text[part],
            start=tokens.start[part],
            term=tokens.term[part],
            subject=tokens.subject[part],
        )


def _coded(
    tokens: TokenTable,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of some documents: a number for the two terms of each, its first and last token."""
    first, last = _pairs(tokens)
    n_terms = max(1, len(tokens.terms))
    return tokens.subject[first] * np.int64(n_terms) + tokens.subject[last], first, last


def _counted(
    tokens: TokenTable,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of terms as numbers that ascend, how often each stands, and in how many
    documents."""
    kept = [np.zeros((3, 0), dtype=np.int64)]
    for part in _in_parts(tokens):
        coded, _first, last = _coded(part)
        pairs, number, uses = np.unique(coded, return_inverse=True, return_counts=True)
        of_document = pd.unique(part.text[last] // 2 * np.int64(len(pairs) or 1) + number)
        spread = np.bincount(of_document % (len(pairs) or 1), minlength=len(pairs))
        kept.append(np.array([pairs, uses, spread]))
    pairs, number = np.unique(np.concatenate([one[0] for one in kept]), return_inverse=True)
    uses, spread = (
        np.bincount(number, np.concatenate([one[at] for one in kept]), len(pairs)).astype(np.int64)
        for at in (1, 2)
    )
    return pairs, uses, spread


class _Found:
    """Where some pairs of terms stand, `wanted` by their numbers, which ascend.

    `ways`: how each is written, and how often; `documents`: the rows in which pairs stand, and the
    places of these in `wanted`.
    """

    def __init__(self, tokens: TokenTable, wanted: NDArray[np.int64]) -> None:
        self.ways: list[Counter[str]] = [Counter() for _pair in wanted]
        rows = [np.zeros(0, dtype=np.int64)]
        places = [np.zeros(0, dtype=np.int64)]
        for part in _in_parts(tokens):
            coded, first, last = _coded(part)
            place = np.minimum(np.searchsorted(wanted, coded), len(wanted) - 1)
            has = wanted[place] == coded if len(wanted) else np.zeros(len(coded), dtype=bool)
            self._add_ways(part, first[has], last[has], place[has])
            rows.append(part.text[last[has]] // 2)
            places.append(place[has])
        self.documents = np.concatenate(rows), np.concatenate(places)

    def _add_ways(
        self,
        tokens: TokenTable,
        first: NDArray[np.int64],
        last: NDArray[np.int64],
        place: NDArray[np.int64],
    ) -> None:
        joining, middle = np.unique(
            np.where(last - first == 2, tokens.word[last - 1], -1), return_inverse=True
        )
        n = max(1, len(tokens.surfaces))
        key = (tokens.word[first] * np.int64(n) + tokens.word[last]) * (len(joining) or 1) + middle
        _keys, at, uses = np.unique(key, return_index=True, return_counts=True)
        for i, times in zip(at.tolist(), uses.tolist(), strict=True):
            words = tokens.word[first[i] : last[i] + 1].tolist()
            text = " ".join([tokens.surfaces[word] for word in words])
            self.ways[place[i]][text] += times


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


def _npmi(both: int, one: int, other: int, total: int) -> float:
    return log(both * total / (one * other)) / log(total / both)


def _best(surfaces: Mapping[str, int]) -> str:
    """The most frequent surface of a phrase; of equals lower case, then the shorter."""
    best = min(surfaces, key=lambda w: (-surfaces[w], sum(map(str.isupper, w)), len(w), w))
    return best.title() if best.isupper() and len(best) > 8 else best
