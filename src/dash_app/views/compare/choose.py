"""What can be compared, and the controls that choose the two sides."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from dash_app.components import html, widgets
from dash_app.session import comparison, links, loading, studies, url
from dash_core import Collection, DossierError, Filter, View
from dash_core.analysis.compare.comparison import NAMES, Comparison, around, kinds, start
from dash_core.collection.filter import COLUMN
from dash_core.collection.view import describe_parts
from dash_core.common import settings
from dash_core.common.i18n import _, format_number
from dash_core.common.keep import keep

__all__ = ["choose", "offer"]

_LISTING: Final = "listing"
_CHOOSING: Final = "compare-choosing-listing"  # whether its controls were asked for


def _labels(collection: Collection) -> dict[str, str]:
    own = {
        name: html.plain(name.removeprefix(COLUMN))
        for name in collection.facets
        if name.startswith(COLUMN)
    }
    return {
        "date": _("Before and after"),
        "topics": _("Topics"),
        "creators": _("Senders") if collection.people.is_correspondence else _("Creators"),
        "recipients": _("Recipients"),
        "people": _("People named"),
        "genre": _("Genres"),
        "places": _("Places"),
        "subjects": _("Subjects"),
        "files": _("Files"),
        "tags": _("Tags"),
        **own,
        "rest": _("This filter and the rest"),
        _LISTING: _("Another listing"),
    }


@keep(8)
def _starts(collection: Collection, view: View) -> Mapping[str, Comparison]:
    """What can be compared, and what to start with."""
    pairs = {kind: start(kind, collection, view, view.filter) for kind in kinds(collection)}
    return {kind: pair for kind, pair in pairs.items() if pair is not None}


def _common(kind: str) -> Filter:
    """The common filter of a comparison of this kind that was just begun."""
    return Filter() if kind == "rest" else url.current_filter()


def offer(collection: Collection, view: View) -> None:
    """Where nothing is compared yet: what could be, each a link with its sizes."""
    st.html(f'<p class="archival">{html.escape(_("Compare any two parts of the listing:"))}</p>')
    labels = _labels(collection)
    wrote = {*collection.facets["creators"].values, *collection.facets["recipients"].values}
    with st.container(key="compare-offer"):
        for kind, pair in _starts(collection, view).items():
            common = _common(kind)
            filters = [pair.filter(number, common) for number in (0, 1)]
            named = {name for side in filters for name in side.people}
            if kind == "people" and named <= wrote:  # offered as senders or creators
                continue
            parts = (" · ".join(describe_parts(collection, side)) for side in filters)
            sizes = [loading.count_of(collection, side) for side in filters]
            sentence = (
                _("{a} and everything else") if kind == "rest" else _("{a} and {b}")
            ).format(**dict(zip("ab", parts, strict=True)))
            head = "" if kind.startswith(COLUMN) else f"{labels[kind]}: "
            label = f"{head}{sentence} ({format_number(sizes[0])} | {format_number(sizes[1])})"
            st.page_link(
                "pages/compare.py",
                label=html.plain(label),
                icon=":material/compare_arrows:",
                query_params={**links.parameters(common), **pair.to_url()},
            )
    st.caption(
        _(
            "Or set a filter, then use it as one side. What both sides have in common stays in "
            "the filter."
        )
    )
    _from_filter(Comparison())
    with st.expander(labels[_LISTING], on_change="rerun", key="compare-listing") as opened:
        if opened.open:
            _choose_listing(Comparison())


def choose(pair: Comparison, collection: Collection, view: View) -> None:
    """What is compared, and the controls of that kind."""
    labels = _labels(collection)
    begun = _starts(collection, view)
    kind = _LISTING if st.session_state.get(_CHOOSING) else _kind(pair, collection)
    options = [name for name in labels if name in begun or name in (kind, _LISTING)]
    key = "compare-kind"
    widgets.sync_widget(key, kind or None)

    def picked() -> None:
        name = st.session_state[key]
        st.session_state[_CHOOSING] = name == _LISTING
        if name in begun:
            comparison.set_pair(begun[name], _common(name))

    st.pills(
        _("Compare"),
        options,
        format_func=labels.__getitem__,
        key=key,
        on_change=picked,
        label_visibility="collapsed",
    )
    if kind == "date":
        _choose_date(pair, collection)
    elif kind == _LISTING:
        _choose_listing(pair)
    elif kind in collection.facets:
        columns = st.columns(2, gap="medium")
        for number, column in enumerate(columns):
            with column:
                _choose_values(pair, number, kind, collection, view)
    _from_filter(pair)


def _kind(pair: Comparison, collection: Collection) -> str:
    """What is compared; "" for two filters of any kind."""
    if any(pair.sources):
        return _LISTING
    if pair.rest is not None:
        return "rest"
    after = pair.sides[1].earliest
    if after and pair == around(after):
        return "date"
    for field in (name for name in kinds(collection) if name not in ("date", "rest")):
        values = [side.values(field) for side in pair.sides]
        only = [Filter().with_values(field, side_values) for side_values in values]
        if any(values) and tuple(only) == pair.sides:
            return field
    return ""


def _choose_date(pair: Comparison, collection: Collection) -> None:
    day = pair.sides[1].earliest
    table = collection.table
    first, last = table["date_earliest"].min(), table["date_latest"].max()
    if day is None or first != first:
        return
    low, high = (min(first.date(), day), max(last.date(), day))
    key = "compare-day"
    widgets.sync_widget(key, day)

    def picked() -> None:
        if isinstance(st.session_state[key], date):
            comparison.set_pair(around(st.session_state[key]))

    st.date_input(
        _("First day of the second period"),
        min_value=low,
        max_value=high,
        key=key,
        on_change=picked,
        width=260,
    )


def _choose_values(
    pair: Comparison, number: int, field: str, collection: Collection, view: View
) -> None:
    counts = collection.facets[field].counts(view.rows)
    selected = pair.sides[number].values(field)
    names = {topic.id: topic.label for topic in collection.topics} if field == "topics" else {}
    ordered = sorted(counts, key=lambda value: (-counts[value], value))[
        : settings.MAX_OPTIONS.value
    ]
    key = f"compare-{field}-{number}"
    widgets.sync_widget(key, [value for value in selected if value in counts])

    def picked() -> None:
        values = widgets.selected_values(st.session_state[key], counts, say)
        if values != list(selected):
            comparison.set_pair(
                pair.with_side(number, pair.sides[number].with_values(field, values))
            )

    def say(value: str) -> str:
        return names.get(value, value) or _("not stated")

    st.multiselect(
        _("Side {name}").format(name=NAMES[number]),
        list(dict.fromkeys([*ordered, *(value for value in selected if value in counts)])),
        key=key,
        format_func=lambda value: f"{say(value)} ({format_number(counts[value])})",
        on_change=picked,
        placeholder=_("Any"),
    )


def _choose_listing(pair: Comparison) -> None:
    """Another listing as side B: one of this visit, or one whose address is pasted."""
    known = {key: name for key, name in loading.visited().items() if key != studies.source_key()}
    number = 0 if pair.sources[0] else 1
    now = pair.sources[number]
    if now and now not in known:
        known[now] = _title(now)
    columns = st.columns(2, gap="medium")
    key, typed = "compare-listing-known", "compare-listing-address"
    widgets.sync_widget(key, now or None)

    def take(source: str) -> None:
        sources = (source, pair.sources[1]) if number == 0 else (pair.sources[0], source)
        kept = pair if pair.sources[number] else Comparison()
        st.session_state[_CHOOSING] = False
        comparison.set_pair(Comparison(kept.sides, sources))

    def picked() -> None:
        if st.session_state[key]:
            take(st.session_state[key])

    def pasted() -> None:
        text = st.session_state[typed].strip()
        source = parse_qs(urlsplit(text).query).get("source", [text])[0]
        st.session_state[typed] = ""
        if source:
            take(source)

    with columns[0]:
        st.selectbox(
            _("Side {name}: another listing opened in this session").format(name=NAMES[number]),
            list(known),
            key=key,
            format_func=lambda value: known.get(value, value),
            on_change=picked,
            placeholder=_("Choose") if known else _("No other listing is open"),
            disabled=not known,
        )
    with columns[1]:
        st.text_input(
            _("Or paste the address of one"), key=typed, on_change=pasted, placeholder="…?source="
        )


def _title(key: str) -> str:
    try:
        return studies.study(key).title
    except DossierError:
        return key


def _from_filter(pair: Comparison) -> None:
    """The filter of the page, made one of the sides."""
    common = url.current_filter()
    if not common:
        if pair:
            st.caption(_("Set a filter to narrow both sides, or to use it as one of them."))
        return
    with st.container(horizontal=True, gap="small", key="compare-from-filter"):
        for number, name in enumerate(NAMES):
            st.button(
                _("Use the filter as side {name}").format(name=name),
                key=f"compare-take-{number}",
                on_click=lambda number=number: comparison.set_pair(
                    pair.with_side(number, common), Filter()
                ),
                icon=":material/filter_alt:",
                type="tertiary",
            )
