"""The pages of a class in which everything that somebody wrote is hostile, led from exercise to
exercise: nothing comes alive, and axe finds nothing, in both languages and both themes."""

import pytest

from dash_core.classroom.exercises import questions
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import ClassStore
from tests.browser.axe import violations
from tests.browser.hostile_page import check, watch
from tests.hostile_study import hostile_collection, hostile_lesson, hostile_study
from tests.hostile_text import TEXTS

NAMES = ["<b>Otter</b>", "=1+1|calc", "__proto__"]
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Whether results are shown, the language, and the pages.
STATES = (
    (False, "en", ("join", "classroom")),
    (True, "de", ("join", "projector")),
)


@pytest.fixture
def room(serve):
    """A class on a server, its store, its teacher's secret, and its students."""
    server = serve()
    store = ClassStore(folder=server.home)
    lesson = hostile_lesson()
    made, secret = store.create(hostile_study(), lesson_to_data(lesson), lesson.title)
    students = [store.join(made, name)[0] for name in NAMES]
    yield server, store, made, secret, students
    store.database.close()


def answer(store, room, students, number):
    """Let every student answer every question of the exercise that is on."""
    exercise = hostile_lesson().exercises[number]
    for student in students:
        for n, question in enumerate(questions(exercise, hostile_collection())):
            options = list(question.options)
            value = options[(n + student.number) % len(options)] if options else TEXTS[n * 7]
            assert store.save_answer(student, number, question.key, value, revision=1)


def look(page, settle, said, where):
    """Check the page in the light, and its colours in the dark."""
    check(page, said, where)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    settle(page)  # colours change slowly
    found += violations(page, **COLOURS)
    page.emulate_media(color_scheme="light")
    mine = [
        (one["id"], node["html"])
        for one in found
        for node in one["nodes"]
        if one["id"] not in ("region", "scrollable-region-focusable")
    ]
    assert not mine, where


def test_no_page_of_a_class_comes_alive_and_axe_finds_nothing(stay, room, go, settle):
    server, store, made, secret, students = room
    said = []
    page = stay(f"join?class={made.code}", base=server.url, color_scheme="light")
    watch(page, said)
    look(page, settle, said, "join")
    page.get_by_label("Nickname").fill("Wren")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("You are in.").wait_for()
    page.goto(f"{server.url}classroom?class={made.code}#key={secret}")
    page.get_by_role("button", name="Begin").wait_for()
    for number in range(-1, len(hostile_lesson().exercises)):
        store.lead(made, exercise=number, is_revealed=False)
        if number >= 0:
            answer(store, made, students, number)
        for is_revealed, language, paths in STATES:
            store.lead(made, is_revealed=is_revealed, shows_names=is_revealed)
            for path in paths:
                go(page, f"{path}?class={made.code}&lang={language}")
                if number >= 0:
                    words = {"en": "Exercise {n} of", "de": "Aufgabe {n} von"}[language]
                    page.get_by_text(words.format(n=number + 1)).first.wait_for()
                settle(page)
                look(page, settle, said, (path, number, is_revealed, language))
    assert not said
