"""Hostile dates are read in time; hostile files open nothing outside, and keep their text."""

import csv
import io
import json
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from dash_core import DossierError, ReadError
from dash_core.collection.table import build
from dash_core.dates import read_dates
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import Provenance
from dash_core.readers import Reading, SourceFile, read_file
from dash_core.readers.columns.cell_text import unescape_formulas
from tests.fuzz.corpus import packed, workbook

FROM = Provenance("Dossier 0 · a test · 20 documents", (("Listing", "a test"),))


_DATES = (
    *("1", "1 ", "1/", "1-", "1.", "1,", "- ", "[", "(", "?", " ", "..", "X", "19XX/", "1946?"),
    *("May ", "1946 ", "1946-", "1946/", "1946 or ", "ca. ", "a. ", "between ", "th "),
)


@pytest.mark.parametrize("part", _DATES)
def test_dates_are_read_in_time(part: str) -> None:
    """Of each length that is looked at, and far beyond; the test fails by a hang."""
    texts = [(part * 200)[:n] for n in range(1, 140, 3)] + [part * 50_000]
    assert len(read_dates(texts).dates) == len(texts)


# --- Nothing from outside the file ------------------------------------------------------------


def _all_text(reading: Reading) -> str:
    files = reading.report.files
    return repr((list(reading.records), [(list(f.pieces), f.remarks) for f in files]))


_OUTSIDE = {
    "ead": '<!DOCTYPE ead [<!ENTITY x SYSTEM "{url}">]><ead><archdesc><did><unittitle>A &x;'
    "</unittitle></did></archdesc></ead>",
    "ead's DTD": '<!DOCTYPE ead SYSTEM "{url}"><ead><archdesc><did><unittitle>A &x;</unittitle>'
    "</did></archdesc></ead>",
    "parameter": '<!DOCTYPE ead [<!ENTITY % x SYSTEM "{url}"> %x;]><ead><archdesc><did><unittitle>A'
    "</unittitle></did></archdesc></ead>",
    "attribute": '<!DOCTYPE ead [<!ENTITY x SYSTEM "{url}">]><ead><archdesc><did><unittitle>A'
    '</unittitle></did><dsc><c id="&x;"><did><unittitle>B</unittitle></did></c></dsc></archdesc>'
    "</ead>",
    "xinclude": '<ead xmlns:xi="http://www.w3.org/2001/XInclude"><archdesc><did><unittitle>A'
    '<xi:include href="{url}" parse="text"/></unittitle></did></archdesc></ead>',
    "stylesheet": '<?xml-stylesheet href="{url}"?><ead><archdesc><did><unittitle>A</unittitle>'
    "</did></archdesc></ead>",
    "tei": '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{url}">]><TEI><teiHeader><fileDesc><titleStmt><title>'
    "&x;</title></titleStmt></fileDesc></teiHeader></TEI>",
    "dc": '<!DOCTYPE dc [<!ENTITY x SYSTEM "{url}">]><dc xmlns="http://purl.org/dc/elements/1.1/">'
    "<title>A &x;</title></dc>",
    "mods": '<!DOCTYPE mods [<!ENTITY x SYSTEM "{url}">]><mods><titleInfo><title>A &x;</title>'
    "</titleInfo></mods>",
    "html": '<html><body><iframe src="{url}"></iframe><img src="{url}"><ul><li><p>May 5, 1946</p>'
    "<p>A</p><p>B.</p></ul></body></html>",
    "bibtex": "@article{{a, title = {{\\input{{{url}}} A}}, year = 1946}}\n",
}


@pytest.mark.parametrize("kind", [*_OUTSIDE, "excel"])
def test_nothing_outside_is_opened(kind: str, tmp_path: Path) -> None:
    """Neither a file of this computer nor an address."""
    secret = tmp_path / "secret.txt"
    secret.write_text("a word nobody may see")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        web = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        for url in (secret.as_uri(), str(secret), web):
            data = _OUTSIDE[kind].format(url=url).encode() if kind in _OUTSIDE else _book(url)
            try:
                text = _all_text(read_file(SourceFile("input", data)))
            except ReadError as err:
                text = str(err)
            assert "nobody may see" not in text
        with pytest.raises(TimeoutError):
            listener.accept()


def _book(url: str) -> bytes:
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{url}">]>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = '<c t="str"><v>&x;</v></c><c t="str"><v>b</v></c>'
    rows = f"<row>{cells}</row>" * 3
    return workbook(f'{entity}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>')


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/passwd",
        "C:\\evil.txt",
        "a\\..\\..\\evil.txt",
        "\u202etxt.exe",
        "a\nb",
    ],
)
def test_no_name_leads_out_of_an_archive(name: str) -> None:
    listing = "• May 5, 1946\n\n  A letter\n\n  On oil.\n".encode()
    reading = read_file(SourceFile("input", packed({name: listing, "2.txt": listing})))
    assert len(reading.records) == 2
    for file in reading.report.files:
        inside = file.source.removeprefix("input/")
        assert inside.isprintable()
        assert not inside.startswith(("/", "\\", "C:"))
        assert ".." not in inside.replace("\\", "/").split("/")


# --- Ugly text is kept as it is ---------------------------------------------------------------

TITLES = {
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markdown": "[click](javascript:alert(1)) **bold** `code` ![x](http://x) | a | # b",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; &lt;",
    "right to left": "نامه به باکو and מכתב",
    "bidi controls": "\u202eevil\u202c and \u2066isolated\u2069 \u200f",
    "zero width": "zero\u200bwidth \u2060 joiner\u200d",
    "astral": "\U0001f600 \U00020000 \U0001f468\u200d\U0001f469",
    "latex": "100% of $x_1$ {braces} \\textbf{bold} ~ # &",
    "template": "{{ 7*7 }} {name} %s %(x)s ${jndi:ldap://x}",
    "sql": "Robert'); DROP TABLE documents;--",
}


def _as(form: str, title: str) -> bytes:
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    match form:
        case "listing":
            return f"• May 5, 1946\n\n    {title}\n\n    A summary.\n".encode()
        case "csv":
            buffer = io.StringIO()
            csv.writer(buffer).writerows([["Date", "Title"], ["1946", title]])
            return buffer.getvalue().encode()
        case "json":
            return json.dumps([{"date": "1946", "title": title}]).encode()
        case "html":
            return (
                f"<html><body><table><tr><th>Date<th>Title<tr><td>1946<td>{escaped}</table>"
            ).encode()
        case "ris":
            return f"TY  - LETT\nTI  - {title}\nPY  - 1946\nER  - \n".encode()
        case "ead":
            return (
                f"<ead><archdesc><did><unittitle>{escaped}</unittitle></did></archdesc></ead>"
            ).encode()
        case "excel":
            space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            rows = "".join(
                f'<row><c t="str"><v>{date}</v></c><c t="str"><v>{text}</v></c></row>'
                for date, text in (("Date", "Title"), ("1946", escaped))
            )
            return workbook(f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>')
        case "mods":
            return f"<mods><titleInfo><title>{escaped}</title></titleInfo></mods>".encode()
        case "dc":
            return (
                f'<dc xmlns="http://purl.org/dc/elements/1.1/"><title>{escaped}</title></dc>'
            ).encode()
    raise AssertionError(form)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("form", "listing csv json excel html ris ead mods dc".split())
def test_ugly_titles_are_kept_and_run_nothing(form: str, title: str) -> None:
    reading = read_file(SourceFile("input", _as(form, title)))
    if form in ("csv", "json", "excel"):  # a cell that is HTML is read as its text
        title = title.replace("<img src=x onerror=alert(1)>", "").replace("&amp; &lt;", "& <")
    assert [record.title for record in reading.records] == [" ".join(title.split())]
    table = build(reading).frame
    cells = list(csv.DictReader(io.StringIO(FORMATS["csv"](table, FROM).decode("utf-8-sig"))))
    assert unescape_formulas(cells[0]["title"]) == " ".join(title.split())
    assert not cells[0]["title"].startswith(("=", "+", "-", "@"))
    assert json.loads(FORMATS["jsonl"](table, FROM))["title"] == " ".join(title.split())
    if form == "listing":  # the table is the same, whatever it was read from
        assert all(write(table, FROM) for write in FORMATS.values())


_LETTER = "• May 5, 1946\n\n    Letter to Brémond\n\n    On oil.\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(codec: str, end: str) -> None:
    data = _LETTER.replace("•", "-" if codec == "latin-1" else "•").replace("\n", end).encode(codec)
    (record,) = read_file(SourceFile("input", data)).records
    assert (record.title, record.first, record.last) == ("Letter to Brémond", 1, 5)


def test_mixed_line_ends_are_counted_as_editors_count() -> None:
    data = "- May 5, 1946\r\n\r\nLetter\n\rOn oil.\x0b\x0c\u2028still\r".encode()
    reading = read_file(SourceFile("input", data))
    assert [piece.number for piece in reading.report.files[0].pieces] == [1, 2, 3, 4, 5]
    assert reading.records[0].summary == "On oil. still"


@pytest.mark.parametrize(
    "data",
    [
        _LETTER.encode("utf-16-le"),  # no byte-order mark: every second byte is NUL
        _LETTER.encode("utf-16-be"),
        _LETTER.encode("utf-32-le"),
        _LETTER.encode() + b"\0",
        _LETTER.encode() + b"\0" * 1_000,
        b"\xff\xfe" + b"\x00\xd8" * 9,  # half characters
        b"\xff\xfe- 1\x0a",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1a",
        bytes(range(256)) * 20,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    """Or it is read, character for character."""
    with suppress(DossierError):
        reading = read_file(SourceFile("input", data))
        assert [record.title for record in reading.records] == ["Letter to Brémond"]


@pytest.mark.parametrize(
    "ugly",
    [b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xff", b"\xe2\x80", b"+AGE-", b"\x81"],
    ids=repr,
)
def test_invalid_utf_8_is_remarked_on(ugly: bytes) -> None:
    """Half a character, an overlong one, one beyond Unicode, one cut off; UTF-7 is plain text."""
    reading = read_file(SourceFile("input", b"- May 5, 1946\n\nLetter " + ugly + b"\n\nOn oil.\n"))
    (record,) = reading.records
    assert record.title.startswith("Letter ")
    record.title.encode()
    (file,) = reading.report.files
    if ugly == b"+AGE-":
        assert record.title == "Letter +AGE-"
        assert not file.remarks
    else:
        assert "does not say its encoding" in file.remarks[0].text
