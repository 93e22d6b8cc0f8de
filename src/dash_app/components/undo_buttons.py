"""Undo and redo of what a person did to topics and notes, and what that was, in words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import streamlit as st

from dash_app.components.topic_edits import tell
from dash_app.session import loading
from dash_app.session.loading import Decided
from dash_core import Collection, DossierError, UnknownDocumentError
from dash_core.analysis import topics
from dash_core.common.i18n import _
from dash_core.study.annotations import format_changes as format_notes
from dash_core.topics.file.diff import format_changes as format_topics

__all__ = ["button", "buttons", "changes", "last"]

_MAX_SAID: Final = 160  # characters of what undoing takes back


def buttons(place: str) -> None:
    """Undo and redo.

    `place` tells the buttons of one section from those of another: what goes wrong is told at
    `{place}-history` (`topic_act.show_error`).
    """
    with st.container(horizontal=True, gap="small"):
        button(_("Undo"), "undo", loading.undo, bool(loading.past()), place)
        button(_("Redo"), "redo", loading.redo, bool(loading.future()), place)


def last(collection: Collection) -> str:
    """What undoing would take back, as a sentence; "" where there is nothing."""
    try:
        said = changes(collection, loading.past()[-1:])
    except DossierError:  # told when it is undone
        return ""
    whole = f"{said[0]}." if said else ""
    return whole if len(whole) <= _MAX_SAID else f"{whole[: _MAX_SAID - 1].rstrip()}…"


def button(label: str, name: str, act: object, is_on: bool, place: str) -> None:
    """A button that changes the history; `name` is that of its icon."""

    def clicked() -> None:
        try:
            act()  # type: ignore[operator]
        except DossierError as error:
            tell(f"{place}-history", str(error))

    st.button(
        label,
        icon=f":material/{name}:",
        type="tertiary",
        key=f"{place}-{name}",
        on_click=clicked,
        disabled=not is_on,
    )


def changes(collection: Collection, past: Sequence[str]) -> list[str]:
    """What was done since each of these studies (their keys), the last first.

    Raises
    ------
    DossierError
        If one of them is not on this machine any more.
    """
    steps = [*map(loading.decided_at, past), Decided.of(loading.study())]
    return [_say(collection, before, after) for before, after in pairwise(steps)][::-1]


def _say(collection: Collection, before: Decided, after: Decided) -> str:
    said = [] if before.notes == after.notes else _noted(collection, before, after)
    if before.topics != after.topics:
        files = topics.read_file(before.topics), topics.read_file(after.topics)
        said += format_topics(*files) or [_("A change of the file’s text")]
    return "; ".join(said) or _("Nothing")


def _noted(collection: Collection, before: Decided, after: Decided) -> list[str]:
    def called(id_: str) -> str:
        try:
            return str(collection.document(id_)["title"]) or id_
        except UnknownDocumentError:
            return id_

    return format_notes(before.notes, after.notes, called)
