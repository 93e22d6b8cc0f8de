"""Frequencies of words and phrases in the subject of each document; comparisons count these.

Form words, dates and correspondents are left out (`dash_core.text.subject`), and so are people's
names; offices and bodies stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from scipy.sparse import csr_matrix, hstack

from dash_core.common.scratch import stored
from dash_core.text.language.form_words import description_terms
from dash_core.text.search.collocations import Phrase
from dash_core.text.search.index import Index

__all__ = ["TermCounts"]


@dataclass(frozen=True, eq=False)
class TermCounts:
    """Words, then phrases.

    `terms`: the terms of each (one of a word, two of a phrase); `surfaces`: how it is written;
    `counts`: frequencies, documents by words; `left_out`: terms that are not counted.
    """

    terms: tuple[tuple[str, ...], ...]
    surfaces: tuple[str, ...]
    counts: csr_matrix
    left_out: frozenset[str]

    @cached_property
    def column(self) -> dict[tuple[str, ...], int]:
        """The column of `counts` of each word, by its terms."""
        return {terms: i for i, terms in enumerate(self.terms)}

    @classmethod
    def of(
        cls,
        index: Index,
        phrases: Sequence[Phrase],
        phrase_counts: csr_matrix,
        names: frozenset[str],
    ) -> "TermCounts":
        """Count words; `phrase_counts` has those of the phrases, documents by phrases."""
        formulas = (description_terms(language) for language in index.languages)
        left_out: frozenset[str] = reduce(frozenset.union, formulas, names)
        present = np.asarray(index.counts.sum(axis=0)).ravel() > 0
        words = [i for i, term in enumerate(index.terms) if present[i] and term not in left_out]
        kept = [
            i
            for i, phrase in enumerate(phrases)
            if phrase.term not in left_out and not left_out & set(phrase.terms)
        ]
        parts = [index.counts[:, words], phrase_counts[:, kept]]
        counts = csr_matrix(hstack(parts, format="csr", dtype=np.int32))
        return cls(
            (*((index.terms[i],) for i in words), *(phrases[i].terms for i in kept)),
            (*(index.surfaces[i] for i in words), *(phrases[i].surface for i in kept)),
            stored(counts),
            left_out,
        )
