"""The table, what was read and what was not, and downloads."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.session import loading
from dash_app.share import study_file
from dash_app.views.data import review, table
from dash_app.views.document import notes
from dash_core.common.i18n import _

collection, view = loading.collection(), loading.current_view()

st.header(_("The table"), anchor=False)
table.downloads(collection, view)
table.table(collection, view)

st.header(_("Corrections"), anchor=False)
review.show_review(collection, view)

st.header(_("What was read"), anchor=False)
table.account(collection)

st.header(_("Notes"), anchor=False)
notes.overview(collection)

st.header(_("The study"), anchor=False)
study_file.draw(collection, view)
