"""Dossier: `streamlit run app.py`, or `streamlit run app.py -- LISTING` for a file of your own.

Streamlit runs this file for every visit; its server imports it once, for `app`.
"""

import gc

if __name__ != "__main__":
    gc.disable()  # until the server is ready: it would walk through all that is loaded, many times

import streamlit as st

from dash_app.hosting import server
from dash_app.shell import frame
from dash_core.common import counters

if __name__ == "__main__":
    with counters.timed("rerun"):
        frame.run()
else:
    app = st.App(__file__, **server.options())
