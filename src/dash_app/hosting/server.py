"""What `app.py` gives Streamlit to serve: the middleware, the routes, the start and the end."""

import asyncio
import gc
import hmac
import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from streamlit import config, delta_generator
from streamlit.runtime import Runtime

from dash_app.hosting import logs, metrics
from dash_app.hosting.client_limits import ClientLimits
from dash_app.hosting.first_answer import FirstAnswer
from dash_app.hosting.headers import SecurityHeaders
from dash_app.hosting.renewal import Renewal, start_anew
from dash_app.hosting.static_files import KeptFiles
from dash_app.session import loading
from dash_app.session.server_figures import n_visits
from dash_core.common import settings, workers
from dash_core.common.errors import DossierError, SettingError

__all__ = ["load_libraries", "options"]

_ICON: Final = Path(__file__).with_name("icon.png")
_UPLOAD: Final = 64  # MB, as nginx has it
_TIDY: Final = (60.0, 3600.0)  # seconds until classes that are over are deleted, then between
_DROP: Final = 60.0  # seconds between two looks for visits that are over and listings nobody uses
# What changes of a listing, maps and classes are made with, in this process.
_LIBRARIES: Final = """
    scipy.cluster.hierarchy scipy.sparse.csgraph sklearn.cluster sklearn.manifold sklearn.neighbors
    dash_app.session.classroom
""".split()
_log = logging.getLogger(__name__)


def options() -> dict[str, Any]:
    """The arguments of `st.App` but its script. A setting that makes no sense ends the start with
    a sentence."""
    # streamlit-1.67: else the first run looks through all modules for whether it is in a shell
    delta_generator._use_warning_has_been_displayed = True
    st.secrets.load_if_toml_exists()  # where a host gives settings so, they become variables
    try:
        settings.check()
    except SettingError as err:
        sys.exit(str(err))
    if settings.is_public():
        logs.set_up()
        _set_up_streamlit()
    limits = [Middleware(ClientLimits)] if settings.is_public() else []
    headers = [Middleware(SecurityHeaders), Middleware(metrics.HideInternals)]
    files = [Middleware(FirstAnswer), Middleware(KeptFiles)]
    return {
        "middleware": [*headers, *limits, *files],
        "routes": [*metrics.routes(), Route("/{base:path}favicon.png", _icon)],
        "lifespan": _lifespan,
    }


async def _icon(_request: Request) -> Response:
    """Dossier's icon in place of Streamlit's: as an icon of each page, every run would read it."""
    return FileResponse(_ICON)


def _set_up_streamlit() -> None:
    """What Streamlit has to know where strangers visit."""
    secret = hmac.new(settings.SECRET.value.encode(), b"cookies", "sha256").hexdigest()
    for name, value in (
        ("server.cookieSecret", secret),  # the same on every replica
        ("server.headless", True),
        ("server.scriptHealthCheckEnabled", True),
        ("server.maxUploadSize", min(_UPLOAD, settings.MAX_FILE.value // 2**20)),
        ("client.showErrorDetails", "none"),
        ("client.toolbarMode", "viewer"),
    ):
        config.set_option(name, value)
    # What is uploaded is held in memory anyway, and the disk may be full.
    MultiPartParser.spool_max_size = (_UPLOAD + 1) * 2**20


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    gc.freeze()  # all modules
    if settings.is_public():
        logs.set_up()  # again: uvicorn set up its own since
        Thread(target=workers.start, daemon=True).start()
    else:
        asyncio.get_running_loop().call_soon(_open_browser)
    ended = Event()
    Thread(target=_tidy, args=(ended,), daemon=True).start()
    renewal = Renewal()
    dropping = asyncio.create_task(_drop_unused(renewal))
    _log.info("started")
    Thread(target=_prepare, args=(renewal,), daemon=True).start()
    yield
    ended.set()
    dropping.cancel()
    workers.stop()
    _log.info("stopped")


def _prepare(renewal: Renewal) -> None:
    """Have ready what visitors will ask for.

    Where strangers visit, the libraries too: nobody waits for them, and how much memory a server
    takes shows at its start, not weeks later.
    """
    try:
        loading.prepare()
    finally:
        gc.enable()  # `app.py` disabled it
    if settings.is_public():
        load_libraries()
        loading.drop_unused()
        renewal.note_ready()


def load_libraries() -> None:
    """Load what a server needs sooner or later, but for the tables that reading needs: workers have
    these, and here only some corrections ask for them."""
    for name in _LIBRARIES:
        import_module(name)


def _tidy(ended: Event) -> None:
    """What is promised of classes holds also where nobody comes for weeks."""
    wait, later = _TIDY
    while not ended.wait(wait):
        wait = later
        from dash_app.session import classroom  # SQLAlchemy is slow to import

        try:
            classroom.tidy()
        except DossierError as err:
            _log.warning("classes: %s", err)


async def _drop_unused(renewal: Renewal) -> None:
    while True:
        await asyncio.sleep(_DROP)
        n_left = _forget_visits()
        await asyncio.to_thread(loading.drop_unused)
        if renewal.is_due(n_visits() + n_left, time.monotonic()):
            start_anew()


def _forget_visits() -> int:
    """Let go the visits that ended more than two minutes ago; give how many may still come back.

    streamlit-1.67: it would let them go when the next one ends.
    """
    with suppress(AttributeError):
        ended = Runtime.instance()._session_mgr._session_storage._cache  # type: ignore[attr-defined]
        ended.expire()
        return len(ended)
    return 0


def _open_browser() -> None:
    """As Streamlit does where it serves a script alone."""
    from streamlit.cli_util import open_browser
    from streamlit.web.server.server_util import get_display_address, get_url

    if not config.get_option("server.headless"):
        address = config.get_option("server.address")
        open_browser(get_url(get_display_address(address) if address else "localhost"))
