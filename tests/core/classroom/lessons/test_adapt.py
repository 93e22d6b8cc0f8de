"""The ready lessons fit the sample, and lessons are fitted to other listings."""

from dataclasses import replace

import pytest

from dash_core import Collection
from dash_core.classroom.exercises import KINDS, Lesson, questions
from dash_core.classroom.lessons.adapt import (
    adapt_lesson,
    check_fits,
    missing_documents,
    new_exercise,
)
from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.common.errors import LessonError
from dash_core.common.i18n import LANGUAGES, in_language
from tests.core.classroom.listing import TEXT, exercise_of, listing


def test_the_ready_lessons_fit_the_sample(seed: Collection) -> None:
    lessons = ready_lessons()
    assert [lesson.minutes for lesson in lessons] == [15, 45, 90]
    assert {exercise.kind for exercise in lessons[2].exercises} == set(KINDS)
    for lesson in lessons:
        assert missing_documents(lesson, seed) == ()
        check_fits(lesson, seed)
        assert all(exercise.notes for exercise in lesson.exercises)


def test_the_ready_lessons_are_told_in_each_language() -> None:
    """Every text is another, and nothing else is: no document, no topic, no minute."""
    for code in [code for code in LANGUAGES if code != "en"]:
        with in_language(code):
            spoken = ready_lessons()
        for plain, told in zip(ready_lessons(), spoken, strict=True):
            assert told.title != plain.title
            assert told.about != plain.about
            pairs = list(zip(plain.exercises, told.exercises, strict=True))
            assert all(a.title != b.title and b.notes and a.notes != b.notes for a, b in pairs)
            same = [replace(b, title=a.title, notes=a.notes) for a, b in pairs]
            assert tuple(same) == plain.exercises


@pytest.mark.parametrize("lesson", ready_lessons(), ids=lambda lesson: lesson.title)
def test_a_ready_lesson_is_fitted_to_another_listing(lesson: Lesson) -> None:
    collection = listing()
    with pytest.raises(LessonError, match="that pasted text does not have"):
        check_fits(lesson, collection)
    adapted = adapt_lesson(lesson, collection)
    check_fits(adapted, collection)
    assert [e.title for e in adapted.exercises] == [e.title for e in lesson.exercises]
    assert not any(e.notes for e in adapted.exercises)  # they speak of other documents
    first = next(e for e in adapted.exercises if e.kind == "sort_first")
    had_topics = any(e.options.get("topics") for e in lesson.exercises)
    assert first.options.get("topics", []) == (["Bridge", "Mill", "Family"] if had_topics else [])


def test_only_the_documents_of_a_view_are_taken() -> None:
    collection = listing()
    ids = [str(id_) for id_ in collection.table["id"]][:3]
    for kind in ("sort_first", "order", "missing_voice", "source_card", "name_topic"):
        assert set(new_exercise(kind, collection, ids).documents) <= set(ids)
    with pytest.raises(LessonError, match=r"needs at least 4 documents .* has 3"):
        new_exercise("misfit", collection, ids)


def test_documents_of_no_two_topics_have_no_misfit() -> None:
    collection = Collection.read(TEXT, topics="").with_topics(
        '[[topic]]\nid = "a"\nlabel = "A"\nwords = ["bridge"]\n'
    )
    lesson = Lesson("L", (exercise_of("misfit", {}),))
    assert questions(lesson.exercises[0], collection) == ()
    with pytest.raises(LessonError, match="at least two topics"):
        check_fits(lesson, collection)
    with pytest.raises(LessonError, match="at least two topics"):
        adapt_lesson(replace(lesson, title="M"), collection)
