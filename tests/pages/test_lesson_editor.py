"""Choosing and changing a lesson on the page “Teach”."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open


def _plan(app: AppTest) -> str:
    return next(e.proto.body for e in app.html if "lesson-plan" in e.proto.body)


def _key(app: AppTest, kind: str, start: str) -> str:
    return next(w.key for w in getattr(app, kind) if w.key and w.key.startswith(start))


def test_a_lesson_is_chosen_changed_and_kept(open_page: Open) -> None:
    app = open_page("teach")
    assert len(app.radio(key="teach-lesson").options) == 3
    app.radio(key="teach-lesson").set_value("Sorting, naming, missing (45 minutes)").run()
    assert _plan(app).count("<li>") == 3
    app.text_input(key=_key(app, "text_input", "lesson-title-0")).set_value("Mine & yours").run()
    assert "Mine &amp; yours" in _plan(app)
    app.button(key=_key(app, "button", "lesson-arrow_downward-0")).click().run()
    assert _plan(app).index("Name the topic") < _plan(app).index("Mine &amp; yours")
    app.selectbox(key="lesson-kind").set_value("order").run()
    app.button(key="lesson-add").click().run()
    assert _plan(app).count("<li>") == 4
    assert not app.exception
    app.button(key="lesson-keep").click().run()
    assert not app.exception
    assert any("kept with this listing" in name for name in app.radio(key="teach-lesson").options)
    assert "Mine &amp; yours" in _plan(app)


def test_what_cannot_be_done_is_said(open_page: Open) -> None:
    app = open_page("teach")
    app.multiselect(key=_key(app, "multiselect", "lesson-documents-0")).set_value([]).run()
    assert "needs from 3 to 30 documents, not 0" in app.error[0].value
    assert not [button for button in app.button if button.key == "teach"]


def test_a_view_gives_its_documents(open_page: Open) -> None:
    app = open_page("teach", topic="separatism")
    documents = app.multiselect(key=_key(app, "multiselect", "lesson-documents-0")).value
    assert 3 <= len(documents) <= 7
    assert any(button.key == "teach" for button in app.button)
