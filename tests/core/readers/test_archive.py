import gzip
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.common import settings
from dash_core.readers import Options, SourceFile, archive
from dash_core.readers.markup import dublin_core, ead, mods, tei, xml
from dash_core.readers.pages import listing
from tests.shared import SHARED

REAL = SHARED / "formats"
PAGE = "• May 5, 1946\n\nOne\n\nText.\n"
TWO = PAGE + "\n• May 6, 1946\n\nTwo\n\nText.\n"


def packed(*members, method=zipfile.ZIP_DEFLATED):
    """A ZIP archive of (name, content) pairs."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in members:
            file.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def read(data, name="a.zip", **options):
    return archive.read(SourceFile(name, data), Options(**options))


def files(reading):
    return [(f.source, f.n_records, [n.text for n in f.remarks]) for f in reading.report.files]


def problem(data, name="a.zip"):
    with pytest.raises(ReadError) as caught:
        read(data, name)
    return str(caught.value)


# --- reading


def test_every_file_is_read_by_its_own_reader():
    reading = read(packed(("b/two.txt", TWO), ("one.txt", PAGE)))
    assert files(reading) == [("a.zip/b/two.txt", 2, []), ("a.zip/one.txt", 1, [])]
    assert [(r.title, r.source) for r in reading.records] == [
        ("One", "a.zip/b/two.txt"),
        ("Two", "a.zip/b/two.txt"),
        ("One", "a.zip/one.txt"),
    ]


def test_a_file_packed_by_gzip():
    for data in (gzip.compress(TWO.encode()), gzip.compress(TWO.encode()) + b"\0" * 512):
        reading = read(data, "page.txt.GZ")
        assert files(reading) == [("page.txt", 2, [])]
    halves = gzip.compress(PAGE.encode(), mtime=0) + gzip.compress(TWO.encode())
    assert len(read(halves, "page.gz").records) == 3


def test_what_cannot_be_read_leaves_the_others_be():
    nested = packed(("one.txt", PAGE))
    reading = read(
        packed(
            ("one.txt", PAGE),
            ("empty.txt", ""),
            ("prose.txt", "No listing at all."),
            ("inner.zip", nested),
            ("inner.gz", gzip.compress(b"x", mtime=0)),
        )
    )
    read_files = files(reading)
    assert [(source, n, len(notes)) for source, n, notes in read_files] == [
        ("a.zip/one.txt", 1, 0),
        ("a.zip/empty.txt", 0, 1),
        ("a.zip/prose.txt", 0, 1),
        ("a.zip/inner.zip", 0, 1),
        ("a.zip/inner.gz", 0, 1),
    ]
    assert read_files[1][2] == ["“a.zip/empty.txt” is empty: there is nothing to read."]
    assert "is an archive within the archive" in read_files[3][2][0]
    assert [piece.text for piece in reading.report.unread] == [
        "empty.txt",
        "prose.txt",
        "inner.zip",
        "inner.gz",
    ]


def test_what_is_no_listing_is_named():
    reading = read(
        packed(
            ("scans/", ""),
            ("__MACOSX/._one.txt", "x"),
            ("scans/.DS_Store", "x"),
            ("scans/1.png", b"\x89PNG\r\n\x1a\n" + b"0" * 100),
            ("one.txt", PAGE),
            ("scans/2.txt", b"%PDF-1.7"),
            ("Thumbs.db", "x"),
        )
    )
    assert files(reading) == [
        ("a.zip/one.txt", 1, []),
        ("a.zip", 0, ["2 files are pictures or PDFs: only listings can be read."]),
    ]
    assert [(p.number, p.text, p.role) for p in reading.report.files[-1].pieces] == [
        (1, "scans", "header"),
        (2, "__MACOSX/._one.txt", "header"),
        (3, "scans/.DS_Store", "header"),
        (4, "scans/1.png", "unread"),
        (6, "scans/2.txt", "unread"),
        (7, "Thumbs.db", "header"),
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\me\\list.txt", "Users/me/list.txt"),
        ("a/./b/../c.txt", "a/b/c.txt"),
        ("a\u202egnp.txt", "a\ufffdgnp.txt"),
        ("Résumé.txt", "Résumé.txt"),
        ("опись.txt", "опись.txt"),
        ("..", "(no name)"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_names(name, shown):
    assert files(read(packed((name, PAGE))))[0][0] == f"a.zip/{shown}"


def test_names_in_utf_8_that_do_not_say_so():
    data = packed(("Résumé.txt", PAGE))
    unflagged = data.replace(struct.pack("<HH", 0x800, 8), struct.pack("<HH", 0, 8))
    assert unflagged != data
    assert files(read(unflagged))[0][0] == "a.zip/Résumé.txt"


def test_files_of_the_same_name():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("one.txt", PAGE), ("one.txt (2)", PAGE), ("one.txt", TWO))
    assert files(read(data)) == [
        ("a.zip/one.txt", 1, []),
        ("a.zip/one.txt (2)", 1, []),
        ("a.zip/one.txt (3)", 2, []),
    ]


def test_progress_is_told_and_can_stop():
    data = packed(*((f"{i}.txt", PAGE) for i in range(4)))
    shares = []
    read(data, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1

    class Stop(BaseException): ...

    def stop(_done):
        raise Stop

    with pytest.raises(Stop):
        read(data, progress=stop)


@pytest.mark.skipif(not REAL.exists(), reason="the real files are not here")
def test_real_files_of_many_formats(monkeypatch):
    readers = (ead, mods, tei, dublin_core, xml, listing)
    monkeypatch.setattr("dash_core.readers.read.READERS", readers)
    paths = sorted(REAL.glob("*/*.xml"))
    reading = read(packed(*((path.name, path.read_bytes()) for path in paths)))
    read_files = {source.removeprefix("a.zip/"): n for source, n, _notes in files(reading)}
    assert read_files == {
        "fake1__00002.xml": 0,  # a reply that lists no records
        "fake1__00005.xml": 16,
        "fake2__00002.xml": 79,
        "frus1882.list-of-papers.fragment.xml": 341,
        "frus1894Nicaragua.xml": 138,
        "nlm__alphaomegaalpha.xml": 38,
        "nlm__ncaids544-id-test.xml": 12,
        "sul-spec__a0011.xml": 1,
        "sul-spec__m0198_from_ASpace.xml": 6,
        "sul-spec__pc0170.xml": 6,
    }
    assert len(reading.records) == sum(read_files.values())


# --- hostile archives


def bomb(name, size):
    return name, b"\n" * size


def test_a_file_that_unpacks_without_end():
    reading = read(packed(bomb("bomb.txt", 50 * 2**20), ("one.txt", PAGE)))
    assert files(reading)[0][2] == [
        "“a.zip/bomb.txt” unpacks to more than 200 times its size and was not read."
    ]
    assert len(reading.records) == 1
    assert "more than 200 times" in problem(gzip.compress(b"\n" * 50 * 2**20, mtime=0), "a.gz")


def test_files_that_are_too_much_together(monkeypatch):
    monkeypatch.setattr(archive, "_MAX_UNPACKED", 1_000)
    reading = read(packed(("one.txt", PAGE), ("big.txt", PAGE * 100), ("two.txt", TWO)))
    assert [(n, len(notes)) for _source, n, notes in files(reading)] == [(1, 0), (0, 1), (0, 1)]
    for _source, _n, (note,) in files(reading)[1:]:
        assert note.endswith("unpacks to more than can be read: split it and try again.")


def test_a_file_larger_than_any_may_be(monkeypatch):
    monkeypatch.setattr(settings, "MAX_FILE", replace(settings.MAX_FILE, default=1_000, scale=1))
    assert "unpacks to more than can be read" in problem(gzip.compress(PAGE.encode() * 100))


def test_the_size_it_states_is_not_believed():
    data = packed(("one.txt", PAGE), ("two.txt", TWO))
    size = struct.pack("<I", len(TWO.encode()))
    for stated, n in ((0, 1), (10, 1), (2**31, 3)):
        reading = read(data.replace(size, struct.pack("<I", stated)))
        assert len(reading.records) == n
        assert len(files(reading)[1][2]) == (n == 1)


def test_more_files_than_are_read(monkeypatch):
    monkeypatch.setattr(archive, "_MAX_MEMBERS", 2)
    reading = read(packed(*((f"{i}.txt", PAGE) for i in range(4))))
    assert [source for source, _n, _notes in files(reading)] == [
        "a.zip/0.txt",
        "a.zip/1.txt",
        "a.zip",
    ]
    assert [piece.text for piece in reading.report.unread] == ["2.txt", "3.txt"]
    assert files(reading)[2][2] == ["The archive has 4 files; the first 2 were read."]
    monkeypatch.setattr(archive, "_MAX_ENTRIES", 3)
    assert "has more than 3 files" in problem(packed(*((f"{i}.txt", PAGE) for i in range(4))))


def test_a_locked_file():
    data = packed(("one.txt", PAGE), ("two.txt", PAGE))
    at = data.rindex(b"PK\x01\x02")
    locked = data[: at + 8] + b"\x01\x00" + data[at + 10 :]
    assert files(read(locked))[1][2] == [
        "“a.zip/two.txt” is locked with a password: unpack it and try again."
    ]


def test_a_damaged_file():
    data = packed(("one.txt", PAGE), ("two.txt", PAGE), method=zipfile.ZIP_STORED)
    at = data.rindex(b"Text.")
    assert files(read(data[:at] + b"TEXT." + data[at + 5 :]))[1][2] == [
        "“a.zip/two.txt” is cut off or damaged: get it again from where it came."
    ]


def test_an_unusual_method():
    data = packed(("one.txt", PAGE), method=zipfile.ZIP_BZIP2)
    assert "packed by an unusual method" in problem(data)


def test_an_archive_of_itself_is_not_followed():
    """An archive that unpacks to itself for ever (a quine) is like any archive in an archive."""
    inner = gzip.compress(b"x", mtime=0)
    for _ in range(5):
        inner = gzip.compress(inner, mtime=0)
    assert "is an archive within the archive" in problem(inner, "quine.gz")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and no more", "is cut off or damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "The archive “a.zip” is empty."),
        (b"\x1f\x8b and no more", "is cut off or damaged"),
        (gzip.compress(PAGE.encode(), mtime=0)[:-20], "is cut off or damaged"),
        (gzip.compress(PAGE.encode(), mtime=0)[:-8] + b"\0" * 8, "is cut off or damaged"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (packed(("a.txt", "")), "No file in the archive “a.zip” could be read. “a.zip/a.txt” is e"),
        (packed(("a/", "")), "No file in the archive “a.zip” could be read."),
        (b"Rar!\x1a\x07\x00", "packed in a way that is not read here (RAR)"),
        (b"\0" * 257 + b"ustar", "packed in a way that is not read here (tar)"),
        (b"7z\xbc\xaf\x27\x1c", "packed in a way that is not read here (7-Zip)"),
        (packed(("[Content_Types].xml", ""), ("word/document.xml", "")), "is a Word document"),
        (packed(("[Content_Types].xml", ""), ("ppt/x.xml", "")), "is a PowerPoint presentation"),
        (packed(("mimetype", ""), ("content.xml", "")), "is an OpenDocument file"),
        (packed(("mimetype", ""), ("META-INF/container.xml", "")), "is an e-book"),
    ],
)
def test_archives_that_cannot_be_read(data, sentence):
    assert archive.sniff(SourceFile("x", data))
    assert sentence in problem(data)


@pytest.mark.parametrize("data", [b"", b"PK", PAGE.encode(), b"<ead/>", b"\x89PNG", b"\x1f"])
def test_what_is_not_claimed(data):
    assert not archive.sniff(SourceFile("a.zip", data))


SAMPLES = (
    packed(("one.txt", PAGE), ("b/two.txt", TWO)),
    packed(("one.txt", PAGE), ("b/two.txt", TWO), method=zipfile.ZIP_STORED),
    gzip.compress(TWO.encode(), mtime=0),
)


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(4, 600), st.integers(0, 8), st.binary(max_size=8)), max_size=4),
)
def test_damaged_archives_raise_nothing_but_read_errors(data, edits):
    for at, cut, put in edits:
        at = min(at, len(data))
        data = data[:at] + put + data[at + cut :]
    with suppress(ReadError):
        reading = read(data)
        assert reading.records
        assert all(file.source for file in reading.report.files)


@given(st.binary(max_size=200))
def test_any_bytes_raise_nothing_but_read_errors(data):
    raw = zlib.compress(data)
    for start in (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\0"):
        for rest in (data, raw):
            with suppress(ReadError):
                assert read(start + rest).records


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=20)


@given(st.dictionaries(NAMES, st.sampled_from([PAGE, TWO, "", "prose"]), min_size=1, max_size=6))
def test_every_file_is_in_the_report_once(members):
    members = {name.replace("\0", "0"): text for name, text in members.items()}
    data = packed(("first.txt", PAGE), *members.items())
    reading = read(data)
    kept = [file for file in reading.report.files if file.source != "a.zip"]
    unread_files = [p for f in reading.report.files if f.source == "a.zip" for p in f.pieces]
    assert len(kept) + len(unread_files) == 1 + len(members)
    assert len({file.source for file in kept}) == len(kept)
