import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.tables import excel


def write(**sheets):
    """A workbook: by sheet, its rows; a function is called with the sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            if callable(row):
                row(sheet)
            else:
                sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(data, name="a.xlsx"):
    file = SourceFile(name, data)
    assert excel.sniff(file)
    return excel.read(file, Options())


def repack(data, change):
    """The archive with its parts changed by `change(name, content)`."""
    new = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for info in old.infolist():
            out.writestr(info.filename, change(info.filename, old.read(info)))
    return new.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("12 Dec. 1899", None, "12 Dec. 1899"),
        (datetime(1946, 4, 5), "yyyy-mm-dd", "1946-04-05"),
        (datetime(1946, 4, 5), "dd.mm.yy;@", "1946-04-05"),
        (datetime(1946, 4, 1), "mmm-yy", "1946-04"),
        (datetime(1946, 4, 1), '[$-409]mmmm "day" yyyy', "1946-04"),
        (datetime(1946, 1, 1), "yyyy", "1946"),
        (datetime(1946, 4, 5, 10, 30), "yyyy-mm-dd hh:mm", "1946-04-05T10:30:00"),
        (date(1946, 4, 5), None, "1946-04-05"),
        (1946, None, "1946"),
        (1946.0, None, "1946"),
    ],
)
def test_dates_are_as_exact_as_they_are_shown(value, number_format, text):
    def show(sheet):
        if number_format:
            sheet["A2"].number_format = number_format

    (record,) = read(write(a=[["Date", "Title"], [value, "x"], show])).records
    assert record.date == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (0.1 + 0.2, "0.3"),
        (-3, "-3"),
        (1e20, "1e+20"),
        ("#REF!", "#REF!"),
        ("_x000D_a\nb", "a b"),
        ("'=1", "'=1"),
        ("<b>é</b>", "é"),
        (clock(10, 30), "10:30:00"),
    ],
)
def test_cells(value, text):
    (record,) = read(write(a=[["Title", "Colour"], ["x", value]])).records
    assert record.extra == {"Colour": text}


def test_sheets_rows_and_remarks():
    def merge(sheet):
        sheet.merge_cells("A6:A7")

    data = write(
        Letters=[
            ["Letters of 1946"],
            [],
            ["Date", "From", "To", "Subject line", None],
            ["1946", "A; B", "C", "On oil", "more"],
            [],
            ["1947", "=1+1", "C", "On wheat"],
            merge,
        ],
        Notes=[["Nothing but text"], [], ["and more"]],
        Empty=[],
        Hidden=[["Title", "Date"], ["x", "1948"], lambda s: setattr(s, "sheet_state", "hidden")],
    )
    reading = read(data)
    letters, notes, hidden = reading.report.files
    assert [f.source for f in reading.report.files] == [
        "a.xlsx, sheet “Letters”",
        "a.xlsx, sheet “Notes”",
        "a.xlsx, sheet “Hidden”",
    ]
    assert [(p.number, p.role, p.record) for p in letters.pieces] == [
        (1, "header", None),
        (2, "blank", None),
        (3, "header", None),
        (4, "field", 0),
        (5, "blank", None),
        (6, "field", 1),
    ]
    assert letters.pieces[3].text == "1946\tA; B\tC\tOn oil\tmore"
    assert [p.role for p in notes.pieces] == ["unread", "blank", "unread"]
    assert [(r.title, r.creators, r.source, r.first) for r in reading.records] == [
        ("On oil", ("A", "B"), letters.source, 4),
        ("On wheat", (), letters.source, 6),
        ("x", (), hidden.source, 2),
    ]
    text = "\n".join(remark.text for remark in letters.remarks)
    assert "merged (A6:A7)" in text
    assert "The first is in B6" in text
    assert "column 5" in text
    assert "only one column" in notes.remarks[0].text
    assert "hidden" in hidden.remarks[0].text


def test_one_sheet_bears_the_name_of_the_file():
    reading = read(write(a=[["Title", "Date"], ["x", "1946"]], b=[]))
    assert [file.source for file in reading.report.files] == ["a.xlsx"]


def test_a_wrong_statement_of_size_loses_nothing():
    data = write(a=[["Title", "Date"], ["x", "1946"], ["y", "1947"]])
    for stated in (b"A1", b"A1:XFD1048576", b"A1:B2"):
        lying = repack(data, lambda _n, c, s=stated: c.replace(b'ref="A1:B3"', b'ref="%s"' % s))
        assert lying != data
        assert [r.title for r in read(lying).records] == ["x", "y"]


SHARED_STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<si><t>Title</t></si><si><r><t>On </t></r><r><t>oil</t></r></si></sst>"
)
OVERRIDE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def test_texts_that_excel_shares_between_cells():
    def share(name, content):
        if name == "[Content_Types].xml":
            return content.replace(b"</Types>", OVERRIDE)
        for i, text in enumerate((b"Title", b"On oil")):
            old = b't="inlineStr"><is><t>%s</t></is>' % text
            content = content.replace(old, b't="s"><v>%d</v>' % i)
        return content

    data = io.BytesIO(repack(write(a=[["Title", "Date"], ["On oil", "1946"]]), share))
    with zipfile.ZipFile(data, "a") as archive:
        assert b"On oil" not in archive.read("xl/worksheets/sheet1.xml")
        archive.writestr("xl/sharedStrings.xml", SHARED_STRINGS)
    assert [(r.title, r.date) for r in read(data.getvalue()).records] == [("On oil", "1946")]


def test_a_sheet_that_breaks_off_is_read_as_far_as_it_goes():
    rows = [["Title", "Date"], *[[f"t{i}", "1946"] for i in range(5_000)]]

    def cut(name, content):
        return content[: len(content) // 2] if "sheet1" in name else content

    reading = read(repack(write(a=rows), cut))
    assert 1_000 < len(reading.records) < 5_000
    assert "damaged here" in reading.report.file_remarks[-1].text


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda n, c: ENTITY + c if "sheet1" in n else c, "defines entities"),
        (lambda n, c: ENTITY.decode().encode("utf-16") if "sheet1" in n else c, "defines entities"),
        (lambda n, c: b"<a>" + b" " * 300 * 2**20 if "sheet1" in n else c, "unpacks to more"),
        (lambda n, c: b" " * 20 * 2**20 if "styles" in n else c, "unpacks to more"),
        (lambda n, c: b"<x" if n == "xl/workbook.xml" else c, "damaged"),
        (lambda n, c: b"" if "sheet1" in n else c, "damaged"),
        (lambda n, c: c.replace(b't="inlineStr"><is', b't="n"><v>x</v><is'), "damaged"),
    ],
    ids=["entities", "in UTF-16", "bomb", "ratio", "not a workbook", "empty sheet", "odd cells"],
)
def test_what_is_wrong_is_said_in_a_sentence(change, words):
    data = repack(write(a=[["Title", "Date"], ["x", "1946"]]), change)
    with pytest.raises(ReadError, match=words):
        read(data)


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"a": []}, "no cell with anything"),
        ({"a": [["Title"], ["x"]]}, "only one column"),
        ({"a": [["Title", "Date"]]}, "nothing below"),
        ({"a": [["Title", "Date"], [None] * 1_001 + ["x"]]}, "1,000 columns"),
    ],
)
def test_workbooks_without_documents(sheets, words):
    with pytest.raises(ReadError, match=words):
        read(write(**sheets))


def test_rows_without_end():
    data = write(a=[["Title", "Date"], ["x", "1946"]])
    far = repack(
        data, lambda _n, c: c.replace(b'r="2"', b'r="999999999"').replace(b'"A2"', b'"A9"')
    )
    with pytest.raises(ReadError, match="1,048,576 rows"):
        read(far)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
ODS = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (ODS, "save it as .xlsx"),
    ],
)
def test_other_spreadsheets_are_named(data, words):
    with pytest.raises(ReadError, match=words):
        read(data)


def test_other_archives_are_left_alone():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    for data in (other.getvalue(), b"PK\x03\x04", b"PK", b"", OLE, b"title,date\na,b\n"):
        assert not excel.sniff(SourceFile("a.xlsx", data))


GOOD = write(
    a=[["Title", "Date", "Pages"], ["x", datetime(1946, 4, 5), 3], ["y", "1947", "=1"]],
    b=[["Date", "Title"], ["1948", "z"]],
)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=4))
def test_damage_raises_nothing_but_a_sentence(changes):
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    file = SourceFile("a.xlsx", bytes(data))
    if excel.sniff(file):
        with suppress(ReadError):
            assert excel.read(file, Options()).records


@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]),
    st.integers(0, 400),
    st.sampled_from([b"", b"<", b">", b'"', b"A", b"9" * 30, b"<c/>", b"\xff", b"<row r='-1'/>"]),
)
def test_damage_inside_the_parts_raises_nothing_but_a_sentence(part, at, new):
    def change(name, content):
        return content[:at] + new + content[at + 1 :] if name == part else content

    file = SourceFile("a.xlsx", repack(GOOD, change))
    with suppress(ReadError):
        assert excel.read(file, Options()).records


WORDS = st.text("abé='\"<&; ", max_size=6)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_no_cell_is_lost(rows):
    full = [[" ".join(cell.split()) for cell in row] for row in rows]
    data = write(a=[["title", "date", "colour"], *([f"'{c}" for c in row] for row in full)])
    names = {"title": "title", "date": "date", "colour": ""}
    reading = excel.read(SourceFile("a.xlsx", data), Options({"a.xlsx": names}))
    assert [(r.title, r.date, r.extra.get("colour")) for r in reading.records] == [
        tuple(" ".join(f"'{c}".split()) for c in row) for row in full
    ]
