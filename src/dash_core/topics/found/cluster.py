"""Found topics: groups of documents by their wording, with how far they can be trusted.

The groups are those of `stability.Clustering`, or those that stand (`standing`), changed by what a
person did to them (`replay`), described by their typical words and phrases (`labels`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core.common.i18n import _, count, format_number, ngettext
from dash_core.common.progress import Progress, no_progress
from dash_core.common.scaling import normalize
from dash_core.common.scratch import stored
from dash_core.text.language.tokens import phrases_in
from dash_core.text.search.index import Index
from dash_core.topics.file.schema import Step
from dash_core.topics.found.distinguish import label_groups
from dash_core.topics.found.features import Features
from dash_core.topics.found.labels import Description
from dash_core.topics.found.number import MIN_SILHOUETTE
from dash_core.topics.found.replay import Replayed, replay
from dash_core.topics.found.stability import DIGITS, Clustering, threads
from dash_core.topics.found.standing import Standing, digest_of, stand, to_nearest
from dash_core.topics.model import OTHER, PALETTE, SHAPES, MovedDocument, Topic, Topics, with_other

__all__ = ["divide", "find_topics", "start_groups"]

MIN_STABLE_JACCARD: Final = 0.75  # Hennig (2007): a cluster with this mean or more is stable
KEPT_GROUPINGS: Final = 4  # of a listing, whose members and words are kept
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


@dataclass(frozen=True, eq=False)
class _Grouped:
    """What groups are, whatever they are called: in their `order` the rows of each, strongest
    first (as arrays and as tuples), the strengths of all documents, the words behind them, how
    far they can be trusted."""

    order: list[int]
    members: list[NDArray[np.int64]]
    rows: list[tuple[int, ...]]
    strengths: NDArray[np.float64]
    evidence: "_Evidence"
    stability: NDArray[np.float64]
    separation: float
    descriptions: Sequence[Description]


def _group(features: Features, start: _Start, replayed: Replayed) -> _Grouped:
    vectors = features.vectors()
    groups, sizes = np.unique(replayed.groups[replayed.groups >= 0], return_counts=True)
    by = (groups, 0 * sizes if start.is_standing else -sizes)
    order = [int(groups[i]) for i in np.lexsort(by)]
    stability = _stability(features, replayed.groups, order, start.k)
    strengths = np.zeros((len(vectors), len(order)))
    members = []
    for position, group in enumerate(order):
        rows = np.flatnonzero(replayed.groups == group)
        similarity = _similarity_to_centre(vectors[rows])
        similarity[[row in replayed.pinned for row in rows.tolist()]] = 1.0
        strengths[rows, position] = similarity
        members.append(rows[np.argsort(-similarity, kind="stable")])
    vetoed = [replayed.vetoed.get(group, ()) for group in order]
    _topics, with_rest = with_other((), strengths)
    return _Grouped(
        order,
        members,
        [tuple(rows.tolist()) for rows in members],
        stored(with_rest),
        _Evidence(features, members, len(vectors)),
        stability,
        features.clustering.separation(replayed.groups[features.groupable]),
        features.vocabulary.describe(members, [features.terms_of(v) for v in vetoed]),
    )


def _grouped(features: Features, start: _Start, replayed: Replayed) -> _Grouped:
    """The groups, kept with the features: another name or colour changes none."""
    of = (
        *(start.is_standing, start.k, replayed.groups.tobytes()),
        *(tuple(replayed.pinned), tuple(replayed.vetoed.items())),
    )
    kept: dict[object, _Grouped] = features.__dict__.setdefault("_grouped", {})
    if of not in kept:
        kept[of] = _group(features, start, replayed)
        while len(kept) > KEPT_GROUPINGS:
            del kept[next(iter(kept))]
    return kept[of]


def _describe(features: Features, start: _Start, replayed: Replayed, progress: Progress) -> Topics:
    """The groups as topics, the largest first; those that stand, in the order they have."""
    grouped = _grouped(features, start, replayed)
    order, members, strengths = grouped.order, grouped.members, grouped.strengths
    progress(0.9)
    given = [replayed.labels.get(group, "") for group in order]
    descriptions = grouped.descriptions
    labels = label_groups(descriptions, members, given, features.fields, features.is_person)
    topics = [
        Topic(
            f"g{position + 1}",
            label,
            replayed.colors.get(group, PALETTE[group % len(PALETTE)]),
            SHAPES[group % len(SHAPES)],
            description.terms,
            rows,
            float(strengths[members[position], position].mean()),
            float(grouped.stability[position]),
            veto=replayed.vetoed.get(group, ()),
        )
        for position, (group, rows, label, description) in enumerate(
            zip(order, grouped.rows, labels, descriptions, strict=True)
        )
    ]
    advice = _advice(topics, len(features.groupable), grouped.separation)
    remarks = [advice, start.advice, *(step.reason for step in replayed.unapplied)]
    progress(1)
    shown, _strengths = with_other(topics, strengths[:, : len(topics)])
    return Topics(
        "found",
        shown,
        strengths,
        grouped.evidence,
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
            ).format(value=format_number(separation, 2), bound=MIN_SILHOUETTE)
        )
    if stable < len(topics):
        return advice + " " + _("Trust those; take the rest as a hint.")
    return advice


class _Evidence(Sequence[dict[str, tuple[str, ...]]]):
    """For each document the words that weigh most in its group as a whole, by the topic's id."""

    def __init__(self, features: Features, members: Sequence[NDArray[np.int64]], n: int) -> None:
        self._surfaces, self._topic = features.index.surfaces, np.full(n, -1, dtype=np.int32)
        lengths = np.zeros(n, dtype=np.int64)
        parts, rows_of_parts = [], []
        for position, unsorted in enumerate(members):
            rows = np.sort(unsorted)
            self._topic[rows] = position
            columns, lengths[rows] = _shared_words(features.index, rows, features.left_out)
            parts.append(columns)
            rows_of_parts.append(np.repeat(rows, lengths[rows]))
        self._ends = np.cumsum(lengths)
        order = np.argsort(np.concatenate([*rows_of_parts, []]), kind="stable")
        self._columns = np.concatenate([*parts, []]).astype(np.int32)[order]

    def __len__(self) -> int:
        return len(self._topic)

    def __getitem__(self, row: Any) -> Any:
        row = range(len(self))[row]
        if self._topic[row] < 0:
            return {}
        first = self._ends[row - 1] if row else 0
        words = tuple(self._surfaces[c] for c in self._columns[first : self._ends[row]])
        return {f"g{self._topic[row] + 1}": words}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Evidence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def _shared_words(
    index: Index, rows: NDArray[np.int64], left_out: frozenset[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each document of a group, its words that weigh most in the group as a whole: their
    columns, and how many each has."""
    weights = csr_matrix(index.subject[rows])
    mean = np.asarray(weights.mean(axis=0)).ravel()
    owner = np.repeat(np.arange(len(rows)), np.diff(weights.indptr))
    shown = np.array([term not in left_out for term in index.terms], dtype=bool)[weights.indices]
    owner, columns = owner[shown], weights.indices[shown]
    # Terms are in alphabetical order.
    order = np.lexsort((columns, -weights.data[shown] * mean[columns], owner))
    owner, columns = owner[order], columns[order]
    counts = np.bincount(owner, minlength=len(rows))
    place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return columns[place < SHARED_WORDS], np.minimum(counts, SHARED_WORDS)
