"""A disk, a database or a worker that fails: one sentence to who needs it, and then all goes on."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import psycopg
import pytest

from dash_app.session import classroom
from dash_core import Collection, Study
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.classroom.store import ClassStore
from dash_core.common import workers
from dash_core.readers import SourceFile
from dash_core.study.store import Store

PAGE = "May 5, 1950\n\nLetter from A. Smith to B. Jones\n\nOn the {} of Tabriz.\n"
SWITCH = "word-table"  # the button of About that changes the study


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """A disk of its own for what is kept."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    monkeypatch.setenv("DOSSIER_HOME", str(folder))
    yield folder
    classroom.store().database.close()
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def full(folder):
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while stream.write(b"x" * 4096):
            pass
    yield
    filler.unlink()


@contextlib.contextmanager
def read_only(folder):
    classroom.store().database.close()  # the system asks for it
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


@pytest.fixture
def open_as(open_page):
    def opened(page, role, made, secret):
        app = open_page(page, **{"class": made.code})
        app.session_state["class-secrets"] = {f"{role}:{made.code}": secret}
        return run(app)

    return opened


def run(app):
    app.run()
    assert not app.exception, app.exception
    return app


def press(app, label):
    """Press a button; what the page says is wrong then, in a sentence each."""
    (button,) = [b for b in app.button if label in (b.label, b.key)]
    button.click().run()
    assert not app.exception, app.exception
    return [one.value.replace("\\", "") for one in app.error]


def begun(store: ClassStore, seed: Collection):
    """A class whose first exercise is on, and the secrets of its teacher and a student."""
    made, teacher = store.create(seed.study, lesson_to_data(ready_lessons()[0]), "Papers")
    seat, student = store.join(made, "Fox")
    store.lead(made, exercise=0)
    return made, seat, teacher, student


@pytest.mark.parametrize("trouble", [full, read_only])
def test_a_disk_that_takes_nothing(small_disk, open_page, open_as, words, seed, trouble):
    store = classroom.store()
    made, seat, teacher, student = begun(store, seed)
    key = Store().save(Study("Kept", (SourceFile("p.txt", PAGE.format("oil").encode()),)))
    about, start = open_page("about"), open_page("start")
    pupil = open_as("join", "student", made, student)
    lead = open_as("classroom", "teacher", made, teacher)
    start.text_area[0].set_value(PAGE.format("coal"))
    assert press(start, "Read the text") == []
    with trouble(small_disk):
        assert "All 1 document" in words(open_page(source=key))  # a link opens
        (said,) = press(about, SWITCH)
        assert "could not be saved" in said
        assert str(small_disk) not in said
        assert "All 20 documents" in words(about)
        (said,) = press(start, "Explore")
        assert "could not be saved" in said
        assert "1 document from" in words(start)  # what was pasted is there still
        choice = pupil.radio[0].options[0]
        pupil.radio[0].set_value(choice).run()
        assert not pupil.exception
        assert words(pupil).count("Not saved yet") == 1
        (said,) = press(lead, "Pause answers")
        assert "Classes cannot be reached just now" in said
    assert press(about, SWITCH) == []
    assert press(start, "Explore") == []
    assert "Everything is saved." in words(run(pupil))
    assert len(store.answers_of(seat, 0)) == 1
    assert press(run(lead), "Pause answers") == []
    assert store.get(made.id).is_frozen


def test_a_database_that_is_gone_for_a_while(
    monkeypatch, postgresql, open_page, open_as, words, seed
):
    with psycopg.connect(postgresql.url + "postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE outages")
    monkeypatch.setenv("DATABASE_URL", postgresql.url + "outages")
    store = classroom.store()
    made, seat, teacher, student = begun(store, seed)
    key = Store().save(Study("Kept", (SourceFile("p.txt", PAGE.format("oil").encode()),)))
    about = open_page("about")
    pupil = open_as("join", "student", made, student)
    lead = open_as("classroom", "teacher", made, teacher)
    postgresql.stop()
    try:
        assert "All 20 documents" in words(run(open_page("documents")))  # who needs none
        (said,) = press(about, SWITCH)
        assert "could not be saved: the database does not answer" in said
        other = open_page(source=key)
        assert ["cannot be reached just now" in one.value for one in other.error] == [True]
        pupil.radio[0].set_value(pupil.radio[0].options[0]).run()
        assert not pupil.exception
        assert words(pupil).count("Not saved yet") == len(pupil.error) == 1
        (said,) = press(lead, "Pause answers")
        assert "Classes cannot be reached just now" in said
        new = open_page("join", **{"class": made.code})
        assert len(new.error) == 1
    finally:
        postgresql.start()
    assert press(about, SWITCH) == []
    assert "All 1 document" in words(run(other))
    assert "Everything is saved." in words(run(pupil))
    assert len(store.answers_of(seat, 0)) == 1
    assert press(run(lead), "Pause answers") == []
    assert store.get(made.id).is_frozen
    assert "Papers" in words(run(new))
    store.database.close()


def worked(pid):
    """Processor time of a process, in ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_a_worker_that_is_killed(monkeypatch, open_page, words):
    if not Path("/proc/self/task").exists():
        pytest.skip("processes are listed elsewhere here")
    monkeypatch.setenv("DOSSIER_PROFILE", "public")
    monkeypatch.setenv("DOSSIER_SECRET", "a secret of this host, and only of it")
    workers.run(id, seconds=100, memory=2**31)  # until it can: libraries have children of their own
    app = open_page("start")
    rows = "".join(f"{1000 + n % 900},Letter {n},On the oil {n % 97}\n" for n in range(4_000))
    app.text_area[0].set_value(f"date,title,summary\n{rows}")
    killed, first = [], workers._first.process.pid
    children = Path(f"/proc/{first}/task/{first}/children")
    while children.read_text():  # what was done before is over
        time.sleep(0.01)

    def kill():
        while not (pids := children.read_text().split()):
            time.sleep(0.01)
        while worked(pids[0]) < 5:  # ticks: else it may have no work yet, which another one gets
            time.sleep(0.01)
        os.kill(int(pids[0]), signal.SIGKILL)
        killed.extend(pids)

    thread = threading.Thread(target=kill)
    thread.start()
    said = press(app, "Read the text")
    thread.join()
    assert len(killed) == len(said) == 1
    assert "needs more memory" in said[0]
    assert not open_page().error
    app.text_area[0].set_value(PAGE.format("oil"))
    assert press(app, "Read the text") == []
    assert "1 document from" in words(app)
    workers.stop()
