"""Rows of length 1, as scikit-learn makes them, which takes a second to import."""

from typing import Any

__all__ = ["normalize"]


def normalize(rows: Any, norm: str = "l2", *, copy: bool = True) -> Any:
    """Each row divided by its norm, which is "l2" or "l1"; a row of zeros stays as it is.

    >>> normalize([[3.0, 4.0]]).tolist()
    [[0.6, 0.8]]
    """
    from sklearn.preprocessing import normalize as of_sklearn  # not needed to show a listing

    return of_sklearn(rows, norm=norm, copy=copy)
