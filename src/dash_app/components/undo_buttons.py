"""Undo and redo of changes of topics and notes, and what they were, in words."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import streamlit as st

from dash_app.session import history, revise, studies
from dash_app.session.errors import catch_error
from dash_app.session.history import UndoState
from dash_core import Collection, DossierError, UnknownDocumentError
from dash_core.analysis import topics
from dash_core.common.i18n import _
from dash_core.study.annotations import format_changes as format_notes
from dash_core.topics.file.diff import format_changes as format_topics

__all__ = ["button", "buttons", "changes", "last_change"]

_MAX_CHARS: Final = 160  # characters of what undoing takes back


def buttons(place: str) -> None:
    """Undo and redo.

    `place` tells the buttons of one section from those of another; errors are shown by
    `show_error(f"{place}-history")`.
    """
    with st.container(horizontal=True, gap="small"):
        button(_("Undo"), "undo", revise.undo, bool(history.undo_stack()), place)
        button(_("Redo"), "redo", revise.redo, bool(history.redo_stack()), place)


def button(label: str, name: str, act: Callable[[], None], is_on: bool, place: str) -> None:
    """A button that changes the history; `name` is that of its icon."""

    def clicked() -> None:
        with catch_error(f"{place}-history"):
            act()

    st.button(
        label,
        icon=f":material/{name}:",
        type="tertiary",
        key=f"{place}-{name}",
        on_click=clicked,
        disabled=not is_on,
    )


def last_change(collection: Collection) -> str:
    """What undoing would take back, as a sentence; "" where there is nothing."""
    try:
        lines = changes(collection, history.undo_stack()[-1:])
    except DossierError:  # undoing says so
        return ""
    sentence = f"{lines[0]}." if lines else ""
    return sentence if len(sentence) <= _MAX_CHARS else f"{sentence[: _MAX_CHARS - 1].rstrip()}…"


def changes(collection: Collection, keys: Sequence[str]) -> list[str]:
    """What was done since each of these studies, the last first.

    Raises
    ------
    DossierError
        If one of them is not on this server any more.
    """
    states = [*map(history.state_at, keys), UndoState.of(studies.study())]
    return [_format_change(collection, before, after) for before, after in pairwise(states)][::-1]


def _format_change(collection: Collection, before: UndoState, after: UndoState) -> str:
    parts = [] if before.notes == after.notes else _format_notes(collection, before, after)
    if before.topics != after.topics:
        files = topics.read_file(before.topics), topics.read_file(after.topics)
        parts += format_topics(*files) or [_("Changed the text of the topics file")]
    return "; ".join(parts) or _("Nothing")


def _format_notes(collection: Collection, before: UndoState, after: UndoState) -> list[str]:
    def title_of(id_: str) -> str:
        try:
            return collection.names[collection.row(id_)]
        except UnknownDocumentError:
            return id_

    return format_notes(before.notes, after.notes, title_of)
