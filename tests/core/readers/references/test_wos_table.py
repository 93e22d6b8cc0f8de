import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.references import wos_table

TABLE = (
    "PT\tAU\tAF\tTI\tSO\tDT\tDE\tAB\tPD\tPY\tUT\n"
    "J\tKeel, R; Moor, T\tKeel, Rosa; Moor, Tom\tTolls of the ferry\tRIVERS\tArticle\t"
    "ferries; tolls\tRolls were counted.\tJUN\t2013\tW:7\n"
    "B\tMoor, T\t\tThe lock keepers\t\t\t\t\t\t2014\t\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_is_a_reference(encoding):
    reading = read_file(SourceFile("saved.txt", TABLE.encode(encoding)))
    first, second = reading.records
    assert (first.title, first.date, first.id) == ("Tolls of the ferry", "JUN 2013", "W:7")
    assert first.creators == ("Rosa Keel", "Tom Moor")
    assert (first.summary, first.subjects) == ("Rolls were counted.", ("ferries", "tolls"))
    assert (second.creators, second.genre, second.date) == (("T Moor",), "book", "2014")
    assert [piece.role for piece in reading.report.files[0].pieces] == ["header", "field", "field"]


def test_cells_without_a_tag_are_named():
    reading = read_file(SourceFile("t", TABLE.replace("W:7", "W:7\tx\ty").encode()))
    assert "2 “cells without a tag”" in reading.report.sentence()


@pytest.mark.parametrize("text", ["Date\tTitle\n1946\tA\n", "PT\tTI\tPy\n", "PT J\nTI A\n"])
def test_other_tables_are_not_claimed(text):
    assert not wos_table.sniff(SourceFile("t", text.encode()))


def test_tags_without_references_are_refused():
    with pytest.raises(ReadError, match="no reference below"):
        wos_table.read(SourceFile("t", TABLE.split("\n")[0].encode()), Options())
