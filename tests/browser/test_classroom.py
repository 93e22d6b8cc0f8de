"""A teacher and four students through a lesson; the server dies in the middle of it."""

import re

import pytest

from dash_core.classroom.store import ClassStore
from tests.browser.axe import violations

NAMES = ["Otter-Quince", "Heron-Quince", "Badger-Quince", "Wren-Quince"]
PHONE = {"width": 390, "height": 844}
FAST = {"timeout": 60_000}


@pytest.fixture
def people(new_context, serve, settle):
    """A server, a teacher and four students, two of them with phones."""
    server = serve()
    contexts = [new_context(), *(new_context(viewport=PHONE) for _ in range(2))]
    contexts += [new_context() for _ in range(2)]
    teacher, *students = (context.new_page() for context in contexts)
    teacher.goto(server.url + "teach?source=iran-crisis")
    settle(teacher)
    teacher.get_by_role("button", name="Start the class").click()
    teacher.wait_for_url("**/classroom?class=*")
    settle(teacher)
    code = re.search("class=(.*)", teacher.url)[1]
    for page, name in zip(students, NAMES, strict=True):
        page.goto(f"{server.url}join?class={code}")
        settle(page)
        page.get_by_label("Nickname").fill(name)
        page.get_by_role("button", name="Join").click()
        page.get_by_text("You are in.").wait_for()
        assert name not in page.url
    yield server, teacher, students
    for context in contexts:
        context.close()


def press(page, name, settle):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def answer(page, which, settle):
    """Answer the questions of these numbers with what differs by student; give what was chosen."""
    chosen = {}
    for n in which:
        group = page.get_by_role("radiogroup").nth(n)
        label = group.locator("label").nth(n % 3)
        label.click()
        settle(page)
        chosen[n] = label.inner_text()
    page.locator(".save-state.saved").wait_for()
    return chosen


def checked(page):
    return [label.inner_text() for label in page.locator("label:has(input:checked)").all()]


def test_a_lesson_goes_on_when_the_server_dies(people, new_context, settle):
    server, teacher, students = people
    teacher.get_by_text(NAMES[-1]).wait_for()  # the page learns of them by itself
    press(teacher, "Begin", settle)
    given = []
    for page in students:
        page.get_by_text("Exercise 1 of").wait_for()
        settle(page)
        given.append(answer(page, range(3), settle))
    teacher.locator(".figures", has_text=re.compile(r"12 of \d+")).wait_for(**FAST)

    server.kill_and_start_again()

    for page, chosen in zip(students, given, strict=True):
        page.get_by_text("Exercise 1 of").wait_for()
        settle(page)
        assert checked(page) == list(chosen.values())
        chosen |= answer(page, range(3, 5), settle)
    teacher.locator(".figures", has_text=re.compile(r"20 of \d+")).wait_for(**FAST)

    # Another device, by the student's own link, and a reload
    first = students[0]
    first.get_by_text("Go on on another device").click()
    settle(first)
    link = first.locator("code").inner_text()
    other = new_context(viewport=PHONE)
    second = other.new_page()
    second.goto(link)
    second.get_by_text(NAMES[0]).wait_for()
    settle(second)
    assert "key=" not in second.url
    assert checked(second) == list(given[0].values())
    second.reload()
    second.get_by_text(NAMES[0]).wait_for()
    settle(second)
    assert checked(second) == list(given[0].values())
    other.close()

    _files_hold(server, [NAMES, given])
    press(teacher, "Show results", settle)
    for page in students:
        page.get_by_text("Your own answers").wait_for()
        text = page.inner_text("body")
        assert not [name for name in NAMES if text.count(name) > (name in text[:200])]
    _delete(teacher, settle)
    for page in students:
        page.get_by_text("join again").or_(page.get_by_text("no class with this code")).wait_for()
    assert traces(server) == []


def _files_hold(server, expected):
    """Nothing lost, nothing doubled, in the database itself."""
    names, given = expected
    store = ClassStore(folder=server.home)
    from sqlalchemy import text

    with store.database.reading() as connection:
        rows = connection.execute(text("SELECT student, count(*) FROM classroom_answer GROUP BY 1"))
        counts = dict(rows.fetchall())
        seated = connection.execute(text("SELECT nickname FROM classroom_student ORDER BY number"))
        assert [row[0] for row in seated] == names
    store.database.close()
    assert counts == {n: len(chosen) for n, chosen in enumerate(given, 1)}


def _delete(teacher, settle):
    teacher.get_by_text("The class", exact=True).click()
    settle(teacher)
    teacher.get_by_text("Delete all answers of 4 students").click()
    settle(teacher)
    press(teacher, "Delete the class", settle)
    teacher.get_by_text("gone from this server").wait_for()


def traces(server):
    """The files of a server, its log among them, that hold a nickname."""
    return [
        path.name
        for path in server.log.parent.rglob("*")
        if path.is_file()
        for name in NAMES
        if name.encode() in path.read_bytes()
    ]


def test_axe_finds_nothing_on_the_pages_of_a_class(people, settle):
    _server, teacher, students = people
    wall = teacher.context.new_page()
    wall.set_viewport_size({"width": 1280, "height": 720})
    wall.goto(teacher.url.replace("classroom", "projector"))
    pages = [teacher, students[0], wall]
    settle(wall)
    for begin in (False, True):
        if begin:
            press(teacher, "Begin", settle)
            students[0].get_by_text("Exercise 1 of").wait_for()
            wall.get_by_text("Exercise 1 of").wait_for()
        for page in pages:
            settle(page)
            found = [
                (one["id"], node["html"])
                for one in violations(page)
                for node in one["nodes"]
                if one["id"] not in ("region", "scrollable-region-focusable")
            ]
            assert not found
            wide = page.evaluate(
                """() => { const main = document.querySelector('[data-testid="stMain"]');
                           return main.scrollWidth <= main.clientWidth; }"""
            )
            assert wide
