"""The words of every field of documents beyond title and summary, and which documents have them.

A field is a column of the table: creators, identifier, a column of the source. Its words are kept
folded and as terms (`dash_core.text.language.tokens`), stop words among them: a cell of a table has
few words, and each was put there by someone. Words of an address (`https://…`) count only where
nothing else has the word, since half a listing's addresses have the same ones.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.scratch import stored
from dash_core.text.language.tokens import fold, tokenize

__all__ = ["Field", "FieldIndex"]

_KNOWN: Final = 10_000  # texts whose words are remembered
_ADDRESS: Final = "\0"  # before the words of addresses

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Field:
    """A column: its name, its text or texts in each document, and how much a word there counts
    (0 to 1)."""

    name: str
    values: Sequence[str] | Sequence[Sequence[str]]
    weight: float

    def texts(self, row: int) -> Sequence[str]:
        """The texts of one document."""
        value = self.values[row]
        return (value,) if isinstance(value, str) else value


class FieldIndex:
    """Search over fields. Immutable once built.

    Parameters
    ----------
    fields
        The fields, the most telling first.
    n
        The number of documents.
    languages
        The languages of the listing (ISO 639-1), the most frequent first.
    """

    def __init__(self, fields: Sequence[Field], n: int, languages: Sequence[str] = ("en",)) -> None:
        self.fields, self._n = tuple(fields), n
        self._language = languages[0] if languages else "en"
        column: dict[str, int] = {}
        known: dict[str, list[int]] = {}
        words, places = array("i"), array("q")
        for i, field in enumerate(self.fields):
            for row, value in enumerate(field.values):
                for text in (value,) if isinstance(value, str) else value:
                    numbers = known.get(text)
                    if numbers is None:
                        keys = dict.fromkeys(key for keys in self._words(text) for key in keys)
                        numbers = [column.setdefault(key, len(column)) for key in keys]
                        if len(known) >= _KNOWN:  # ids, each of which stands once
                            known.clear()
                        known[text] = numbers
                    words.extend(numbers)
                    places.extend([i * n + row] * len(numbers))
        self._column = column
        ones = np.ones(len(words), dtype=np.int8)
        shape = (len(column), max(1, len(self.fields) * n))
        at = (np.array(words), np.array(places))
        self._postings = stored(csr_matrix((ones, at), shape=shape))

    def _words(self, text: str) -> Iterator[tuple[str, ...]]:
        """The words of a text in order, each as all that finds it."""
        mark = _ADDRESS if "://" in text else ""
        for token in tokenize(text, self._language):
            word = mark + fold(token.surface)
            yield (word, mark + token.term) if token.term else (word,)

    def find(self, keys: Iterable[str]) -> tuple[int, ...]:
        """Numbers of words that are one of these, folded or as terms."""
        keys = [*keys]
        found = tuple(self._column[key] for key in keys if key in self._column)
        marked = (_ADDRESS + key for key in keys)
        return found or tuple(self._column[key] for key in marked if key in self._column)

    def starting(self, start: str) -> tuple[int, ...]:
        """Numbers of words that begin so, folded."""
        return tuple(i for word, i in self._column.items() if word.startswith(start))

    def has(self, numbers: Collection[int], names: Collection[str] = ()) -> Mask:
        """Which documents have one of these words, in any field or in these."""
        mask = np.zeros(self._n, dtype=bool)
        for field, rows in self._places(numbers):
            if not names or field.name in names:
                mask[rows] = True
        return mask

    def has_phrase(self, text: str, names: Collection[str] = ()) -> Mask:
        """Which documents have the words of a text in this order, in any field or in these."""
        wanted = [set(keys) for keys in self._words(text)]
        mask = np.zeros(self._n, dtype=bool)
        if not wanted:
            return mask
        numbers = [self.find(keys) for keys in wanted]
        mask[:] = True
        for each in numbers:
            mask &= self.has(each, names)
        for row in np.flatnonzero(mask).tolist():
            mask[row] = any(
                self._stands_in(wanted, text)
                for field in self.fields
                if not names or field.name in names
                for text in field.texts(row)
            )
        return mask

    def _stands_in(self, wanted: Sequence[set[str]], text: str) -> bool:
        words = [{key.removeprefix(_ADDRESS) for key in keys} for keys in self._words(text)]
        return any(
            all(wanted[j] & words[i + j] for j in range(len(wanted)))
            for i in range(len(words) - len(wanted) + 1)
        )

    def weights(self, numbers: Collection[int]) -> list[tuple[float, NDArray[np.int64]]]:
        """The weight of each field with one of these words, and the documents that have it there;
        a field may come several times."""
        return [(field.weight, rows) for field, rows in self._places(numbers)]

    def with_any(self, row: int, numbers: Collection[int]) -> list[Field]:
        """The fields of one document that have one of these words."""
        wanted = np.arange(len(self.fields)) * self._n + row
        found: dict[int, Field] = {}
        for number in numbers:
            start, end = self._postings.indptr[number : number + 2]
            places = self._postings.indices[start:end]  # ascending
            at = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
            found |= {int(i): self.fields[i] for i in np.flatnonzero(places[at] == wanted)}
        return list(found.values())

    def texts_with(self, field: Field, row: int, numbers: Collection[int]) -> list[str]:
        """The texts of a field of one document that have one of these words."""
        return [
            text
            for text in field.texts(row)
            if any(self._column.get(key) in numbers for keys in self._words(text) for key in keys)
        ]

    def _places(self, numbers: Collection[int]) -> Iterator[tuple[Field, NDArray[np.int64]]]:
        """The fields with one of these words, and the documents that have it there."""
        starts, places = self._postings.indptr, self._postings.indices
        ends = np.arange(len(self.fields) + 1) * self._n
        for number in numbers:
            of_word = places[starts[number] : starts[number + 1]]  # ascending
            at = np.searchsorted(of_word, ends).tolist()
            for i, field in enumerate(self.fields):
                if at[i] < at[i + 1]:
                    yield field, of_word[at[i] : at[i + 1]] - ends[i]
