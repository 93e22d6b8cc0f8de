"""Another machine, and another processor, gives the same figures."""

import json
import os
import subprocess
import sys

import pytest

from dash_core import Collection
from tests.conftest import ROOT, SEED

# What one machine does: opens the study of an address in its own store, or a study file, which it
# keeps; says all there is to be seen, and saves the study file again.
SAY = """
import json, sys
from pathlib import Path
from dash_core import Collection, Filter, Study, View
from dash_core.collection.view import select
from dash_core.export.tables.geojson import features
from dash_core.readers import load
from dash_core.study.store import Store

given, out = sys.argv[1:]
store = Store()
if given not in store:
    file = load(Path(given))
    given = store.save(Study.from_bytes(file.data, file.name))
study = store.open(given)
c = Collection(study)
found = c.with_topics(None)
view = select(c, Filter.from_url({"q": ["Tabriz"]}))
whole = View(Filter(), c.all_rows)
said = {
    "key": study.key,
    "fingerprint": c.fingerprint,
    "read": str(study.read),
    "table": c.table.astype(str).to_csv(),
    "topics": [(t.id, t.label, t.size, list(t.terms), t.strength) for t in c.topics],
    "found": [(t.id, t.label, t.size, list(t.terms), t.stability) for t in found.topics],
    "names": {n: [str(s) for s in own] for n, own in c.people.names.items()},
    "roles": {n: sorted(map(str, own)) for n, own in c.people.roles.items()},
    "places": features(c, whole),
    "counts": [len(c), len(view), view.rows.tolist()],
    "similar": c.similar(c.table["id"][3], n=5).to_json(),
    "search": c.search("oil company").to_json(),
    "lost": [str(e) for e in c.unapplied_edits] + [str(n) for n in c.unmatched_notes],
}
Path(out).write_text(json.dumps(said, default=str))
Path(out).with_suffix(".zip").write_bytes(study.to_bytes())
"""
# The study of the first machine, made there and kept in its store.
MAKE = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from dash_core import Collection, Study
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.study.annotations import Note
from dash_core.study.store import Store

study = Study.at(Path(sys.argv[1]))
ids = Collection(study).table["id"].tolist()
edits = (
    Edit("set", ids[0], "date", "", "circa January 1946"),
    Edit("leave out", ids[5]),
    Edit("same person", "Bagirov", after="Mir Jafar Baghirov"),
    Edit("no person", "Kozlov"),
    Edit("place", "Tabriz"),
    Edit("set", "nobody", "title", "", "lost"),
)
notes = (Note(ids[1], "Compare the British copy.", ("oil", "read")), Note("nobody", "lost"))
study = replace(study, title="My reading", edits=edits, notes=notes, read=date(2026, 11, 1),
    repository=Repository("Wilson Center Digital Archive", "Washington, DC"))
sys.argv[1] = Store().save(study)  # SAY follows in the same process
print(sys.argv[1])
"""


@pytest.fixture
def run(tmp_path):
    """Work on a machine of its own: another store, another process, another order of sets."""

    def on(machine: str, program: str, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "DOSSIER_HOME": str(tmp_path / machine),
                "PYTHONHASHSEED": "1" if machine == "first" else "2",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return on


def test_the_same_figures_on_another_machine(run, tmp_path):
    key = run("first", MAKE + SAY, str(SEED), str(tmp_path / "first.json"))
    run("second", SAY, str(tmp_path / "first.zip"), str(tmp_path / "second.json"))
    first = json.loads((tmp_path / "first.json").read_text())
    second = json.loads((tmp_path / "second.json").read_text())
    for what, said in first.items():
        assert second[what] == said, what
    assert first["key"] == key
    assert first["counts"][0] == 19
    assert first["read"] == "2026-11-01"
    assert len(first["lost"]) == 2
    assert "Mir Jafar Baghirov" in first["names"]
    assert (tmp_path / "second.zip").read_bytes() == (tmp_path / "first.zip").read_bytes()


# Each number of groups, and groups without a word whose absence leaves words without association.
GROUP = """
import sys
from dash_core import Collection

seed = Collection.read(sys.argv[1], topics="")
vetoed = Collection.read(sys.argv[1], topics=sys.argv[2])
for found in [*map(seed.find_topics, range(2, 9)), vetoed.topics]:
    print([(topic.label, topic.members) for topic in found])
"""


@pytest.mark.parametrize("kernel", ["Prescott", "Haswell"])
def test_another_processor_rounds_its_own_way_and_finds_the_same(seed, run, kernel, tmp_path):
    veto = tmp_path / "topics.toml"
    veto.write_text('[found]\nk = 5\nveto = ["azerbaijan"]\n', "utf-8")
    machine = {"OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": "1"}
    there = run(kernel, GROUP, str(SEED), str(veto), **machine).splitlines()
    here = [*map(seed.find_topics, range(2, 9)), Collection.read(SEED, topics=veto).topics]
    assert there == [str([(topic.label, topic.members) for topic in found]) for found in here]
