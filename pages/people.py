"""Who wrote to whom; who wrote most; and one person's papers."""

from dash_app.shell.frame import guard

guard()


from dash_app.components import summary, view_state
from dash_app.session import embedding, loading
from dash_app.views.people import centrality, choice, network, person, spellings
from dash_core.common.i18n import _

collection, view = loading.collection(), loading.current_view()
graph = network.network_of(collection, view)

if not len(view):
    summary.nothing_found(collection)
n = choice.choose(collection, graph)
named = choice.chosen_person(collection)
who = named or choice.only_one(collection, view)
if named:
    person.head(collection, view, named)

if len(graph):
    network.letters(collection, view, graph, n, named)
elif len(view):
    choice.nobody(collection, view)
if named:
    person.show_person(collection, view, named)
if len(graph) and (not named or embedding.is_on()):
    centrality.figures(collection, view, graph)
    label = _("Senders and recipients in numbers")
    with view_state.expand("people-matrix", label, ":material/grid_on:") as numbers:
        if numbers.open or embedding.is_on():
            network.matrix(collection, view)
if who and not named:
    person.head(collection, view, who)
    person.around(who)
    person.show_person(collection, view, who)

spellings.say_open(collection)
with view_state.expand("people-names", _("Names and spellings"), ":material/badge:") as opened:
    if opened.open:
        spellings.names(collection, view)
