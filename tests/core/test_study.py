import io
import json
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, DossierError, Study, StudyError
from dash_core.dates import DateRules
from dash_core.edits import Edit
from dash_core.readers import SourceFile
from dash_core.study import is_study_file

PAGE = "• May 5, 1946\n\nÖl & “Tabriz”\n\nText.\n".encode()
STUDY = Study(
    "A page – one",
    (SourceFile("page.txt", PAGE), SourceFile("../../evil.txt", PAGE.replace(b"5", b"6"))),
    topics='[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n',
    columns={"page.txt": {"Datum": "date", "x": ""}},
    rules=DateRules(day_first=True, century=1900),
    edits=(
        Edit("set", "abc", "date", "1", "2"),
        Edit("add", "d", before="x", source="p", number=3),
    ),
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
        {"version": 2},
        {"version": "1"},
        {"title": None},
        {"files": []},
        {"files": [{"name": "a", "digest": "../../etc/passwd"}]},
        {"files": [{"name": "a", "digest": "0" * 32}]},
        {"edits": [{"kind": "delete everything", "document": "a"}]},
        {"edits": [{"kind": "set", "document": 5}]},
        {"columns": ["date"]},
        {"dates": {"century": "1900"}},
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
    said = ""
    try:
        study = Study.from_bytes(file.data, file.name)
    except StudyError as error:
        said = str(error)
    assert said.endswith(".") or study.manifest() == STUDY.manifest()


def test_topics_beside_a_listing_are_taken():
    files = [SourceFile("page.txt", PAGE), SourceFile("my.toml", STUDY.topics.encode())]
    study = Study.of(files)
    assert (study.title, study.topics) == ("page.txt", STUDY.topics)
    assert [topic.id for topic in Collection(study).topics] == ["oil", "other"]
    with pytest.raises(DossierError, match="UTF-8"):
        Study.of([files[0], SourceFile("my.toml", b"\xff\xff")])
