"""What a server does while nobody comes."""

import gc
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
    server._forget_visits()
    assert kept() is None


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
from dash_core import Collection

server.load_libraries()
there = set(sys.modules)
words = ["oil wells at sea", "wheat and its prices", "railways of the north", "wool and tariffs"]
rows = "".join(f"{1900 + i},On the {words[i % 4]} {words[i // 4 % 4]}\\n" for i in range(48))
collection = Collection.read("date,title\\n" + rows, topics="")
collection.with_study(replace(collection.study, vectors="words"))
collection.space.map, collection.topics, collection.similar(collection.table["id"][0])
print(*sorted(set(sys.modules) - there))
"""


def test_a_change_of_a_listing_loads_no_library_on_a_server_that_runs():
    done = subprocess.run(
        [sys.executable, "-c", LATER], capture_output=True, text=True, check=True, timeout=300
    )
    assert [name for name in done.stdout.split() if not name.startswith("dash_core.")] == []
