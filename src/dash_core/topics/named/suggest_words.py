"""Words that a named topic could have too, taken from the collection alone.

A word is suggested when it occurs with the same words as those of the topic. Its score is the
cosine between its term vector (positive PMI, `dash_core.text.vectors.document_vectors`) and
their mean, times how much of it is in the topic already and how many documents it would add, as
in query expansion by local association (Xu & Croft 1996, "Query Expansion Using Local and Global
Document Analysis").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from dash_core.common.scaling import normalize
from dash_core.text.search.index import Index
from dash_core.topics.file.schema import TopicSpec
from dash_core.topics.model import Topics
from dash_core.topics.named.assign import MIN_STRENGTH, columns_of, phrases_of

__all__ = ["SimilarWord", "SuggestedWord", "similar_words", "suggest_words"]

MAX_SUGGESTED_WORDS: Final = 8  # of one topic
MIN_SIMILARITY: Final = 0.3  # cosine to the topic's words; a word below it is not suggested

_TOLERANCE: Final = 1e-9  # smaller differences are rounding: the first word is taken


@dataclass(frozen=True, slots=True)
class SuggestedWord:
    """A word or phrase as written, `like` which word of the topic it is used, how many documents
    contain it, how many of them would be `new` in the topic; `score` from 0 to 1."""

    word: str
    like: str
    documents: int
    new: int
    score: float


@dataclass(frozen=True, slots=True)
class SimilarWord:
    """A word of a document, the word of the topic it is used most like, and their similarity: the
    cosine of their term vectors."""

    word: str
    like: str
    similarity: float


def suggest_words(
    spec: TopicSpec,
    topics: Topics,
    index: Index,
    vectors: NDArray[np.float64],
    names: frozenset[str],
    ids: Sequence[str],
    n: int = MAX_SUGGESTED_WORDS,
    phrases: Sequence[str] = (),
) -> list[SuggestedWord]:
    """Words of this collection that would bring new documents into a named topic, best first.

    Parameters
    ----------
    topics
        The named topics as they are; a topic not among them has no members yet.
    vectors
        One row a term of the index, of any length
        (`dash_core.text.vectors.document_vectors.term_vectors`).
    names
        Terms that are never suggested (people's names).
    phrases
        Phrases of the collection that may be suggested too.
    """
    members = [row for topic in topics if topic.id == spec.id for row in topic.members]
    inside = np.zeros(index.subject.shape[0], dtype=bool)
    inside[members] = True
    unavailable = inside | np.isin(np.asarray(ids, dtype=object), list(spec.excluded))
    unit, seeds = normalize(vectors), _seeds(spec, index)
    centre = _centre(seeds, index.subject[members], unit)
    by_column = index.subject.tocsc()
    sums = np.asarray(index.subject.sum(axis=1)).ravel()
    taken = set(phrases_of((*spec.words, *spec.veto), index.languages))
    suggested: list[SuggestedWord] = []
    for similarity, text, columns, phrase in _candidates(index, unit, centre, by_column, phrases):
        if len(suggested) >= n and sorted(word.score for word in suggested)[-n] >= similarity:
            break  # no score is higher than its similarity
        if phrase in taken or not names.isdisjoint(phrase):
            continue
        taken.add(phrase)
        part = by_column[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr) == len(columns))
        shares = np.asarray(part[rows].sum(axis=1)).ravel() / sums[rows]
        new = int(np.count_nonzero((shares >= MIN_STRENGTH) & ~unavailable[rows]))
        if new:
            specific = (np.count_nonzero(inside[rows]) + 1) / (len(rows) + 2)  # Laplace's rule
            like = _most_like(columns, seeds, unit)[0]
            gain = new / (new + 2)  # few new documents are hardly worth a word
            score = float(similarity * specific * gain)
            suggested.append(SuggestedWord(text, like, len(rows), new, score))
    return sorted(suggested, key=lambda word: (-word.score, -word.new, word.word))[:n]


def _candidates(
    index: Index,
    unit: NDArray[np.float64],
    centre: NDArray[np.float64],
    by_column: csc_matrix,
    phrases: Sequence[str],
) -> list[tuple[float, str, list[int], tuple[str, ...]]]:
    """Words and phrases of subjects that are similar enough: similarity, as written, columns,
    terms; most similar first."""
    similarity = np.where(np.diff(by_column.indptr) > 0, unit @ centre, 0.0)
    candidates = [
        (float(similarity[c]), index.surfaces[c], [int(c)], tuple(index.terms[c].split()))
        for c in np.flatnonzero(similarity >= MIN_SIMILARITY)
    ]
    for written in phrases:
        columns = columns_of(written, index)
        terms = next(iter(phrases_of([written], index.languages)), ())
        if terms and len(columns) == len(set(terms)):
            like = float(_direction(columns, unit) @ centre)
            if like >= MIN_SIMILARITY:
                candidates.append((like, written, columns, terms))
    return sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1]))


def similar_words(
    row: int, spec: TopicSpec, index: Index, vectors: NDArray[np.float64], n: int = 3
) -> tuple[SimilarWord, ...]:
    """The words of a document that are used most like those of a topic, most similar first."""
    unit, seeds = normalize(vectors), _seeds(spec, index)
    if not seeds:
        return ()
    similar = [
        SimilarWord(index.surfaces[column], *_most_like([column], seeds, unit))
        for column in index.subject[[row]].indices
    ]
    kept = [word for word in similar if word.similarity >= MIN_SIMILARITY]
    return tuple(sorted(kept, key=lambda word: (-word.similarity, word.word))[:n])


def _seeds(spec: TopicSpec, index: Index) -> dict[str, list[int]]:
    """The words of a topic that occur in the collection, each with its columns."""
    return {word: columns for word in spec.words if (columns := columns_of(word, index))}


def _centre(
    seeds: dict[str, list[int]], members: csr_matrix, unit: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The mean direction of a topic's words; of its members' where no word has one."""
    centre = unit[[column for columns in seeds.values() for column in columns]].sum(axis=0)
    if not centre.any() and members.shape[0]:
        centre = np.asarray(members.sum(axis=0)).ravel() @ unit
    return np.asarray(normalize(centre.reshape(1, -1))[0])


def _direction(columns: Sequence[int], unit: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(normalize(unit[list(columns)].sum(axis=0, keepdims=True))[0])


def _most_like(
    columns: Sequence[int], seeds: dict[str, list[int]], unit: NDArray[np.float64]
) -> tuple[str, float]:
    """The word of the topic with the most similar direction, and the cosine, 0 to 1."""
    direction = _direction(columns, unit)
    best, most = "", 0.0
    for word, seed in seeds.items():
        similarity = min(1.0, float(_direction(seed, unit) @ direction))
        if similarity > most + _TOLERANCE:
            best, most = word, similarity
    return best, most
