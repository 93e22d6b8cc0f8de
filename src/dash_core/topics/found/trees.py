"""Ward's trees, groups cut from them, and how well groups are separated; asked hundreds of times.

As scipy and scikit-learn have them, without what they check each time.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["cut", "mean_silhouette", "ward_tree"]


def ward_tree(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The tree of some documents by Ward's method, as `scipy.cluster.hierarchy.linkage` has it."""
    from scipy.cluster.hierarchy import linkage  # slow to import, not always needed

    return np.asarray(linkage(vectors, "ward"))


def cut(tree: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """The groups of a tree from 0, in order of their first document: at most `k`, fewer where
    branches are joined at the same height (`fcluster` with "maxclust")."""
    n = len(tree) + 1
    heights = tree[:, 2]  # ascend
    least = heights[max(0, min(n - k, n - 1) - 1)]
    joined = int(np.searchsorted(heights, least, side="right")) if k < n else 0
    whole = np.arange(n + joined)
    if joined:
        parts = tree[:joined, :2].astype(np.int64)
        whole[parts.ravel()] = np.repeat(np.arange(n, n + joined), 2)
        while True:
            further = whole[whole]
            if np.array_equal(further, whole):
                break
            whole = further
    _names, first, groups = np.unique(whole[:n], return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[groups], dtype=np.int64)


def mean_silhouette(distances: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The mean silhouette (Rousseeuw 1987) of groups, from -1 to 1; 0 where it is not defined.

    Parameters
    ----------
    distances
        Between all pairs of documents.
    labels
        The group of each.
    """
    _names, groups, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    n, k = len(groups), len(sizes)
    if not 1 < k < n:
        return 0.0
    member = np.zeros((n, k))
    rows = np.arange(n)
    member[rows, groups] = 1
    sums = distances @ member
    own = sums[rows, groups] / np.maximum(sizes[groups] - 1, 1)
    others = sums / sizes
    others[rows, groups] = np.inf
    nearest = others.min(axis=1)
    larger = np.maximum(own, nearest)
    values = np.where(larger > 0, (nearest - own) / np.where(larger > 0, larger, 1), 0)
    values[sizes[groups] == 1] = 0
    return float(values.mean())
