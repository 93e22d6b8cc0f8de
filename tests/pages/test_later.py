"""What a page does not wait for: drawn when it is there, or when asked for after all."""

from threading import Event

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from dash_app.session import later

    holder, go_on = st.session_state["holder"], st.session_state["go-on"]
    if later.wait_for("map", "Drawing…", holder, go_on.wait):
        st.write("drawn")


class Holder:
    """What the work is for."""


def test_a_page_is_there_before_its_map():
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["holder"], app.session_state["go-on"] = Holder(), Event()
    app.run()
    assert [caption.value for caption in app.caption] == ["Drawing…"]
    app.button("map-cancel").click().run()
    assert not app.caption
    app.button("map-go-on").click().run()
    app.session_state["go-on"].set()
    while not app.markdown:
        app.run()
    assert not app.exception
    assert app.markdown[0].value == "drawn"
