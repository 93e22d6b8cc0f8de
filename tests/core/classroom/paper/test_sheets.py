"""Lessons on paper: everything a student is asked stands there, and nothing that gives it away."""

import re

import pytest

from dash_core import Filter
from dash_core.classroom.exercises import Lesson, instructions_of, texts_of
from dash_core.classroom.paper.sheets import sheet_to_html
from dash_core.collection.view import select
from dash_core.export.provenance import Provenance, provenance
from tests.core.classroom.listing import OPTIONS, exercise_of, listing

LESSON = Lesson("Paper <b>", tuple(exercise_of(*each) for each in OPTIONS), "Why & how")


@pytest.fixture(scope="module")
def source() -> Provenance:
    return provenance(listing(), select(listing(), Filter()))


def _sections(page: str) -> list[str]:
    return re.split('<section class="exercise">', page)[1:]


def test_students_get_documents_questions_and_an_example(source: Provenance) -> None:
    page = sheet_to_html(LESSON, listing(), source).decode()
    assert "Paper &lt;b&gt;" in page
    assert "Why &amp; how" not in page
    sections = _sections(page)
    assert len(sections) == len(LESSON.exercises)
    for exercise, section in zip(LESSON.exercises, sections, strict=True):
        assert all(step in section for step in instructions_of(exercise) if "“" not in step)
        assert texts_of(exercise).example[0][0] in section
        assert texts_of(exercise).aim not in section
        assert 'class="field' in section
        if exercise.options.get("of") != "words":
            assert "A family letter about the harvest" in section or exercise.kind == "misfit"


def test_a_sheet_does_not_give_the_dates_away(source: Provenance) -> None:
    lesson = Lesson("Order", (exercise_of("order", {}),))
    (section,) = _sections(sheet_to_html(lesson, listing(), source).decode())
    assert "1881" not in section.split("<footer>")[0]


def test_the_teacher_gets_the_plan_and_what_to_ask(source: Provenance) -> None:
    page = sheet_to_html(LESSON, listing(), source, for_teacher=True).decode()
    assert "Why &amp; how" in page
    for exercise, section in zip(LESSON.exercises, _sections(page), strict=True):
        assert texts_of(exercise).ask[0].split("“")[0].replace("’", "’") in section
        assert 'class="field' not in section
