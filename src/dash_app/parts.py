"""Pieces that several pages show. All text of a listing is untrusted and escaped here."""

import html
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dash_app import state
from dash_core import Collection, Filter, View, settings
from dash_core.charts import CLICK, Figure
from dash_core.dates import parse_date, say_span
from dash_core.index import Hit
from dash_core.text import term_of, tokenize
from dash_core.topics import OTHER, Topic
from dash_core.words import _, count, ngettext

__all__ = [
    "badges",
    "card",
    "escape",
    "facts",
    "filter_line",
    "follow_click",
    "key_figures",
    "marked",
    "nothing_found",
    "open_document",
    "page_button",
    "pick",
    "pick_dates",
    "pick_document",
    "plain",
    "say_date",
    "show",
    "similar_card",
    "symbol",
    "topic_reasons",
    "with_evidence",
]

_MARKDOWN = re.compile(r"([\\`*_\[\]()!$:<>#~|{}^&+.=-])")
_OPEN = "open-document"
_LEAD = 80  # characters of a summary shown before the first hit


def escape(text: str) -> str:
    """Text for `st.html`."""
    return html.escape(text, quote=True)


def plain(text: str) -> str:
    """Text for a label that Streamlit would read as Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def marked(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Text as HTML with `(start, end, attributes)` spans marked; overlapping ones are dropped."""
    done, parts = 0, []
    for start, end, attributes in sorted(spans):
        if start >= done:
            parts += [
                escape(text[done:start]),
                f"<mark{attributes}>{escape(text[start:end])}</mark>",
            ]
            done = end
    return "".join([*parts, escape(text[done:])])


def symbol(topic: Topic) -> str:
    """The topic's shape in its colour."""
    return f'<span class="symbol {topic.shape}" style="background:{topic.color}"></span>'


def badges(topics: Sequence[Topic]) -> str:
    """Topics as small labels: shape, colour and name."""
    return "".join(
        f'<span class="badge">{symbol(topic)}{escape(topic.label)}</span>' for topic in topics
    )


def say_date(printed: str, *, full: bool = False) -> str:
    """The date as printed, with a word on it where it is no single day."""
    read = parse_date(printed)
    if not read.text:
        return _("no date")
    if read.earliest is None or read.latest is None:
        return _("{date} (not understood)").format(date=read.text)
    said = _(read.precision) if read.qualifier == "none" else _(read.qualifier)
    if not full:
        is_day = read.precision == "day" and read.qualifier == "none"
        return read.text if is_day else f"{read.text} ({said})"
    if read.precision == "day":
        return _("{date} (the day is known)").format(date=read.text)
    return _("{date} (only the {precision} is known: {span})").format(
        date=read.text, precision=said, span=say_span(read.earliest, read.latest)
    )


def filter_line() -> None:
    """The filter in words with n of N, and one reset; what the URL asked for in vain."""
    fitted, chosen, view = state.collection(), state.current_filter(), state.current_view()
    with st.container(horizontal=True, vertical_alignment="center", key="filter-line"):
        sentence = escape(chosen.sentence(fitted, len(view)))
        head, *rest = sentence.split(" · ", 1)
        tail = f" · {rest[0]}" if rest else ""
        st.html(f'<p class="sentence" role="status"><b>{head}</b>{tail}</p>', width="content")
        if chosen:
            st.button(
                _("Reset"),
                on_click=lambda: state.change(Filter()),
                type="tertiary",
                icon=":material/close:",
                key="reset",
            )
    missing = chosen.unknown(fitted)
    if missing:
        st.warning(
            plain(
                _("This listing does not have: {values}.").format(
                    values=", ".join(f"“{value}”" for value in missing)
                )
            ),
            icon=":material/info:",
        )


def show(
    title: str, figure: Figure, key: str, on_click: Callable[[dict[str, Any]], None], note: str = ""
) -> None:
    """A chart that answers clicks, under its title, with its numbers as a table one click away.

    `on_click` gets the fields of the mark that was clicked.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(title, anchor=False, width="stretch")
        with st.popover(
            _("Table"), type="tertiary", on_change="rerun", key=f"{key}-table", width="content"
        ) as numbers:
            if numbers.open:
                st.dataframe(figure.table, hide_index=True, alt=figure.alt)
    if note:
        st.caption(note)
    before = f"{key}-before"
    if key not in st.session_state:  # a chart that was away starts without a selection
        st.session_state[before] = frozenset()

    def clicked() -> None:
        picked = st.session_state[key]["selection"].get(CLICK, [])
        now = frozenset(tuple(sorted(mark.items())) for mark in picked)
        changed = now ^ st.session_state[before]
        st.session_state[before] = now
        for mark in changed:
            on_click(dict(mark))

    st.altair_chart(
        figure.chart,
        key=key,
        height=figure.height,
        alt=figure.alt,
        on_select=clicked,
        selection_mode=CLICK,
    )


def open_document(id_: str) -> None:
    """From a callback: open this document when the callback is done."""
    st.session_state[_OPEN] = id_


def follow_click() -> None:
    """Open the document a click asked for (a callback cannot switch pages itself)."""
    id_ = st.session_state.pop(_OPEN, None)
    if id_:
        st.switch_page("pages/document.py", query_params=state.url(doc=id_))


def pick(field: str) -> Callable[[dict[str, Any]], None]:
    """What a click on a bar does: add its value to the filter, or take it out."""

    def picked(mark: dict[str, Any]) -> None:
        state.change(state.current_filter().toggled(field, str(mark["value"])))

    return picked


def pick_dates(mark: dict[str, Any]) -> None:
    """What a click on a timeline does: only these days, or all again."""
    start, end = (date.fromisoformat(str(mark[key])) for key in ("start", "end"))
    state.change(state.current_filter().between(start, end))


def pick_document(mark: dict[str, Any]) -> None:
    """What a click on the map does: open the document."""
    open_document(str(mark["id"]))


def key_figures(fitted: Collection, view: View) -> None:
    """How many documents, their span, how many correspondents and places."""
    inside = fitted.table.iloc[view.rows]
    first, last = inside["date_earliest"].min(), inside["date_latest"].max()
    span = say_span(first.date(), last.date()) if first == first else _("none")
    figures = {
        _("Documents"): f"{len(view):,}",
        _("Dates"): span,
        _(
            "Correspondents"
        ): f"{sum(map(bool, fitted.facets['correspondents'].counts(view.rows).values())):,}",
        _(
            "Places named"
        ): f"{sum(map(bool, fitted.facets['places'].counts(view.rows).values())):,}",
    }
    st.html(
        '<dl class="figures">'
        + "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
            for name, value in figures.items()
        )
        + "</dl>"
    )


def nothing_found(fitted: Collection) -> None:
    """An empty view says why and what to do next."""
    chosen = state.current_filter()
    lines = [_("No document passes this filter.")]
    for word in fitted.index.lookup(chosen.words):
        if not word.columns:
            near = fitted.index.suggest(word.word)
            said = _("No description has the word “{word}”.").format(word=word.word)
            if near:
                said += " " + _("Near it: {words}.").format(words=", ".join(near))
            lines.append(said)
    lines.append(_("Take something out of the filter, or reset it."))
    st.info(plain(" ".join(lines)), icon=":material/search_off:")


def page_button(page: str, view: View) -> None:
    """A link to the documents behind what is shown."""
    st.page_link(
        f"pages/{page}.py",
        label=_("Show {documents}").format(documents=count(len(view))),
        icon=":material/arrow_forward:",
        query_params=state.url(),
    )


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values, a line each."""
    st.html(
        '<dl class="record">'
        + "".join(
            f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs
        )
        + "</dl>"
    )


def _searched(view: View | None, text: str) -> list[tuple[int, int, str]]:
    """Where the words searched for stand in a text."""
    hit_terms = {
        term_of(term) for hit in (view.hits.values() if view else ()) for term in hit.terms
    }
    return [(t.start, t.end, "") for t in tokenize(text) if t.term and t.term in hit_terms]


def card(fitted: Collection, row: int, view: View | None = None) -> None:
    """A document in short, the words searched for marked; the whole card opens it."""
    document = fitted.table.iloc[row]
    topics = [topic for topic, _strength in fitted.topics.of(row)]
    similar = len(fitted.index.similar(row, settings.SIMILAR, settings.MIN_SIMILARITY))
    with st.container(key=f"card-{document['id']}"):
        facts = [say_date(document["date"]), document["genre"], ", ".join(document["places"])]
        st.html(f'<p class="facts">{" · ".join(escape(fact) for fact in facts if fact)}</p>')
        st.page_link(
            "pages/document.py",
            label=_highlighted(document["title"] or _("(no title)"), view),
            icon="",
            query_params=state.url(doc=document["id"]),
        )
        summary = _excerpt(document["summary"], _searched(view, document["summary"]))
        more = ngettext("{n} similar", "{n} similar", similar) if similar else ""
        st.html(
            f'<p class="archival two-lines">{summary}</p>'
            f'<p class="facts under">{badges(topics)}<span class="muted">{more}</span></p>'
        )


def _excerpt(text: str, spans: list[tuple[int, int, str]]) -> str:
    """The text from a little before the first word searched for, so that a card shows it."""
    if not spans or spans[0][0] < _LEAD:
        return marked(text, spans)
    start = text.rfind(" ", 0, spans[0][0] - _LEAD // 2) + 1
    moved = [(a - start, b - start, attributes) for a, b, attributes in spans]
    return ("… " if start else "") + marked(text[start:], moved)


def _highlighted(title: str, view: View | None) -> str:
    """A title as a link's label, with the words searched for on a ground."""
    done, pieces = 0, []
    for start, end, _attributes in _searched(view, title):
        pieces += [
            plain_inside(title[done:start]),
            f":orange-background[{plain(title[start:end])}]",
        ]
        done = end
    return "".join([*pieces, plain_inside(title[done:])])


def plain_inside(text: str) -> str:
    """`plain`, with the white space at both ends kept."""
    return _MARKDOWN.sub(r"\\\1", re.sub(r"\s+", " ", text))


def with_evidence(fitted: Collection, view: View, row: int, field: str) -> str:
    """Title or summary as HTML: the words behind its topics marked in the topics' colours, and
    the words searched for."""
    text = str(fitted.table[field][row])
    spans = [
        (start, end, f' class="topic" style="--c:{topic.color}" title="{escape(topic.label)}"')
        for topic, _strength in fitted.topics.of(row)
        for start, end in fitted.evidence_spans(row)[field].get(topic.id, [])
    ]
    free = [
        s for s in _searched(view, text) if not any(a < s[1] and s[0] < b for a, b, _c in spans)
    ]
    return marked(text, spans + free)


def topic_reasons(fitted: Collection, row: int) -> None:
    """Each topic of a document: strength as a bar and a number, and the words behind it."""
    lines = []
    for topic, strength in fitted.topics.of(row):
        if topic.id == OTHER:
            said = _("No word of a named topic stands in this description.")
            lines.append(f'<div class="reason">{badges([topic])}<p class="words">{said}</p></div>')
            continue
        words = ", ".join(f"<i>{escape(w)}</i>" for w in fitted.topics.evidence[row][topic.id])
        lines.append(
            f'<div class="reason" style="--c:{topic.color}">{badges([topic])}'
            f'<span class="share">{strength:.0%}</span>'
            f'<p class="words">{escape(_("because of"))} {words}</p></div>'
        )
    st.html("".join(lines) or f"<p>{_('No topic.')}</p>")


def similar_card(fitted: Collection, hit: Hit) -> None:
    """A similar document: title, date, score, and the terms it shares."""
    document = fitted.table.iloc[hit.row]
    with st.container(key=f"card-{document['id']}"):
        st.html(
            f'<p class="facts"><b>{hit.score:.0%}</b> · {escape(say_date(document["date"]))}</p>'
            f'<span class="bar" role="presentation"><span style="width:{hit.score:.0%}">'
            "</span></span>"
        )
        st.page_link(
            "pages/document.py",
            label=plain(document["title"] or _("(no title)")),
            icon="",
            query_params=state.url(doc=document["id"]),
        )
        terms = ", ".join(f"<i>{escape(term)}</i>" for term in hit.terms[:8])
        st.html(f'<p class="words"><span class="muted">{_("shared:")}</span> {terms}</p>')
