"""Topics: named beside found; steered; in time, on a map, as a tree, by person, by number."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.components import chart, undo_buttons
from dash_app.session import loading
from dash_app.views.topics import blocks, changes, charts, number
from dash_app.views.topics import new as topic_new
from dash_core.charts import catalogue
from dash_core.common.i18n import _

fitted, view = loading.collection(), loading.current_view()
kind = blocks.choose_kind(fitted)
shown = fitted.found if kind == "found" else fitted.topics

blocks.explain(shown)
new, changed, steps = st.columns([3, 3, 2], gap="small")
with new:
    topic_new.draw(fitted, view)
with changed:
    changes.draw(fitted)
with steps:
    undo_buttons.buttons("topics")
changes.errors()
if shown.kind == "found":
    number.draw(fitted, shown)
blocks.blocks(fitted, view, shown)

in_time = catalogue.topics_in_time(fitted, view, shown)
title = _("Topics in time")
name = charts.named(title, shown)
chart.show(title, in_time, f"time-{kind}", chart.pick_dates, name=name)

with st.spinner(_("Drawing the map…")):
    document_map = catalogue.document_map(fitted, view, shown)
title = _("Map of documents")
chart.show(
    title,
    document_map,
    f"map-{kind}",
    chart.pick_document,
    chart.pick_area,
    name=charts.named(title, shown),
)
charts.topic_tree(fitted, view, shown)
charts.people(fitted, view, shown)
if shown.kind == "found" and shown.grouped:
    charts.changes(fitted, shown)
if fitted.named and fitted.found.grouped:
    charts.compare(fitted, view)
