"""Open a listing: paste, upload or take the sample; check what was read; explore."""

from dash_app.shell.frame import guard

guard()

from dash_app.views.start import preview

preview.show_start()
