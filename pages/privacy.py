"""What a class keeps, for parents: ten lines."""

from dash_app.shell.frame import guard

guard()

from dash_app.views.classroom import privacy

privacy.show_privacy()
