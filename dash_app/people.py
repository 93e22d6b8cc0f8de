"""The people page: who wrote to whom, as a network and as a matrix, and where each stands."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from dash_app import clicks, markup, state
from dash_app import figures as figures_of
from dash_core import Collection, View, settings
from dash_core.charts import Figure, heat
from dash_core.charts import network as network_chart
from dash_core.export.graph import GRAPH_FORMATS
from dash_core.names import find_names
from dash_core.network import Network, Standing, arrange, chosen, densest, network, standing
from dash_core.words import _, ngettext

__all__ = [
    "choose",
    "chosen_person",
    "downloads",
    "figures",
    "keep_line",
    "letters",
    "matrix",
    "network_of",
    "nobody",
    "only_one",
]

_COLOR: Final = "#0072B2"
_MIME: Final = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "nodes.csv": "text/csv",
    "edges.csv": "text/csv",
}


def network_of(fitted: Collection, view: View) -> Network:
    """The letters among the documents of the filter."""
    return network(fitted, view.rows)


def chosen_person(fitted: Collection) -> str:
    """The person the URL names, by any of their spellings; "" where it names none, or one who is
    not here."""
    name = state.parameter("who")
    if not name or name in fitted.facets["people"].values:
        return name
    return _known_as(fitted, name)


@lru_cache(maxsize=64)
def _known_as(fitted: Collection, form: str) -> str:
    """Who is printed like this, if it is one and no guess is needed."""
    reading = find_names(form, fitted.people.spellings)
    found = [name for name in reading.names if name in fitted.facets["people"].values]
    return found[0] if len(found) == 1 and not reading.is_guess else ""


def choose(fitted: Collection, own: Network) -> int:
    """Whom to look at, and how many to draw: gives that number."""
    key, many = "people-who", "people-top"
    person = chosen_person(fitted)
    asked = state.parameter("top")
    n = next((core for core in settings.CORES if str(core) == asked), settings.CORES[0])
    state.hold(key, person or None)
    state.hold(many, n)

    def look() -> None:
        _go(st.session_state[key] or "", n)

    def more() -> None:
        _go(person, st.session_state[many] or settings.CORES[0])

    with st.container(horizontal=True, vertical_alignment="bottom", key="people-choice"):
        st.selectbox(
            _("Look at one person"),
            _options(fitted, person),
            index=None,
            key=key,
            on_change=look,
            placeholder=_("Everyone; type a name"),
        )
        if len(own) > settings.CORES[0]:
            st.segmented_control(
                _("People drawn"),
                list(settings.CORES),
                key=many,
                format_func=lambda core: f"{core:,}",
                on_change=more,
            )
    unknown = state.parameter("who")
    if unknown and not person:
        st.info(
            markup.plain(_("Nobody called “{name}” is in this listing.").format(name=unknown)),
            icon=":material/info:",
        )
    return n


def _go(person: str, n: int) -> None:
    """From a callback: another person, another number."""
    top = "" if n == settings.CORES[0] else str(n)
    st.query_params.from_dict(state.url(who=person, top=top))


@lru_cache(maxsize=settings.MAX_FITTED)
def _people(fitted: Collection) -> list[str]:
    """Everyone named, those in most papers first."""
    totals = fitted.facets["people"].counts(fitted.all_rows)
    return sorted(totals, key=lambda name: (-totals[name], name))


def _options(fitted: Collection, person: str) -> list[str]:
    first = _people(fitted)[: settings.MAX_OPTIONS]
    return first if not person or person in first else [*first, person]


def only_one(fitted: Collection, view: View) -> str:
    """The one person the filter asks for, if it does."""
    asked = view.filter
    names = {*asked.correspondents, *asked.creators, *asked.recipients, *asked.people}
    name = names.pop() if len(names) == 1 else ""
    return name if name in fitted.facets["people"].values else ""


def nobody(fitted: Collection, view: View) -> None:
    """Why there is no network, and what there is instead."""
    if not fitted.facets["correspondents"].values:
        said = _(
            "Neither a column nor a title of this listing says who wrote to whom. A title like "
            "“Letter from A to B” would; columns can be named on the Start page."
        )
    elif not len(network(fitted, fitted.all_rows)):
        said = _(
            "This listing says who wrote or received some papers, but never both of one, so there "
            "are no lines to draw."
        )
    else:
        said = _(
            "No document of this filter says both who wrote it and to whom. Take something out "
            "of the filter, or reset it."
        )
    st.info(said, icon=":material/info:")
    clicks.show(_("People named"), figures_of.people(fitted, view), "named", clicks.pick("people"))


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
        keep_line(str(mark["row"]), str(mark["column"]))

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


@lru_cache(maxsize=64)
def _standing(fitted: Collection, view: View) -> Standing:
    return standing(network_of(fitted, view))


def figures(fitted: Collection, view: View, own: Network) -> None:
    """Where each person stands, in numbers, with what they mean."""
    st.header(_("Who stands where"), anchor=False)
    st.caption(
        _(
            "**Correspondents**: how many different people someone wrote to or heard from. "
            "**Between**: if news could only pass along these letters, in the direction they "
            "were sent, the share of all shortest ways between two others that lead through this "
            "person (betweenness). **Reached**: how near a person is to where news comes from: "
            "100% if everyone else wrote to them directly, half as much for two steps, nothing "
            "where there is no way (harmonic closeness)."
        )
    )
    st.caption(
        _(
            "A listing holds what an archive chose to keep and describe. Someone may stand at the "
            "centre here because it is their papers that were kept."
        )
    )
    found = _standing(fitted, view)
    shown = own.people[: settings.TABLE_PAGE_SIZE]
    n = len(shown)
    names = [own.names[i] for i in shown]
    key = "standing"

    def opened() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            _go(names[rows[0]], settings.CORES[0])

    st.dataframe(
        pd.DataFrame(
            {
                _("person"): names,
                _("papers"): own.papers[shown],
                _("sent"): own.sent[shown],
                _("received"): own.received[shown],
                _("correspondents"): found.correspondents[:n],
                _("between"): found.between[:n] * 100,
                _("reached"): found.reached[:n] * 100,
            }
        ),
        hide_index=True,
        height=38 + 35 * min(max(1, n), 10),
        key=key,
        on_select=opened,
        selection_mode="single-row",
        column_config={
            _("person"): st.column_config.TextColumn(width="medium"),
            _("between"): st.column_config.NumberColumn(format="%.1f%%"),
            _("reached"): st.column_config.NumberColumn(format="%.1f%%"),
        },
        alt=_("Table of the people of the network with their figures"),
    )
    said = [_("Tick a row to look at that person.")]
    if n < len(own):
        said.append(
            _("The first {n} of {all} are shown; the downloads have all.").format(
                n=f"{n:,}", all=f"{len(own):,}"
            )
        )
    if found.sources < len(own):
        said.append(
            ngettext(
                "“Between” and “reached” are estimates from the ways that start at {n} person.",
                "“Between” and “reached” are estimates from the ways that start at {n} people.",
                found.sources,
            )
        )
    st.caption(" ".join(said))


def downloads(fitted: Collection, view: View) -> None:
    """The network of the filter, for Gephi and its like."""
    st.caption(
        _(
            "The network of this filter for Gephi, Cytoscape and their like: each person with "
            "papers sent and received and their first and last date, each line with its papers."
        )
    )
    names = {
        "graphml": "GraphML",
        "gexf": "GEXF",
        "nodes.csv": _("People, CSV"),
        "edges.csv": _("Lines, CSV"),
    }
    with st.container(horizontal=True):
        for form in GRAPH_FORMATS:
            st.download_button(
                names[form],
                data=partial(_write, fitted, view, form),
                file_name=f"dossier-{fitted.fingerprint}.{form}",
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                key=f"download-{form}",
            )


def _write(fitted: Collection, view: View, form: str) -> bytes:
    return GRAPH_FORMATS[form](fitted, view.rows)
