"""What the table of words says of documents: sums of the vectors of their words."""

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from dash_core.text.language.form_words import PAPER_TERMS
from dash_core.text.search.index import Index
from dash_core.text.vectors.word_vectors.lookup import word_vectors

__all__ = ["meanings"]

FEW_DOCUMENTS: Final = 600  # up to so many, all words count
WEIGHT_STEPS: Final = 1_000  # of the weight of a word in a document: sums of whole numbers


def meanings(
    index: Index, rows: NDArray[np.bool_], left_out: Collection[str] = ()
) -> NDArray[np.float64]:
    """A row of whole numbers for each document, 0 for those not in `rows`.

    The sum over its words by their TF-IDF weights, without the terms left out and those for kinds
    of papers (a letter is near a telegram, whatever they are about): where documents are few, of
    all words, since a country in an office may be all there is ("Chargé in Colombia"); where they
    are many, of the words of the subject. Sums of whole numbers are exact, so they are the same on
    every machine.
    """
    vectors = word_vectors().of(index.surfaces)
    passed_over = PAPER_TERMS.union(left_out)
    vectors[[term in passed_over for term in index.terms]] = 0
    words = index.words if len(rows) <= FEW_DOCUMENTS else index.subject
    weights = csr_matrix(diags(rows.astype(np.float64)) @ words)
    weights.data = np.rint(weights.data * WEIGHT_STEPS)
    return np.asarray(weights @ vectors)
