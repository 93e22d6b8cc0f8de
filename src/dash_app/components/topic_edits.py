"""What every control of topics needs: to change the file, say what went wrong, close itself."""

import re
from collections.abc import Callable
from typing import Final

import streamlit as st

from dash_app.components import html
from dash_app.session import loading
from dash_core import DossierError, Filter
from dash_core.analysis import topics
from dash_core.topics import OTHER
from dash_core.topics.file.schema import TopicFile
from dash_core.topics.file.write import to_toml

__all__ = ["Change", "edit", "forget", "is_wrong", "opener", "show_error", "split_words", "tell"]

_ERROR: Final = "topic-error"
_CLOSED: Final = "topics-closed"

Change = Callable[[TopicFile], TopicFile]


def opener(name: str) -> str:
    """The key of what opens controls. It changes when they are to be closed: Streamlit (1.67)
    does not close an expander that a person opened."""
    times = st.session_state.get(_CLOSED, 0)
    return f"{name}-{times}" if times else name


def edit(place: str, act: Change, *, closes: bool = False, moves: bool = False) -> None:
    """From a callback: change the topics file; a mistake is told at `place`.

    With `closes`, the controls are closed; with `moves`, found topics change their ids, so a
    filter by them would mean others: it is taken out.
    """
    forget()
    before = loading.study().topics or ""
    try:
        file = topics.read_file(before)
        after = act(file)
        loading.revise_topics(
            to_toml(after, before), keep=lambda chosen: _fitting(chosen, file, after, moves)
        )
    except DossierError as error:
        tell(place, str(error))
        return
    if closes:
        st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1


def _fitting(chosen: Filter, before: TopicFile, after: TopicFile, moves: bool) -> Filter:
    """The filter without topics that are gone or mean others now."""
    if bool(before.named) != bool(after.named) or (moves and not after.named):
        return chosen.with_values("topics", ())
    if not after.named:
        return chosen
    known = {spec.id for spec in after.named} | {OTHER}
    return chosen.with_values("topics", [topic for topic in chosen.topics if topic in known])


def split_words(typed: str) -> tuple[str, ...]:
    """Words and phrases typed with commas or line breaks between, each once."""
    words = (" ".join(word.split()) for word in re.split("[,;\n]", typed))
    return tuple(dict.fromkeys(word for word in words if word))


def forget() -> None:
    """From a callback: what went wrong before is of no interest any more."""
    st.session_state.pop(_ERROR, None)


def tell(place: str, said: str) -> None:
    """From a callback: say at `place` what went wrong."""
    st.session_state[_ERROR] = (place, said)


def is_wrong(place: str) -> bool:
    """Whether the last change went wrong there."""
    return bool(st.session_state.get(_ERROR, ("",))[0] == place)


def show_error(place: str) -> None:
    """What went wrong here with the last change, in one sentence."""
    at, said = st.session_state.get(_ERROR, ("", ""))
    if at == place:
        st.error(html.plain(said), icon=":material/error:")
