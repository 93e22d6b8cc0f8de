"""What a student chose when the server died, and that it never heard of, is kept."""

import pytest

from dash_core.classroom.exercises import Exercise, Lesson
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import ClassStore
from tests.browser.conftest import wait_until

DOCUMENTS = ("1238c887c2", "c5ef76c688", "2305b090bb", "cb6e63076f")
SORT = Exercise("sort_first", "Sort", DOCUMENTS, options={"topics": ["A", "B"]})


@pytest.fixture
def room(serve, seed):
    """A server, its store, and a class that does its only exercise."""
    server = serve()
    store = ClassStore(folder=server.home)
    made, _secret = store.create(seed.study, lesson_to_data(Lesson("Sort", (SORT,))), "Sort")
    store.lead(made, exercise=0)
    yield server, store, made
    store.database.close()


@pytest.mark.parametrize("is_newer_elsewhere", [False, True])
def test_a_choice_that_the_server_never_heard_of(room, tabs, settle, is_newer_elsewhere):
    server, store, made = room
    page, whole = tabs.take(), set()

    def pass_on(socket):
        there = socket.connect_to_server()
        whole.add(socket)
        socket.on_message(lambda said: there.send(said) if socket in whole else None)

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto(f"{server.url}join?class={made.code}")
    page.get_by_label("Nickname").fill("Otter")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("Exercise 1 of 1").wait_for()
    settle(page)
    (seat,) = store.students(made)
    groups = page.get_by_role("radiogroup")
    for at, chosen in ((0, 0), (1, 1)):
        groups.nth(at).locator("label").nth(chosen).click()
        settle(page)
    (first, before), (_second, other) = sorted(
        store.answers_of(seat, 0).items(), key=lambda one: one[1].revision
    )

    whole.clear()  # what the page says is lost, until it connects anew
    groups.nth(0).locator("label").nth(1).click()
    if is_newer_elsewhere:
        store.save_answer(seat, 0, first, before.value, other.revision + 1)
    server.kill_and_start_again()
    expected = 0 if is_newer_elsewhere else 1
    groups.nth(0).locator("input").nth(expected).and_(page.locator(":checked")).wait_for()
    settle(page)
    value = before.value if is_newer_elsewhere else other.value

    def answers():
        return {key: one.value for key, one in store.answers_of(seat, 0).items()}

    wait_until(page, lambda: answers()[first] == value, answers)
    assert groups.nth(0).locator("input").nth(expected).is_checked()
