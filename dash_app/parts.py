"""Pieces that several pages show: the filter in words, key figures, an empty view."""

from collections.abc import Sequence

import streamlit as st

from dash_app import state
from dash_app.markup import escape, plain
from dash_core import Collection, Filter, View
from dash_core.dates import say_span
from dash_core.words import _, count

__all__ = ["facts", "filter_line", "key_figures", "nothing_found", "page_button"]


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
