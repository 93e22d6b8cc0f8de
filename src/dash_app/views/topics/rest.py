"""Beside named topics: what reads like them, and what is found in the rest."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dash_app.components import html
from dash_app.components.messages import show_error
from dash_app.components.topic_edits import edit, opener
from dash_app.session import links
from dash_core import Collection, View
from dash_core.analysis import topics
from dash_core.collection.filter import MAX_LINKED
from dash_core.common.i18n import _, count, ngettext
from dash_core.common.keep import keep
from dash_core.topics import OTHER, Topic, Topics
from dash_core.topics.edit import edits
from dash_core.topics.file.schema import TopicFile
from dash_core.topics.named.propose import Proposal
from dash_core.topics.named.rest import REST, found_in_rest, with_rest

__all__ = ["for_charts", "show_proposals", "show_rest"]

SOON: Final = 2_000  # documents up to which proposals are made before they are asked for
_MOST: Final = 0.5  # share of documents in no topic from which what is found there stands open
_GROUPS: Final = 4  # found groups of the rest that are shown
_DOCUMENTS: Final = 2  # documents shown of each


@keep(2)
def _rest(collection: Collection) -> tuple[Topic, ...]:
    """What is found in the documents of no topic."""
    if collection.named is None:
        return ()
    return found_in_rest(collection.named, collection.found)


def _share(collection: Collection) -> float:
    assert collection.named is not None
    others = sum(topic.size for topic in collection.named if topic.id == OTHER)
    return others / max(1, len(collection))


@keep(2)
def for_charts(collection: Collection) -> Topics:
    """The named topics; where most documents are in none, what is found there after them."""
    named, groups = collection.named, _rest(collection)
    assert named is not None
    if _share(collection) < _MOST or len(groups) < 2:
        return named
    return with_rest(named, collection.found, groups)


def show_rest(collection: Collection, view: View) -> None:
    """What is found among the documents of no named topic, each a click away from a topic."""
    groups = _rest(collection)
    if not groups:
        return
    title = _("What Dossier finds in the other {documents}").format(
        documents=count(sum(group.size for group in groups))
    )
    if _share(collection) >= _MOST:
        st.header(title, anchor=False)
        _groups(collection, view, groups)
        return
    with st.expander(title, key="topics-rest", on_change="rerun") as opened:
        if opened.open:
            _groups(collection, view, groups)


@keep(4)
def _inside(collection: Collection, view: View) -> dict[str, NDArray[np.int64]]:
    """The documents of each group that pass the filter."""
    return topics.members_inside(collection, view, _rest(collection))


def _groups(collection: Collection, view: View, groups: Sequence[Topic]) -> None:
    place = "topics-rest-error"
    show_error(place)
    st.caption(
        _("Groups with similar wording. Make a topic of one to name it and choose its words.")
    )
    inside = _inside(collection, view)
    for first in range(0, min(_GROUPS, len(groups)), 2):
        pair = groups[first : min(_GROUPS, first + 2)]
        for column, group in zip(st.columns(2, gap="medium"), pair, strict=False):
            with column, st.container(key=f"topic-{group.id}"):
                _group(collection, view, group, inside[group.id])
    if len(groups) > _GROUPS:
        st.caption(
            _("And {n} smaller groups: see “Found by wording”.").format(n=len(groups) - _GROUPS)
        )


def _group(collection: Collection, view: View, group: Topic, inside: NDArray[np.int64]) -> None:
    words = ", ".join(group.terms) or _("none")
    st.html(
        f'<h3 class="topic-name found">{html.symbol(group)} {html.escape(group.label)}</h3>'
        f'<p class="facts">{html.escape(count(len(inside)))}</p>'
        f'<p class="words"><span class="muted">{html.escape(_("Typical words"))}:</span> '
        f"{html.escape(words)}</p>"
    )
    for row in inside[:_DOCUMENTS].tolist():
        _link(collection, row)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Make it a topic"),
            icon=":material/bookmark_add:",
            key=f"make-{group.id}",
            on_click=partial(_make, collection.found, group.id.removeprefix(REST)),
        )
        if 0 < len(inside) <= MAX_LINKED:
            ids = collection.table["id"].iloc[inside]
            st.page_link(
                "pages/documents.py",
                label=_("Show {documents}").format(documents=count(len(inside))),
                icon=":material/arrow_forward:",
                query_params=links.parameters(view.filter.with_values("ids", ids)),
            )


def _make(found: Topics, topic_id: str) -> None:
    edit("topics-rest-error", lambda file: edits.from_found(file, found, topic_id))


def show_proposals(collection: Collection, topic: Topic) -> None:
    """Documents in no topic that read like this one, to be taken or refused."""
    place = f"propose-{topic.id}"
    is_soon = len(collection) <= SOON
    proposed = topics.proposals(collection).get(topic.id, []) if is_soon else []
    if is_soon and not proposed:
        return
    label = (
        ngettext(
            "{n} in Other reads like “{label}”",
            "{n} in Other read like “{label}”",
            len(proposed),
            label=html.plain(topic.label),
        )
        if is_soon
        else _("Look for more in Other")
    )
    with st.expander(
        label, icon=":material/person_search:", key=opener(place), on_change="rerun"
    ) as opened:
        if opened.open:
            show_error(place)
            proposed = proposed or topics.proposals(collection).get(topic.id, [])
            for proposal in proposed:
                _proposal(collection, topic, proposal, place)
            _all(collection, topic, proposed, place)


def _proposal(collection: Collection, topic: Topic, proposal: Proposal, place: str) -> None:
    id_ = str(collection.table["id"][proposal.row])
    _link(collection, proposal.row)
    nearest = collection.names[proposal.nearest]
    reason = _("like “{title}”").format(title=nearest)
    if proposal.words:
        words = ", ".join(f"“{word}”" for word in proposal.words)
        reason = _("has {words}; {reason}").format(words=words, reason=reason)
    st.html(f'<p class="facts">{html.escape(reason)}</p>')
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Add"),
            icon=":material/add:",
            key=f"{place}-add-{id_}",
            on_click=partial(_decide, place, topic.id, (id_,), is_in=True),
        )
        st.button(
            _("No"),
            icon=":material/close:",
            key=f"{place}-no-{id_}",
            help=_("It is not proposed again for this topic."),
            on_click=partial(_decide, place, topic.id, (id_,), is_in=False),
        )


def _all(collection: Collection, topic: Topic, proposed: Sequence[Proposal], place: str) -> None:
    if not proposed:
        st.caption(_("Nothing in Other reads like this topic."))
        return
    if len(proposed) < 2:
        return
    ids = tuple(str(collection.table["id"][proposal.row]) for proposal in proposed)
    with st.container(horizontal=True, gap="small"):
        for label, is_in in (
            (_("Add all {n}").format(n=len(ids)), True),
            (_("None of these"), False),
        ):
            st.button(
                label,
                key=f"{place}-{'all' if is_in else 'none'}",
                type="tertiary",
                on_click=partial(_decide, place, topic.id, ids, is_in=is_in),
            )


def _decide(place: str, topic_id: str, ids: Sequence[str], *, is_in: bool) -> None:
    def change(file: TopicFile) -> TopicFile:
        return edits.decide_members(file, ids, topic_id, is_in=is_in)

    edit(place, change)
    st.session_state[opener(place)] = True  # its label has another number: it would close


def _link(collection: Collection, row: int) -> None:
    st.page_link(
        "pages/document.py",
        label=html.plain(collection.names[row]),
        icon="",
        query_params=links.parameters(doc=collection.table["id"][row]),
    )
