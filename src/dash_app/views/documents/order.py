"""How documents are shown: as cards or a table, in which order, on which page.

All of it is in the URL, so that a link shows the same and Back leads through what was chosen.
"""

import re
from typing import Final

import streamlit as st

from dash_app.components import widgets
from dash_app.session import embedding, links, url
from dash_core import Collection, View
from dash_core.collection.order import Rows, order_rows
from dash_core.collection.own_columns import own_names
from dash_core.common import settings
from dash_core.common.columns import is_filled
from dash_core.common.i18n import _, format_number
from dash_core.common.keep import keep

__all__ = ["choose", "columns", "page", "rows", "set_choice", "shown_columns", "table_size", "turn"]

_CHOICES: Final = ("show", "sort", "group", "size", "columns")
_USUAL: Final = ("title", "genre", "creators", "recipients")  # shown where any document has one
_OWN_SHOWN: Final = 4  # own columns that are shown before any are chosen
_ONE_EACH: Final = ("id", "title", "note")  # columns that nothing is counted by
_BETWEEN: Final = "~"  # between names of columns in the URL
_SIZES: Final = (50, 100, 500, 1_000, 5_000)


def columns(collection: Collection) -> dict[str, str]:
    """The columns that documents can be sorted and grouped by, and what they are called."""
    own = {name: name for name in own_names(collection.table)}
    return {
        "date": _("date"),
        "title": _("title"),
        "genre": _("genre"),
        "creators": _("from") if collection.people.is_correspondence else _("by"),
        "recipients": _("to"),
        "people": _("people named"),
        "places": _("places"),
        "subjects": _("subjects"),
        "topics": _("topics"),
        "id": _("identifier"),
        "note": _("note"),
        "tags": _("tags"),
        **own,
    }


def set_choice(**chosen: str) -> None:
    """Put choices of this page into the URL; what else was chosen stays, the page number goes."""
    kept = {name: url.parameter(name) for name in _CHOICES}
    url.replace(links.parameters(None, **{**kept, **chosen}))


def choose(collection: Collection, view: View) -> str:
    """The controls: the form (`cards` or `table`), which is given, and the order."""
    form = url.choice("show", ("cards", "table"), "cards")
    if embedding.is_on():
        return form
    key = "documents-form"
    widgets.sync_widget(key, form)

    def picked() -> None:
        form = st.session_state[key]
        set_choice(show="" if form in (None, "cards") else form)

    with st.container(horizontal=True, vertical_alignment="center", key="documents-order"):
        chosen = st.segmented_control(
            _("Show as"),
            ["cards", "table"],
            key=key,
            format_func={"cards": _("Cards"), "table": _("Table")}.__getitem__,
            on_change=picked,
            label_visibility="collapsed",
        )
        _sort(collection, view)
        if chosen == "table":
            _choices(collection)
    return chosen or "cards"


def _sort(collection: Collection, view: View) -> None:
    """Which column the documents are sorted by, and whether from its end."""
    names = columns(collection)
    by, is_descending = _sorted_by(collection)
    usual = _("best match first") if view.hits else _("by date")
    key, way = "documents-sort", "documents-sort-way"
    widgets.sync_widget(key, by)
    widgets.sync_widget(way, is_descending)

    def sorted_anew() -> None:
        column = st.session_state[key] or ""
        set_choice(sort=f"-{column}" if column and st.session_state[way] else column)

    st.selectbox(
        _("Sort"),
        ["", *names],
        key=key,
        format_func=lambda name: names.get(name, usual),
        on_change=sorted_anew,
        label_visibility="collapsed",
        width=220,
        help=_("All documents of the filter are sorted, not only those on this page."),
    )
    if by:
        st.toggle(_("last first"), key=way, on_change=sorted_anew)


def _sorted_by(collection: Collection) -> tuple[str, bool]:
    """The column in the URL ("" for none), and whether from its end."""
    given = url.parameter("sort")
    names = columns(collection)
    if given in names or not given:
        return given, False
    if given.startswith("-") and given[1:] in names:
        return given[1:], True
    url.note_invalid("sort", given)
    return "", False


def shown_columns(collection: Collection) -> list[str]:
    """The columns that are shown: those in the URL, else the usual ones."""
    known = columns(collection)
    chosen = [name for name in url.values("columns") for name in name.split(_BETWEEN)]
    for name in chosen:
        if name not in known:
            url.note_invalid("columns", name)
    chosen = [name for name in chosen if name in known]
    if chosen:
        return chosen
    own = own_names(collection.table)[:_OWN_SHOWN]
    return ["date", *_filled(collection), *own, "topics"]


@keep(1)
def _filled(collection: Collection) -> list[str]:
    """The usual columns in which any document has a value."""
    return [name for name in _USUAL if is_filled(collection.table[name])]


def _choices(collection: Collection) -> None:
    """Which columns the table has, what it is grouped by, how many rows a page has."""
    names = columns(collection)
    keys = ("documents-columns", "documents-group", "documents-size")
    group = url.parameter("group") if url.parameter("group") in names else ""
    for key, value in zip(keys, (shown_columns(collection), group, table_size()), strict=True):
        widgets.sync_widget(key, value)

    def chosen() -> None:
        shown, by, size = (st.session_state[key] for key in keys)
        set_choice(
            columns=_BETWEEN.join(shown),
            group=by or "",
            size="" if size == settings.TABLE_ROWS.value else str(size),
        )

    with st.popover(_("Columns and rows"), icon=":material/view_column:", key="documents-choices"):
        st.multiselect(
            _("Columns"), list(names), key=keys[0], format_func=names.__getitem__, on_change=chosen
        )
        st.selectbox(
            _("Count by"),
            ["", *(name for name in names if name not in _ONE_EACH)],
            key=keys[1],
            format_func=lambda name: names.get(name, _("nothing")),
            on_change=chosen,
        )
        st.selectbox(
            _("Rows on a page"),
            sizes(),
            key=keys[2],
            format_func=lambda n: format_number(n),
            on_change=chosen,
        )


def rows(collection: Collection, view: View) -> Rows:
    """The documents of the view in the order that was chosen."""
    by, is_descending = _sorted_by(collection)
    if not by:
        return view.rows
    return order_rows(collection.table, view.rows, by, is_descending=is_descending)


def table_size() -> int:
    """How many rows a page of the table has."""
    given = url.parameter("size")
    if given in map(str, sizes()):
        return int(given)
    if given:
        url.note_invalid("size", given)
    return settings.TABLE_ROWS.value


def sizes() -> list[int]:
    """How many rows a page of the table may have."""
    return sorted(
        {*(n for n in _SIZES if n < settings.TABLE_ROWS.value), settings.TABLE_ROWS.value, *_SIZES}
    )


def page(n: int, size: int) -> int:
    """The page the URL names, from 1, within what there is."""
    in_url, last = url.parameter("page", "1"), -(-n // size)
    number = int(in_url) if re.fullmatch("[0-9]{1,9}", in_url) else 0
    if not 1 <= number <= max(last, 1):
        url.note_invalid("page", in_url)
    return min(max(1, number), last)


def turn(n: int, size: int) -> None:
    """The control that turns pages, where there are several."""
    if n <= size:
        return
    key = "documents-page"
    widgets.sync_widget(key, page(n, size))

    def turned() -> None:
        number = st.session_state[key]
        set_choice(page="" if number == 1 else str(number))

    st.pagination(-(-n // size), key=key, on_change=turned)
