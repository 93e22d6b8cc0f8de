"""Messages beside what they are about."""

import streamlit as st

from dash_app.components import html
from dash_app.session.errors import error_at

__all__ = ["show_error"]


def show_error(place: str) -> None:
    """What went wrong here with the last change, in one sentence."""
    if message := error_at(place):
        st.error(html.plain(message), icon=":material/error:")
