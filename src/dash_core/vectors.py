"""Document vectors for short texts: the collection's own word associations beside TF-IDF.

Two short descriptions of one subject may share no word. Term vectors learnt from which terms
stand together in this collection (positive pointwise mutual information, reduced by SVD:
Levy & Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization") bring them
near. A document is the TF-IDF-weighted mean of its terms' vectors, joined with its reduced
TF-IDF row (latent semantic analysis: Deerwester et al. 1990), centred and set to length 1.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from dash_core import settings

__all__ = ["document_vectors", "term_vectors"]

_NOISE = 1e-9


def document_vectors(weights: csr_matrix) -> NDArray[np.float64]:
    """One row a document: directions are subjects, so cosines compare them.

    Parameters
    ----------
    weights
        TF-IDF weights, documents by terms.

    Returns
    -------
    ndarray
        Shape (documents, at most 2 x `settings.PMI_DIMENSIONS`); rows of length 1, or 0 for a
        document without terms.
    """
    dimensions = min(settings.PMI_DIMENSIONS, min(weights.shape) - 1)
    if dimensions < 1:
        return np.zeros((weights.shape[0], 1))
    associated = normalize(weights @ term_vectors(weights, dimensions))
    left, values, _right = _svd(weights, dimensions)
    joined = np.hstack([associated, normalize(left * values)])
    has_terms = np.diff(weights.indptr) > 0
    if has_terms.any():
        joined[has_terms] -= joined[has_terms].mean(axis=0)
    joined[~has_terms] = 0
    joined[np.abs(joined).max(axis=1) < _NOISE] = 0  # all of the documents are alike
    return np.asarray(normalize(joined))


def term_vectors(weights: csr_matrix, dimensions: int) -> NDArray[np.float64]:
    """One row a term, of `dimensions` numbers: terms of like company have like directions."""
    ones = np.ones_like(weights.data)
    present = csr_matrix((ones, weights.indices, weights.indptr), shape=weights.shape)
    widespread = np.asarray(present.sum(axis=0)).ravel()
    if len(widespread) > settings.MAX_ASSOCIATED:  # the square of all would not fit in memory
        rare = np.argsort(-widespread, kind="stable")[settings.MAX_ASSOCIATED :]
        kept = np.ones(len(widespread))
        kept[rare] = 0
        present = csr_matrix(present.multiply(kept))
        present.eliminate_zeros()
    together = csr_matrix(present.T @ present)
    counts = np.asarray(present.sum(axis=0)).ravel()
    rows, columns = together.nonzero()
    pmi = np.log(together.data * weights.shape[0] / (counts[rows] * counts[columns]))
    positive = csr_matrix((np.maximum(pmi, 0), (rows, columns)), shape=together.shape)
    left, values, _right = _svd(positive, min(dimensions, positive.shape[0] - 1))
    return np.asarray(left * np.sqrt(values))


def _svd(
    matrix: csr_matrix, dimensions: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    left, values, right = randomized_svd(
        matrix, max(1, dimensions), n_iter=7, random_state=settings.SEED
    )
    return left, values, right
