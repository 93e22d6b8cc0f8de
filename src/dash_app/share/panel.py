"""The panel “Share, cite, print”: link, citations, hand-out, study file."""

from typing import TYPE_CHECKING, Final

import streamlit as st

from dash_app.session import url
from dash_core import Collection, View
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

__all__ = ["TAB", "draw", "opener"]

TAB: Final = "share-way"


def opener() -> "ExpanderContainer":
    """The expander under the filter line."""
    return st.expander(
        _("Share, cite, print"), icon=":material/ios_share:", key="share", on_change="rerun"
    )


def draw(opened: "ExpanderContainer", collection: Collection, view: View) -> None:
    """The tabs, drawn after the page: only then are its figures known."""
    if not opened.open:
        return
    # not above: until somebody opens it, a server starts without what reads and writes references
    from dash_app.share import citations, handout, link, study_file

    tabs = {
        _("Link"): link.draw,
        _("Citations"): citations.draw,
        _("Hand-out"): handout.draw,
        _("Study file"): study_file.share,
    }
    if url.page() == "data":  # which has the study file below
        del tabs[_("Study file")]
    with opened:
        if not collection.is_whole:  # which what is taken along would lack
            st.caption(_("Finding topics…"))
            return
        for tab, label in zip(st.tabs(list(tabs), key=TAB, on_change="rerun"), tabs, strict=True):
            if tab.open:
                with tab:
                    tabs[label](collection, view)
