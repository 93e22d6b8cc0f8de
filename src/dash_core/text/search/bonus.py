"""What words add to a score that stand in a title or in another field than the summary."""

from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.text.search.fields import FieldIndex
from dash_core.text.search.index import Index, QueryWord

__all__ = ["Bonus", "SearchedWord"]

TITLE_WEIGHT: Final = 0.35  # what a word in the title adds to a score, 0 to 1


@dataclass(frozen=True, slots=True)
class SearchedWord:
    """A word of a query: its terms in titles and summaries, and its numbers in each field index."""

    word: QueryWord
    numbers: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, eq=False)
class Bonus:
    """What words add that stand in the title or in another field than the summary: each the weight
    of the most telling one."""

    index: Index
    words: tuple[SearchedWord, ...]
    fields: tuple[FieldIndex, ...]

    def of(self, row: int) -> float:
        """What they add to the score of one document."""
        total = 0.0
        for word in self.words:
            weights = [TITLE_WEIGHT] if self.index.is_in_title(row, word.word.columns) else [0.0]
            for fields, numbers in zip(self.fields, word.numbers, strict=True):
                weights += [field.weight for field in fields.with_any(row, numbers)]
            total += max(weights) / len(self.words)
        return total

    def of_all(self) -> NDArray[np.float64]:
        """What they add to the score of each document."""
        total, most = np.zeros(len(self.index)), np.zeros(len(self.index))
        for word in self.words:
            weights = [(TITLE_WEIGHT, rows) for rows in self.index.in_titles(word.word.columns)]
            for fields, numbers in zip(self.fields, word.numbers, strict=True):
                weights += fields.weights(numbers)
            for weight, rows in sorted(weights, key=itemgetter(0)):
                most[rows] = weight
            for _weight, rows in weights:  # each document once: what is added is taken away
                total[rows] += most[rows] / len(self.words)
                most[rows] = 0
        return total
