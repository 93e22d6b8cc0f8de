"""The shared filter: widgets that show what the URL says and write into it."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
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
_MORE, _OPENED = "filter-more", "filters-opened"  # the visit's: what it asked for stays open
_OWN_SHOWN: Final = 12  # own columns that are offered by name
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
        _further(collection)
        _facet(collection, "noted", _("Your notes"), format_written, _pills)
        _rest_of_columns(collection)


@dataclass(frozen=True, slots=True)
class _Further:
    """A part of the filter that is drawn when it is asked for, or used."""

    field: str
    label: str
    is_used: bool
    draw: Callable[[], None]


def _further(collection: Collection) -> None:
    """What of the filter opens when it is asked for: few fields are used at once, and a browser
    takes a while to draw each. What was used once stays open until it is closed, which takes what
    is chosen in it out of the filter."""
    parts = {part.field: part for part in (*_facets(collection), *_first_columns(collection))}
    if not parts:
        return
    before: set[str] = st.session_state.get(_OPENED, set())
    opened = [field for field, part in parts.items() if part.is_used or field in before]
    st.session_state[_OPENED] = {*before, *opened}
    widgets.sync_widget(_MORE, opened)

    def choose() -> None:
        now = {*st.session_state[_MORE]}
        st.session_state[_OPENED] = now
        closed = [field for field in opened if field not in now and parts[field].is_used]
        if closed:
            links.set_filter(_without(closed))

    st.pills(
        _("More filters"),
        list(parts),
        selection_mode="multi",
        key=_MORE,
        format_func=lambda field: html.plain(parts[field].label),  # the same, or focus is lost
        on_change=choose,
    )
    for field in opened:
        parts[field].draw()


def _without(fields: Iterable[str]) -> Filter:
    """The filter without what is chosen in these fields."""
    filter_ = url.current_filter()
    for field in fields:
        filter_ = filter_.with_values(field, ()).with_range(field.removeprefix(COLUMN), None)
    return filter_


def _facets(collection: Collection) -> Iterator[_Further]:
    labels = {"genre": _("Genre")}
    if collection.people.is_correspondence:
        # One side alone is chosen on the People page; here it can be seen and taken back.
        sides = {"creators": _("Sent by"), "recipients": _("Sent to")}
        labels["correspondents"] = _("Correspondents")
        labels |= {field: sides[field] for field in sides if url.current_filter().values(field)}
    else:
        labels["creators"] = _("Creators")
    if _names_others(collection):
        labels["people"] = _("People named")
    labels |= {"places": _("Places named"), "subjects": _("Subjects")}
    if len(collection.facets["files"].values) > 1:
        labels["files"] = _("Files")
    labels["tags"] = _("Tags")
    for field, label in labels.items():
        if collection.facets[field].values:
            label_of = _stated if field == "genre" else str
            draw = partial(_facet, collection, field, label, label_of, _list)
            yield _Further(field, label, bool(url.current_filter().values(field)), draw)


def _stated(value: str) -> str:
    return value or _("not stated")


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


def _first_columns(collection: Collection) -> Iterator[_Further]:
    """The first of the source's own columns, and those that are used."""
    used = _used_columns()
    for column in _parted_columns(collection)[0]:
        draw = partial(_own_column, collection, column)
        yield _Further(f"{COLUMN}{column.name}", column.name, column.name in used, draw)


def _rest_of_columns(collection: Collection) -> None:
    """The source's other own columns, one click away."""
    rest = _parted_columns(collection)[1]
    if rest:
        label = _("More columns ({n})").format(n=len(rest))
        with st.expander(label, key="own-columns", on_change="rerun") as opened:
            if opened.open:
                for column in rest:
                    _own_column(collection, column)


def _parted_columns(collection: Collection) -> tuple[list[OwnColumn], list[OwnColumn]]:
    used = _used_columns()
    parts: tuple[list[OwnColumn], list[OwnColumn]] = ([], [])
    for number, column in enumerate(collection.core.source.own):
        parts[number >= _OWN_SHOWN and column.name not in used].append(column)
    return parts


def _used_columns() -> set[str]:
    filter_ = url.current_filter()
    columns = {name for name, _values in filter_.columns}
    return columns | {name for name, _low, _high in filter_.ranges}


def _own_column(collection: Collection, column: OwnColumn) -> None:
    if column.numbers is None:
        _facet(
            collection,
            f"{COLUMN}{column.name}",
            html.plain(column.name),
            _stated,
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
    if not counts and field not in st.session_state.get(_OPENED, ()):
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
