"""Documents as points: their vectors, similar documents, and the map.

The points come from words, people and dates as the listing has them: a date that a person corrects
and names that a person joins move none, so topics stay as they were named.
"""

from collections.abc import Callable, Sequence
from threading import RLock
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dash_core.collection.lazy import Once
from dash_core.text.vectors.similarity import Similarity, Wording
from dash_core.topics import Features, lay_out
from dash_core.topics.found.map import MAX_MAPPED

__all__ = ["Points", "Space"]

KEPT_VETOES: Final = 4  # sets of vetoed words whose features are kept

_CHUNK: Final = 1_000  # documents compared with the drawn ones at once


class Points:
    """The documents of a listing as points, from their words, people and dates.

    Parameters
    ----------
    features
        What found topics are made from, no word vetoed.
    """

    def __init__(self, features: Features) -> None:
        self.lock = RLock()
        self._features: dict[tuple[str, ...], Features] = {(): features}

    def features(self, veto: Sequence[str] = ()) -> Features:
        """What found topics are made from, without the vetoed words; the last few are kept."""
        key = tuple(veto)
        with self.lock:
            if key not in self._features:
                self._features[key] = self._features[()].without(key)
                kept = [other for other in self._features if other]
                for other in kept[:-KEPT_VETOES]:
                    del self._features[other]
            return self._features[key]

    @Once
    def vectors(self) -> NDArray[np.float64]:
        """A row of length 1 for each document, 0 for one without words
        (`dash_core.text.vectors.document_vectors`)."""
        return self.features().vectors()

    @Once
    def map(self) -> pd.DataFrame:
        """`row`, `x`, `y` (0 to 1) of each document on the map, an even sample where many."""
        n = len(self.vectors)
        rows = np.arange(0, n, -(-n // MAX_MAPPED))
        xy = lay_out(self.vectors[rows])
        return pd.DataFrame({"row": rows, "x": xy[:, 0], "y": xy[:, 1]})

    @property
    def is_laid_out(self) -> bool:
        """Whether the map was made already."""
        return "_positions_once" in self.__dict__

    @Once
    def positions(self) -> NDArray[np.float64]:
        """Where each document lies on the map (x, y from 0 to 1): one that is not drawn lies
        where the most similar drawn one does."""
        drawn = self.map["row"].to_numpy()
        xy = self.map[["x", "y"]].to_numpy(dtype=np.float64)
        vectors = self.vectors
        if len(drawn) == len(vectors):
            return xy
        nearest = [
            np.argmax(vectors[start : start + _CHUNK] @ vectors[drawn].T, axis=1)
            for start in range(0, len(vectors), _CHUNK)
        ]
        positions = np.asarray(xy[np.concatenate(nearest)])
        positions[drawn] = xy
        return positions

    @Once
    def wording(self) -> Wording:
        """What similar documents share, whatever their dates."""
        features = self.features()
        return Wording(features.index, features.fields, self.vectors, features.english)


class Space:
    """The points of a listing, and how similar and how near in time its documents are.

    Parameters
    ----------
    texts
        Title and summary of the document in a row.
    earliest, latest
        First and last day of each document, in days since 1970; NaN where there is none.
    """

    def __init__(
        self,
        points: Points,
        texts: Callable[[int], tuple[str, str]],
        earliest: NDArray[np.float64],
        latest: NDArray[np.float64],
    ) -> None:
        self.lock, self.points = RLock(), points
        self._texts, self._days = texts, (earliest, latest)

    def features(self, veto: Sequence[str] = ()) -> Features:
        """What found topics are made from, without the vetoed words."""
        return self.points.features(veto)

    @property
    def vectors(self) -> NDArray[np.float64]:
        """A row of length 1 for each document, 0 for one without words."""
        return self.points.vectors

    @property
    def map(self) -> pd.DataFrame:
        """`row`, `x`, `y` (0 to 1) of each document on the map, an even sample where many."""
        return self.points.map

    @property
    def is_laid_out(self) -> bool:
        """Whether the map was made already."""
        return self.points.is_laid_out

    @property
    def positions(self) -> NDArray[np.float64]:
        """Where each document lies on the map (x, y from 0 to 1)."""
        return self.points.positions

    @Once
    def similarity(self) -> Similarity:
        """How similar documents are to one another."""
        return Similarity(self.points.wording, self._texts, *self._days)
