"""The method in plain words with its settings, its limits, and how to cite."""

from dash_app.frame import guard

guard()

from dash_app import about, state

about.draw(state.collection())
