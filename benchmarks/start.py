"""What starting a server costs, and what it takes, beside a minimal Streamlit page.

    python benchmarks/start.py [--rounds 5]

Both servers start in turns with the same settings. A visitor comes as soon as the server answers
and asks for the first page over the websocket, as a browser would; measured are the seconds from
the start of the process to "script finished", the processor time of all its processes until then,
and their memory (PSS, so that what processes share is counted once) after a few more runs. The
ratios of the medians are added to `benchmarks/history.csv`.
"""

import argparse
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
from benchmarks.measures import keep, memory, processor, served  # noqa: E402

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
    with served(script, port, PYTHONDONTWRITEBYTECODE="") as pid, _stream(port) as stream:
        _run(stream)
        seconds = time.perf_counter() - start
        worked = sum(map(processor, _family(pid)))
        for _again in range(_MORE):
            _run(stream)
        return seconds, worked, sum(memory(one)[1] for one in _family(pid))


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


if __name__ == "__main__":
    main()
