"""Correcting the date, the title or the summary of one document where it is read."""

from dataclasses import replace
from typing import Final

import streamlit as st

from dash_app.components import edit_list, summary
from dash_app.components.messages import show_error
from dash_app.session import revise
from dash_app.session.errors import catch_error
from dash_core import Collection
from dash_core.analysis.review import TYPED, edits_of, review_table
from dash_core.analysis.standing import keep_groups
from dash_core.common.i18n import _
from dash_core.study.edits import Edit

__all__ = ["show_correct"]

_PLACE: Final = "correct"


def show_correct(collection: Collection, row: int) -> None:
    """A form of the values that can be corrected, and the corrections of this document."""
    show_error(_PLACE)
    with st.expander(
        _("Correct the date, title or summary"),
        icon=":material/edit:",
        key="correct",
        on_change="rerun",
    ) as opened:
        if opened.open:
            _form(collection, row)


def _form(collection: Collection, row: int) -> None:
    document = collection.table.iloc[row]
    id_ = str(document["id"])
    labels = summary.field_labels()
    keys = {name: f"correct-{name}-{id_}-{collection.fingerprint}" for name in TYPED}

    def correct() -> None:
        typed = {name: st.session_state[key] for name, key in keys.items()}
        frame = review_table(collection, [row], with_unread=False)
        _keep(collection, edits_of(frame, {0: typed}, collection.study.edits))

    with st.form("correct-form", border=False):
        for name, key in keys.items():
            field = st.text_area if name == "summary" else st.text_input
            field(labels[name], str(document[name]), key=key)
        st.form_submit_button(_("Apply changes"), type="primary", on_click=correct)
    st.caption(_("The file is unchanged, and what it says stays below, under “In the source”."))
    made = [e for e in collection.study.edits if e.target == "document" and e.document == id_]
    edit_list.draw(collection, made, "correct", _keep)


def _keep(collection: Collection, edits: tuple[Edit, ...]) -> None:
    """From a callback: the study with other edits."""
    with catch_error(_PLACE):
        revise.replace_study(keep_groups(collection, replace(collection.study, edits=edits)))
