"""Which documents of no named topic to decide first."""

from functools import partial
from textwrap import shorten
from typing import Final

import streamlit as st

from dash_app.components import html
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit, opener
from dash_app.session import links
from dash_core import Collection
from dash_core.analysis import topics
from dash_core.common.i18n import _, ngettext
from dash_core.topics import Topics
from dash_core.topics.edit import edits
from dash_core.topics.named.decide_first import FirstDecision

__all__ = ["show_first"]

_PLACE: Final = "topics-first"
_SUMMARY: Final = 160  # characters of a summary that are shown
_NONE: Final = ""  # the choice "none of these": no topic has this id


def show_first(collection: Collection, shown: Topics) -> None:
    """The documents whose topics would teach most, each with a choice that acts at once."""
    with st.expander(
        _("Decide these first"), icon=":material/checklist:", key=opener(_PLACE), on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        show_error(_PLACE)
        decisions = topics.first_decisions(collection)
        if not decisions:
            st.caption(_("There are too few documents in no topic to choose among."))
            return
        st.caption(_("What you decide of these tells most about the others in no topic."))
        for decision in decisions:
            _decision(collection, shown, decision)


def _decision(collection: Collection, shown: Topics, decision: FirstDecision) -> None:
    id_, title = str(collection.table["id"][decision.row]), collection.names[decision.row]
    st.page_link(
        "pages/document.py",
        label=html.plain(title),
        icon="",
        query_params=links.parameters(doc=id_),
    )
    facts = []
    if summary := collection.table["summary"][decision.row]:
        facts.append(shorten(str(summary), _SUMMARY, placeholder=" …"))
    if decision.others:
        facts.append(
            ngettext("{n} other reads like it", "{n} others read like it", decision.others)
        )
    if facts:
        st.html(f'<p class="facts">{html.escape(" · ".join(facts))}</p>')
    labels = {topic.id: topic.label for topic in shown.grouped} | {_NONE: _("None of these")}
    key = f"{_PLACE}-{id_}"
    st.selectbox(
        _("Topic of “{title}”").format(title=html.plain(title)),
        list(labels),
        index=None,
        key=key,
        format_func=labels.__getitem__,
        placeholder=_("Choose its topic"),
        label_visibility="collapsed",
        on_change=partial(_decide, key, id_),
    )


def _decide(key: str, id_: str) -> None:
    topic_id = st.session_state[key]
    if topic_id is not None:
        edit(_PLACE, lambda file: edits.decide_topic(file, id_, topic_id or None))
