"""Topics: named, and found in the rest; steered; in time, on a map, as a tree, by person."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.components import chart, undo_buttons, view_state
from dash_app.session import embedding, loading
from dash_app.views.topics import (
    blocks,
    changes,
    charts,
    counted,
    document_map,
    levels,
    moved,
    number,
    rest,
)
from dash_app.views.topics import new as topic_new
from dash_core.charts import catalogue
from dash_core.common.i18n import _

collection, view = loading.collection(), loading.current_view()
kind = blocks.choose_kind(collection)
shown = collection.found if kind == "found" else collection.topics

blocks.explain(shown)
changes.errors()
moved.show_moved(collection, shown)
blocks.blocks(collection, view, shown)
new, changed, steps = st.columns([3, 3, 2], gap="small")
with new:
    topic_new.show_new_topic(collection, view)
with changed:
    changes.show_changes(collection)
with steps:
    undo_buttons.buttons("topics")
drawn = shown
if shown.kind == "named":
    rest.show_rest(collection, view)
    drawn = rest.for_charts(collection)
else:
    levels.show_levels(collection, shown)

in_time = catalogue.topics_in_time(collection, view, drawn)
title = _("Topics in time")
name = charts.named(title, drawn)
chart.show(title, in_time, f"time-{kind}", chart.pick_dates, name=name)

document_map.show_map(collection, view, drawn, kind)
if shown.kind != "named":
    st.header(_("How these groups were made"), anchor=False)
    number.show_number(collection, shown)
    moved.show_standing(collection, shown)
blocks.caution(shown)
counted.show_counted(collection, shown)
with view_state.expand("topics-more", _("More charts: similarity, people, comparison")) as more:
    if more.open or embedding.is_on():
        charts.topic_tree(collection, view, drawn)
        charts.people(collection, view, drawn)
        if collection.named and collection.found.grouped:
            charts.compare(collection, view)
if shown.kind == "found" and shown.grouped:
    charts.changes(collection, shown)
