"""What the table of words says of documents (sums of the vectors of their words), and how much it,
or a sentence model in its place, counts."""

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from dash_core.text.language.form_words import PAPER_TERMS
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import MEANING_SHARE, MODEL_SHARE, Meanings
from dash_core.text.vectors.word_vectors.lookup import word_vectors

__all__ = ["meanings", "model_share_of", "share_of"]

FEW_DOCUMENTS: Final = 600  # up to so many, all words count
MAX_NAMES: Final = 1 / 3  # of the squared weights of the listing: more are its subject
MAX_MEANING_SHARE: Final = 0.5  # of the squared length, where few documents have few words
MAX_MODEL_SHARE: Final = 0.75  # the same of a sentence model
FEW_TITLES: Final = 200  # documents of a listing of short titles from which the share is as ever
FEW_WORDS: Final = (6, 14)  # of a document: from the largest share to the usual one
WEIGHT_STEPS: Final = 1_000  # of the weight of a word in a document: sums of whole numbers


def share_of(index: Index) -> float:
    """The share of the table in the squared length of the documents' vectors: up to
    `MAX_MEANING_SHARE` in a small listing of short titles, else `MEANING_SHARE`."""
    return MEANING_SHARE + (MAX_MEANING_SHARE - MEANING_SHARE) * _brevity(index)


def model_share_of(index: Index) -> float:
    """The share of a sentence model: up to `MAX_MODEL_SHARE`, else `MODEL_SHARE`."""
    return MODEL_SHARE + (MAX_MODEL_SHARE - MODEL_SHARE) * _brevity(index)


def _brevity(index: Index) -> float:
    """How few documents have how few words, 0 to 1: titles of a few words hardly share one, and
    the fewer documents there are, the less the listing tells of them itself."""
    n = len(index)
    least, most = FEW_WORDS
    words = int(index.words.nnz) / max(1, n)
    shortness = min(1.0, max(0.0, (most - words) / (most - least)))
    fewness = max(0.0, 1 - n / FEW_TITLES)
    return shortness * fewness


def meanings(
    index: Index,
    rows: NDArray[np.bool_],
    left_out: Collection[str] = (),
    names: Collection[str] = (),
) -> Meanings:
    """Whole numbers for each document, 0 for those not in `rows`.

    Sums over its words by their TF-IDF weights, without the terms left out, those for kinds of
    papers (a letter is near a telegram, whatever they are about) and those of names of persons,
    unless a third of the listing is names (visits of heads of state): where documents are few, of
    all words, since a country in an office may be all there is ("Chargé in Colombia"); where they
    are many, of the words of the subject. Sums of whole numbers are exact, so they are the same on
    every machine.
    """
    vectors = word_vectors().of(index.surfaces)
    words = index.words if len(rows) <= FEW_DOCUMENTS else index.subject
    passed_over = PAPER_TERMS.union(left_out)
    is_name = np.array([term in names for term in index.terms], dtype=bool)
    if words[:, is_name].power(2).sum() < MAX_NAMES * words.power(2).sum():
        passed_over = passed_over.union(names)
    vectors[[term in passed_over for term in index.terms]] = 0
    weights = csr_matrix(diags(rows.astype(np.float64)) @ words)
    weights.data = np.rint(weights.data * WEIGHT_STEPS)
    return Meanings(weights, vectors)
