"""Limits of what one client may ask for: visits a minute, messages a second, bytes uploaded.

A token bucket each: so many at once, refilled steadily (RFC 2697 counts so). A client is the
address that the server was reached from; behind a proxy, the one it passes on
(`FORWARDED_ALLOW_IPS` of uvicorn says which proxies are believed).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse

from dash_core.common import counters, settings
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Buckets", "ClientLimits"]

_MAX_CLIENTS: Final = 10_000  # remembered; those seen least recently are forgotten
_MESSAGES_PER_SECOND: Final = 20  # of one visit; a person who types sends ten
_MESSAGES_AT_ONCE: Final = 100
_UPLOADS: Final = "/_stcore/upload_file/"
_HOUR: Final = 3_600  # seconds


class Buckets:
    """A bucket for each client: `most` tokens, refilled in `seconds`."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, most: float, tokens: float = 1) -> float:
        """Take tokens if they are there; else take none, and say after how many seconds they are.

        What never fits into a bucket waits for ever (`inf`).
        """
        now = self._clock()
        left, at = self._left.pop(client, (most, now))
        left = min(most, left + (now - at) * most / self._seconds)
        missing = tokens - left
        if missing <= 0:
            left -= tokens
        self._left[client] = left, now
        while len(self._left) > _MAX_CLIENTS:
            self._left.popitem(last=False)
        if tokens > most:
            return float("inf")
        return max(0.0, missing * self._seconds / most)


class ClientLimits:
    """Refuses what is too much; messages of a visit wait instead."""

    def __init__(self, app: "ASGIApp", clock: Callable[[], float] = monotonic) -> None:
        self._app, self._clock = app, clock
        self._visits, self._uploads = Buckets(60, clock), Buckets(_HOUR, clock)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer as the app does, where it is not too much."""
        client = (scope.get("client") or ("unknown",))[0]
        if scope["type"] == "websocket":
            if self._visits.take(client, settings.MAX_VISITS.value):
                counters.refused("visits")
                await send({"type": "websocket.close", "code": 1013})  # try again later
                return
            await self._app(scope, self._slowed(receive), send)
            return
        if scope["type"] == "http" and _UPLOADS in scope["path"] and scope["method"] == "PUT":
            size = _length(scope)
            wait = self._uploads.take(client, settings.MAX_UPLOADED.value, size)
            if wait:
                counters.refused("uploads")
                await _too_much(wait)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _slowed(self, receive: "Receive") -> "Receive":
        bucket = Buckets(_MESSAGES_AT_ONCE / _MESSAGES_PER_SECOND, self._clock)

        async def received() -> "Message":
            message = await receive()
            while wait := bucket.take("", _MESSAGES_AT_ONCE):
                await asyncio.sleep(wait)
            return message

        return received


def _length(scope: "Scope") -> int:
    """The stated size of a request; one that states none counts as the largest file allowed."""
    stated = dict(scope["headers"]).get(b"content-length", b"").decode("latin-1")
    return int(stated) if stated.isascii() and stated.isdigit() else settings.MAX_FILE.value


def _too_much(wait: float) -> PlainTextResponse:
    """An answer that says when to come back."""
    seconds = str(int(min(wait, _HOUR)) + 1)
    return PlainTextResponse(
        _("That is more than one visitor may upload in an hour. Try again later."),
        HTTPStatus.TOO_MANY_REQUESTS,
        {"Retry-After": seconds},
    )
