"""The sides of the compare page: which they are, what they hold, where they lead."""

import streamlit as st

from dash_app.components import html
from dash_app.session import comparison, embedding, links, loading, url
from dash_core import DossierError, Filter, View
from dash_core.analysis.compare.comparison import NAMES, Comparison
from dash_core.analysis.compare.distinctive_words import Side, on_neither, overlap
from dash_core.charts.time.side_by_side import COLORS
from dash_core.collection.view import describe, describe_parts, unknown_values
from dash_core.common.i18n import _, count, format_number, ngettext
from dash_core.common.keep import keep

__all__ = ["heads", "link", "named", "read_sides"]


def read_sides(pair: Comparison) -> tuple[Side, Side] | None:
    """Both sides; None, with a sentence on the page, where another listing cannot be read."""
    try:
        return comparison.sides(pair)
    except DossierError as error:
        st.error(html.plain(str(error)), icon=":material/error:")
        return None


def named(title: str, pair_of: tuple[Side, Side]) -> str:
    """What a figure of the page is called elsewhere: its title, and what A and B are."""
    names = [
        f"{name}: {describe(side.collection, side.view.filter, len(side))}"
        for name, side in zip(NAMES, pair_of, strict=True)
    ]
    if pair_of[1].collection is not pair_of[0].collection:
        names = [
            _("{side}, of “{listing}”").format(side=name, listing=side.collection.name)
            for name, side in zip(names, pair_of, strict=True)
        ]
    return " · ".join([title, *names])


def link(
    pair: Comparison, number: int, filter_: Filter | None = None, **more: str
) -> dict[str, list[str]]:
    """URL parameters of a link to a side, or to a filter within its listing."""
    parameters = links.parameters(
        pair.filter(number, url.current_filter()) if filter_ is None else filter_, **more
    )
    if key := pair.sources[number]:
        parameters = {
            name: values for name, values in parameters.items() if name not in ("undo", "redo")
        }
        parameters["source"] = [key]
    return parameters


def heads(pair: Comparison, pair_of: tuple[Side, Side]) -> bool:
    """Both sides in words and numbers, with what they share; whether they can be compared."""
    with embedding.beside_figure():
        return _heads(pair, pair_of)


def _heads(pair: Comparison, pair_of: tuple[Side, Side]) -> bool:
    for number, column in enumerate(st.columns(2, gap="medium")):
        with column, st.container(key=f"side-{number}"):
            _head(pair, number, pair_of[number])
    n_shared = _n_shared(*pair_of)
    with st.container(horizontal=True, vertical_alignment="center", key="compare-line"):
        if not embedding.is_on():
            st.button(
                _("Swap sides"),
                icon=":material/swap_horiz:",
                key="compare-swap",
                on_click=lambda: comparison.set_pair(pair.swapped(), word=url.parameter("word")),
            )
        told = [_format_shared(n_shared, pair_of), _format_neither(pair_of)]
        st.caption(" ".join(filter(None, told)), width="content")
    empty = [name for name, side in zip(NAMES, pair_of, strict=True) if not len(side)]
    if empty:
        st.info(
            _(
                "Side {names} has no documents: there is nothing to compare. Remove something "
                "from its filter, or choose another."
            ).format(names=_(" or ").join(empty)),
            icon=":material/search_off:",
        )
        return False
    if n_shared == len(pair_of[0]) == len(pair_of[1]):
        st.info(
            _("Both sides have the same documents: choose another filter for one of them."),
            icon=":material/info:",
        )
        return False
    return True


def _head(pair: Comparison, number: int, side: Side) -> None:
    collection, filter_ = side.collection, side.view.filter
    total = len(collection)
    size = _("{n} of {documents}").format(n=format_number(len(side)), documents=count(total))
    if pair.rest == number:
        words = [_("everything else")]
    else:
        words = list(describe_parts(collection, filter_)) or [_("the whole listing")]
    if any(pair.sources):
        words.insert(0, collection.study.title)
    st.html(
        f'<p class="side-head" style="--c:{COLORS[number]}"><b>{NAMES[number]}</b> '
        f"<span>{html.escape(size)}</span></p>"
        f'<p class="archival side-words">{html.escape(" · ".join(words))}</p>'
    )
    unknown = unknown_values(collection, filter_)
    if unknown:
        st.caption(
            html.plain(
                _("This listing does not have: {values}.").format(
                    values=", ".join(f"“{value}”" for value in unknown)
                )
            )
        )
    if len(side) and not embedding.is_on():
        st.page_link(
            "pages/documents.py",
            label=_("Open side {name}").format(name=NAMES[number]),
            icon=":material/arrow_forward:",
            query_params=link(pair, number),
        )


@keep(16)
def _n_shared(a: Side, b: Side) -> int:
    """How many documents are on both sides."""
    return len(overlap(a, b))


@keep(16)
def _n_neither(a: Side, b: Side, common: View) -> tuple[int, int]:
    """How many documents of the common filter are on neither side, and how many of these have no
    date."""
    rows = on_neither(a, b, common)
    return len(rows), int(a.collection.table["date_earliest"].iloc[rows].isna().sum())


def _format_neither(pair_of: tuple[Side, Side]) -> str:
    """How many documents of the common filter are on neither side, and why."""
    collection = pair_of[0].collection
    common = loading.view_of(collection, url.current_filter())
    n, undated = _n_neither(*pair_of, common)
    if not n:
        return ""
    sentence = _("{n} of {documents} on neither side").format(
        n=format_number(n), documents=count(len(common))
    )
    has_dates = any(side.view.filter.earliest or side.view.filter.latest for side in pair_of)
    if not (has_dates and undated):
        return f"{sentence}."
    return _("{sentence}: {undated} undated.").format(
        sentence=sentence, undated=format_number(undated)
    )


def _format_shared(n: int, pair_of: tuple[Side, Side]) -> str:
    first, second = (side.collection.fingerprint for side in pair_of)
    if first != second:
        return _("The sides belong to two listings.")
    if not n:
        return _("No document is on both sides.")
    return ngettext(
        "{n} document is on both sides and counts on each.",
        "{n} documents are on both sides and count on each.",
        n,
    )
