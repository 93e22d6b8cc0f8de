"""What takes the view elsewhere: links, citations, a hand-out; drawn when it is opened."""

import streamlit as st

from dash_app import share_cite, share_handout, share_link
from dash_core import Collection, View
from dash_core.words import _

__all__ = ["draw"]


def draw(fitted: Collection, view: View) -> None:
    """The expander under the filter line."""
    with st.expander(
        _("Share, cite, print"), icon=":material/ios_share:", key="share", on_change="rerun"
    ) as opened:
        if opened.open:
            share_link.draw(fitted, view)
            share_cite.draw(fitted, view)
            share_handout.draw(fitted, view)
