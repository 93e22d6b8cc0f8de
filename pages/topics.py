"""Topics: named beside found; steered; in time, on a map, as a tree, by person, by number."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import (
    clicks,
    history,
    state,
    topic_charts,
    topic_history,
    topic_new,
    topic_number,
    topics,
)
from dash_core import figures
from dash_core.words import _

fitted, view = state.collection(), state.current_view()
kind = topics.choose_kind(fitted)
shown = fitted.found if kind == "found" else fitted.topics

topics.explain(shown)
new, changed, steps = st.columns([3, 3, 2], gap="small")
with new:
    topic_new.draw(fitted, view)
with changed:
    topic_history.draw(fitted)
with steps:
    history.buttons("topics")
topic_history.errors()
if shown.kind == "found":
    topic_number.draw(fitted, shown)
topics.blocks(fitted, view, shown)

in_time = figures.topics_in_time(fitted, view, shown)
title = _("Topics in time")
name = topic_charts.named(title, shown)
clicks.show(title, in_time, f"time-{kind}", clicks.pick_dates, name=name)

with st.spinner(_("Drawing the map…")):
    document_map = figures.document_map(fitted, view, shown)
title = _("Map of documents")
clicks.show(
    title,
    document_map,
    f"map-{kind}",
    clicks.pick_document,
    clicks.pick_area,
    name=topic_charts.named(title, shown),
)
topic_charts.topic_tree(fitted, view, shown)
topic_charts.people(fitted, view, shown)
if shown.kind == "found" and shown.grouped:
    topic_charts.changes(fitted, shown)
if fitted.named and fitted.found.grouped:
    topic_charts.compare(fitted, view)
