"""Cells without lists and objects without objects are read the short way, with the same result."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.readers import SourceFile, read_file
from dash_core.readers.nested.objects import unwrap

TEXTS = st.sampled_from(["", " ", "Plan", "Moss, Ada; Rook, Ida", "a^^b", "1902"])
VALUES = TEXTS | st.integers(-3, 3) | st.none() | st.booleans() | st.lists(TEXTS, max_size=3)
KEYS = st.sampled_from(["title", "creator", "date", "shelf", "url", "language"])


def read(name, text):
    return read_file(SourceFile(name, text if isinstance(text, bytes) else text.encode()))


@given(st.dictionaries(KEYS, VALUES))
def test_an_object_beside_changes_no_other_cell(value):
    plain = unwrap(value).cells
    beside = unwrap({**value, "place": {"name": "Ulm"}}).cells
    assert beside == {**plain, "place": "Ulm"}
    assert list(beside) == [*plain, "place"]


def test_cells_with_and_without_lists_are_divided_alike():
    reading = read(
        "a.csv",
        "Title,Author,Subject,Language,Date,Box\n"
        "Plan  of a mill; with weir,Moss|Rook,mills,de;fr,1902,1; 2\n"
        "Plan of a lock,Moss,mills; locks,de,1903,\n",
    )
    one, two = reading.records
    assert (one.title, one.creators, one.subjects) == (
        "Plan of a mill; with weir",
        ("Moss", "Rook"),
        ("mills",),
    )
    assert (one.language, one.extra, one.source) == ("de; fr", {"Box": "1; 2"}, "a.csv")
    assert (two.creators, two.subjects, two.extra) == (("Moss",), ("mills", "locks"), {})


def test_addresses_in_a_table_that_dossier_wrote_stay_in_their_lists():
    row = {"creators": ["http://x.org/moss", "Moss"], "title": "Plan", "date": "1902"}
    (other,) = read("a.json", json.dumps([row])).records
    assert other.creators == ("Moss",)
    (own,) = read("a.json", json.dumps([{**row, "date_edtf": "1902", "source_first": 1}])).records
    assert own.creators == ("http://x.org/moss", "Moss")


@pytest.mark.parametrize(
    "names",
    [
        ("Year of letter", "Month of letter", "Day of letter"),
        ("Jahr des Briefes", "Monat des Briefes", "Tag des Briefes"),
        ("Year written", "Month written", "Day written"),
    ],
)
def test_parts_of_a_date_in_columns_with_longer_names(names):
    reading = read("a.csv", f"Title,{','.join(names)}\nOn locks,1902,March,4\nOn weirs,1903,Mai,\n")
    assert [(r.stated.year, r.stated.month, r.stated.day) for r in reading.records] == [
        ("1902", "March", "4"),
        ("1903", "Mai", ""),
    ]
    assert not any(record.extra for record in reading.records)


def test_a_year_of_birth_is_no_part_of_the_date():
    reading = read("a.csv", "Title,Date,Year of birth\nOn locks,May 1902,1860\n")
    (record,) = reading.records
    assert (record.date, record.extra) == ("May 1902", {"Year of birth": "1860"})


def test_no_columns_are_listed_where_all_have_a_field():
    reading = read("a.csv", "author,place\nMoss,Ulm\nRook,Linz\n")
    (remark,) = reading.report.files[0].remarks
    assert remark.text.endswith("choose which is which.")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Title,Date\nOn locks – é,1902\n"),
        ("a.bib", "@misc{a,\n title={On locks – é},\n date={1902}\n}\n"),
    ],
)
def test_utf_16_without_a_mark_is_read_with_a_remark(name, text, codec):
    reading = read(name, text.encode(codec))
    (record,) = reading.records
    assert (record.title, record.date) == ("On locks – é", "1902")
    (remark,) = reading.report.files[0].remarks
    assert codec.upper() in remark.text


@pytest.mark.parametrize("kind", ["letter", "", None])
def test_items_of_csl_without_its_types_keep_their_dates(kind):
    item = {"id": "m1", "title": "On locks", "issued": {"date-parts": [[1902, 3]], "circa": True}}
    if kind is not None:
        item["type"] = kind
    (record,) = read("a.json", json.dumps([item])).records
    assert (record.title, record.date, record.stated.machine) == (
        "On locks",
        "circa March 1902",
        "1902-03~",
    )


def test_a_date_of_csl_in_other_json_keeps_its_doubt():
    item = {"title": "On locks", "shelf": "B", "when": {"date-parts": [[1902, 3]], "circa": 1}}
    (record,) = read("a.json", json.dumps([{**item, "issued": item.pop("when")}])).records
    assert record.date == "1902-03~"
