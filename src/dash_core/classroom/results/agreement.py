"""How far people agree who put the same documents into groups, beyond chance.

Cohen's kappa for two people (Cohen 1960, "A Coefficient of Agreement for Nominal Scales"), Fleiss'
kappa for many who all judged everything (Fleiss 1971, "Measuring Nominal Scale Agreement Among Many
Raters"), and Krippendorff's alpha for many who need not have (Krippendorff 2011, "Computing
Krippendorff's Alpha-Reliability"); 1 is complete agreement, 0 as by chance, below 0 less than that.

All three are of one table, how often each value was given to each document, and are a few lines
each. Libraries were measured: `sklearn.metrics.cohen_kappa_score` takes 20 ms and gives NaN with a
warning where only one value occurs, `krippendorff` raises there, `statsmodels` brings 68 MB for
`fleiss_kappa`. Tests compare with the first two and with the published examples.

A judgement is a text, None where there is none. Where no two judgements can be compared, or all
are the same value, agreement beyond chance has no meaning: the result is None.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from dash_core.common.i18n import _

__all__ = [
    "Agreement",
    "agreement",
    "cohen_kappa",
    "crosstab",
    "disagreement",
    "fleiss_kappa",
    "format_agreement",
    "krippendorff_alpha",
    "pairs_together",
]

Judgements = Sequence[Hashable | None]
"""What one person said of each document, in one order for all."""

# Krippendorff (2004), "Content Analysis", p. 241: rely on values from 0.8; from 0.667 draw
# tentative conclusions only.
RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
FAIR: Final = 0.2  # of our own: what is seen is clearly more than chance


@dataclass(frozen=True)
class Agreement:
    """How far some people agree.

    `seen` is the share of pairs of judgements on the same document that are equal, `expected`
    what it would be by chance; `alpha` Krippendorff's; `fleiss` Fleiss' kappa of those who judged
    every document (`complete` of `people`). None where it has no meaning.
    """

    people: int
    complete: int
    seen: float | None
    expected: float | None
    alpha: float | None
    fleiss: float | None


def cohen_kappa(one: Judgements, other: Judgements) -> float | None:
    """Cohen's kappa of two people, by the documents both judged.

    Examples
    --------
    >>> cohen_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5
    """
    both = _both(one, other)
    if not both:
        return None
    n = len(both)
    seen = sum(a == b for a, b in both) / n
    first, second = Counter(a for a, _b in both), Counter(b for _a, b in both)
    expected = sum(first[value] * second[value] for value in first) / n**2
    return None if len({*first, *second}) < 2 else (seen - expected) / (1 - expected)


def fleiss_kappa(people: Sequence[Judgements]) -> float | None:
    """Fleiss' kappa of those who judged every document.

    Examples
    --------
    >>> fleiss_kappa([["a", "b"], ["a", "b"], ["a", "b"]])
    1.0
    """
    complete = [given for given in people if given and None not in given]
    m = len(complete)
    if m < 2:
        return None
    rows = [Counter(of_one) for of_one in zip(*complete, strict=True)]
    seen = sum(_equal_pairs(row) for row in rows) / (len(rows) * m * (m - 1))
    totals = _total(rows)
    expected = sum((n / (len(rows) * m)) ** 2 for n in totals.values())
    return None if len(totals) < 2 else (seen - expected) / (1 - expected)


def krippendorff_alpha(people: Sequence[Judgements]) -> float | None:
    """Krippendorff's alpha for values without an order; judgements may be missing.

    Examples
    --------
    >>> round(krippendorff_alpha([["a", "a", "b", None], ["a", "b", "b", "b"]]), 2)
    0.44
    """
    return agreement(people).alpha


def agreement(people: Sequence[Judgements]) -> Agreement:
    """All figures of how far people agree; each has judged the documents in the same order."""
    rows = _compared(people)
    n = sum(row.total() for row in rows)
    shares = _shares(rows, n)
    complete = sum(bool(given) and None not in given for given in people)
    judges = sum(any(value is not None for value in given) for given in people)
    seen, expected = shares if shares else (None, None)
    alpha = None
    if seen is not None and expected is not None and len(_total(rows)) > 1:
        alpha = 1 - (1 - seen) / (1 - expected)
    return Agreement(judges, complete, seen, expected, alpha, fleiss_kappa(people))


def _shares(rows: Sequence[Counter[Hashable]], n: int) -> tuple[float, float] | None:
    """The share of equal pairs, each document counting by its judgements, and that by chance."""
    if not rows:
        return None
    seen = sum(_equal_pairs(row) / (row.total() - 1) for row in rows) / n
    expected = _equal_pairs(_total(rows)) / (n * (n - 1))
    return seen, expected


def disagreement(people: Sequence[Judgements], document: int) -> float | None:
    """The share of pairs of people who say different things about one document."""
    row = Counter(given[document] for given in people if given[document] is not None)
    n = row.total()
    return None if n < 2 else 1 - _equal_pairs(row) / (n * (n - 1))


def crosstab(one: Judgements, other: Judgements) -> dict[tuple[Hashable, Hashable], int]:
    """How often each value of the one meets each value of the other."""
    return dict(Counter(_both(one, other)))


def pairs_together(judgements: Judgements) -> list[bool | None]:
    """For each pair of documents, whether they were put together.

    People who made groups of their own are compared by this: names of groups do not matter.
    Cohen's kappa of two such lists is the adjusted Rand index of the groupings (Warrens 2008, "On
    the Equivalence of Cohen's Kappa and the Hubert-Arabie Adjusted Rand Index").
    """
    return [None if a is None or b is None else a == b for a, b in combinations(judgements, 2)]


def format_agreement(value: float | None) -> str:
    """Agreement beyond chance in a word or two."""
    if value is None:
        return _("cannot be said")
    if value >= RELIABLE:
        return _("high (others would sort much the same)")
    if value >= TENTATIVE:
        return _("good (enough for careful conclusions)")
    if value >= FAIR:
        return _("some (the documents, or the topics, can be read in more than one way)")
    if value > 0.05:
        return _("little (hardly more than by chance)")
    return _("none (no more than by chance)")


def _both(one: Judgements, other: Judgements) -> list[tuple[Hashable, Hashable]]:
    return [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]


def _compared(people: Sequence[Judgements]) -> list[Counter[Hashable]]:
    """How often each value was given to each document that at least two people judged."""
    rows = [
        Counter(value for value in of_one if value is not None)
        for of_one in zip(*people, strict=True)
    ]
    return [row for row in rows if row.total() > 1]


def _equal_pairs(row: Counter[Hashable]) -> int:
    return sum(n * (n - 1) for n in row.values())


def _total(rows: Sequence[Counter[Hashable]]) -> Counter[Hashable]:
    return sum(rows, Counter())
