"""Sections of the overview: what documents are about; what is missing, as questions."""

from typing import Final

import streamlit as st

from dash_app.components import chart, html, view_state
from dash_app.session import links, loading
from dash_core import Collection, View
from dash_core.analysis.gaps import Gap, find_gaps
from dash_core.charts import catalogue
from dash_core.common.i18n import _, ngettext
from dash_core.common.keep import keep

__all__ = ["show_gaps", "show_topics"]

GAPS_SHOWN: Final = 5  # the rest after a click
MAX_GAPS: Final = 25


@keep(32)
def _found(collection: Collection, view: View) -> list[Gap]:
    return find_gaps(collection, view)


def show_topics(collection: Collection, view: View) -> None:
    """The topics, which may come later."""
    title = _("About what")
    if collection.is_whole:
        chart.show(title, catalogue.topics(collection, view), "topics", chart.pick("topics"))
    else:
        with st.container(horizontal=True, vertical_alignment="center", key="title-of-awaited"):
            st.header(title, anchor=False, width="stretch")
        loading.wait_for_topics(collection)


def show_gaps(collection: Collection, view: View) -> None:
    """The most telling gaps, the rest after a click; nothing where there are none."""
    gaps = _found(collection, view)
    if not gaps:
        return
    st.header(_("What is missing"), anchor=False)
    st.caption(
        _(
            "Shown only where chance alone would leave such a gap in fewer than one case in "
            "twenty. A listing is a selection: what is missing here may be elsewhere."
        )
    )
    for number, gap in enumerate(gaps[:GAPS_SHOWN]):
        _question(collection, gap, number)
    rest = gaps[GAPS_SHOWN:MAX_GAPS]
    if rest:
        label = ngettext("{n} more question", "{n} more questions", len(rest))
        with view_state.expand("silences-more", label) as opened:
            if opened.open:
                for number, gap in enumerate(rest, GAPS_SHOWN):
                    _question(collection, gap, number)


def _question(collection: Collection, gap: Gap, number: int) -> None:
    n = loading.count_of(collection, gap.filter)
    with st.container(key=f"silence-{number}"):
        st.html(
            f'<p class="archival">{html.escape(gap.question)}</p>'
            f'<p class="facts">{html.escape(gap.evidence)}</p>'
        )
        label = {
            "time": ngettext("See the {n} around it", "See the {n} around it", n),
            "topic": ngettext("See the {n} about it", "See the {n} about it", n),
        }.get(gap.kind, ngettext("See the {n} there is", "See the {n} there are", n))
        st.page_link(
            "pages/documents.py",
            label=label,
            icon=":material/arrow_forward:",
            query_params=links.parameters(gap.filter),
        )
