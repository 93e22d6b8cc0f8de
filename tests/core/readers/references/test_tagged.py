import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.references import tagged

ENDNOTE = """\
%0 Personal Communication
%A Pell, Ada
%A ter Horst, Wim, Jr.
%T On the tolls
of the gate
%8 7 March 1890
%D 1890
%K tolls
gates
%X First line.

  Second line.
%U http://pell.example/7
%> files/7.pdf
%F Pell1890
%4 kept
"""
PUBMED = """\
PMID- 777
OWN - NLM
DP  - 1990 Mar 7
TI  - Tolls of the gate, a survey of
      nine roads.
FAU - Pell, Ada B
AU  - Pell AB
FAU - Cole, Tom Jr
PT  - Journal Article
PT  - Review
DA  - 19900401
MH  - Roads
OT  - tolls
LA  - eng

PMID- 778
TI  - Second
"""
REFWORKS = """\
RT Unpublished Material
SR Print(0)
ID 7
A1 Pell,Ada
T1 Tolls
YR 1890
FD Mar 7
K1 tolls
PB Ghent Archives
PP Ghent

RT Book, Whole
T1 Second
"""
FORMS = (ENDNOTE, PUBMED, REFWORKS)


def read(text):
    file = SourceFile("t.txt", text.encode())
    assert tagged.sniff(file)
    return read_file(file)


def test_endnotes_own_format():
    reading = read(ENDNOTE + "\n%0 Book\n%T Second\n")
    record, second = reading.records
    assert (record.title, record.summary) == (
        "On the tolls of the gate",
        "First line. Second line.",
    )
    assert record.creators == ("Ada Pell", "Wim ter Horst Jr.")
    assert record.names["Wim ter Horst Jr."].inverted == "ter Horst, Wim, Jr."
    assert (record.date, record.genre) == ("7 March 1890", "personal communication")
    assert (record.url, record.id) == ("http://pell.example/7", "Pell1890")
    assert record.subjects == ("tolls", "gates")
    assert record.extra == {"file": "files/7.pdf", "%4": "kept"}
    assert (record.first, record.last, second.first) == (1, 16, 18)
    assert reading.report.files[0].form == "references (EndNote, tagged)"


def test_references_without_their_type():
    reading = read("%A Pell, Ada\n%T Tolls\n%D 1890\n\n%A Cole, B.\n%T Mills\n")
    assert [record.title for record in reading.records] == ["Tolls", "Mills"]


def test_pubmed():
    reading = read(PUBMED)
    record, second = reading.records
    assert record.title == "Tolls of the gate, a survey of nine roads."
    assert record.creators == ("Ada B Pell", "Tom Cole Jr")
    assert (record.date, record.genre, record.id) == ("1990 Mar 7", "Journal Article", "777")
    assert (record.subjects, record.language) == (("Roads", "tolls"), "eng")
    assert record.extra["author, short"] == "Pell AB"
    assert record.extra["publication type"] == "Review"
    assert record.extra["DA"] == "19900401"
    assert second.title == "Second"


def test_eric_has_no_numbers_of_pubmed():
    reading = read("OWN - ERIC\nTI  - Tolls\nAU  - Pell, Ada\n\nOWN - ERIC\nTI  - Mills\n")
    assert [record.title for record in reading.records] == ["Tolls", "Mills"]
    assert reading.records[0].creators == ("Ada Pell",)


def test_refworks():
    reading = read(REFWORKS)
    record, second = reading.records
    assert (record.title, record.creators, record.date) == ("Tolls", ("Ada Pell",), "Mar 7 1890")
    assert (record.places, record.genre) == ((), "unpublished material")
    assert (record.extra["archive"], record.extra["archive_place"]) == ("Ghent Archives", "Ghent")
    assert second.genre == "book, whole"


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n", "Exported by someone\n\n"])
def test_lines_before_and_line_ends(text, before):
    want = [record.title for record in read(text).records]
    for whole in (before + text, (before + text).replace("\n", "\r\n")):
        assert [record.title for record in read(whole).records] == want


@pytest.mark.parametrize(
    "text", ["x", "5 % of it\n%A\n", "RT\nA1,B\n", "PMID,TI\n1,2\n", "TY  - JOUR\nTI  - %0 A\n"]
)
def test_other_text_is_not_claimed(text):
    assert not tagged.sniff(SourceFile("t", text.encode()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<1>\nAuthor\n  Pell, Ada\nTitle\n  Tolls\n", "Ovid"),
        ("<12>\nAccession Number\n  7.\n", "Ovid"),
        ("cff-version: 1.2.0\ntitle: Tolls\ntype: software\n", "Citation File Format"),
        ("--RT-- Book\n--AU-- Pell, A.\n", "Biblioscape"),
        ("TI- Tolls\nAU- Pell, Ada\n", "Copac"),
    ],
)
def test_formats_that_are_not_read_are_named(text, name):
    with pytest.raises(ReadError, match=rf"{name}.*RIS or BibTeX"):
        read(text)


def test_no_reference_is_said_in_a_sentence():
    with pytest.raises(ReadError, match=r"No reference was found in “t”"):
        tagged.read(SourceFile("t", b"x"), Options())


lines = st.sampled_from(
    [line for text in FORMS for line in text.splitlines()] + ["", " ", "text", "%", "%A", "AU  -"]
)


@pytest.mark.parametrize("text", FORMS)
@given(st.lists(lines, max_size=12))
def test_nothing_is_lost(text, more):
    whole = "\n".join([*text.splitlines()[:3], *more, "x"])
    reading = tagged.read(SourceFile("t", whole.encode()), Options())
    (report,) = reading.report.files
    assert [piece.text for piece in report.pieces] == whole.split("\n")
    assert not report.unread
    for piece in report.pieces:
        assert (piece.record is None) == (piece.role in ("blank", "header"))
        if piece.record is not None:
            record = reading.records[piece.record]
            assert record.first <= piece.number <= record.last
            word = re.findall(r"\w+|\Z", piece.text.casefold())[-2:][0]
            assert len(word) < 3 or word in str(record).casefold()
