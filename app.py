"""Dossier: `streamlit run app.py`, or `streamlit run app.py -- LISTING` for a file of your own."""

from dash_app.shell import frame

frame.run()
