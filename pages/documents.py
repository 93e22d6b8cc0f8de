"""The documents the filter lets through: cards or a table, by relevance or date."""

from dash_app.shell.frame import guard

guard()

from dash_app.components import summary
from dash_app.session import loading
from dash_app.views.documents import order_and_form, related, show_cards, show_table

collection, view = loading.collection(), loading.current_view()

if not len(view):
    summary.nothing_found(collection)
else:
    form = order_and_form(view)
    (show_table if form == "table" else show_cards)(collection, view)
related(collection, view)
