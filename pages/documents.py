"""The documents the filter lets through: cards or a table, by relevance or date."""

from dash_app.frame import guard

guard()

from dash_app import parts, state
from dash_app.documents import order_and_form, related, show_cards, show_table

fitted, view = state.collection(), state.current_view()

if not len(view):
    parts.nothing_found(fitted)
else:
    form = order_and_form(view)
    (show_table if form == "table" else show_cards)(fitted, view)
related(fitted, view)
