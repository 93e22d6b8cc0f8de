"""What starting a server costs, and what it takes, beside a minimal Streamlit page.

    python benchmarks/start.py [--rounds 5]

Both servers start in turns with the same settings. A visitor comes as soon as the server answers
and asks for the first page over the websocket, as a browser would; measured are the seconds from
the start of the process to "script finished", the processor time of all its processes until then,
and their memory (PSS, so that what processes share is counted once) after a few more runs. The
ratios of the medians are added to `benchmarks/history.csv`.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT))
from benchmarks.measures import keep  # noqa: E402

_SEED: Final = "seeds/000_c0d2bb1156087dbf.txt"
_SCRIPTS: Final = {"Dossier": "app.py", "minimal": "benchmarks/minimal/app.py"}
_MORE: Final = 5  # runs after the first
_PATIENCE: Final = 60  # seconds until what does not come is an error
_GOAL: Final = 1.6
_FIGURES: Final = {
    "first page, s": "first page",
    "processor, s": "processor time until then",
    "memory, MB": "memory",
}


def main() -> None:
    """Measure both servers in turns, print the table and keep its figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=8700)
    options = parser.parse_args()
    rows: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for number in range(options.rounds):
        for name in list(_SCRIPTS)[:: -1 if number % 2 else 1]:
            rows[name].append(_measure(_SCRIPTS[name], options.port))
    ours, theirs = ([median(column) for column in zip(*rows[n], strict=True)] for n in _SCRIPTS)
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    print(f"{'median':16}{'Dossier':>9}{'minimal':>9}{'ratio':>8}  goal ≤ {_GOAL}")
    for name, *figures in zip(_FIGURES, ours, theirs, ratios, strict=True):
        print(f"{name:16}{figures[0]:9.2f}{figures[1]:9.2f}{figures[2]:8.2f}")
        what = f"a server with the sample: {_FIGURES[name]}, times the minimal page"
        keep(what, figures[2], _GOAL)


def _measure(script: str, port: int) -> tuple[float, ...]:
    """Seconds, processor seconds and MB of one server."""
    start = time.perf_counter()
    with _served(script, port) as pid, _stream(port) as stream:
        _run(stream)
        seconds = time.perf_counter() - start
        processor = sum(map(_processor, _family(pid)))
        for _again in range(_MORE):
            _run(stream)
        return seconds, processor, sum(map(_pss, _family(pid)))


@contextmanager
def _served(script: str, port: int) -> Iterator[int]:
    """A new server; gives the number of its process."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true", "--", _SEED],
        cwd=_ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},  # as where a person starts it
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield server.pid
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _stream(port: int) -> Iterator[ClientConnection]:
    """A connection, as soon as the server takes one."""
    url, end = f"ws://localhost:{port}/_stcore/stream", time.monotonic() + _PATIENCE
    while True:
        try:
            stream = connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None)
        except (OSError, WebSocketException):
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
            continue
        with stream:
            yield stream
        return


def _run(stream: ClientConnection) -> None:
    """One run of the script."""
    request = BackMsg()
    request.rerun_script.query_string = ""
    stream.send(request.SerializeToString())
    for message in stream:
        if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
            return


def _family(pid: int) -> list[int]:
    """A process and those that it started."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            with suppress(OSError):  # it may end meanwhile
                found += map(int, (task / "children").read_text().split())
    return found


def _processor(pid: int) -> float:
    """Seconds of processor time that a process took."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pss(pid: int) -> float:
    """The memory of a process in MB, what it shares with others in parts."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0


if __name__ == "__main__":
    main()
