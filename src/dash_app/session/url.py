"""The URL of this run: reading it, changing it, and keeping the browser's in step.

The only module that touches `st.query_params`.
"""

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dash_core import Filter
from dash_core.common.i18n import LANGUAGES, host_language, set_fallback
from dash_core.common.pseudo import PSEUDO

__all__ = [
    "EDITS",
    "LANGUAGE",
    "REDO",
    "SOURCE",
    "UNDO",
    "adopt_language",
    "choice",
    "current_filter",
    "language",
    "note_invalid",
    "of_visit",
    "page",
    "parameter",
    "parameters",
    "pop_invalid",
    "replace",
    "sync",
    "values",
]

# The parameters of a study: the key of its listing, its changes, the keys before and after it.
SOURCE: Final = "source"
EDITS: Final = "edits"
UNDO: Final = "undo"
REDO: Final = "redo"
LANGUAGE: Final = "lang"

# In the session: page and parameters of this run and of the one before, and when this one began;
# the page that was left last, and when; parameters before and after the last change, and when it
# was made; parts that make no sense.
_SHOWN, _SHOWN_BEFORE, _SHOWN_AT = "url-shown", "url-shown-before", "url-shown-at"
_LEFT, _CHANGED = "url-left", "url-changed"
_INVALID = "url-invalid"
_LANGUAGE = "url-language"  # the last one that the URL of this visit named
_ECHO_SECONDS = 0.4  # a person needs longer than this to come back to a page


def parameters() -> dict[str, list[str]]:
    """All the URL holds."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def parameter(name: str, default: str = "") -> str:
    """The last value of one parameter."""
    return st.query_params.get(name, default)


def values(name: str) -> list[str]:
    """All values of one parameter."""
    return st.query_params.get_all(name)


def current_filter() -> Filter:
    """The filter the URL holds."""
    return Filter.from_url(parameters())


def page() -> str:
    """The path of the page this run shows; "" for the first one."""
    return str(st.session_state.get(_SHOWN, ("",))[0])


def language() -> str:
    """The language of this run: what the URL names or named before in this visit, else what the
    browser asks for, else the host's."""
    if get_script_run_ctx(suppress_warning=True) is None:  # no visitor's run
        return host_language()
    named = parameter(LANGUAGE)
    if named in LANGUAGES and st.session_state.get(_LANGUAGE) != named:
        st.session_state[_LANGUAGE] = named
    elif host_language() in PSEUDO:
        return host_language()
    asked = (st.context.locale or "").partition("-")[0].lower()
    return st.session_state.get(_LANGUAGE) or (asked if asked in LANGUAGES else host_language())


def adopt_language(code: str) -> bool:
    """Let a visit that named no language go on in this one; give whether that is another."""
    if code not in LANGUAGES or st.session_state.get(_LANGUAGE):
        return False
    before = language()
    st.session_state[_LANGUAGE] = code
    return language() != before


set_fallback(language)  # callbacks and fragments run before or without the frame


def of_visit() -> dict[str, list[str]]:
    """What every link of the visit keeps of the URL: the language, if it names one."""
    named = parameter(LANGUAGE)
    return {LANGUAGE: [named]} if named in LANGUAGES else {}


def choice(name: str, options: Iterable[str], default: str = "") -> str:
    """A parameter that is one of these; else the default, and the frame says so."""
    value = parameter(name)
    if not value or value in options:
        return value or default
    note_invalid(name, value)
    return default


def note_invalid(name: str, value: str) -> None:
    """Note a value of the URL that makes no sense here, for a sentence under the filter."""
    noted = st.session_state.setdefault(_INVALID, {})
    noted[f"{name}={value[:40]}"] = None


def pop_invalid() -> list[str]:
    """What was noted since the last call: `show=foo`."""
    return list(st.session_state.pop(_INVALID, {}))


def replace(wanted: Mapping[str, list[str]]) -> None:
    """Put these parameters into the URL instead of what it holds; empty ones are left out."""
    after = {name: values for name, values in (of_visit() | dict(wanted)).items() if any(values)}
    if parameters() != after:
        before, _after, at = st.session_state.get(_CHANGED, (parameters(), after, 0.0))
        if at <= st.session_state.get(_SHOWN_AT, 0.0):  # else it is the second change of one click
            before = parameters()
        st.query_params.from_dict(after)
        st.session_state[_CHANGED] = before, after, monotonic()


def sync(path: str) -> None:
    """At the beginning of a run of the page at `path`: make the browser's URL that of the run.

    streamlit-1.67: the URL changes on a link to another page, but not on one to the same page with
    other parameters (from a document to a similar one). On the way to another page nothing may be
    sent: the browser would take it for the page it leaves, and Back would lead there with the
    parameters of this one.
    """
    _restore_after_echo(path)
    now, before = parameters(), st.session_state.get(_SHOWN)
    st.session_state[_SHOWN], st.session_state[_SHOWN_BEFORE] = (path, now), before
    st.session_state[_SHOWN_AT] = monotonic()
    if before and before[0] != path:
        st.session_state[_LEFT] = before[0], monotonic()
    if before and before[0] == path and before[1] != now:
        st.query_params.from_dict(now)


def _restore_after_echo(path: str) -> None:
    """Follow a link, and keep what was changed in the field that was left by clicking it.

    streamlit-1.67: that change arrives before the link, which holds what the URL was, or after it,
    as of the page that was left, and perhaps once more from that page.
    """
    shown, now = st.session_state.get(_SHOWN), parameters()
    before, after, at = st.session_state.get(_CHANGED, (now, now, -_ECHO_SECONDS))
    if monotonic() - at < _ECHO_SECONDS and now not in (before, after):
        st.query_params.from_dict(_with_change(now, before, after))
    elif monotonic() - at < _ECHO_SECONDS and shown and shown != (path, before):
        if shown[0] == path or _was_left(path):
            _go(path, shown[0], _with_change(shown[1], before, after))
        else:
            st.query_params.from_dict(_with_change(now, before, after))
    elif (
        shown
        and shown[0] != path
        and st.session_state.get(_SHOWN_BEFORE) == (path, now)
        and monotonic() - st.session_state[_SHOWN_AT] < _ECHO_SECONDS
    ):
        _go(path, *shown)


def _was_left(path: str) -> bool:
    """Whether a page was left so short a time ago that what comes from it is an echo."""
    left, at = st.session_state.get(_LEFT, ("", -_ECHO_SECONDS))
    return bool(path == left and monotonic() - at < _ECHO_SECONDS)


def _with_change(
    stale: Mapping[str, list[str]], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Parameters that were made before a change of the URL, with that change."""
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    old = {name for name in changed if stale.get(name) == before.get(name)}
    kept = {name: values for name, values in stale.items() if name not in old}
    return kept | {name: after[name] for name in old if name in after}


def _go(here: str, there: str, wanted: dict[str, list[str]]) -> None:
    if here == there:
        st.query_params.from_dict(wanted)
    else:
        st.switch_page(f"pages/{there or 'overview'}.py", query_params=wanted)
