"""Study files from anywhere: the study that was saved, or one sentence, and nothing happens.

What takes much time or memory is in `tests.fuzz.hostile`, group "study".
"""

import io
import json
import stat
import warnings
import zipfile
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, DossierError, Study, StudyError
from dash_core.dates import DateRules
from dash_core.readers import SourceFile
from dash_core.study.annotations import Highlight, Note
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.study.schema import VERSION
from dash_core.study.store import Store
from dash_core.study.study import PAGE, is_study_file

TEXT = "• May 5, 1946\n\nLetter, Qavam to Sadchikov\n\nOn the oil of Tabriz.\n".encode()
LISTING = SourceFile("page.txt", TEXT)
TABLE = SourceFile("table.csv", b"Datum;Titel;Regest;Ort\n4.5.1946;Brief an Molotov;Erdoel;Baku\n")
ID = Collection(Study("", (LISTING,))).table["id"][0]
STUDY = Study(
    "A page",
    (LISTING, TABLE),
    topics='[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n',
    columns={"table.csv": {"Datum": "date", "Titel": "title", "Ort": "places"}},
    rules=DateRules(day_first=True),
    edits=(
        Edit("set", ID, "summary", "On the oil of Tabriz.", "On oil."),
        Edit("same person", "Qavam", after="Ahmad Qavam"),
        Edit("place", "Tabriz"),
    ),
    notes=(Note(ID, "Compare.", ("read",), (Highlight("title", 0, 6, "Letter"),)),),
    repository=Repository("An archive", accessed=date(2026, 11, 2)),
    read=date(2026, 11, 1),
    view={PAGE: ("topics",), "topic": ("oil",)},
)


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(STUDY.to_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")  # of a name twice
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def with_more(name: str | zipfile.ZipInfo, data: bytes = b"x") -> bytes:
    return zipped(*members().items(), (name, data))


def with_manifest(change: dict[str, object] | bytes) -> bytes:
    manifest = json.loads(members()["study.json"])
    data = change if isinstance(change, bytes) else json.dumps({**manifest, **change}).encode()
    return zipped(*(members() | {"study.json": data}).items())


def renamed(before: bytes, after: bytes) -> bytes:
    """The study file with other names in it, where `zipfile` would write no such names."""
    assert len(before) == len(after)
    return STUDY.to_bytes().replace(before, after)


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def locked() -> bytes:
    """The study file with the mark of a password on each member."""
    data = bytearray(STUDY.to_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


NOTE = {"document": ID, "text": "a"}
HOSTILE = {
    "out of the folder": (with_more("../../evil.txt"), "does not belong"),
    "out of a folder": (with_more("listing/../../evil.txt"), "does not belong"),
    "absolute": (with_more("/etc/passwd"), "does not belong"),
    "a drive": (with_more("C:/evil.txt"), "does not belong"),
    "backslashes": (renamed(b"listing/page.txt", b"..\\..\\..\\evi.txt"), "does not belong"),
    "a NUL in a name": (renamed(b"listing/page.txt", b"listing/p\0g\0.txt"), "does not belong"),
    "one file too many": (with_more("listing/other.txt"), "does not belong"),
    "a program": (with_more("setup.exe", b"MZ"), "does not belong"),
    "a link": (with_more(link("listing/passwd"), b"/etc/passwd"), "is a link"),
    "a name twice": (with_more("study.json", b"{}"), "twice"),
    "a listing twice": (with_more("listing/page.txt", b"other"), "twice"),
    "a password": (locked(), "password"),
    "another packing": (zipped(*members().items(), method=zipfile.ZIP_LZMA), "unusual"),
    "no manifest": (zipped(("listing/page.txt", TEXT)), ""),
    "another listing": (
        zipped(*(members() | {"listing/page.txt": b"other"}).items()),
        "not the one that was saved",
    ),
    "no listing": (
        zipped(*((n, d) for n, d in members().items() if n != "listing/page.txt")),
        "damaged",
    ),
    "no topics": (zipped(*((n, d) for n, d in members().items() if n != "topics.toml")), "damaged"),
    "topics of no encoding": (zipped(*(members() | {"topics.toml": b"\xff"}).items()), "damaged"),
    "no JSON": (with_manifest(b"{"), "damaged"),
    "bytes of no encoding": (with_manifest(b'{"title": "\xff"}'), "damaged"),
    "deep JSON": (with_manifest(b"[" * 100_000), "damaged"),
    "a key twice": (with_manifest(b'{"version": 2, "version": 1}'), "damaged"),
    "a NUL": (with_manifest({"title": "a\0b"}), "damaged"),
    "half a character": (with_manifest({"title": "a\ud800"}), "damaged"),
    "a huge number": (with_manifest(b'{"version": ' + b"9" * 5_000 + b"}"), "damaged"),
    "a list": (with_manifest(b"[]"), "study is not as it should be"),
    "an unknown key": (with_manifest({"run": "rm -rf /"}), "study is not as it should be"),
    "not a number": (with_manifest({"dates": {"century": float("nan")}}), "dates/century"),
    "for ever": (with_manifest({"dates": {"century": float("inf")}}), "dates/century"),
    "a large number": (
        with_manifest({"edits": [{"kind": "add", "document": "a", "number": 10**400}]}),
        "edits/0/number",
    ),
    "a fraction": (
        with_manifest({"edits": [{"kind": "add", "document": "a", "number": 1.0}]}),
        "edits/0/number",
    ),
    "two notes on one": (with_manifest({"notes": [NOTE, NOTE]}), "two notes"),
    "a note too long": (with_manifest({"notes": [{**NOTE, "text": "x" * 10**6}]}), "holds"),
    "a day that is none": (with_manifest({"read": "2026-02-30"}), "not a date"),
    "a path out": (
        with_manifest({"files": [{"name": "a", "digest": LISTING.digest, "path": "../../x"}]}),
        "",
    ),
    "a newer one": (
        with_manifest({"version": VERSION + 1, "saved": {"by": "Dossier 9.1"}, "float": 1.5}),
        "saved by Dossier 9.1, which is newer",
    ),
    "a newer one that lies": (
        with_manifest({"version": 10**9, "saved": {"by": "<b>\n" * 1000}}),
        "newer",
    ),
    "cut off": (STUDY.to_bytes()[:-30], "damaged"),
    "its end only": (STUDY.to_bytes()[-100:], "damaged"),
    "no ZIP": (b"study.json", "damaged"),
    "nothing": (b"", "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_study_is_one_sentence(name):
    data, part = HOSTILE[name]
    with pytest.raises(StudyError) as caught:
        Study.from_bytes(data, "s.zip")
    sentence = str(caught.value)
    assert sentence.startswith("“s.zip” ")
    assert sentence.endswith(".")
    assert part in sentence
    assert "\n" not in sentence
    assert len(sentence) < 400
    assert is_study_file(SourceFile("s.zip", data)) in (True, False)


def test_a_study_packed_again_on_a_mac_opens():
    around = {f"my study/{name}": data for name, data in members().items()}
    data = zipped(
        ("my study/", b""),
        ("my study/listing/", b""),
        *around.items(),
        ("__MACOSX/my study/._study.json", b"x"),
        ("my study/.DS_Store", b"x"),
    )
    assert is_study_file(SourceFile("s.zip", data))
    assert Study.from_bytes(data, "s.zip").manifest() == STUDY.manifest()


def test_what_is_said_for_people_changes_nothing():
    manifest = json.loads(members()["study.json"])
    lies = [{**edit, "said": "nothing was changed"} for edit in manifest["edits"]]
    data = with_manifest({"edits": lies, "what": "x", "saved": {"at": "yesterday", "filter": "y"}})
    study, saved = Study.from_bytes_with_info(data, "s.zip")
    assert (study.key, study.manifest()) == (STUDY.key, STUDY.manifest())
    assert (saved.at, saved.filter, saved.by) == (None, "y", "")


def test_names_of_a_listing_stay_in_their_folder():
    names = [
        "../../../etc/passwd",
        "C:\\x\\a.txt",
        "a.txt",
        "A.TXT",
        "con.txt",
        "",
        "\0\n",
        "…/ü ٣",
    ]
    files = tuple(
        SourceFile(name, str(i).encode()) for i, name in enumerate(names) if "\0" not in name
    )
    study = Study("A", files)
    with zipfile.ZipFile(io.BytesIO(study.to_bytes())) as archive:
        listing = [name for name in archive.namelist() if name.startswith("listing/")]
    assert listing == [
        *("listing/passwd", "listing/a.txt", "listing/a (2).txt", "listing/A (3).TXT"),
        *("listing/_con.txt", "listing/file", "listing/ü ٣"),
    ]
    again = Study.from_bytes(study.to_bytes(), "s.zip")
    assert [(f.name, f.data) for f in again.files] == [(f.name, f.data) for f in files]


def test_edits_and_notes_of_what_is_not_there_change_no_figure():
    lost = {
        "edits": [{"kind": "set", "document": "nobody", "field": "title", "after": "x"}],
        "notes": [
            {"document": "nobody", "text": "Where is it?"},
            {
                "document": ID,
                "highlights": [
                    {"field": "title", "start": 10**9, "end": 2 * 10**9, "text": "far away"},
                    {"field": "summary", "start": 9, "end": 2, "text": ""},
                ],
            },
        ],
    }
    collection = Collection(Study.from_bytes(with_manifest(lost), "s.zip"))
    plain = Collection(Study.from_bytes(with_manifest({"edits": [], "notes": []}), "s.zip"))
    assert [edit.document for edit in collection.unapplied_edits] == ["nobody"]
    assert [note.document for note in collection.unmatched_notes] == ["nobody"]
    assert collection.table["title"].tolist() == plain.table["title"].tolist()
    assert collection.index.terms == plain.index.terms


@pytest.mark.parametrize(
    "topics", [b"[", b"\xef\xbb\xbf", b"x = " + b"[" * 50_000, b"[[topic]]\nid = 1", b"a = nan"]
)
def test_topics_that_are_none(topics):
    study = Study.from_bytes(zipped(*(members() | {"topics.toml": topics}).items()), "s.zip")
    with pytest.raises(DossierError, match=r"\.$"):
        Collection(study)


def test_an_edit_of_nothing_is_kept_as_it_is():
    study = Study("A", (LISTING,), edits=(Edit("accept", ""),), notes=(Note("", "x"),))
    again = Study.from_bytes(study.to_bytes(), "s.zip")
    assert (again.edits, again.notes, again.key) == (study.edits, study.notes, study.key)


# --- Any bytes, any manifest -------------------------------------------------------------------

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [ID, "date", "places", "set", "table.csv", TABLE.digest, "2026-11-26", 10**30]
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


def places(value: object, at: tuple[object, ...] = ()):
    """The way to every value in a manifest."""
    yield at
    for key, inner in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield from places(inner, (*at, key))


def check(data: bytes) -> None:
    """It opens to a study that can be read, kept and saved again; or one sentence."""
    sentence = ""
    try:
        study, _saved = Study.from_bytes_with_info(data, "s.zip")
    except StudyError as error:
        sentence = str(error)
    if sentence:
        assert sentence.endswith(".")
        return
    again = Study.from_bytes(study.to_bytes(), "s.zip")
    assert (again.key, again.manifest()) == (study.key, study.manifest())
    try:
        collection = Collection(study)
    except DossierError as error:
        sentence = str(error)
    if sentence:
        assert sentence.endswith(".")
        return
    assert collection.table["id"].is_unique


@given(st.data())
def test_any_manifest_is_a_study_or_a_sentence(data):
    manifest = json.loads(members()["study.json"])
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from([at for at in places(manifest) if at]))
        inner = manifest
        for step in way:
            inner = inner[step]
        do = data.draw(st.sampled_from(["set", "set", "delete", "twice", "more"]))
        if do == "set":
            inner[last] = deepcopy(data.draw(ANY))
        elif do == "delete":
            del inner[last]
        elif do == "twice" and isinstance(inner, list):
            inner.append(deepcopy(inner[last]))
        elif isinstance(inner, dict):
            inner[data.draw(st.text(max_size=8))] = data.draw(ANY)
    check(with_manifest(json.dumps(manifest).encode()))


@given(st.data())
def test_any_bytes_are_a_study_or_a_sentence(data):
    whole = bytearray(STUDY.to_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=8))
        whole[at : at + data.draw(st.sampled_from([0, len(piece), 100]))] = piece
    check(bytes(whole))


def test_nothing_is_kept_of_what_does_not_open(tmp_path):
    store = Store(tmp_path)
    for data, _said in HOSTILE.values():
        with pytest.raises(StudyError):
            store.save(Study.from_bytes(data, "s.zip"))
    assert not list(tmp_path.iterdir())


def test_a_field_that_there_is_not_is_ignored():
    columns = {"table.csv": {"Datum": "0", "Title": "extra"}}
    file = SourceFile("table.csv", b"Datum,Title\n1946-05-05,One\n")
    study = Study("x", (file,), columns=columns)
    assert Collection(study).table["title"].tolist() == ["One"]
    assert Study.from_bytes(study.to_bytes(), "s.zip").columns == columns
