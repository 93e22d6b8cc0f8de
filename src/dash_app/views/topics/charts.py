"""The charts of the topics page that other pages do not have."""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dash_app.components import chart, html, view_state, widgets
from dash_app.session import links, url
from dash_app.session.progress import show_progress
from dash_core import Collection, Filter, View
from dash_core.analysis import topics
from dash_core.charts import Figure
from dash_core.charts.bars.heatmap import heatmap_chart
from dash_core.charts.catalogue import TOP_PEOPLE, authors_field
from dash_core.charts.graphs.flow import flow_chart
from dash_core.charts.graphs.flow import moves as all_moves
from dash_core.charts.graphs.tree import tree_chart
from dash_core.collection.filter import MAX_LINKED
from dash_core.common.i18n import _, count
from dash_core.common.keep import keep
from dash_core.common.progress import Progress, progress_part
from dash_core.topics import Topics

__all__ = ["changes", "compare", "named", "narrowed", "people", "topic_tree"]

_KEPT = 16  # groupings of one listing kept for comparing


def narrowed(
    collection: Collection, view: View, shown: Topics, topic_ids: list[str]
) -> Filter | None:
    """The filter that keeps the documents of these topics within the view, if a URL can."""
    if shown is collection.topics and set(view.filter.topics) <= set(topic_ids):
        return view.filter.with_values("topics", topic_ids)
    return _by_ids(collection, view, shown, tuple(topic_ids))


@keep(256)
def _by_ids(
    collection: Collection, view: View, shown: Topics, topic_ids: tuple[str, ...]
) -> Filter | None:
    """The filter with the documents of these topics one by one, where they are few."""
    members = [topic.members for topic in shown if topic.id in topic_ids]
    inside = view.rows[np.isin(view.rows, np.concatenate([np.zeros(0, np.int64), *members]))]
    if len(inside) > MAX_LINKED:
        return None
    return view.filter.with_values("ids", collection.table["id"].iloc[inside])


def _keep(collection: Collection, view: View, shown: Topics, topic_ids: list[str]) -> None:
    """From a click: keep the documents of these topics, or all again."""
    same = shown is collection.topics and set(view.filter.topics) == set(topic_ids)
    narrower = (
        view.filter.with_values("topics", ())
        if same
        else narrowed(collection, view, shown, topic_ids)
    )
    if narrower is not None:
        links.set_filter(narrower)


def named(title: str, shown: Topics) -> str:
    """What a figure is called away from the page, where nothing says which topics are shown."""
    if shown.kind == "found":
        return _("{title} (found groups)").format(title=title)
    return title


def topic_tree(collection: Collection, view: View, shown: Topics) -> None:
    """How similar the topics are, as a tree."""

    def picked(mark: dict[str, Any]) -> None:
        _keep(collection, view, shown, str(mark["value"]).split())

    title = _("Similarity of topics")
    figure = _tree(collection, view, shown)
    chart.show(title, figure, f"tree-{shown.kind}", picked, name=named(title, shown))


@keep(16)
def _tree(collection: Collection, view: View, shown: Topics) -> Figure:
    return tree_chart(topics.tree(collection, shown), view)


def people(collection: Collection, view: View, shown: Topics) -> None:
    """Who wrote and received, and about what."""

    # Who wrote and received, or made it; where nothing says that, who is named.
    field = authors_field(collection)
    field = field if collection.facets[field].values else "people"
    if not collection.facets[field].values:
        return

    def picked(mark: dict[str, Any]) -> None:
        person, topic = str(mark["column"]), str(mark["row"])
        narrower = narrowed(collection, view, shown, [topic])
        if narrower is not None:
            links.set_filter(narrower.with_values(field, [person]))

    title = {
        "correspondents": _("Topics and correspondents"),
        "creators": _("Topics and creators"),
    }.get(field, _("Topics and people"))
    figure = _people(collection, view, shown, field)
    chart.show(title, figure, f"people-{shown.kind}", picked, name=named(title, shown))


@keep(16)
def _people(collection: Collection, view: View, shown: Topics, field: str) -> Figure:
    membership = collection.facets[field]
    totals = membership.counts(view.rows)
    first = sorted(totals, key=lambda name: (-totals[name], name))[:TOP_PEOPLE]
    first = [name for name in first if totals[name]]
    inside = topics.members_inside(collection, view, shown).values()
    counts = pd.DataFrame(
        [[of[name] for name in first] for of in map(membership.counts, inside)],
        index=[topic.id for topic in shown],
        columns=first,
    )
    note, what = {
        "correspondents": (_("The {n} people who wrote or received most."), _("correspondent")),
        "creators": (_("The {n} who made most."), _("creator")),
    }.get(field, (_("The {n} named most."), _("person")))
    return heatmap_chart(
        counts,
        tuple(shown),
        {name: name for name in first},
        (_("topic"), what),
        note.format(n=len(first)),
        _("Click a number to keep its documents."),
    )


def compare(collection: Collection, view: View) -> None:
    """How many documents each found and each named topic have in common."""
    assert collection.named is not None

    def picked(mark: dict[str, Any]) -> None:
        group = next((t for t in collection.found if t.id == mark["row"]), None)
        if group is None:
            return
        inside = set(group.members) & set(view.rows.tolist())
        narrower = narrowed(collection, view, collection.topics, [str(mark["column"])])
        if narrower is not None and len(inside) <= MAX_LINKED:
            ids = [str(collection.table["id"][row]) for row in sorted(inside)]
            links.set_filter(narrower.with_values("ids", ids))

    chart.show(_("Named and found topics compared"), _compared(collection, view), "compare", picked)


@keep(16)
def _compared(collection: Collection, view: View) -> Figure:
    assert collection.named is not None
    passing = set(view.rows.tolist())
    by_size = sorted(collection.named, key=lambda topic: -topic.size)[:TOP_PEOPLE]
    named = [topic for topic in collection.named if topic in by_size]
    counts = pd.DataFrame(
        [
            [len(passing & set(group.members) & set(topic.members)) for topic in named]
            for group in collection.found
        ],
        index=[group.id for group in collection.found],
        columns=[topic.id for topic in named],
    )
    note = _(
        "Each number: documents that are in both. Rows are found groups; a document may be in "
        "several named topics."
    )
    if len(named) < len(collection.named):
        note += " " + _("Only the {n} largest of the named topics.").format(n=len(named))
    return heatmap_chart(
        counts,
        tuple(collection.found),
        {topic.id: topic.label for topic in named},
        (_("found group"), _("named topic")),
        note,
    )


def changes(collection: Collection, shown: Topics) -> None:
    """Who moves where when there is one group more or less; computed when opened."""
    now = len(shown.grouped)
    with view_state.expand(
        "number-changes", _("How the groups change with their number")
    ) as opened:
        if not opened.open:
            return
        most = topics.most_groups(collection)
        others = [k for k in (now - 1, now + 1) if 2 <= k <= most]
        if not others:
            st.caption(_("There is no other number of groups to compare with."))
            return
        key = "number-other"
        in_url = url.choice("with", list(map(str, others)), str(others[-1]))
        widgets.sync_widget(key, int(in_url))
        k = st.segmented_control(
            _("Compare {n} groups with").format(n=now),
            others,
            key=key,
            required=True,
            on_change=lambda: links.set_parameters(
                **{"with": _unless(st.session_state[key], others[-1])}
            ),
        )
        file = topics.read_file(collection.study.topics)

        def work(progress: Progress) -> tuple[Topics, Topics]:
            # What a person changed would not tell what the number changes.
            before = (
                _grouped(collection, file.k, progress_part(progress, 0, 0.5))
                if file.steps
                else shown
            )
            return before, _grouped(collection, k, progress_part(progress, 0.5, 1))

        before, other = show_progress(_("Grouping…"), work, _stop)
        if file.steps:
            st.caption(_("Compared without your changes to the groups."))
        chart.show(
            "",
            _flow(before, other),
            "flow",
            partial(_moved, collection, before, other),
            name=_("How the groups change with their number"),
        )
        _sentences(collection, before, other)


def _unless(value: int, default: int) -> str:
    return "" if value == default else str(value)


def _stop() -> None:
    st.session_state["number-changes"] = False


def _grouped(collection: Collection, k: int | None, progress: Progress) -> Topics:
    """Groups that were made once are kept."""
    made = _groupings(collection)
    if k not in made:
        made[k] = collection.find_topics(k, progress)
        while len(made) > _KEPT:
            made.pop(next(iter(made)))
    return made[k]


@keep(1)
def _groupings(_collection: Collection) -> dict[int | None, Topics]:
    return {}


@keep(16)
def _flow(before: Topics, after: Topics) -> Figure:
    return flow_chart(before, after)


def _moved(collection: Collection, before: Topics, after: Topics, mark: dict[str, Any]) -> None:
    move = next((m for m in all_moves(before, after) if m.id == mark["move"]), None)
    if move is not None and len(move.rows) <= MAX_LINKED:
        links.set_filter(Filter(ids=tuple(str(collection.table["id"][row]) for row in move.rows)))


def _sentences(collection: Collection, before: Topics, after: Topics) -> None:
    """Each move in words, with its documents a click away."""
    moves = [move for move in all_moves(before, after) if not move.is_kept]
    kept = sum(len(move.rows) for move in all_moves(before, after) if move.is_kept)
    st.caption(
        _("{documents} stay with the largest part of their group.").format(documents=count(kept))
        if moves
        else _("No document leaves the largest part of its group.")
    )
    for move in sorted(moves, key=lambda move: -len(move.rows)):
        if len(move.rows) > MAX_LINKED:
            st.caption(html.plain(move.sentence()))
            continue
        ids = tuple(str(collection.table["id"][row]) for row in move.rows)
        st.page_link(
            "pages/documents.py",
            label=html.plain(move.sentence()),
            icon=":material/arrow_forward:",
            query_params=links.parameters(Filter(ids=ids)),
        )
