"""The shared filter: widgets that show what the URL says and write into it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from dash_app.components import html, widgets
from dash_app.session import links, loading, studies, url
from dash_core import Collection, Filter
from dash_core.charts import catalogue
from dash_core.collection.filter import COLUMN
from dash_core.collection.own_columns import OwnColumn, own_names
from dash_core.collection.view import counts_of, format_written
from dash_core.common import settings
from dash_core.common.i18n import _, format_number, phrase
from dash_core.common.keep import keep
from dash_core.text.search.query import Clause

__all__ = ["draw", "search"]

_MAX_PILLS: Final = 8
_LONGEST_PILL: Final = 22  # characters; a longer one hides its count
_EXAMPLES: Final = (
    phrase('"oil company" -troops'),
    phrase("from:Molotov genre:telegram withdrawal"),
    phrase("person:Harriman -title:speech"),
)
_OWN_SHOWN: Final = 4  # own columns that stand open
_SLIDABLE: Final = (date(1700, 1, 1), date(2250, 1, 1))  # a browser's slider takes no more


def search() -> None:
    """The search field in the head of every page."""
    key = "filter-words"
    widgets.sync_widget(key, url.current_filter().words)

    def typed() -> None:
        now = url.current_filter()
        words = st.session_state[key].strip()
        if words != now.words:  # a browser also tells of a field that the address has changed
            links.set_filter(replace(now, words=words))

    st.text_input(
        _("Search everything"),
        key=key,
        type="search",
        on_change=typed,
        placeholder=_("Search everything"),
        label_visibility="collapsed",
        icon=":material/search:",
    )
    _search_help()


def _search_help() -> None:
    """How to ask, with examples, one click from the search field."""
    with st.popover(_("How to search"), icon=":material/help:", type="tertiary", key="search-help"):
        examples = "".join(f"<li><code>{html.escape(_(typed))}</code></li>" for typed in _EXAMPLES)
        st.html(f'<p>{html.escape(_("For example:"))}</p><ul class="words">{examples}</ul>')
        rows = "".join(
            f"<div><dt><code>{html.escape(typed)}</code></dt><dd>{html.escape(explanation)}</dd></div>"
            for typed, explanation in (
                (_("oil company"), _("both words, in any order and any column")),
                (_('"oil company"'), _("these words in this order")),
                (_("oil OR gas"), _("either word")),
                (_("compan*"), _("words that begin so")),
                (_("-troops"), _("without this word; also before a phrase or field")),
                (_("title:treaty"), _("in the title; or summary:, date:, id:")),
                (_("person:Stalin"), _("who is named, in any spelling; or from:, to:")),
                (_('place:"New York"'), _("quotes for several words; or subject:, genre:, topic:")),
                (_("note:check"), _("in your notes; or tag:")),
                *_own_examples(),
            )
        )
        # On a small screen it is scrolled, which keys can where something in it takes the focus.
        st.html(f'<dl class="record" style="padding:0" tabindex="0">{rows}</dl>')


def _own_examples() -> list[tuple[str, str]]:
    """How to ask for a value of a column of the source, where it has one."""
    columns = own_names(loading.collection().table)
    clauses = [Clause(_("word"), name) for name in columns[:1]]
    return [
        (
            str(clause),
            _("in the column {name}; or any other of the source").format(name=clause.field),
        )
        for clause in clauses
    ]


def _button() -> None:
    """The name of the button that opens the filter where it is closed: "Filters (2)"."""
    active = url.current_filter().n_fields
    label = _("Filters ({n})").format(n=active) if active else _("Filters")
    st.html(f"<style>:root {{ --filters: {json.dumps(label, ensure_ascii=False)}; }}</style>")


def draw() -> None:
    """The facets, each value with the number of documents it would leave."""
    collection = loading.collection()
    _button()
    with st.sidebar:
        title = html.escape(studies.title())
        st.html(f'<p class="brand">Dossier</p><p class="listing">{title}</p>')
        _dates(collection)
        topics = {topic.id: topic.label for topic in collection.topics}
        if len(topics) <= _MAX_PILLS and max(map(len, topics.values()), default=0) <= _LONGEST_PILL:
            _facet(collection, "topics", _("Topics"), topics.__getitem__, _pills)
        else:
            _facet(collection, "topics", _("Topics"), topics.__getitem__, _list)
        _facet(collection, "genre", _("Genre"), lambda genre: genre or _("not stated"), _list)
        if collection.people.is_correspondence:
            _facet(collection, "correspondents", _("Correspondents"), str, _list)
            # One side alone is chosen on the People page; here it can be seen and taken back.
            for field, label in (("creators", _("Sent by")), ("recipients", _("Sent to"))):
                if url.current_filter().values(field):
                    _facet(collection, field, label, str, _list)
        else:
            _facet(collection, "creators", _("Creators"), str, _list)
        if _names_others(collection):
            _facet(collection, "people", _("People named"), str, _list)
        _facet(collection, "places", _("Places named"), str, _list)
        _facet(collection, "subjects", _("Subjects"), str, _list)
        if len(collection.facets["files"].values) > 1:
            _facet(collection, "files", _("Files"), str, _list)
        _facet(collection, "noted", _("Your notes"), format_written, _pills)
        _facet(collection, "tags", _("Tags"), str, _list)
        _own_columns(collection)


def _names_others(collection: Collection) -> bool:
    """Whether the people named are more than those the list before offers, or one is chosen."""
    return bool(url.current_filter().people or _has_others(collection))


@keep(1)
def _has_others(collection: Collection) -> bool:
    """Whether anybody is named who neither wrote nor received."""
    facets = collection.facets
    offered = {*facets["creators"].values, *facets["correspondents"].values}
    return bool({*facets["people"].values} - offered)


def _dates(collection: Collection) -> None:
    first, last = catalogue.span(collection, loading.view_of(collection, Filter()))
    if first != first or first == last:  # no date was read, or all are of one day
        return
    low, high = first.date(), last.date()
    filter_ = url.current_filter()
    shown = (
        min(max(filter_.earliest or low, low), high),
        max(min(filter_.latest or high, high), low),
    )

    def choose(start: date, end: date) -> None:
        links.set_filter(
            replace(
                filter_,
                earliest=start if start > low else None,
                latest=end if end < high else None,
            )
        )

    if _SLIDABLE[0] <= low and high <= _SLIDABLE[1]:
        key = "filter-dates"
        widgets.sync_widget(key, (min(shown), max(shown)))
        st.slider(
            _("Dates"),
            min_value=low,
            max_value=high,
            key=key,
            format=_("D MMM YYYY"),
            on_change=lambda: choose(*st.session_state[key]),
        )
        return
    ends = ("filter-from", "filter-to")
    for key, label, day in zip(ends, (_("First day"), _("Last day")), shown, strict=True):
        widgets.sync_widget(key, day)
        st.date_input(
            label,
            min_value=low,
            max_value=high,
            key=key,
            required=True,
            on_change=lambda: choose(*sorted(st.session_state[end] for end in ends)),
        )


def _own_columns(collection: Collection) -> None:
    """The source's own columns: values to choose from, or numbers from and to; those beyond the
    first few are one click away."""
    columns = collection.core.source.own
    chosen = {
        name for name, *_rest in (*url.current_filter().columns, *url.current_filter().ranges)
    }
    first = [c for i, c in enumerate(columns) if i < _OWN_SHOWN or c.name in chosen]
    more = [column for column in columns if column not in first]
    for column in first:
        _own_column(collection, column)
    if more:
        with st.expander(_("More columns ({n})").format(n=len(more)), key="own-columns") as rest:
            if rest.open:
                for column in more:
                    _own_column(collection, column)


def _own_column(collection: Collection, column: OwnColumn) -> None:
    if column.numbers is None:
        _facet(
            collection,
            f"{COLUMN}{column.name}",
            html.plain(column.name),
            lambda value: value or _("not stated"),
            _list,
        )
        return
    low, high, is_whole = column.span
    filter_ = url.current_filter()
    ends = next(((a, b) for name, a, b in filter_.ranges if name == column.name), (low, high))
    key = f"filter-range-{column.name}"
    kind: type[int] | type[float] = int if is_whole else float
    shown = (kind(min(max(ends[0], low), high)), kind(max(min(ends[1], high), low)))
    widgets.sync_widget(key, shown)

    def ranged() -> None:
        a, b = st.session_state[key]
        is_all = (a, b) == (kind(low), kind(high))
        links.set_filter(url.current_filter().with_range(column.name, None if is_all else (a, b)))

    st.slider(
        html.plain(column.name),
        kind(low),
        kind(high),
        key=key,
        on_change=ranged,
        format="%d" if is_whole else "%g",
    )


def _facet(
    collection: Collection,
    field: str,
    label: str,
    label_of: Callable[[str], str],
    widget: Callable[..., object],
) -> None:
    """One facet: counts are of the documents that pass the rest of the filter."""
    filter_ = url.current_filter()
    others = loading.view_of(collection, filter_.with_values(field, ()))
    counts = counts_of(collection, others, field)
    if not counts:
        return
    selected = [value for value in filter_.values(field) if value in counts]
    order = list(counts) if field == "topics" else collection.facets[field].by_size
    takes_more = len(order) > settings.MAX_OPTIONS.value
    if takes_more:
        label = _("{label} (the {n} most frequent; type for others)").format(
            label=label, n=settings.MAX_OPTIONS.value
        )
        order = [*order[: settings.MAX_OPTIONS.value], *selected]
    key = f"filter-{field}"
    widgets.sync_widget(key, selected)

    def picked() -> None:
        values = widgets.selected_values(st.session_state[key], counts, label_of)
        if values != selected:
            links.set_filter(url.current_filter().with_values(field, values))

    widget(
        label,
        list(dict.fromkeys(order)),
        key,
        lambda value: (
            f"{label_of(value)} ({format_number(counts[value])})" if value in counts else value
        ),
        picked,
        **({"takes_more": True} if takes_more else {}),
    )


def _pills(
    label: str,
    options: list[str],
    key: str,
    label_of: Callable[[str], str],
    picked: Callable[[], None],
) -> None:
    st.pills(
        label,
        options,
        selection_mode="multi",
        key=key,
        format_func=lambda value: html.plain(label_of(value)),
        on_change=picked,
    )


def _list(
    label: str,
    options: list[str],
    key: str,
    label_of: Callable[[str], str],
    picked: Callable[[], None],
    takes_more: bool = False,
) -> None:
    """`takes_more`: whether a value beyond the options may be typed."""
    st.multiselect(
        label,
        options,
        key=key,
        format_func=label_of,
        on_change=picked,
        placeholder=_("Any"),
        accept_new_options=takes_more,
    )
