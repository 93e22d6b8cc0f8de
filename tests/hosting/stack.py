"""What `compose.yaml` describes, on loopback: nginx of Debian, the replicas, a PostgreSQL."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import yaml

from tests.hosting.wire import Wire

__all__ = ["SECRETS", "Replica", "Stack", "running"]

ROOT = Path(__file__).parents[2]
SECRETS = {
    "DOSSIER_SECRET": "a secret of this host, and only of it",
    "DOSSIER_METRICS_TOKEN": "a token of this host",
    "POSTGRES_PASSWORD": "unused",
}
_VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")
# What the image's own nginx.conf has around the file for conf.d.
_AROUND = """
daemon off; pid {home}/pid; error_log {home}/errors; worker_processes 1; {user}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
    include {home}/site.conf;
}}
"""


@dataclass
class Stack:
    """What runs: the address of nginx, each replica by its name in the file, the database."""

    url: str
    replicas: "Mapping[str, Replica]"
    database: str
    wire: Wire
    log: Path

    def answered(self) -> list[str]:
        """The replica that answered each request so far."""
        names = {urlsplit(one.url).netloc: name for name, one in self.replicas.items()}
        found = re.findall(r'"replica":"([^"]*)"', self.log.read_text())
        return [names.get(address.split(", ")[-1], address) for address in found]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _filled(text: object) -> str:
    """A value as compose reads it: variables in it are those of `.env`."""

    def value(match: re.Match[str]) -> str:
        name, kind, other = match.groups()
        if name in SECRETS:
            return SECRETS[name]
        assert kind != "?", f"{name}: {other}"
        return other or ""

    return _VARIABLE.sub(value, str(text))


def _await(url: str, process: subprocess.Popen, log: Path) -> None:
    while True:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=60):
            return
        time.sleep(0.1)


@dataclass
class Replica:
    """A server of the dashboard, which can be ended and started again."""

    url: str
    home: Path
    _command: Sequence[str]
    _environment: Mapping[str, str]
    process: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self.process is not None
        return self.process.pid

    @property
    def log(self) -> Path:
        """What it writes."""
        return self.home / "log"

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dash_core", *self._command],
                cwd=self.home,
                env={**os.environ, **self._environment, "HOME": str(self.home)},
                stdout=stream,
                stderr=stream,
            )

    def wait(self) -> None:
        """Wait until it answers."""
        assert self.process is not None
        _await(self.url + "/_stcore/health", self.process, self.log)

    def kill(self) -> None:
        """End it as a fall would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def _replica(service: dict, database: str, home: Path) -> Replica:
    """A replica as its service says, but for the addresses; started."""
    port = _free_port()
    command = [str(part) for part in service["command"]]
    assert command[0] == "dossier"
    for flag, here in (("--address", "127.0.0.1"), ("--port", str(port))):
        command[command.index(flag) + 1] = here
    given = {name: _filled(value) for name, value in service["environment"].items()}
    home.mkdir()
    given |= {"DOSSIER_HOME": str(home / "data"), "DATABASE_URL": database}
    replica = Replica(f"http://127.0.0.1:{port}", home, command[1:], given)
    replica.start()
    return replica


def _nginx(
    services: dict, replicas: Mapping[str, str], home: Path
) -> tuple[str, subprocess.Popen, Path]:
    """Start nginx with the template that its service mounts, filled in as the image does it."""
    path = f"{os.environ['PATH']}:/usr/sbin"
    program = shutil.which("nginx", path=path)
    if program is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no nginx found: install Debian's `nginx-light`")
    service = services["nginx"]
    mounts = (volume.split(":")[:2] for volume in service["volumes"])
    (template,) = [ROOT / here for here, there in mounts if there.endswith(".template")]
    given = {name: _filled(value) for name, value in service["environment"].items()}
    port = _free_port()
    given |= {"DOSSIER_PORT": f"127.0.0.1:{port}", "DOSSIER_TLS": str(home / "tls")}
    for name, url in replicas.items():
        there = urlsplit(url).netloc
        given["DOSSIER_REPLICAS"] = re.sub(rf"\b{name}:\d+", there, given["DOSSIER_REPLICAS"])
    home.mkdir()
    log = home / "access"
    given |= {"DOSSIER_LOG": str(log), "DOSSIER_ERROR_LOG": str(home / "errors")}
    text = template.read_text("utf-8")
    for name, value in given.items():
        text = text.replace(f"${{{name}}}", value)
    assert "${" not in text
    (home / "site.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (home / "nginx.conf").write_text(_AROUND.format(home=home, user=user))
    process = subprocess.Popen([program, "-c", home / "nginx.conf", "-e", home / "errors"])
    return f"http://127.0.0.1:{port}", process, log


@contextlib.contextmanager
def running(postgresql: str, home: Path) -> Iterator[Stack]:
    """Start all of it; `postgresql` is the address of a server without a database's name."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    name = services["database"]["environment"]["POSTGRES_DB"] + "_hosted"
    with psycopg.connect(postgresql + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    wire = Wire(urlsplit(postgresql).port or 0)
    through = postgresql.replace(f":{urlsplit(postgresql).port}", f":{wire.port}")
    replicas = {
        one: _replica(service, through + name, home / one)
        for one, service in services.items()
        if service.get("command", [""])[0] == "dossier"
    }
    assert len(replicas) > 1
    urls = {one: replica.url for one, replica in replicas.items()}
    nginx_url, nginx, log = _nginx(services, urls, home / "nginx")
    try:
        for replica in replicas.values():
            replica.wait()
        _await(nginx_url + "/_stcore/health", nginx, home / "nginx" / "errors")
        yield Stack(nginx_url, replicas, postgresql + name, wire, log)
    finally:
        nginx.terminate()  # killed, it would leave its workers
        nginx.wait()
        for replica in replicas.values():
            replica.kill()
        wire.close()
