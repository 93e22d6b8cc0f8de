"""Prepared listings at addresses: written and opened through fsspec, copied once."""

import errno
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import fsspec
import pandas as pd
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dash_core.cli import main
from dash_core.common import settings
from dash_core.prepared import PreparedError, folder_of, is_prepared, open_at, prepare
from dash_core.prepared.places import Address
from dash_core.readers import SourceFile
from dash_core.study.study import Study
from tests.conftest import SEED
from tests.core.prepared.test_listing import _StopError, assert_same, turn

WHERE = "memory://archive/iran"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    yield tmp_path / "cache"
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


@pytest.fixture
def built(folder):
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/", "/archive/iran", recursive=True)
    return memory


def names(system):
    return sorted(name.rpartition("/")[2] for name in system.ls("/archive/iran", detail=False))


def test_it_is_written_and_opens_as_it_was(seed, cache):
    prepare(seed.study, WHERE)
    opened = open_at(WHERE)
    assert_same(opened, seed)
    assert opened.study.to_bytes() == seed.study.to_bytes()
    written = names(fsspec.filesystem("memory"))
    assert (written[0], len(written)) == ("manifest.json", 2)
    assert not list((cache / "building").iterdir())


def test_other_programs_read_its_table_there(built, seed):
    (part,) = built.glob("/archive/iran/parts-*/documents/*.parquet")
    table = pd.read_parquet(f"memory://{part}")
    assert table["id"].tolist() == seed.table["id"].tolist()


def test_it_is_copied_once_and_without_its_table(built, seed, monkeypatch):
    assert_same(open_at(WHERE), seed)
    assert not list(folder_of(WHERE).rglob("*.parquet"))

    def fail(*_arguments):
        raise AssertionError("fetched again")

    monkeypatch.setattr(Address, "blocks", fail)
    assert_same(open_at(WHERE), seed)


def test_those_who_open_it_at_once_share_one_copy(built, seed, monkeypatch):
    asked = []
    blocks = Address.blocks

    def count(self, files, starts, ends):
        asked.extend(zip(files, starts, strict=True))
        return blocks(self, files, starts, ends)

    monkeypatch.setattr(Address, "blocks", count)
    with ThreadPoolExecutor(3) as pool:
        for opened in pool.map(open_at, [WHERE] * 3):
            assert len(opened) == len(seed)
    assert len(asked) == len(set(asked)) > 5


def test_copying_goes_on_where_it_was_stopped(built, seed, monkeypatch):
    from dash_core.prepared import copies

    monkeypatch.setattr(copies, "_BLOCKS", 1)
    monkeypatch.setattr(copies, "_BLOCK", 10_000)
    done = []

    def stop(share):
        done.append(share)
        if share > 0.5:
            raise _StopError

    with pytest.raises(_StopError):
        open_at(WHERE, stop)
    assert not is_prepared(folder_of(WHERE))
    before = list(folder_of(WHERE).rglob("*.npy"))
    assert before
    stamps = [one.stat().st_mtime_ns for one in before]
    assert_same(open_at(WHERE, done.append), seed)
    assert [one.stat().st_mtime_ns for one in before] == stamps
    assert done[-1] == 1


def test_a_new_version_takes_the_place_of_the_old_also_in_the_copy(built, seed):
    old = open_at(WHERE)
    prepare(seed.study.with_topics(None), WHERE)
    assert len(names(built)) == 3  # who has it open elsewhere may still copy the one before
    assert open_at(WHERE).named is None
    assert len(list(folder_of(WHERE).glob("parts-*"))) == 1
    assert old.search("oil company")["id"].tolist() == seed.search("oil company")["id"].tolist()
    prepare(seed.study, WHERE)
    assert len(names(built)) == 3


def test_a_run_that_is_stopped_leaves_the_old_one(built, seed):
    def stop(done):
        if done >= 0.85:
            raise _StopError

    with pytest.raises(_StopError):
        prepare(seed.study.with_topics(None), WHERE, stop)
    assert len(names(built)) == 2
    assert_same(open_at(WHERE), seed)


class Failing(MemoryFileSystem):
    """A store that takes some files and then no more."""

    protocol = "failing"
    left = 0

    def _open(self, path, mode="rb", **options):
        if mode == "wb":
            if not Failing.left:
                raise OSError(errno.ENOSPC, "No space left on device")
            Failing.left -= 1
        return super()._open(path, mode, **options)


@pytest.mark.parametrize("left", [0, 3])
def test_a_full_store_leaves_the_old_one(built, seed, left, monkeypatch):
    fsspec.register_implementation("failing", Failing, clobber=True)
    monkeypatch.setattr(Failing, "left", left)
    with pytest.raises(PreparedError, match=r"No space left.*is as it was"):
        prepare(seed.study, "failing://archive/iran")
    assert len(names(built)) == 2
    assert_same(open_at(WHERE), seed)


def test_what_did_not_arrive_is_told(built, seed, monkeypatch):
    monkeypatch.setattr(Address, "lengths", lambda *_arguments: {})
    with pytest.raises(PreparedError, match="did not arrive"):
        prepare(seed.study, WHERE)
    monkeypatch.undo()
    assert is_prepared(WHERE)


def test_other_things_are_not_written_over(seed):
    fsspec.filesystem("memory").pipe_file("/archive/iran/letters.csv", b"mine")
    with pytest.raises(PreparedError, match="other things"):
        prepare(seed.study, WHERE)


def test_what_was_altered_there_is_told_and_not_opened(built):
    name = built.glob("/archive/iran/parts-*/str-data.npy")[0]
    built.pipe_file(name, built.cat_file(name)[:-1] + b"\0")
    with pytest.raises(PreparedError, match=r"iran. is damaged: .str-data\.npy"):
        open_at(WHERE)
    assert not is_prepared(folder_of(WHERE))


def test_a_copy_that_was_altered_is_fetched_again(built, seed):
    open_at(WHERE)
    turn(next(folder_of(WHERE).rglob("values.json")))
    assert_same(open_at(WHERE), seed)


def test_one_of_another_version_is_refused_before_it_is_copied(built):
    manifest = json.loads(built.cat_file("/archive/iran/manifest.json"))
    built.pipe_file("/archive/iran/manifest.json", json.dumps(manifest | {"format": 1}).encode())
    with pytest.raises(PreparedError, match=r"memory://archive/iran. was made by another state"):
        open_at(WHERE)
    assert not folder_of(WHERE).exists()


@pytest.fixture
def room(built, monkeypatch):
    """Sets how many copies there is room for."""
    open_at(WHERE)
    size = sum(one.stat().st_size for one in folder_of(WHERE).rglob("*") if one.is_file())

    def set_room(copies):
        limit = replace(settings.MAX_CACHE, default=int(copies * size), scale=1)
        monkeypatch.setattr(settings, "MAX_CACHE", limit)

    return set_room


def test_the_copy_opened_least_recently_makes_room(room, built):
    for other in ("second", "third"):
        built.copy("/archive/iran/", f"/archive/{other}", recursive=True)
    room(2.5)
    open_at("memory://archive/second")
    open_at(WHERE)
    open_at("memory://archive/third")
    there = [is_prepared(folder_of(f"memory://archive/{name}")) for name in ("iran", "third")]
    assert there == [True, True]
    assert not folder_of("memory://archive/second").exists()


def test_what_is_larger_than_all_copies_may_be_is_told(room, built):
    room(0.5)
    built.copy("/archive/iran/", "/archive/second", recursive=True)
    with pytest.raises(PreparedError, match="raise DOSSIER_MAX_CACHE_MB"):
        open_at("memory://archive/second")


def test_commands_take_an_address_for_the_listing(capsys):
    fsspec.filesystem("memory").pipe_file("/pages/iran.txt", SEED.read_bytes())
    assert main(["build", "memory://pages/*.txt", "--out", WHERE]) == 0
    assert f"20 documents written to {WHERE}" in capsys.readouterr().out
    said = []
    for source in (WHERE, "memory://pages/iran.txt"):
        assert main(["search", source, "oil", "--json"]) == 0
        assert main(["topics", source, "--json", "--k", "3"]) == 0
        assert main(["compare", source, "--a", "oil", "--with", source]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["search", "gopher://me:secret@host/x", "oil"], "“gopher://host/x” could not be opened"),
        (["open", "memory://nothing"], "is no prepared listing"),
        (["build", "memory://nothing/*.csv", "--out", WHERE], "There is no file"),
        (["build", str(SEED), "--out", "gopher://host/x"], "could not be opened (Protocol not"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(arguments, sentence, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_a_folder_of_this_machine_is_opened_where_it_is(seed, tmp_path, cache):
    prepare(seed.study, f"file://{tmp_path}/out")
    assert_same(open_at(f"file://{tmp_path}/out"), seed)
    assert_same(open_at(tmp_path / "out"), seed)
    assert not cache.exists()


def test_the_table_is_a_data_set_of_files_of_so_many_rows(tmp_path, monkeypatch):
    from pyarrow import dataset

    from dash_core.prepared import table

    monkeypatch.setattr(table, "ROWS", 3)
    rows = "\n".join(f"{i},Letter {i},{'On oil' if i == 6 else ''}" for i in range(7))
    study = Study.of([SourceFile("a.csv", f"id,title,summary\n{rows}".encode())])
    collection = prepare(study, tmp_path / "out")
    (folder,) = (tmp_path / "out").glob("parts-*/documents")
    assert len(list(folder.iterdir())) == 3
    pd.testing.assert_frame_equal(
        pd.read_parquet(folder)[["id", "title"]], collection.table[["id", "title"]]
    )
    assert dataset.dataset(folder).count_rows() == 7
