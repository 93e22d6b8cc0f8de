"""What a class sorted: against itself and against the program."""

import pytest

from dash_core.classroom.exercises import Answers
from dash_core.classroom.results.sorting import sorting
from tests.core.classroom.listing import exercise_of, listing

GIVEN = exercise_of("sort_first", {"topics": ["Bridge", "Mill", "Family"]})
OWN = exercise_of("sort_first", {})


def _answers(*people: str) -> Answers:
    """A digit a document; "-" none of these, "." no answer."""
    values = {"-": "none"}
    return {
        str(n): {
            f"document-{i}": values.get(sign, sign)
            for i, sign in enumerate(of_one, 1)
            if sign != "."
        }
        for n, of_one in enumerate(people, 1)
    }


def test_a_class_that_sorts_like_the_programme() -> None:
    result = sorting(GIVEN, listing(), _answers("112233", "112233"))
    assert (result.students, result.agreement.alpha, result.agreement.fleiss) == (2, 1, 1)
    assert (result.verdict.kappa, result.verdict.seen, result.verdict.by_pairs) == (1, 1, False)
    assert result.disputes == ()
    assert result.crosstab == {
        ("Bridge", "Bridge"): 4,
        ("Mill", "Mill"): 4,
        ("Family", "Family"): 4,
    }
    assert result.machine[0][0].words[0] == "bridge"


def test_disputes_have_both_sides_with_their_reasons() -> None:
    answers = {
        student: dict(given)
        for student, given in _answers("112233", "112333", "11-33.", "......").items()
    }
    answers["1"]["why-4"] = "children at the mill"
    answers["2"]["why-4"] = "they are a family"
    result = sorting(GIVEN, listing(), answers)
    assert result.students == 3
    assert [dispute.document for dispute in result.disputes] == [2, 3]
    fourth = result.disputes[1]
    assert fourth.share == pytest.approx(2 / 3)
    assert fourth.sides[0] == ("Family", 2, ("they are a family",))
    assert fourth.sides[1] == ("Mill", 1, ("children at the mill",))
    assert result.meetings[("Family", "Mill")] == result.meetings[("Mill", "Family")] > 0


def test_topics_of_ones_own_are_compared_by_what_lies_together() -> None:
    answers = {student: dict(given) for student, given in _answers("112233", "221133").items()}
    answers["1"] |= {"topic-1": "River", "topic-2": "Work", "topic-3": "Home"}
    answers["2"] |= {"topic-2": "Money", "topic-1": "Children", "topic-3": "home"}
    result = sorting(OWN, listing(), answers)
    assert result.is_own
    assert result.agreement.alpha == 1
    assert (result.verdict.kappa, result.verdict.by_pairs) == (1, True)
    assert result.disputes == ()
    assert result.votes[4] == {"Home": 2}


def test_other_names_are_compared_by_pairs() -> None:
    other = exercise_of("sort_first", {"topics": ["Building", "Work", "Home"]})
    result = sorting(other, listing(), _answers("112233", "112233"))
    assert (result.verdict.kappa, result.verdict.by_pairs) == (1, True)


def test_without_answers_nothing_is_said() -> None:
    for exercise in (GIVEN, OWN):
        result = sorting(exercise, listing(), {"1": {}})
        assert (result.students, result.agreement.alpha, result.verdict.kappa) == (0, None, None)
        assert (result.disputes, result.crosstab, result.meetings) == ((), {}, {})
