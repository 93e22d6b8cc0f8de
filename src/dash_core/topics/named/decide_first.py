"""Which documents to decide first: those that most of the undecided ones read like.

Someone who names topics cannot read everything. A decision tells most of the documents most like
it, and nothing new of what already reads like a decided one. So the documents are chosen one after
the other, each the one that brings the undecided ones nearest to a decided or chosen document
(facility location: Nemhauser, Wolsey & Fisher 1978). Where few decisions are made, this teaches
more than asking what is most in doubt (Hacohen, Dekel & Weinshall 2022).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.found.stability import DIGITS
from dash_core.topics.model import OTHER, Topics

__all__ = ["FirstDecision", "decide_first"]

MAX_CHOSEN: Final = 10  # documents
UNDECIDED_PER_CHOSEN: Final = 3  # undecided documents for each chosen one, at least
MIN_COSINE: Final = 0.5  # to a chosen document, of those that read like it
MAX_COMPARED: Final = 2_000  # undecided documents, and decided ones, that are compared


@dataclass(frozen=True, slots=True)
class FirstDecision:
    """A document (its row) to decide first; `others` is how many undecided documents read like it,
    and more so than like any that is decided or was chosen before it."""

    row: int
    others: int


def decide_first(
    topics: Topics,
    specs: Sequence[TopicSpec],
    vectors: NDArray[np.float64],
    ids: Sequence[str],
) -> list[FirstDecision]:
    """Documents of "Other", the one that teaches most first.

    Undecided are those of "Other" that a person did not take out of every topic. Of very many an
    even sample is compared.

    Parameters
    ----------
    vectors
        A row of length 1 for each document, 0 for one without words.
    """
    rows = [row for topic in topics if topic.id == OTHER for row in sorted(topic.members)]
    refused = set.intersection(*(set(spec.excluded) for spec in specs)) if specs else set()
    usable: list[bool] = np.asarray(vectors.any(axis=1)).tolist()
    undecided = _some([row for row in rows if ids[row] not in refused and usable[row]])
    in_others = set(rows)
    decided = _some(
        [
            row
            for row in range(len(ids))
            if usable[row] and (row not in in_others or ids[row] in refused)
        ]
    )
    most = min(MAX_CHOSEN, len(undecided) // UNDECIDED_PER_CHOSEN)
    if not most:
        return []
    to_decided = _similarity(vectors, undecided, decided)
    nearest = to_decided.max(axis=1) if len(decided) else np.zeros(len(undecided))
    between = _similarity(vectors, undecided, undecided)
    chosen: dict[int, int] = {}
    for _choice in range(most):
        gain = np.maximum(between - nearest[:, None], 0).sum(axis=0).round(DIGITS)
        gain[list(chosen)] = -1
        best = int(gain.argmax())
        similarity = between[:, best]
        is_like = (similarity > nearest) & (similarity >= MIN_COSINE)
        chosen[best] = int(is_like.sum()) - 1  # it is like itself
        nearest = np.maximum(nearest, similarity)
    return [FirstDecision(int(undecided[i]), max(0, n)) for i, n in chosen.items()]


def _some(rows: Sequence[int]) -> NDArray[np.int64]:
    """An even sample of the rows, where they are very many."""
    return np.array(rows[:: -(-len(rows) // MAX_COMPARED) or 1], dtype=np.int64)


def _similarity(
    vectors: NDArray[np.float64], rows: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Cosines above 0, rounded so that no machine differs."""
    return np.asarray(np.clip(vectors[rows] @ vectors[others].T, 0, 1).round(DIGITS))
