"""What a student is typing is kept."""

import pytest

from dash_core import Study
from dash_core.classroom.exercises import Exercise, Lesson
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import ClassStore
from dash_core.collection.limited import fit
from dash_core.study.study import SourceFile
from tests.browser.conftest import wait_until

LISTING = """• May 5, 1950

  Letter from A. Smith to B. Jones

  On the oil of Tabriz.

• May 6, 1950

  Letter from B. Jones to A. Smith

  On the railway of Tabriz.
"""


@pytest.fixture
def room(server):
    """A store, and a class that does its first exercise."""
    collection = fit(Study.of((SourceFile("letters.txt", LISTING.encode()),)))
    ids = tuple(collection.table["id"])
    lesson = Lesson(
        "Letters", (Exercise("source_card", "One", ids[:1]), Exercise("missing_voice", "Two", ids))
    )
    store = ClassStore(folder=server.home)
    made, _secret = store.create(collection.study, lesson_to_data(lesson), "Letters")
    store.lead(made, exercise=0)
    yield store, made
    store.database.close()


@pytest.fixture
def student(room, visit, settle):
    """The page of a student, and who that is."""
    store, made = room
    page = visit(f"join?class={made.code}")
    page.get_by_label("Nickname").fill("Otter")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("Exercise 1 of 2").wait_for()
    settle(page)
    (seat,) = store.students(made)
    return page, seat


def kept(store, seat):
    return {key: one.value for key, one in store.answers_of(seat, 0).items()}


def wait_for_answer(page, store, seat, key, value):
    wait_until(page, lambda: kept(store, seat).get(key) == value, lambda: kept(store, seat))


def test_what_is_being_typed_is_kept_whatever_the_teacher_does(student, room, settle):
    store, made = room
    page, seat = student
    type_into(page, "Who wrote it?", "Half a")
    store.lead(made, is_frozen=True)
    page.get_by_text("your last answer is kept here").wait_for()
    assert kept(store, seat) == {}
    store.lead(made, is_frozen=False)
    wait_for_answer(page, store, seat, "who-1", "Half a")
    page.locator(".save-state.saved").wait_for()

    settle(page)
    type_into(page, "To whom?", "Half b")
    store.lead(made, is_revealed=True)
    page.get_by_text("Your own answers").wait_for()
    wait_for_answer(page, store, seat, "whom-1", "Half b")

    store.lead(made, is_revealed=False)
    page.get_by_label("When?").wait_for()
    settle(page)
    type_into(page, "When?", "Half c")
    store.lead(made, exercise=1)
    page.get_by_text("Exercise 2 of 2").wait_for()
    wait_for_answer(page, store, seat, "when-1", "Half c")


def type_into(page, label, words):
    """Without leaving the field."""
    page.get_by_label(label).click()
    page.keyboard.type(words)
