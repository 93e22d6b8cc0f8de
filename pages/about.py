"""The method in plain words with its settings, its limits, and how to cite."""

from dash_app.shell.frame import guard

guard()

from dash_app.session import loading
from dash_app.views import about

about.show_about(loading.collection())
