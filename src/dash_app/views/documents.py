"""The documents page: cards, table, pages."""

import re
from typing import Final

import pandas as pd
import streamlit as st

from dash_app.components import view_state, widgets
from dash_app.components.document_card import card
from dash_app.session import embedding, links, navigation, url
from dash_core import Collection, View
from dash_core.collection.filter import MAX_LINKED
from dash_core.collection.view import related_documents
from dash_core.common import settings
from dash_core.common.i18n import _, ngettext

__all__ = ["order_and_form", "related", "show_cards", "show_table"]

_ROWS: Final = "documents-table-rows"


def order_and_form(view: View) -> str:
    """How documents are shown (`cards` or `table`), with a word on their order."""
    key = "documents-form"
    in_url = url.choice("show", ("cards", "table"), "cards")
    if embedding.is_on():
        return in_url
    widgets.sync_widget(key, in_url)

    def picked() -> None:
        form = st.session_state[key]
        url.replace(links.parameters(show="" if form in (None, "cards") else form))

    with st.container(horizontal=True, vertical_alignment="center"):
        form = st.segmented_control(
            _("Show as"),
            ["cards", "table"],
            key=key,
            format_func={"cards": _("Cards"), "table": _("Table")}.__getitem__,
            on_change=picked,
            label_visibility="collapsed",
        )
        st.caption(_("best match first") if view.hits else _("by date"))
    return form or "cards"


def _page(n: int, size: int) -> int:
    """The page the URL names, from 1, within what there is."""
    in_url, last = url.parameter("page", "1"), -(-n // size)
    page = int(in_url) if re.fullmatch("[0-9]{1,9}", in_url) else 0
    if not 1 <= page <= max(last, 1):
        url.note_invalid("page", in_url)
    return min(max(1, page), last)


def _turn(n: int, size: int) -> None:
    """The control that turns pages, where there are several."""
    if n <= size:
        return
    key = "documents-page"
    widgets.sync_widget(key, _page(n, size))

    def turned() -> None:
        page = st.session_state[key]
        form = url.parameter("show")
        url.replace(links.parameters(show=form, page="" if page == 1 else str(page)))

    st.pagination(-(-n // size), key=key, on_change=turned)


def show_cards(collection: Collection, view: View) -> None:
    """A card a document, with the words searched for marked."""
    size = settings.PAGE_SIZE.value
    page = _page(len(view), size)
    for row in view.rows[(page - 1) * size : page * size]:
        card(collection, int(row), view.match)
    _turn(len(view), size)


def related(collection: Collection, view: View) -> None:
    """Below the last of the documents found: ones that lack a word asked for, but have words
    that go with it."""
    size = (
        settings.TABLE_ROWS.value if url.parameter("show") == "table" else settings.PAGE_SIZE.value
    )
    if len(view) and _page(len(view), size) * size < len(view):
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


def show_table(collection: Collection, view: View) -> None:
    """A row a document; those ticked can be opened, or kept alone."""
    size = settings.TABLE_ROWS.value
    page = _page(len(view), size)
    rows = view.rows[(page - 1) * size : page * size]
    part = collection.table.iloc[rows]
    ids = tuple(part["id"])
    key = _table_key(ids)

    def ticked() -> None:
        picked = tuple(ids[row] for row in st.session_state[key]["selection"]["rows"])
        view_state.tick(picked)
        if embedding.is_on() and picked:
            navigation.open_document(picked[0])

    if not embedding.is_on():
        _with_ticked(view)
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
        on_select=ticked,
        selection_mode="single-row" if embedding.is_on() else "multi-row",
        selection_default={"selection": {"rows": [ids.index(id_) for id_ in view_state.ticked()]}},
        column_config={_("title"): st.column_config.TextColumn(width="large")},
        alt=_("Table of the documents in the filter"),
    )
    _turn(len(view), size)


def _table_key(ids: tuple[str, ...]) -> str:
    """The key of the table. It changes with the rows: a browser keeps ticks by their places."""
    now = (ids, view_state.url_ticks())
    shown, times = st.session_state.get(_ROWS, (None, 0))
    if shown != now:
        before = view_state.ticked()
        view_state.tick(id_ for id_ in ids if id_ in before)
        times += 1
        st.session_state[_ROWS] = (now, times)
    for id_ in now[1]:
        if id_ not in ids:
            url.note_invalid("tick", id_)
    return f"documents-table-{times}"


def _with_ticked(view: View) -> None:
    """What can be done with the documents that are ticked."""
    ids = view_state.ticked()
    n = len(ids)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="documents-ticked"
    ):
        ticked = _format_ticked(n) if n else _("Tick rows, then:")
        st.html(
            f'<p class="facts" role="status">{ticked}</p>',
            width="content",
        )
        st.button(
            _("Open"),
            icon=":material/open_in_full:",
            type="tertiary",
            key="ticked-open",
            disabled=n != 1,
            on_click=lambda: navigation.open_document(ids[0]),
        )
        st.button(
            _("Only these"),
            icon=":material/filter_alt:",
            type="tertiary",
            key="ticked-only",
            disabled=not 0 < n <= MAX_LINKED,
            on_click=_keep_only,
            args=(view, ids),
        )
    if n > MAX_LINKED:
        st.caption(
            _("More than {n} make the address too long to share: use a filter instead.").format(
                n=MAX_LINKED
            )
        )


def _keep_only(view: View, ids: tuple[str, ...]) -> None:
    """From a callback: the filter keeps these documents, none of them ticked."""
    view_state.tick(())
    links.set_filter(view.filter.with_values("ids", ids))


def _format_ticked(n: int) -> str:
    return ngettext("{n} ticked:", "{n} ticked:", n)
