import errno
import os
from dataclasses import replace
from datetime import date

import pytest

from dash_core import Study, StudyError
from dash_core.common import settings
from dash_core.readers import SourceFile
from dash_core.study.store import Store
from dash_core.study.store.shelf import BLOCK

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
    """Each takes a block for its manifest and one for its file."""
    monkeypatch.setattr(settings, "MAX_STORE", replace(settings.MAX_STORE, default=5, scale=BLOCK))
    keys = []
    for i in range(4):
        keys.append(store.save(replace(STUDY, files=(SourceFile("p", bytes([i]) * 10),))))
        os.utime(store.folder / "studies" / f"{keys[-1]}.json", (i, i))
    assert [key in store for key in keys] == [False, False, True, True]
    assert store.open(keys[-1]).files[0].data == b"\x03" * 10
    assert len(list((store.folder / "files").iterdir())) == 2


def test_manifests_count_too(store, monkeypatch):
    """Many studies of one file: what is kept of each is no more than its manifest."""
    monkeypatch.setattr(settings, "MAX_STORE", replace(settings.MAX_STORE, default=20, scale=BLOCK))
    keys = [store.save(replace(STUDY, title=f"Study {i}")) for i in range(60)]
    kept = list((store.folder / "studies").iterdir())
    assert 10 < len(kept) < 20
    assert keys[-1] in store
    assert store.open(keys[-1]).files[0].data == b"one"


def contents(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_opening_writes_nothing_and_is_noted_with_the_next_saving(store):
    key = store.save(STUDY)
    manifest = store.folder / "studies" / f"{key}.json"
    os.utime(manifest, (5, 5))
    before = contents(store.folder)
    store.open(key)
    assert contents(store.folder) == before
    store.save(replace(STUDY, title="Another"))
    assert manifest.stat().st_mtime > 5


@pytest.mark.parametrize("name", ["files", "studies"])
@pytest.mark.parametrize("damage", [b"", b"{", b"\xff" * 3, b"[]", b'{"files": 1}', b"[" * 99_999])
def test_what_is_damaged_is_healed_by_saving_it_again(store, name, damage):
    day = replace(STUDY, read=date(2026, 11, 1))
    key = store.save(day)
    (path,) = (store.folder / name).iterdir()
    path.write_bytes(damage)
    with pytest.raises(StudyError):
        store.open(key)
    assert store.save(day) == key
    assert store.open(key).files[0].data == b"one"


def test_a_damaged_study_stops_nobody_else(store, monkeypatch):
    monkeypatch.setattr(settings, "MAX_STORE", replace(settings.MAX_STORE, default=3, scale=BLOCK))
    (store.folder / "studies").mkdir(parents=True)
    for n, damage in enumerate((b"", b"{", b"[" * 99_999, b'{"files": [{}]}')):
        (store.folder / "studies" / f"{n:024}.json").write_bytes(damage)
    assert store.open(store.save(STUDY)).key == STUDY.key


def test_a_full_disk_is_one_sentence_and_leaves_what_was_there(store, monkeypatch):
    key = store.save(STUDY)

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    before = contents(store.folder)
    with pytest.raises(StudyError, match="could not be saved: No space left on device") as caught:
        store.save(replace(STUDY, files=(SourceFile("p", b"more"),)))
    assert str(store.folder) not in str(caught.value)
    assert contents(store.folder) == before
    assert store.open(key).key == key


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="could not be saved") as caught:
        Store(tmp_path / "file").save(STUDY)
    assert str(tmp_path) not in str(caught.value)


def test_keys_tell_nothing_where_the_host_has_a_secret(store, monkeypatch):
    old = store.save(STUDY)
    monkeypatch.setenv("DOSSIER_SECRET", "s" * 32)
    key = store.save(STUDY)
    assert key != old == STUDY.key
    assert store.open(key).key == store.open(old).key == STUDY.key
    monkeypatch.setenv("DOSSIER_SECRET", "t" * 32)
    assert store.open(key).key == STUDY.key  # of before the secret was changed
    assert len({store.key_of(STUDY), key, old}) == 3
    other = replace(STUDY, title="Guessed")
    assert other.key not in store
    store.save(other)
    assert other.key not in store


def test_a_title_has_a_length(store):
    files = tuple(SourceFile(f"{n:200}.txt", b"one") for n in range(900))
    study = Study.of(files)
    assert len(study.title) == 500
    assert store.open(store.save(study)).title == study.title
    with pytest.raises(StudyError, match="title is not as it should be"):
        Study.from_bytes(replace(STUDY, title="x" * 10_001).to_bytes(), "s.zip")
