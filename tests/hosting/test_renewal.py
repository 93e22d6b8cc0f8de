"""A server that a crowd left larger than it began starts anew when nobody is there."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from dash_app.hosting.renewal import Renewal
from dash_core.common import counters

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells its files in use")

HOUR = 3600  # listings are kept for an hour

# The second time it is as it is: nothing is left of what the first run changed.
SERVER = """
import os, sys
from streamlit.web import cli
from dash_app.hosting import renewal, server

if os.environ.pop("IS_FIRST", ""):
    renewal._GROWN = 0
    renewal.Renewal.is_due = lambda self, n_visits, now: self._at_start > 0 and not n_visits
    server._DROP = 0.1
sys.argv = ["streamlit", "run", "app.py", "--server.address", "127.0.0.1", *sys.argv[1:]]
cli.main()
"""


@pytest.fixture
def renewal() -> Renewal:
    made = Renewal()
    made.note_ready()
    return made


def test_it_is_due_when_memory_has_grown_and_nobody_was_there(renewal):
    now = time.monotonic()
    assert not renewal.is_due(0, now + 2 * HOUR)
    taken = bytearray(int(0.3 * counters.memory()))
    taken[::4096] = b"x" * len(taken[::4096])  # else the system only promises it
    assert not renewal.is_due(0, now + HOUR / 2)
    assert renewal.is_due(0, now + 2 * HOUR)
    assert not renewal.is_due(1, now + 2 * HOUR)
    assert not renewal.is_due(0, now + 2.5 * HOUR)
    assert renewal.is_due(0, now + 4 * HOUR)
    assert not Renewal().is_due(0, now + 4 * HOUR)  # it is not ready yet


def test_it_answers_again_as_the_same_process(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "IS_FIRST": "yes",
        "DOSSIER_PROFILE": "public",
        "DOSSIER_SECRET": "a secret of this host, and only of it",
        "DOSSIER_HOME": str(tmp_path / "data"),
        "HOME": str(tmp_path),
    }
    command = [sys.executable, "-c", SERVER, "--server.port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as stream:
        server = subprocess.Popen(command, env=environment, stdout=stream, stderr=stream)
    try:
        while log.read_text().count('"started"') < 2:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        assert log.read_text().count("starts anew") == 1
        url = f"http://127.0.0.1:{port}/_stcore/health"
        while True:
            assert server.poll() is None, log.read_text()
            with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=60):
                break
            time.sleep(0.1)
    finally:
        server.terminate()
        server.wait()
