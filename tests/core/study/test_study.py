import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, DossierError, Study, StudyError
from dash_core.dates import DateRules
from dash_core.readers import SourceFile
from dash_core.study.annotations import Highlight, Note
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.study.store import Store
from dash_core.study.study import PAGE, SaveInfo, is_study_file

TEXT = "• May 5, 1946\n\nÖl & “Tabriz”\n\nText.\n".encode()
STUDY = Study(
    "A page – one",
    (SourceFile("page.txt", TEXT), SourceFile("../../evil.txt", TEXT.replace(b"5", b"6"))),
    topics='[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n',
    columns={"page.txt": {"Datum": "date", "x": ""}},
    rules=DateRules(day_first=True, century=1900),
    edits=(
        Edit("set", "abc", "date", "1", "2"),
        Edit("add", "d", before="x", source="p", number=3),
    ),
)


# Written out from the version before `notes`, `repository`, `read` and `view`.
FIRST_KEY = "be6bfb70295f44a1ef7d7f94"
FIRST = {
    "version": 1,
    "title": "A page – one",
    "files": [
        {"name": "page.txt", "digest": "70d1e512784632b2995a2ecb48c74631"},
        {"name": "../../evil.txt", "digest": "76b5676a49e45e5205b1534a6e13e5fb"},
    ],
    "topics": '[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n',
    "columns": {"page.txt": {"Datum": "date", "x": ""}},
    "dates": {"day_first": True, "century": 1900},
    "edits": [
        {"kind": "set", "document": "abc", "field": "date", "before": "1", "after": "2"},
        {"kind": "add", "document": "d", "before": "x", "source": "p", "number": 3},
    ],
}
WHOLE = replace(
    STUDY,
    notes=(
        Note(
            "abc", "Compare the\nBritish copy.", ("read", "oil"), (Highlight("title", 0, 2, "Öl"),)
        ),
        Note("nobody", tags=("lost",)),
    ),
    repository=Repository(
        "An archive", "Tabriz", url="https://example.org", accessed=date(2026, 11, 2)
    ),
    read=date(2026, 11, 1),
    view={PAGE: ("topics",), "topic": ("oil", "-"), "q": ("from:Molotov",)},
)


def packed(manifest: object, files: dict[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("study.json", json.dumps(manifest))
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()


def same(one: Study, other: Study) -> bool:
    return one.manifest() == other.manifest() and [f.data for f in one.files] == [
        f.data for f in other.files
    ]


def test_a_study_file_gives_the_same_study_back():
    data = STUDY.to_bytes()
    again = Study.from_bytes(data, "study.zip")
    assert same(again, STUDY)
    assert again.key == STUDY.key
    assert again.to_bytes() == data
    assert same(Study.of([SourceFile("any name", data)]), STUDY)


def test_a_study_keeps_notes_holding_the_day_and_the_view():
    again = Study.from_bytes(WHOLE.to_bytes(), "study.zip")
    assert same(again, WHOLE)
    for field in ("notes", "repository", "read", "view", "edits", "rules", "columns"):
        assert getattr(again, field) == getattr(WHOLE, field)


def test_a_study_keeps_its_lesson_and_is_read_by_earlier_versions_without_one():
    lesson = STUDY.with_lesson('title = "Oil"\n')
    data = lesson.to_bytes()
    again = Study.from_bytes(data, "study.zip")
    assert same(again, lesson)
    assert (again.lesson, again.key) == ('title = "Oil"\n', lesson.key)
    assert lesson.key != STUDY.key
    assert lesson.core() == STUDY.core()
    assert zipfile.ZipFile(io.BytesIO(data)).read("lesson.toml") == b'title = "Oil"\n'
    assert lesson.with_lesson(" ").manifest()["version"] == 2 < lesson.manifest()["version"]


def test_the_first_version_opens_and_has_its_address():
    files = {file.digest: file.data for file in STUDY.files}
    for study in (
        Study.from_manifest(FIRST, files),
        Study.from_bytes(packed(FIRST, {f"files/{d}": data for d, data in files.items()}), "s.zip"),
    ):
        assert same(study, STUDY)
        assert study.key == STUDY.key == FIRST_KEY


def test_the_key_knows_neither_the_day_nor_the_view():
    assert replace(WHOLE, read=None, view={}).key == WHOLE.key
    without = [replace(WHOLE, notes=()), replace(WHOLE, repository=Repository()), STUDY]
    other = replace(WHOLE, notes=WHOLE.notes[:1])
    assert len({study.key for study in (WHOLE, other, *without)}) == 5


def test_a_file_whose_name_is_no_text_is_kept(tmp_path):
    study = Study.of([SourceFile("caf\udce9.txt", TEXT)])
    assert study.files[0].name == study.title == "caf?.txt"
    assert same(Store(tmp_path).open(Store(tmp_path).save(study)), study)
    assert same(Study.from_bytes(study.to_bytes(), "s.zip"), study)


def test_a_study_is_given_alone():
    with pytest.raises(StudyError, match=r"“s\.zip” is a study, .* open it alone"):
        Study.of([SourceFile("s.zip", STUDY.to_bytes()), STUDY.files[0]])


def test_a_study_has_its_own_topics_and_may_be_given_others(tmp_path):
    (tmp_path / "s.zip").write_bytes(STUDY.to_bytes())
    (tmp_path / "page.txt").write_bytes(TEXT)
    (tmp_path / "topics.toml").write_text("[found]\nk = 2\n")
    (tmp_path / "other.toml").write_text("[found]\nk = 3\n")
    assert Study.at(tmp_path / "s.zip").topics == STUDY.topics
    assert Study.at(tmp_path / "s.zip", tmp_path / "other.toml").topics == "[found]\nk = 3\n"
    assert Study.at(tmp_path / "page.txt").topics == "[found]\nk = 2\n"
    assert Study.at(tmp_path / "page.txt", "").topics is None


def test_a_study_file_says_when_and_by_what_it_was_saved():
    saved = SaveInfo("", datetime(2026, 11, 2, 9, 30, tzinfo=UTC), "1 of 2 documents")
    study, info = Study.from_bytes_with_info(WHOLE.to_bytes(saved, "Listing: A page\n"), "s.zip")
    assert info == replace(saved, by=f"Dossier {version('dossier-dashboard')}")
    assert study.key == WHOLE.key
    assert WHOLE.to_bytes(saved) == study.to_bytes(saved)
    assert WHOLE.to_bytes(saved) != WHOLE.to_bytes()


def test_a_study_file_is_read_by_people():
    edits = (
        *STUDY.edits,
        Edit("same person", "Bagirov", after="Baghirov"),
        Edit("place", "Abadan"),
    )
    study = replace(WHOLE, edits=edits, title="A page\x1b[31m\nof mine")
    data = study.to_bytes(
        SaveInfo(filter="1 of 2 documents"),
        "Listing: A page\n",
        {"abc": "Öl & “Tabriz”, May 5, 1946"},
    )
    assert Study.from_bytes(data, "s.zip").manifest() == study.manifest()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    assert list(members) == [
        *("README.txt", "study.json", "topics.toml", "listing/page.txt", "listing/evil.txt")
    ]
    assert members["topics.toml"] == STUDY.topics
    assert members["listing/page.txt"].encode() == TEXT
    lines = members["README.txt"].splitlines()
    assert lines[0] == "A page\ufffd[31m of mine"
    for line in (
        "Looked at when it was saved: 1 of 2 documents",
        "- “Bagirov” is a spelling of “Baghirov”",
        "- “Abadan” is not a place",
        "- Öl & “Tabriz”, May 5, 1946: date: “1” changed to “2”",
        "- d: made a document of “x”, which had not been read",
        "- Öl & “Tabriz”, May 5, 1946 [read; oil]",
        "    British copy.",
        "    “Öl” (title)",
        "Listing: A page",
    ):
        assert line in lines
    manifest = json.loads(members["study.json"])
    assert manifest["edits"][2]["said"] == "“Bagirov” is a spelling of “Baghirov”"
    assert manifest["topics"] == {"file": "topics.toml"}
    assert manifest["notes"][0]["said"] == "Öl & “Tabriz”, May 5, 1946"
    assert manifest["notes"][0]["text"] == "Compare the\nBritish copy."


def test_a_view_too_long_for_an_address_is_not_kept():
    short = STUDY.with_view("documents", {"id": ["a", "b"]})
    assert short.view == {PAGE: ("documents",), "id": ("a", "b")}
    long = STUDY.with_view("documents", {"id": [str(i) for i in range(10_000)]})
    assert long.view == {PAGE: ("documents",)}
    assert Study.from_bytes(long.to_bytes(), "s.zip").view == long.view
    assert Study.from_bytes(short.to_bytes(), "s.zip").view == short.view


def test_other_topics_are_another_study():
    assert STUDY.with_topics("# none\n").topics == "# none\n"
    assert STUDY.with_topics(" \n").topics is STUDY.with_topics(None).topics is None
    assert same(STUDY.with_topics(STUDY.topics), STUDY)


def test_the_key_changes_with_anything(tmp_path):
    changed = [
        replace(STUDY, title="B"),
        replace(STUDY, files=STUDY.files[:1]),
        replace(STUDY, topics=None),
        replace(STUDY, columns={}),
        replace(STUDY, rules=DateRules()),
        replace(STUDY, edits=STUDY.edits[:1]),
    ]
    assert len({study.key for study in (STUDY, *changed)}) == len(changed) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"version": "1"},
        {"version": 0},
        {"version": True},
        {"version": 2.0},
        {"version": None},
        {"title": None},
        {"files": []},
        {"files": [{"name": "a", "digest": "../../etc/passwd"}]},
        {"files": [{"name": "a", "digest": "0" * 32}]},
        {"edits": [{"kind": "delete everything", "document": "a"}]},
        {"edits": [{"kind": "set", "document": 5}]},
        {"columns": ["date"]},
        {"dates": {"century": "1900"}},
        {"dates": {"century": 1900.0}},
        {"read": "26 Nov 2026"},
        {"read": "2026-02-30"},
        {"holding": {"archive": 1}},
        {"holding": {"accessed": "yesterday"}},
        {"view": {"parameters": {"topic": "oil"}}},
        {"notes": [{"text": "of nothing"}]},
        {"notes": [{"document": "a", "highlights": [{"field": "title"}]}]},
        {"notes": [{"document": "a", "tags": "tag"}]},
        {"surprise": 1},
    ],
    ids=str,
)
def test_a_manifest_that_is_not_as_it_should_be(change):
    manifest = {**STUDY.manifest(), **change}
    with pytest.raises(StudyError, match=r"^“s\.zip” .*\.$"):
        Study.from_bytes(
            packed(manifest, {f"files/{f.digest}": f.data for f in STUDY.files}), "s.zip"
        )


def test_a_newer_study_says_so():
    with pytest.raises(StudyError, match="newer Dossier"):
        Study.from_bytes(packed({**STUDY.manifest(), "version": 9}), "s.zip")


def test_a_file_that_was_changed_is_not_taken_for_the_one_that_was_saved():
    files = {f"files/{f.digest}": b"other" for f in STUDY.files}
    with pytest.raises(StudyError, match="damaged"):
        Study.from_bytes(packed(STUDY.manifest(), files), "s.zip")


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", packed([]), packed({}), packed(None), STUDY.to_bytes()[:-40], b""],
)
def test_damaged(data):
    with pytest.raises(StudyError):
        Study.from_bytes(data, "s.zip")


@given(st.data())
def test_any_damage_is_a_sentence_or_no_damage(data):
    whole = bytearray(STUDY.to_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    file = SourceFile("s.zip", bytes(whole))
    assert is_study_file(file) in (True, False)
    sentence = ""
    try:
        study = Study.from_bytes(file.data, file.name)
    except StudyError as error:
        sentence = str(error)
    assert sentence.endswith(".") or study.manifest() == STUDY.manifest()


def test_topics_beside_a_listing_are_taken():
    files = [SourceFile("page.txt", TEXT), SourceFile("my.toml", STUDY.topics.encode())]
    study = Study.of(files)
    assert (study.title, study.topics) == ("page.txt", STUDY.topics)
    assert [topic.id for topic in Collection(study).topics] == ["oil", "other"]
    with pytest.raises(DossierError, match="UTF-8"):
        Study.of([files[0], SourceFile("my.toml", b"\xff\xff")])
