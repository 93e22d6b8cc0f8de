"""Start a class with the documents of a view."""

from dash_app.shell.frame import guard

guard()

from dash_app.session import loading
from dash_app.views.classroom import start

start.show_start(loading.collection(), loading.current_view())
