"""`/metrics`: figures of this process for the host, in the text format of OpenMetrics 1.0.

It answers only who brings `DOSSIER_METRICS_TOKEN` as a bearer token (RFC 6750); without that
setting there is no such page. Streamlit's own figures and its programming interface for agents,
which anyone could ask, are not there.
"""

import hmac
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dash_app.session.server_figures import server_figures
from dash_core.common import settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["HideInternals", "routes"]

_HIDDEN: Final = ("/_stcore/metrics", "/_stcore/agent")
_TYPE: Final = "application/openmetrics-text; version=1.0.0; charset=utf-8"
_HELP: Final = {
    "sessions": "Visits that are connected.",
    "listings": "Listings held in memory.",
    "documents": "Documents of the listings held in memory.",
    "memory_bytes": "Memory of this process.",
    "up_seconds": "Seconds since this process started.",
    "reruns_total": "Pages drawn.",
    "rerun_seconds_total": "Seconds spent on drawing pages.",
    "fits_total": "Listings read and fitted, or fitted again after a change.",
    "fit_seconds_total": "Seconds spent on that.",
    "killed_total": "Worker processes ended at a limit of time or memory.",
    "saved_total": "Studies saved.",
    "errors_total": "Errors nobody foresaw.",
    "refused_total": "What was refused because it was too much.",
}
_GAUGES: Final = ("sessions", "listings", "documents", "memory_bytes", "up_seconds")


def routes() -> "list[BaseRoute]":
    """The page for the host."""
    return [Route("/metrics", _metrics)]


async def _metrics(request: "Request") -> Response:
    token = settings.METRICS_TOKEN.value
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        return PlainTextResponse("Not found", 404)
    return Response(_text(), media_type=_TYPE)


def _text() -> str:
    now = server_figures()
    lines = []
    for name, text in _HELP.items():
        stem = name.removesuffix("_total")
        kind = "gauge" if name in _GAUGES else "counter"
        lines += [f"# TYPE dossier_{stem} {kind}", f"# HELP dossier_{stem} {text}"]
        found = {label: n for (other, label), n in now.items() if other == stem}
        for label, number in sorted((found or {"": 0.0}).items()):
            inside = f'{{what="{label}"}}' if label else ""
            lines.append(f"dossier_{name}{inside} {number:.15g}")
    return "\n".join([*lines, "# EOF", ""])


class HideInternals:
    """Answers that there is nothing where Streamlit tells figures or takes commands."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer as the app does, but for those paths."""
        is_http = scope["type"] == "http"
        if is_http and any(path in scope["path"] for path in _HIDDEN):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        await self._app(scope, receive, send)
