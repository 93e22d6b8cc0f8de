"""Documents that a named topic lacks: in no topic, but they read like its members.

A document is proposed where its most similar members are more similar to it than its most similar
documents in no topic are, and as similar as those of a typical member are (nearest neighbours:
Cover & Hart 1967, with a class for "none of these").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.text.search.index import Index
from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.found.stability import DIGITS
from dash_core.topics.model import OTHER, Topic, Topics

__all__ = ["Proposal", "propose_members"]

MAX_PROPOSED: Final = 10  # documents proposed to a topic at once
NEIGHBOURS: Final = 3  # most similar documents that are compared
CANDIDATES: Final = 40  # documents looked at for a topic, those nearest to its centre
WORDS_SHOWN: Final = 4  # of a proposed document, as evidence
MIN_MEMBERS: Final = 2  # of a topic: of one document nothing is typical
TYPICAL_SHARE: Final = 0.25  # a proposed document is nearer than this share of the members


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document (its row) that reads like a topic.

    `similarity` is the mean of that to its most similar members, 0 to 1; `words` are its words that
    weigh most in the topic, as written; `nearest` is the member most like it.
    """

    row: int
    similarity: float
    words: tuple[str, ...]
    nearest: int


Scores = Callable[[int], NDArray[np.float64]]
"""The similarity of every document to one, from 0 to 1; 0 for itself."""


def propose_members(
    topics: Topics,
    specs: Sequence[TopicSpec],
    vectors: NDArray[np.float64],
    scores: Scores,
    index: Index,
    names: frozenset[str],
    ids: Sequence[str],
) -> dict[str, list[Proposal]]:
    """Documents of "Other" for each named topic (its id), most similar first; none that a person
    took out of it.

    Parameters
    ----------
    vectors
        A row of length 1 for each document, 0 for one without words.
    names
        Terms that are no evidence (people's names).
    """
    others = np.array([r for t in topics if t.id == OTHER for r in sorted(t.members)], dtype=int)
    others = others[vectors[others].any(axis=1)] if len(others) else others
    usable = [topic for topic in topics.grouped if topic.size >= MIN_MEMBERS]
    scores = lru_cache(maxsize=None)(scores)
    refused = {spec.id: set(spec.excluded) for spec in specs}
    found: dict[int, tuple[float, str]] = {}  # the best topic of each row
    for topic in usable if len(others) else []:
        rows = [row for row in others.tolist() if ids[row] not in refused.get(topic.id, ())]
        for row, similarity in _similar(topic, rows, others, vectors, scores).items():
            found[row] = max(found.get(row, (0.0, "")), (similarity, topic.id))
    proposed: dict[str, list[Proposal]] = {}
    for topic in usable:
        own = [(row, value) for row, (value, id_) in found.items() if id_ == topic.id]
        if own:
            members = np.array(sorted(topic.members), dtype=np.int64)
            weights = _word_weights(index, members, names)
            proposed[topic.id] = [
                Proposal(
                    row,
                    similarity,
                    _shared_words(index, row, weights),
                    int(members[scores(row)[members].round(DIGITS).argmax()]),
                )
                for row, similarity in sorted(own, key=lambda pair: (-pair[1], pair[0]))
            ][:MAX_PROPOSED]
    return proposed


def _similar(
    topic: Topic,
    rows: Sequence[int],
    others: NDArray[np.int64],
    vectors: NDArray[np.float64],
    scores: Scores,
) -> dict[int, float]:
    """Which rows read like a topic, with their similarity to its members."""
    members = np.array(sorted(topic.members), dtype=np.int64)
    near = (vectors[list(rows)] @ vectors[members].mean(axis=0)).round(DIGITS)
    first = np.argsort(-near, kind="stable")[:CANDIDATES]
    some = members[:: -(-len(members) // CANDIDATES)].tolist()
    typical = [_to_nearest(scores(row), members, row) for row in some]
    least = float(np.quantile(typical, TYPICAL_SHARE))
    similar = {}
    for row in (rows[i] for i in first):
        similarity = _to_nearest(scores(row), members, row)
        if similarity >= least and similarity > _to_nearest(scores(row), others, row):
            similar[row] = similarity
    return similar


def _to_nearest(scores: NDArray[np.float64], rows: NDArray[np.int64], itself: int) -> float:
    """The mean similarity to the most similar of some rows."""
    values = np.sort(scores[rows[rows != itself]])[-NEIGHBOURS:]
    return round(float(values.mean()), DIGITS) if len(values) else 0.0


def _word_weights(
    index: Index, members: NDArray[np.int64], names: frozenset[str]
) -> NDArray[np.float64]:
    """The mean weight of each term in a topic; 0 for names."""
    weights = np.asarray(index.subject[members].mean(axis=0)).ravel()
    weights[[index.column[name] for name in names if name in index.column]] = 0
    return weights


def _shared_words(index: Index, row: int, weights: NDArray[np.float64]) -> tuple[str, ...]:
    document = csr_matrix(index.subject[[row]])
    shares = document.data * weights[document.indices]
    order = sorted(np.flatnonzero(shares > 0), key=lambda i: (-shares[i], document.indices[i]))
    return tuple(index.surfaces[document.indices[i]] for i in order[:WORDS_SHOWN])
