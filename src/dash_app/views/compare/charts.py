"""The compare page below its heads: time, words with their documents, people, topics."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from dash_app.components import chart, html, widgets
from dash_app.components.document_card import excerpt
from dash_app.session import comparison, navigation, url
from dash_app.views.compare.sides import link, named
from dash_core import Filter
from dash_core.analysis.compare.comparison import NAMES, Comparison
from dash_core.analysis.compare.distinctive_words import (
    WORDS_SHOWN,
    Distinctive,
    Side,
    distinctive,
    members,
    rows_with_term,
)
from dash_core.charts import Figure
from dash_core.charts.bars.distinctive_words import word_chart
from dash_core.charts.bars.paired import paired_chart
from dash_core.charts.catalogue import TOP_BARS, TOP_PEOPLE
from dash_core.charts.time.side_by_side import COLORS, two_timelines_chart
from dash_core.collection.document import marks
from dash_core.collection.filter import MAX_LINKED
from dash_core.collection.view import select
from dash_core.common import settings
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.common.keep import keep
from dash_core.topics import OTHER

__all__ = ["people_and_topics", "times", "words"]

WORD_DOCUMENTS: Final = 3  # documents of each side beside a distinctive word


def times(pair: Comparison, a: Side, b: Side) -> None:
    """Both sides on one axis of time."""

    def picked(mark: dict[str, Any]) -> None:
        number = int(mark["side"])
        if mark.get("id"):
            navigation.open_page("document", link(pair, number, doc=str(mark["id"])))
            return
        within = _days((a, b)[number].view.filter, str(mark["start"]), str(mark["end"]))
        navigation.open_page("documents", link(pair, number, within))

    title = _("When")
    chart.show(title, _times(a, b), "compare-times", picked, name=named(title, (a, b)))


@keep(16)
def _times(a: Side, b: Side) -> Figure:
    return two_timelines_chart(a, b)


def _days(filter_: Filter, start: str, end: str) -> Filter:
    """The filter with days of its own time only."""
    days = Filter.from_url({"from": [start], "to": [end]})
    earliest, latest = days.earliest, days.latest
    if earliest and latest:
        earliest = max(earliest, filter_.earliest or earliest)
        latest = min(latest, filter_.latest or latest)
    return replace(filter_, earliest=earliest, latest=latest)


# Words


@keep(16)
def _distinctive(a: Side, b: Side) -> Distinctive:
    return distinctive(a, b)


@keep(16)
def _words(a: Side, b: Side, selected: str) -> Figure:
    return word_chart(_distinctive(a, b), selected)


def words(pair: Comparison, a: Side, b: Side) -> None:
    """The words that tell the sides apart, beside the documents behind one of them."""
    differences = _distinctive(a, b)
    word = _chosen(differences, url.parameter("word"))
    value = " ".join(word["terms"]) if word is not None else ""
    if value != url.parameter("word", value):
        url.note_invalid("word", url.parameter("word"))

    def picked(mark: dict[str, Any]) -> None:
        comparison.set_pair(pair, word=str(mark["value"]))

    words, documents = st.columns([3, 2], gap="medium")
    with words:
        title = _("Distinctive words")
        figure = _words(a, b, value)
        chart.show(title, figure, "compare-words", picked, name=named(title, (a, b)))
    if word is not None:
        with documents, st.container(key="compare-documents"):
            _choose_word(pair, differences, word)
            _behind(pair, (a, b), word)


@keep(16)
def _chosen(differences: Distinctive, word: str) -> "pd.Series[Any] | None":
    """The word the URL names, else the first one drawn."""
    terms = tuple(word.split(" "))
    same = np.flatnonzero([others == terms for others in differences.words["terms"]])
    if len(same):
        return differences.words.iloc[int(same[0])]
    only = bool(differences.words["distinctive"].any())
    parts = [differences.of_side(side, 1, only=only) for side in (0, 1)]
    return next((part.iloc[0] for part in parts if len(part)), None)


@keep(16)
def _offered(differences: Distinctive) -> dict[str, str]:
    """The words to choose from: the distinctive ones, or where none is those drawn."""
    only = bool(differences.words["distinctive"].any())
    n = settings.MAX_OPTIONS.value // 2 if only else WORDS_SHOWN // 2
    return {
        " ".join(word["terms"]): _("{name}: {word}").format(name=name, word=word["word"])
        for side, name in enumerate(NAMES)
        for word in differences.of_side(side, n, only=only).to_dict(orient="records")
    }


def _choose_word(pair: Comparison, differences: Distinctive, selected: "pd.Series[Any]") -> None:
    """Any distinctive word by keyboard, drawn or not."""
    offered, key = _offered(differences), "compare-word"
    value = " ".join(selected["terms"])
    labels = offered if value in offered else {value: str(selected["word"]), **offered}
    widgets.sync_widget(key, value)
    st.selectbox(
        _("Documents with the word"),
        list(labels),
        key=key,
        format_func=lambda word: labels.get(word, word),
        on_change=lambda: comparison.set_pair(pair, word=st.session_state[key]),
    )


def _behind(pair: Comparison, sides: tuple[Side, Side], selected: "pd.Series[Any]") -> None:
    """The documents of both sides that hold a word."""
    word = str(selected["word"])
    st.html(f'<h3 class="topic-name">“{html.escape(word)}”</h3>')
    if selected["distinctive"]:
        more = NAMES[0] if selected["z"] > 0 else NAMES[1]
        ends = np.exp(np.abs([selected["low"], selected["delta"], selected["high"]]))
        least, times_, most = sorted(ends)
        sentence = _("{n} times as often on {side} (95 %: {least} to {most} times).").format(
            n=format_number(times_, 1),
            side=more,
            least=format_number(least, 1),
            most=format_number(most, 1),
        )
    else:
        sentence = _("Not distinctive: the difference may be due to chance.")
    st.html(f'<p class="facts">{html.escape(sentence)}</p>')
    query = f'"{word}"' if '"' not in word else word
    for number, side in enumerate(sides):
        n, rows, narrowed = _with_word(side, selected["terms"], query)
        st.html(
            f'<p class="side-head" style="--c:{COLORS[number]}">'
            f"<b>{NAMES[number]}</b> "
            "<span>"
            + html.escape(
                _("{n} of {all} documents").format(n=format_number(n), all=format_number(len(side)))
            )
            + "</span></p>"
        )
        for row in rows:
            _document(pair, number, side, row, query)
        if narrowed is not None:
            st.page_link(
                "pages/documents.py",
                label=ngettext("Show {n} document", "Show all {n} documents", n),
                icon=":material/arrow_forward:",
                query_params=link(pair, number, narrowed),
            )


@keep(32)
def _with_word(
    side: Side, terms: tuple[str, ...], query: str
) -> tuple[int, list[int], Filter | None]:
    """How many documents of a side have a word, the first of them, and a filter that lets all
    through, where there are more."""
    rows = rows_with_term(side, terms)
    narrowed = _within(side, rows, [("words", query)]) if len(rows) > WORD_DOCUMENTS else None
    return len(rows), rows[:WORD_DOCUMENTS].tolist(), narrowed


def _document(pair: Comparison, number: int, side: Side, row: int, query: str) -> None:
    """A document in short, the word marked in its summary."""
    document = side.collection.table.iloc[row]
    search = side.collection.match(query)
    spans = [(*span, "") for span in marks(side.collection, search, row, "summary")]
    with st.container(key=f"behind-{number}-{document['id']}"):
        st.page_link(
            "pages/document.py",
            label=html.plain(side.collection.names[row]),
            icon="",
            query_params=link(pair, number, doc=document["id"]),
        )
        date = html.escape(html.format_date(document))
        summary = excerpt(document["summary"], spans)
        st.html(
            f'<p class="facts">{date}</p>'
            + (f'<p class="archival two-lines">{summary}</p>' if summary else "")
        )


def _within(side: Side, rows: NDArray[np.int64], ways: list[tuple[str, str]]) -> Filter | None:
    """A filter that lets exactly these documents of a side through: the side's with one of these
    values, in a field that is free or among the words, else document ids where they are few."""
    current = side.view.filter
    for candidate in _candidates(current, ways):
        if np.array_equal(np.sort(select(side.collection, candidate).rows), np.sort(rows)):
            return candidate
    if len(rows) <= MAX_LINKED:
        return current.with_values("ids", side.collection.table["id"].iloc[rows])
    return None


def _candidates(current: Filter, ways: list[tuple[str, str]]) -> Iterator[Filter]:
    for field, value in ways:
        if field == "words":
            yield replace(current, words=" ".join(filter(None, (current.words, value))))
        elif not getattr(current, field):
            yield current.with_values(field, (value,))


# People and topics


def people_and_topics(pair: Comparison, a: Side, b: Side) -> None:
    """Who is on both sides, who on one only; the topics' shares of each."""
    people, topics = st.columns(2, gap="medium")
    with people:
        title = _("People on both sides")
        chart.show(
            title,
            _people(a, b),
            "compare-people",
            partial(_open_value, pair, (a, b), "people", "person"),
            name=named(title, (a, b)),
        )
        counts = _members(a, b, "people")
        for number, (side, other) in enumerate((("a", "b"), ("b", "a"))):
            only = counts[(counts[side] > 0) & (counts[other] == 0)][side]
            _exclusive(
                pair, number, (a, b)[number], only.sort_values(ascending=False, kind="stable")
            )
    with topics:
        title = _("Topics of each side")
        chart.show(
            title,
            _topics(a, b),
            "compare-topics",
            partial(_open_value, pair, (a, b), "topics", "topic"),
            name=named(title, (a, b)),
        )


@keep(16)
def _members(a: Side, b: Side, field: str) -> pd.DataFrame:
    return members(a, b, field)


@keep(16)
def _people(a: Side, b: Side) -> Figure:
    counts = _members(a, b, "people")
    shared = counts[(counts["a"] > 0) & (counts["b"] > 0)]
    figure = paired_chart(
        shared.head(TOP_BARS),
        (len(a), len(b)),
        _("person"),
        empty=_("Nobody is named on both sides."),
    )
    rest = len(shared) - TOP_BARS
    if rest > 0:
        figure = replace(
            figure,
            note=ngettext(
                "{n} more person is on both sides.", "{n} more people are on both sides.", rest
            ),
        )
    return figure


@keep(16)
def _topics(a: Side, b: Side) -> Figure:
    counts = _members(a, b, "topics")
    labels = {topic.id: topic.label for topic in a.collection.topics}
    others = {topic.id: topic.label for topic in b.collection.topics}
    common = [id_ for id_, label in labels.items() if others.get(id_) == label]
    if not set(common) - {OTHER}:
        return paired_chart(
            counts.head(0),
            (len(a), len(b)),
            _("topic"),
            empty=_("The two listings have no topics in common: each has its own."),
        )
    rows = counts.reindex([id_ for id_ in common if id_ in counts.index])
    if len(rows) > TOP_PEOPLE:
        most = rows.sum(axis=1).nlargest(TOP_PEOPLE).index
        rows = rows[rows.index.isin(most)]
    return paired_chart(rows, (len(a), len(b)), _("topic"), labels)


def _open_value(
    pair: Comparison, sides: tuple[Side, Side], field: str, word: str, mark: dict[str, Any]
) -> None:
    """From a click on a bar: the documents of its side that have its value."""
    number, value = int(mark["side"]), str(mark["value"])
    side = sides[number]
    narrowed = _with_value(side, field, word, value)
    if narrowed is not None:
        navigation.open_page("documents", link(pair, number, narrowed))


def _with_value(side: Side, field: str, word: str, value: str) -> Filter | None:
    has = side.collection.facets[field].has_any([value])
    rows = side.view.rows[has[side.view.rows]]
    query = f'{word}:"{value}"'
    return _within(side, rows, [(field, value), ("words", query)])


def _exclusive(pair: Comparison, number: int, side: Side, only: "pd.Series[int]") -> None:
    """Those who are named on one side only, each a link to the documents."""
    name = NAMES[number]
    if only.empty:
        st.caption(_("Nobody is named on {side} only.").format(side=name))
        return
    st.html(f'<p class="facts"><b>{html.escape(_("Only on {side}").format(side=name))}</b></p>')
    with st.container(horizontal=True, gap="small", key=f"only-{number}"):
        for person, n in only.head(TOP_PEOPLE).items():
            current = side.view.filter
            narrowed = (
                current.with_values("people", (str(person),))
                if not current.people
                else replace(current, words=f'{current.words} person:"{person}"'.strip())
            )
            st.page_link(
                "pages/documents.py",
                label=html.plain(f"{person} ({format_number(n)})"),
                icon="",
                query_params=link(pair, number, narrowed),
            )
    rest = len(only) - TOP_PEOPLE
    if rest > 0:
        st.caption(ngettext("{n} more", "{n} more", rest))
