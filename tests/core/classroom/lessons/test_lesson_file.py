"""Lessons as JSON and as TOML: what is written is read again; what makes no sense is said."""

import json
from typing import Any

import pytest

from dash_core.classroom.exercises import Exercise, Lesson
from dash_core.classroom.lessons.lesson_file import (
    lesson_from_data,
    lesson_to_data,
    parse_lesson,
    to_toml,
)
from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.common.errors import LessonError
from tests.core.classroom.listing import OPTIONS, exercise_of

WHOLE = Lesson(
    "All kinds",
    tuple(exercise_of(kind, options) for kind, options in OPTIONS),
    'With “quotes”, """three""", a \\ and\ntwo lines',
    "de",
)


@pytest.mark.parametrize("lesson", [WHOLE, *ready_lessons()], ids=lambda lesson: lesson.title)
def test_a_lesson_is_read_as_it_was_written(lesson: Lesson) -> None:
    assert parse_lesson(to_toml(lesson), "lesson.toml") == lesson
    data = json.loads(json.dumps(lesson_to_data(lesson)))
    assert lesson_from_data(data, "lesson") == lesson


def _data(**changes: Any) -> dict[str, Any]:
    entry = {"kind": "sort_first", "title": "Sort", "documents": ["a", "b", "c"], **changes}
    return {"title": "T", "exercise": [entry]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "keys with values"),
        ({"title": "T"}, "from 1 to 20 exercises"),
        ({"title": "T", "exercise": []}, "from 1 to 20 exercises"),
        ({"title": " ", "exercise": _data()["exercise"]}, "“title” is missing"),
        ({"titel": "T", "exercise": []}, "perhaps “title”"),
        ({"title": "T", "exercise": _data()["exercise"] * 2}, "two exercises are called “Sort”"),
        ({**_data(), "language": "xx"}, "“language” must be one of en, de"),
        (_data(kind="sort"), "“kind” must be one of"),
        (_data(kind=["sort_first"]), "“kind” must be one of"),
        (_data(minutes=0), "“minutes” must be a whole number"),
        (_data(minutes=True), "“minutes” must be a whole number"),
        (_data(documents=["a"]), "from 3 to 30 documents, not 1"),
        (_data(documents=["a", "a", "b"]), "there twice"),
        (_data(documents="abc"), "list of documents’ ids"),
        (_data(documents=["a", "b", 3]), "list of documents’ ids"),
        (_data(title="x" * 200), "more than 120 characters"),
        (_data(notes="\0"), "no text"),
        (_data(options={"topic": ["A", "B"]}), "perhaps “topics”"),
        (_data(options={"topics": ["A"]}), "from 2 to 8 entries"),
        (_data(options={"topics": ["A", "a "]}), "there twice"),
        (_data(options={"topics": [1, 2]}), "list of texts"),
        (_data(options=[]), "“options” must be keys"),
    ],
)
def test_what_makes_no_sense_is_said(data: Any, words: str) -> None:
    with pytest.raises(LessonError, match=words) as caught:
        lesson_from_data(data, "mine.toml")
    assert str(caught.value).startswith("“mine.toml”")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["title = ", "x" * 2**19, 'title = "T"\n[[exercise]]\nkind = 1'])
def test_what_is_no_lesson_file_is_said(text: str) -> None:
    with pytest.raises(LessonError, match="mine"):
        parse_lesson(text, "mine.toml")


def test_a_changed_exercise_has_another_digest() -> None:
    one = Exercise("sort_first", "A", ("a", "b", "c"))
    assert one.digest != Exercise("sort_first", "B", ("a", "b", "c")).digest
