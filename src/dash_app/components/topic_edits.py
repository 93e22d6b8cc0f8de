"""Edits of topics: change the topics file, say what went wrong, close the controls."""

import re
from collections.abc import Callable
from typing import Final

import streamlit as st

from dash_app.session import revise, studies
from dash_app.session.errors import catch_error
from dash_core import Filter
from dash_core.analysis import topics
from dash_core.topics import OTHER
from dash_core.topics.file.schema import TopicFile
from dash_core.topics.file.write import to_toml

__all__ = ["Change", "edit", "opener", "split_words"]

_CLOSED: Final = "topics-closed"

Change = Callable[[TopicFile], TopicFile]


def opener(name: str) -> str:
    """The key of what opens controls. It changes when they are to be closed.

    streamlit-1.67: an expander that a person opened cannot be closed.
    """
    times = st.session_state.get(_CLOSED, 0)
    return f"{name}-{times}" if times else name


def edit(place: str, change: Change, *, closes: bool = False, moves: bool = False) -> None:
    """From a callback: change the topics file; the page says at `place` what went wrong.

    With `closes`, the controls are closed; with `moves`, found topics change their ids, so a
    filter by them would mean others: it is taken out.
    """
    with catch_error(place):
        before = studies.study().topics or ""
        file = topics.read_file(before)
        changed = change(file)
        revise.replace_topics(
            to_toml(changed, before),
            adapt=lambda filter_: _adapted(filter_, file, changed, moves),
        )
        if closes:
            st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1


def _adapted(filter_: Filter, before: TopicFile, after: TopicFile, moves: bool) -> Filter:
    """The filter without topics that are gone or mean others now."""
    if bool(before.named) != bool(after.named) or (moves and not after.named):
        return filter_.with_values("topics", ())
    if not after.named:
        return filter_
    known = {spec.id for spec in after.named} | {OTHER}
    return filter_.with_values("topics", [topic for topic in filter_.topics if topic in known])


def split_words(text: str) -> tuple[str, ...]:
    """Words and phrases typed with commas or line breaks between, each once."""
    words = (" ".join(word.split()) for word in re.split("[,;\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))
