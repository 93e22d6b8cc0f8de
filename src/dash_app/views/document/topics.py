"""The topics of one document: put into another by hand, taken out, and why it is not in one."""

from typing import Final

import streamlit as st

from dash_app.components import document_card, html, view_state, widgets
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit
from dash_app.session import embedding, links, url
from dash_core import Collection
from dash_core.analysis import topics
from dash_core.common.i18n import _
from dash_core.topics import Topics
from dash_core.topics.edit import edits
from dash_core.topics.file.schema import TopicFile

__all__ = ["show_topics"]

_PLACE: Final = "document-topics"
_WHY: Final = "document-why-not"


def show_topics(collection: Collection, row: int) -> None:
    """Each topic with its strength and the words it came from; then what a person can do."""
    st.header(_("Topics, and why"), anchor=False)
    document_card.topic_reasons(collection, row)
    shown = collection.topics
    if not shown.grouped or embedding.is_on():
        return
    show_error(_PLACE)
    with st.expander(
        _("Assign to other topics"),
        icon=":material/edit:",
        key=f"{_PLACE}-change",
        on_change="rerun",
    ) as opened:
        if opened.open:
            (_named if shown.kind == "named" else _found)(collection, shown, row)
    with view_state.expand(_WHY, _("Why not in …?"), ":material/help:") as opened:
        if opened.open:
            _why_not(collection, shown, row)


def _named(collection: Collection, shown: Topics, row: int) -> None:
    """Which named topics it is in: what is added is put there, what is dropped taken out."""
    id_, ids = str(collection.table["id"][row]), topics.ids_of(collection)
    labels = {topic.id: topic.label for topic in shown.grouped}
    mine = [topic.id for topic, _strength in shown.of(row) if topic.id in labels]
    key = f"{_PLACE}-named-{id_}"
    widgets.sync_widget(key, mine)

    def changed() -> None:
        now = st.session_state[key]

        def change(file: TopicFile) -> TopicFile:
            for topic_id in now:
                if topic_id not in mine:
                    file = edits.pin(file, shown, id_, topic_id, ids)
            for topic_id in mine:
                if topic_id not in now:
                    file = edits.exclude(file, id_, topic_id)
            return file

        edit(_PLACE, change)

    st.multiselect(
        _("This document is in"),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        on_change=changed,
        placeholder=_("no topic"),
    )
    file = topics.read_file(collection.study.topics)
    by_hand = [spec.id for spec in file.named if id_ in (*spec.pinned, *spec.excluded)]
    if by_hand:
        st.caption(_("Some of these topics were set by hand."))

        def again(file: TopicFile) -> TopicFile:
            for topic_id in by_hand:
                file = edits.include(edits.unpin(file, id_, topic_id), id_, topic_id)
            return file

        st.button(
            _("Assign by its words again"),
            key=f"{_PLACE}-again",
            on_click=lambda: edit(_PLACE, again),
        )


def _found(collection: Collection, shown: Topics, row: int) -> None:
    """The group it is in; another can be chosen."""
    id_, ids = str(collection.table["id"][row]), topics.ids_of(collection)
    labels = {topic.id: topic.label for topic in shown.grouped}
    mine = next((topic.id for topic, _strength in shown.of(row) if topic.id in labels), None)
    key = f"{_PLACE}-found-{id_}"
    widgets.sync_widget(key, mine)

    def changed() -> None:
        selected = st.session_state[key]
        if selected and selected != mine:
            edit(_PLACE, lambda file: edits.pin(file, shown, id_, selected, ids), moves=True)

    st.selectbox(
        _("This document is in the group"),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        on_change=changed,
        placeholder=_("none"),
    )
    if mine and (row, mine) in shown.pinned:
        st.button(
            _("Assign by its words again"),
            key=f"{_PLACE}-again",
            on_click=lambda: edit(_PLACE, lambda file: edits.unpin(file, id_), moves=True),
        )


def _why_not(collection: Collection, shown: Topics, row: int) -> None:
    """Choose a topic it is not in, read why."""
    inside = {topic.id for topic, _strength in shown.of(row)}
    labels = {topic.id: topic.label for topic in shown.grouped if topic.id not in inside}
    if not labels:
        st.caption(_("It is in every topic."))
        return
    in_url = url.choice("why", labels) or None
    key = f"{_WHY}-{collection.table['id'][row]}"
    widgets.sync_widget(key, in_url)
    selected = st.selectbox(
        _("Why is it not in"),
        list(labels),
        index=None,
        key=key,
        on_change=lambda: links.set_parameters(why=st.session_state[key] or ""),
        format_func=lambda topic_id: labels.get(topic_id, topic_id),
        placeholder=_("Choose a topic"),
    )
    if selected in labels:
        answer = topics.explain(collection, shown, row, selected)
        st.html(f'<p class="facts" role="status">{html.escape(answer.reason)}</p>')
