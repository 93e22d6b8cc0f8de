"""Work that takes time."""

import streamlit as st
from streamlit.testing.v1 import AppTest

from dash_app.session import progress


def two_works():
    """Each ends once its bar is there."""
    from threading import Event

    import streamlit as st

    from dash_app.session import progress

    for name in ("one", "two"):
        is_drawn = Event()

        def work(_tick, name=name, is_drawn=is_drawn):
            is_drawn.wait()
            return name

        st.session_state["is-drawn"] = is_drawn
        st.write(progress.show_progress("Working…", work, list))


def test_two_works_in_one_run_have_a_bar_each(monkeypatch):
    draw = st.progress

    def drawn(*arguments):
        st.session_state["is-drawn"].set()
        return draw(*arguments)

    monkeypatch.setattr(progress.st, "progress", drawn)
    monkeypatch.setattr(progress, "_AFTER", 0.01)
    app = AppTest.from_function(two_works, default_timeout=600).run()
    assert not app.exception, app.exception
    assert [text.value for text in app.markdown] == ["one", "two"]
