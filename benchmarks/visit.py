"""How fast Dossier is to a visitor, next to a minimal Streamlit page with one chart and one table.

`python benchmarks/visit.py` measures both in turns, each round on a new server with the same
settings and in the same browser, and prints the medians in seconds, their ratio and the goal.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT))
from benchmarks.measures import keep  # noqa: E402

_SEED: Final = "seeds/000_c0d2bb1156087dbf.txt"
_PORTS: Final = range(8700, 8711)
_PATIENCE: Final = 60  # seconds until what does not come is an error

# In every round, for each app:
_ROUNDS: Final = 5
_PILLS: Final = 4  # clicked on and off, twice: first filters new to the server, then known ones
_VISITS: Final = 2
_RERUNS: Final = 5

_FRESH: Final = "Fresh visit, warm server"
_NEW: Final = "Filter change, new to the server"
_KNOWN: Final = "Filter change, made before"
_COLD: Final = "Cold start to first page drawn"
_RERUN: Final = "Script run alone, no browser"
_PAGES: Final = (
    *("documents", "document", "topics", "people", "places", "compare", "data"),
    *("start", "teach", "join", "about"),
)
_FIRST: Final = "/{page}, first visit"
_AGAIN: Final = "/{page}, later visits"
_GOALS: Final = {
    _FRESH: 1.15,
    _NEW: 2.0,
    _KNOWN: 2.0,
    _COLD: 1.6,
    _RERUN: None,
    **{_FIRST.format(page=page): None for page in _PAGES},
    **{_AGAIN.format(page=page): 1.3 for page in _PAGES},
}

_CHROMIUM_FLAGS: Final = """
    --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking
    --disable-component-update --disable-sync --no-first-run --disable-quic
""".split()

_DRAWN: Final = """([charts, tables, pills]) => {
    const state = document.querySelector('[data-testid="stApp"]')?.dataset;
    const count = selector => document.querySelectorAll(selector).length;
    return state?.testConnectionState === "CONNECTED"
        && state.testScriptState === "notRunning"
        && count('[data-testid="stVegaLiteChart"] svg.marks') === charts
        && count('[data-testid="stDataFrame"]:has(canvas)') === tables
        && count(pills) > 0;
}"""

_AT_REST: Final = """() => {
    const state = document.querySelector('[data-testid="stApp"]')?.dataset;
    const all = (selector, part) => [...document.querySelectorAll(selector)]
        .every(element => element.querySelector(part));
    return state?.testConnectionState === "CONNECTED"
        && state.testScriptState === "notRunning"
        && document.querySelector('h1, h2, h3, .sentence') !== null
        && document.querySelector('[data-testid="stSkeleton"]') === null
        && all('[data-testid="stVegaLiteChart"]', '.marks')
        && all('[data-testid="stDataFrame"]', 'canvas');
}"""

# Seconds from a click to the last change of the sentence, the script's state or a chart, once
# the sentence is another, the script has ended and all of these have been still for a while.
_CLICK: Final = """([pills, number, sentence]) => new Promise(resolve => {
    const app = document.querySelector('[data-testid="stApp"]');
    const look = () => [document.querySelector(sentence)?.textContent, app.dataset.testScriptState];
    const before = look(), start = performance.now();
    let now = before, last = start;
    const observer = new MutationObserver(mutations => {
        const seen = look();
        const isChart = ({target}) => target.parentElement?.closest('.stVegaLiteChart');
        if (seen.join() !== now.join() || mutations.some(isChart))
            last = performance.now();
        now = seen;
    });
    observer.observe(app, {attributes: true, characterData: true, childList: true, subtree: true});
    const timer = setInterval(() => {
        const done = now[0] && now[0] !== before[0] && now[1] === "notRunning";
        if (done && performance.now() - last > 300) {
            clearInterval(timer);
            observer.disconnect();
            resolve((last - start) / 1000);
        }
    }, 20);
    document.querySelectorAll(pills)[number].click();
})"""

Times = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class App:
    """An app to measure: its script, what it draws, where its filter and its words are."""

    script: str
    charts: int
    tables: int
    pills: str
    sentence: str


_DOSSIER: Final = App(
    "app.py",
    charts=4,
    tables=0,
    pills=".st-key-filter-topics button",
    sentence=".sentence",
)
_MINIMAL: Final = App(
    "benchmarks/minimal/app.py",
    charts=1,
    tables=1,
    pills=".stButtonGroup button",
    sentence=".stText",
)


@contextmanager
def served(app: App) -> Iterator[int]:
    """A new server of the app; gives its port as soon as it answers."""
    port = next(port for port in _PORTS if not _answers(port))
    command = [sys.executable, "-m", "streamlit", "run", app.script]
    flags = ["--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, *flags, "--", _SEED],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + _PATIENCE
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{app.script} did not start on port {port}")
            time.sleep(0.01)
        yield port
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
        return True
    return False


@contextmanager
def visited(browser: Browser, app: App, port: int) -> Iterator[Page]:
    """The app's first page, drawn in a browser that has nothing cached."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://localhost:{port}/", wait_until="commit")
        drawn = [app.charts, app.tables, app.pills]
        page.wait_for_function(_DRAWN, arg=drawn, timeout=_PATIENCE * 1000)
        yield page


def open_page(browser: Browser, port: int, path: str) -> float:
    """Seconds until a page is drawn in a browser that has nothing cached."""
    start = time.perf_counter()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://localhost:{port}/{path}", wait_until="commit")
        page.wait_for_function(_AT_REST, timeout=_PATIENCE * 1000)
        return time.perf_counter() - start


def click(page: Page, app: App, pill: int) -> float:
    """Seconds from the click on a pill until the page shows the other filter."""
    return float(page.evaluate(_CLICK, [app.pills, pill, app.sentence]))


def reruns(port: int) -> list[float]:
    """Seconds of script runs as a browser would ask for them, after a first one."""
    seconds = []
    url = f"ws://localhost:{port}/_stcore/stream"
    with connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None) as stream:
        for _ in range(_RERUNS + 1):
            start = time.perf_counter()
            request = BackMsg()
            request.rerun_script.query_string = ""
            stream.send(request.SerializeToString())
            for message in stream:
                if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
                    break
            seconds.append(time.perf_counter() - start)
    return seconds[1:]


def measure(browser: Browser, apps: Sequence[App], times: dict[App, Times]) -> None:
    """One round of everything, each app on a new server, the apps in turns."""
    with ExitStack() as stack:
        opened = []
        for app in apps:
            start = time.perf_counter()
            port = stack.enter_context(served(app))
            page = stack.enter_context(visited(browser, app, port))
            times[app][_COLD].append(time.perf_counter() - start)
            opened.append((app, port, page))
        for kind, pill in product((_NEW, _KNOWN), range(_PILLS)):
            for app, _port, page in opened:
                times[app][kind].append(click(page, app, pill))
                click(page, app, pill)
        for _ in range(_VISITS):
            for app, port, _page in opened:
                start = time.perf_counter()
                with visited(browser, app, port):
                    times[app][_FRESH].append(time.perf_counter() - start)
        for app, port, _page in opened:
            times[app][_RERUN] += reruns(port)
            if app is _DOSSIER:
                for kind, path in product((_FIRST, _AGAIN), _PAGES):
                    times[app][kind.format(page=path)].append(open_page(browser, port, path))


def report(dossier: Times, minimal: Times) -> None:
    """Print the medians, their ratio and whether the goal is met."""
    print(f"{'median seconds':34}{'Dossier':>9}{'minimal':>9}{'ratio':>8}  goal")
    for kind, goal in _GOALS.items():
        ours, theirs = median(dossier[kind]), median(minimal[_FRESH if kind[0] == "/" else kind])
        ratio = ours / theirs
        verdict = f"≤ {goal}: {'met' if ratio <= goal else 'NOT met'}" if goal else "-"
        print(f"{kind:34}{ours:9.2f}{theirs:9.2f}{ratio:8.2f}  {verdict}")
        keep(f"in a browser: {kind[0].lower()}{kind[1:]}, times the minimal page", ratio, goal)


def main() -> None:
    """Measure both apps in turns."""
    chromium = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    times: dict[App, Times] = {app: defaultdict(list) for app in (_DOSSIER, _MINIMAL)}
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM_FLAGS) as browser,
    ):
        for number in range(_ROUNDS):
            measure(browser, list(times)[:: -1 if number % 2 else 1], times)
    report(times[_DOSSIER], times[_MINIMAL])


if __name__ == "__main__":
    main()
