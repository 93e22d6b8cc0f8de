"""Headers of every answer: what a page may load and run, and who may show it inside another one.

Content Security Policy Level 3 (W3C); the rest as OWASP's "HTTP Security Response Headers" has it.
Scripts run where they are files of this server, or one of the constant texts that are named here
by their digests; there is no `unsafe-eval`, and nothing is loaded from another host.
"""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import MutableHeaders

from dash_app.session.navigation import FOLLOW
from dash_app.share.link import SCRIPT
from dash_core.common import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SecurityHeaders", "policy"]

_INDEX: Final = Path(streamlit.__file__).with_name("static") / "index.html"
_INLINE: Final = re.compile(r"(?s)<script>(.*?)</script>")
_YEAR: Final = 31_536_000  # seconds
# What visitors made, or Dossier of what they gave: never a page of this host's.
_DOWNLOADS: Final = "/media/"
_NO_PAGE: Final = "default-src 'none'; sandbox"


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer as the app does, with these headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: "Message") -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, sent)


def _add(headers: MutableHeaders, scope: "Scope") -> None:
    is_download = _DOWNLOADS in scope["path"]
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    hosts = _embedding_hosts() if query.get("embed", [""])[-1].lower() == "true" else ()
    headers["Content-Security-Policy"] = (
        _NO_PAGE if is_download else policy(hosts, settings.picture_hosts())
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"  # an address holds what someone works on
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    if not hosts:
        headers["X-Frame-Options"] = "SAMEORIGIN"
    if scope.get("scheme") == "https":
        headers["Strict-Transport-Security"] = f"max-age={_YEAR}"


def _embedding_hosts() -> tuple[str, ...]:
    """Whose pages may show a part of Dossier: in own use all, on the open internet those named."""
    named = settings.EMBEDDING_HOSTS.value.split()
    return tuple(named) if named or settings.is_public() else ("*",)


@lru_cache(maxsize=64)
def policy(embedding_hosts: tuple[str, ...], picture_hosts: tuple[str, ...]) -> str:
    """The Content-Security-Policy of a page: whose pages may show it, whose pictures it may."""
    scripts = [FOLLOW, SCRIPT, _INDEX.read_text("utf-8")]
    digests = " ".join(
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for text in _INLINE.findall("".join(scripts))
    )
    parts = {
        "default-src": "'self'",
        "script-src": f"'self' blob: {digests}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {' '.join(picture_hosts)}",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    # “*” would leave out pages that are files on somebody's computer.
    if "*" not in embedding_hosts:
        parts["frame-ancestors"] = " ".join(["'self'", *embedding_hosts])
    return "; ".join(f"{name} {value.strip()}" for name, value in parts.items())
