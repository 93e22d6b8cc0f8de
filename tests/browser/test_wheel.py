"""The wheel, installed into an empty environment, opens the sample."""

import os
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": ""}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    """The `dossier` command of an environment with the wheel and what it depends on: that is
    borrowed from this environment, without its own Dossier (a folder named in a .pth file brings
    no .pth files of its own)."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    command = [*pip, "--python", str(scripts / "python"), "install", "--no-deps", str(wheel)]
    subprocess.run(command, check=True, cwd=folder)
    paths = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return scripts / "dossier"


@pytest.fixture
def opened(dossier, tmp_path):
    """The address of `dossier open`, started in an empty folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [dossier, "open", "--no-browser", "--port", str(port)]
    environment = {**ENVIRONMENT, "DOSSIER_HOME": str(tmp_path)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url + "_stcore/health", timeout=60):
                break
        except OSError:
            time.sleep(0.1)
    assert process.poll() is None, "dossier open ended"
    yield url
    process.terminate()
    process.wait()


def test_the_wheel_opens_the_sample(opened, visit):
    page = visit("?source=iran-crisis", opened)
    assert "20 documents" in page.locator(".sentence").inner_text()


def test_the_wheel_reads_a_listing(dossier, tmp_path):
    listing = ROOT / "seeds" / "000_c0d2bb1156087dbf.txt"
    done = subprocess.run(
        [dossier, "read", listing], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=True
    )
    assert len(done.stdout.splitlines()) == 20
