"""Work on rows that is given away in parts gives what it gives here."""

from pickle import dumps, loads

from dash_core import Collection
from dash_core.collection.fitting.build import build
from dash_core.common import parts
from dash_core.common.progress import no_progress
from dash_core.readers import SourceFile
from dash_core.study.study import Study
from tests.core.prepared.test_listing import assert_same


def elsewhere(work, columns, shared, progress, rows):
    """As another process would: three rows at a time, and nothing is the same object."""
    results = []
    for start in range(0, len(columns[0]), 3):
        part = loads(dumps(([column[start : start + 3] for column in columns], shared)))
        results.append(loads(dumps(work(*part[0], *part[1], no_progress))))
    return results


def test_a_listing_is_that_of_work_done_here(seed):
    with parts.given_to(elsewhere):
        core = build(seed.study)
    assert_same(Collection(seed.study, core=core), seed)
    assert core.people == seed.people
    assert core.report.sentence() == seed.report.sentence()


def test_files_stay_in_their_order():
    files = [
        SourceFile(f"{name}.csv", f"date,title\n{day} May 1950,Letter {name}\n".encode())
        for name, day in (("b", 3), ("a", 1), ("c", 2), ("d", 4))
    ]
    with parts.given_to(elsewhere):
        core = build(Study.of(files))
    assert core.table["title"].tolist() == ["Letter a", "Letter c", "Letter b", "Letter d"]
    assert [file.source for file in core.report.files] == ["b.csv", "a.csv", "c.csv", "d.csv"]
