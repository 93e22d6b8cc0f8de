"""One document: its full record, why it is in its topics, and what is like it."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.session import loading
from dash_app.views.document import notes
from dash_app.views.document import record as document

fitted, view = loading.collection(), loading.current_view()
row = document.chosen_row(fitted)

if row is not None:
    document.neighbours(fitted, view, row)
    record, like = st.columns([5, 3], gap="medium")
    with record:
        document.record(fitted, view, row)
        notes.draw(fitted, row)
        document.topics(fitted, row)
    with like:
        document.similar(fitted, row)
