"""The page of the server: for administrators only, with figures and nothing of anybody."""

from datetime import timedelta

import pytest

from dash_app.session import classroom, sign_in
from dash_core.classroom.exercises import Lesson
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import classes as classes_module
from dash_core.common.roles import Role


@pytest.fixture
def role(monkeypatch):
    def is_now(role):
        monkeypatch.setattr(sign_in, "check", lambda: None)
        monkeypatch.setattr(sign_in, "role", lambda: role)
        monkeypatch.setattr(sign_in, "is_signed_in", lambda: role is not None)
        monkeypatch.setenv("DOSSIER_SIGN_IN", "everyone")

    return is_now


@pytest.mark.parametrize("who", [None, Role.VIEWER, Role.TEACHER])
def test_nobody_else_sees_it(open_page, words, role, who):
    role(who)
    said = words(open_page("server"))
    assert "What is kept" not in said
    assert ("Only administrators" in said) == (who is not None)


def test_where_nobody_signs_in_there_is_none(open_page, words):
    assert "named in DOSSIER_ADMINS" in words(open_page("server"))


def test_an_administrator_sees_figures_and_deletes_what_is_over(
    open_page, words, role, seed, monkeypatch
):
    role(Role.ADMIN)
    store, now = classroom.store(), classes_module.now()
    lesson = Lesson("Secret title", ())
    with monkeypatch.context() as patch:
        patch.setattr(classes_module, "now", lambda: now - timedelta(days=31))
        store.create(seed.study, lesson_to_data(lesson), lesson.title)
    room, _secret = store.create(seed.study, lesson_to_data(lesson), lesson.title)
    store.join(room, "Otter")
    app = open_page("server")
    said = words(app)
    assert "<dt>Whose time is over</dt><dd>1</dd>" in said
    assert "of 2,048 MB" in said
    (table,) = (one.value for one in app.dataframe)
    assert table["Students"].tolist() == [0, 1]
    everything = said + table.to_string()
    assert not [word for word in ("Secret", "Otter", room.code) if word in everything]
    app.button(key="server-expire").click().run()
    assert [one.value for one in app.success] == ["1 class was deleted."]
    assert app.button(key="server-expire").disabled
