"""Two sides compared: the words that distinguish them, how reliably, and who is on which.

Words are ranked by the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi
& Quinn 2008, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content
of Political Conflict", Political Analysis 16(4), eq. 16, 20 and 22). Its variance takes words as
drawn one by one, and many words are tested, so some pass by chance; how many is estimated by
permutation: the same documents are assigned at random to two sides of the same sizes.
"""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from dash_core.collection.collection import Collection
from dash_core.collection.view import View
from dash_core.common import settings
from dash_core.common.i18n import _, ngettext

__all__ = [
    "Distinctive",
    "LogOdds",
    "Side",
    "distinctive",
    "log_odds",
    "members",
    "on_neither",
    "overlap",
    "prior",
    "rows_with_term",
]

PERMUTATIONS: Final = 20  # random assignments of the documents, to estimate what chance does
MAX_PHRASES: Final = 500  # distinctive phrases that may stand for their words
WORDS_SHOWN: Final = 10  # distinctive words of each side

PRIOR: Final = 0.2  # alpha0, the words a prior counts for: this share of the smaller side's
Z_95: Final = 1.96  # standard errors to each end of a 95 % interval
MIN_WORD_DOCUMENTS: Final = 3  # of a side: a word in fewer is not called distinctive
FEW_DOCUMENTS: Final = 10  # a smaller side can hardly have distinctive words
COVERED: Final = 0.8  # a word with this share of its documents in a phrase is shown as the phrase

Floats = NDArray[np.float64]
_COLUMNS: Final = (
    "terms word count_a count_b documents_a documents_b delta variance z low high distinctive sure"
).split()


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a comparison: some documents of a collection."""

    collection: Collection
    view: View

    def __len__(self) -> int:
        return len(self.view)


class LogOdds(NamedTuple):
    """Of each word: how much more frequent it is on side A (log-odds ratio), the variance of that,
    and the ratio in standard errors."""

    delta: Floats
    variance: Floats
    z: Floats


def log_odds(a: Any, b: Any, alpha: Any) -> LogOdds:
    """The log-odds ratio of each word with an informative Dirichlet prior (Monroe et al. 2008).

    Parameters
    ----------
    a, b
        How often each word stands on each side: words are the last axis.
    alpha
        The prior: how often each word is taken to have stood on either side before; positive.

    Examples
    --------
    >>> found = log_odds([8, 2], [2, 8], [1.0, 1.0])
    >>> [round(float(value), 3) for value in found.delta]
    [2.197, -2.197]
    """
    with_prior = [np.asarray(y, dtype=np.float64) + np.asarray(alpha) for y in (a, b)]
    odds = [np.log(y / (y.sum(axis=-1, keepdims=True) - y)) for y in with_prior]
    delta = odds[0] - odds[1]
    variance = 1 / with_prior[0] + 1 / with_prior[1]
    return LogOdds(delta, variance, delta / np.sqrt(variance))


def prior(a: Any, b: Any) -> Floats:
    """The prior of each word: its mean share of the two sides, times alpha0.

    The sides count alike in it, so that a large side does not outweigh a small one. alpha0 is
    `PRIOR` of the words of the smaller side: a fixed number would be too much for twenty
    descriptions and nothing for a hundred thousand. The log-odds of two words alone are the
    negative of each other, so at least two are needed.
    """
    sides = [np.asarray(y, dtype=np.float64) for y in (a, b)]
    sums = [y.sum(axis=-1, keepdims=True) for y in sides]
    mean = sum(y / n for y, n in zip(sides, sums, strict=True)) / 2
    return np.asarray(PRIOR * np.minimum(*sums) * mean)


@dataclass(frozen=True, eq=False)
class Distinctive:
    """The words of two sides, the most typical of A first, those of B last.

    `words` has a row a word that stands on either side: `terms`, `word`; `count_a`, `count_b` (how
    often), `documents_a`, `documents_b` (in how many); `delta`, `variance`, `z`, `low`, `high` (the
    95 % interval of `delta`); `distinctive`: the interval excludes 0 and the word is in at least
    `MIN_WORD_DOCUMENTS` documents of its side; `sure`: further from 0 than any word in
    `PERMUTATIONS` permutations of the documents. `by_chance`: distinctive words of a permutation,
    on average. `alpha0`: the words the prior counts for. `sizes`: documents of A and B.
    """

    words: pd.DataFrame
    sizes: tuple[int, int]
    alpha0: float = 0.0
    by_chance: float = 0.0

    def of_side(self, side: int, n: int | None = None, *, only: bool = True) -> pd.DataFrame:
        """The words of A (0) or B (1), the most distinctive first; with `only=False` those too
        that may be chance. A word that stands nearly always in a phrase is shown as the phrase."""
        sign = 1 if side == 0 else -1
        words = self.words[np.sign(self.words["z"]) == sign]
        words = words[words["distinctive"]] if only else words
        words = words.iloc[::sign]
        documents = f"documents_{'ab'[side]}"
        kept: list[Any] = []
        phrases = words[words["terms"].map(len) > 1].head(MAX_PHRASES)
        covered: dict[str, int] = {}
        for terms, held in zip(phrases["terms"], phrases[documents], strict=True):
            for term in terms:
                covered[term] = max(covered.get(term, 0), held)
        for label, terms, held in zip(words.index, words["terms"], words[documents], strict=True):
            if n is not None and len(kept) == n:
                break
            if len(terms) > 1 or covered.get(terms[0], 0) < COVERED * held:
                kept.append(label)
        return cast("pd.DataFrame", words.loc[kept])

    @property
    def advice(self) -> str:
        """What limits the result; empty where nothing does."""
        few = min(self.sizes)
        n_distinctive = int(self.words["distinctive"].sum())
        sentences = []
        if few < FEW_DOCUMENTS:
            sentences.append(
                ngettext(
                    "{n} document is too few to tell which words are typical.",
                    "{n} documents are too few to tell which words are typical: only the largest "
                    "differences can be distinguished from chance.",
                    few,
                )
            )
        if not n_distinctive:
            sentences.append(_("No word differs enough to be called distinctive."))
        elif n_distinctive < 2 * self.by_chance:
            sentences.append(
                _(
                    "By permutation (the same documents assigned to the sides at random), {n} "
                    "such words would be expected: do not rely on them."
                ).format(n=f"{self.by_chance:.0f}")
            )
        return " ".join(sentences)


def overlap(a: Side, b: Side) -> NDArray[np.int64]:
    """The rows that are on both sides; none where the sides are of two listings."""
    if a.collection.fingerprint != b.collection.fingerprint:
        return np.empty(0, dtype=np.int64)
    return np.asarray(np.intersect1d(a.view.rows, b.view.rows, assume_unique=True), dtype=np.int64)


def on_neither(a: Side, b: Side, common: View) -> NDArray[np.int64]:
    """The rows of the common filter that are on neither side; none where the sides are of two
    listings."""
    if a.collection.fingerprint != b.collection.fingerprint:
        return np.empty(0, dtype=np.int64)
    either = np.union1d(a.view.rows, b.view.rows)
    return np.asarray(np.setdiff1d(common.rows, either, assume_unique=True), dtype=np.int64)


def distinctive(a: Side, b: Side) -> Distinctive:
    """The words that tell two sides apart. A document on both sides counts on both."""
    terms, surfaces, counts, on_a, on_b = _joined(a, b)
    y_a, y_b = on_a @ counts, on_b @ counts
    words = pd.DataFrame(
        {
            "terms": pd.Series(terms, dtype=object),
            "word": pd.Series(surfaces, dtype=object),
            "count_a": y_a,
            "count_b": y_b,
        }
    )
    sizes = len(a), len(b)
    if not (y_a.any() and y_b.any() and len(terms) > 1):
        empty = words.head(0).reindex(columns=_COLUMNS).astype({"distinctive": bool, "sure": bool})
        return Distinctive(empty, sizes)
    alpha = prior(y_a, y_b)
    found = log_odds(y_a, y_b, alpha)
    once = csr_matrix((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
    held = on_a @ once, on_b @ once
    by_chance, furthest = _permute(counts, once, on_a, on_b)
    width = Z_95 * np.sqrt(found.variance)
    passes = _passes(found.z, *held)
    words = words.assign(
        documents_a=held[0],
        documents_b=held[1],
        delta=found.delta,
        variance=found.variance,
        z=found.z,
        low=found.delta - width,
        high=found.delta + width,
        distinctive=passes,
        sure=passes & (np.abs(found.z) > furthest),
    )
    order = np.lexsort((words["word"], -words["z"]))
    words = words.iloc[order].reset_index(drop=True)
    return Distinctive(words, sizes, float(alpha.sum()), by_chance)


def _joined(
    a: Side, b: Side
) -> tuple[list[tuple[str, ...]], list[str], csr_matrix, NDArray[np.int32], NDArray[np.int32]]:
    """The words of both sides with their forms, the counts of the documents on either (documents
    by words; words that neither has are left out), and which documents are on A and on B."""
    first, second = a.collection.term_counts, b.collection.term_counts
    rows_a, rows_b = a.view.rows, b.view.rows
    terms, surfaces = list(first.terms), list(first.surfaces)
    if a.collection.fingerprint == b.collection.fingerprint:
        on_a, on_b = np.zeros((2, len(a.collection)), dtype=np.int32)
        on_a[rows_a], on_b[rows_b] = 1, 1
        rows = np.flatnonzero(on_a | on_b)
        counts = first.counts[rows] if len(rows) < len(on_a) else first.counts
        on_a, on_b = on_a[rows], on_b[rows]
    else:
        column = dict(first.column)
        for term, surface in zip(second.terms, second.surfaces, strict=True):
            if term not in column:
                column[term] = len(terms)
                terms.append(term)
                surfaces.append(surface)
        moved = np.array([column[term] for term in second.terms], dtype=np.int64)
        own_a, own_b = first.counts[rows_a], second.counts[rows_b]
        shape = (own_b.shape[0], len(terms))
        own_b = csr_matrix((own_b.data, moved[own_b.indices], own_b.indptr), shape)
        own_a = csr_matrix((own_a.data, own_a.indices, own_a.indptr), (len(rows_a), len(terms)))
        counts = csr_matrix(vstack([own_a, own_b], format="csr"))
        on_a = np.repeat(np.array([1, 0], dtype=np.int32), [len(rows_a), len(rows_b)])
        on_b = 1 - on_a
    # A name in one listing is no word of the other.
    left_out = first.left_out | second.left_out
    there = np.zeros(len(terms), dtype=bool)
    there[counts.indices] = True
    kept = [i for i in np.flatnonzero(there) if not left_out.intersection(terms[i])]
    if len(kept) < len(terms):
        counts = counts[:, kept]
    return [terms[i] for i in kept], [surfaces[i] for i in kept], counts, on_a, on_b


def _passes(z: Floats, held_a: Any, held_b: Any) -> NDArray[np.bool_]:
    """Which words are distinctive; `held`: in how many documents of each side they are."""
    held = np.where(z > 0, held_a, held_b)
    return np.asarray((np.abs(z) > Z_95) & (held >= MIN_WORD_DOCUMENTS))


def _permute(
    counts: csr_matrix, once: csr_matrix, on_a: NDArray[np.int32], on_b: NDArray[np.int32]
) -> tuple[float, float]:
    """Assign the documents at random to two sides of these sizes: how many words are distinctive
    then, on average, and the largest distance of a `z` from 0. Documents on both sides stay."""
    random = np.random.default_rng(settings.SEED)
    free = np.flatnonzero(on_a + on_b == 1)
    size = int((on_a[free]).sum())
    hands = np.repeat((on_a * on_b)[:, None], PERMUTATIONS, axis=1)
    for deal in range(PERMUTATIONS):
        hands[random.permutation(free)[:size], deal] = 1
    all_, all_held = (on_a + on_b) @ counts, (on_a + on_b) @ once
    y_a = np.asarray(counts.T @ hands).T
    y_b = all_ - y_a
    keep = y_a.any(axis=1) & y_b.any(axis=1)
    if not keep.any():
        return 0.0, 0.0
    z = log_odds(y_a[keep], y_b[keep], prior(y_a[keep], y_b[keep])).z
    held_a = np.asarray(once.T @ hands).T[keep]
    passes = _passes(z, held_a, all_held - held_a)
    return float(passes.sum(axis=1).mean()), float(np.abs(np.where(passes, z, 0)).max())


def rows_with_term(side: Side, terms: tuple[str, ...]) -> NDArray[np.int64]:
    """The rows of a side that have a word or phrase (its terms), in the side's order."""
    counts = side.collection.term_counts
    if terms not in counts.column:
        return np.empty(0, dtype=np.int64)
    rows = counts.counts[:, [counts.column[terms]]].nonzero()[0]
    return side.view.rows[np.isin(side.view.rows, rows)]


def members(a: Side, b: Side, field: str) -> pd.DataFrame:
    """How many documents of each side have each value of a facet: index `value`, columns `a`,
    `b`; values of neither are left out, those with most documents come first."""
    sides = []
    for side in (a, b):
        facet = side.collection.facets[field]
        n = np.asarray(facet.matrix[side.view.rows].sum(axis=0)).ravel()
        some = np.flatnonzero(n)
        sides.append(pd.Series(n[some], index=[facet.values[i] for i in some], dtype="int64"))
    counts = pd.concat(sides, axis=1, keys=["a", "b"]).fillna(0).astype("int64")
    counts = counts.assign(n=counts.sum(axis=1)).rename_axis("value").reset_index()
    counts = counts.sort_values(["n", "value"], ascending=[False, True]).set_index("value")
    return counts[["a", "b"]]
