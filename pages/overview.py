"""What is here, when, about what, by whom, where."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.components import chart, summary
from dash_app.session import loading
from dash_app.views import overview
from dash_core.charts import catalogue
from dash_core.common.i18n import _

collection, view = loading.collection(), loading.current_view()

summary.key_figures(collection, view)
if not len(view):
    summary.nothing_found(collection)

chart.show(_("When"), catalogue.timeline(collection, view), "timeline", chart.pick_dates)

about, whom, where = st.columns(3, gap="medium")
with about:
    overview.show_topics(collection, view)
with whom:
    busiest = catalogue.correspondents(collection, view)
    field = catalogue.authors_field(collection)
    chart.show(catalogue.authors_label(collection), busiest, "correspondents", chart.pick(field))
with where:
    chart.show(
        _("Places named"), catalogue.places(collection, view), "places", chart.pick("places")
    )

overview.show_gaps(collection, view)

if len(view):
    summary.page_button("documents", view)
