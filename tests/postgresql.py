"""A PostgreSQL of our own on loopback, as Debian installs it. In CI it must be there."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

__all__ = ["Server", "running"]

# Nothing here outlives the tests: no waiting for a disk.
_OPTIONS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=150")


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    folders = [*installed, *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url + "postgres").close()
    except psycopg.OperationalError:
        return False
    return True


@dataclass
class Server:
    """One that runs: its address without the name of a database, and its log."""

    url: str
    log: Path
    _command: Sequence[str | Path]
    _user: str | None
    _process: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        """The number of its first process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as stream:
            self._process = subprocess.Popen(
                self._command, user=self._user, cwd=self.log.parent, stdout=stream, stderr=stream
            )
        while not _answers(self.url):
            assert self._process.poll() is None, self.log.read_text()
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it and all its connections; what was committed is kept."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """Start one."""
    folder = binaries()
    if folder is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no PostgreSQL found: install Debian's `postgresql`")
    assert folder
    user = "postgres" if os.geteuid() == 0 else None  # it does not run as root
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        if user:
            shutil.chown(home, user)
        data = Path(home, "data")
        make = [folder / "initdb", "-D", data, "-A", "trust", "-U", "dossier", "-E", "UTF8"]
        subprocess.run(
            [*make, "--no-sync"], user=user, cwd=home, check=True, stdout=subprocess.DEVNULL
        )
        options = [f"-c{option}" for option in _OPTIONS]
        command = [folder / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", ""]
        url = f"postgresql://dossier@127.0.0.1:{port}/"
        server = Server(url, Path(home, "log"), [*command, *options], user)
        try:
            server.start()
            yield server
        finally:
            server.stop(signal.SIGQUIT)
