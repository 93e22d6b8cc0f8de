import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.dates.stated import StatedDate
from dash_core.readers import Options, SourceFile
from dash_core.readers.holding import holding_of
from dash_core.readers.references import ris
from tests.shared import SHARED

REAL = SHARED / "formats" / "ris"
LETTER = (
    "TY  - PCOMM\nAU  - Kennan, George F.\nTI  - The Long Telegram\nDA  - 1946/02/22/\nER  - \n"
)


def read(text, *, sniffed=True):
    file = SourceFile("t.ris", text if isinstance(text, bytes) else text.encode())
    assert ris.sniff(file) is sniffed
    return ris.read(file, Options())


def one(*lines):
    (record,) = read("\n".join(("TY  - JOUR", *lines, "ER  - "))).records
    return record


def roles(reading):
    return [(p.role, p.record) for p in reading.report.files[0].pieces]


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (
            ["AU  - Marx, Karl", "A1  - Shannon,Claude E."],
            "creators",
            ("Karl Marx", "Claude E. Shannon"),
        ),
        (["AU  - King, Martin Luther, Jr."], "creators", ("Martin Luther King Jr.",)),
        (["AU  - Ministry of War"], "creators", ("Ministry of War",)),
        (["AU  - Yakubov, T.,"], "creators", ("Yakubov, T.",)),
        (["A2  - Glattauer, Daniel"], "people", ("Daniel Glattauer",)),
        (["T1  - A", "  b"], "title", "A b"),
        (["TI  -"], "title", ""),
        (["N2  - a", "b"], "summary", "a b"),
        (["KW  - a; b", "KW  - c", "      d"], "subjects", ("a", "b", "c", "d")),
        (["PY  - 1948/07//"], "date", "1948-07"),
        (["PY  - 2009", "DA  - 2009/05/12/"], "date", "2009-05-12"),
        (["PY  - 2009", "DA  - MAY 12"], "date", "MAY 12 2009"),
        (["DA  - 1946/04//circa April 1946"], "date", "circa April 1946"),
        (["DA  - 1946/04//circa April 1946"], "stated", StatedDate("1946-04")),
        (["PY  - 1998/12//Fall"], "date", "1998-12 Fall"),
        (["Y1  - n.d."], "date", "n.d."),
        (["UR  - http://a; http://b"], "url", "http://a"),
        (["L1  - http://a"], "url", "http://a"),
        (["LA  - ru"], "language", "ru"),
        (["AN  - 7"], "id", "7"),
        (["ID  - 1", "AN  - 7"], "id", "1"),
        (["DA  - 1890/00/00", "PY  - 1890"], "date", "1890"),
        (["DA  - 07.03.1890", "PY  - 1890"], "date", "07.03.1890"),
        (["DA  - 1890/Mar/07"], "date", "07 Mar 1890"),
        (["DA  - 1890/Mar-Apr"], "date", "Mar-Apr 1890"),
        (["PY  - 2015/october"], "date", "october 2015"),
        (["PY  - 1903/07//"], "date", "July 1903"),
        (["PY  - 2011//"], "date", "2011"),
        (["DA  - 1891 Mar 7", "PY  - 1890"], "extra", {"date (DA)": "1891 Mar 7"}),
        (["Y1  - 1890/03/07/", "DA  - 1890/03/07"], "extra", {}),
        (["L2  - files/7/page.html"], "url", ""),
        (["L1  - internal-pdf://7/x.pdf"], "url", ""),
        (["M3  - doi: 10.5555/a.7"], "genre", "journal"),
        (["M3  - https://doi.org/10.5555/a.7"], "extra", {"doi (DO)": "10.5555/a.7"}),
        (["M3  - 44871"], "genre", "journal"),
        (["AU  - Pell, Ada", "AU  - et al."], "creators", ("Ada Pell",)),
        (["AU  - Pell, Ada et al"], "creators", ("Ada Pell",)),
        (["AU  - Pell, Ada, et al."], "extra", {"and others": "creators"}),
        (["CY  - Tehran"], "places", ()),
        (["CY  - Tehran"], "extra", {"place published (CY)": "Tehran"}),
        (["M3  - Cable"], "genre", "Cable"),
        ([], "genre", "journal"),
        (["SP  - 3", "JP  - x", "JP  - y"], "extra", {"start page (SP)": "3", "JP": "x; y"}),
        (["TI  - a", "TI  - b"], "extra", {"title (TI)": "b"}),
        (["N1  - a: b", "N1  - c"], "extra", {"notes (N1)": "a: b; c"}),
        (["PY  - 1946", "DA  - 1947/01/02"], "extra", {"year (PY)": "1946"}),
    ],
)
def test_fields(lines, field, value):
    assert getattr(one(*lines), field) == value


def test_the_place_of_a_letter_is_no_place_of_a_publisher():
    (record,) = read(LETTER.replace("TI", "CY  - Ghent\nTI")).records
    assert record.places == ("Ghent",)


def test_a_letter_has_recipients():
    (record,) = read(LETTER.replace("TI", "A2  - Byrnes, James\nTI")).records
    assert (record.creators, record.recipients) == (("George F. Kennan",), ("James Byrnes",))
    assert (record.genre, record.date) == ("personal communication", "1946-02-22")
    assert (record.first, record.last) == (1, 6)


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "\ufeff" + LETTER,
        LETTER.replace("\n", "\r\n"),
        LETTER.replace("\n", "\r"),
        LETTER.replace("  - ", " - "),
        LETTER.replace("  - ", "  -"),
        LETTER.lower()
        .replace("kennan, george f.", "Kennan, George F.")
        .replace("the l", "The L")
        .replace("tele", "Tele"),
        LETTER.replace("ER  - \n", "ER  -"),
        LETTER.replace("ER  - \n", ""),
        "1.\n" + LETTER,
        "1. " + LETTER,
        LETTER.replace("  - ", "\u00a0\u00a0- "),
        LETTER.replace("  - ", "\u2002 – "),
        LETTER * 1 + "\n\n",
    ],
)
def test_ugly_forms_of_one_reference(text):
    (record,) = read(text).records
    assert (record.title, record.creators) == ("The Long Telegram", ("George F. Kennan",))
    assert (record.date, record.genre) == ("1946-02-22", "personal communication")


def test_what_stands_outside_is_in_the_account():
    reading = read(f"Provider: X\n1.\n{LETTER}2.\nsome text\nER  -\n\n{LETTER}")
    assert roles(reading)[:2] == [("header", None)] * 2
    assert roles(reading)[7:11] == [
        ("header", None),
        ("unread", None),
        ("unread", None),
        ("blank", None),
    ]
    assert [remark.number for remark in reading.report.file_remarks] == [9, 10]
    assert [record.first for record in reading.records] == [3, 12]


def test_missing_ends_and_starts_are_remarked():
    reading = read("TY  - JOUR\nTI  - a\nTY  - JOUR\nTI  - b\nER  -\nTI  - c\nER  -\nTI  - d\n")
    assert [record.title for record in reading.records] == ["a", "b", "c", "d"]
    assert [remark.number for remark in reading.report.file_remarks] == [3, 6, 8, 8]
    assert not reading.report.unread


@pytest.mark.parametrize("line", ["as - of now", "SP-based", "the ER then", "In  brief", "X  - y"])
def test_a_line_of_text_is_no_tag(line):
    assert one("AB  - a", line).summary == f"a {line}".replace("  ", " ")


def test_a_file_without_types_is_known_by_its_tags():
    reading = read("T1  - Tolls\nAU  - Pell, Ada\nPY  - 1890//\nUR  - http://a.b\nER  -\n")
    assert [record.title for record in reading.records] == ["Tolls"]


def test_tags_behind_the_end_are_no_reference():
    reading = read(f"{LETTER}\nC1  - Database: Mill Abstracts\n")
    assert len(reading.records) == 1
    assert roles(reading)[-1] == ("header", None)
    assert not reading.report.file_remarks


def test_a_manuscript_says_who_holds_it():
    (record,) = read(
        "TY  - MANSCPT\nTI  - Tolls\nT2  - Pell Papers\nPB  - Ghent Archives\nCY  - Ghent\n"
        "VL  - Box 4\nM1  - fol. 2\nAN  - K 7\nER  - \n"
    ).records
    assert (record.id, record.places) == ("", ())
    assert record.extra == {
        "archive": "Ghent Archives",
        "archive_place": "Ghent",
        "collection": "Pell Papers",
        "container": "Box 4",
        "folio": "fol. 2",
        "accession number (AN)": "K 7",
    }
    assert holding_of(record.extra).archive == "Ghent Archives"


def test_names_keep_their_parts():
    record = one("AU  - ter Horst, Wim", "AU  - Pell, Tom, Jr.")
    assert [record.names[name].inverted for name in record.creators] == [
        "ter Horst, Wim",
        "Pell, Tom, Jr.",
    ]


def test_web_of_science():
    text = (
        "FN Clarivate\nVR 1.0\nPT J\nAU Loach, PA\n   Law, CJ\nTI A\n   b\n"
        "PD SEP 8\nPY 1998\nDE x; y\nUT W:1\nSO S\nER\n\nEF\n"
    )
    reading = read(text)
    (record,) = reading.records
    assert (record.title, record.creators) == ("A b", ("PA Loach", "CJ Law"))
    assert (record.date, record.subjects, record.id) == ("SEP 8 1998", ("x", "y"), "W:1")
    assert record.genre == "journal article"
    assert record.extra == {"publication name (SO)": "S"}
    assert not reading.report.unread


@pytest.mark.parametrize(
    "text", ["x", "Title,Date\nTY,1946\n", '{"TY": 1}', "TY\n", "PT J", "@misc{a, b={TY  - }}"]
)
def test_other_text_is_not_claimed(text):
    assert not ris.sniff(SourceFile("t", text.encode()))


def test_no_reference_is_remarked_in_a_sentence():
    with pytest.raises(ReadError, match=r"No reference was found in “t\.ris”"):
        read("x\ny", sniffed=False)


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared real files are not here")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.ris")), ids=lambda path: path.stem)
def test_real_files(path):
    data = path.read_bytes()
    reading = read(data)
    starts = rb"(?m)^(?:\xef\xbb\xbf)?(?:TY  - |PT J)"
    assert len(reading.records) == len(re.findall(starts, data))
    pieces = reading.report.files[0].pieces
    assert [piece.text for piece in pieces] == data.decode().lstrip("\ufeff").splitlines()
    unread = {"example_extraneous_data": 3}.get(path.stem, 0)
    assert len(reading.report.unread) == unread


line = st.sampled_from(
    [
        "TY  - JOUR",
        "ER  - ",
        "AU  - A, B",
        "TI  - t",
        "DA  - 1946/04//",
        "KW  - a",
        "",
        "text",
        "1.",
        "zz - x",
        "N1  - n",
        "ty - x",
        "SP  -",
    ]
) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(line, max_size=12))
@example(["TY  - JOUR", "text"])
def test_nothing_is_lost(lines):
    text = "\n".join(["TY  - JOUR", *lines])
    reading = ris.read(SourceFile("t", text.encode()), Options())
    (report,) = reading.report.files
    assert [(p.number, p.text) for p in report.pieces] == list(
        enumerate(text.removesuffix("\n").split("\n"), 1)
    )
    for piece in report.pieces:
        inside = piece.role not in ("blank", "header", "unread")
        assert (piece.record is not None) is inside
        if inside:
            record = reading.records[piece.record]
            assert record.first <= piece.number <= record.last
    remarked = {remark.number for remark in report.remarks}
    assert {piece.number for piece in report.unread} <= remarked


@given(st.text() | st.lists(line).map("\n".join))
def test_arbitrary_text_gives_a_reading_or_a_sentence(text):
    file = SourceFile("t", text.encode("utf-8", "replace"))
    message = ""
    try:
        ris.sniff(file)
        ris.read(file, Options())
    except ReadError as err:
        message = str(err)
    assert message == "" or message[-1] == "."


def test_the_year_of_web_of_science_is_said_once():
    dates = {"FEB 2011": "FEB 2011", "02": "February 2011", "02 2011": "February 2011"}
    for printed, date in dates.items():
        (record,) = read(f"PT J\nTI A\nPD {printed}\nPY 2011\nER\n\nEF\n").records
        assert record.date == date


def test_a_type_nobody_knows_is_folded():
    (record,) = read("TY  - LETTTY  - LETT\nTI  - A\nER  - \n").records
    assert record.genre == "lettty lett"


@pytest.mark.parametrize(
    ("kind", "tag", "authors", "column"),
    [
        ("CHAP", "A2", True, "editors (A2)"),
        ("BOOK", "A2", True, "series editors (A2)"),
        ("BOOK", "A2", False, "editors (A2)"),
        ("BOOK", "A3", True, "editors (A3)"),
        ("BOOK", "A4", True, "translators (A4)"),
        ("DATA", "A4", True, "subsidiary authors (A4)"),
        ("THES", "A2", True, "secondary authors (A2)"),
    ],
)
def test_people_are_what_their_tag_means_for_the_type(kind, tag, authors, column):
    author = "AU  - Okoro, Ada\n" if authors else ""
    (record,) = read(f"TY  - {kind}\n{author}{tag}  - Lindt, Bruno\nTI  - Locks\nER  - \n").records
    assert record.extra[column] == "Lindt, Bruno"


@pytest.mark.parametrize(
    ("kind", "column"),
    [("BOOK", "series title (T2)"), ("THES", "department (T2)"), ("CHAP", "in (T2)")],
)
def test_the_second_title_is_what_it_means_for_the_type(kind, column):
    (record,) = read(f"TY  - {kind}\nTI  - Locks\nT2  - Works\nER  - \n").records
    assert record.extra[column] == "Works"


def test_where_it_stands_in_the_archive():
    record = one("TI  - On rye", "AV  - Bundle 3, Item 2", "DB  - Moor Archive")
    held = holding_of(record.extra)
    assert (held.archive, held.location) == ("Moor Archive", "Bundle 3, Item 2")
