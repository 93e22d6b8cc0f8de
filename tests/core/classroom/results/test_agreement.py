"""Agreement: the published examples, and equal to other implementations on random tables."""

import warnings
from fractions import Fraction
from itertools import combinations
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, cohen_kappa_score

from dash_core.classroom.results.agreement import (
    agreement,
    cohen_kappa,
    crosstab,
    disagreement,
    fleiss_kappa,
    format_agreement,
    krippendorff_alpha,
    pairs_together,
)

# Fleiss (1971), table 1: 30 patients, six diagnoses of each in five categories; by patient.
FLEISS = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444
224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444
133333 555555
""".split()

# Krippendorff (2011), example C: four observers, twelve units, "." is missing.
KRIPPENDORFF = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]

values = st.sampled_from("abcd") | st.none()


def tables(cells: st.SearchStrategy[Any] = values) -> st.SearchStrategy[list[list[Any]]]:
    """Judgements of 1 to 6 people on 1 to 8 documents."""
    size = st.tuples(st.integers(1, 6), st.integers(1, 8))
    return size.flatmap(
        lambda n: st.lists(
            st.lists(cells, min_size=n[1], max_size=n[1]), min_size=n[0], max_size=n[0]
        )
    )


def test_the_example_of_fleiss() -> None:
    people = [[patient[i] for patient in FLEISS] for i in range(6)]
    assert fleiss_kappa(people) == pytest.approx(0.430, abs=0.0005)


def test_the_example_of_krippendorff() -> None:
    people = [[None if c == "." else c for c in line] for line in KRIPPENDORFF]
    assert krippendorff_alpha(people) == pytest.approx(0.743, abs=0.0005)


def test_the_example_of_cohen() -> None:
    """Cohen (1960), table 1: 200 judgements, kappa .492."""
    cells = {"aa": 88, "ab": 14, "ac": 18, "ba": 10, "bb": 40, "bc": 10, "ca": 2, "cb": 6, "cc": 12}
    one = [pair[0] for pair, n in cells.items() for _i in range(n)]
    other = [pair[1] for pair, n in cells.items() for _i in range(n)]
    assert cohen_kappa(one, other) == pytest.approx(0.492, abs=0.0005)
    assert crosstab(one, other)[("a", "b")] == 14


@given(tables())
def test_alpha_is_that_of_another_library(people: list[list[str | None]]) -> None:
    codes = [["abcd".index(v) if v else np.nan for v in given_] for given_ in people]
    comparable = [c for c in zip(*people, strict=True) if sum(v is not None for v in c) > 1]
    if len({v for column in comparable for v in column if v}) < 2:
        assert krippendorff_alpha(people) is None
        return
    theirs = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
    assert krippendorff_alpha(people) == pytest.approx(theirs)


@given(tables().filter(lambda people: len(people) > 1))
def test_cohen_is_that_of_another_library(people: list[list[str | None]]) -> None:
    both = [(a, b) for a, b in zip(*people[:2], strict=True) if a and b]
    ours = cohen_kappa(*people[:2])
    if len({value for pair in both for value in pair}) < 2:
        assert ours is None
        return
    assert ours == pytest.approx(cohen_kappa_score(*zip(*both, strict=True)))


@given(tables(st.sampled_from("abc")))
def test_fleiss_is_that_of_its_definition(people: list[list[str]]) -> None:
    ours = fleiss_kappa(people)
    documents = list(zip(*people, strict=True))
    used = {value for given_ in documents for value in given_}
    if len(people) < 2 or len(used) < 2:
        assert ours is None
        return
    equal = [Fraction(a == b) for given_ in documents for a, b in combinations(given_, 2)]
    seen = sum(equal) / len(equal)
    n = len(documents) * len(people)
    chance = sum(Fraction(sum(d.count(value) for d in documents), n) ** 2 for value in used)
    assert ours == pytest.approx(float((seen - chance) / (1 - chance)))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=9))
def test_kappa_of_pairs_is_the_adjusted_rand_index(groups: list[tuple[int, int]]) -> None:
    one, other = ([pair[i] for pair in groups] for i in (0, 1))
    ours = cohen_kappa(pairs_together(one), pairs_together(other))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = adjusted_rand_score(one, other)
    assert ours is None or ours == pytest.approx(theirs)


def test_how_far_a_class_agrees() -> None:
    people = [["a", "a", "b"], ["a", "b", "b"], ["a", None, "b"], [None, None, None]]
    result = agreement(people)
    assert (result.people, result.complete) == (3, 2)
    assert result.seen == pytest.approx(6 / 8)
    assert disagreement(people, 1) == 1
    assert disagreement(people, 0) == 0
    assert disagreement(people[:1], 0) is None


@pytest.mark.parametrize("people", [[], [[]], [["a"]], [[None, None]], [["a", None], [None, "b"]]])
def test_without_two_judgements_nothing_can_be_said(people: list[list[str | None]]) -> None:
    result = agreement(people)
    assert (result.seen, result.alpha, result.fleiss) == (None, None, None)
    assert format_agreement(result.alpha) == "cannot be said"
