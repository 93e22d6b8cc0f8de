"""A class, for its teacher: what is on, who answered what, results, the end of it."""

from dash_app.shell.frame import guard

guard()

from dash_app.views.classroom import live

live.show_class()
