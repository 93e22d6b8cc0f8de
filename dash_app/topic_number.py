"""How many found topics: the slider, the suggestion with its reason, the chart behind it."""

from functools import lru_cache
from typing import Any, Final

import streamlit as st

from dash_app import clicks, markup, state
from dash_app.topic_edit import edit, show_error
from dash_core import Collection, settings, steering
from dash_core.charts import Figure, number
from dash_core.topics import Topics, revise
from dash_core.words import _

__all__ = ["chart", "draw"]

_PLACE: Final = "topics-number"


def draw(fitted: Collection, shown: Topics) -> None:
    """The slider, and why this number is suggested."""
    most = steering.most_groups(fitted)
    if not shown.grouped or most <= 2:
        return
    asked = steering.read_file(fitted.study.topics).k
    now = min(max(asked or len(shown.grouped), 2), most)
    key = _PLACE
    state.hold(key, now)
    suggested = steering.suggestion(fitted)
    with st.container(horizontal=True, vertical_alignment="bottom", key="number-line"):
        st.slider(
            _("Number of groups"),
            2,
            most,
            key=key,
            on_change=lambda: _take(st.session_state[key]),
            width=360,
        )
        if asked is not None and suggested and suggested.k:
            st.button(
                _("Take the suggested {k}").format(k=suggested.k),
                key=f"{key}-suggested",
                type="tertiary",
                on_click=_take,
                args=(None,),
            )
    show_error(_PLACE)
    if suggested and suggested.reason:
        st.caption(markup.plain(suggested.reason))


def _take(k: int | None) -> None:
    edit(_PLACE, lambda file: revise.set_k(file, k), moves=True)


def chart(fitted: Collection, shown: Topics) -> None:
    """The numbers tried, drawn when asked for."""
    if not shown.grouped or steering.suggestion(fitted) is None:
        return
    with st.expander(
        _("How the number was suggested"), on_change="rerun", key="number-why"
    ) as opened:
        if opened.open:
            figure = _figure(fitted, len(shown.grouped))
            clicks.show("", figure, "number", _clicked)


def _clicked(mark: dict[str, Any]) -> None:
    _take(int(mark["k"]))


@lru_cache(maxsize=settings.MAX_FITTED)
def _figure(fitted: Collection, now: int) -> Figure:
    suggested = steering.suggestion(fitted)
    assert suggested is not None  # else there is nothing to explain
    return number.draw(suggested.trials, suggested.k, now)
