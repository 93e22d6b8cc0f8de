"""Documents on a page: cards, and their words marked for the reasons they are shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dash_app.components.html import badges, escape, format_date, marked, plain, plain_inside
from dash_app.components.summary import field_labels
from dash_app.session import links
from dash_core import Collection, View
from dash_core.collection.document import evidence_spans, marks, passages
from dash_core.collection.fitting.naming import identity
from dash_core.common.i18n import _, format_percent, ngettext
from dash_core.common.keep import keep
from dash_core.readers.columns.cell_text import shorten
from dash_core.text.search.index import Hit
from dash_core.text.search.matching import QueryMatch
from dash_core.text.vectors.similarity import MIN_SIMILARITY, TERMS_SHOWN, is_strong
from dash_core.topics import OTHER
from dash_core.topics.named.assign import MIN_STRENGTH

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "card",
    "excerpt",
    "n_similar",
    "similar_card",
    "strength",
    "topic_reasons",
    "with_evidence",
    "written",
]

FIELDS_SHOWN = 3  # fields that have a word that neither title nor summary has

_LEAD = 80  # characters of a summary shown before the first hit


def card(
    collection: Collection, row: int, query: QueryMatch | None, related: Hit | None = None
) -> None:
    """A document in short, the words of the query marked; the whole card opens it.

    `related`: why it is shown though it does not match the query.
    """
    document = collection.table.iloc[row]
    topics = [topic for topic, _strength in collection.topics.of(row)]
    similar = n_similar(collection, row)
    with st.container(key=f"card-{document['id']}"):
        facts = [
            format_date(document),
            document["genre"],
            _correspondents(collection, document),
            ", ".join(document["places"]),
            identity({str(name): value for name, value in document.items()}),
        ]
        st.html(f'<p class="facts">{" · ".join(escape(fact) for fact in facts if fact)}</p>')
        st.page_link(
            "pages/document.py",
            label=_highlighted(document["title"], _searched(collection, row, "title", query))
            or plain(collection.names[row]),
            icon="",
            query_params=links.parameters(doc=document["id"]),
        )
        summary = excerpt(
            document["summary"],
            _searched(collection, row, "summary", query),
            passages(collection, row, "summary"),
        )
        more = ngettext("{n} similar", "{n} similar", similar) if similar else ""
        why = _elsewhere(collection, row, query)
        if related:
            why = _words(_("contains:"), related.terms) + _words(
                _("related words:"), related.associated
            )
        st.html(
            f'<p class="archival two-lines">{summary}</p>{why}{written(document)}'
            f'<p class="facts under">{badges(topics)}<span class="muted">{more}</span></p>'
        )


@keep(4_096)
def n_similar(collection: Collection, row: int) -> int:
    """How many documents are similar to one."""
    return collection.space.similarity.count(row, MIN_SIMILARITY)


def _correspondents(collection: Collection, document: "pd.Series[Any]") -> str:
    """Who wrote to whom, or who made it, where the title does not say so."""
    title = document["title"]
    sender, recipient = (
        ", ".join(name for name in document[who] if title and name.split()[-1] not in title)
        for who in ("creators", "recipients")
    )
    if sender and recipient:
        return _("{sender} to {recipient}").format(sender=sender, recipient=recipient)
    if recipient:
        return _("to {name}").format(name=recipient)
    made = _("from {name}") if collection.people.is_correspondence else _("by {name}")
    return made.format(name=sender) if sender else ""


def similar_card(collection: Collection, hit: Hit) -> None:
    """A similar document: title, date, score, the words both have and those that go together."""
    document = collection.table.iloc[hit.row]
    with st.container(key=f"card-{document['id']}"):
        same = escape(_("nearly the same text"))
        badge = f'<span class="badge">{same}</span>' if hit.is_duplicate else ""
        st.html(
            f'<p class="facts"><b>{strength(hit)}</b> · {escape(format_date(document))} {badge}</p>'
            f'<span class="bar" role="presentation"><span style="width:{hit.score:.0%}">'
            "</span></span>"
        )
        st.page_link(
            "pages/document.py",
            label=plain(collection.names[hit.row]),
            icon="",
            query_params=links.parameters(doc=document["id"]),
        )
        words = _words(_("in common:"), hit.terms) + _words(_("related words:"), hit.associated)
        if not words and collection.model:
            alike = _("similar according to the model {model}; no word in common").format(
                model=collection.model.name
            )
            words = f'<p class="words muted">{escape(alike)}</p>'
        st.html(words)


def strength(hit: Hit) -> str:
    """How similar a document is, in a word."""
    return _("strong") if is_strong(hit.score) else _("some")


def _elsewhere(collection: Collection, row: int, query: QueryMatch | None) -> str:
    """The fields beyond title and summary that have words of the query, and what stands there."""
    if query is None or query.ranking is None:
        return ""
    labels = field_labels()
    return "".join(
        f'<p class="words"><span class="muted">{escape(labels.get(name, name))}:</span> '
        f"{escape(shorten(text, _LEAD))}</p>"
        for name, text in query.explain(collection.index, row).fields[:FIELDS_SHOWN]
    )


def _words(label: str, words: Sequence[str]) -> str:
    """A line of words that explain, or nothing where there are none."""
    if not words:
        return ""
    shown = ", ".join(f"<i>{escape(word)}</i>" for word in words[:TERMS_SHOWN])
    return f'<p class="words"><span class="muted">{escape(label)}</span> {shown}</p>'


def written(document: "pd.Series[Any]") -> str:
    """What a person wrote on a document: the beginning of the note, and the tags."""
    note, tags = " ".join(document["note"].split()), document["tags"]
    text = f'<p class="written two-lines">{escape(note)}</p>' if note else ""
    tag_badges = "".join(f'<span class="badge tag">{escape(tag)}</span>' for tag in tags)
    return text + (f'<p class="facts under">{tag_badges}</p>' if tag_badges else "")


def excerpt(
    text: str, spans: list[tuple[int, int, str]], passages: Sequence[tuple[int, int]] = ()
) -> str:
    """The text from a little before the first word searched for, so that a card shows it."""
    if not spans or spans[0][0] < _LEAD:
        return marked(text, spans, passages)
    start = text.rfind(" ", 0, spans[0][0] - _LEAD // 2) + 1
    moved = [(a - start, b - start, attributes) for a, b, attributes in spans]
    under = [(max(0, a - start), b - start) for a, b in passages if b > start]
    return ("… " if start else "") + marked(text[start:], moved, under)


def _highlighted(title: str, spans: list[tuple[int, int, str]]) -> str:
    """A title as a link's label, with the words of the query highlighted."""
    done, pieces = 0, []
    for start, end, _attributes in spans:
        pieces += [
            plain_inside(title[done:start]),
            f":orange-background[{plain(title[start:end])}]",
        ]
        done = end
    return "".join([*pieces, plain_inside(title[done:])])


def _searched(
    collection: Collection, row: int, field: str, query: QueryMatch | None
) -> list[tuple[int, int, str]]:
    """Where the words of the query are in a document's title or summary."""
    spans = marks(collection, query, row, field) if query else []
    return [(start, end, "") for start, end in spans]


def with_evidence(collection: Collection, view: View, row: int, field: str) -> str:
    """Title or summary as HTML: the words behind its topics marked in the topics' colours, the
    words searched for, and what a person highlighted."""
    text = str(collection.table[field][row])
    evidence = evidence_spans(collection, row)[field]
    spans = [
        (start, end, f' class="topic" style="--c:{topic.color}" title="{escape(topic.label)}"')
        for topic, _strength in collection.topics.of(row)
        for start, end in evidence.get(topic.id, [])
    ]
    free = [
        word
        for word in _searched(collection, row, field, view.match)
        if not any(start < word[1] and word[0] < end for start, end, _attributes in spans)
    ]
    return marked(text, spans + free, passages(collection, row, field))


def topic_reasons(collection: Collection, row: int) -> None:
    """Each topic of a document: strength as a bar and a number, and the words behind it."""
    lines = []
    for topic, strength in collection.topics.of(row):
        if topic.id == OTHER:
            reason = _("No topic’s words make up {least} or more of this description.").format(
                least=format_percent(MIN_STRENGTH)
            )
            lines.append(
                f'<div class="reason">{badges([topic])}<p class="words">{reason}</p></div>'
            )
            continue
        evidence = collection.topics.evidence[row].get(topic.id, ())
        words = ", ".join(f"<i>{escape(w)}</i>" for w in evidence)
        is_pinned = (row, topic.id) in collection.topics.pinned
        share = escape(_("assigned by hand")) if is_pinned else format_percent(strength)
        why = f'<p class="words">{escape(_("because of"))} {words}</p>' if words else ""
        lines.append(
            f'<div class="reason" style="--c:{topic.color}">{badges([topic])}'
            f'<span class="share">{share}</span>{why}</div>'
        )
    st.html("".join(lines) or f"<p>{_('No topic.')}</p>")
