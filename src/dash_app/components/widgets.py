"""Widgets whose values are in the URL."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from dash_app.session import links
from dash_core.text.language.tokens import fold

__all__ = ["is_new", "selected_values", "sync_widget", "write_choice"]

_COUNT = re.compile(r" \([0-9,]+\)$")


def sync_widget(key: str, value: object) -> None:
    """Make a widget show what the URL says.

    streamlit-1.67: a value that is set goes to the browser and would undo a key pressed in the
    meantime, so only what differs is set.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def is_new(key: str) -> bool:
    """Whether this visit draws a widget for the first time.

    What the widget then gives beside its default was entered before the visit began: the browser
    lost its server, and another one, which knows nothing of a change, is sent the fields of the
    page. A value that is set in the session would take their place; a default does not.
    """
    known = f"{key}-known"
    first = key not in st.session_state and known not in st.session_state
    st.session_state[known] = True
    return first


def selected_values(
    selection: Iterable[str], values: Mapping[str, object], label_of: Callable[[str], str]
) -> list[str]:
    """The values that are selected in a widget whose labels end in a number.

    streamlit-1.67: the label of a selected value stays as it was when its number changes, and is
    then given for the value: `Stalin (4)`.

    Text that was typed stands for the values that have it, whatever its case and accents.
    """
    by_label = {label_of(value): value for value in values}
    selected: list[str] = []
    for item in selection:
        bare = _COUNT.sub("", item)
        if item in values or bare in by_label:
            selected.append(item if item in values else by_label[bare])
        elif typed := fold(item).strip():
            selected += [value for label, value in by_label.items() if typed in fold(label)]
    return list(dict.fromkeys(selected))


def write_choice(key: str, name: str, options: Sequence[str]) -> None:
    """From a callback: put what a widget has selected into the URL; out of it if it is the first
    option. A browser may still send a label with an old number, which is ignored."""
    selected = st.session_state[key]
    if selected in options:
        links.set_parameters(**{name: "" if selected == options[0] else selected})
