"""The workbook, read by three readers: openpyxl, calamine (Rust, as pandas uses it) and our own."""

import io
import re
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from dash_core import Collection, Filter
from dash_core.collection.table import COLUMNS
from dash_core.collection.view import select
from dash_core.common.errors import ExportError
from dash_core.export.formats import to_csv, to_xlsx
from dash_core.export.provenance import provenance
from dash_core.export.tables import excel
from dash_core.readers import Options, SourceFile
from dash_core.readers.columns.cell_text import escape_formulas
from dash_core.readers.tables import excel as excel_reader
from tests.shared import few


@pytest.fixture(scope="module")
def own(seed):
    return provenance(seed, select(seed, Filter()))


def sheet(data, name="Documents"):
    """The rows of a sheet as dictionaries, as calamine reads them."""
    head, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()
    )
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_three_sheets(seed, own):
    book = load_workbook(io.BytesIO(to_xlsx(seed.table, own)))
    assert book.sheetnames == ["Documents", "Provenance", "Columns"]
    documents, card, columns = book.worksheets
    assert [cell.value for cell in documents[1]] == list(COLUMNS)
    assert (documents.max_row, documents.freeze_panes) == (21, "A2")
    assert re.fullmatch(r"A1:[A-Z]+21", documents.auto_filter.ref)
    assert documents.column_dimensions["C"].width > documents.column_dimensions["A"].width > 8
    assert [tuple(row) for row in card.iter_rows(2, values_only=True)] == list(own.card)
    assert dict(columns.iter_rows(2, values_only=True)) == COLUMNS


def test_the_seed_is_read_by_another_programme(seed, own):
    rows = sheet(to_xlsx(seed.table, own))
    for row, (_i, document) in zip(rows, seed.table.iterrows(), strict=True):
        assert row["title"] == document["title"]
        assert row["summary"] == document["summary"]
        assert row["date"] == document["date"]
        assert row["date_earliest"] == document["date_earliest"].date()
        assert row["source_first"] == document["source_first"]


UGLY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "'quoted'",
    "''",
    "＝1+1",
    "#N/A",
    "007",
    "1E5",
    "5/4/1946",
    "true",
    "{=1}",
    " leading and trailing ",
    "two\nlines\r\nand\rmore\ttab",
    "\x00\x0b\x1f",
    "_x000B_",
    "_x005F_x000B_",
    "\ufffe\uffff",
    "<b>&amp;</b>]]>",
    "🕊️ émigré שלום",
)


@few
@given(st.lists(st.text() | st.text("=+-@\t\r\n'\",;_x0005Fb &<"), min_size=1))
@example(UGLY)
def test_every_text_is_a_text_and_comes_back(seed, own, texts):
    frame = seed.table.iloc[[0] * len(texts)].assign(title="t")
    frame["of the source"] = pd.array(texts, dtype=object)
    data = to_xlsx(frame, own)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    documents = load_workbook(io.BytesIO(data)).worksheets[0]
    at = [cell.value for cell in documents[1]].index("of the source")
    for row, text in zip(documents.iter_rows(2), texts, strict=True):
        assert excel_reader._text(row[at]) == text
        assert row[at].data_type == ("s" if text else "n")
        assert row[at].quotePrefix == (escape_formulas(text) != text)


@pytest.mark.parametrize("text", [text for text in UGLY if text.strip().isprintable()])
def test_every_text_is_the_same_for_calamine(seed, own, text):
    (row,) = sheet(to_xlsx(seed.table.head(1).assign(title=text), own))
    assert row["title"] == text


def test_days_are_days_where_excel_has_them(listing, own):
    dates = ("1 May 1946", "April 1946", "28 February 1900", "1 March 1900", "1789", "n.d.", "9999")
    table = Collection.read(listing(*((d, "A", "B.") for d in dates)), topics="").table
    rows = {row["date"]: row for row in sheet(to_xlsx(table, own))}
    found = {name: (row["date_earliest"], row["date_latest"]) for name, row in rows.items()}
    assert found == {
        "1 May 1946": (date(1946, 5, 1), date(1946, 5, 1)),
        "April 1946": (date(1946, 4, 1), date(1946, 4, 30)),
        "28 February 1900": ("1900-02-28", "1900-02-28"),
        "1 March 1900": (date(1900, 3, 1), date(1900, 3, 1)),
        "1789": ("1789-01-01", "1789-12-31"),
        "n.d.": ("", ""),
        "9999": (date(9999, 1, 1), date(9999, 12, 31)),
    }


def test_a_text_too_long_for_a_cell_is_cut_and_said(seed, own):
    frame = seed.table.head(2).assign(summary=["x" * 40_000, "y" * excel.MAX_CELL])
    data = to_xlsx(frame, own)
    cut, whole = (row["summary"] for row in sheet(data))
    assert (len(cut), len(whole)) == (excel.MAX_CELL, excel.MAX_CELL)
    assert cut.endswith("x … [cut: 40,000 characters]")
    card = {row["what"]: row["value"] for row in sheet(data, "Provenance")}
    assert card["Shortened in this file"].startswith("1 text is longer than the 32,767 characters")
    assert "Shortened in this file" not in dict(own.card)


@pytest.mark.parametrize("sign", ["\x0b", "🕊", "_x000B_", "a"])
def test_a_cut_halves_nothing_and_fills_the_cell(seed, own, sign):
    data = to_xlsx(seed.table.head(1).assign(summary=sign * 40_000), own)
    cell = load_workbook(io.BytesIO(data)).worksheets[0]["C2"]
    text, _sep, _rest = excel_reader._text(cell).partition(" …")
    assert text.strip("_x0B") == "" if sign == "_x000B_" else set(text) == {sign}
    assert excel.MAX_CELL - 20 < len(cell.value.encode("utf-16-le")) / 2 <= excel.MAX_CELL


def test_more_documents_than_rows_are_refused_in_a_sentence(seed, own, monkeypatch):
    monkeypatch.setattr(excel, "MAX_ROWS", 20)
    with pytest.raises(
        ExportError, match="An Excel sheet holds at most 19 documents; these are 20"
    ):
        to_xlsx(seed.table, own)


def test_our_workbook_is_one_table_when_it_is_read(seed, own):
    reading = excel_reader.read(SourceFile("a.xlsx", to_xlsx(seed.table, own)), Options())
    assert [record.id for record in reading.records] == seed.table["id"].tolist()
    assert [file.source for file in reading.report.files] == [
        "a.xlsx",
        "a.xlsx, sheet “Provenance”",
        "a.xlsx, sheet “Columns”",
    ]
    assert not reading.report.unread
    assert {p.role for file in reading.report.files[1:] for p in file.pieces} == {"header"}


def test_our_csv_saved_by_excel_keeps_no_apostrophe(seed, own):
    """Excel shows the apostrophe of a CSV, and writes it into its workbook."""
    import csv

    from openpyxl import Workbook

    text = to_csv(seed.table.head(1).assign(title="=1+1"), own).decode("utf-8-sig")
    book = Workbook()
    for row in csv.reader(io.StringIO(text, newline="")):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    (record,) = excel_reader.read(SourceFile("b.xlsx", buffer.getvalue()), Options()).records
    assert record.title == "=1+1"


def test_a_sheet_of_that_name_in_another_workbook_is_read(seed, own):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Provenance"
    for row in (("Date", "Title"), (datetime(1946, 5, 1), "A letter")):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    (record,) = excel_reader.read(SourceFile("c.xlsx", buffer.getvalue()), Options()).records
    assert (record.date, record.title) == ("1946-05-01", "A letter")
