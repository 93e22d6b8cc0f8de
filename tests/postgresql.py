"""A PostgreSQL of our own on loopback, as Debian installs it. In CI it must be there."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

__all__ = ["running"]

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


@contextlib.contextmanager
def running() -> Iterator[tuple[str, Path]]:
    """Start one; give its address without the name of a database, and its log."""
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
        data, log = Path(home, "data"), Path(home, "log")
        make = [folder / "initdb", "-D", data, "-A", "trust", "-U", "dossier", "-E", "UTF8"]
        subprocess.run(
            [*make, "--no-sync"], user=user, cwd=home, check=True, stdout=subprocess.DEVNULL
        )
        options = [f"-c{option}" for option in _OPTIONS]
        command = [folder / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", ""]
        with log.open("wb") as stream:
            server = subprocess.Popen(
                [*command, *options], user=user, cwd=home, stdout=stream, stderr=stream
            )
        try:
            url = f"postgresql://dossier@127.0.0.1:{port}/"
            while not _answers(url):
                assert server.poll() is None, log.read_text()
                time.sleep(0.05)
            yield url, log
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
