"""The terms that tell a group of documents from the rest of the collection."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dash_core.index import Index

__all__ = ["telling_terms"]


def telling_terms(
    index: Index,
    rows: Sequence[int] | NDArray[np.int64],
    names: frozenset[str],
    n: int = 8,
) -> tuple[str, ...]:
    """The `n` words most typical of a group, as written.

    Class-based TF-IDF (Grootendorst 2022, BERTopic, eq. 2) on the subject weights: the mean
    weight of a term in the group, times how far it exceeds its mean elsewhere. Names are
    left out.
    """
    if not len(rows) or not index.terms:
        return ()
    inside = np.asarray(index.subject[list(rows)].mean(axis=0)).ravel()
    overall = np.asarray(index.subject.mean(axis=0)).ravel()
    score = inside * np.log1p(inside / np.maximum(overall, 1e-12))
    order = sorted(np.flatnonzero(score), key=lambda i: (-score[i], index.terms[i]))
    return tuple(index.surfaces[i] for i in order if index.terms[i] not in names)[:n]
