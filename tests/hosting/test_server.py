"""What a server does while nobody comes."""

import gc
import os
import subprocess
import sys
import weakref
from types import SimpleNamespace

import pytest
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from dash_app.hosting import server
from dash_app.session import loading
from dash_core.common.garbage import collect_and_freeze


@pytest.fixture
def ended(monkeypatch) -> MemorySessionStorage:
    """Where Streamlit keeps visits that ended, for no time at all."""
    monkeypatch.setattr(Runtime, "_instance", None)
    storage = MemorySessionStorage(ttl_seconds=0)
    Runtime(
        RuntimeConfig(
            script_path="app.py",
            media_file_storage=MemoryMediaFileStorage("/media"),
            uploaded_file_manager=MemoryUploadedFileManager("/upload"),
            session_storage=storage,
        )
    )
    return storage


class Visit:
    id = "one"


def test_visits_that_are_over_are_let_go(ended):
    visit = Visit()
    ended.save(SimpleNamespace(session=visit))
    kept = weakref.ref(visit)
    del visit
    assert kept() is not None
    assert server._forget_visits() == 0
    assert kept() is None


def test_a_visit_that_may_come_back_counts(monkeypatch, ended):
    monkeypatch.setattr(Runtime.instance()._session_mgr, "_session_storage", MemorySessionStorage())
    Runtime.instance()._session_mgr._session_storage.save(
        SimpleNamespace(session=SimpleNamespace(id="one"))
    )
    assert server._forget_visits() == 1


def test_what_is_left_of_visits_when_a_listing_was_read_is_let_go_too(ended):
    visit = Visit()
    visit.runner = SimpleNamespace(session=visit)  # Streamlit's hold each other
    ended.save(SimpleNamespace(session=visit))
    kept = weakref.ref(visit)
    del visit
    collect_and_freeze(False)  # as after each listing
    server._forget_visits()
    gc.collect()
    assert kept() is not None
    loading.drop_unused()
    assert kept() is None


LATER = """
import sys
from dataclasses import replace
from dash_app.hosting import server
from dash_core import Study
from dash_core.collection import limited
from dash_core.common import workers
from dash_core.readers.source import SourceFile

if __name__ == "__main__":
    server.load_libraries()
    there = set(sys.modules)
    words = ["oil wells at sea", "wheat and its prices", "railways of the north", "wool, tariffs"]
    rows = "".join(f"{1900 + i},On the {words[i % 4]} {words[i // 4 % 4]}\\n" for i in range(48))
    study = Study.of((SourceFile("a.csv", b"date,title\\n" + rows.encode()),))
    collection = limited.fit(study)
    changed = limited.refit(collection, replace(study, vectors="words"))
    changed.space.map, changed.topics, changed.similar(changed.table["id"][0])
    workers.stop()
    print(*sorted(set(sys.modules) - there))
"""


def test_a_change_of_a_listing_loads_no_library_on_a_server_that_runs():
    done = subprocess.run(
        [sys.executable, "-c", LATER],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "DOSSIER_PROFILE": "public", "DOSSIER_SECRET": "a secret of this host"},
    )
    assert [name for name in done.stdout.split() if name.startswith(("sci", "sk"))] == []
