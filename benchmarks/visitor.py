"""A visitor without a browser, who speaks Streamlit's protocol over a WebSocket."""

import asyncio
import contextlib
import re
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

__all__ = ["PATIENCE", "LostError", "Visitor", "put_file", "visiting", "xsrf_token"]

PATIENCE: Final = 300  # seconds until what does not come is an error
_LOST: Final = (WebSocketException, OSError, TimeoutError)


class LostError(Exception):
    """The connection is gone, and with it the visit; the page and its fields are still there."""


@dataclass
class Visitor:
    """A browser without a screen: it keeps the widgets of its page and their values."""

    stream: ClientConnection
    query: str
    page: str
    states: dict[str, WidgetState] = field(default_factory=dict)
    found: dict[str, list[Any]] = field(default_factory=dict)
    polls: dict[str, float] = field(default_factory=dict)  # fragments and their seconds
    pages: dict[str, str] = field(default_factory=dict)  # the scripts of pages by their paths
    session: str = ""
    script: str = ""
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    hear: Callable[[bytes], None] = lambda _message: None
    _kept: dict[str, ForwardMsg] = field(default_factory=dict)

    async def run(self, fragment: str = "", **triggered: WidgetState) -> float:
        """Run the page, or one fragment of it, and give the seconds it took."""
        async with self.busy:
            request = BackMsg()
            ask = request.rerun_script
            ask.query_string, ask.page_script_hash = self.query, self.script
            ask.page_name = "" if self.script else self.page
            ask.fragment_id, ask.is_auto_rerun = fragment, bool(fragment)
            ask.widget_states.widgets.extend([*self.states.values(), *triggered.values()])
            start = time.perf_counter()
            await self._send(request)
            while not self._is_end(await self._receive(), fragment):
                pass
            return time.perf_counter() - start

    def _is_end(self, message: ForwardMsg, fragment: str) -> bool:
        """Take in one message; whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            if not fragment:
                self.found, self.polls = {}, {}
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
            for one in message.navigation.app_pages:
                self.pages[one.url_pathname] = one.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self.polls[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta" and message.delta.HasField("new_element"):
            element = message.delta.new_element
            what = element.WhichOneof("type")
            if what:
                self.found.setdefault(what, []).append(getattr(element, what))
        return kind == "script_finished" and message.script_finished != 2

    async def _send(self, request: BackMsg) -> None:
        try:
            await self.stream.send(request.SerializeToString())
        except _LOST as err:
            raise LostError from err

    async def _receive(self) -> ForwardMsg:
        try:
            data = await asyncio.wait_for(self.stream.recv(decode=False), PATIENCE)
        except _LOST as err:
            raise LostError from err
        self.hear(data)
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "ref_hash":  # sent before
            return self._kept[message.ref_hash]
        if message.metadata.cacheable:
            self._kept[message.hash] = message
        return message

    def widget(self, kind: str, label: str) -> Any:
        """A widget of the page by its label."""
        return next(one for one in self.found[kind] if one.label == label)

    def has(self, kind: str, label: str) -> bool:
        """Whether the page has such a widget."""
        return any(one.label == label for one in self.found.get(kind, []))

    def set(self, widget: Any, **value: Any) -> None:
        """Give a field a value, which the next run sends."""
        self.states[widget.id] = WidgetState(id=widget.id, **value)

    async def press(self, label: str) -> None:
        """Press a button."""
        button = self.widget("button", label)
        await self.run(pressed=WidgetState(id=button.id, trigger_value=True))

    async def go(self, page: str, query: str) -> float:
        """Open another page of the app, as a link in it does."""
        self.states.clear()
        self.page, self.script, self.query = page, self.pages.get(page, ""), query
        return await self.run()

    async def file_urls(self, *names: str) -> list[Any]:
        """Where files of these names may be sent."""
        request = BackMsg()
        request.file_urls_request.request_id = "1"
        request.file_urls_request.session_id = self.session
        request.file_urls_request.file_names.extend(names)
        async with self.busy:
            await self._send(request)
            while (message := await self._receive()).WhichOneof("type") != "file_urls_response":
                pass
        return list(message.file_urls_response.file_urls)


@contextlib.asynccontextmanager
async def visiting(
    url: str, page: str, query: str, headers: Mapping[str, str] | None = None
) -> AsyncIterator[Visitor]:
    """One visitor of a server (`ws://…`), connected.

    Raises
    ------
    LostError
        If there is no connection.
    """
    try:
        stream = await connect(
            f"{url}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=headers,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
    except _LOST as err:
        raise LostError from err
    async with stream:
        yield Visitor(stream, query, page)


def xsrf_token(url: str, cookie: str) -> str:
    """The token against requests of other sites, as the first page gives it."""
    request = urllib.request.Request(f"{url}/_stcore/health")
    request.add_header("Cookie", f"dossier_visit={cookie}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            cookies = "; ".join(answer.headers.get_all("set-cookie") or [])
    except OSError as err:
        raise LostError from err
    found = re.search(r"_streamlit_xsrf=([^;]+)", cookies)
    return found[1].strip('"') if found else ""


def put_file(url: str, cookie: str, token: str, data: bytes) -> None:
    """Upload a file."""
    edge = "edge-of-a-part"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="listing.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    request = urllib.request.Request(url, body, method="PUT")
    request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
    request.add_header("Cookie", f"dossier_visit={cookie}; _streamlit_xsrf={token}")
    request.add_header("X-Xsrftoken", token)
    try:
        urllib.request.urlopen(request, timeout=60).close()
    except OSError as err:
        raise LostError from err
