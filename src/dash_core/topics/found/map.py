"""A map of the documents: two coordinates each, near to each other where the wording is."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.common import settings
from dash_core.topics.found.stability import threads

__all__ = ["lay_out"]

MAX_MAPPED: Final = 1_000  # documents on the map; of more, an even sample is shown
# Of more documents than 500, half of the steps and of the time: of the nearest documents .001 to
# .004 of .94 to .98 less stay near (trustworthiness: Venna & Kaski 2001).
_MANY: Final = 500
_STEPS: Final = (1_000, 500)


def lay_out(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coordinates between 0 and 1, shape (documents, 2); the same for the same input.

    t-SNE (van der Maaten & Hinton 2008) started from principal components; for fewer than
    five documents, the principal components themselves. Only nearness means anything: axes
    have no unit.
    """
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE

    n = len(vectors)
    if n < 2 or np.allclose(vectors, vectors[0]):
        return np.full((n, 2), 0.5)
    components = min(2, *vectors.shape)
    if n < 5 or vectors.shape[1] < 2:
        flat = PCA(components, random_state=settings.SEED).fit_transform(vectors)
        flat = np.hstack([flat, np.zeros((n, 2 - components))])
    else:
        tsne = TSNE(
            2,
            perplexity=min(30.0, (n - 1) / 3),
            max_iter=_STEPS[n > _MANY],
            init="pca",
            random_state=settings.SEED,
        )
        # Its threads wait for each other by turning in circles: 22 s for 69 documents beside
        # other programs, 0.5 s with one.
        with threads().limit(limits=1):
            flat = tsne.fit_transform(vectors.astype(np.float32))
    low, high = flat.min(axis=0), flat.max(axis=0)
    return np.asarray((flat - low) / np.where(high > low, high - low, 1), dtype=np.float64)
