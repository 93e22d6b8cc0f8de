"""Decisions about names, as edits of the study; a filter by a name that was merged follows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

import streamlit as st

from dash_app.session import links, url
from dash_app.session import revise as studies
from dash_app.session.errors import catch_error
from dash_core import Collection, Filter
from dash_core.analysis.standing import keep_groups
from dash_core.common.i18n import _, format_number
from dash_core.study.edits import Edit, with_edit

__all__ = ["PLACE", "decide", "decide_all", "first", "keep", "more", "revise"]

PLACE: Final = "names"
_SHOWN: Final = 10  # names, or pairs, at first
_T = TypeVar("_T")


def decide(collection: Collection, edit: Edit) -> None:
    """From a callback: one decision more."""
    decide_all(collection, [edit])


def decide_all(collection: Collection, decisions: Sequence[Edit]) -> None:
    """From a callback: several decisions more, as one change."""
    edits = collection.study.edits
    for edit in decisions:
        edits = with_edit(edits, edit)
    keep(collection, edits, decisions)


def keep(collection: Collection, edits: tuple[Edit, ...], renamed: Sequence[Edit] = ()) -> None:
    """From a callback: give the study other edits; a filter by a name that was joined follows."""
    with catch_error(PLACE):
        revise(collection, edits, renamed)


def revise(collection: Collection, edits: tuple[Edit, ...], renamed: Sequence[Edit] = ()) -> None:
    """Give the study other edits, and the address its names after `renamed`."""
    studies.replace_study(keep_groups(collection, replace(collection.study, edits=edits)))
    filter_ = after = url.current_filter()
    for edit in renamed:
        if edit.kind in ("same person", "no person"):
            if url.parameter("who") == edit.document:
                links.set_parameters(who=edit.after)
            after = _followed(after, edit.document, edit.after)
    if after != filter_:
        links.set_filter(after)


def _followed(filter_: Filter, name: str, other: str) -> Filter:
    """The filter with another name in the place of one, or without it."""
    for field in ("correspondents", "creators", "recipients", "people"):
        values = getattr(filter_, field)
        if name in values:
            kept = [other if value == name else value for value in values]
            filter_ = filter_.with_values(field, [value for value in dict.fromkeys(kept) if value])
    return filter_


def first(items: Sequence[_T], key: str) -> Sequence[_T]:
    """The first items, or all once they were asked for."""
    return items if st.session_state.get(f"{key}-all") else items[:_SHOWN]


def more(items: Sequence[object], key: str) -> None:
    """A button that shows the rest."""
    if len(items) > _SHOWN and not st.session_state.get(f"{key}-all"):

        def show() -> None:
            st.session_state[f"{key}-all"] = True

        st.button(
            _("Show all {n}").format(n=format_number(len(items))),
            key=key,
            type="tertiary",
            on_click=show,
        )
