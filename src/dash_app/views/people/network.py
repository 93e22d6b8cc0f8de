"""The people page: who wrote to whom, as a network and as a matrix."""

from typing import Any

import streamlit as st

from dash_app.components import chart, html
from dash_app.session import links, url
from dash_core import Collection, View
from dash_core.analysis.network import Network, network
from dash_core.charts import catalogue
from dash_core.common.i18n import _

__all__ = [
    "keep_line",
    "letters",
    "matrix",
    "network_of",
]


def network_of(collection: Collection, view: View) -> Network:
    """The letters among the documents of the filter."""
    return network(collection, view.rows)


def letters(collection: Collection, view: View, graph: Network, n: int, person: str) -> None:
    """The network: all of it, or one person's part."""
    centre = graph.index(person) if person else None
    if person and centre is None:
        st.caption(
            html.plain(
                _("{name} neither sent nor received letters here: this is everyone.").format(
                    name=person
                )
            )
        )
    title = _("Who wrote to whom")
    if centre is not None:
        title = _("Letters to and from {name}").format(name=person)
    key = "network" if centre is None else "network-one"
    chart.show(title, catalogue.letters(collection, view, n, centre), key, _keep)


def _keep(mark: dict[str, Any]) -> None:
    """What a click on a person or a line does: keep their papers, or all again."""
    sender, recipient = str(mark["sender"]), str(mark["recipient"])
    if sender != recipient:
        keep_line(sender, recipient)
    elif sender:
        links.set_filter(url.current_filter().toggled("correspondents", sender))


def keep_line(sender: str, recipient: str) -> None:
    """From a callback: keep the papers from one to the other, or all again."""
    filter_ = url.current_filter()
    pair = {"creators": (sender,), "recipients": (recipient,)}
    same = all(getattr(filter_, field) == values for field, values in pair.items())
    for field, values in pair.items():
        filter_ = filter_.with_values(field, () if same else values)
    links.set_filter(filter_)


def matrix(collection: Collection, view: View) -> None:
    """Senders by recipients."""

    def picked(mark: dict[str, Any]) -> None:
        sender, recipient = str(mark["row"]), str(mark["column"])
        graph = network_of(collection, view)
        if graph.counts[graph.names.index(sender), graph.names.index(recipient)]:
            keep_line(sender, recipient)

    name = _("Senders and recipients in numbers")
    chart.show("", catalogue.matrix(collection, view), "matrix", picked, name=name)
