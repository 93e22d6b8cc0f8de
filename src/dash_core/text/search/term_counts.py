"""How often each word and phrase stands in each document: what two sides are compared by.

Of the subject of descriptions: words of form, dates and who wrote to whom are out
(`dash_core.text.subject`), and so is what is a person's name; offices and bodies stay. People are
compared by themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from scipy.sparse import csr_matrix, hstack

from dash_core.text.language.collocations import Phrase
from dash_core.text.language.form_words import description_terms
from dash_core.text.search.index import Index

__all__ = ["TermCounts"]


@dataclass(frozen=True, eq=False)
class TermCounts:
    """Words, then phrases.

    `terms`: the terms of each (one, or two of a phrase); `surfaces`: how people read it;
    `counts`: documents by words, how often it stands there; `left_out`: terms that do not count.
    """

    terms: tuple[tuple[str, ...], ...]
    surfaces: tuple[str, ...]
    counts: csr_matrix
    left_out: frozenset[str]

    @cached_property
    def column(self) -> dict[tuple[str, ...], int]:
        """The column of `counts` of each word, by its terms."""
        return {own: i for i, own in enumerate(self.terms)}

    @classmethod
    def of(
        cls,
        index: Index,
        phrases: Sequence[Phrase],
        held: Sequence[Mapping[int, int]],
        names: frozenset[str],
    ) -> "TermCounts":
        """Count; `held` says for each document how often it has which of the `phrases`."""
        formulas = (description_terms(language) for language in index.languages)
        left_out: frozenset[str] = reduce(frozenset.union, formulas, names)
        present = np.asarray(index.counts.sum(axis=0)).ravel() > 0
        words = [i for i, term in enumerate(index.terms) if present[i] and term not in left_out]
        kept = [
            i
            for i, phrase in enumerate(phrases)
            if phrase.term not in left_out and not left_out & set(phrase.terms)
        ]
        column = {i: new for new, i in enumerate(kept)}
        places = [
            (row, column[i], n)
            for row, own in enumerate(held)
            for i, n in own.items()
            if i in column
        ]
        rows, columns, numbers = zip(*places, strict=True) if places else ((), (), ())
        shape = (len(held), len(kept))
        pairs = csr_matrix((np.array(numbers, dtype=np.int32), (rows, columns)), shape)
        return cls(
            (*((index.terms[i],) for i in words), *(phrases[i].terms for i in kept)),
            (*(index.surfaces[i] for i in words), *(phrases[i].surface for i in kept)),
            csr_matrix(hstack([index.counts[:, words], pairs], format="csr", dtype=np.int32)),
            left_out,
        )
