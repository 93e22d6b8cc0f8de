"""Charts that answer clicks: what a click on a mark does to the filter, or opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dash_app.components import chart_download, html
from dash_app.session import embedding, links, navigation, url
from dash_core.charts import CLICK, Figure
from dash_core.charts.catalogue import NamedFigure
from dash_core.charts.maps.documents import AREA
from dash_core.common import settings
from dash_core.common.i18n import _

__all__ = [
    "begin",
    "pick",
    "pick_area",
    "pick_dates",
    "pick_document",
    "show",
    "shown",
]

_FIGURES = "figures-shown"


def show(
    title: str,
    figure: Figure,
    key: str,
    on_click: Callable[[dict[str, Any]], None],
    on_drag: Callable[[dict[str, Any]], None] | None = None,
    *,
    name: str = "",
) -> None:
    """A chart that answers clicks, under its title (if any), with its numbers as a table, and
    itself as a picture, one click away. In a page inside another one, only the figure that is
    wanted is drawn.

    `title` is text, not Markdown. `name`: what it is called away from this page (in a hand-out,
    a picture, a list of figures), where its title there would not say what it is of.

    `on_click` gets the fields of the mark that was clicked; `on_drag` the ranges of the part
    that was selected by dragging, if the chart has such a selection.
    """
    st.session_state.setdefault(_FIGURES, []).append(NamedFigure(key, name or title, figure))
    if not embedding.is_on():
        _show(title, figure, key, on_click, on_drag, name or title)
    elif embedding.is_wanted(key):
        with embedding.place():
            _show(title, figure, key, on_click, on_drag, name or title)
        raise embedding.FigureDrawn


def begin() -> None:
    """A run begins: no figure is drawn yet."""
    st.session_state[_FIGURES] = []


def shown() -> list[NamedFigure]:
    """The figures of the page that are drawn, by their keys."""
    return list(st.session_state.get(_FIGURES, ()))


def _show(
    title: str,
    figure: Figure,
    key: str,
    on_click: Callable[[dict[str, Any]], None],
    on_drag: Callable[[dict[str, Any]], None] | None,
    name: str,
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if title:
            st.header(html.plain(title), anchor=False, width="stretch")
        else:
            st.space("stretch")
        with st.popover(
            _("Table"),
            type="tertiary",
            on_change="rerun",
            key=f"{key}-table",
            width="content",
            icon=":material/download:",
        ) as numbers:
            if numbers.open:
                chart_download.draw(name, figure, key)
                _choose(figure, key, on_click)
                st.dataframe(figure.table, hide_index=True, alt=figure.alt)
    if figure.note or figure.hint:
        st.caption(f"{figure.note} {figure.hint}".strip())
    if not figure.spec:
        st.caption(figure.alt)
        return
    # The frame of a drag would lie over the marks and keep clicks from them: a new chart has none.
    drags = f"{key}-drags"
    times = st.session_state.get(drags, 0)
    if times:
        key = f"{key}-{times}"
    before = f"{key}-before"
    if key not in st.session_state:  # a chart that was away starts without a selection
        st.session_state[before] = frozenset()

    def clicked() -> None:
        selection = st.session_state[key]["selection"]
        now = frozenset(tuple(sorted(mark.items())) for mark in selection.get(CLICK, []))
        changed = now ^ st.session_state[before]
        st.session_state[before] = now
        for mark in changed:
            on_click(dict(mark))
        if on_drag and not changed and selection.get(AREA):
            st.session_state[drags] = times + 1
            on_drag(dict(selection[AREA]))

    st.vega_lite_chart(
        {**figure.spec, "datasets": dict(figure.data)},
        key=key,
        height=figure.height,
        alt=figure.alt,
        on_select=clicked,
        selection_mode=[CLICK, AREA] if on_drag else CLICK,
    )


def _choose(figure: Figure, key: str, on_click: Callable[[dict[str, Any]], None]) -> None:
    """What a click on a mark does, for those who use no mouse."""
    marks = dict(figure.marks(settings.MAX_OPTIONS.value))
    if not marks:
        return
    chosen = f"{key}-choose"

    def choose() -> None:
        if mark := marks.get(st.session_state[chosen]):
            st.session_state[chosen] = None
            on_click(dict(mark))

    st.selectbox(
        _("Without a mouse: choose what to click"),
        list(marks),
        index=None,
        key=chosen,
        on_change=choose,
        placeholder=_("Choose"),
    )


def pick(field: str) -> Callable[[dict[str, Any]], None]:
    """What a click on a bar does: add its value to the filter, or take it out."""

    def picked(mark: dict[str, Any]) -> None:
        links.set_filter(url.current_filter().toggled(field, str(mark["value"])))

    return picked


def pick_dates(mark: dict[str, Any]) -> None:
    """What a click on a timeline does: only these days, or all again."""
    start, end = (date.fromisoformat(str(mark[key])) for key in ("start", "end"))
    links.set_filter(url.current_filter().between(start, end))


def pick_document(mark: dict[str, Any]) -> None:
    """What a click on the map does: open the document."""
    navigation.open_document(str(mark["id"]))


def pick_area(ranges: dict[str, Any]) -> None:
    """What dragging over the map does: keep the documents of that part."""
    ends = [sorted(float(end) for end in ranges.get(axis, ())) for axis in ("x", "y")]
    if all(len(pair) == 2 for pair in ends):
        (x0, x1), (y0, y1) = ([min(max(end, 0.0), 1.0) for end in pair] for pair in ends)
        area = tuple(round(end, 3) for end in (x0, x1, y0, y1))
        links.set_filter(replace(url.current_filter(), area=area))
