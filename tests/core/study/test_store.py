import os
from dataclasses import replace
from datetime import date

import pytest

from dash_core import Study, StudyError
from dash_core.common import settings
from dash_core.readers import SourceFile
from dash_core.study.store import Store

MANIFEST = """\
{
 "version": 1,
 "title": "A page",
 "files": [
  {
   "name": "page.txt",
   "digest": "c88d4df74262143a08e9d190e3bd67f1"
  }
 ],
 "topics": null,
 "columns": {},
 "dates": {
  "day_first": null,
  "century": null
 },
 "edits": [
  {
   "kind": "accept",
   "document": "abc"
  }
 ]
}
"""
STUDY = Study("A page", (SourceFile("page.txt", b"one"),))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "new" / "folder")


def test_what_was_saved_opens_again(store):
    key = store.save(STUDY)
    assert key in store
    again = store.open(key)
    assert (again.key, again.files[0].data) == (key, b"one")
    assert store.save(STUDY) == key


def test_the_day_of_the_first_saving_stays_and_no_view_is_kept(store):
    first = replace(STUDY, read=date(2026, 11, 1), view={"topic": ("oil",)})
    key = store.save(first)
    assert store.save(replace(STUDY, read=date(2026, 11, 20))) == key
    again = store.open(key)
    assert (again.read, again.view) == (date(2026, 11, 1), {})


def test_what_the_first_version_kept_opens(store):
    """The folder as the version before `read`, `view`, `notes` and `repository` left it."""
    digest, key = "c88d4df74262143a08e9d190e3bd67f1", "1ceec411455ea56e81318b9c"
    for folder, name, data in (
        ("files", digest, b"one"),
        ("studies", f"{key}.json", MANIFEST.encode()),
    ):
        (store.folder / folder).mkdir(parents=True, exist_ok=True)
        (store.folder / folder / name).write_bytes(data)
    study = store.open(key)
    assert (study.key, study.title, study.files[0].data) == (key, "A page", b"one")
    assert (study.read, study.notes) == (None, ())


@pytest.mark.parametrize("key", ["", "0" * 24, "../secret", "a/b", "\0", "x" * 10_000])
def test_what_is_not_there(store, key):
    store.save(STUDY)
    assert key not in store
    with pytest.raises(StudyError, match="not on this computer"):
        store.open(key)


def test_what_was_changed_on_disk_is_not_opened(store):
    key = store.save(STUDY)
    (file,) = (store.folder / "files").iterdir()
    file.write_bytes(b"other")
    with pytest.raises(StudyError):
        store.open(key)
    (manifest,) = (store.folder / "studies").iterdir()
    manifest.write_text("{")
    with pytest.raises(StudyError, match="not on this computer"):
        store.open(key)


def test_the_least_opened_go_first(store, monkeypatch):
    monkeypatch.setattr(settings, "MAX_STORE", replace(settings.MAX_STORE, default=25, scale=1))
    keys = []
    for i in range(4):
        keys.append(store.save(replace(STUDY, files=(SourceFile("p", bytes([i]) * 10),))))
        os.utime(store._manifest(keys[-1]), (i, i))
    assert [key in store for key in keys] == [False, False, True, True]
    assert store.open(keys[-1]).files[0].data == b"\x03" * 10
    assert len(list((store.folder / "files").iterdir())) == 2


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="could not be saved"):
        Store(tmp_path / "file").save(STUDY)
