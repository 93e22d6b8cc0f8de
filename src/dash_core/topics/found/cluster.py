"""Found topics: groups of documents by their wording, with how far they can be trusted.

The groups are those of `grouping`, changed by what a person did to them (`steps`), described by
their telling words and phrases (`terms`).
"""

from collections.abc import Iterator, Sequence
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

MIN_STABLE_JACCARD: Final = 0.75  # Hennig (2007): at and above, a stable cluster


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
        Number of groups, 2 or more, as far as there are different descriptions to tell apart;
        None takes the suggested one.
    steps
        What a person did to the groups; what cannot be done any more is told in `advice`.

    Returns
    -------
    Topics
        Of kind `found`; with "Other" alone, and the reason in `advice`, where the
        collection is too small.
    """
    with threads().limit(
        limits=1, user_api="blas"
    ):  # these and scikit-learn's are in each other's way
        return _found(features, k, steps, progress)


def _found(features: Features, k: int | None, steps: Sequence[Step], progress: Progress) -> Topics:
    vectors = features.vectors(progress)
    n = len(vectors)
    progress(0.5)
    if not features.can_group:
        advice = ngettext(
            "{n} document with words of its own is too few to group.",
            "{n} documents with words of their own are too few to group.",
            len(features.worded),
        )
        none = with_other((), np.zeros((n, 0)))
        return Topics("found", *none, tuple({} for _row in range(n)), advice)
    clustering = features.clustering
    asked = max(2, k) if k else features.suggestion.k or 2
    progress(0.7)
    labels = np.full(n, -1, dtype=np.int64)
    labels[features.worded] = _by_size(clustering.cut(asked))
    replayed = replay(labels, steps, features.ids, lambda rows, into: divide(vectors, rows, into))
    progress(0.8)
    return _described(features, replayed, asked, progress)


def _by_size(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups, the largest numbered 0: a group keeps its number, and so its colour,
    when a person changes others."""
    sizes = np.bincount(labels)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return np.asarray(place[labels])


def divide(vectors: NDArray[np.float64], rows: NDArray[np.int64], into: int) -> NDArray[np.int64]:
    """Parts of some documents, numbered from 0; fewer where they cannot be told apart."""
    part = vectors[rows]
    if len(rows) < 2:
        return np.zeros(len(rows), dtype=np.int64)
    return Clustering(part).cut(into)


def _described(features: Features, replayed: Replayed, asked: int, progress: Progress) -> Topics:
    """The groups as topics, the largest first."""
    vectors, index = features.vectors(), features.index
    groups, sizes = np.unique(replayed.labels[replayed.labels >= 0], return_counts=True)
    order = [int(groups[i]) for i in np.lexsort((groups, -sizes))]
    stability = _stability(features, replayed.labels, order, asked)
    n = len(vectors)
    strengths = np.zeros((n, len(order)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _row in range(n)]
    pinned = frozenset(
        (row, f"g{order.index(group) + 1}") for row, group in replayed.pinned.items()
    )
    taken = {label.casefold() for label in replayed.said.values()}
    described = []
    for position, group in enumerate(order):
        progress(0.8 + 0.2 * position / len(order))
        rows = np.flatnonzero(replayed.labels == group)
        centre = normalize(vectors[rows].mean(axis=0, keepdims=True))[0]
        near = np.clip(vectors[rows] @ centre, 1e-6, 1.0).round(DIGITS)
        near[[row in replayed.pinned for row in rows.tolist()]] = 1.0
        strengths[rows, position] = near
        topic_id = f"g{position + 1}"
        for row, words in zip(rows, _shared_words(index, rows, features.left_out), strict=True):
            evidence[row][topic_id] = words
        label, terms = features.vocabulary.describe(rows, taken)
        label = replayed.said.get(group) or label or _("Group {n}").format(n=position + 1)
        taken.add(label.casefold())
        described.append((topic_id, group, label, terms, rows[np.argsort(-near, kind="stable")]))
    labels = unique_labels([label for _id, _group, label, _terms, _rows in described])
    topics = [
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
        for position, ((topic_id, group, _label, terms, members), label) in enumerate(
            zip(described, labels, strict=True)
        )
    ]
    worded = replayed.labels[features.worded]
    advice = _advice(topics, len(worded), features.clustering.separation(worded))
    lost = " ".join(own.why for own in replayed.unapplied)
    progress(1)
    return Topics(
        "found",
        *with_other(topics, strengths),
        tuple(evidence),
        f"{advice} {lost}".strip(),
        pinned,
    )


def _stability(
    features: Features, labels: NDArray[np.int64], order: Sequence[int], asked: int
) -> NDArray[np.float64]:
    """Of each group, in this order, how much of it comes back."""
    place = {group: i for i, group in enumerate(order)}
    own = np.array([place.get(int(label), 0) for label in labels[features.worded]], dtype=np.int64)
    found = np.zeros(len(order))
    back = features.clustering.stability(own, max(2, asked))
    found[: len(back)] = back
    return found


def _advice(topics: list[Topic], n: int, separation: float) -> str:
    """What to believe: Hennig's bounds for stability, Kaufman & Rousseeuw's (1990) for
    separation."""
    stable = sum((topic.stability or 0) >= MIN_STABLE_JACCARD for topic in topics)
    back = _(
        "{stable} of {k} groups come back when a fifth of the {documents} is left out."
    ).format(stable=stable, k=len(topics), documents=count(n))
    if separation < MIN_SILHOUETTE:
        return (
            back
            + " "
            + _(
                "But the groups overlap: a document is hardly nearer to its own group than to "
                "the next (silhouette {value}; under {bound} there is no clear structure). Take "
                "them as a hint of what to read together, not as topics."
            ).format(value=f"{separation:.2f}", bound=MIN_SILHOUETTE)
        )
    if stable < len(topics):
        return back + " " + _("Trust those; take the rest as a hint.")
    return back


def _shared_words(
    index: Index, rows: NDArray[np.int64], left_out: frozenset[str], n: int = 8
) -> Iterator[tuple[str, ...]]:
    """For each document of a group, its words that weigh most in the group as a whole."""
    own = csr_matrix(index.subject[rows])
    group = np.asarray(own.mean(axis=0)).ravel()
    owner = np.repeat(np.arange(len(rows)), np.diff(own.indptr))
    told = np.array([term not in left_out for term in index.terms], dtype=bool)[own.indices]
    owner, columns = owner[told], own.indices[told]
    # Terms are in the alphabet's order.
    columns = columns[np.lexsort((columns, -own.data[told] * group[columns], owner))].tolist()
    ends = np.cumsum(np.bincount(owner, minlength=len(rows))).tolist()
    for start, end in pairwise([0, *ends]):
        yield tuple([index.surfaces[c] for c in columns[start : min(end, start + n)]])
