"""What takes the view elsewhere: links, citations, a hand-out; drawn when it is opened."""

from typing import TYPE_CHECKING, Final

import streamlit as st

from dash_app.session import url
from dash_app.share import citations, handout, link, study_file
from dash_core import Collection, View
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

__all__ = ["WAY", "draw", "opener"]

WAY: Final = "share-way"


def opener() -> "ExpanderContainer":
    """The expander under the filter line."""
    return st.expander(
        _("Share, cite, print"), icon=":material/ios_share:", key="share", on_change="rerun"
    )


def draw(opened: "ExpanderContainer", collection: Collection, view: View) -> None:
    """What is in it, once the page is drawn: what can be shared is known then."""
    if not opened.open:
        return
    ways = {
        _("Link"): link.draw,
        _("Citations"): citations.draw,
        _("Hand-out"): handout.draw,
        _("Study file"): study_file.share,
    }
    if url.page() == "data":  # which has the study file below
        del ways[_("Study file")]
    with opened:
        for tab, way in zip(st.tabs(list(ways), key=WAY, on_change="rerun"), ways, strict=True):
            if tab.open:
                with tab:
                    ways[way](collection, view)
