"""Rows of length 1, as scikit-learn makes them, which takes a second to import."""

from typing import Any, Literal

import numpy as np
from scipy.sparse import csr_matrix, issparse

__all__ = ["normalize"]


def normalize(rows: Any, norm: Literal["l2", "l1"] = "l2", *, copy: bool = True) -> Any:
    """Each row divided by its norm; a row of zeros stays as it is.

    The numbers are those of `sklearn.preprocessing.normalize`, to the last digit.

    >>> normalize([[3.0, 4.0], [0.0, 0.0]]).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    if issparse(rows):
        kind = rows.dtype if rows.dtype == np.float32 else np.float64
        return _sparse(csr_matrix(rows, dtype=kind, copy=copy), norm)
    dense = np.array(rows, copy=copy or None)
    if dense.dtype not in (np.float32, np.float64):
        dense = dense.astype(np.float64)
    lengths = np.abs(dense).sum(1) if norm == "l1" else np.sqrt(np.einsum("ij,ij->i", dense, dense))
    lengths[lengths < 10 * np.finfo(lengths.dtype).eps] = 1.0
    dense /= lengths[:, None]
    return dense


def _sparse(rows: csr_matrix, norm: str) -> csr_matrix:
    sizes = np.abs(rows.data) if norm == "l1" else rows.data * rows.data
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    # `bincount` adds one after the other, as a loop does; `sum` would round otherwise.
    lengths = np.bincount(row_of, sizes, rows.shape[0])
    lengths = lengths if norm == "l1" else np.sqrt(lengths)
    rows.data /= np.where(lengths == 0, 1.0, lengths)[row_of]
    return rows
