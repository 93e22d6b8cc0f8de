"""The documents the filter lets through: cards or a table, by relevance or date."""

from dash_app.shell.frame import guard

guard()

from dash_app.components import summary
from dash_app.session import loading
from dash_app.views.documents import order
from dash_app.views.documents.cards import related, show_cards
from dash_app.views.documents.table import show_table

collection, view = loading.collection(), loading.current_view()

if not len(view):
    summary.nothing_found(collection)
else:
    form = order.choose(collection, view)
    (show_table if form == "table" else show_cards)(collection, view)
related(collection, view)
