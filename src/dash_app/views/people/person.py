"""One person on the people page: when they wrote, about what, with whom, and in which papers."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from dash_app.components import chart, html, summary
from dash_app.session import embedding, links, loading
from dash_app.views.people.network import keep_line, network_of
from dash_app.views.people.perhaps import perhaps_also
from dash_core import Collection, View
from dash_core.analysis.network import network
from dash_core.charts import Figure
from dash_core.charts.bars.bars import bar_chart
from dash_core.charts.catalogue import TOP_BARS
from dash_core.charts.time.timeline import timeline_chart
from dash_core.common import settings
from dash_core.common.i18n import _, count, format_number
from dash_core.common.keep import keep
from dash_core.dates import format_span
from dash_core.topics import Topic, Topics
from dash_core.topics.model import PALETTE, SHAPES

__all__ = ["around", "head", "show_person"]

Rows = NDArray[np.int64]
_Click = Callable[[dict[str, Any]], None]
_FIELDS: Final = ("creators", "recipients", "people")


@keep(32)
def _papers(collection: Collection, person: str) -> tuple[Rows, Rows, Rows]:
    """Rows of the papers a person wrote, received, and is only named in."""
    wrote, got, named = (_rows(collection, field, person) for field in _FIELDS)
    return wrote, got, np.setdiff1d(named, np.union1d(wrote, got))


def _rows(collection: Collection, field: str, person: str) -> Rows:
    facet = collection.facets[field]
    return np.flatnonzero(facet.has_any([person]))


def _all_papers(collection: Collection, person: str) -> Rows:
    return np.unique(np.concatenate(_papers(collection, person)))


def _inside(view: View, rows: Rows) -> Rows:
    return rows[np.isin(rows, view.rows)]


@keep(32)
def _inside_of(collection: Collection, view: View, person: str) -> Rows:
    """All papers of a person within the filter."""
    return _inside(view, _all_papers(collection, person))


@keep(32)
def _figures(
    collection: Collection, view: View, person: str
) -> tuple[tuple[int, int, int], int, pd.Timestamp, pd.Timestamp]:
    """How many papers a person wrote, received and is only named in, how many correspondents they
    have, and the first and the last day of the dates."""
    wrote, got, named = (len(_inside(view, rows)) for rows in _papers(collection, person))
    rows = _inside_of(collection, view, person)
    graph = network_of(collection, view)
    number = graph.index(person)
    known = len(graph.neighbours(number)) if number is not None else 0
    first = collection.table["date_earliest"].iloc[rows].min()
    last = collection.table["date_latest"].iloc[rows].max()
    return (wrote, got, named), known, first, last


def head(collection: Collection, view: View, person: str) -> None:
    """Name, spellings, and the figures of the person within the filter."""
    (wrote, got, named), known, first, last = _figures(collection, view, person)
    pairs = [
        (_("Wrote"), format_number(wrote)),
        (_("Received"), format_number(got)),
        (_("Only named"), format_number(named)),
        (_("Correspondents"), format_number(known)),
    ]
    if not collection.people.is_correspondence:
        pairs = [(_("Made"), format_number(wrote)), (_("Only named"), format_number(named))]
    if first == first and last == last:
        pairs.append((_("Dates"), format_span(first.date(), last.date())))
    with embedding.beside_figure():
        st.html(f'<h2 class="archival-title">{html.escape(person)}</h2>')
        printed = _printed(collection, person)
        if printed:
            st.html(f'<p class="facts">{html.escape(printed)}</p>')
        summary.figures(pairs)
        if not embedding.is_on():
            _ways(collection, view, person)
        perhaps_also(collection, person)


def _ways(collection: Collection, view: View, person: str) -> None:
    """Links to what the person wrote and to what they received, each with its number."""
    wrote = _("Show {n} sent") if collection.people.is_correspondence else _("Show {n} made")
    sides = [("creators", "outbox", wrote), ("recipients", "inbox", _("Show {n} received"))]
    with st.container(horizontal=True, gap="small", key="person-ways"):
        for field, icon, label in sides:
            narrowed = view.filter.with_values(field, [person])
            n = loading.count_of(collection, narrowed)
            if n:
                st.page_link(
                    "pages/documents.py",
                    label=label.format(n=format_number(n)),
                    icon=f":material/{icon}:",
                    query_params=links.parameters(narrowed),
                )


def around(person: str) -> None:
    """A way to the network around the person."""
    st.page_link(
        "pages/people.py",
        label=html.plain(_("Draw the network around {name}").format(name=person)),
        icon=":material/hub:",
        query_params=links.parameters(who=person),
    )


def _printed(collection: Collection, person: str) -> str:
    """Other spellings, and the offices the name is printed with."""
    forms = [form for form in collection.people.spellings.get(person, ()) if form != person]
    roles = [
        _("{role} ({n})").format(role=role.role, n=format_number(len(role.rows)))
        if role.rows
        else role.role
        for role in collection.people.roles.get(person, ())
    ]
    sentences = []
    if forms:
        sentences.append(
            _("Also printed {forms}.").format(forms=", ".join(f"“{f}”" for f in forms))
        )
    if roles:
        sentences.append(_("Named as {roles}.").format(roles=", ".join(roles)))
    return " ".join(sentences)


def show_person(collection: Collection, view: View, person: str) -> None:
    """Their papers in time, by topic, by correspondent, and one by one."""
    figure = _in_time(collection, view, person)
    _show(_("In time"), figure, "person-time", chart.pick_dates, person)
    about, to, of = st.columns(3, gap="medium")
    with about:
        figure = _topics(collection, view, person)
        _show(_("About what"), figure, "person-topics", chart.pick("topics"), person)
    with to:
        figure = _others(collection, view, person, is_sender=True)
        if figure.spec:
            _show(_("Wrote to"), figure, "person-to", _keep(lambda other: (person, other)), person)
    with of:
        figure = _others(collection, view, person, is_sender=False)
        if figure.spec:
            _show(
                _("Received from"),
                figure,
                "person-of",
                _keep(lambda other: (other, person)),
                person,
            )
    _list(collection, view, person)


def _show(title: str, figure: Figure, key: str, on_click: _Click, person: str) -> None:
    """A figure that is of the person; away from this page its name says so."""
    name = _("{person}: {title}").format(person=person, title=title)
    chart.show(title, figure, key, on_click, name=name)


def _keep(line: Callable[[str], tuple[str, str]]) -> _Click:
    """What a click on a correspondent does: keep the papers from one to the other."""
    return lambda mark: keep_line(*line(str(mark["value"])))


def _role_words(collection: Collection) -> tuple[str, str, str]:
    """What a person did in a paper, in the order of `_FIELDS`."""
    made = _("wrote") if collection.people.is_correspondence else _("made")
    return made, _("received"), _("named")


def _roles(collection: Collection, person: str) -> Topics:
    """What the person did in each paper, as if it were its topic."""
    labels = _role_words(collection)
    kinds = [
        (label, rows, color, shape)
        for label, rows, color, shape in zip(
            labels, _papers(collection, person), PALETTE, SHAPES, strict=False
        )
        if len(rows)
    ]
    strengths = np.zeros((len(collection), len(kinds)))
    for i, (_label, rows, _color, _shape) in enumerate(kinds):
        strengths[rows, i] = 1
    roles = [
        Topic(label, label, color, shape, (), tuple(rows.tolist()), 1.0)
        for label, rows, color, shape in kinds
    ]
    return Topics("named", tuple(roles), strengths, ())


@keep(32)
def _in_time(collection: Collection, view: View, person: str) -> Figure:
    return timeline_chart(
        collection,
        view,
        rows=_roles(collection, person),
        among=_all_papers(collection, person),
        what=_("role"),
    )


@keep(32)
def _topics(collection: Collection, view: View, person: str) -> Figure:
    membership = collection.facets["topics"]
    everything = _all_papers(collection, person)
    totals = membership.counts(everything)
    return bar_chart(
        membership.counts(_inside(view, everything)),
        _largest(totals),
        _("topic"),
        labels={topic.id: topic.label for topic in collection.topics},
        colors={topic.id: topic.color for topic in collection.topics},
        selected=view.filter.topics,
    )


def _largest(totals: Mapping[str, int]) -> dict[str, int]:
    order = sorted(totals, key=lambda value: -totals[value])[:TOP_BARS]
    return {value: totals[value] for value in order if totals[value]}


@keep(32)
def _others(collection: Collection, view: View, person: str, *, is_sender: bool) -> Figure:
    def counts(rows: Rows) -> dict[str, int]:
        graph = network(collection, rows)
        if person not in graph.names:
            return {}
        i = graph.names.index(person)
        line = (graph.counts[[i]] if is_sender else graph.counts[:, [i]].T.tocsr()).tocoo()
        return {graph.names[j]: int(n) for j, n in zip(line.col, line.data, strict=True)}

    filter_ = view.filter
    return bar_chart(
        counts(view.rows),
        _largest(counts(collection.all_rows)),
        _("correspondent"),
        color=PALETTE[0] if is_sender else PALETTE[1],
        selected=filter_.recipients if is_sender else filter_.creators,
    )


def _list(collection: Collection, view: View, person: str) -> None:
    """The papers, the first of them with links, the rest one click away."""
    papers = _papers(collection, person)
    rows = _inside_of(collection, view, person)
    st.header(_("Papers"), anchor=False)
    if not len(rows):
        st.caption(_("None of their papers matches the filter."))
        return
    labels = _role_words(collection)
    with st.container(key="person-papers"):
        for row in rows[: settings.PAGE_SIZE.value].tolist():
            document = collection.table.iloc[row]
            role = _(" and ").join(
                word for word, rows_of in zip(labels, papers, strict=True) if row in rows_of
            )
            facts = " · ".join(fact for fact in (html.format_date(document), role) if fact)
            with st.container(key=f"card-{document['id']}"):
                st.html(f'<p class="facts">{html.escape(facts)}</p>')
                st.page_link(
                    "pages/document.py",
                    label=html.plain(collection.names[row]),
                    icon="",
                    query_params=links.parameters(doc=document["id"]),
                )
    narrowed = view.filter.with_values("people", [person])
    n = loading.count_of(collection, narrowed)
    st.page_link(
        "pages/documents.py",
        label=_("Show {documents}").format(documents=count(n)),
        icon=":material/arrow_forward:",
        query_params=links.parameters(narrowed),
    )
