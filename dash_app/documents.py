"""The documents page: cards, table, pages."""

import re

import pandas as pd
import streamlit as st

from dash_app import clicks, state
from dash_app.cards import card
from dash_core import Collection, View, settings
from dash_core.words import _

__all__ = ["order_and_form", "related", "show_cards", "show_table"]


def order_and_form(view: View) -> str:
    """How documents are shown (`cards` or `table`), with a word on their order."""
    key = "documents-form"
    state.hold(key, state.parameter("show", "cards"))

    def chosen() -> None:
        form = st.session_state[key]
        st.query_params.from_dict(state.url(show="" if form in (None, "cards") else form))

    with st.container(horizontal=True, vertical_alignment="center"):
        form = st.segmented_control(
            _("Show as"),
            ["cards", "table"],
            key=key,
            format_func={"cards": _("Cards"), "table": _("Table")}.__getitem__,
            on_change=chosen,
            label_visibility="collapsed",
        )
        st.caption(_("best match first") if view.hits else _("in order of date"))
    return form or "cards"


def _page(n: int, size: int) -> int:
    """The page the URL names, from 1, within what there is."""
    asked = state.parameter("page", "1")
    return min(max(1, int(asked) if re.fullmatch("[0-9]{1,9}", asked) else 1), -(-n // size))


def _turn(n: int, size: int) -> None:
    """The control that turns pages, where there are several."""
    if n <= size:
        return
    key = "documents-page"
    state.hold(key, _page(n, size))

    def turned() -> None:
        page = st.session_state[key]
        form = state.parameter("show")
        st.query_params.from_dict(state.url(show=form, page="" if page == 1 else str(page)))

    st.pagination(-(-n // size), key=key, on_change=turned)


def show_cards(fitted: Collection, view: View) -> None:
    """A card a document, with the words searched for marked."""
    size = settings.PAGE_SIZE
    page = _page(len(view), size)
    for row in view.rows[(page - 1) * size : page * size]:
        card(fitted, int(row), view.asked)
    _turn(len(view), size)


def related(fitted: Collection, view: View) -> None:
    """Below the last of the documents found: ones that lack a word asked for, but have words
    that go with it."""
    size = settings.TABLE_PAGE_SIZE if state.parameter("show") == "table" else settings.PAGE_SIZE
    if len(view) and _page(len(view), size) * size < len(view):
        return
    hits = view.filter.related(fitted)
    if not hits:
        return
    some = any(hit.terms for hit in hits)
    st.header(
        _("Related, without all of these words") if some else _("Related, without these words"),
        anchor=False,
    )
    st.caption(_("Found by words that go with yours in this listing."))
    for hit in hits:
        card(fitted, hit.row, view.asked, hit)


def show_table(fitted: Collection, view: View) -> None:
    """A row a document; choosing one opens it."""
    size = settings.TABLE_PAGE_SIZE
    page = _page(len(view), size)
    rows = view.rows[(page - 1) * size : page * size]
    part = fitted.table.iloc[rows]
    key = "documents-table"

    def opened() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if chosen:
            clicks.open_document(str(part["id"].iloc[chosen[0]]))

    st.caption(_("Tick a row to open the document."))
    st.dataframe(
        pd.DataFrame(
            {
                _("date as printed"): part["date"],
                _("title"): part["title"],
                _("genre"): part["genre"],
                _("from"): part["creators"],
                _("to"): part["recipients"],
                _("topics"): part["topics"],
            }
        ),
        hide_index=True,
        height=38 + 35 * min(len(part), 20),
        key=key,
        on_select=opened,
        selection_mode="single-row",
        column_config={_("title"): st.column_config.TextColumn(width="large")},
        alt=_("Table of the documents in the filter"),
    )
    _turn(len(view), size)
