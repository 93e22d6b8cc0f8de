"""Who wrote to whom; where each person stands; and one person's papers."""

from dash_app.shell.frame import guard

guard()

import streamlit as st

from dash_app.components import summary
from dash_app.session import loading
from dash_app.share import permalink
from dash_app.views.people import centrality, choice, network, person, spellings
from dash_core.common.i18n import _

fitted, view = loading.collection(), loading.current_view()
own = network.network_of(fitted, view)

if not len(view):
    summary.nothing_found(fitted)
n = choice.choose(fitted, own)
named = choice.chosen_person(fitted)
who = named or choice.only_one(fitted, view)
if named:
    person.head(fitted, view, named)

if len(own):
    network.letters(fitted, view, own, n, named)
elif len(view):
    choice.nobody(fitted, view)
if named:
    person.draw(fitted, view, named)
if len(own):
    network.matrix(fitted, view)
if who and not named:
    person.head(fitted, view, who)
    person.around(who)
    person.draw(fitted, view, who)

if len(own):
    centrality.figures(fitted, view, own)
    st.header(_("Take the network along"), anchor=False)
    centrality.downloads(fitted, view)

with permalink.expand("people-names", _("Names and spellings"), ":material/badge:") as opened:
    if opened.open:
        spellings.names(fitted, view)
