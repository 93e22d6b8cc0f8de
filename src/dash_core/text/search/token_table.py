"""The tokens of a whole listing as columns: a code for each word, its document and its place.

A word that stands ten thousand times is stemmed and looked up once; what is counted is counted by
numpy. A `Token` is an object, and a listing of 40,000 documents has a million and a half.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.parts import in_parts
from dash_core.common.progress import Progress, no_progress
from dash_core.text.language.tokens import Token, surfaces, term_of, tokenize
from dash_core.text.language.words import Splitter
from dash_core.text.subject import FormSpans, is_form

__all__ = ["TokenTable"]

_Codes = NDArray[np.int32]
_AT_ONCE: Final = 2_000  # documents whose texts are split together
_LONGEST: Final = 2**32  # more characters than a text has


class _Words(dict[str, int]):
    """The codes of words of a language; a new one is coded when it is asked for."""

    def __init__(self, code: Callable[[str], int]) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, surface: str) -> int:
        self[surface] = code = self._code(surface)
        return code


@dataclass(frozen=True, eq=False)
class TokenTable:
    """The words of a listing, and a row for each token, in order.

    `surfaces`: how each word is written; `terms`: all terms, sorted; `displayed`: how each is
    written most often. `word`, `text`, `start`: the code of each token, its text (2 × row for a
    title, 2 × row + 1 for a summary), where it starts there; `term`: the place of its term in
    `terms` (-1: none); `subject`: the same where it tells the subject (`dash_core.text.subject`).
    """

    surfaces: list[str]
    terms: tuple[str, ...]
    displayed: tuple[str, ...]
    n: int
    word: _Codes
    text: _Codes
    start: _Codes
    term: _Codes
    subject: _Codes

    @classmethod
    def read(
        cls,
        titles: Sequence[str],
        summaries: Sequence[str],
        languages: Sequence[str],
        forms: Sequence[FormSpans],
        progress: Progress = no_progress,
    ) -> "TokenTable":
        """The tokens of titles and summaries, each document in its language."""
        maker = _Maker(in_parts(_read, titles, summaries, languages, progress=progress))
        return maker.table(partial(_subjects, forms))

    @classmethod
    def of(
        cls,
        documents: Iterable[Sequence[Token]],
        subjects: Iterable[Sequence[Token]],
        titles: Sequence[int] | None = None,
    ) -> "TokenTable":
        """From the tokens of each document, and the same with the terms of its subject only.

        Parameters
        ----------
        titles
            How many of the first tokens of each document are its title; by default none.
        """
        maker = _Maker()
        for row, tokens in enumerate(documents):
            first = titles[row] if titles else 0
            maker.add(tokens[:first], "")
            maker.add(tokens[first:], "")
        told = [bool(token.term) for tokens in subjects for token in tokens]
        return maker.table(lambda *_columns: np.array(told, dtype=bool))

    def count(self, of: _Codes) -> csr_matrix:
        """How often each term stands in each document; `of` is `term` or `subject`."""
        has = of >= 0
        ones = np.ones(int(has.sum()), dtype=np.int32)
        shape = (self.n, len(self.terms))
        return csr_matrix((ones, (self.text[has] // 2, of[has])), shape, dtype=np.int32)


class _Maker:
    """Collects the tokens of one text after the other.

    Parameters
    ----------
    parts
        What others collected, in order.
    """

    def __init__(self, parts: "Iterable[_Part]" = ()) -> None:
        self._known: dict[tuple[str, str, str], int] = {}  # by surface, term, language
        self._words: dict[str, _Words] = {}
        self._columns: list[tuple[_Codes, _Codes, _Codes]] = []  # word, text, start
        self._of_single_texts = array("i"), array("i"), array("i")
        self._splitter = Splitter()
        self.n_texts = 0
        for known, word, text, start, n in parts:
            codes = np.array([self._code(*one) for one in known], dtype=np.int32)
            self._columns.append((codes[word], text + np.int32(self.n_texts), start))
            self.n_texts += n

    @property
    def part(self) -> "_Part":
        """What was collected: the words; code, text and place of each token; how many texts."""
        return list(self._known), *self._in_order(), self.n_texts

    def add_texts(self, texts: Sequence[str], languages: Sequence[str]) -> None:
        """Further texts, each in its language."""
        of_language: dict[str, list[int]] = {}
        for place, language in enumerate(languages):
            of_language.setdefault(language, []).append(place)
        for language, places in of_language.items():
            split = self._splitter.split([texts[place] for place in places], language)
            words = self._words.get(language)
            if words is None:
                words = self._words[language] = _Words(
                    lambda surface, language=language: self._code(  # type: ignore[misc]
                        surface, term_of(surface, language), language
                    )
                )
            codes = np.array([words[word] for word in split.words], dtype=np.int32)
            numbers = self.n_texts + np.array(places, dtype=np.int32)
            column = codes[split.word], numbers[split.text], split.start.astype(np.int32)
            self._columns.append(column)
            for left in split.left_over:
                tokens = tokenize(texts[places[left]], language)
                self._put(self.n_texts + places[left], tokens, language)
        self.n_texts += len(texts)

    def add(self, tokens: Sequence[Token], language: str) -> None:
        """The tokens of a further text."""
        self._put(self.n_texts, tokens, language)
        self.n_texts += 1

    def _put(self, number: int, tokens: Sequence[Token], language: str) -> None:
        word, text, start = self._of_single_texts
        word.extend([self._code(t.surface, t.term, language) for t in tokens])
        text.extend([number] * len(tokens))
        start.extend([token.start for token in tokens])

    def _in_order(self) -> tuple[_Codes, _Codes, _Codes]:
        """The columns, text by text."""
        single = [np.array(column, dtype=np.int32) for column in self._of_single_texts]
        word, text, start = map(np.concatenate, zip(single, *self._columns, strict=True))
        if (text[1:] >= text[:-1]).all():
            return word, text, start
        order = np.argsort(text, kind="stable")
        return word[order], text[order], start[order]

    def _code(self, surface: str, term: str, language: str) -> int:
        return self._known.setdefault((surface, term, language), len(self._known))

    def table(
        self, tell: Callable[[_Codes, _Codes, NDArray[np.bool_]], NDArray[np.bool_]]
    ) -> TokenTable:
        """The table; `tell` says which tokens tell the subject, from their texts, their places and
        whether their words are of form."""
        word, text, start = self._in_order()
        self._columns.clear()
        terms = tuple(sorted({term for _surface, term, _language in self._known if term}))
        place = {"": -1} | {term: i for i, term in enumerate(terms)}
        term_of_word = np.array([place[term] for _s, term, _l in self._known], dtype=np.int32)
        of_form = np.array([is_form(term, language) for _s, term, language in self._known], bool)
        term = term_of_word[word]
        told = tell(text, start, of_form[word])
        uses = np.bincount(word, minlength=len(self._known)).tolist()
        shown = surfaces((s, term, n) for (s, term, _l), n in zip(self._known, uses, strict=True))
        return TokenTable(
            [surface for surface, _term, _language in self._known],
            terms,
            tuple(shown[term] for term in terms),
            self.n_texts // 2,
            word,
            text,
            start,
            term,
            np.where(told, term, np.int32(-1)),
        )


_Part = tuple[list[tuple[str, str, str]], _Codes, _Codes, _Codes, int]


def _read(
    titles: Sequence[str], summaries: Sequence[str], languages: Sequence[str], progress: Progress
) -> _Part:
    """The tokens of some documents."""
    maker = _Maker()
    for first in range(0, len(titles), _AT_ONCE):
        last = min(first + _AT_ONCE, len(titles))
        both = zip(titles[first:last], summaries[first:last], strict=True)
        of_both = [language for language in languages[first:last] for _part in range(2)]
        maker.add_texts(list(chain.from_iterable(both)), of_both)
        progress(last / len(titles))
    return maker.part


def _subjects(
    forms: Sequence[FormSpans], text: _Codes, start: _Codes, of_form: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which tokens tell the subject: none that is of form, stands before the subject of a title,
    or in the name of a correspondent."""
    first = np.zeros(2 * len(forms), dtype=np.int32)
    first[::2] = [form.start for form in forms]
    spans = [
        (2 * row + part, a, b)
        for row, form in enumerate(forms)
        for part, spans in enumerate((form.title, form.summary))
        for a, b in spans
    ]
    told = ~of_form & (start >= first[text])
    if spans:
        texts, a, b = np.array(spans, dtype=np.int64).T
        at = text * np.int64(_LONGEST) + start  # ascends
        begun = np.zeros(len(text) + 1, dtype=np.int32)
        np.add.at(begun, np.searchsorted(at, texts * _LONGEST + a), 1)
        np.add.at(begun, np.searchsorted(at, texts * _LONGEST + b), -1)
        told &= np.cumsum(begun, out=begun)[:-1] <= 0
    return told
