"""A backup has all studies, and gives them back: also to another kind of shelf."""

import io
import tarfile
from dataclasses import replace

import pytest

from dash_core import Study, StudyError
from dash_core.cli import main
from dash_core.readers import SourceFile
from dash_core.study.store import Store
from dash_core.study.store.backup import back_up, restore

STUDY = Study("A page", (SourceFile("page.txt", b"one"), SourceFile("more.txt", b"two")))


def test_what_was_backed_up_comes_back(tmp_path):
    store = Store(tmp_path / "here")
    keys = [store.save(replace(STUDY, title=f"{n}")) for n in range(3)]
    out = io.BytesIO()
    assert back_up(store.shelf, out) == (3, 2)
    other = Store(tmp_path / "there")
    mine = other.save(replace(STUDY, title="mine"))
    assert restore(other.shelf, io.BytesIO(out.getvalue())) == (3, 2, ())
    for key in (*keys, mine):
        assert [file.data for file in other.open(key).files] == [b"one", b"two"]


def hostile():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in (
            ("../../etc/passwd", b"x"),
            ("/studies/000000000000000000000000.json", b"{}"),
            ("files/" + "0" * 32, b"not that digest"),
            ("studies/" + "0" * 24 + ".json", b"[" * 99_999),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("files/" + "1" * 32)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return out.getvalue()


def test_what_is_no_study_is_left_out_and_named(tmp_path):
    store = Store(tmp_path)
    n_studies, n_files, left = restore(store.shelf, io.BytesIO(hostile()))
    assert (n_studies, n_files, len(left)) == (0, 0, 5)
    assert not list(tmp_path.rglob("*.json"))
    with pytest.raises(StudyError, match="no backup"):
        restore(store.shelf, io.BytesIO(b"nonsense"))


def test_the_commands(tmp_path, monkeypatch, capsys):
    key = Store().save(STUDY)
    file = tmp_path / "all.tar"
    assert main(["backup", str(file)]) == 0
    assert "1 study, 2 files" in capsys.readouterr().out
    monkeypatch.setenv("DOSSIER_HOME", str(tmp_path / "new"))
    assert main(["restore", str(file)]) == 0
    assert Store().open(key).title == "A page"
    assert main(["restore", str(tmp_path / "none.tar")]) == 2
    assert "none.tar" in capsys.readouterr().err
    assert main(["backup", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
