"""A real server and a real Chromium. In CI a missing Chromium is a failure, not a skip."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_c0d2bb1156087dbf.txt"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no Chromium found: install Debian's `chromium`, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


class Server:
    """`streamlit run app.py` on a free port, as README says."""

    def __init__(self, *arguments: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.headless=true", f"--server.port={port}"]
        options += ["--server.address=127.0.0.1"]
        self.store = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [*command, *options, *(["--", *arguments] if arguments else [])],
            cwd=ROOT,
            env={**os.environ, "DOSSIER_HOME": self.store.name},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _attempt in range(300):
            try:
                with urllib.request.urlopen(self.url + "_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        self.stop()
        pytest.fail("the server did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.store.cleanup()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    started = Server(str(SEED))
    yield started
    started.stop()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start further servers, each visited by nobody yet."""
    started: list[Server] = []

    def start(*arguments: str) -> Server:
        started.append(Server(*arguments))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def settle() -> Callable[[Page], None]:
    """Wait until the page is connected, the script is done and the charts are drawn."""
    return _settle


# Connected, script done, charts drawn, nothing fading, no word changed for half a second.
_QUIET = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testConnectionState !== 'CONNECTED') return false;
    const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
    const done = app.dataset.testScriptState === 'notRunning'
        && document.querySelector('.sentence, .archival-title, [data-testid="stAlert"]')
        && document.getAnimations().every(moving => moving.playState !== 'running')
        && charts.every(chart => chart.querySelector('svg.marks'));
    const said = document.body.innerText;
    if (!done || window.lastSaid !== said) {
        window.lastSaid = said;
        window.quietSince = performance.now();
        return false;
    }
    return performance.now() - window.quietSince > 500;
}"""


def _settle(page: Page) -> None:
    page.wait_for_function("() => { window.quietSince = performance.now(); return true; }")
    page.wait_for_function(_QUIET, polling=50)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Open a path in a fresh context; fails on what the page logs as an error."""
    contexts = []

    def opened(path: str = "", base: str | None = None, **options: object) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, **options}  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((base or server.url) + path)
        _settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
