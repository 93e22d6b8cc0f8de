"""A real server and a real Chromium. In CI a missing Chromium is a failure, not a skip."""

import contextlib
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    Page,
    Request,
    expect,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_c0d2bb1156087dbf.txt"
# What Playwright disables, and two pages that Chromium would load behind every new window: a third
# of all work.
UNUSED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
    "PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # A page lives for seconds: compiling its scripts for speed, threads for that and a small heap
    # take longer than they save (a tenth of all work).
    "--js-flags=--no-turbofan,--single-threaded,--min-semi-space-size=32,--initial-heap-size=256",
    f"--disable-features={UNUSED}",
]
WATCH = Path(__file__).with_name("watch.js")
# Tests wait for states. This is for a state that never comes.
LAST_RESORT = 300_000
expect.set_options(timeout=LAST_RESORT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no Chromium found: install Debian's `chromium`, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def new_context(browser: Browser) -> Callable[..., BrowserContext]:
    """Start a visitor of its own; the test closes the context."""

    def made(**options: object) -> BrowserContext:
        # Tests look at what is at rest; drawing what moves until then is a third of a visit.
        usual = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(**{**usual, **options})  # type: ignore[arg-type]
        context.set_default_timeout(LAST_RESORT)
        context.add_init_script(path=WATCH)
        return context

    return made


class Process(Protocol):
    """A server's process."""

    pid: int

    def is_running(self) -> bool: ...

    def stop(self) -> None: ...


class Server:
    """`streamlit run app.py` on a free port, as README says; `start` gives its process."""

    def __init__(self, start: Callable[..., Process], *arguments: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        options = ["--server.headless=true", f"--server.port={port}"]
        options += ["--server.address=127.0.0.1"]
        self.store = tempfile.TemporaryDirectory()
        self.home = Path(self.store.name, "home")
        self.log = Path(self.store.name, "server.log")
        self._command = ["run", "app.py", *options, *(["--", *arguments] if arguments else [])]
        self._start = start
        self.process = self._run()

    def _run(self) -> Process:
        names = {"DOSSIER_HOME": str(self.home), "SERVER_LOG": str(self.log)}
        started = self._start(self._command, names)
        while started.is_running():
            try:
                with urllib.request.urlopen(self.url + "_stcore/health", timeout=60):
                    return started
            except OSError:
                time.sleep(0.05)
        self.store.cleanup()
        pytest.fail("the server did not start")

    def kill_and_start_again(self) -> None:
        """As when the power fails: nothing is said to the process, and another one takes over."""
        os.kill(self.process.pid, signal.SIGKILL)
        while self.process.is_running():
            time.sleep(0.01)
        self.process = self._run()

    def stop(self) -> None:
        self.process.stop()
        self.store.cleanup()


class Started:
    """A process of its own."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", *command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.pid = self.process.pid

    def is_running(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@dataclass
class Forked:
    """A fork of the process that `fork_server.py` is."""

    pid: int

    def is_running(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        while self.is_running():
            time.sleep(0.01)


@pytest.fixture(scope="session")
def start_process() -> Iterator[Callable[..., Process]]:
    """Start a server's process, at once where a process can be forked."""
    if not hasattr(os, "fork"):
        yield Started
        return
    parent = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("fork_server.py")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert parent.stdin
    assert parent.stdout

    def start(command: list[str], environment: dict[str, str]) -> Process:
        print(json.dumps([command, environment]), file=parent.stdin, flush=True)
        return Forked(int(parent.stdout.readline()))

    yield start
    parent.communicate()


@pytest.fixture(scope="session")
def server(start_process: Callable[..., Process]) -> Iterator[Server]:
    started = Server(start_process, str(SEED))
    yield started
    started.stop()


@pytest.fixture
def serve(start_process: Callable[..., Process]) -> Iterator[Callable[..., Server]]:
    """Start further servers, each visited by nobody yet."""
    started: list[Server] = []

    def start(*arguments: str) -> Server:
        started.append(Server(start_process, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def settle() -> Callable[[Page | Frame], None]:
    """Wait until a page or frame is connected, the script is done and the charts are drawn."""
    return _settle


# Connected, every run done, nothing scheduled, nothing fading, charts and tables drawn, and all of
# this when asked twice in a row, with the same words and two frames drawn in between. Where a run
# overtook another one it cannot be told whether one more is to come: then nothing may change for
# half a second. A page just opened, or one whose address just changed, is at rest when the app
# takes a click for a person's, no more for Streamlit's echo (`session/url.py`), which it undoes.
_SETTLED = """([call, isLed]) => {
    if (window.settledAddress !== location.href) {
        window.arrivedAt = window.settledAddress === undefined ? -Infinity : performance.now();
        window.settledAddress = location.href;
    }
    const app = document.querySelector('[data-testid="stApp"]');
    const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
    const isDone = app
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector(
            '.sentence, .archival-title, .wall-title, [data-testid="stAlert"]')
        && !document.querySelector('[data-testid="stSkeleton"]')
        && document.fonts.status === 'loaded'
        && document.getAnimations().every(moving => moving.playState !== 'running')
        && charts.every(chart => chart.querySelector('svg.marks'))
        && (window.isIdle() || window.isAsked());
    const text = isDone && document.body.innerText;
    const now = performance.now();
    if (!isDone || window.rest?.call !== call || window.rest.text !== text) {
        const rest = window.rest = {call, text, since: now, isDrawn: false};
        const drawn = () => { rest.isDrawn = true; };
        if (isDone) requestAnimationFrame(() => requestAnimationFrame(drawn));
        return false;
    }
    if (!window.rest.isDrawn || (!isLed && now - window.arrivedAt < 500)) return false;
    return window.isIdle(now - window.rest.since > 500);
}"""
_EVERY = (
    30  # milliseconds; asking in every frame, the browser draws frames in which nothing changes
)
_calls = itertools.count()


def _settle(page: Page | Frame, *, is_led: bool = False) -> None:
    page.wait_for_function(_SETTLED, arg=[next(_calls), is_led], polling=_EVERY)


def wait_until(page: Page, is_so: Callable[[], bool], what: Callable[[], object]) -> None:
    """Wait for what is not on the page, which goes on meanwhile; `what` gives what is instead."""
    end = time.monotonic() + LAST_RESORT / 1000
    while not is_so():
        assert time.monotonic() < end, what()
        page.wait_for_timeout(50)


# As a link within the app: nothing is loaded, and the visit stays the same.
_MAY_GO = "() => !(performance.now() - window.arrivedAt < 500)"
_GO = """path => {
    const before = window.runsBegun();
    history.pushState({}, '', '/' + path);
    dispatchEvent(new PopStateEvent('popstate'));
    return before;
}"""


@pytest.fixture(scope="session")
def go() -> Callable[[Page | Frame, str], None]:
    """Lead a page or frame that shows the app to another path of it, and wait until it is drawn.

    A fifth of the work of loading the page. For tests that only look, or lead it on: one that then
    follows a link or goes Back waits with `settle`.
    """

    def gone(page: Page | Frame, path: str) -> None:
        page.wait_for_function(_MAY_GO)
        before = page.evaluate(_GO, path)
        page.wait_for_function("before => window.runsBegun() > before", arg=before)
        _settle(page, is_led=True)

    return gone


class Tabs:
    """Tabs for one visit after another: each loads the app anew, with a session of its own.

    A tab that has loaded the app before has its scripts compiled: half the work. All that the
    app keeps in a browser (`test_the_app_keeps_little_in_the_browser`) is forgotten in between.
    """

    AT_MOST = 3  # kept open

    def __init__(self, new_context: Callable[..., BrowserContext]) -> None:
        self._new_context = new_context
        self._free: list[tuple[str, Page]] = []

    def take(self, **options: object) -> Page:
        """A blank tab of a browser with these options."""
        for at, (name, page) in enumerate(self._free):
            if name == repr(sorted(options.items())):
                del self._free[at]
                return page
        return self._new_context(**options).new_page()

    def give_back(self, page: Page, **options: object) -> None:
        """Leave the page: its visit is over, and another one may take the tab."""
        with contextlib.suppress(PlaywrightError):
            page.mouse.move(0, 0)  # what is under the pointer looks different
            page.evaluate(
                "for (const key of ['dossier-recent', 'dossier-tabs', 'dossier-classes'])"
                " localStorage.removeItem(key)"
            )
            page.goto("about:blank")
            self._free.append((repr(sorted(options.items())), page))
        while len(self._free) > self.AT_MOST:
            self._free.pop(0)[1].context.close()


@pytest.fixture(scope="session")
def tabs(new_context: Callable[..., BrowserContext]) -> Tabs:
    return Tabs(new_context)


Visit = Callable[..., Page]


@pytest.fixture
def visit(tabs: Tabs, server: Server) -> Iterator[Visit]:
    """Open a path as a visitor of its own; fails if the page asks anything of another host."""
    yield from _visits(tabs, server)


@pytest.fixture(scope="module")
def stay(tabs: Tabs, server: Server) -> Iterator[Visit]:
    """As `visit`, for tests that share a page and lead it on with `go`."""
    yield from _visits(tabs, server)


@pytest.fixture(scope="module")
def at(stay: Visit, go: Callable[[Page | Frame, str], None]) -> Callable[..., Page]:
    """Lead the page that the tests of a module share to a path: half the work of a visit.

    For tests that change nothing but the address. Nothing on the page stays as the last test left
    it: from an address of the same page the way leads over another page.
    """
    pages: list[Page] = []

    def led(path: str = "") -> Page:
        if not pages:
            pages.append(stay(path))
            return pages[0]
        (page,) = pages
        page.mouse.move(0, 0)
        page.keyboard.press("Escape")  # what is open hides the rest of the page
        if urlsplit(page.url).path == "/" + path.partition("?")[0]:
            go(page, "about")
        go(page, path)
        _settle(page)
        return page

    return led


def _visits(tabs: Tabs, server: Server) -> Iterator[Visit]:
    taken: list[tuple[Page, dict[str, object], Callable[[Request], object]]] = []
    outside: list[str] = []

    def opened(path: str = "", base: str | None = None, **options: object) -> Page:
        page = tabs.take(**options)
        own = ((base or server.url), "data:", "blob:")

        def note(asked: Request) -> None:
            if not asked.url.startswith(own):
                outside.append(asked.url)

        page.on("request", note)
        taken.append((page, options, note))
        page.goto((base or server.url) + path)
        _settle(page)
        return page

    yield opened
    for page, options, note in taken:
        page.remove_listener("request", note)
        tabs.give_back(page, **options)
    assert not outside
