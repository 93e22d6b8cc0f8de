"""The table, what was read and what was not, and downloads."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import data, notes, repair, state, study_file
from dash_core.words import _

fitted, view = state.collection(), state.current_view()

st.header(_("The table"), anchor=False)
data.downloads(fitted, view)
data.table(fitted, view)

st.header(_("Put right"), anchor=False)
repair.draw(fitted, view)

st.header(_("What was read"), anchor=False)
data.account(fitted)

st.header(_("Notes"), anchor=False)
notes.overview(fitted)

st.header(_("The study"), anchor=False)
study_file.draw(fitted, view)
