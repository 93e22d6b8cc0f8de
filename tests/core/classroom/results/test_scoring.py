"""Scores: misfits found, documents put in time; what cannot be known counts for nobody."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.classroom.exercises.misfit import items
from dash_core.classroom.results.scoring import (
    OrderScore,
    Span,
    class_order,
    class_places,
    misfit_scores,
    misfits_found,
    places_given,
    score_order,
    spans_of,
)
from tests.core.classroom.listing import exercise_of, listing

ORDER = exercise_of("order", {})
DAY = pd.Timestamp(1881, 3, 1)


def _span(first: int, days: int) -> Span:
    begin = DAY + pd.Timedelta(days=first)
    return begin, begin + pd.Timedelta(days=days)


spans = st.lists(
    st.none() | st.builds(_span, st.integers(0, 40), st.integers(0, 15)), min_size=2, max_size=7
)


def test_dates_of_the_listing_are_scored_by_what_is_known() -> None:
    known = spans_of(ORDER, listing())
    assert score_order([1, 2, 3, 4, 5, 6], known) == OrderScore(15, 0, 0, 0)
    assert score_order([6, 5, 4, 3, 2, 1], known) == OrderScore(0, 15, 0, 0)
    assert score_order([1, 1, 1, 1, 1, None], known) == OrderScore(0, 0, 15, 0)
    may = _span(0, 30)
    assert score_order([1, 2, 3], [_span(3, 0), may, None]) == OrderScore(0, 0, 0, 3)
    assert OrderScore(0, 0, 2, 3).share is None


@given(spans, st.randoms())
def test_an_order_and_its_reverse_share_the_pairs_that_are_known(
    known: list[Span], random: Random
) -> None:
    places = [random.choice([None, *range(5)]) for _span in known]
    back = [None if place is None else -place for place in places]
    one, other = score_order(places, known), score_order(back, known)
    assert (one.right, one.wrong) == (other.wrong, other.right)
    assert (one.open, one.unknown) == (other.open, other.unknown)
    pairs = len(known) * (len(known) - 1) // 2
    assert one.right + one.wrong + one.open + one.unknown == pairs


@given(spans)
def test_an_order_by_date_puts_no_pair_wrong(known: list[Span]) -> None:
    places = [span[1].timestamp() if span else 0 for span in known]
    assert score_order(places, known).wrong == 0


def _places(text: str) -> dict[str, str]:
    return {f"place-{n}": place for n, place in enumerate(text, 1) if place != "."}


def test_the_order_of_a_class_is_by_mean_rank() -> None:
    people = {"1": "123456", "2": "213456", "3": "312465", "4": "1.....", "5": "......"}
    answers = {student: _places(text) for student, text in people.items()}
    given_ = places_given(ORDER, answers)
    assert sorted(given_) == ["1", "2", "3"]
    order = class_order(list(given_.values()))
    assert [one.document for one in order] == [1, 0, 2, 3, 4, 5]
    assert (order[1].mean, order[1].first, order[1].last) == (2, 1, 3)
    known = spans_of(ORDER, listing())
    assert score_order(class_places(order, 6), known) == OrderScore(14, 1, 0, 0)
    assert class_order([]) == []


def test_a_shared_place_is_the_mean_of_its_ranks() -> None:
    order = class_order([[1, 1, 5, None]])
    assert [(one.document, one.mean) for one in order] == [(0, 1.5), (1, 1.5), (2, 3)]


def test_misfits_are_scored_by_who_found_them() -> None:
    exercise = exercise_of("misfit", {})
    made = items(exercise, listing())
    assert {item.of for item in made} == {"word", "document"} or len(made) == 3
    first = made[0]
    wrong = "1" if first.intruder != "1" else "2"
    answers = {
        "1": {first.key: first.intruder, f"why-{first.key}": "easy"},
        "2": {first.key: wrong},
        "3": {first.key: "99"},
        "4": {},
    }
    score = misfit_scores(made, answers)[0]
    assert (score.found, score.answered, score.reasons) == (1, 2, ("easy",))
    assert score.precision == pytest.approx(0.5)
    assert score.chance == pytest.approx(1 / 6)
    assert misfits_found(made, answers["1"]) == (1, 1)


def test_the_intruding_word_is_in_no_document_of_the_topic() -> None:
    collection = listing()
    topics = {topic.label: topic for topic in collection.topics}
    for item in items(exercise_of("misfit", {"of": "words"}), collection):
        word = item.shown[int(item.intruder) - 1].casefold()
        for row in topics[item.topic].members:
            text = f"{collection.table['title'][row]} {collection.table['summary'][row]}"
            assert word not in text.casefold()
