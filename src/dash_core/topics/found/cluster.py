"""Found topics: groups of documents by their wording, with how far they can be trusted.

The groups are those of `stability.Clustering`, changed by what a person did to them (`replay`),
described by their typical words and phrases (`labels`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

from dash_core.common.i18n import _, count, ngettext
from dash_core.common.progress import Progress, no_progress
from dash_core.text.search.index import Index
from dash_core.topics.file.schema import Step
from dash_core.topics.found.features import Features
from dash_core.topics.found.number import MIN_SILHOUETTE
from dash_core.topics.found.replay import Replayed, replay, unique_labels
from dash_core.topics.found.stability import DIGITS, Clustering, threads
from dash_core.topics.model import PALETTE, SHAPES, Topic, Topics, with_other

__all__ = ["divide", "find_topics"]

MIN_STABLE_JACCARD: Final = 0.75  # Hennig (2007): a cluster with this mean or more is stable
SHARED_WORDS: Final = 8  # of a document with its group, shown as evidence


def find_topics(
    features: Features,
    k: int | None = None,
    steps: Sequence[Step] = (),
    progress: Progress = no_progress,
) -> Topics:
    """Group the documents of a collection.

    Parameters
    ----------
    k
        Number of groups, 2 or more, at most as many as there are different descriptions;
        None takes the suggested one.
    steps
        What a person did to the groups; what cannot be done any more is named in `advice`.

    Returns
    -------
    Topics
        Of kind `found`; with "Other" alone, and the reason in `advice`, where the
        collection is too small.
    """
    # Threads of BLAS and of scikit-learn slow each other down.
    with threads().limit(limits=1, user_api="blas"):
        return _find_topics(features, k, steps, progress)


def _find_topics(
    features: Features, k: int | None, steps: Sequence[Step], progress: Progress
) -> Topics:
    vectors = features.vectors(progress)
    n = len(vectors)
    progress(0.5)
    if not features.can_group:
        advice = ngettext(
            "{n} document with words of its own is too few to group.",
            "{n} documents with words of their own are too few to group.",
            len(features.groupable),
        )
        none = with_other((), np.zeros((n, 0)))
        return Topics("found", *none, tuple({} for _row in range(n)), advice)
    clustering = features.clustering
    k = max(2, k) if k else features.suggestion.k or 2
    progress(0.7)
    groups = np.full(n, -1, dtype=np.int64)
    groups[features.groupable] = _by_size(clustering.labels(k))
    replayed = replay(groups, steps, features.ids, lambda rows, into: divide(vectors, rows, into))
    progress(0.8)
    return _describe(features, replayed, k, progress)


def _by_size(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups, the largest numbered 0: a group keeps its number, and so its colour,
    when a person changes others."""
    sizes = np.bincount(labels)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return np.asarray(place[labels])


def divide(vectors: NDArray[np.float64], rows: NDArray[np.int64], into: int) -> NDArray[np.int64]:
    """Parts of some documents, numbered from 0; fewer where they cannot be told apart."""
    if len(rows) < 2:
        return np.zeros(len(rows), dtype=np.int64)
    return Clustering(vectors[rows]).labels(into)


def _describe(features: Features, replayed: Replayed, k: int, progress: Progress) -> Topics:
    """The groups as topics, the largest first."""
    vectors, index = features.vectors(), features.index
    groups, sizes = np.unique(replayed.groups[replayed.groups >= 0], return_counts=True)
    order = [int(groups[i]) for i in np.lexsort((groups, -sizes))]
    stability = _stability(features, replayed.groups, order, k)
    strengths = np.zeros((len(vectors), len(order)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _row in vectors]
    taken = {label.casefold() for label in replayed.labels.values()}
    labels, topics = [], []
    for position, group in enumerate(order):
        progress(0.8 + 0.2 * position / len(order))
        topic_id = f"g{position + 1}"
        rows = np.flatnonzero(replayed.groups == group)
        similarity = _similarity_to_centre(vectors[rows])
        similarity[[row in replayed.pinned for row in rows.tolist()]] = 1.0
        strengths[rows, position] = similarity
        for row, words in zip(rows, _shared_words(index, rows, features.left_out), strict=True):
            evidence[row][topic_id] = words
        label, terms = features.vocabulary.describe(rows, taken)
        label = replayed.labels.get(group) or label or _("Group {n}").format(n=position + 1)
        taken.add(label.casefold())
        labels.append(label)
        members = rows[np.argsort(-similarity, kind="stable")]
        topics.append(
            Topic(
                topic_id,
                label,
                replayed.colors.get(group, PALETTE[group % len(PALETTE)]),
                SHAPES[group % len(SHAPES)],
                terms,
                tuple(int(row) for row in members),
                float(strengths[members, position].mean()),
                float(stability[position]),
            )
        )
    topics = [
        replace(topic, label=label)
        for topic, label in zip(topics, unique_labels(labels), strict=True)
    ]
    groupable = replayed.groups[features.groupable]
    advice = _advice(topics, len(groupable), features.clustering.separation(groupable))
    unapplied = " ".join(step.reason for step in replayed.unapplied)
    progress(1)
    return Topics(
        "found",
        *with_other(topics, strengths),
        tuple(evidence),
        f"{advice} {unapplied}".strip(),
        frozenset((row, f"g{order.index(group) + 1}") for row, group in replayed.pinned.items()),
    )


def _similarity_to_centre(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The cosine of each vector to the mean of all, above 0."""
    centre = normalize(vectors.mean(axis=0, keepdims=True))[0]
    return np.asarray(np.clip(vectors @ centre, 1e-6, 1.0).round(DIGITS))


def _stability(
    features: Features, groups: NDArray[np.int64], order: Sequence[int], k: int
) -> NDArray[np.float64]:
    """The stability (mean Jaccard index, 0 to 1) of each group, in this order."""
    place = {group: i for i, group in enumerate(order)}
    labels = np.array(
        [place.get(int(group), 0) for group in groups[features.groupable]], dtype=np.int64
    )
    stability = np.zeros(len(order))
    values = features.clustering.stability(labels, max(2, k))
    stability[: len(values)] = values
    return stability


def _advice(topics: list[Topic], n: int, separation: float) -> str:
    """What to believe: Hennig's bounds for stability, Kaufman & Rousseeuw's (1990) for
    separation."""
    stable = sum((topic.stability or 0) >= MIN_STABLE_JACCARD for topic in topics)
    advice = _(
        "{stable} of {k} groups are stable (found again when a fifth of the {documents} is left "
        "out)."
    ).format(stable=stable, k=len(topics), documents=count(n))
    if separation < MIN_SILHOUETTE:
        return (
            advice
            + " "
            + _(
                "But the groups overlap: a document is hardly closer to its own group than to "
                "the next (silhouette {value}; under {bound} there is no clear structure). Take "
                "them as a hint of what to read together, not as topics."
            ).format(value=f"{separation:.2f}", bound=MIN_SILHOUETTE)
        )
    if stable < len(topics):
        return advice + " " + _("Trust those; take the rest as a hint.")
    return advice


def _shared_words(
    index: Index, rows: NDArray[np.int64], left_out: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """For each document of a group, its words that weigh most in the group as a whole."""
    weights = csr_matrix(index.subject[rows])
    mean = np.asarray(weights.mean(axis=0)).ravel()
    owner = np.repeat(np.arange(len(rows)), np.diff(weights.indptr))
    shown = np.array([term not in left_out for term in index.terms], dtype=bool)[weights.indices]
    owner, columns = owner[shown], weights.indices[shown]
    # Terms are in alphabetical order.
    columns = columns[np.lexsort((columns, -weights.data[shown] * mean[columns], owner))].tolist()
    ends = np.cumsum(np.bincount(owner, minlength=len(rows))).tolist()
    for start, end in pairwise([0, *ends]):
        yield tuple([index.surfaces[c] for c in columns[start : min(end, start + SHARED_WORDS)]])
