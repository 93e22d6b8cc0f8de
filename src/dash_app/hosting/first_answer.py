"""The page that a browser loads first: Streamlit's, with the name and the style of Dossier.

With the style in it, nothing is drawn twice, and no run has to send it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FirstAnswer"]

_STYLE: Final = Path(__file__).parents[1] / "shell" / "style.css"
_NAME: Final = b"<title>Streamlit</title>"
_OF_ANOTHER_PAGE: Final = {b"etag", b"last-modified", b"content-length"}
# What would bring Streamlit's page packed, or "not modified", with the style of an older version.
_LEFT_OUT: Final = {b"if-modified-since", b"if-none-match", b"accept-encoding"}


class FirstAnswer:
    """Puts name and style into Streamlit's page; what else is HTML (a hand-out) stays as it is."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer as the app does, with name and style."""
        asked = dict(scope["headers"]) if scope["type"] == "http" else {}
        if scope.get("method") != "GET" or b"text/html" not in asked.get(b"accept", b""):
            await self._app(scope, receive, send)
            return
        whole = [pair for pair in scope["headers"] if pair[0] not in _LEFT_OUT]
        start: Message = {}
        parts: list[bytes] = []

        async def sent(message: "Message") -> None:
            if message["type"] == "http.response.start" and _is_html(message):
                start.update(message)
            elif not start:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    for answer in _answer(start, b"".join(parts)):
                        await send(answer)

        await self._app({**scope, "headers": whole}, receive, sent)


def _is_html(message: "Message") -> bool:
    return any(
        name == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )


def _answer(start: "Message", page: bytes) -> tuple["Message", "Message"]:
    headers = start["headers"]
    if _NAME in page:
        # At the end: after the styles that Streamlit adds to the head.
        style = b"<style>" + _STYLE.read_bytes() + b"</style></body>"
        page = page.replace(_NAME, b"<title>Dossier</title>", 1).replace(b"</body>", style, 1)
        headers = [pair for pair in headers if pair[0] not in _OF_ANOTHER_PAGE]
        headers.append((b"content-length", str(len(page)).encode()))
    return {**start, "headers": headers}, {"type": "http.response.body", "body": page}
