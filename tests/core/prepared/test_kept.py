"""A listing kept on the disk between two starts: used as long as it is what would be made now."""

import os
from threading import Thread

import pytest

from dash_core import Study
from dash_core.prepared import MANIFEST, kept
from dash_core.prepared.kept import open_kept
from dash_core.study.study import SourceFile

TEXT = "• May 5, 1946\n\nLetter from A. Smith to B. Jones\n\nOn oil.\n"


@pytest.fixture
def study():
    return Study.of((SourceFile("letters.txt", TEXT.encode()),))


@pytest.fixture
def fitted(monkeypatch, tmp_path):
    """How often a listing was fitted, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    calls = []

    def prepare_here(study, out, progress):
        calls.append(study.key)
        kept.prepare(study, out, progress)

    monkeypatch.setattr(kept, "_prepare_elsewhere", prepare_here)
    return calls


def test_the_second_start_fits_nothing(study, fitted):
    first, second = open_kept(study), open_kept(study)
    assert len(fitted) == 1
    assert first.table.equals(second.table)
    assert second.similar(second.table["id"][0]).empty
    assert [topic.label for topic in second.topics] == [topic.label for topic in first.topics]
    assert second.search("oil")["title"].tolist() == ["Letter from A. Smith to B. Jones"]


def test_what_a_killed_run_left_is_deleted(study, fitted, tmp_path):
    left = tmp_path / "dossier" / "unfinished-1234"
    left.mkdir(parents=True)
    (left / "made").write_text("half")
    open_kept(study)
    assert [one.suffix for one in left.parent.iterdir() if one.is_dir()] == [".prepared"]


def test_servers_that_start_at_once_make_it_once(study, fitted, monkeypatch):
    make_here, opened = kept._prepare_elsewhere, []
    other = Thread(target=lambda: opened.append(open_kept(study)))

    def make_while_another_starts(*arguments):
        if other.ident is None:
            other.start()
            other.join(1)  # where nothing keeps it from going on, it is done by then
        make_here(*arguments)

    monkeypatch.setattr(kept, "_prepare_elsewhere", make_while_another_starts)
    opened.append(open_kept(study))
    other.join()
    assert [len(one) for one in opened] == [1, 1]
    assert len(fitted) == 1


def test_another_study_and_another_library_are_fitted(study, fitted, monkeypatch):
    open_kept(study)
    open_kept(study.with_topics('[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n'))
    assert len(fitted) == 2
    monkeypatch.setattr(kept, "version", lambda _name: "0")
    open_kept(study)
    assert len(fitted) == 3


@pytest.mark.parametrize("damage", ["values", "manifest", "emptied"])
def test_what_is_wrong_is_fitted_anew(study, fitted, tmp_path, damage):
    open_kept(study)
    (folder,) = (tmp_path / "dossier").glob("*.prepared")
    if damage == "values":
        (path,) = folder.glob("*/values.json")
        path.write_bytes(path.read_bytes()[:-1] + b" ")
    elif damage == "manifest":
        (folder / MANIFEST).write_text("{}")
    else:
        (folder / MANIFEST).unlink()
    assert len(open_kept(study)) == 1
    assert len(fitted) == 2
    assert len(open_kept(study)) == 1
    assert len(fitted) == 2  # it is whole again


def test_what_cannot_be_written_is_fitted_each_time(study, fitted, tmp_path):
    (tmp_path / "dossier").write_text("a file where the folder would be")
    assert len(open_kept(study)) == 1
    assert len(open_kept(study)) == 1


def test_few_are_kept(study, fitted, tmp_path):
    folder = tmp_path / "dossier"
    for number in range(kept._KEPT + 2):
        (folder / f"{number}.prepared").mkdir(parents=True)
        os.utime(folder / f"{number}.prepared", (number, number))
    open_kept(study)
    names = {path.name for path in folder.glob("*.prepared")}
    assert len(names) == kept._KEPT
    assert kept._folder(study).name in names
    assert "0.prepared" not in names
