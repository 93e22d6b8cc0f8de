"""Who wrote to whom; where each person stands; and one person's papers."""

from dash_app.frame import guard

guard()

import streamlit as st

from dash_app import (
    address,
    parts,
    people,
    people_choice,
    people_figures,
    people_names,
    person,
    state,
)
from dash_core.words import _

fitted, view = state.collection(), state.current_view()
own = people.network_of(fitted, view)

if not len(view):
    parts.nothing_found(fitted)
n = people_choice.choose(fitted, own)
named = people_choice.chosen_person(fitted)
who = named or people_choice.only_one(fitted, view)
if named:
    person.head(fitted, view, named)

if len(own):
    people.letters(fitted, view, own, n, named)
elif len(view):
    people_choice.nobody(fitted, view)
if named:
    person.draw(fitted, view, named)
if len(own):
    people.matrix(fitted, view)
if who and not named:
    person.head(fitted, view, who)
    person.around(who)
    person.draw(fitted, view, who)

if len(own):
    people_figures.figures(fitted, view, own)
    st.header(_("Take the network along"), anchor=False)
    people_figures.downloads(fitted, view)

with address.expand("people-names", _("Names and spellings"), ":material/badge:") as opened:
    if opened.open:
        people_names.names(fitted, view)
