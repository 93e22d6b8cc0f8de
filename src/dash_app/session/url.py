"""The address of this run: what it holds, changing it, and keeping the browser's in step."""

from collections.abc import Iterable, Mapping
from time import monotonic

import streamlit as st

__all__ = [
    "choice",
    "misread",
    "not_understood",
    "page",
    "parameter",
    "parameters",
    "replace",
    "show",
]

_SHOWN, _SHOWN_BEFORE, _SHOWN_AT = "url-shown", "url-shown-before", "url-shown-at"
_TOLD = "url-told"
_ECHO = 0.4  # seconds: sooner nobody comes back
_STRANGE = "not-understood"


def parameters() -> dict[str, list[str]]:
    """All the URL holds."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def parameter(name: str, default: str = "") -> str:
    """A page's own URL parameter."""
    return st.query_params.get(name, default)


def page() -> str:
    """The path of the page this run shows; "" for the first one."""
    return str(st.session_state.get(_SHOWN, ("",))[0])


def choice(name: str, options: Iterable[str], default: str = "") -> str:
    """A page's own URL parameter, one of these; else the default, and the frame says so."""
    asked = parameter(name)
    if not asked or asked in options:
        return asked or default
    misread(name, asked)
    return default


def misread(name: str, value: str) -> None:
    """Note a value of the URL that makes no sense here, for a sentence under the filter."""
    noted = st.session_state.setdefault(_STRANGE, {})
    noted[f"{name}={value[:40]}"] = None


def not_understood() -> list[str]:
    """What was noted since this was asked last: `show=foo`."""
    return list(st.session_state.pop(_STRANGE, {}))


def replace(wanted: Mapping[str, list[str]]) -> None:
    """Put these parameters into the URL instead of its own; empty ones are left out."""
    said = {name: values for name, values in wanted.items() if any(values)}
    if parameters() != said:
        before, _after, at = st.session_state.get(_TOLD, (parameters(), said, 0.0))
        if at <= st.session_state.get(_SHOWN_AT, 0.0):  # else it is one click's second change
            before = parameters()
        st.query_params.from_dict(said)
        st.session_state[_TOLD] = before, said, monotonic()


def show(path: str) -> None:
    """Tell the browser what this run shows, so that address and page never differ.

    Streamlit (1.67) changes the address on a link to another page, but not on one to the same
    page with other parameters (from a document to a similar one). On the way to another page
    nothing may be told: the browser would take it for the page it leaves, and Back would lead
    there with the parameters of this one.
    """
    _forgive_echo(path)
    now, before = parameters(), st.session_state.get(_SHOWN)
    st.session_state[_SHOWN], st.session_state[_SHOWN_BEFORE] = (path, now), before
    st.session_state[_SHOWN_AT] = monotonic()
    if before and before[0] == path and before[1] != now:
        st.query_params.from_dict(now)


def _forgive_echo(path: str) -> None:
    """Go where a link led, and keep what was changed in the field that was left by clicking it.

    Streamlit (1.67) tells of that change before the link, which holds what the address was, or
    after it, as of the page that was left, and of that page perhaps once more.
    """
    last, now = st.session_state.get(_SHOWN), parameters()
    before, after, at = st.session_state.get(_TOLD, (now, now, -_ECHO))
    if monotonic() - at < _ECHO and now not in (before, after):
        st.query_params.from_dict(_brought_on(now, before, after))
    elif monotonic() - at < _ECHO and last and last != (path, before):
        _go(path, last[0], _brought_on(last[1], before, after))
    elif (
        last
        and last[0] != path
        and st.session_state.get(_SHOWN_BEFORE) == (path, now)
        and monotonic() - st.session_state[_SHOWN_AT] < _ECHO
    ):
        _go(path, *last)


def _brought_on(
    own: Mapping[str, list[str]], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """An address that was made before a change of the address, with that change."""
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    stale = {name for name in changed if own.get(name) == before.get(name)}
    kept = {name: values for name, values in own.items() if name not in stale}
    return kept | {name: after[name] for name in stale if name in after}


def _go(here: str, there: str, wanted: dict[str, list[str]]) -> None:
    if here == there:
        st.query_params.from_dict(wanted)
    else:
        st.switch_page(f"pages/{there or 'overview'}.py", query_params=wanted)
