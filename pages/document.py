"""One document: its full record, why it is in its topics, and what is like it."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import document, notes, state

fitted, view = state.collection(), state.current_view()
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
