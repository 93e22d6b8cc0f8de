"""JSON whose rows or columns are arrays, and articles of newspapers."""

import json

import pytest

from dash_core.common.errors import ReadError
from dash_core.readers import SourceFile, read_file


def read(value):
    return read_file(SourceFile("a.json", json.dumps(value).encode()))


ROWS = [["On locks", "May 1902"], ["On weirs", "June 1903"]]


@pytest.mark.parametrize(
    "value",
    [
        {"columns": ["title", "date"], "data": ROWS},
        {"columns": ["title", "date"], "index": [0, 1], "data": ROWS},
        {"fields": [{"id": "title", "type": "text"}, {"id": "date"}], "records": ROWS},
        {"total": 2, "header": ["title", "date"], "rows": ROWS},
        [["Title", "Date"], *ROWS],
        {"title": [row[0] for row in ROWS], "date": [row[1] for row in ROWS]},
        {
            "title": {str(i): row[0] for i, row in enumerate(ROWS)},
            "date": {str(i): row[1] for i, row in enumerate(ROWS)},
        },
    ],
)
def test_rows_of_arrays_are_documents(value):
    reading = read(value)
    assert [[record.title, record.date] for record in reading.records] == ROWS
    beside = {"index", "total"} & set(value) if isinstance(value, dict) else set()
    assert {one.name for one in reading.report.files[0].unused} == beside


def test_cells_beyond_the_names_are_kept():
    (record,) = read({"columns": ["title"], "data": [["On locks", "B 1"]]}).records
    assert (record.title, record.extra) == ("On locks", {"column 2": "B 1"})


def test_arrays_without_names_are_refused():
    with pytest.raises(ReadError, match="no list of objects with named fields"):
        read(ROWS)


def test_lists_in_one_document_are_no_rows():
    (record,) = read({"title": "On locks", "date": "1902", "creators": ["Moss", "Rook"]}).records
    assert record.creators == ("Moss", "Rook")


@pytest.mark.parametrize("key", ["heading", "headline"])
def test_the_newspaper_of_an_article_is_its_container(key):
    paper = {"id": "3", "title": "The Valley Times"}
    article = {"id": "18", key: "Flood at the weir", "title": paper, "date": "1902-03-04"}
    (record,) = read([article]).records
    assert (record.title, record.id) == ("Flood at the weir", "18")
    assert record.extra["container-title"] == "The Valley Times"
