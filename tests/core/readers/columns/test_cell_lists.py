"""Several values in a cell, and cells that only say that they are empty."""

import pytest

from dash_core.readers import Options
from dash_core.readers.columns.cell_lists import has_tags, split_list
from dash_core.readers.tables.records import Row, SourceTable, build


def reading(*cells, names=None):
    rows = [Row(i, "x", row) for i, row in enumerate(cells, 1)]
    names = names or list(dict.fromkeys(name for row in cells for name in row))
    return build(SourceTable("t", "test", names, rows), Options())


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Olsen, Kari", ["Olsen, Kari"]),
        ("Olsen, Kari; Berg, Per", ["Olsen, Kari", " Berg, Per"]),
        ("Olsen, Kari||Berg, Per", ["Olsen, Kari", "", "Berg, Per"]),
        ("Olsen, Kari^^Berg, Per", ["Olsen, Kari", "Berg, Per"]),
        ("a^b", ["a^b"]),
    ],
)
def test_lists(cell, items):
    assert split_list(cell) == items


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("tags", ["harbour, ice, pilots", "ice"], True),
        ("Manual Tags", ["Harbours, Ice, Pilots"], True),
        ("Tags", ["Ice, Pilots", "Pilots"], True),  # one stands alone, too
        ("Tags", ["Olsen, Kari", "Berg, Per"], False),  # names
        ("Tags", ["Ships, iron; Ice"], False),  # another mark divides them
        ("subjects", ["Ships, building of", "Ice, cutting of"], False),  # headings
        ("subject", ["Olsen, Kari, 1840-1901"], False),
        ("places", ["Bergen, Oslo, Moss"], False),  # not a column of tags
        ("Dublin Core:Tags", ["ice, pilots"], True),
        ("tags", ["a long sentence about ice, and another one about the pilots"], False),
    ],
)
def test_commas_divide_tags_only(name, values, expected):
    assert has_tags(name, values) is expected


@pytest.mark.parametrize("word", ["NULL", "null", "nan", "\\N", "#N/A"])
def test_words_of_programs_are_empty_cells(word):
    read = reading(
        {"title": "Ice report", "creator": word, "date": "1901", "remark": word},
        {"title": "Pilot’s log", "creator": f"Olsen, Kari|{word}", "date": word, "remark": "torn"},
    )
    assert [r.creators for r in read.records] == [(), ("Olsen, Kari",)]
    assert [r.date for r in read.records] == ["1901", ""]
    assert [dict(r.extra) for r in read.records] == [{}, {"remark": "torn"}]
    (remark,) = read.report.file_remarks
    assert remark.text == f"“{word}” in 4 cells was read as an empty cell."


def test_words_of_programs_within_a_list_are_no_items():
    read = reading(
        {"title": "Ice report", "creator": "NULL|Olsen, Kari", "date": "1901|NULL"},
        {"title": "Pilot’s log", "creator": "Berg, Per", "date": "NULL | 1902"},
    )
    assert [(r.creators, r.date) for r in read.records] == [
        (("Olsen, Kari",), "1901"),
        (("Berg, Per",), "1902"),
    ]
    assert [remark.text[:6] for remark in read.report.file_remarks] == ["“NULL”"]


@pytest.mark.parametrize("stroke", ["-", "—"])
def test_nobody_is_called_by_a_stroke(stroke):
    read = reading(
        {"title": "Ice report", "creator": stroke, "date": "1901"},
        {"title": "Pilot’s log", "creator": "Olsen, Kari", "date": "1902"},
    )
    assert [r.creators for r in read.records] == [(), ("Olsen, Kari",)]


def test_a_person_called_null_stays():
    rows = [{"title": f"Log {i}", "creator": "Null", "date": "1901"} for i in range(9)]
    read = reading(*rows, {"title": "Nan", "creator": "Null", "date": "1902"})
    assert {r.creators for r in read.records} == {("Null",)}
    assert read.records[-1].title == "Nan"
    assert not read.report.file_remarks


def test_a_word_of_people_is_empty_where_it_fills_several_columns():
    read = reading(
        {"title": "Log", "creator": "None", "place": "None", "date": "1901"},
        {"title": "Map", "creator": "Olsen, Kari", "place": "Moss", "date": "None"},
        {"title": "None", "creator": "Berg, Per", "place": "Moss", "date": "1903"},
    )
    assert read.records[0].creators == read.records[0].places == ()
    assert read.records[1].date == read.records[2].title == ""


def test_what_people_write_is_kept_where_it_is_in_no_field():
    read = reading(
        {"title": "Log", "creator": "not stated", "place": "not stated", "rights": "None"},
        {"title": "Map", "creator": "None", "place": "None", "rights": "None"},
    )
    assert [r.creators for r in read.records] == [(), ()]
    assert [dict(r.extra) for r in read.records] == [{"rights": "None"}] * 2
