"""Pictures and scans that a column of the listing gives by their addresses."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from dash_app.components import html
from dash_app.components.summary import facts
from dash_core.common import settings
from dash_core.common.i18n import _

__all__ = ["is_address", "show_link", "show_scans"]

MAX_PICTURE_CHARS: Final = 2_000_000  # of a picture inside the listing; a larger one is not sent

_INSIDE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+\Z")
_FILE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp)\Z", re.IGNORECASE)
_HOST: Final = re.compile(r"^https?://|:\d+$")
_SHOWN: Final = "pictures-from"  # hosts whose pictures this visitor asked for


def is_address(text: str) -> bool:
    """Whether a value is an address of a picture or page, and nothing else."""
    return text.startswith(("http://", "https://", "data:image/")) and not any(
        map(str.isspace, text)
    )


def show_scans(columns: Sequence[tuple[str, str]]) -> None:
    """Addresses in own columns: a picture that is in the listing itself is shown. Another one is
    a link, and shown once this visitor asks for the pictures of its host: until then no other host
    learns who reads what, whoever made the listing or the link to it."""
    for name, address in columns:
        if _INSIDE.match(address) and len(address) <= MAX_PICTURE_CHARS:
            _picture(name, address)
        elif address.startswith("data:"):
            facts([(name, _("a picture that cannot be shown here"))])
        else:
            show_link(name, address)


def show_link(name: str, address: str) -> None:
    """A link; where it leads to a picture, that is shown here once this visitor asks for it."""
    host, is_picture = _host(address), bool(_FILE.search(_path(address)))
    shown: frozenset[str] = st.session_state.get(_SHOWN, frozenset())
    if is_picture and host in shown:
        _picture(name, address)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.link_button(
            html.plain(name), address, icon=":material/open_in_new:", help=html.plain(address)
        )
        if not is_picture or not _is_allowed(host):
            return

        def show(hosts: frozenset[str]) -> None:
            st.session_state[_SHOWN] = hosts

        is_shown = host in shown
        label = _("Show links only") if is_shown else _("Show pictures of {host} here")
        st.button(
            html.plain(label.format(host=host)),
            key=f"scan-{name}",
            type="tertiary",
            icon=":material/image:",
            help=_("In this visit. {host} then learns what you look at.").format(
                host=html.plain(host)
            ),
            on_click=show,
            args=(shown - {host} if is_shown else shown | {host},),
        )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # no address at all: a browser will say so
        return ""


def _is_allowed(host: str) -> bool:
    """Whether the host of this server lets pictures of another one be shown."""
    allowed = settings.picture_hosts()
    return bool(host) and ("https:" in allowed or any(_HOST.sub("", a) == host for a in allowed))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _picture(name: str, address: str) -> None:
    st.html(
        f'<figure class="scan"><img alt="{html.escape(name)}" src="{html.escape(address)}">'
        f"<figcaption>{html.escape(name)}</figcaption></figure>"
    )
