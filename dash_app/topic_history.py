"""Undo, redo and start again; what was done, in words; the topics as a file."""

from itertools import pairwise
from typing import Final

import streamlit as st

from dash_app import markup, state
from dash_app.topic_act import show_error, tell
from dash_core import Collection, DossierError, steering
from dash_core.topics.story import say_changes
from dash_core.words import _

__all__ = ["buttons", "draw", "errors"]

PLACE: Final = "topics-history"


def draw(fitted: Collection) -> None:
    """What was changed, and the topics as a file."""
    with st.expander(
        _("Changes, and a file of topics"),
        icon=":material/history:",
        key="topics-changes",
        on_change="rerun",
    ) as opened:
        if opened.open:
            _changes(state.past())
            _file(fitted)


def buttons() -> None:
    """Undo and redo."""
    with st.container(horizontal=True, gap="small"):
        _button(_("Undo"), "undo", state.undo, bool(state.past()))
        _button(_("Redo"), "redo", state.redo, bool(state.future()))


def _button(label: str, name: str, act: object, is_on: bool) -> None:
    def clicked() -> None:
        try:
            act()  # type: ignore[operator]
        except DossierError as error:
            tell(PLACE, str(error))

    st.button(
        label,
        icon=f":material/{name}:",
        type="tertiary",
        key=f"topics-{name}",
        on_click=clicked,
        disabled=not is_on,
    )


def _changes(past: list[str]) -> None:
    """What was done, the last first, and the way back to the start."""
    if not past:
        st.caption(_("What you change is listed here, and can be undone."))
    else:
        try:
            texts = [*map(state.topics_at, past), state.study().topics or ""]
            files = [steering.read_file(text) for text in texts]
        except DossierError as error:
            st.caption(markup.plain(str(error)))
            return
        said = [
            "; ".join(say_changes(before, after)) or _("A change of the file’s text")
            for before, after in pairwise(files)
        ]
        lines = "".join(f"<li>{markup.escape(one)}.</li>" for one in reversed(said))
        st.html(f'<p class="facts">{_("The last first:")}</p><ol class="changes">{lines}</ol>')
        _button(_("Start again"), "restart_alt", state.start_again, True)


def _file(fitted: Collection) -> None:
    """The topics as a file to keep, and one to bring in."""
    text = fitted.study.topics or ""
    st.download_button(
        _("Download the topics file"),
        data=text.encode(),
        file_name="topics.toml",
        mime="application/toml",
        on_click="ignore",
        icon=":material/download:",
        disabled=not text,
        key="topics-download",
        help=_("A small text file (TOML) with all you decided about topics; people can read it."),
    )
    key = "topics-upload"

    def brought() -> None:
        file = st.session_state[key]
        if file is None:
            return
        try:
            text = file.getvalue().decode("utf-8-sig")
            steering.read_file(text)
            state.revise_topics(text, keep=lambda chosen: chosen.with_values("topics", ()))
        except UnicodeDecodeError:
            said = _("“{name}” is not UTF-8 text: save it as UTF-8 and try again.")
            tell(PLACE, said.format(name=file.name))
        except DossierError as error:
            tell(PLACE, str(error))

    st.file_uploader(_("Bring a topics file in"), ["toml"], key=key, on_change=brought)


def errors() -> None:
    """What went wrong with the last of these."""
    show_error(PLACE)
