"""Does a hosted Dossier fit into 1 GB?

`python benchmarks/memory.py` starts the public profile in a control group whose memory the system
limits (Linux; as root), with the settings that docs/hosting.md names for a small host. One visitor
brings a listing of 5,000 rows, and ten look around in it and in the sample, on all pages. Printed
is what the group used at most, and whether the system had to end a process.
"""

import argparse
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT)]

from benchmarks.listing import draw, to_csv  # noqa: E402
from benchmarks.roles import PAGES, Editor, Tally  # noqa: E402
from benchmarks.visitor import Visitor  # noqa: E402
from benchmarks.visitors import memory  # noqa: E402

_SETTINGS: Final = {
    "DOSSIER_PROFILE": "public",
    "DOSSIER_SECRET": "a secret of this host, and only of it",
    "DOSSIER_MAX_MEMORY_MB": "150",
    "DOSSIER_MAX_WORK_MB": "300",
}


class Group:
    """A control group with a limit of memory (version 2, else version 1)."""

    def __init__(self, limit: int) -> None:
        base = Path("/sys/fs/cgroup")
        self.is_new = (base / "cgroup.controllers").exists()
        self.folder = base / ("" if self.is_new else "memory") / f"dossier-{os.getpid()}"
        self.folder.mkdir()
        self._write("memory.max" if self.is_new else "memory.limit_in_bytes", limit)

    def _write(self, name: str, value: int) -> None:
        (self.folder / name).write_text(str(value))

    def most(self) -> float:
        """MB that it used at most, with the pages of files that the system could drop."""
        name = "memory.peak" if self.is_new else "memory.max_usage_in_bytes"
        return int((self.folder / name).read_text()) / 2**20

    def killed(self) -> int:
        """How many processes the system ended for want of memory."""
        name = "memory.events" if self.is_new else "memory.oom_control"
        lines = dict(line.split() for line in (self.folder / name).read_text().splitlines())
        return int(lines["oom_kill"])

    def end(self) -> None:
        """Remove it, when its processes are gone."""
        with contextlib.suppress(OSError):
            self.folder.rmdir()


@contextlib.contextmanager
def served(group: Group) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server in a group: its address, its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = f'echo $$ > {group.folder}/cgroup.procs; exec "$0" "$@"'
    arguments = ["-m", "dash_core", "open", "--public", "--address", "127.0.0.1"]
    with tempfile.TemporaryDirectory() as home:
        log = Path(home, "log")
        with log.open("wb") as stream:
            server = subprocess.Popen(
                ["sh", "-c", command, sys.executable, *arguments, "--port", str(port)],
                cwd=home,
                env={**os.environ, **_SETTINGS, "DOSSIER_HOME": home},
                stdout=stream,
                stderr=stream,
            )
        try:
            while True:
                assert server.poll() is None, log.read_text()
                with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=60):
                    break
                time.sleep(0.1)
            yield url, server
        finally:
            server.terminate()
            server.wait()


class Bringer(Editor):
    """Brings a large listing."""

    data = b""

    def listing(self) -> str:
        """The listing as CSV."""
        return self.data.decode()


async def crowd(url: str, rows: int, tally: Tally, look: Any) -> None:
    """Ten visitors."""
    host: Any = SimpleNamespace(url=url)
    first = Bringer(1, host, tally, page="start")
    first.n, first.data = rows, to_csv(draw(rows))
    async with first.connected() as one:
        look("the first page")
        await first.bring(one)
    look(f"a listing of {rows:,} rows")

    async def wander(number: int) -> None:
        person = Editor(number, host, tally, page="overview")
        person.own, person.n = (first.own, rows) if number % 2 else ("source=iran-crisis", 20)
        person.query = person.own
        async with person.connected() as one:
            for step in range(len(PAGES)):
                await person.go(one, PAGES[(step + number) % len(PAGES)], person.own)
                person.look(one)
                person.sentence(one, f"All {person.n:,} documents")
            await note(person, one)

    async def note(person: Editor, one: Visitor) -> None:
        if person.own != first.own:
            return
        await person.go(one, "documents", f"{person.own}&q=troops")
        person.look(one)

    async with asyncio.TaskGroup() as tasks:
        for number in range(10):
            tasks.create_task(wander(number))
    look("ten visitors on all pages")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=1024, metavar="MB")
    parser.add_argument("--rows", type=int, default=5_000)
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    group, tally = Group(options.limit * 2**20), Tally()
    try:
        with served(group) as (url, server):

            def look(what: str) -> None:
                used = memory(server.pid)
                print(f"{what:32}{used:7.0f} MB now{group.most():7.0f} MB at most", flush=True)

            asyncio.run(crowd(url, options.rows, tally, look))
            killed = group.killed()
    finally:
        group.end()
    print(f"ended for want of memory: {killed}; wrong answers: {len(tally.wrong)}")
    sys.exit(bool(killed or tally.wrong))


if __name__ == "__main__":
    main()
