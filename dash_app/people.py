"""The people page: who wrote to whom, as a network and as a matrix."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dash_app import clicks, markup, state
from dash_core import Collection, View, settings
from dash_core.charts import Figure, heat
from dash_core.charts import network as network_chart
from dash_core.network import Network, arrange, chosen, densest, network
from dash_core.words import _

__all__ = [
    "keep_line",
    "letters",
    "matrix",
    "network_of",
]

_COLOR: Final = "#0072B2"


def network_of(fitted: Collection, view: View) -> Network:
    """The letters among the documents of the filter."""
    return network(fitted, view.rows)


@dataclass(frozen=True, slots=True)
class _Sender:
    """A row of the matrix."""

    id: str
    label: str
    color: str = _COLOR


def letters(fitted: Collection, view: View, own: Network, n: int, person: str) -> None:
    """The network: all of it, or one person's part."""
    centre = own.index(person) if person else None
    if person and centre is None:
        st.caption(
            markup.plain(
                _("{name} neither wrote to nor heard from anyone here: this is everyone.").format(
                    name=person
                )
            )
        )
    title = _("Who wrote to whom")
    if centre is not None:
        title = markup.plain(_("Letters to and from {name}").format(name=person))
    key = "network" if centre is None else "network-one"
    clicks.show(title, _network(fitted, view, n, centre), key, _keep)


@lru_cache(maxsize=64)
def _network(fitted: Collection, view: View, n: int, centre: int | None) -> Figure:
    own = network_of(fitted, view)
    everyone = chosen(network(fitted, fitted.all_rows), n, centre)
    asked = view.filter
    return network_chart.draw(
        own,
        chosen(own, n, centre),
        arrange(fitted, own, n, centre),
        network_chart.height_of(len(everyone)),
        centre=centre,
        picked=(*asked.correspondents, *asked.creators, *asked.recipients),
    )


def _keep(mark: dict[str, Any]) -> None:
    """What a click on a person or a line does: keep their papers, or all again."""
    sender, recipient = str(mark["sender"]), str(mark["recipient"])
    if sender != recipient:
        keep_line(sender, recipient)
    elif sender:
        state.change(state.current_filter().toggled("correspondents", sender))


def keep_line(sender: str, recipient: str) -> None:
    """From a callback: keep the papers from one to the other, or all again."""
    chosen_ = state.current_filter()
    pair = {"creators": (sender,), "recipients": (recipient,)}
    same = all(getattr(chosen_, field) == values for field, values in pair.items())
    for field, values in pair.items():
        chosen_ = chosen_.with_values(field, () if same else values)
    state.change(chosen_)


def matrix(fitted: Collection, view: View) -> None:
    """Senders by recipients."""

    def picked(mark: dict[str, Any]) -> None:
        sender, recipient = str(mark["row"]), str(mark["column"])
        own = network_of(fitted, view)
        if own.counts[own.names.index(sender), own.names.index(recipient)]:
            keep_line(sender, recipient)

    clicks.show(_("From whom to whom, in numbers"), _matrix(fitted, view), "matrix", picked)


@lru_cache(maxsize=64)
def _matrix(fitted: Collection, view: View) -> Figure:
    own = network_of(fitted, view)
    wrote, got = densest(own, settings.MATRIX_ROWS, settings.MATRIX_COLUMNS)
    block = own.counts[wrote][:, got].toarray()
    senders, recipients = ([own.names[i] for i in side] for side in (wrote, got))
    shown, every = int(block.sum()), int(own.counts.sum())
    note = _(
        "{n} senders by {m} recipients: the strongest lines, {shown} of {all} letters (a paper to "
        "two is two). A click on a number keeps its papers."
    )
    return heat.draw(
        pd.DataFrame(block, index=senders, columns=recipients),
        [_Sender(name, name) for name in senders],
        {name: name for name in recipients},
        (_("from"), _("to")),
        note.format(n=len(senders), m=len(recipients), shown=f"{shown:,}", all=f"{every:,}"),
    )
