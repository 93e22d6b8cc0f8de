"""Opening another page from a callback, which cannot switch pages itself."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dash_app.session import links, pages, url
from dash_core.common.i18n import _

__all__ = ["FOLLOW", "follow", "open_document", "open_page"]

_WANTED, _TIMES = "open-page", "pages-opened"
# One constant script, so that a Content-Security-Policy can name its hash.
FOLLOW: Final = "<script>document.querySelector('.st-key-follow a')?.click()</script>"


def open_page(page: str, parameters: Mapping[str, list[str]]) -> None:
    """From a callback: open a page with these URL parameters when the callback is done."""
    st.session_state[_WANTED] = (page, url.of_visit() | dict(parameters))


def open_document(id_: str) -> None:
    """From a callback: open this document when the callback is done."""
    open_page("document", links.parameters(doc=id_))


def follow() -> bool:
    """At the beginning of a run: open what a callback asked for. Whether there is such a page.

    streamlit-1.67: `st.switch_page` would leave one entry more in the browser's history, of the
    new parameters on the old page, and Back would lead there. So a script clicks a link.
    """
    wanted = st.session_state.pop(_WANTED, None)
    if wanted is None:
        return False
    page, parameters = wanted
    times = st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    with st.container(key="follow"):
        st.page_link(pages.page(page), label=_("Open"), query_params=parameters)
        # A script runs when its element changes.
        st.html(f'<i data-times="{times}"></i>{FOLLOW}', unsafe_allow_javascript=True)
    return True
