"""Found topics: groups of documents by their wording, with how far they can be trusted.

The groups are those of `stability.Clustering`, or those that stand (`standing`), changed by what a
person did to them (`replay`), described by their typical words and phrases (`labels`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

from dash_core.common.i18n import _, count, ngettext
from dash_core.common.progress import Progress, no_progress
from dash_core.text.language.tokens import phrases_in
from dash_core.text.search.index import Index
from dash_core.topics.file.schema import Step
from dash_core.topics.found.distinguish import label_groups
from dash_core.topics.found.features import Features
from dash_core.topics.found.number import MIN_SILHOUETTE
from dash_core.topics.found.replay import Replayed, replay
from dash_core.topics.found.stability import DIGITS, Clustering, threads
from dash_core.topics.found.standing import Standing, digest_of, stand, to_nearest
from dash_core.topics.model import OTHER, PALETTE, SHAPES, MovedDocument, Topic, Topics, with_other

__all__ = ["divide", "find_topics", "start_groups"]

MIN_STABLE_JACCARD: Final = 0.75  # Hennig (2007): a cluster with this mean or more is stable
SHARED_WORDS: Final = 8  # of a document with its group, shown as evidence


def find_topics(
    features: Features,
    k: int | None = None,
    steps: Sequence[Step] = (),
    progress: Progress = no_progress,
    held: Sequence[int] = (),
    documents: str = "",
) -> Topics:
    """Group the documents of a collection.

    Parameters
    ----------
    k
        Number of groups, 2 or more, at most as many as there are different descriptions;
        None takes the suggested one. Without meaning where groups stand.
    steps
        What a person did to the groups; what cannot be done any more is named in `advice`.
    held, documents
        The groups that stand, and the digest of the ids they are of (`standing`).

    Returns
    -------
    Topics
        Of kind `found`; with "Other" alone, and the reason in `advice`, where the
        collection is too small.
    """
    # Threads of BLAS and of scikit-learn slow each other down.
    with threads().limit(limits=1, user_api="blas"):
        vectors = features.vectors(progress)
        progress(0.5)
        if not features.can_group:
            return _nothing(features, len(vectors))
        start = _start(features, k, held, documents)
        progress(0.7)
        replayed = replay(
            start.groups,
            steps,
            features.ids,
            lambda rows, into: divide(vectors, rows, into),
            lambda groups, group, word: _without_word(features, groups, group, word),
        )
        progress(0.8)
        return _describe(features, start, replayed, progress)


def start_groups(
    features: Features, k: int | None = None, held: Sequence[int] = (), documents: str = ""
) -> NDArray[np.int64]:
    """The group of each row, from 0 (-1: none), before the steps; arguments as of `find_topics`."""
    if not features.can_group:
        return np.full(len(features.ids), -1, dtype=np.int64)
    with threads().limit(limits=1, user_api="blas"):
        return _start(features, k, held, documents).groups


@dataclass(frozen=True, slots=True)
class _Start(Standing):
    """Groups before the steps; `k` of them, `is_standing` where they were not found just now."""

    k: int
    is_standing: bool
    advice: str = ""


def _start(features: Features, k: int | None, held: Sequence[int], documents: str) -> _Start:
    vectors, advice = features.vectors(), ""
    if held and len(held) == len(features.ids) and digest_of(features.ids) == documents:
        standing = stand(held, features.ids, vectors, features.groupable)
        n = len(np.unique(standing.groups[standing.groups >= 0]))
        if n:
            return _Start(standing.groups, standing.left, n, is_standing=True)
    if held:
        advice = _("The groups kept with these topics are of other documents: found anew.")
    k = max(2, k) if k else features.suggestion.k or 2
    groups = np.full(len(vectors), -1, dtype=np.int64)
    groups[features.groupable] = _by_size(features.clustering.labels(k))
    return _Start(groups, {}, k, is_standing=False, advice=advice)


def _nothing(features: Features, n: int) -> Topics:
    """No groups, and why."""
    advice = ngettext(
        "{n} document with words of its own is too few to group.",
        "{n} documents with words of their own are too few to group.",
        len(features.groupable),
    )
    none = with_other((), np.zeros((n, 0)))
    return Topics("found", *none, tuple({} for _row in range(n)), advice)


def _without_word(
    features: Features, groups: NDArray[np.int64], group: int, word: str
) -> NDArray[np.int64]:
    """The groups after a word ceased to count in one: documents that have it may leave."""
    index = features.index
    columns = [
        index.column[term]
        for phrase in phrases_in(word, index.languages)
        for term in phrase
        if term in index.column
    ]
    has_word = np.diff(csr_matrix(index.subject[:, sorted(set(columns))]).indptr) > 0
    without = features.without((*features.veto, word))
    has_others = np.zeros(len(groups), dtype=bool)
    has_others[without.groupable] = True
    free = np.flatnonzero((groups == group) & has_word & has_others)
    return to_nearest(without.vectors(), groups, free)


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


def _describe(features: Features, start: _Start, replayed: Replayed, progress: Progress) -> Topics:
    """The groups as topics, the largest first; those that stand, in the order they have."""
    vectors, index = features.vectors(), features.index
    groups, sizes = np.unique(replayed.groups[replayed.groups >= 0], return_counts=True)
    by = (groups, 0 * sizes if start.is_standing else -sizes)
    order = [int(groups[i]) for i in np.lexsort(by)]
    stability = _stability(features, replayed.groups, order, start.k)
    strengths = np.zeros((len(vectors), len(order)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _row in vectors]
    members = []
    for position, group in enumerate(order):
        topic_id = f"g{position + 1}"
        rows = np.flatnonzero(replayed.groups == group)
        similarity = _similarity_to_centre(vectors[rows])
        similarity[[row in replayed.pinned for row in rows.tolist()]] = 1.0
        strengths[rows, position] = similarity
        for row, words in zip(rows, _shared_words(index, rows, features.left_out), strict=True):
            evidence[row][topic_id] = words
        members.append(rows[np.argsort(-similarity, kind="stable")])
    progress(0.9)
    vetoed = [replayed.vetoed.get(group, ()) for group in order]
    descriptions = features.vocabulary.describe(members, [features.terms_of(v) for v in vetoed])
    given = [replayed.labels.get(group, "") for group in order]
    labels = label_groups(descriptions, members, given, features.fields, features.is_person)
    topics = [
        Topic(
            f"g{position + 1}",
            label,
            replayed.colors.get(group, PALETTE[group % len(PALETTE)]),
            SHAPES[group % len(SHAPES)],
            description.terms,
            tuple(rows.tolist()),
            float(strengths[rows, position].mean()),
            float(stability[position]),
            veto=vetoed[position],
        )
        for position, (group, rows, label, description) in enumerate(
            zip(order, members, labels, descriptions, strict=True)
        )
    ]
    groupable = replayed.groups[features.groupable]
    advice = _advice(topics, len(groupable), features.clustering.separation(groupable))
    remarks = [advice, start.advice, *(step.reason for step in replayed.unapplied)]
    progress(1)
    return Topics(
        "found",
        *with_other(topics, strengths),
        tuple(evidence),
        " ".join(filter(None, remarks)),
        frozenset((row, f"g{order.index(group) + 1}") for row, group in replayed.pinned.items()),
        tuple(_moves(start, replayed, order)),
    )


def _moves(start: _Start, replayed: Replayed, order: Sequence[int]) -> Iterator[MovedDocument]:
    """The documents that are not in the group where they stood; no person put them elsewhere."""
    ids = {-1: OTHER} | {group: f"g{place}" for place, group in enumerate(order, 1)}
    for row, group in start.left.items():
        before, after = ids.get(group), ids[int(replayed.groups[row])]
        if before is not None and before != after and row not in replayed.pinned:
            yield MovedDocument(row, before, after)


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
