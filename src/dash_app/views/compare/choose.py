"""What can be compared, and the controls that choose the two sides."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from dash_app.components import html, widgets
from dash_app.session import comparison, links, loading, studies, url
from dash_core import Collection, DossierError, Filter, View
from dash_core.analysis.compare.comparison import KINDS, NAMES, Comparison, around, start
from dash_core.common import settings
from dash_core.common.i18n import _

__all__ = ["choose", "offer"]

_LISTING: Final = "listing"
_CHOOSING: Final = "compare-choosing-listing"  # whether its controls were asked for


def _labels() -> dict[str, str]:
    return {
        "date": _("Before and after"),
        "topics": _("Topics"),
        "creators": _("Senders"),
        "recipients": _("Recipients"),
        "people": _("People named"),
        "genre": _("Genres"),
        "places": _("Places"),
        "files": _("Files"),
        "tags": _("Tags"),
        "rest": _("This filter and the rest"),
        _LISTING: _("Another listing"),
    }


@lru_cache(maxsize=32)
def _starts(collection: Collection, view: View) -> Mapping[str, Comparison]:
    """What can be compared, and what to start with."""
    found = {kind: start(kind, collection, view, view.filter) for kind in KINDS}
    return {kind: own for kind, own in found.items() if own is not None}


def _common(kind: str) -> Filter:
    """The common filter of a comparison of this kind that was just begun."""
    return Filter() if kind == "rest" else url.current_filter()


def offer(collection: Collection, view: View) -> None:
    """Where nothing is compared yet: what could be, each a link with its sizes."""
    st.html(f'<p class="archival">{html.escape(_("Compare any two parts of the listing:"))}</p>')
    with st.container(key="compare-offer"):
        for kind, own in _starts(collection, view).items():
            common = _common(kind)
            filters = [own.filter(number, common) for number in (0, 1)]
            asked = (" · ".join(side.parts(collection)) for side in filters)
            sizes = [len(loading.view_of(collection, side)) for side in filters]
            said = (
                _("{a}, compared with everything else")
                if kind == "rest"
                else _("{a}, compared with {b}")
            ).format(**dict(zip("ab", asked, strict=True)))
            label = f"{_labels()[kind]}: {said} ({sizes[0]:,} | {sizes[1]:,})"
            st.page_link(
                "pages/compare.py",
                label=html.plain(label),
                icon=":material/compare_arrows:",
                query_params={**links.parameters(common), **own.to_url()},
            )
    st.caption(
        _(
            "Or set a filter, then use it as one side. What both sides have in common stays in "
            "the filter."
        )
    )
    _from_filter(Comparison())
    with st.expander(_labels()[_LISTING], on_change="rerun", key="compare-listing") as opened:
        if opened.open:
            _choose_listing(Comparison())


def choose(chosen: Comparison, collection: Collection, view: View) -> None:
    """What is compared, and the controls of that kind."""
    labels = _labels()
    begun = _starts(collection, view)
    kind = _LISTING if st.session_state.get(_CHOOSING) else _kind(chosen)
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
        _choose_date(chosen, collection)
    elif kind == _LISTING:
        _choose_listing(chosen)
    elif kind in collection.facets:
        columns = st.columns(2, gap="medium")
        for number, column in enumerate(columns):
            with column:
                _choose_values(chosen, number, kind, collection, view)
    _from_filter(chosen)


def _kind(chosen: Comparison) -> str:
    """What is compared; "" for two filters of any kind."""
    if any(chosen.sources):
        return _LISTING
    if chosen.rest is not None:
        return "rest"
    after = chosen.sides[1].earliest
    if after and chosen == around(after):
        return "date"
    for field in (name for name in KINDS if name not in ("date", "rest")):
        values = [getattr(side, field) for side in chosen.sides]
        only = [Filter().with_values(field, own) for own in values]
        if any(values) and tuple(only) == chosen.sides:
            return field
    return ""


def _choose_date(chosen: Comparison, collection: Collection) -> None:
    day = chosen.sides[1].earliest
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
    chosen: Comparison, number: int, field: str, collection: Collection, view: View
) -> None:
    counts = collection.facets[field].counts(view.rows)
    own: tuple[str, ...] = getattr(chosen.sides[number], field)
    names = {topic.id: topic.label for topic in collection.topics} if field == "topics" else {}
    ordered = sorted(counts, key=lambda value: (-counts[value], value))[
        : settings.MAX_OPTIONS.value
    ]
    key = f"compare-{field}-{number}"
    widgets.sync_widget(key, [value for value in own if value in counts])

    def picked() -> None:
        values = widgets.selected_values(st.session_state[key], counts, say)
        if values != list(own):
            comparison.set_pair(
                chosen.with_side(number, chosen.sides[number].with_values(field, values))
            )

    def say(value: str) -> str:
        return names.get(value, value) or _("not stated")

    st.multiselect(
        _("Side {name}").format(name=NAMES[number]),
        list(dict.fromkeys([*ordered, *(value for value in own if value in counts)])),
        key=key,
        format_func=lambda value: f"{say(value)} ({counts[value]:,})",
        on_change=picked,
        placeholder=_("Any"),
    )


def _choose_listing(chosen: Comparison) -> None:
    """Another listing as side B: one of this visit, or one whose address is pasted."""
    known = {key: name for key, name in loading.visited().items() if key != studies.source_key()}
    number = 0 if chosen.sources[0] else 1
    now = chosen.sources[number]
    if now and now not in known:
        known[now] = _title(now)
    columns = st.columns(2, gap="medium")
    key, typed = "compare-listing-known", "compare-listing-address"
    widgets.sync_widget(key, now or None)

    def take(source: str) -> None:
        sources = (source, chosen.sources[1]) if number == 0 else (chosen.sources[0], source)
        kept = chosen if chosen.sources[number] else Comparison()
        st.session_state[_CHOOSING] = False
        comparison.set_pair(Comparison(kept.sides, sources))

    def picked() -> None:
        if st.session_state[key]:
            take(st.session_state[key])

    def pasted() -> None:
        text = st.session_state[typed].strip()
        found = parse_qs(urlsplit(text).query).get("source", [text])[0]
        st.session_state[typed] = ""
        if found:
            take(found)

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


def _from_filter(chosen: Comparison) -> None:
    """The filter of the page, made one of the sides."""
    common = url.current_filter()
    if not common:
        if chosen:
            st.caption(_("Set a filter to narrow both sides, or to use it as one of them."))
        return
    with st.container(horizontal=True, gap="small", key="compare-from-filter"):
        for number, name in enumerate(NAMES):
            st.button(
                _("Use the filter as side {name}").format(name=name),
                key=f"compare-take-{number}",
                on_click=lambda number=number: comparison.set_pair(
                    chosen.with_side(number, common), Filter()
                ),
                icon=":material/filter_alt:",
                type="tertiary",
            )
