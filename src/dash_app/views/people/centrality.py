"""The people page: where each person stands, in figures, and the network as a file."""

from functools import partial

import pandas as pd
import streamlit as st

from dash_app.components import view_state
from dash_app.components.downloads import Group, Offer, row
from dash_app.views.people import choice
from dash_core import Collection, View
from dash_core.analysis.network import Centrality, Network, measure_centrality, network
from dash_core.common import settings
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.common.keep import keep
from dash_core.export.provenance import provenance_of_data
from dash_core.export.tables.csv_json_parquet import safe_csv
from dash_core.export.tables.graph import GRAPH_FORMATS

__all__ = ["figures"]


@keep(16)
def _standing(collection: Collection, view: View) -> Centrality:
    return measure_centrality(network(collection, view.rows))


def figures(collection: Collection, view: View, graph: Network) -> None:
    """Who wrote and received most, and where each person stands in the network, in numbers."""
    st.header(_("Who wrote and received most"), anchor=False)
    centrality = _standing(collection, view)
    shown = graph.people[: settings.TABLE_ROWS.value]
    n = len(shown)
    names = [graph.names[i] for i in shown]
    key = "centrality"

    def opened() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            choice.look_at(names[rows[0]])

    st.dataframe(
        _frame(graph, centrality).head(n),
        hide_index=True,
        height=38 + 35 * min(max(1, n), 10),
        key=key,
        on_select=opened,
        selection_mode="single-row",
        column_config={
            _("person"): st.column_config.TextColumn(width="medium"),
            _("between"): st.column_config.NumberColumn(_("betweenness"), format="%.1f%%"),
            _("reached"): st.column_config.NumberColumn(_("closeness"), format="%.1f%%"),
        },
        alt=_("Table of the people of the network with their centrality"),
    )
    remarks = [_("Tick a row to see that person.")]
    if n < len(graph):
        remarks.append(
            _("The first {n} of {all} are shown; the downloads have all.").format(
                n=format_number(n), all=format_number(len(graph))
            )
        )
    remarks.append(
        _(
            "A listing contains what an archive chose to keep and describe: someone may be "
            "central here because their papers were kept."
        )
    )
    st.caption(" ".join(remarks))
    label = _("What these figures mean, and the network as a file")
    with view_state.expand("people-figures", label, ":material/hub:") as method:
        if method.open:
            _method(collection, view)


def _method(collection: Collection, view: View) -> None:
    """What the figures mean, how far they go, and the network as files."""
    st.caption(
        _(
            "**Correspondents**: how many different people someone wrote to or received letters "
            "from. **Betweenness**: if news could only pass along these letters, in the "
            "direction they were sent, the share of all shortest paths between two others that "
            "lead through this person. **Closeness** (harmonic): how quickly news reaches a "
            "person: 100% if everyone else wrote to them directly, half as much for two steps, "
            "nothing where there is no path."
        )
    )
    sources = _standing(collection, view).sources
    if sources < len(network(collection, view.rows)):
        st.caption(
            ngettext(
                "Betweenness and closeness are estimated from the paths that start at {n} person.",
                "Betweenness and closeness are estimated from the paths that start at {n} people.",
                sources,
            )
        )
    _downloads(collection, view)


def _frame(graph: Network, centrality: Centrality) -> pd.DataFrame:
    """The figures of every person; `between` and `reached` in hundredths."""
    people = graph.people
    return pd.DataFrame(
        {
            _("person"): [graph.names[i] for i in people],
            _("papers"): graph.papers[people],
            _("sent"): graph.sent[people],
            _("received"): graph.received[people],
            _("correspondents"): centrality.correspondents,
            _("between"): centrality.betweenness * 100,
            _("reached"): centrality.harmonic_closeness * 100,
        }
    )


def _downloads(collection: Collection, view: View) -> None:
    """The network of the filter, for Gephi and its like."""
    st.caption(
        _(
            "The network of this filter: each person with papers sent and received and their "
            "first and last date, each edge with its papers."
        )
    )

    def offer(label: str, what: str, form: str, key: str) -> Offer:
        return Offer(label, what, form, partial(_write, collection, view, key))

    row(
        collection,
        view,
        [
            Group(
                _("For Gephi, Cytoscape and similar programs"),
                [
                    offer("GraphML", "network", "graphml", "graphml"),
                    offer("GEXF", "network", "gexf", "gexf"),
                ],
            ),
            Group(
                _("For a spreadsheet"),
                [
                    offer(_("People (CSV)"), "people", "csv", "nodes.csv"),
                    offer(_("Edges (CSV)"), "letters", "csv", "edges.csv"),
                    Offer(
                        _("Centrality (CSV)"),
                        "figures",
                        "csv",
                        partial(_standing_csv, collection, view),
                    ),
                ],
            ),
        ],
    )


def _standing_csv(collection: Collection, view: View) -> bytes:
    frame = _frame(network(collection, view.rows), _standing(collection, view))
    return safe_csv(frame, provenance_of_data(collection, view))


def _write(collection: Collection, view: View, form: str) -> bytes:
    return GRAPH_FORMATS[form](collection, view.rows, provenance_of_data(collection, view))
