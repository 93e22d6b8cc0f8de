"""A prepared listing equals one read anew, and a failed run leaves the old one."""

import errno
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from dash_core import Collection
from dash_core.cli import main
from dash_core.collection.document import evidence_spans, places_of, source_pieces
from dash_core.collection.filter import Filter
from dash_core.collection.fitting import text_stages
from dash_core.collection.view import select
from dash_core.common.errors import ReadError
from dash_core.prepared import (
    MANIFEST,
    PreparedError,
    directory,
    is_prepared,
    listing,
    open_folder,
    prepare,
    reading,
)
from dash_core.prepared.writing import Writer
from dash_core.readers import SourceFile
from dash_core.study.edits import Edit
from dash_core.study.study import Study
from tests.conftest import SEED

ID = "e204ee8009"


@pytest.fixture
def copy(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def forbid_reading(monkeypatch):
    def fail(*_arguments, **_options):
        raise AssertionError("a file was read again")

    monkeypatch.setattr(text_stages, "read_files", fail)


@pytest.fixture
def nothing_is_read(monkeypatch):
    forbid_reading(monkeypatch)


@pytest.fixture
def opened(folder, nothing_is_read, monkeypatch):
    monkeypatch.setattr(reading, "_WAIT", 1)  # as in a listing of thousands
    return open_folder(folder)


def parts_of(path):
    return next(path.glob("parts-*"))


def as_held(table):
    """Columns of lists as a listing that was read has them."""
    lists = {name: object for name in table if table[name].dtype.name == "lists"}
    return table.astype(lists)


def assert_same(one, other):
    pd.testing.assert_frame_equal(as_held(one.table), as_held(other.table))
    for query in ("oil company", '"Soviet troops" OR from:Bagirov', "title:let* -oil"):
        pd.testing.assert_frame_equal(one.search(query), other.search(query))
    pd.testing.assert_frame_equal(one.similar(ID), other.similar(ID))
    pd.testing.assert_frame_equal(one.space.map, other.space.map)
    assert one.fingerprint == other.fingerprint
    assert one.names == other.names
    assert [list(topics) for topics in (one.topics, one.found)] == [
        list(topics) for topics in (other.topics, other.found)
    ]
    assert one.suggestion.reason == other.suggestion.reason
    rows = one.all_rows
    for name in one.facets.keys() | other.facets.keys():
        assert one.facets[name].counts(rows) == other.facets[name].counts(rows)
    for row in range(len(one)):
        assert places_of(one, row) == places_of(other, row)
        assert evidence_spans(one, row) == evidence_spans(other, row)
        assert source_pieces(one, row) == source_pieces(other, row)


def test_it_opens_as_it_was_without_reading(opened, seed):
    assert_same(opened, seed)
    assert opened.report.sentence() == seed.report.sentence()
    assert opened.report.counts() == seed.report.counts()
    assert opened.people == seed.people
    assert opened.study.to_bytes() == seed.study.to_bytes()
    view = select(opened, Filter(words="oil", people=("Stalin",)))
    assert view.rows.tolist() == select(seed, view.filter).rows.tolist()


@pytest.mark.parametrize(
    "edit",
    [
        Edit("set", ID, "date", after="1 April 1952"),
        Edit("same person", "Pishevari", after="Bagirov"),
        Edit("set", ID, "summary", after="On the harvest near Tabriz."),
    ],
)
def test_a_change_of_it_is_that_of_the_listing(opened, seed, edit):
    assert_same(opened.with_edits([edit]), seed.with_edits([edit]))


def test_it_can_be_given_to_another_process(opened, seed):
    from pickle import loads

    from dash_core.common.workers import pickled

    core = loads(pickled(opened.core))
    assert_same(Collection(core.study, core=core), seed)


def test_what_is_open_stays_readable_when_the_folder_is_gone(copy, seed, monkeypatch):
    monkeypatch.setattr(reading, "_WAIT", 1)  # as in a listing of thousands
    opened = open_folder(copy)
    shutil.rmtree(copy)
    assert_same(opened, seed)
    assert opened.suggestion.k == seed.suggestion.k


def test_other_programs_read_what_is_written_of_it(opened, seed, tmp_path):
    columns = opened.table[["id", "people"]]
    columns.to_parquet(tmp_path / "table.parquet")
    table = pd.read_parquet(tmp_path / "table.parquet")
    assert [list(names) for names in table["people"]] == seed.table["people"].tolist()


def test_other_programs_read_its_table(folder, seed):
    table = pd.read_parquet(parts_of(folder) / "documents")
    assert table["id"].tolist() == seed.table["id"].tolist()
    assert [list(names) for names in table["people"]] == seed.table["people"].tolist()


def shorten(path):
    path.write_bytes(path.read_bytes()[:-1])


def turn(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [shorten, turn, Path.unlink])
@pytest.mark.parametrize("name", ["values.json", "small.npz"])
def test_a_damaged_file_is_named(copy, damage, name):
    damage(parts_of(copy) / name)
    with pytest.raises(PreparedError, match=name):
        open_folder(copy)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"dossier": "0.0.1"}, "another state of Dossier .0.0.1"),
        ({"format": 99}, "another state"),
        ({"parts": "../../etc"}, "damaged"),
        ({"files": {"../../../etc/passwd": [1, ""]}}, "damaged"),
        ({"files": {}}, "damaged"),
        ({"files": []}, "damaged"),
        ({"kind": "else"}, "no prepared listing"),
    ],
)
def test_another_manifest_is_refused(copy, change, sentence):
    manifest = json.loads((copy / MANIFEST).read_text()) | change
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(PreparedError, match=sentence):
        open_folder(copy)


@pytest.mark.parametrize(
    ("kind", "change"),
    [("method", {"name": "clear"}), ("partial", {"parts": [0]}), ("csr", {"shape": [1, 1]})],
)
def test_what_does_not_fit_is_said_also_when_it_is_asked_for_later(copy, kind, change):
    values = parts_of(copy) / "values.json"
    told = json.loads(values.read_text())
    made = [one for one in told["made"] if one["make"] == kind]
    made[-1] |= change  # the last of them waits
    values.write_text(json.dumps(told))
    manifest = json.loads((copy / MANIFEST).read_text())
    manifest["files"]["values.json"] = [values.stat().st_size, directory._checksum(values)]
    (copy / MANIFEST).write_text(json.dumps(manifest))
    opened = open_folder(copy)
    with pytest.raises(PreparedError, match=r"damaged: .values\.json"):
        Writer(opened.core)  # asks for everything


def test_half_a_manifest_is_none(copy):
    shorten(copy / MANIFEST)
    assert not is_prepared(copy)


class _StopError(Exception):
    pass


@pytest.mark.parametrize("at", [0.1, 0.85])
def test_a_run_that_is_stopped_leaves_the_old_one(copy, seed, at):
    def stop(done):
        if done >= at:
            raise _StopError

    with pytest.raises(_StopError):
        prepare(seed.study, copy, stop)
    assert len(list(copy.iterdir())) == 2
    assert len(open_folder(copy)) == 20


def test_a_full_disk_leaves_the_old_one(copy, seed, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PreparedError, match=r"No space left.*is as it was"):
        prepare(seed.study, copy)
    assert len(list(copy.iterdir())) == 2
    assert len(open_folder(copy)) == 20


def test_a_stopped_run_goes_on_where_it_was(seed, tmp_path, monkeypatch, nothing_is_read):
    monkeypatch.setattr(listing, "_EVERY", 0)
    done = dict(list(seed.core.stages.items())[:12])
    listing._Keeper(seed.study, tmp_path).keep(done)
    assert not is_prepared(tmp_path)
    monkeypatch.setattr(listing, "_EVERY", 60)
    prepare(seed.study, tmp_path)
    assert_same(open_folder(tmp_path), seed)
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"parts", MANIFEST}


def test_a_new_version_takes_the_place_of_the_old(copy, seed):
    old, before = open_folder(copy), parts_of(copy)
    prepare(seed.study.with_topics(None), copy)
    assert len(list(copy.glob("parts-*"))) == 2
    assert before.is_dir()
    assert old.search("oil company")["id"].tolist() == seed.search("oil company")["id"].tolist()
    assert open_folder(copy).named is None


def test_other_things_are_not_written_over(seed, tmp_path):
    (tmp_path / "letters.csv").write_text("mine")
    with pytest.raises(PreparedError, match="other things"):
        prepare(seed.study, tmp_path)
    assert (tmp_path / "letters.csv").read_text() == "mine"


def test_two_runs_do_not_write_into_one_folder(copy, seed):
    def again(_done):
        with pytest.raises(PreparedError, match="Another run of dossier build"):
            prepare(seed.study, copy)
        raise _StopError

    with pytest.raises(_StopError):
        prepare(seed.study, copy, again)
    assert len(list(copy.iterdir())) == 2
    assert len(open_folder(copy)) == 20


def test_a_run_that_read_nothing_leaves_nothing(tmp_path):
    with pytest.raises(ReadError):
        prepare(Study.of([SourceFile("empty.csv", b"")]), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_commands_take_it_for_the_listing(tmp_path, capsys):
    assert main(["build", str(SEED), "--out", str(tmp_path / "out")]) == 0
    assert "20 documents written" in capsys.readouterr().out
    said = []
    for source in (SEED, tmp_path / "out"):
        assert main(["search", str(source), "oil", "--json"]) == 0
        assert main(["topics", str(source), "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
