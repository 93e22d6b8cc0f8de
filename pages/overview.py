"""What is here, when, about what, by whom, where."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import clicks, parts, silences, state
from dash_core import figures
from dash_core.words import _

fitted, view = state.collection(), state.current_view()

parts.key_figures(fitted, view)
if not len(view):
    parts.nothing_found(fitted)

clicks.show(_("When"), figures.timeline(fitted, view), "timeline", clicks.pick_dates)

about, whom, where = st.columns(3, gap="medium")
with about:
    clicks.show(_("About what"), figures.topics(fitted, view), "topics", clicks.pick("topics"))
with whom:
    busiest = figures.correspondents(fitted, view)
    clicks.show(_("Correspondents"), busiest, "correspondents", clicks.pick("correspondents"))
with where:
    clicks.show(_("Places named"), figures.places(fitted, view), "places", clicks.pick("places"))

silences.draw(fitted, view)

if len(view):
    parts.page_button("documents", view)
