"""What is here, when, about what, by whom, where."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import figures, parts, state
from dash_core.words import _

fitted, view = state.collection(), state.current_view()

parts.key_figures(fitted, view)
if not len(view):
    parts.nothing_found(fitted)

parts.show(_("When"), figures.timeline(fitted, view), "timeline", parts.pick_dates)

about, whom, where = st.columns(3, gap="medium")
with about:
    parts.show(_("About what"), figures.topics(fitted, view), "topics", parts.pick("topics"))
with whom:
    busiest = figures.correspondents(fitted, view)
    parts.show(_("Correspondents"), busiest, "correspondents", parts.pick("correspondents"))
with where:
    parts.show(_("Places named"), figures.places(fitted, view), "places", parts.pick("places"))

if len(view):
    parts.page_button("documents", view)
