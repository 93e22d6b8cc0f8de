"""Work in a process of its own ends at its limits, and nothing else does."""

import itertools
import os
import signal
import socket
import threading
import time
from dataclasses import replace

import pytest

from dash_core import Collection, Study
from dash_core.collection import limited
from dash_core.common import settings, workers
from dash_core.common.errors import LimitError, ReadError
from dash_core.common.i18n import in_language
from dash_core.readers import SourceFile
from tests import work
from tests.conftest import SEED

pytestmark = pytest.mark.skipif(not workers.CAN_FORK, reason="no process can be forked here")


def run(function, *arguments, seconds=600, memory=2**28, **more):
    return workers.run(function, *arguments, seconds=seconds, memory=memory, **more)


def test_results_and_refusals_come_back():
    assert run(work.double, 21) == 42
    with pytest.raises(ReadError, match="“x” is no listing"):
        run(work.refuse, "x")
    with pytest.raises(RuntimeError, match="ZeroDivisionError in a worker"):
        run(work.fail)


def test_a_worker_speaks_the_language_of_who_asks():
    with in_language("de"):
        assert run(work.spoken) == "1 Dokument"
    assert run(work.spoken) == "1 document"


@pytest.mark.parametrize("function", [work.sleep, work.turn])
def test_what_takes_too_long_is_ended(function):
    with pytest.raises(LimitError, match="takes longer"):
        run(function, seconds=0.5)
    assert run(work.double, 1) == 2


def test_what_needs_too_much_memory_is_ended():
    with pytest.raises(LimitError, match="needs more memory"):
        run(work.eat)


def test_who_gives_up_ends_it():
    class GaveUpError(Exception):
        pass

    def progress(share):
        if share:
            raise GaveUpError

    with pytest.raises(GaveUpError):
        run(work.tell, progress=progress)


def test_one_that_is_killed_affects_no_other():
    answers = []

    def ask(function):
        try:
            answers.append(run(function, seconds=1))
        except LimitError as err:
            answers.append(str(err)[:22])

    slow = threading.Thread(target=ask, args=(work.sleep,))
    slow.start()
    assert [run(work.double, n) for n in range(3)] == [0, 2, 4]
    slow.join()
    assert answers == ["This takes longer than"]


def test_messages_that_arrive_together_are_told_apart():
    here, there = socket.socketpair()
    with here, there:
        workers._send(there, b"i", b"7")
        workers._send(there, b"r", b"result")
        assert workers._receive(here) == (b"i", b"7")
        assert workers._receive(here) == (b"r", b"result")


def test_the_first_process_is_started_again():
    run(work.double, 1)
    os.kill(workers._first.process.pid, signal.SIGKILL)
    assert run(work.double, 2) == 4


@pytest.fixture(scope="module", autouse=True)
def _ended():
    yield
    workers.stop()


@pytest.fixture
def public(monkeypatch):
    monkeypatch.setenv("DOSSIER_PROFILE", "public")


def test_a_listing_read_there_is_the_same(public, seed):
    study = Study.at(SEED)
    reading, table = limited.read(study)
    there = limited.fit(study)
    assert len(reading.records) == len(table.frame) == len(seed)
    assert there.fingerprint == seed.fingerprint
    assert [t.label for t in there.topics] == [t.label for t in seed.topics]
    some = seed.table["id"][0]
    assert there.similar(some, n=5).to_json() == seed.similar(some, n=5).to_json()
    assert isinstance(there, Collection)


def test_a_change_that_takes_too_long_is_a_sentence(public, monkeypatch, seed):
    changed = seed.study.with_word_table(False)
    times = itertools.count(0, 1000)
    monkeypatch.setattr(limited, "monotonic", lambda: float(next(times)))
    with pytest.raises(LimitError, match="takes longer than it may here"):
        limited.refit(seed, changed)
    monkeypatch.delenv("DOSSIER_PROFILE")
    assert limited.refit(seed, changed).study == changed


def test_a_listing_that_costs_too_much_is_a_sentence(public, monkeypatch):
    monkeypatch.setattr(settings, "MAX_SECONDS", replace(settings.MAX_SECONDS, least=1))
    monkeypatch.setenv("DOSSIER_MAX_SECONDS", "1")
    rows = "".join(f"{n},Letter {n} to {n + 1},{n} oil {n * 7} of Tabriz\n" for n in range(200_000))
    study = Study.of([SourceFile("many.csv", f"date,title,summary\n{rows}".encode())])
    begun = time.monotonic()
    with pytest.raises(LimitError, match=r"^This .* smaller file\.$"):
        limited.fit(study)
    assert time.monotonic() - begun < 60
