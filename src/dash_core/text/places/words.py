"""The words of texts as the search for places needs them: where a name may start, found at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dash_core.text.language.words import Splitter
from dash_core.text.places.gazetteer import Gazetteer, folded
from dash_core.text.places.nations import nations_of

__all__ = ["TextWords", "Words"]

_NO_CAPITAL: Final = -1


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of one text, where each starts, and how many words the longest name of a place has
    that starts with it: 0 where none does, -1 where it has no capital."""

    printed: list[str]
    starts: list[int]
    longest: list[int]


class Words:
    """The words of a listing, each looked up once.

    `lower`: those printed without a capital, which are words of the language; `upper`: how often
    each is printed with one; `names`: of texts that start so, how many words are a name, and its
    key.
    """

    def __init__(self, known: Gazetteer) -> None:
        self.known, self.lower = known, set[str]()
        self.upper: Counter[str] = Counter()
        self.names: dict[str, tuple[int, str]] = {}
        self._longest: dict[str, int] = {}
        self._nations: set[str] = set()
        self._splitter = Splitter(with_apostrophes=False)

    def split(self, texts: Sequence[str]) -> Iterator[tuple[bool, TextWords | None]]:
        """For each text whether it may speak of a nation, and its words, if one may start a
        name."""
        split = self._splitter.split(texts, "")
        looked_up = np.array(list(map(self._look_up, split.words)), dtype=np.int64)
        longest = looked_up[split.word] if len(looked_up) else looked_up
        uses = np.bincount(split.word, minlength=len(split.words))
        for at in np.flatnonzero(looked_up != _NO_CAPITAL).tolist():
            self.upper[split.words[at]] += int(uses[at])
        of_nations = np.array([word in self._nations for word in split.words], dtype=bool)
        has_name, has_nation = np.zeros(len(texts), dtype=bool), np.zeros(len(texts), dtype=bool)
        has_name[split.text[longest > 0]] = True
        has_nation[split.text[of_nations[split.word]]] = True
        ends = np.searchsorted(split.text, np.arange(len(texts) + 1))
        for at in range(len(texts)):
            words = None
            if has_name[at]:
                of_text = slice(ends[at], ends[at + 1])
                printed = [split.words[word] for word in split.word[of_text].tolist()]
                words = TextWords(printed, split.start[of_text].tolist(), longest[of_text].tolist())
            yield bool(has_nation[at]), words

    def _look_up(self, word: str) -> int:
        most = self._longest.get(word)
        if most is None:
            most = _NO_CAPITAL
            if word[0].isupper():
                most = self.known.longest.get(folded(word), 0)
            elif word[0].islower():
                self.lower.add(word)
            if nations_of(word):
                self._nations.add(word)
            self._longest[word] = most
        return most
