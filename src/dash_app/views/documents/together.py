"""What is done with many documents at once: those ticked in the table, or all in the filter."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dash_app.components import topic_edits, undo_buttons, view_state
from dash_app.components.html import plain
from dash_app.components.messages import show_error
from dash_app.session import revise, studies
from dash_app.session.errors import catch_error
from dash_core import Collection, View
from dash_core.analysis import topics
from dash_core.common.i18n import _, count, format_number, ngettext
from dash_core.study.annotations import Note, merge_notes, split_tags
from dash_core.topics.edit import edits
from dash_core.topics.file.schema import TopicFile

__all__ = ["show_together"]

_PLACE: Final = "together"
_MOST_STEPS: Final = 100  # documents put into a found group at once: each is a step of its history


def show_together(collection: Collection, view: View) -> None:
    """Tag documents, or put them into a topic, and take that back."""
    with st.expander(
        _("Tag or assign several"), icon=":material/sell:", key=_PLACE, on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        ids = _documents(collection, view)
        tag, topic = st.columns(2, gap="large")
        with tag:
            _tag(collection, ids)
        with topic:
            _assign(collection, ids)
        show_error(_PLACE)
        undo_buttons.buttons(_PLACE)
        show_error(f"{_PLACE}-history")
        if last := undo_buttons.last_change(collection):
            st.caption(plain(_("Last change: {change}").format(change=last)))


def _documents(collection: Collection, view: View) -> tuple[str, ...]:
    """The ids of the documents that the change is of."""
    ticked = view_state.ticked()
    labels = {
        "ticked": _("Ticked ({n})").format(n=format_number(len(ticked))),
        "filter": _("All in the filter ({n})").format(n=format_number(len(view))),
    }
    chosen = st.segmented_control(
        _("Documents"),
        list(labels),
        default="ticked" if ticked else "filter",
        format_func=labels.__getitem__,
        required=True,
        key=f"{_PLACE}-which-{bool(ticked)}",
    )
    if chosen == "ticked":
        return ticked
    return tuple(collection.table["id"].iloc[view.rows])


def _tag(collection: Collection, ids: Sequence[str]) -> None:
    key = f"{_PLACE}-tags"

    def add() -> None:
        tags = split_tags(*st.session_state[key])
        with catch_error(_PLACE):
            new = (Note(id_, tags=tags) for id_ in ids)
            revise.replace_notes(merge_notes([*studies.study().notes, *new]))
            st.session_state[key] = []

    tags = st.multiselect(
        _("Tags to add"),
        list(collection.facets["tags"].values),
        key=key,
        accept_new_options=True,
        placeholder=_("Choose a tag, or type a new one"),
    )
    st.button(
        _("Tag {documents}").format(documents=count(len(ids))),
        key=f"{_PLACE}-tag",
        on_click=add,
        disabled=not (tags and ids),
    )


def _assign(collection: Collection, ids: Sequence[str]) -> None:
    shown = collection.topics
    labels = {topic.id: topic.label for topic in shown.grouped}
    if not labels:
        st.caption(_("There are no topics to assign documents to."))
        return
    all_ids = topics.ids_of(collection)
    is_found = shown.kind == "found"
    selected = st.selectbox(
        _("Topic to assign to"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("Choose a topic"),
        key=f"{_PLACE}-topic",
    )

    def change(file: TopicFile) -> TopicFile:
        assert selected is not None
        if not is_found:
            return edits.decide_members(file, ids, selected, is_in=True)
        for id_ in ids:
            file = edits.pin(file, shown, id_, selected, all_ids)
        return file

    too_many = is_found and len(ids) > _MOST_STEPS
    st.button(
        _("Assign {documents}").format(documents=count(len(ids))),
        key=f"{_PLACE}-assign",
        on_click=lambda: topic_edits.edit(_PLACE, change, moves=is_found),
        disabled=not selected or not ids or too_many,
    )
    if too_many:
        st.caption(
            ngettext(
                "At most {n} document at once can be put into a found topic.",
                "At most {n} documents at once can be put into a found topic.",
                _MOST_STEPS,
            )
        )
