"""Names of places put right: this name is that place, or none.

A decision is an edit of the study like any other: it makes a new address, is listed, and can be
taken back.
"""

from dataclasses import replace
from typing import Final

import streamlit as st

from dash_app.components import edit_list
from dash_app.components.messages import show_error
from dash_app.session import revise
from dash_app.session.errors import catch_error, set_error
from dash_core import Collection, View
from dash_core.analysis.places import places_in, resolved_in, unplaced_in
from dash_core.analysis.standing import keep_groups
from dash_core.common import settings
from dash_core.common.i18n import _
from dash_core.study.edits import Edit, with_edit
from dash_core.text.places import find_place, namesakes

__all__ = ["put_right"]

_PLACE: Final = "places"
_NAME: Final = "places-name"


def put_right(collection: Collection, view: View) -> None:
    """Choose a printed name, and say which place it is, or that it is none; take that back."""
    show_error(_PLACE)
    decided = [edit for edit in collection.study.edits if edit.target == "place"]
    with st.expander(
        _("Correct a place ({n} corrected)").format(n=len(decided))
        if decided
        else _("Correct a place"),
        on_change="rerun",
        key="places-right",
    ) as opened:
        if opened.open:
            _choose(collection, view)
            edit_list.draw(collection, decided, "places", _keep)


def _choose(collection: Collection, view: View) -> None:
    printed = [one.printed for one, _n in resolved_in(collection, view)]
    printed += [one.name for one in unplaced_in(collection, view)]
    printed += places_in(collection, view)["name"].tolist()
    name = st.selectbox(
        _("The name, as it is printed"),
        list(dict.fromkeys(printed))[: settings.MAX_OPTIONS.value],
        index=None,
        key=_NAME,
        accept_new_options=True,
        placeholder=_("Choose or type a name"),
    )
    if not name:
        return
    place = st.selectbox(
        _("is the place"),
        namesakes(name),
        index=None,
        key=f"places-meant-{name}",
        accept_new_options=True,
        placeholder=_("Choose one, or type another: Tabriz; Paris, Texas"),
    )
    with st.container(horizontal=True, key="places-decide"):
        st.button(
            _("Save"),
            type="primary",
            disabled=not place,
            on_click=_decide,
            args=(collection, name, place or ""),
            key="places-keep",
        )
        st.button(
            _("It is not a place"),
            on_click=_keep,
            args=(collection, with_edit(collection.study.edits, Edit("place", name))),
            key="places-none",
        )


def _decide(collection: Collection, name: str, typed: str) -> None:
    place = find_place(typed)
    if place is None:
        message = _(
            "“{name}” is not in the gazetteer: try a larger place near it, or another spelling."
        )
        set_error(_PLACE, message.format(name=typed))
        return
    _keep(collection, with_edit(collection.study.edits, Edit("place", name, after=place.name)))


def _keep(collection: Collection, edits: tuple[Edit, ...]) -> None:
    st.session_state.pop(_NAME, None)
    with catch_error(_PLACE):
        revise.replace_study(keep_groups(collection, replace(collection.study, edits=edits)))
