"""A listing kept on the disk between two starts: used as long as it is what would be made now."""

import os

import pytest

from dash_core import Study
from dash_core.collection import prepared
from dash_core.collection.prepared import open_prepared
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

    def fit_here(study, progress):
        calls.append(study.key)
        return prepared.fit(study, progress)

    monkeypatch.setattr(prepared, "_fit_elsewhere", fit_here)
    return calls


def test_the_second_start_fits_nothing(study, fitted):
    first, second = open_prepared(study), open_prepared(study)
    assert len(fitted) == 1
    assert first.table.equals(second.table)
    assert second.similar(second.table["id"][0]).empty
    assert [topic.label for topic in second.topics] == [topic.label for topic in first.topics]
    assert second.search("oil")["title"].tolist() == ["Letter from A. Smith to B. Jones"]


def test_another_study_and_another_library_are_fitted(study, fitted, monkeypatch):
    open_prepared(study)
    open_prepared(study.with_topics('[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n'))
    assert len(fitted) == 2
    monkeypatch.setattr(prepared, "version", lambda _name: "0")
    open_prepared(study)
    assert len(fitted) == 3


@pytest.mark.parametrize("damage", ["cut", "other", "unwritable"])
def test_what_is_wrong_is_fitted_anew(study, fitted, tmp_path, damage):
    open_prepared(study)
    (path,) = (tmp_path / "dossier").iterdir()
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:1000])
    elif damage == "other":
        path.write_bytes(prepared.workers.pickled({"not": "a collection"}))
    else:
        path.unlink()
        path.mkdir()
    assert len(open_prepared(study)) == 1
    assert len(fitted) == 2


def test_few_are_kept(study, fitted, tmp_path):
    folder = tmp_path / "dossier"
    folder.mkdir()
    for number in range(prepared._KEPT + 2):
        (folder / f"{number}.prepared").touch()
        os.utime(folder / f"{number}.prepared", (number, number))
    open_prepared(study)
    kept = {path.name for path in folder.iterdir()}
    assert len(kept) == prepared._KEPT
    assert prepared._path(study).name in kept
    assert "0.prepared" not in kept
