"""`dossier build --cluster` with a real scheduler of Dask and two processes that work for it."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from benchmarks.listing import draw, to_csv
from dash_core.cli import main
from dash_core.collection.fitting.build import build
from dash_core.common import parts
from dash_core.common.errors import ReadError
from dash_core.prepared import cluster, open_folder, prepare, table
from dash_core.prepared.cluster import ClusterError, on_cluster
from dash_core.readers import SourceFile
from dash_core.readers.addressed import load_at
from dash_core.study.study import Study
from dash_core.text.vectors import placing, sample
from tests.core.prepared.test_listing import assert_same

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # those of Dask are not ours


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as local:
        yield local


@pytest.fixture
def few_rows(monkeypatch):
    monkeypatch.setattr(parts, "ROWS", 3)
    monkeypatch.setattr(placing, "_OF_PART", 8)
    monkeypatch.setattr(table, "ROWS", 3)


@pytest.fixture
def few_learnt(monkeypatch):
    monkeypatch.setattr(sample, "LEARNT_FROM", 30)


def partitions(out):
    """The files of the table, by name."""
    return {one.name: one.read_bytes() for one in out.glob("parts-*/documents/*")}


def test_the_listing_is_that_of_one_machine_though_a_worker_dies(
    scheduler, seed, few_rows, tmp_path
):
    address = scheduler.scheduler_address
    with distributed.Client(address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    killed = []

    def kill_one(done):
        if done > 0.28 and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    with on_cluster(address):
        prepare(seed.study, f"file://{tmp_path}/out", kill_one)
    assert killed
    assert len(set(pids)) == 2
    opened = open_folder(tmp_path / "out")
    assert_same(opened, seed)
    assert np.array_equal(opened.space.vectors, seed.space.vectors)
    assert (opened.term_counts.counts != seed.term_counts.counts).nnz == 0
    prepare(seed.study, tmp_path / "alone")
    assert len(partitions(tmp_path / "out")) == 7
    assert partitions(tmp_path / "out") == partitions(tmp_path / "alone")


@pytest.mark.parametrize(("scheme", "is_shared"), [("file://", True), ("", False)])
def test_workers_write_the_table_where_they_reach_the_place(
    scheduler, seed, few_rows, tmp_path, scheme, is_shared
):
    with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2)  # one that an earlier test ended comes back
        client.run(os.umask, 0o077)
    with on_cluster(scheduler.scheduler_address):
        prepare(seed.study, f"{scheme}{tmp_path}/out")
    modes = {one.stat().st_mode & 0o077 for one in tmp_path.glob("out/parts-*/documents/*")}
    assert modes == ({0} if is_shared else {0o044})
    assert len(partitions(tmp_path / "out")) == 7


def test_workers_load_the_files_themselves(scheduler, tmp_path):
    (tmp_path / "letters.csv").write_bytes(to_csv(draw(20)))
    files = load_at(f"file://{tmp_path}/*.csv")
    (tmp_path / "letters.csv").write_bytes(to_csv(draw(30)))
    study = Study.of(list(files.values()))
    with (
        on_cluster(scheduler.scheduler_address, files),
        pytest.raises(ReadError, match=r"letters\.csv. was changed while it was read"),
    ):
        build(study)


def test_the_command_says_the_same(scheduler, few_rows, few_learnt, tmp_path, capsys):
    documents = draw(40)
    for start in (0, 20):
        (tmp_path / f"{start}.csv").write_bytes(to_csv(documents[start : start + 20]))
    listings = f"file://{tmp_path}/*.csv"
    said, vectors = [], []
    for options in (["--cluster", scheduler.scheduler_address], []):
        out = str(tmp_path / f"out{len(said)}")
        assert main(["build", listings, "--out", out, *options]) == 0
        capsys.readouterr()
        vectors.append(open_folder(Path(out)).space.vectors)
        assert main(["topics", out, "--json"]) == 0
        assert main(["search", out, "the", "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert np.array_equal(*vectors)


def test_an_error_of_a_file_is_that_of_one_machine(scheduler):
    with on_cluster(scheduler.scheduler_address), pytest.raises(ReadError, match=r"empty\.csv"):
        build(Study.of([SourceFile("empty.csv", b"")]))


@pytest.fixture
def another_version(monkeypatch):
    monkeypatch.setattr(cluster, "version", lambda _name: "0")
    cluster._state.cache_clear()
    yield
    cluster._state.cache_clear()


def test_workers_of_another_version_are_refused(scheduler, another_version):
    with (
        pytest.raises(ClusterError, match=r"not as this machine \(numpy"),
        on_cluster(scheduler.scheduler_address),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("here", "no address"),
        ("tcp://127.0.0.1", "no address"),
        ("tcp://127.0.0.1:9", "No scheduler"),
    ],
)
def test_what_is_no_cluster_is_told(address, sentence, monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    with pytest.raises(ClusterError, match=sentence), on_cluster(address):
        pass


def test_a_cluster_that_is_lost_leaves_the_old_folder(
    scheduler, few_rows, seed, tmp_path, monkeypatch
):
    """The last test: there is no cluster after it."""
    monkeypatch.setattr(cluster, "_ANSWER", 3)  # so long it tries to find the cluster again
    prepare(seed.study, tmp_path)
    other = seed.study.with_word_table(False)

    def end(done):
        if done > 0.28:
            scheduler.close()

    with pytest.raises(ClusterError, match="was lost"), on_cluster(scheduler.scheduler_address):
        prepare(other, tmp_path, end)
    assert len(open_folder(tmp_path)) == 20
