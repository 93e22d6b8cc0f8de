"""Vectors of English words: a small table, looked up without a model.

The table (`word_vectors.npz`, made by `distil`) has a vector for each of some 29,500 word pieces.
A word that is no piece itself is taken apart, the longest piece first (WordPiece: Wu et al. 2016),
and its vector is the sum. All numbers are whole, so sums are the same on every machine.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

__all__ = [
    "FILE",
    "LANGUAGE",
    "NAME",
    "WordVectors",
    "longest_first",
    "without_marks",
    "word_vectors",
]

FILE: Final = Path(__file__).with_name("word_vectors.npz")
LANGUAGE: Final = "en"  # of the words it knows
NAME: Final = "all-MiniLM-L6-v2, distilled to 128 dimensions, fitted to WordNet"

MAX_LETTERS: Final = 100  # of a word; longer ones are not looked up, as in BERT

_INSIDE: Final = "##"  # before a piece that does not begin a word
_PARTS: Final = re.compile(r"\w+")


class WordVectors:
    """The table in memory: about 8 MB."""

    def __init__(self, path: Path = FILE) -> None:
        with np.load(path) as table:
            self._vectors, self._scale = table["vectors"], table["scale"]
            pieces = bytes(table["pieces"]).decode().split("\n")
        self._row = {piece: row for row, piece in enumerate(pieces)}
        self.dimensions: int = self._vectors.shape[1]

    def of(self, words: Sequence[str]) -> NDArray[np.float64]:
        """A row of whole numbers for each word; 0 for one that is not known.

        The longer a row, the rarer the word and the more it tells.
        """
        rows = [self._rows(word) for word in words]
        ends = np.cumsum([0, *map(len, rows)])
        used, at = np.unique([row for own in rows for row in own], return_inverse=True)
        used = used.astype(np.int64)
        table = self._scale[used, None].astype(np.float64) * self._vectors[used]
        pieces = csr_matrix((np.ones(len(at)), at, ends), (len(words), len(used)))
        return np.asarray(pieces @ table)

    def _rows(self, word: str) -> list[int]:
        """The pieces of a word; none of a part with a piece that is not known."""
        plain = word.lower()
        whole = self._row.get(plain)
        if whole is not None:
            return [whole]
        parts = _PARTS.findall(without_marks(plain)[:MAX_LETTERS])
        return [row for part in parts for row in longest_first(part, self._row)]


def without_marks(text: str) -> str:
    """The text without accents and other marks on letters."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def longest_first(part: str, number: Mapping[str, int]) -> list[int]:
    """The numbers of the pieces of a part of a word; none where one is not known."""
    numbers, start = [], 0
    while start < len(part):
        before = _INSIDE if start else ""
        for end in range(len(part), start, -1):
            found = number.get(before + part[start:end])
            if found is not None:
                numbers.append(found)
                start = end
                break
        else:
            return []
    return numbers


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The table, read when it is first asked for."""
    return WordVectors()
