"""A class on the wall: its code, the exercise, results without names."""

from dash_app.shell.frame import guard

guard()

from dash_app.views.classroom import projector

projector.show_projector()
