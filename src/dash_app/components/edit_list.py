"""The edits of names or places, latest first, each with its undo."""

from collections.abc import Callable, Sequence

import streamlit as st

from dash_app.components import html
from dash_core import Collection
from dash_core.common.i18n import _
from dash_core.study.edits import Edit

__all__ = ["draw"]


def draw(
    collection: Collection,
    edits: Sequence[Edit],
    key: str,
    save: Callable[[Collection, tuple[Edit, ...]], None],
) -> None:
    """The edits; undoing one keeps all others of the study."""
    for i, edit in enumerate(reversed(edits)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"decided-{key}-{i}"):
            st.html(f'<p class="words">{html.escape(edit.sentence())}</p>')
            st.button(
                _("Undo"),
                type="tertiary",
                icon=":material/undo:",
                key=f"{key}-undo-{i}",
                on_click=save,
                args=(collection, tuple(e for e in collection.study.edits if e != edit)),
            )
