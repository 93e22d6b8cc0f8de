"""Documents as cards, and those related to a search."""

import streamlit as st

from dash_app.components.document_card import card
from dash_app.session import url
from dash_app.views.documents import order
from dash_core import Collection, View
from dash_core.collection.view import related_documents
from dash_core.common import settings
from dash_core.common.i18n import _

__all__ = ["related", "show_cards"]


def show_cards(collection: Collection, view: View) -> None:
    """A card a document, with the words searched for marked."""
    size = settings.PAGE_SIZE.value
    page = order.page(len(view), size)
    for row in order.rows(collection, view)[(page - 1) * size : page * size]:
        card(collection, int(row), view.match)
    order.turn(len(view), size)


def related(collection: Collection, view: View) -> None:
    """Below the last of the documents found: ones that lack a word asked for, but have words
    that go with it."""
    size = order.table_size() if url.parameter("show") == "table" else settings.PAGE_SIZE.value
    if len(view) and order.page(len(view), size) * size < len(view):
        return
    hits = related_documents(collection, view.filter)
    if not hits:
        return
    some = any(hit.terms for hit in hits)
    st.header(
        _("Related, without all of these words") if some else _("Related, without these words"),
        anchor=False,
    )
    st.caption(_("Found by words that are often used with yours in this listing."))
    for hit in hits:
        card(collection, hit.row, view.match, hit)
