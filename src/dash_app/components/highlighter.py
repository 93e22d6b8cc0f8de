"""The button that highlights what is selected in a title or summary, with mouse or touch.

Inline, a component's JavaScript is loaded from a `blob:` address: a Content-Security-Policy needs
`script-src 'self' blob:`, and no `unsafe-eval`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from dash_core.common.i18n import _

__all__ = ["draw"]

_HTML: Final = '<p><button type="button" disabled></button><span></span></p>'
_CSS: Final = """
p { display: flex; align-items: center; gap: .6rem; margin: 0; min-height: 2rem; font: inherit; }
button { flex: none; font: inherit; font-size: .9rem; padding: .2rem .7rem; cursor: pointer;
  border-radius: var(--st-button-radius, .4rem); border: 1px solid var(--st-border-color);
  background: transparent; color: var(--st-text-color); }
button:disabled { opacity: .55; cursor: default; }
button:not(:disabled) { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
span { font-size: .9rem; opacity: .85; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }
"""
_button: Final = st.components.v2.component(
    "dossier_passage",
    html=_HTML,
    css=_CSS,
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def draw(key: str, on_highlight: Callable[[dict[str, Any]], None]) -> None:
    """Draw the button; `on_highlight` gets `field`, `start`, `end` and `text` of the
    selection, as the browser sends them: none of it can be trusted."""

    def changed() -> None:
        value = st.session_state[key].get("chosen")
        if isinstance(value, dict):
            on_highlight(value)

    _button(
        key=key,
        data={
            "label": _("Highlight"),
            "hint": _("Select words above to highlight them."),
        },
        on_chosen_change=changed,
    )
