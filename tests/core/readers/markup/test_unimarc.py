"""UNIMARC: the tags of MARC with other meanings, as XML and binary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymarc import Field, Record, Subfield

from dash_core import ReadError
from dash_core.readers import SourceFile, read_file

LETTER = (
    ("101", "a", "fre"),
    ("100", "a", "19850101f18701872u  y0frey50      ba"),
    ("200", "a", "\x98Le \x9cbail du moulin", "e", "copie", "h", "2", "f", "par Anne Roux"),
    ("210", "a", "Lyon", "c", "Petit", "d", "[ca 1871]"),
    ("215", "a", "3 f."),
    ("330", "a", "Pour neuf ans."),
    ("461", "t", "Papiers Roux"),
    ("600", "a", "Blanc", "b", "Luc", "f", "1810-1880", "x", "Correspondance"),
    ("606", "a", "Moulins", "y", "France", "2", "rameau"),
    ("607", "a", "Lyon (Rhône)"),
    ("608", "a", "Lettres"),
    ("700", "3", "X9", "a", "Roux", "b", "Anne", "f", "1820-1890", "4", "070"),
    ("702", "a", "Petit", "b", "Jean", "4", "660"),
    ("702", "a", "Noir", "b", "Paul", "4", "730"),
    ("710", "a", "Office du sel", "b", "Section de Lyon", "4", "560"),
    ("856", "u", "https://notice.example/um1"),
    ("930", "a", "MS 44"),
    ("801", "a", "FR", "b", "Bibliothèque"),
)


def record(*fields, leader="00000nam0 2200000   450 "):
    made = Record(leader=leader, force_utf8=True)
    made.add_field(Field(tag="001", data="um1"))
    for tag, *parts in fields:
        pairs = zip(parts[::2], parts[1::2], strict=True)
        made.add_field(Field(tag, [" ", " "], [Subfield(code, text) for code, text in pairs]))
    return made


def binary(*fields):
    data = record(*fields).as_marc()
    return data[:9] + b" " + data[10:]  # where MARC 21 says that it is UTF-8


def as_xml(*fields, said=' format="UNIMARC"'):
    inner = "".join(
        f'<datafield tag="{tag}" ind1=" " ind2=" ">'
        + "".join(
            f'<subfield code="{code}">{text}</subfield>'
            for code, text in zip(parts[::2], parts[1::2], strict=True)
        )
        + "</datafield>"
        for tag, *parts in fields
    )
    head = "<leader>     cam0 22        450 </leader><controlfield tag='001'>um1</controlfield>"
    return f"<collection><record{said}>{head}{inner}</record></collection>".encode()


@pytest.mark.parametrize(
    "file",
    [
        SourceFile("a.xml", as_xml(*LETTER)),
        SourceFile("a.xml", as_xml(*LETTER, said="")),
        SourceFile("a.mrc", binary(*LETTER)),
    ],
    ids=["said to be", "told from its fields", "binary"],
)
def test_every_field(file):
    reading = read_file(file)
    (one,) = reading.records
    assert reading.report.files[0].form == "UNIMARC"
    assert (one.id, one.title, one.summary) == (
        "um1",
        "Le bail du moulin: copie. 2",
        "Pour neuf ans.",
    )
    assert (one.date, one.stated.begin, one.stated.end) == ("[ca 1871]", "1870", "1872")
    assert one.creators == ("Roux, Anne, 1820-1890", "Office du sel. Section de Lyon")
    assert (one.recipients, one.language) == (("Petit, Jean",), "fre")
    assert one.people == ("Blanc, Luc, 1810-1880", "Noir, Paul")
    assert one.subjects == ("Blanc Luc 1810-1880--Correspondance", "Moulins--France")
    assert (one.places, one.genre) == (("Lyon (Rhône)",), "Lettres")
    assert one.url == "https://notice.example/um1"
    assert one.extra == {
        "statement of responsibility": "par Anne Roux",
        "place of publication": "Lyon",
        "publisher": "Petit",
        "extent": "3 f.",
        "part of": "Papiers Roux",
        "translator": "Noir, Paul",
        "call number": "MS 44",
    }


@pytest.mark.parametrize(
    ("printed", "date", "event"),
    [
        ("cop. 1999", "1999", "copyright"),
        ("DL 1999", "DL 1999", ""),
        ("1901-1905", "1901-1905", ""),
    ],
)
def test_dates_of_publication(printed, date, event):
    (one,) = read_file(
        SourceFile("a.xml", as_xml(("200", "a", "On"), ("210", "d", printed)))
    ).records
    assert (one.date, one.stated.event) == (date, event)


def test_a_binary_file_in_an_old_character_set_is_refused():
    data = binary(("200", "a", "Le bail de la vallée")).replace("é".encode(), b"\xc2e")
    with pytest.raises(ReadError, match="ISO 5426"):
        read_file(SourceFile("a.mrc", data))


def test_marc_21_is_not_taken_for_it():
    source = as_xml(("245", "a", "Salt"), ("200", "a", "Local"), said="")
    (one,) = read_file(SourceFile("a.xml", source)).records
    assert one.title == "Salt"


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[0-9]{3}", fullmatch=True).filter(lambda tag: tag >= "010"),
            st.sampled_from("abcdefgx4"),
            st.text("abcÄ .,;:", min_size=1),
        )
    )
)
def test_nothing_is_lost(fields):
    reading = read_file(SourceFile("a.xml", as_xml(("200", "a", "Salt"), *fields)))
    assert reading.records[0].title.startswith("Salt")
    assert not [p for p in reading.report.files[0].pieces if p.role == "unread"]
