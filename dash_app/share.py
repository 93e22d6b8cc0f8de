"""What takes the view elsewhere: links, citations, a hand-out; drawn when it is opened."""

from typing import TYPE_CHECKING

import streamlit as st

from dash_app import share_cite, share_handout, share_link, study_file
from dash_core import Collection, View
from dash_core.words import _

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

__all__ = ["draw", "opener"]


def opener() -> "ExpanderContainer":
    """The expander under the filter line."""
    return st.expander(
        _("Share, cite, print"), icon=":material/ios_share:", key="share", on_change="rerun"
    )


def draw(opened: "ExpanderContainer", fitted: Collection, view: View) -> None:
    """What is in it, once the page is drawn: what can be shared is known then."""
    if opened.open:
        with opened:
            share_link.draw(fitted, view)
            study_file.share(fitted, view)
            share_cite.draw(fitted, view)
            share_handout.draw(fitted, view)
