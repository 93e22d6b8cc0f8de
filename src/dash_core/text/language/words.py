"""The words of many texts at once, by arrays: what `tokenize` does text by text.

Nearly all texts are of letters, digits, spaces and apostrophes: their words are told by looking at
each character and the ones beside it, and a word that stands ten thousand times becomes one string.
The others (with marks that stand apart, editors' brackets, scripts without spaces) are left over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.text.language.tokens import is_apostrophe, is_elided, is_plain_letter, is_special

__all__ = ["SplitTexts", "Splitter"]

_BETWEEN, _LETTER, _APOSTROPHE, _SPECIAL, _UNKNOWN = range(5)
_CHARACTERS: Final = 0x110000  # code points of Unicode


@dataclass(frozen=True, eq=False)
class SplitTexts:
    """`words`: each once; for each token in order `word`, its place there, `text`, the place of its
    text, and `start`, where it starts in it. `left_over`: texts that `tokenize` alone splits."""

    words: list[str]
    word: NDArray[np.int64]
    text: NDArray[np.int64]
    start: NDArray[np.int64]
    left_over: list[int]


class Splitter:
    """Splits texts; keeps what it knows of characters.

    Parameters
    ----------
    with_apostrophes
        Whether words hold apostrophes, and texts with marks and scripts that `tokenize` alone
        splits are left over; else words are letters and digits.
    """

    def __init__(self, *, with_apostrophes: bool = True) -> None:
        self._kind = _kind if with_apostrophes else _plain_kind
        self._kinds = np.full(_CHARACTERS, _UNKNOWN, dtype=np.uint8)

    def split(self, texts: Sequence[str], language: str) -> SplitTexts:
        """The words of texts of one language."""
        if is_elided(language):
            none = np.zeros(0, dtype=np.int64)
            return SplitTexts([], none, none, none, list(range(len(texts))))
        joined = "\n".join(texts)
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds = self._kinds_of(points)
        first = np.cumsum([0, *[len(text) + 1 for text in texts]])  # of each text
        is_left = np.zeros(len(texts), dtype=bool)
        is_left[_texts_at(first, np.flatnonzero(kinds == _SPECIAL))] = True
        edges = _edges(kinds)
        text = _texts_at(first, edges[::2])
        is_kept = ~is_left[text]
        codes, words = _distinct(joined, points, edges, is_kept)
        text = text[is_kept]
        start = edges[::2][is_kept] - first[text]
        return SplitTexts(words, codes, text, start, np.flatnonzero(is_left).tolist())

    def _kinds_of(self, points: NDArray[np.uint32]) -> NDArray[np.uint8]:
        kinds = self._kinds[points]
        new = np.unique(points[kinds == _UNKNOWN])
        if not len(new):
            return kinds
        for point in new.tolist():
            self._kinds[point] = self._kind(chr(point))
        return self._kinds[points]


def _kind(character: str) -> int:
    if is_special(character):
        return _SPECIAL
    if is_plain_letter(character):
        return _LETTER
    return _APOSTROPHE if is_apostrophe(character) else _BETWEEN


def _plain_kind(character: str) -> int:
    return _LETTER if is_plain_letter(character) else _BETWEEN


def _texts_at(first: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.asarray(np.searchsorted(first, places, side="right") - 1)


def _edges(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where words start and end, in turns: an apostrophe between two letters is inside a word."""
    is_inside = np.zeros(len(kinds) + 2, dtype=bool)
    is_letter = kinds == _LETTER
    is_inside[1:-1] = is_letter
    is_inside[2:-2] |= (kinds[1:-1] == _APOSTROPHE) & is_letter[:-2] & is_letter[2:]
    return np.flatnonzero(is_inside[1:] != is_inside[:-1])


def _distinct(
    joined: str,
    points: NDArray[np.uint32],
    edges: NDArray[np.int64],
    is_kept: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], list[str]]:
    """The words between the edges that are kept: the place of each among the distinct ones."""
    import pyarrow as pa  # slow to import, and no page needs it before a listing is read

    encoded = joined.encode("utf-8", "surrogatepass")
    ends = edges
    if len(encoded) != len(points):
        sizes = 1 + (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
        ends = np.concatenate([[0], np.cumsum(sizes)])[edges]
    pieces = pa.LargeStringArray.from_buffers(
        max(0, len(ends) - 1), pa.py_buffer(ends.astype(np.int64)), pa.py_buffer(encoded)
    )
    words = pieces.take(pa.array(2 * np.flatnonzero(is_kept))).dictionary_encode()
    return words.indices.to_numpy().astype(np.int64), words.dictionary.to_pylist()
