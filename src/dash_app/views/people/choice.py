"""The people page: whom to look at, how many to draw, and what there is where nobody wrote."""

import streamlit as st

from dash_app.components import chart, html, widgets
from dash_app.session import links, url
from dash_core import Collection, View
from dash_core.analysis.network import Network, network
from dash_core.analysis.network.layout import CORES
from dash_core.charts import catalogue
from dash_core.common import settings
from dash_core.common.i18n import _, format_number
from dash_core.common.keep import keep
from dash_core.text.search.fuzzy_names import find_names, similar_names

__all__ = ["choose", "chosen_person", "look_at", "nobody", "only_one"]


def chosen_person(collection: Collection) -> str:
    """The person the URL names, by any of their spellings; "" where it names none, or one who is
    not here."""
    name = url.parameter("who")
    if not name or name in collection.facets["people"]:
        return name
    return _known_as(collection, name)


@keep(32)
def _known_as(collection: Collection, form: str) -> str:
    """Who is printed like this, if it is one and no guess is needed."""
    reading = find_names(form, collection.people.spellings)
    names = [name for name in reading.names if name in collection.facets["people"]]
    return names[0] if len(names) == 1 and not reading.is_guess else ""


def choose(collection: Collection, graph: Network) -> int:
    """Whom to look at, and how many to draw: gives that number."""
    key, many = "people-who", "people-top"
    person = chosen_person(collection)
    n = int(url.choice("top", list(map(str, CORES)), str(CORES[0])))
    widgets.sync_widget(key, person or None)
    widgets.sync_widget(many, n)

    def look() -> None:
        look_at(st.session_state[key] or "", n)

    def more() -> None:
        look_at(person, st.session_state[many] or CORES[0])

    with st.container(horizontal=True, vertical_alignment="bottom", key="people-choice"):
        st.selectbox(
            _("Show one person"),
            _options(collection, person),
            index=None,
            key=key,
            on_change=look,
            placeholder=_("Everyone; type a name"),
            # Of very many only the first are sent; anyone can be typed.
            accept_new_options=len(_people(collection)) > settings.MAX_OPTIONS.value,
        )
        if len(graph) > CORES[0]:
            st.segmented_control(
                _("People drawn"),
                list(CORES),
                key=many,
                format_func=lambda core: format_number(core),
                on_change=more,
            )
    if url.parameter("who") and not person:
        _unknown(collection, url.parameter("who"))
    return n


def _unknown(collection: Collection, name: str) -> None:
    """Who is not here, and ways to those of a name spelt nearly so."""
    st.info(
        html.plain(_("Nobody named “{name}” is in this listing.").format(name=name)),
        icon=":material/info:",
    )
    near = [
        other
        for other in similar_names(name, collection.people.spellings)
        if other in _people(collection)
    ]
    for other in near:
        st.page_link(
            "pages/people.py",
            label=html.plain(_("Show {name}").format(name=other)),
            icon=":material/person:",
            query_params=links.parameters(who=other),
        )


def look_at(person: str, n: int = CORES[0]) -> None:
    """From a callback: another person, another number of people drawn."""
    top = "" if n == CORES[0] else str(n)
    url.replace(links.parameters(who=person, top=top))


def _people(collection: Collection) -> list[str]:
    """Everyone named, those in most papers first."""
    return collection.facets["people"].by_size


def _options(collection: Collection, person: str) -> list[str]:
    first = _people(collection)[: settings.MAX_OPTIONS.value]
    return first if not person or person in first else [*first, person]


def only_one(collection: Collection, view: View) -> str:
    """The one person the filter asks for, if it does."""
    filter_ = view.filter
    names = {*filter_.correspondents, *filter_.creators, *filter_.recipients, *filter_.people}
    name = names.pop() if len(names) == 1 else ""
    return name if name in collection.facets["people"] else ""


def nobody(collection: Collection, view: View) -> None:
    """Why there is no network, and what there is instead: creators, and who is named."""
    if not collection.people.is_correspondence:
        _creators(collection, view)
        return
    if not len(network(collection, collection.all_rows)):
        message = _(
            "This listing says who wrote or received some papers, but never both of one, so there "
            "are no lines to draw."
        )
    else:
        message = _(
            "No document in this filter says both who wrote it and to whom. Remove something "
            "from the filter, or reset it."
        )
    st.info(message, icon=":material/info:")
    chart.show(_("People named"), catalogue.people(collection, view), "named", chart.pick("people"))


def _creators(collection: Collection, view: View) -> None:
    """Who made what is listed, and who is named in it."""
    facets = collection.facets
    if facets["creators"].values:
        made = catalogue.correspondents(collection, view)
        chart.show(_("Creators"), made, "creators", chart.pick("creators"))
    if {*facets["people"].values} - {*facets["creators"].values}:
        title = _("Others named") if facets["creators"].values else _("People named")
        chart.show(title, catalogue.people(collection, view), "named", chart.pick("people"))
    st.caption(
        _(
            "Neither a column nor the titles of this listing say who wrote to whom, so no network "
            "is drawn. If a column does, name it as “To (recipient)” on the Start page."
        )
    )
