"""Topics: named beside found, their words and documents, in time and on a map."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import clicks, figures, state, topics
from dash_core.words import _

fitted, view = state.collection(), state.current_view()
kind = topics.choose_kind(fitted)
shown = fitted.found if kind == "found" else fitted.topics

topics.explain(shown)
topics.blocks(fitted, view, shown)

in_time = figures.topics_in_time(fitted, view, shown)
clicks.show(_("Topics in time"), in_time, f"time-{kind}", clicks.pick_dates)

with st.spinner(_("Drawing the map…")):
    document_map = figures.document_map(fitted, view, shown)
clicks.show(_("Map of documents"), document_map, f"map-{kind}", clicks.pick_document)

if fitted.named and fitted.found.grouped:
    st.header(_("Named beside found"), anchor=False)
    topics.compare(fitted, view)
