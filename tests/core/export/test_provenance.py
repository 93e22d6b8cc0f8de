"""Where an export comes from: all of it is said, in each of the three ways, and nothing more."""

import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.analysis.compare.distinctive_words import Side
from dash_core.collection.view import describe, select
from dash_core.export.method import TITLE, cite, cite_results, settings_used
from dash_core.export.provenance import provenance
from dash_core.study.annotations import Highlight, Note
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 26, 9, 30, 5, tzinfo=UTC)
OIL = Filter(topics=("oil",), words="company")


def of(collection, chosen=OIL):
    return provenance(collection, select(collection, chosen), NOW)


@pytest.fixture(scope="module")
def undated(seed):
    """The seed, of which nobody knows when it was read."""
    return Collection(replace(seed.study, read=None))


def test_the_line_is_short_and_says_the_state(undated):
    seed = undated
    n = len(select(seed, OIL))
    assert of(seed).line == (
        f"Dossier {version('dossier-dashboard')} · {seed.name} "
        f"(fingerprint {seed.fingerprint[:12]}, exported 26 Nov 2026) · "
        f"{n} of 20 documents · about Oil · with the words “company”"
    )


def test_the_card_says_all(undated):
    seed = undated
    card = dict(of(seed).card)
    (file,) = seed.study.files
    assert card["File"] == f"{file.name} (BLAKE2b {file.digest})"
    assert card["Read"] == "not recorded; exported 26 Nov 2026"
    assert card["Documents"] == describe(seed, OIL, len(select(seed, OIL)))
    assert card["In the address"] == "q=company&topic=oil"
    assert card["Fingerprint"] == seed.fingerprint
    assert card["Edits"] == "none"
    assert card["Topics"].startswith("3 named topics (file ")
    assert "Held by" not in card
    assert all(f"{what}: {value}" in card["Settings"] for what, value in settings_used().values())
    for name in ("Python", "scikit-learn", "scipy", "numpy", "pandas"):
        assert re.search(rf"{name} \d+\.\d+", card["Versions"])
    assert card["Exported"] == "26 Nov 2026, 09:30:05 UTC"
    assert card["To cite Dossier"] == cite()


def test_what_a_person_did_is_counted_and_said(seed):
    first, second, *_rest = seed.table["id"]
    study = replace(
        seed.study,
        edits=(
            Edit("set", first, "title", "Old", "New"),
            Edit("same person", "Filippov", after="Stalin"),
            Edit("place", "Resht", after="Rasht"),
        ),
        notes=(
            Note(first, "A doubt.", ("later", "oil")),
            Note(second, highlights=(Highlight("title", 0, 6, "Letter"),)),
        ),
        repository=Repository(
            "An Archive", "A Town", "Fond 1", "https://a.example", date(2026, 1, 2)
        ),
        read=date(2026, 1, 3),
    )
    own = of(Collection(study))
    card = dict(own.card)
    assert own.line.endswith(" · 3 edits")
    assert "read 3 Jan 2026" in own.line
    assert card["Read"] == "3 Jan 2026"
    assert card["Held by"] == "Fond 1, An Archive, A Town, https://a.example, accessed 2 Jan 2026"
    assert card["Edits of documents"] == f"1: {first}: title: “Old” changed to “New”"
    assert card["Edits of names"] == "1: “Filippov” is a spelling of “Stalin”"
    assert card["Edits of places"] == "1: “Resht” is the place Rasht"
    assert card["Notes"] == "1 note, 2 tags, 1 highlight"
    said = own.as_json()
    assert said["about"]["name"] == "Fond 1"
    assert said["about"]["holdingArchive"]["name"] == "An Archive"
    assert said["dossier"]["edits"]["names"] == ["“Filippov” is a spelling of “Stalin”"]


def test_many_edits_are_counted_on_the_card_and_all_for_machines(seed):
    edits = tuple(Edit("no person", f"Name {i}") for i in range(150))
    own = of(Collection(seed.study.with_edits(edits)))
    said = dict(own.card)["Edits of names"]
    assert said.startswith("150: “Name 0” is not a person; ")
    assert said.endswith("; “Name 99” is not a person; 50 more")
    assert len(own.as_json()["dossier"]["edits"]["names"]) == 150


def test_found_topics_and_what_was_done_to_them(many):
    found = many.with_topics("[found]\nk = 3\n")
    card = dict(of(found, Filter()).card)
    assert re.fullmatch(r"3 found topics, as changed by hand \(file [0-9a-f]{16}\)", card["Topics"])
    assert card["Decisions about topics"] == "1: Number of groups: 3"
    suggested = many.with_topics(None)
    n = len(suggested.topics.grouped)
    said = dict(of(suggested, Filter()).card)["Topics"]
    assert said == f"{n} found topics, as many as suggested"


def test_a_machine_reads_the_same(seed):
    own = of(seed)
    said = json.loads(json.dumps(own.as_json()))
    assert (said["@context"][0], said["@type"]) == ("https://schema.org", "Dataset")
    made = said["prov:wasGeneratedBy"]
    assert made["instrument"]["softwareVersion"] == version("dossier-dashboard")
    assert "about" not in said
    assert said["description"] == dict(own.card)["Documents"]
    assert said["dateCreated"] == "2026-11-26T09:30:05+00:00"
    assert said["isBasedOn"][0]["identifier"] == f"blake2b:{seed.study.files[0].digest}"
    assert said["dossier"]["of"] == 20
    assert said["dossier"]["fingerprint"] == seed.fingerprint
    assert said["dossier"]["settings"]["strength"] == "3%"
    assert own.as_text().splitlines() == [f"{name}: {value}" for name, value in own.card]


def test_one_source_for_how_to_cite(seed):
    cff = (ROOT / "CITATION.cff").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f'title: "{TITLE}"' in cff
    assert f'- name: "{project["authors"][0]["name"]}"' in cff
    assert f"version: {project['version']}\n" in cff
    assert cite() == f"{project['authors'][0]['name']}. {TITLE}. Version {project['version']}."
    assert cite_results(seed).startswith(f"{cite()} 20 descriptions from “{seed.name}”")


@pytest.mark.parametrize("name", ["=1+1\r\nTY  - X", "a\x00b\x1b[31m", "half \ud800", "نامه‌ها"])
def test_a_hostile_name_breaks_no_line(listing, name):
    page = Collection.read(listing(("May 5, 1946", "A", "B.")), topics="")
    own = of(Collection(replace(page.study, title=name)), Filter())
    text = own.as_text()
    assert len(text.splitlines()) == len(own.card)
    assert len(own.line.splitlines()) == 1
    text.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", text + own.line)


@given(words=st.text(max_size=40), place=st.text(max_size=20))
def test_any_filter_is_one_line(seed, words, place):
    chosen = Filter.from_url({"q": [words], "place": [place]})
    own = of(seed, chosen)
    assert len(own.line.splitlines()) == 1
    assert len(own.as_text().splitlines()) == len(own.card)
    json.dumps(own.as_json()).encode()


def test_a_comparison_says_both_sides(seed, many):
    sides = (Side(seed, select(seed, OIL)), Side(many, select(many, Filter(files=("x",)))))
    own = provenance(seed, select(seed, Filter()), NOW, sides)
    n = len(sides[0])
    said = f"A: {n} of 20 documents · about Oil · with the words “company” | B: 0 of 400 documents"
    assert said in own.line
    card = dict(own.card)
    assert card["Documents"].startswith(said)
    assert card["In the address"] == "a.q=company&a.topic=oil&b.file=x"
    assert card["Side B"] == f"{many.name} (fingerprint {many.fingerprint})"
    assert "Side A" not in card
    assert [side["of"] for side in own.as_json()["dossier"]["sides"]] == [20, 400]
