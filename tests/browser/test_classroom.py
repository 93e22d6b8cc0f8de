"""A teacher and three students through a lesson; the server dies in the middle of it."""

import re

import pytest
from sqlalchemy import text

from dash_core.classroom.exercises import Exercise, Lesson
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import ClassStore

NAMES = ["Otter-Quince", "Heron-Quince", "Badger-Quince"]
PHONE = {"width": 390, "height": 844}
DOCUMENTS = ("1238c887c2", "c5ef76c688", "2305b090bb", "cb6e63076f")
LESSON = Lesson(
    "Letters of spring",
    (
        Exercise("sort_first", "What are they about?", DOCUMENTS, options={"topics": ["A", "B"]}),
        Exercise("name_topic", "What do they share?", DOCUMENTS[:2]),
        Exercise("missing_voice", "Who is not heard?", DOCUMENTS[1:]),
    ),
)


@pytest.fixture
def people(new_context, serve, settle, seed):
    """A server, a teacher and three students, two of them with phones."""
    server = serve()
    store = ClassStore(folder=server.home)
    room, secret = store.create(seed.study, lesson_to_data(LESSON), LESSON.title)
    contexts = [new_context(), *(new_context(viewport=PHONE) for _ in range(2))]
    contexts.append(new_context())
    teacher, *students = (context.new_page() for context in contexts)
    for page in (teacher, *students):
        page.set_default_timeout(200_000)
    teacher.goto(f"{server.url}classroom?class={room.code}#key={secret}")
    teacher.get_by_role("button", name="Begin").wait_for()
    assert secret not in teacher.url
    for page, name in zip(students, NAMES, strict=True):
        page.goto(f"{server.url}join?class={room.code}")
        page.get_by_label("Nickname").fill(name)
        page.get_by_role("button", name="Join").click()
        page.get_by_text("You are in.").wait_for()
        assert name not in page.url
    yield server, store, teacher, students
    store.database.close()
    for context in contexts:
        context.close()


def press(page, name, settle):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def choose(page, which, settle, student):
    """Choose something in the groups of these numbers; give what was chosen."""
    chosen = []
    for n in which:
        label = page.get_by_role("radiogroup").nth(n).locator("label").nth((n + student) % 3)
        label.click()
        settle(page)
        chosen.append(label.inner_text())
    page.locator(".save-state.saved").wait_for()
    return chosen


def write(page, label, words, settle):
    field = page.get_by_label(label)
    field.fill(words)
    field.press("Tab")
    settle(page)
    page.locator(".save-state.saved").wait_for()


def checked(page):
    return [label.inner_text() for label in page.locator("label:has(input:checked)").all()]


def counts(teacher, n):
    """Wait until the teacher's page counts as many answers, by itself."""
    teacher.locator(".figures", has_text=re.compile(rf"Answers\s*{n} of \d+")).wait_for()


def test_a_lesson_goes_on_when_the_server_dies(people, new_context, settle):
    server, store, teacher, students = people
    teacher.get_by_text(NAMES[-1]).wait_for()
    press(teacher, "Begin", settle)
    given = [[] for _ in students]
    for n, page in enumerate(students):
        page.get_by_text("Exercise 1 of 3").wait_for()
        settle(page)
        given[n] += choose(page, range(2), settle, n)
    counts(teacher, 6)

    server.kill_and_start_again()

    for n, page in enumerate(students):
        page.get_by_text("Exercise 1 of 3").wait_for()
        settle(page)
        assert checked(page) == given[n]
        given[n] += choose(page, range(2, 4), settle, n)
    counts(teacher, 12)
    the_same_on_another_device(students[0], new_context, settle, given[0])
    press(teacher, "Show results", settle)
    for page in students:
        page.get_by_text("Your own answers").wait_for()
        head, rest = page.inner_text("body")[:200], page.inner_text("body")[200:]
        assert sum(name in head for name in NAMES) == 1
        assert not [name for name in NAMES if name in rest]

    press(teacher, "Next", settle)
    for n, page in enumerate(students):
        page.get_by_text("Exercise 2 of 3").wait_for()
        settle(page)
        write(page, "Your name for this group", f"Name {n}", settle)
    counts(teacher, 3)
    press(teacher, "Next", settle)
    for n, page in enumerate(students):
        page.get_by_text("Exercise 3 of 3").wait_for()
        settle(page)
        write(page, "Whose voice is missing?", f"Voice {n}", settle)
        write(page, "Your question for the archive", f"Question {n}?", settle)
    teacher.get_by_text("Question 2?").first.wait_for()

    assert kept(store) == {(0, 12), (1, 3), (2, 6)}
    delete(teacher, settle)
    for page in students:
        page.get_by_text("no class with this code").wait_for()
    assert traces(server) == []


def the_same_on_another_device(page, new_context, settle, given):
    page.get_by_text("Go on on another device").click()
    settle(page)
    other = new_context(viewport=PHONE)
    second = other.new_page()
    second.goto(page.locator("code").inner_text())
    for _ in ("by the link", "by what the browser keeps"):
        second.get_by_text(NAMES[0]).wait_for()
        settle(second)
        assert "key=" not in second.url
        assert checked(second) == given
        second.reload()
    other.close()


def kept(store):
    """How many answers to each exercise the database has."""
    asked = "SELECT exercise, count(*) FROM classroom_answer GROUP BY exercise"
    with store.database.reading() as connection:
        return {tuple(row) for row in connection.execute(text(asked))}


def delete(teacher, settle):
    teacher.get_by_text("The class", exact=True).click()
    settle(teacher)
    teacher.get_by_text("Delete all answers of 3 students").click()
    settle(teacher)
    press(teacher, "Delete the class", settle)
    teacher.get_by_text("gone from this server").wait_for()


def traces(server):
    """The files of a server, its log among them, that hold a nickname."""
    return [
        path.name
        for path in server.log.parent.rglob("*")
        if path.is_file() and b"-Quince" in path.read_bytes()
    ]
