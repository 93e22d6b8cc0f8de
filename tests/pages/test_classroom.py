"""A class on its pages: started, joined, answered, led, exported and deleted."""

import io
import re
from datetime import timedelta
from threading import Event

import pandas as pd
import pytest
from sqlalchemy import select

from dash_app.hosting import server
from dash_app.session import classroom, loading
from dash_core import Collection, Filter, Study
from dash_core.classroom.entry.codes import format_code
from dash_core.classroom.exercises import Exercise, Lesson, questions
from dash_core.classroom.exercises.values import MAX_LABEL
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.classroom.paper import answer_files
from dash_core.classroom.store import classes as classes_module
from dash_core.classroom.store.tables import classes
from dash_core.collection.limited import fit
from dash_core.common.i18n import VARIABLE
from dash_core.export.handout.pdf import can_print
from dash_core.export.provenance import provenance
from dash_core.study.study import SourceFile

LISTING = """• May 5, 1950

  Letter from A. Smith to B. Jones

  On the oil of Tabriz.

• May 6, 1950

  Letter from B. Jones to A. Smith

  On the railway of Tabriz.
"""


@pytest.fixture
def store():
    return classroom.store()


@pytest.fixture
def room(store, seed: Collection):
    """A class about the sample with its teacher's secret."""
    lesson = ready_lessons()[0]
    return store.create(seed.study, lesson_to_data(lesson), "Papers of spring")


@pytest.fixture
def open_as(open_page):
    """Open a page of a class with a secret in the session, as the browser's storage gives it."""

    def opened(page, role, made, secret):
        app = open_page(page, **{"class": made.code})
        app.session_state["class-secrets"] = {f"{role}:{made.code}": secret}
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


def press(app, label):
    (button,) = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception, app.exception


def test_every_page_leads_to_a_class_with_its_view(open_page, words, store):
    app = open_page("documents", topic="oil")
    links = [link for link in app.get("page_link") if link.proto.label == "Teach with this"]
    assert [link.proto.query_string for link in links] == ["topic=oil"]
    app = open_page("teach", topic="oil")
    assert "4 of 20 documents" in words(app)
    press(app, "Start the class")
    made = only_class(store)
    assert made.title == ready_lessons()[0].title
    assert store.study(made).files


def test_a_class_speaks_the_language_it_was_started_in(monkeypatch, open_page, store):
    monkeypatch.setenv(VARIABLE, "de")
    press(open_page("teach"), "Die Klasse beginnen")
    monkeypatch.delenv(VARIABLE)
    made = only_class(store)
    assert made.title == "Worum geht es in diesen Papieren?"
    code = {"class": made.code}
    assert "Spitzname" in [one.label for one in open_page("join", **code).text_input]
    assert "Nickname" in [one.label for one in open_page("join", lang="en", **code).text_input]


def only_class(store):
    with store.database.reading() as connection:
        code = connection.scalar(select(classes.c.code))
    return store.find(code)


def test_a_student_joins_with_code_and_nickname(open_page, words, store, room):
    made, _secret = room
    app = open_page("join")
    app.text_input[0].input(format_code(made.code).lower())
    press(app, "Go on")
    assert app.query_params["class"] == made.code
    assert "Papers of spring" in words(app)
    app.text_input[0].input("kurwa")
    press(app, "Join")
    assert "another nickname" in app.error[0].value
    app.text_input[0].input("Fox <i>")
    press(app, "Join")
    assert "You are in." in words(app)
    assert "Fox &lt;i&gt;" in words(app)
    assert [one.nickname for one in store.students(made)] == ["Fox <i>"]
    assert "Fox" not in str(app.query_params)


def test_the_fields_of_a_student_stay_where_they_are(open_as, place_of, store):
    """The listing is read; an answer is refused; the teacher pauses."""
    study = Study.of((SourceFile("own.txt", LISTING.encode()),))
    ids = tuple(fit(study).table["id"])
    exercise = Exercise("name_topic", "Name", ids)
    made, _secret = store.create(study, lesson_to_data(Lesson("Names", (exercise,))), "Names")
    store.lead(made, exercise=0)
    app = open_as("join", "student", made, store.join(made, "Otter")[1])
    name, why = (f"ex-{exercise.digest}-{question}" for question in ("name-1", "why-1"))
    before = place_of(app, why)
    app.run()
    assert place_of(app, why) == before
    app.text_input(key=name).set_value("<" * (MAX_LABEL + 1)).run()
    assert place_of(app, why) == before
    store.lead(made, is_frozen=True)
    app.run()
    assert app.info
    assert place_of(app, why) == before


def test_the_page_of_a_class_without_its_code_says_what_to_do(open_page, words, monkeypatch):
    monkeypatch.setattr(classroom, "_tries", classroom.AttemptLimit(0))  # it is no wrong try
    app = open_page("classroom")
    assert "This address names no class" in words(app)
    assert [link.proto.page for link in app.get("page_link")] == ["teach"]


def test_wrong_codes_are_said_and_limited(monkeypatch, open_page, room):
    monkeypatch.setattr(classroom, "_tries", classroom.AttemptLimit(2))
    monkeypatch.setattr(classroom, "visitor_address", lambda: "here")
    for code, said in (
        ("x", "has eight letters and digits"),
        ("BBBB-BBBB", "no class with this code"),
        ("BBBBBBBC", "no class with this code"),
        (room[0].code, "Too many wrong codes"),
    ):
        app = open_page("join", **{"class": code})
        assert said in app.error[0].value


def test_answers_are_saved_at_once_and_found_again(open_as, words, store, room):
    made, _secret = room
    seat, token = store.join(made, "Fox")
    store.lead(made, exercise=0)
    app = open_as("join", "student", made, token)
    assert "Exercise 1 of" in words(app)
    app.radio[0].set_value(app.radio[0].options[1]).run()
    assert len(store.answers_of(seat, 0)) == 1
    assert "Everything is saved." in words(app)
    again = open_as("join", "student", made, token)
    assert again.radio[0].value == app.radio[0].value


def test_an_answer_that_cannot_be_saved_is_kept_and_tried_again(
    monkeypatch, open_as, words, store, room
):
    made, _secret = room
    seat, token = store.join(made, "Fox")
    store.lead(made, exercise=0)
    app = open_as("join", "student", made, token)

    def away(*_arguments):
        raise classroom.ClassUnreachableError("away")

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "save_answer", away)
        app.radio[0].set_value(app.radio[0].options[0]).run()
        assert "Not saved yet." in words(app)
        assert not store.answers_of(seat, 0)
    app.run()
    assert "Everything is saved." in words(app)
    assert len(store.answers_of(seat, 0)) == 1


def test_a_paused_class_takes_no_answer(open_as, words, store, room):
    made, _secret = room
    _seat, token = store.join(made, "Fox")
    store.lead(made, exercise=0, is_frozen=True)
    app = open_as("join", "student", made, token)
    assert app.radio[0].disabled
    assert "please look up" in words(app)


def test_results_are_shown_when_the_teacher_does_and_without_names(open_as, words, store, room):
    made, _secret = room
    _seat, token = store.join(made, "Fox")
    other, _token = store.join(made, "Heron")
    store.lead(made, exercise=0)
    key = ready_lessons()[0].exercises[0]
    asked = questions(key, classroom.collection(made))[0]
    store.save_answer(other, 0, asked.key, next(iter(asked.options)), 1)
    store.lead(made, is_revealed=True, is_frozen=True)
    assert "Heron" not in words(open_as("join", "student", made, token))


def test_a_student_who_was_removed_is_told(open_as, words, store, room):
    made, _secret = room
    seat, token = store.join(made, "Fox")
    store.remove(seat)
    app = open_as("join", "student", made, token)
    assert "join again" in app.error[0].value
    assert "Choose a nickname" in words(app)


def test_the_teacher_leads(open_as, words, store, room):
    made, secret = room
    store.join(made, "Fox")
    app = open_as("classroom", "teacher", made, secret)
    assert "1 student is here" in "".join(h.value for h in app.header)
    press(app, "Begin")
    assert store.get(made.id).exercise == 0
    press(app, "Pause answers")
    assert store.get(made.id).is_frozen
    press(app, "Take answers again")
    press(app, "Show results")
    now = store.get(made.id)
    assert now.is_revealed
    assert now.is_frozen
    press(app, "Hide results")
    press(app, "Back")
    assert store.get(made.id).exercise == -1
    assert "Not begun." in words(app)


@pytest.mark.parametrize("page", ["classroom", "projector"])
def test_without_the_secret_there_is_no_teacher(open_as, words, store, room, page):
    made, _secret = room
    store.join(made, "Fox")
    app = open_as(page, "teacher", made, "x" * 43)
    assert "not the link of the teacher" in app.error[0].value
    assert "Fox" not in words(app)


def test_the_wall_has_no_names(open_as, words, store, room):
    made, secret = room
    store.join(made, "Fox")
    assert format_code(made.code) in words(open_as("projector", "teacher", made, secret))
    for state in ({"exercise": 0}, {"is_frozen": True}, {"is_revealed": True}):
        store.lead(made, **state)
        said = words(open_as("projector", "teacher", made, secret))
        assert "Exercise 1 of" in said
        assert "Fox" not in said


def test_the_teacher_sees_answers_by_student_and_takes_them_along(open_as, words, store, room):
    made, secret = room
    seat, _token = store.join(made, "=Fox")
    store.lead(made, exercise=0)
    lesson = ready_lessons()[0]
    asked = questions(lesson.exercises[0], classroom.collection(made))
    store.save_answer(seat, 0, asked[0].key, next(iter(asked[0].options)), 1)
    app = open_as("classroom", "teacher", made, secret)
    for show in ("questions", "students"):
        app.query_params["show"] = show
        app.run()
        assert "<dt>=Fox</dt>" in words(app) or show == "students"
    assert asked[0].format(next(iter(asked[0].options))) in words(app)
    app.query_params["show"] = "class"
    app.run()
    assert not app.exception, app.exception
    collection = classroom.collection(made)
    table = answer_files.answer_table(
        lesson,
        collection,
        store.students(made),
        [store.answers(made, n) for n in range(len(lesson.exercises))],
    )
    source = provenance(collection, loading.view_of(collection, Filter()))
    data = pd.read_csv(io.BytesIO(answer_files.answers_to_csv(table, source)))
    assert data["nickname"].tolist() == ["'=Fox"]
    html = answer_files.answers_to_html("A <b>", table, source).decode()
    assert re.search("<h1[^>]*>A &lt;b&gt;</h1>", html)
    assert "=Fox" in html
    if can_print():
        assert answer_files.answers_to_pdf("A <b>", table, source).startswith(b"%PDF")


def test_names_are_taken_away_and_students_removed(open_as, store, room):
    made, secret = room
    store.join(made, "Fox")
    store.join(made, "Heron")
    app = open_as("classroom", "teacher", made, secret)
    app.query_params["show"] = "class"
    app.run()
    for key in ("seat-person_off-1", "seat-delete-2"):
        app.button(key=key).click().run()
    assert [one.nickname for one in store.students(made)] == ["Student 1"]


def test_a_class_is_deleted_with_a_second_thought(open_as, words, store, room):
    made, secret = room
    app = open_as("classroom", "teacher", made, secret)
    app.query_params["show"] = "class"
    app.run()
    assert app.button(key="class-delete").disabled
    app.checkbox(key="class-sure").check().run()
    app.button(key="class-delete").click().run()
    assert "gone from this server" in "".join(one.value for one in app.success)
    with pytest.raises(classroom.ClassError):
        store.get(made.id)


def test_a_server_that_nobody_visits_deletes_what_is_over(monkeypatch, store, room):
    made, _secret = room
    ended = Event()
    later = classes_module.now() + timedelta(days=31)
    with monkeypatch.context() as patch:
        patch.setattr(classes_module, "now", lambda: later)
        patch.setattr(server, "_TIDY", (0, 1))
        patch.setattr(classroom, "tidy", lambda tidy=classroom.tidy: (tidy(), ended.set()))
        server._tidy(ended)
    with pytest.raises(classroom.ClassError):
        store.get(made.id)


def test_the_page_on_privacy_has_ten_lines(open_page, words):
    assert words(open_page("privacy")).count("<li>") == 10
