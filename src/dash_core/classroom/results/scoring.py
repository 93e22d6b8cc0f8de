"""Scores of exercises that have an answer: misfits found, documents put in time.

A misfit is scored as in Chang et al. 2009 ("Reading Tea Leaves"): the share of people who choose
the intruder (model precision), beside the share that guessing would reach.

An order is scored by pairs, as Kendall's tau counts them (Kendall 1938, "A New Measure of Rank
Correlation"). Only a pair whose order is known counts: where the spans of two dates overlap
("March 1881", "12 March 1881"), or one has no date, nobody knows it, and it counts for nobody. Nor
does a pair to which a student gave the same place, or none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd
from scipy.stats import rankdata

from dash_core.classroom.exercises import Answers, Exercise
from dash_core.classroom.exercises.misfit import Item
from dash_core.classroom.exercises.order import places
from dash_core.collection.collection import Collection

__all__ = [
    "MisfitScore",
    "OrderScore",
    "Placed",
    "class_order",
    "class_places",
    "misfit_scores",
    "misfits_found",
    "places_given",
    "score_order",
    "spans_of",
]

Places = Sequence[float | None]
"""The place in time that one person, or a class, gave to each document; None for none."""

Span = tuple[pd.Timestamp, pd.Timestamp] | None
"""First and last day of a date; None for what has no date."""


@dataclass(frozen=True)
class MisfitScore:
    """How a class did with one misfit: how many chose each place, and how many the intruder."""

    item: Item
    choices: Mapping[str, int]
    reasons: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many chose anything."""
        return sum(self.choices.values())

    @property
    def found(self) -> int:
        """How many chose the intruder."""
        return self.choices.get(self.item.intruder, 0)

    @property
    def precision(self) -> float | None:
        """The share that found it; None where nobody answered."""
        return self.found / self.answered if self.answered else None

    @property
    def chance(self) -> float:
        """The share that guessing would reach."""
        return 1 / len(self.item.shown)


def misfit_scores(items: Sequence[Item], answers: Answers) -> list[MisfitScore]:
    """How a class did with each misfit."""
    scores = []
    for item in items:
        places = [str(n) for n in range(1, len(item.shown) + 1)]
        given = [str(of_one.get(item.key)) for of_one in answers.values()]
        why = [of_one.get(f"why-{item.key}") for of_one in answers.values()]
        choices = Counter(place for place in given if place in places)
        reasons = tuple(text for text in why if isinstance(text, str))
        scores.append(MisfitScore(item, choices, reasons))
    return scores


def misfits_found(items: Sequence[Item], given: Mapping[str, Any]) -> tuple[int, int]:
    """How many misfits one student found, and of how many answered."""
    answered = [item for item in items if given.get(item.key)]
    return sum(given[item.key] == item.intruder for item in answered), len(answered)


@dataclass(frozen=True)
class OrderScore:
    """Pairs of documents in one order: put right, put wrong, left open (the same place, or none),
    and those nobody can know."""

    right: int
    wrong: int
    open: int
    unknown: int

    @property
    def share(self) -> float | None:
        """The share put right of the pairs that were decided and can be known; None where there
        are none."""
        known = self.right + self.wrong
        return self.right / known if known else None


def spans_of(exercise: Exercise, collection: Collection) -> list[Span]:
    """The span of each document's date."""
    rows = [collection.row(id_) for id_ in exercise.documents]
    ends = collection.table[["date_earliest", "date_latest"]].iloc[rows]
    return [
        None if pd.isna(first) or pd.isna(last) else (pd.Timestamp(first), pd.Timestamp(last))
        for first, last in ends.itertuples(index=False)
    ]


def score_order(places: Places, spans: Sequence[Span]) -> OrderScore:
    """Score documents that were given places in time.

    Examples
    --------
    >>> day = [(pd.Timestamp(1881, 3, n), pd.Timestamp(1881, 3, n)) for n in (1, 2, 9)]
    >>> march = (pd.Timestamp(1881, 3, 1), pd.Timestamp(1881, 3, 31))
    >>> score_order([2, 1, 2, 3], [*day, march])
    OrderScore(right=1, wrong=1, open=1, unknown=3)
    """
    right = wrong = left_open = unknown = 0
    for (one, first), (other, second) in combinations(zip(places, spans, strict=True), 2):
        before = _is_before(first, second)
        if before is None:
            unknown += 1
        elif one is None or other is None or one == other:
            left_open += 1
        elif before == (one < other):
            right += 1
        else:
            wrong += 1
    return OrderScore(right, wrong, left_open, unknown)


def _is_before(one: Span, other: Span) -> bool | None:
    """Whether one date is before the other; None where nobody knows."""
    if one is None or other is None:
        return None
    if one[1] < other[0]:
        return True
    return False if other[1] < one[0] else None


def places_given(exercise: Exercise, answers: Answers) -> dict[str, list[float | None]]:
    """The places each student gave to the documents, of those who placed at least two."""
    allowed = places(exercise)
    given = {}
    for student, of_one in answers.items():
        chosen = [of_one.get(f"place-{n}") for n in range(1, len(exercise.documents) + 1)]
        numbers = [float(place) if place in allowed else None for place in chosen]
        if sum(number is not None for number in numbers) > 1:
            given[student] = numbers
    return given


@dataclass(frozen=True)
class Placed:
    """A document in the order of the class: its number in the exercise from 0, its mean rank (from
    1), and the first and last place that anyone gave it."""

    document: int
    mean: float
    first: int
    last: int


def class_order(given: Sequence[Places]) -> list[Placed]:
    """The order of a class by mean rank (Borda count), the earliest first.

    A student's places count as ranks: documents in the same place share the mean of theirs.
    """
    ranks: dict[int, list[float]] = {}
    numbers: dict[int, list[float]] = {}
    for of_one in given:
        placed = [(n, place) for n, place in enumerate(of_one) if place is not None]
        for (n, place), rank in zip(placed, rankdata([p for _n, p in placed]), strict=True):
            ranks.setdefault(n, []).append(float(rank))
            numbers.setdefault(n, []).append(place)
    found = [
        Placed(n, sum(of) / len(of), int(min(numbers[n])), int(max(numbers[n])))
        for n, of in ranks.items()
    ]
    return sorted(found, key=lambda one: (one.mean, one.document))


def class_places(order: Sequence[Placed], n: int) -> list[float | None]:
    """The mean ranks of a class as the places of `n` documents, to be scored."""
    means = {one.document: one.mean for one in order}
    return [means.get(document) for document in range(n)]
