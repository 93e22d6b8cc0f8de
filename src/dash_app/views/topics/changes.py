"""What was done, in words, and start again; the topics as a file."""

from typing import Final

import streamlit as st

from dash_app.components import html, undo_buttons
from dash_app.components.downloads import Offer, button
from dash_app.components.messages import show_error
from dash_app.session import history, loading, revise
from dash_app.session.errors import catch_error
from dash_core import Collection, DossierError, Filter
from dash_core.analysis import topics
from dash_core.common.i18n import _
from dash_core.export.provenance import provenance
from dash_core.study.comment_header import with_header, without_header

__all__ = ["errors", "show_changes"]

PLACE: Final = "topics-history"


def show_changes(collection: Collection) -> None:
    """What was changed, and the topics as a file."""
    with st.expander(
        _("Changes, and a file of topics"),
        icon=":material/history:",
        key="topics-changes",
        on_change="rerun",
    ) as opened:
        if opened.open:
            _changes(collection)
            _file(collection)


def _changes(collection: Collection) -> None:
    """What was done, the last first, and the way back to the start."""
    past = history.undo_stack()
    if not past:
        st.caption(_("What you change is listed here, and can be undone."))
        return
    try:
        sentences = undo_buttons.changes(collection, past)
    except DossierError as error:
        st.caption(html.plain(str(error)))
        return
    lines = "".join(f"<li>{html.escape(one)}.</li>" for one in sentences)
    st.html(f'<p class="facts">{_("Latest first:")}</p><ol class="changes">{lines}</ol>')
    if history.state_at(past[0]).topics != (collection.study.topics or ""):
        undo_buttons.button(_("Start again"), "restart_alt", revise.reset_topics, True, "topics")


def _file(collection: Collection) -> None:
    """The topics as a file to keep, and one to bring in."""
    text = collection.study.topics or ""
    every = loading.view_of(collection, Filter())
    offer = Offer(
        _("Download the topics file"),
        "topics",
        "toml",
        lambda: with_header(text, provenance(collection, every).as_text()).encode(),
        _("A small text file (TOML) with all your decisions about topics."),
        "" if text else _("Nothing was decided about topics yet."),
    )
    button(collection, offer)
    key = "topics-upload"

    def brought() -> None:
        file = st.session_state[key]
        if file is None:
            return
        with catch_error(PLACE):
            try:
                text = without_header(file.getvalue().decode("utf-8-sig"))
            except UnicodeDecodeError as err:
                message = _("“{name}” is not UTF-8 text: save it as UTF-8 and try again.")
                raise DossierError(message.format(name=file.name)) from err
            topics.read_file(text)
            revise.replace_topics(text, adapt=lambda filter_: filter_.with_values("topics", ()))

    st.file_uploader(_("Open a topics file"), ["toml"], key=key, on_change=brought)


def errors() -> None:
    """What went wrong with the last of these."""
    show_error(PLACE)
