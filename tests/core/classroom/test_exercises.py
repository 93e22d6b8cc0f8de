"""Each kind of exercise: what it asks, and that any answer from outside is kept or refused."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.classroom.exercises import (
    KINDS,
    MAX_KEY,
    Exercise,
    check_answer,
    instructions_of,
    questions,
)
from dash_core.common.errors import AnswerError
from tests.core.classroom.listing import OPTIONS, exercise_of, listing

collection: Collection = listing()
EXERCISES = [exercise_of(kind, options) for kind, options in OPTIONS]
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.title)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
any_json = st.recursive(
    scalars | st.sampled_from(["1", "none", "word", "  a  b\n", "\ud800", "\0", "x" * 3_000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)


def test_every_kind_is_tried() -> None:
    assert {exercise.kind for exercise in EXERCISES} == set(KINDS)


@each_exercise
def test_questions_have_stable_short_keys(exercise: Exercise) -> None:
    asked = questions(exercise, collection)
    keys = [question.key for question in asked]
    assert len(set(keys)) == len(keys) > 0
    assert all(len(key) <= MAX_KEY and key.isascii() for key in keys)
    assert asked == questions(exercise, collection)
    assert any(question.required for question in asked)
    assert all(question.text for question in asked)


@each_exercise
def test_what_can_be_chosen_is_an_answer(exercise: Exercise) -> None:
    for question in questions(exercise, collection):
        for value, name in question.options.items():
            kept = check_answer(exercise, question.key, value)
            assert question.format(kept) == name


@each_exercise
@given(value=any_json, data=st.data())
def test_any_value_is_kept_or_refused_in_a_sentence(
    exercise: Exercise, value: Any, data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from(questions(exercise, collection)))
    try:
        kept = check_answer(exercise, question.key, value)
    except AnswerError as err:
        sentence = str(err)
        assert sentence.endswith(".")
        assert len(sentence) < 300
        sentence.encode()
    else:
        text = json.dumps(kept, ensure_ascii=False, allow_nan=False)
        text.encode()
        assert "\\u0000" not in text
        assert check_answer(exercise, question.key, kept) == kept
        assert isinstance(question.format(kept), str)


@each_exercise
@pytest.mark.parametrize("key", ["", "no-1", "document-0", "document-999", "x" * 200, "\ud800"])
def test_unknown_questions_are_refused(exercise: Exercise, key: str) -> None:
    with pytest.raises(AnswerError, match="no question"):
        check_answer(exercise, key, "1")


@each_exercise
def test_an_answer_can_be_taken_back(exercise: Exercise) -> None:
    for question in questions(exercise, collection):
        assert check_answer(exercise, question.key, None) is None


@each_exercise
def test_texts_are_complete(exercise: Exercise) -> None:
    texts = KINDS[exercise.kind].texts()
    assert texts.name
    assert texts.aim.endswith(".")
    assert 3 <= len(texts.instructions) <= 6
    assert len(texts.ask) >= 3
    assert all(question.endswith("?") for question in texts.ask)
    assert len(texts.example) >= 2
    own = replace(exercise, instructions="Read.\n\nDecide.")
    assert instructions_of(own) == ("Read.", "Decide.")
    assert instructions_of(exercise) == texts.instructions
