"""Streamlit's own files, which never change, kept in memory."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["KeptFiles"]

_FILES: Final = "/static/"
_MAX_BYTES: Final = 16 * 2**20
_OF_A_PART: Final = {b"if-modified-since", b"if-none-match", b"if-range", b"range"}


class KeptFiles:
    """Answers from memory with files that it gave before and that never change.

    A first visit asks for more than a hundred of them. Streamlit reads each from the disk, which
    takes it half a millisecond: a class that comes at once would wait two seconds for that alone.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app
        self._kept: dict[str, tuple[Message, Message]] = {}
        self._n_bytes = 0

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer as the app does."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or _FILES not in scope["path"]
            or any(name in _OF_A_PART for name, _value in scope["headers"])
        ):
            await self._app(scope, receive, send)
        elif kept := self._kept.get(scope["path"]):
            start, body = kept
            await send(_copy(start))
            await send(body)
        else:
            await self._keep(scope, receive, send)

    async def _keep(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        messages: list[Message] = []

        async def sent(message: "Message") -> None:
            if messages or _never_changes(message):
                messages.append(_copy(message))
            await send(message)

        await self._app(scope, receive, sent)
        path = scope["path"]
        if len(messages) < 2 or messages[-1].get("more_body"):  # a browser that left got a part
            return
        whole = b"".join(message.get("body", b"") for message in messages)
        if path not in self._kept and len(whole) + self._n_bytes <= _MAX_BYTES:
            self._n_bytes += len(whole)
            self._kept[path] = messages[0], {"type": "http.response.body", "body": whole}


def _never_changes(message: "Message") -> bool:
    """Whether everybody is to have this answer, for ever."""
    if message["type"] != "http.response.start" or message["status"] != 200:
        return False
    headers = dict(message["headers"])
    return b"immutable" in headers.get(b"cache-control", b"") and b"vary" not in headers


def _copy(message: "Message") -> "Message":
    """With headers of its own, to which others add theirs."""
    if "headers" in message:
        return {**message, "headers": [*message["headers"]]}
    return message
