"""Fewer directions: singular value decomposition and principal axes, the same on every machine."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common import settings

__all__ = ["KEPT_DIMENSIONS", "principal_axes", "svd", "to_principal_axes"]

SVD_ITERATIONS: Final = 1  # power iterations of the randomised SVD
EXACT_SVD: Final = 500  # rows of a matrix up to which the SVD is exact
SVD_OVERSAMPLING: Final = 10  # directions beyond those kept, for accuracy (Halko et al. 2011)
KEPT_DIMENSIONS: Final = 128  # principal components of the vectors that are kept, at most

_AT_ONCE: Final = 16_384  # rows that are copied together
_EQUAL = 1e-6  # relative difference of squared singular values that may be rounding


def principal_axes(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The first `KEPT_DIMENSIONS` principal axes of the rows, uncentred, largest first: a column
    each.

    Distances stay as near as any so many dimensions keep them (Eckart & Young 1936).
    """
    from scipy.linalg import eigh  # slow to import, not always needed

    _values, directions = eigh(vectors.T @ vectors)
    return _fix_signs(directions[:, : -KEPT_DIMENSIONS - 1 : -1])


def to_principal_axes(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rows along their principal axes."""
    return np.asarray(vectors @ principal_axes(vectors))


def svd(matrix: csr_matrix, dimensions: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left singular vectors and singular values, the largest first (Halko et al. 2011).

    From the eigenvectors of the squared projection: the right singular vectors, which take
    longest, are not needed.
    """
    from scipy.linalg import eigh  # slow to import, not always needed

    dimensions = max(1, min(dimensions, min(matrix.shape) - 1))
    if matrix.shape[0] <= EXACT_SVD:
        basis = np.eye(matrix.shape[0])
    else:
        basis = _range(matrix, min(dimensions + SVD_OVERSAMPLING, *matrix.shape))
    part = np.asarray(matrix.T @ basis)
    squares, rotation = eigh(part.T @ part)
    first = slice(None, -_whole(squares[::-1], dimensions) - 1, -1)
    return _fix_signs(basis @ rotation[:, first]), np.sqrt(np.maximum(squares[first], 0))


def _range(matrix: csr_matrix, size: int) -> NDArray[np.float64]:
    """An orthonormal basis of the directions in which the rows of a matrix are longest, as
    `sklearn.utils.extmath.randomized_range_finder` has it, in a third of the memory."""
    directions = np.random.RandomState(settings.SEED).normal(size=(matrix.shape[1], size))
    for _iteration in range(SVD_ITERATIONS):
        directions = matrix.T @ (matrix @ directions)
    basis = np.asarray(matrix @ directions)
    for _time in range(2):  # once leaves rounding errors (CholeskyQR2: Fukaya et al. 2014)
        try:
            triangle = np.linalg.cholesky(basis.T @ basis)
        except np.linalg.LinAlgError:  # fewer directions than asked for
            return np.linalg.qr(basis)[0]
        inverse = np.linalg.inv(triangle).T
        for part in _parts(len(basis)):
            basis[part] = basis[part] @ inverse
    return basis


def _whole(descending: NDArray[np.float64], dimensions: int) -> int:
    """At least so many dimensions, without dividing equal values: which of their directions comes
    first is up to the rounding of a machine."""
    least = descending[dimensions - 1] * (1 - _EQUAL)
    return int(np.searchsorted(-descending, -least, side="right"))


def _fix_signs(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same array, each direction with the sign that makes its largest component positive, so
    that machines that round differently agree."""
    most = np.full(directions.shape[1], -1.0)
    signs = np.ones(directions.shape[1])
    for part in _parts(len(directions)):
        sizes = np.abs(directions[part]).round(6)
        row = sizes.argmax(axis=0), np.arange(sizes.shape[1])
        is_larger = sizes[row] > most
        most[is_larger] = sizes[row][is_larger]
        signs[is_larger] = np.sign(directions[part][row])[is_larger]
    directions *= signs
    return directions


def _parts(n: int) -> list[slice]:
    """Rows that are copied together, at most."""
    return [slice(start, min(start + _AT_ONCE, n)) for start in range(0, n, _AT_ONCE)]
