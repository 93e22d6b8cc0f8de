"""Each exercise as a student does it, and its results, without a browser."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dash_core.classroom.exercises import questions
from tests.core.classroom.listing import OPTIONS, exercise_of, listing

CASES = [pytest.param(n, id=f"{kind}-{n}") for n, (kind, _options) in enumerate(OPTIONS)]


def _student(case: int, stored: dict[str, object], frozen: bool) -> None:
    """The page of one student; what is saved is noted, and stored."""
    import streamlit as st

    from dash_app.views.classroom.exercises import draw_exercise
    from tests.core.classroom.listing import OPTIONS, exercise_of, listing

    exercise = exercise_of(*OPTIONS[case])
    answers = st.session_state.setdefault("answers", dict(stored))
    saves = st.session_state.setdefault("saves", [])

    def save(key: str, value: object) -> None:
        saves.append((key, value))
        answers[key] = value

    draw_exercise(exercise, listing(), answers, save, frozen)


def _results(case: int, answers: dict, names: dict | None, projector: bool) -> None:
    from dash_app.views.classroom.exercises import draw_results
    from tests.core.classroom.listing import OPTIONS, exercise_of, listing

    exercise = exercise_of(*OPTIONS[case])
    draw_results(exercise, listing(), answers, names, projector)


def _open(case: int, stored: dict[str, Any] | None = None, frozen: bool = False) -> AppTest:
    arguments = {"case": case, "stored": stored or {}, "frozen": frozen}
    app = AppTest.from_function(_student, default_timeout=60, kwargs=arguments).run()
    assert not app.exception, app.exception
    return app


def _some_answers(case: int) -> dict[str, Any]:
    """An answer to every question, with a text that must be escaped."""
    answers: dict[str, Any] = {}
    for question in questions(exercise_of(*OPTIONS[case]), listing()):
        options = list(question.options)
        answers[question.key] = options[0] if options else "<b>mine</b> *and* more"
    return answers


@pytest.mark.parametrize("case", CASES)
def test_each_field_is_saved_once_when_it_is_left(case: int) -> None:
    app = _open(case)
    for kind in ("radio", "text_input", "text_area"):
        if widgets := getattr(app, kind):
            value = widgets[0].options[0] if kind == "radio" else "  some *words*  "
            widgets[0].set_value(value)
            app.run()
            assert not app.exception
            assert len(app.session_state["saves"]) == 1, kind
            app.run()
            assert len(app.session_state["saves"]) == 1, kind
            app.session_state["saves"].clear()


@pytest.mark.parametrize("case", CASES)
def test_what_was_answered_is_there_again(case: int) -> None:
    stored = _some_answers(case)
    app = _open(case, stored)
    shown = [w.value for kind in ("text_input", "text_area") for w in getattr(app, kind)]
    assert all(value == "<b>mine</b> *and* more" for value in shown)
    assert all(radio.value is not None for radio in app.radio)
    assert app.session_state["saves"] == []


@pytest.mark.parametrize("case", CASES)
def test_a_paused_class_cannot_answer(case: int) -> None:
    app = _open(case, frozen=True)
    for kind in ("radio", "text_input", "text_area", "button"):
        assert all(widget.disabled for widget in getattr(app, kind)), kind


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("projector", [False, True])
def test_results_are_drawn_and_escaped(case: int, projector: bool) -> None:
    answers = {"1": _some_answers(case), "2": _some_answers(case), "3": {}}
    names = None if projector else {"1": "<i>Zoe</i>", "2": "Kim", "3": "Mo"}
    for given in ({}, answers):
        arguments = {"case": case, "answers": given, "names": names, "projector": projector}
        app = AppTest.from_function(_results, default_timeout=60, kwargs=arguments).run()
        assert not app.exception, app.exception
        page = "".join(element.proto.body for element in app.html)
        assert "<b>mine</b>" not in page
        assert "<i>Zoe</i>" not in page
    assert "Zoe" not in page or not projector
    while forth := [b for b in app.button if b.label == "Next" and not b.disabled]:
        forth[0].click().run()
        assert not app.exception


def test_documents_are_put_in_order_without_their_dates() -> None:
    case = next(n for n, (kind, _options) in enumerate(OPTIONS) if kind == "order")
    app = _open(case)
    app.radio[0].set_value("2").run()
    ((key, value),) = app.session_state["saves"]
    assert (key[:6], value) == ("place-", "2")
    page = "".join(element.proto.body for element in app.html)
    assert "1881" not in page
    name = listing().names[int(key[6:]) - 1]
    assert f"<li>…</li><li>A – {name}</li>" in page


def test_a_text_is_never_set_again_but_a_choice_is() -> None:
    """An answer from a second device shows in a choice; in a text it would undo what is typed."""
    app = _open(0, {"document-1": "1", "why-1": "old"})
    app.session_state["answers"].update({"document-1": "2", "why-1": "new"})
    app.run()
    assert app.radio[0].value == "2"
    assert app.text_input[0].value == "old"
    assert app.session_state["saves"] == []


def test_a_choice_stays_when_a_student_renames_the_topic() -> None:
    case = next(n for n, each in enumerate(OPTIONS) if each == ("sort_first", {}))
    app = _open(case, {"topic-1": "River", "topic-2": "Mill", "document-1": "2"})
    app.text_input[1].set_value("Work").run()
    app.run()
    assert app.radio[0].value == "2"
    assert app.radio[0].options == ["1", "2", "None of these"]
    assert list(app.radio[0].proto.captions) == ["River", "Work", ""]
    assert app.session_state["saves"] == [("topic-2", "Work")]
