"""One document: its full record, why it is in its topics, and what is like it."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.session import loading
from dash_app.views.document import notes
from dash_app.views.document import record as document

collection, view = loading.collection(), loading.current_view()
row = document.chosen_row(collection)

if row is not None:
    document.neighbours(collection, view, row)
    record, like = st.columns([5, 3], gap="medium")
    with record:
        document.record(collection, view, row)
        notes.show_note(collection, row)
        document.topics(collection, row)
    with like:
        document.similar(collection, row)
