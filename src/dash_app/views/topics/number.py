"""How many found topics: the slider, the suggestion with its reason, the chart behind it."""

from typing import Any, Final

import streamlit as st

from dash_app.components import chart, html, view_state, widgets
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit
from dash_app.session.progress import show_progress
from dash_core import Collection
from dash_core.analysis import topics
from dash_core.charts import Figure
from dash_core.charts.bars.number_of_topics import number_of_topics_chart
from dash_core.common.i18n import _
from dash_core.common.keep import keep
from dash_core.topics import Topics
from dash_core.topics.edit import edits

__all__ = ["show_number"]

_PLACE: Final = "topics-number"
_WHY: Final = "number-why"


def show_number(collection: Collection, shown: Topics) -> None:
    """The slider, and why this number is suggested."""
    most = topics.most_groups(collection)
    if not shown.grouped or most <= 2:
        return
    k = topics.read_file(collection.study.topics).k
    suggested = topics.suggestion(collection) if k is None else None
    grouped = (suggested and suggested.k) or len(shown.grouped)  # before any splitting
    key = _PLACE
    widgets.sync_widget(key, min(max(k or grouped, 2), most))
    st.slider(
        _("Number of groups"),
        2,
        most,
        key=key,
        on_change=lambda: _take(st.session_state[key]),
        width=360,
    )
    show_error(_PLACE)
    if suggested and suggested.reason:
        st.caption(html.plain(suggested.reason))
    _why(collection, shown, k)


def _why(collection: Collection, shown: Topics, k: int | None) -> None:
    """The numbers tried, drawn on request; computing them may take a while."""
    label = _("How the number was suggested") if k is None else _("What would be suggested")
    with view_state.expand(_WHY, label) as opened:
        if not opened.open:
            return
        suggested = show_progress(
            _("Trying numbers…"), lambda _tick: topics.suggestion(collection), _close
        )
        if suggested is None:
            return
        if k is not None:
            st.caption(html.plain(suggested.reason))
            st.button(
                _("Take the suggested number"),
                key=f"{_PLACE}-suggested",
                on_click=_take,
                args=(None,),
            )
        chart.show(
            "",
            _figure(collection, k or suggested.k or len(shown.grouped)),
            "number",
            _clicked,
            name=_("Numbers of groups that were tried"),
        )


def _close() -> None:
    st.session_state[_WHY] = False


def _take(k: int | None) -> None:
    edit(_PLACE, lambda file: edits.set_k(file, k), moves=True)


def _clicked(mark: dict[str, Any]) -> None:
    _take(int(mark["k"]))


@keep(2)
def _figure(collection: Collection, now: int) -> Figure:
    suggested = topics.suggestion(collection)
    assert suggested is not None  # else there is nothing to explain
    return number_of_topics_chart(suggested.trials, suggested.k, now)
