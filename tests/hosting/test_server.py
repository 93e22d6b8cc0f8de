"""What a server does while nobody comes."""

import weakref
from types import SimpleNamespace

import pytest
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from dash_app.hosting import server


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
