"""A folder and a PostgreSQL keep studies in the same way."""

import contextlib
import itertools
import os
import signal
import threading
import time
from dataclasses import replace

import pytest

from dash_core import Study, StudyError
from dash_core.common import database, settings
from dash_core.readers import SourceFile
from dash_core.study.store import Store

_names = itertools.count()
STUDY = Study("A page", (SourceFile("page.txt", b"one"), SourceFile("more.txt", b"two" * 40_000)))


@pytest.fixture(params=["folder", "postgresql"])
def shelf(request, tmp_path):
    if request.param == "folder":
        yield Store(tmp_path).shelf
        return
    from dash_core.study.store.database import Database

    made = Database(new_database(request.getfixturevalue("postgresql").url))
    yield made
    made.close()


def new_database(url):
    import psycopg

    name = f"studies_{next(_names)}"
    with psycopg.connect(url + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url + name


@pytest.fixture
def store(tmp_path, shelf):
    return Store(tmp_path / "own", shelf)


def same(a, b):
    assert (a.key, a.manifest()) == (b.key, b.manifest())
    assert [file.data for file in a.files] == [file.data for file in b.files]


def test_what_one_server_saved_another_opens(store, shelf, tmp_path):
    key = store.save(STUDY)
    same(Store(tmp_path / "other", shelf).open(key), STUDY)
    used = shelf.used()
    assert used > 120_000
    assert store.save(STUDY) == key
    assert shelf.used() == used
    with pytest.raises(StudyError, match="not on this computer"):
        store.open("0" * 24)


def test_damage_is_found_and_healed(store, shelf):
    key = store.save(STUDY)
    digest = STUDY.files[0].digest
    shelf.remove([], [digest])
    with pytest.raises(StudyError, match="is not in it"):
        store.open(key)
    store.save(STUDY)
    same(store.open(key), STUDY)
    shelf.keep_manifest(key, b"{", [])
    with pytest.raises(StudyError):
        store.open(key)
    store.save(STUDY)
    same(store.open(key), STUDY)


def test_the_least_opened_go_first(store, shelf, monkeypatch):
    small, large = STUDY.files
    first = store.save(replace(STUDY, files=(small,)))
    others = [store.save(replace(STUDY, title=f"{n}", files=(large,))) for n in range(4)]
    shelf.note_opened({key: float(n) for n, key in enumerate([*others, first])})
    limit = replace(settings.MAX_STORE, default=shelf.used() + 60_000, scale=1)
    monkeypatch.setattr(settings, "MAX_STORE", limit)
    new = replace(STUDY, files=(SourceFile("new", b"x" * 100_000),))
    last = store.save(new)
    assert [key in store for key in (*others, first, last)] == [False] * 4 + [True, True]
    assert shelf.files().keys() == {small.digest, new.files[0].digest}
    assert shelf.used() <= limit.value
    same(store.open(last), new)


def test_many_save_the_same_at_once(store, shelf):
    keys, errors = [], []

    def save(n):
        try:
            keys.append(store.save(replace(STUDY, title=f"{n % 3}")))
        except Exception as err:
            errors.append(err)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(set(keys)) == 3
    for key in keys:
        assert store.open(key).files[1].data == b"two" * 40_000


def test_the_bytes_are_counted_while_another_server_writes(shelf, tmp_path):
    shelf.keep_files({file.digest: file.data for file in STUDY.files})
    is_done = threading.Event()

    def write():
        while not is_done.is_set():
            for n in range(9):
                shelf.keep_manifest("0" * 24, b"%d" % n, [])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert all(shelf.used() > 120_000 for _ in range(300))
    finally:
        is_done.set()
        writer.join()


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path):
    from dash_core.study.store.database import Database

    store = Store(tmp_path, Database("postgresql://nobody@127.0.0.1:1/none"))
    with pytest.raises(StudyError, match="could not be saved: the database does not answer"):
        store.save(STUDY)
    with pytest.raises(StudyError, match="cannot be reached just now"):
        store.open("0" * 24)


def test_a_database_that_stands_still_is_a_sentence(tmp_path, monkeypatch, postgresql):
    import psycopg

    from dash_core.study.store.database import Database

    monkeypatch.setattr(database, "WAIT", 1)
    url = new_database(postgresql.url)
    store = Store(tmp_path, Database(url))
    key = store.save(STUDY)
    with psycopg.connect(url) as connection:
        pids = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname IS NOT NULL")
        pids = [postgresql.pid, *(pid for (pid,) in pids)]
    begun = time.monotonic()
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(StudyError, match="cannot be reached just now"):
            store.open(key)
        assert time.monotonic() - begun < 30
    finally:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
    same(store.open(key), STUDY)
    store.shelf.close()
