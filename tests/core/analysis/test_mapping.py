"""Which column is read as which field, and what most documents lack."""

import pytest

from dash_core.analysis.mapping import assign, missing_fields, replaced
from dash_core.collection.table import build
from dash_core.readers import Column
from dash_core.readers.columns.source_table import Row, SourceTable
from dash_core.readers.source import Options
from dash_core.readers.tables import records

COLUMNS = [Column("When", "date"), Column("What", "title"), Column("Cc", "people"), Column("Ink")]
ROWS = [
    ("3 Mai 1851", "On the harvest", "blue", "12"),
    ("4 Mai 1851", "Thanks for the seed", "black", "13"),
    ("", "On the sale of the mill", "blue", "14"),
]


def read(names, columns=None, rows=ROWS):
    cells = [dict(zip(names, row, strict=False)) for row in rows]
    table = SourceTable("t", "CSV", names, [Row(i, "", c) for i, c in enumerate(cells, 2)])
    reading = records.build(table, Options({"t": columns or {}}))
    return reading, build(reading)


@pytest.mark.parametrize(
    ("field", "names", "now", "moved"),
    [
        ("title", ["When"], {"When": "title", "What": ""}, ["When", "What"]),
        ("date", ["Ink"], {"When": "", "Ink": "date"}, ["When"]),
        ("people", ["Ink", "What"], {"Cc": "", "Ink": "people", "What": "people"}, ["What", "Cc"]),
        ("title", [], {"What": ""}, ["What"]),
        ("summary", ["Ink"], {"Ink": "summary"}, []),
    ],
)
def test_the_last_choice_wins_and_what_it_takes_is_told(field, names, now, moved):
    after = assign(COLUMNS, field, names)
    assert after == {column.name: column.field for column in COLUMNS} | now
    assert {column.name for column in replaced(COLUMNS, after)} == set(moved)


@pytest.mark.parametrize(
    ("names", "columns", "expected"),
    [
        (["When", "What", "Ink", "Leaf"], {}, []),
        (["When", "What", "Ink", "Leaf"], {"When": ""}, [("date", 3, "When")]),
        (
            ["mill day", "mill text", "mill ink", "mill leaf"],
            {"mill day": "", "mill text": ""},
            [("date", 3, "mill day"), ("title", 3, "mill text")],
        ),
        (
            ["mill day", "mill text", "mill ink", "mill leaf"],
            {"mill day": "title", "mill text": ""},
            [("date", 3, "mill day")],
        ),
        (
            ["mill day", "mill text", "mill ink", "mill leaf"],
            {"mill day": "id", "mill text": "title"},
            [("date", 3, "mill day")],
        ),
    ],
)
def test_what_most_documents_lack_and_where_it_is(names, columns, expected):
    found = missing_fields(*read(names, columns))
    assert [(m.field, m.n, m.column) for m in found] == expected


def test_nothing_is_offered_where_nothing_looks_like_it():
    rows = [("red", "7"), ("green", "8"), ("blue", "9")]
    found = missing_fields(*read(["mill ink", "mill leaf"], rows=rows))
    assert [(m.field, m.column) for m in found] == [("date", ""), ("title", "")]


def test_years_of_two_digits_are_offered_as_dates():
    rows = [("3 Mai 51", "harvest"), ("4 Mai 51", "seed")]
    found = missing_fields(*read(["mill day", "mill name"], {"mill day": ""}, rows))
    assert found[0].column == "mill day"
