"""Phrases: two words that stand together more often than chance would have them.

Pairs of neighbouring content words are scored by normalised pointwise mutual information (Bouma
2009, "Normalized (Pointwise) Mutual Information in Collocation Extraction"): 0 is chance, 1 is
never apart. One word like "of" may stand between ("withdrawal of troops"). Scripts without
spaces have none: their terms are pairs of characters already.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from dash_core.text.language.tokens import Token

__all__ = ["Phrase", "find_phrases", "phrases_of_document"]

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


def _pairs(tokens: Sequence[Token]) -> list[tuple[tuple[str, str], int, int]]:
    """Terms and positions of content words that stand side by side, with nothing but a space or
    a hyphen, or one joining word, between them."""
    pairs = []
    first, before, end, joined = "", -1, -2, False  # the content word before, its place
    for i, token in enumerate(tokens):
        is_near = 0 <= token.start - end <= 1
        end = token.end
        if token.term:
            if is_near and first:
                pairs.append(((first, token.term), before, i))
            first, before, joined = token.term, i, False
        elif not is_near or joined or token.surface.lower() not in _JOINING:
            first = ""
        else:
            joined = True
    return pairs


def find_phrases(
    documents: Iterable[Sequence[Token]],
    least: float = MIN_PHRASE_NPMI,
    floor: int = MIN_PHRASE_DOCUMENTS,
) -> list[Phrase]:
    """Collocations of a collection, the highest score first.

    Parameters
    ----------
    documents
        The tokens of each document; those with an empty term (stop words, form) part phrases.
    least
        The lowest normalised PMI.
    floor
        The lowest number of documents.
    """
    words: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    spread: Counter[tuple[str, str]] = Counter()
    positions: list[tuple[Sequence[Token], list[tuple[tuple[str, str], int, int]]]] = []
    for tokens in documents:
        words.update([token.term for token in tokens if token.term])
        matches = _pairs(tokens)
        pairs = [pair for pair, _first, _last in matches]
        counts.update(pairs)
        spread.update(set(pairs))
        positions.append((tokens, matches))
    total = words.total()
    kept = {
        pair: score
        for pair, n in spread.items()
        if n >= floor and pair[0] != pair[1]
        if (score := _npmi(counts[pair], words[pair[0]], words[pair[1]], total)) >= least
    }
    surfaces: dict[tuple[str, str], Counter[str]] = {pair: Counter() for pair in kept}
    for tokens, matches in positions:
        for pair, first, last in matches:
            if pair in kept:
                surfaces[pair][" ".join([token.surface for token in tokens[first : last + 1]])] += 1
    return [
        Phrase(pair, _best(surfaces[pair]), spread[pair], score)
        for pair, score in sorted(kept.items(), key=lambda item: (-item[1], item[0]))
    ]


def _npmi(both: int, one: int, other: int, total: int) -> float:
    return log(both * total / (one * other)) / log(total / both)


def _best(surfaces: Mapping[str, int]) -> str:
    """The most frequent surface of a phrase; of equals lower case, then the shorter."""
    best = min(surfaces, key=lambda w: (-surfaces[w], sum(map(str.isupper, w)), len(w), w))
    return best.title() if best.isupper() and len(best) > 8 else best


def phrases_of_document(
    tokens: Sequence[Token], known: Mapping[tuple[str, str], Phrase]
) -> list[Phrase]:
    """The phrases of `known` (by their two terms) in one document, each time they stand there."""
    return [known[pair] for pair, _first, _last in _pairs(tokens) if pair in known]
