"""Documents as a table: any columns, counted by one, and what is done with those ticked."""

from typing import Final

import pandas as pd
import streamlit as st

from dash_app.components import view_state
from dash_app.components.html import plain
from dash_app.session import embedding, links, navigation, url
from dash_app.views.documents import order, together
from dash_core import Collection, View
from dash_core.collection.filter import COLUMN, MAX_LINKED
from dash_core.collection.order import group_documents
from dash_core.common import settings
from dash_core.common.i18n import _, format_number, ngettext

__all__ = ["show_table"]

_ROWS: Final = "documents-table-rows"


def show_table(collection: Collection, view: View) -> None:
    """A row a document; those ticked can be opened, or kept alone."""
    by = url.choice("group", order.columns(collection))
    if by:
        _groups(collection, view, by)
    size = order.table_size()
    page = order.page(len(view), size)
    rows = order.rows(collection, view)[(page - 1) * size : page * size]
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
        _shown(collection, part),
        hide_index=True,
        height=38 + 35 * min(len(part), 20),
        key=key,
        on_select=ticked,
        selection_mode="single-row" if embedding.is_on() else "multi-row",
        selection_default={"selection": {"rows": [ids.index(id_) for id_ in view_state.ticked()]}},
        column_config={
            "title": st.column_config.TextColumn(_("title"), width="large"),
            "date_earliest": st.column_config.DateColumn(
                _("date"), format="YYYY-MM-DD", help=_("The first day the date may stand for.")
            ),
            "date": st.column_config.TextColumn(_("date as printed")),
            **{
                name: st.column_config.Column(plain(label))
                for name, label in order.columns(collection).items()
                if name not in ("date", "title")
            },
        },
        alt=_("Table of the documents in the filter"),
    )
    order.turn(len(view), size)
    if not embedding.is_on():
        together.show_together(collection, view)


def _shown(collection: Collection, part: pd.DataFrame) -> pd.DataFrame:
    """The part of the table that is shown; a date as a day, to sort by, and as printed."""
    names = [
        name
        for chosen in order.shown_columns(collection)
        for name in (("date_earliest", "date") if chosen == "date" else (chosen,))
    ]
    return part[names]


def _groups(collection: Collection, view: View, by: str) -> None:
    """The values of a column, with the number and the time of their documents; a row that is
    picked filters by its value."""
    groups = group_documents(collection.table, view.rows, by)
    label = order.columns(collection)[by]
    facet = by if by in collection.facets else f"{COLUMN}{by}"
    can_filter = facet in collection.facets and by != "topics"
    shown = groups[: settings.TABLE_ROWS.value]
    key = f"documents-groups-{by}"

    def picked() -> None:
        for row in st.session_state[key]["selection"]["rows"]:
            value = str(shown["value"].iloc[row])
            links.set_filter(url.current_filter().with_values(facet, [value]), group="")

    st.dataframe(
        shown.assign(value=[value or _("not stated") for value in shown["value"]]),
        hide_index=True,
        height=38 + 35 * min(len(shown), 10),
        key=key,
        on_select=picked if can_filter else "ignore",
        selection_mode="single-row",
        column_config={
            "value": st.column_config.TextColumn(plain(label), width="large"),
            "documents": st.column_config.NumberColumn(_("documents"), format="localized"),
            "first": st.column_config.DateColumn(_("earliest"), format="YYYY-MM-DD"),
            "last": st.column_config.DateColumn(_("latest"), format="YYYY-MM-DD"),
        },
        alt=_("How many documents there are of each value"),
    )
    more = len(groups) - len(shown)
    if more:
        st.caption(_("{n} further values are not shown.").format(n=format_number(more)))


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
