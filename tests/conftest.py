"""What all tests share: the seed listing, and the app started from the project's root."""

from __future__ import annotations

import gc
import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dash_core import Collection
    from tests.postgresql import Server

# Workers run side by side: OpenMP's threads would wait for a processor by turning in circles, and
# a map of 20 documents takes seconds instead of 0.04 s. Has to be set before NumPy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Compiled modules are kept, else every worker and child process compiles them and the tests anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Few examples, the same each time; `DOSSIER_EXAMPLES=40` tries forty times as many, other ones each
# time. No stopwatch: another process may have the processor.
MORE = int(os.environ.get("DOSSIER_EXAMPLES", "1"))
settings.register_profile(
    "dossier",
    max_examples=25 * MORE,
    derandomize=MORE == 1,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dossier")

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_c0d2bb1156087dbf.txt"


def pytest_collectstart() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: the search for garbage need not look at them again and
    again, nor at what a test makes as often as it would."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session")
def seed() -> Collection:
    from dash_core import Collection  # not above: the process that leads the workers needs none

    return Collection.read(SEED)


_numbers = itertools.count()  # pytest looks through all folders it gave to find the next one


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As README starts it: on the seed listing, with a store of its own."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["app.py", str(SEED)])
    monkeypatch.setenv(
        "DOSSIER_HOME", str(tmp_path_factory.getbasetemp() / f"store-{next(_numbers)}")
    )


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL of the tests."""
    from tests.postgresql import running

    with running() as started:
        yield started


@pytest.fixture(scope="session")
def in_ci() -> bool:
    return bool(os.environ.get("CI"))
