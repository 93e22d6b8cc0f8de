"""Found topics: groups of documents by their wording, with how far they can be trusted.

Spherical k-means (Dhillon & Modha 2001: k-means on vectors of length 1) started from the
clusters of Ward's method, so that chance has no say. The number of groups is the one of
highest mean silhouette (Rousseeuw 1987). Stability is Hennig's (2007, "Cluster-wise
assessment of cluster stability"): how much of a group is found again, by the Jaccard index,
when a fifth of the documents is left out, on average.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import normalize

from dash_core import settings
from dash_core.index import Index
from dash_core.progress import Tick, part, silent
from dash_core.topics.model import PALETTE, SHAPES, Topic, Topics, with_other
from dash_core.topics.terms import telling_terms
from dash_core.vectors import document_vectors
from dash_core.words import _, count, ngettext

__all__ = ["find_topics", "without_names"]


def without_names(index: Index, names: frozenset[str]) -> csr_matrix:
    """The subject weights without the columns of people's names, rows of length 1."""
    keep = [i for i, term in enumerate(index.terms) if term not in names]
    if not keep:
        return csr_matrix((index.subject.shape[0], 0))
    return csr_matrix(normalize(index.subject[:, keep]))


def find_topics(
    index: Index, names: frozenset[str], k: int | None = None, tick: Tick = silent
) -> Topics:
    """Group the documents of a collection.

    Parameters
    ----------
    k
        Number of groups, 2 or more, as far as there are different descriptions to tell apart;
        None chooses by silhouette, with `settings.MIN_MEAN_SIZE` documents a group or more.

    Returns
    -------
    Topics
        Of kind `found`; with "Other" alone, and the reason in `advice`, where the
        collection is too small.
    """
    weights = without_names(index, names)
    n = weights.shape[0]
    vectors = document_vectors(weights)
    tick(0.2)
    worded = np.flatnonzero(np.diff(weights.indptr))
    if len(worded) < settings.MIN_DOCUMENTS or _count_different(vectors[worded]) < 3:
        advice = ngettext(
            "{n} document with words of its own is too few to group.",
            "{n} documents with words of their own are too few to group.",
            len(worded),
        )
        none = with_other((), np.zeros((n, 0)))
        return Topics("found", *none, tuple({} for _row in range(n)), advice)
    own = vectors[worded]
    # Ward's method and the resamples look at an even sample of a large collection.
    sample = own[:: -(-len(own) // settings.MAX_CLUSTERED)]
    different = _count_different(sample)
    most = min(settings.MAX_FOUND, max(2, len(worded) // settings.MIN_MEAN_SIZE), different - 1)
    labels = _cluster(sample, min(max(2, k), different) if k else _best_k(sample, most))
    chosen = int(labels.max()) + 1
    tick(0.5)
    stability = _stability(sample, labels, chosen, part(tick, 0.5, 0.9))
    separation = _separation(sample, labels)
    if len(sample) < len(own):
        labels = _spread(own, sample, labels, chosen)

    strengths = np.zeros((n, chosen))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _row in range(n)]
    centres = normalize(np.vstack([own[labels == i].mean(axis=0) for i in range(chosen)]))
    order = sorted(range(chosen), key=lambda i: (-int((labels == i).sum()), i))
    topics: list[Topic] = []
    for position, cluster in enumerate(order):
        inside = np.flatnonzero(labels == cluster)
        near = np.clip(own[inside] @ centres[cluster], 1e-6, 1.0)
        rows = worded[inside]
        strengths[rows, position] = near
        used = {topic.label for topic in topics}
        members = rows[np.argsort(-near, kind="stable")]
        terms = telling_terms(index, members, names)
        topic_id = f"g{position + 1}"
        for row, words in zip(rows, _shared_words(index, rows, names), strict=True):
            evidence[row][topic_id] = words
        label = ", ".join(terms[:3]) or _("Group {n}").format(n=position + 1)
        topics.append(
            Topic(
                topic_id,
                label if label not in used else f"{label} ({position + 1})",
                PALETTE[position % len(PALETTE)],
                SHAPES[position % len(SHAPES)],
                terms,
                tuple(int(row) for row in members),
                float(near.mean()),
                float(stability[cluster]),
            )
        )
    advice = _advice(topics, len(worded), separation)
    return Topics("found", *with_other(topics, strengths), tuple(evidence), advice)


def _advice(topics: list[Topic], n: int, separation: float) -> str:
    """What to believe: Hennig's bounds for stability, Kaufman & Rousseeuw's (1990) for
    separation."""
    stable = sum((topic.stability or 0) >= settings.STABLE for topic in topics)
    back = _(
        "{stable} of {k} groups come back when a fifth of the {documents} is left out."
    ).format(stable=stable, k=len(topics), documents=count(n))
    if separation < settings.SEPARATE:
        return (
            back
            + " "
            + _(
                "But the groups overlap: a document is hardly nearer to its own group than to "
                "the next (silhouette {value}; under {bound} there is no clear structure). Take "
                "them as a hint of what to read together, not as topics."
            ).format(value=f"{separation:.2f}", bound=settings.SEPARATE)
        )
    if stable < len(topics):
        return back + " " + _("Trust those; take the rest as a hint.")
    return back


def _shared_words(
    index: Index, rows: NDArray[np.int64], names: frozenset[str], n: int = 8
) -> Iterator[tuple[str, ...]]:
    """For each document of a group, its words that weigh most in the group as a whole."""
    group = np.asarray(index.subject[rows].mean(axis=0)).ravel()
    for row in rows:
        own = index.subject[[row]]
        adds = {c: w * group[c] for c, w in zip(own.indices, own.data, strict=True)}
        order = sorted(adds, key=lambda c: (-adds[c], index.terms[c]))
        yield tuple(index.surfaces[c] for c in order if index.terms[c] not in names)[:n]


def _count_different(vectors: NDArray[np.float64]) -> int:
    return len(np.unique(vectors.round(6), axis=0))  # what differs further back is rounding


def _cluster(vectors: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Labels from 0, each in use; fewer than `k` where fewer vectors differ."""
    k = min(k, _count_different(vectors))
    if k < 2:
        return np.zeros(len(vectors), dtype=np.int64)
    start = AgglomerativeClustering(k, linkage="ward").fit_predict(vectors)
    labels = _spread(vectors, vectors, start, k)
    return np.asarray(np.unique(labels, return_inverse=True)[1])


def _spread(
    vectors: NDArray[np.float64], sample: NDArray[np.float64], labels: NDArray[np.int64], k: int
) -> NDArray[np.int64]:
    """The groups of a sample carried over to all vectors by k-means."""
    centres = np.vstack([sample[labels == i].mean(axis=0) for i in range(k)])
    means = KMeans(k, init=centres, n_init=1, random_state=settings.SEED)
    return np.asarray(means.fit_predict(vectors))


def _separation(vectors: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Mean silhouette, from -1 to 1; 0 where it is not defined."""
    if not 1 < len(set(labels)) < len(vectors):
        return 0.0
    return float(silhouette_score(vectors, labels))


def _best_k(vectors: NDArray[np.float64], most: int) -> int:
    scores = {k: _separation(vectors, _cluster(vectors, k)) for k in range(2, most + 1)}
    return max(scores, key=lambda k: (scores[k], -k), default=2)


def _stability(
    vectors: NDArray[np.float64], labels: NDArray[np.int64], k: int, tick: Tick
) -> NDArray[np.float64]:
    """Mean best Jaccard index of each cluster over resamples; 0 to 1."""
    random = np.random.default_rng(settings.SEED)
    size = max(k + 1, round(settings.STABILITY_SHARE * len(vectors)))
    best = np.zeros((settings.STABILITY_RUNS, k))
    for run in range(settings.STABILITY_RUNS):
        tick(run / settings.STABILITY_RUNS)
        sample = np.sort(random.choice(len(vectors), min(size, len(vectors)), replace=False))
        again = _cluster(vectors[sample], k)
        for cluster in range(k):
            was = labels[sample] == cluster
            for other in range(k):
                now = again == other
                either = np.count_nonzero(was | now)
                if either:
                    share = np.count_nonzero(was & now) / either
                    best[run, cluster] = max(best[run, cluster], share)
    return np.asarray(best.mean(axis=0))
