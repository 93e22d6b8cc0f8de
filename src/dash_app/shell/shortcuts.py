"""Keys that work on every page, the link past menu and filter for users of the keyboard, and links
that wait for what is being saved."""

from pathlib import Path
from typing import Final

import streamlit as st

from dash_core.common.i18n import _

__all__ = ["draw"]

_HTML: Final = "<dialog><h2></h2><dl></dl><button type='button'></button></dialog>"
_CSS: Final = """
dialog { font: inherit; color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: .5rem; padding: 1.2rem 1.4rem;
  max-width: 26rem; }
dialog::backdrop { background: rgb(0 0 0 / .35); }
h2 { font-size: 1.15rem; margin: 0 0 .7rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .4rem .9rem; margin: 0 0 1rem; }
dd { margin: 0; }
kbd { font: inherit; border: 1px solid var(--st-border-color); border-radius: .3rem;
  padding: .05rem .45rem; }
button { font: inherit; padding: .25rem .8rem; cursor: pointer; color: inherit;
  background: transparent; border: 1px solid var(--st-border-color); border-radius: .4rem; }
"""
_keys: Final = st.components.v2.component(
    "dossier_shortcuts",
    html=_HTML,
    css=_CSS,
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def draw() -> None:
    """Listen for the keys; nothing is seen until "?" is pressed."""
    with st.container(key="shortcuts"):
        _keys(
            key="shortcuts-keys",
            data={
                "title": _("Keys"),
                "close": _("Close"),
                "skip": _("Skip to the content"),
                "keys": [
                    ["/", _("search")],
                    ["?", _("this list")],
                    [_("Tab"), _("first of all: past the menu to the content")],
                    [_("Enter"), _("open the document, or press the button, that is marked")],
                    [_("Esc"), _("close what stands open")],
                ],
            },
        )
