"""The topics page: blocks of named or found topics, and the two side by side."""

from typing import Final

import streamlit as st

from dash_app.components import html, widgets
from dash_app.session import links, url
from dash_app.views.topics.charts import narrowed
from dash_app.views.topics.edit import change
from dash_app.views.topics.first import show_first
from dash_app.views.topics.rest import show_proposals
from dash_core import Collection, View
from dash_core.analysis.topics import members_inside
from dash_core.common.i18n import _, count, format_number
from dash_core.common.keep import keep
from dash_core.topics import OTHER, Topic, Topics
from dash_core.topics.found.cluster import MIN_STABLE_JACCARD

__all__ = ["blocks", "caution", "choose_kind", "explain", "format_stability"]

PARTLY_STABLE: Final = 0.6  # Hennig (2007): under it, a cluster is not to be trusted
TOPIC_BLOCKS: Final = 6  # topics shown whole at first; a click shows the rest
TYPICAL_SHOWN: Final = 3  # most typical documents of a topic

_ALL = "topics-all"


def choose_kind(collection: Collection) -> str:
    """Named or found, as the URL says; found alone where the listing has no named topics."""
    if collection.named is None:
        return "found"
    key = "topics-kind"
    widgets.sync_widget(key, url.choice("kind", ("named", "found"), "named"))

    def picked() -> None:
        kind = st.session_state[key]
        url.replace(links.parameters(kind="found" if kind == "found" else ""))

    labels = {"named": _("Named by a person"), "found": _("Found by wording")}
    kind = st.segmented_control(
        _("Kind of topics"),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        on_change=picked,
        label_visibility="collapsed",
    )
    return kind or "named"


def explain(shown: Topics) -> None:
    """What these topics are, and how far to believe them."""
    if shown.kind == "named":
        st.caption(
            _(
                "A person named these topics and the words to look for. A document may be in "
                "several; what fits none is “Other”."
            )
        )
    else:
        st.caption(
            _(
                "Dossier grouped descriptions with similar wording; shared people and dates "
                "count a little. Each document is in one group."
            )
        )


def caution(shown: Topics) -> None:
    """How far to trust these topics."""
    if shown.advice:
        st.caption(html.plain(shown.advice))


def blocks(collection: Collection, view: View, shown: Topics) -> None:
    """A block a topic, two beside each other; of many, the rest after a click."""
    drawn = shown.topics
    if len(shown) > TOPIC_BLOCKS + 2:
        is_all = bool(url.choice("all", ("1",)))
        drawn = drawn if is_all else drawn[:TOPIC_BLOCKS]
    for first in range(0, len(drawn), 2):
        pair = drawn[first : first + 2]
        for column, topic in zip(st.columns(2, gap="medium"), pair, strict=False):
            with column, st.container(key=f"topic-{shown.kind}-{topic.id}"):
                _block(collection, view, shown, topic)
    if len(shown) > TOPIC_BLOCKS + 2:
        rest = len(shown) - TOPIC_BLOCKS
        widgets.sync_widget(_ALL, is_all)
        st.toggle(
            _("Show the other {n} topics too").format(n=rest),
            key=_ALL,
            on_change=lambda: links.set_parameters(all="1" if st.session_state[_ALL] else ""),
        )


@keep(64)
def _inside(collection: Collection, view: View, shown: Topics) -> dict[str, tuple[int, list[int]]]:
    """How many documents of the view each topic has, and the most typical of them, by its id."""
    members = members_inside(collection, view, shown)
    return {id_: (len(rows), rows[:TYPICAL_SHOWN].tolist()) for id_, rows in members.items()}


def _block(collection: Collection, view: View, shown: Topics, topic: Topic) -> None:
    n_inside, typical = _inside(collection, view, shown)[topic.id]
    n = (
        count(topic.size)
        if n_inside == topic.size
        else _("{n} of {documents}").format(n=format_number(n_inside), documents=count(topic.size))
    )
    lines = [f'<h2 class="topic-name">{html.symbol(topic)} {html.escape(topic.label)}</h2>']
    facts = [n]
    if topic.stability is not None:
        facts.append(format_stability(topic.stability))
    lines.append(f'<p class="facts">{html.escape(" · ".join(facts))}</p>')
    if topic.words:
        lines.append(_words(_("Looked for"), topic.words))
    if topic.id != OTHER and topic.terms:
        lines.append(_words(_("Typical words"), topic.terms))
    st.html("".join(lines))
    for row in typical:
        st.page_link(
            "pages/document.py",
            label=html.plain(collection.names[row]),
            icon="",
            query_params=links.parameters(doc=collection.table["id"][row]),
        )
    link = narrowed(collection, view, shown, [topic.id])
    if n_inside and link is not None:
        st.page_link(
            "pages/documents.py",
            label=_("Show {documents}").format(documents=count(n_inside)),
            icon=":material/arrow_forward:",
            query_params=links.parameters(link),
        )
    if topic.id != OTHER:
        if shown.kind == "named":
            show_proposals(collection, topic)
        change(collection, shown, topic)
    elif shown.kind == "named":
        show_first(collection, shown)


def format_stability(value: float) -> str:
    """Hennig's (2007) bounds for a group's stability, in words."""
    if value >= MIN_STABLE_JACCARD:
        return _("stable")
    return _("partly stable") if value >= PARTLY_STABLE else _("unstable")


def _words(name: str, words: tuple[str, ...]) -> str:
    return (
        f'<p class="words"><span class="muted">{html.escape(name)}:</span> '
        f"{html.escape(', '.join(words) or _('none'))}</p>"
    )
