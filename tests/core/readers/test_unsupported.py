"""What is known by sight and not read is named, with the next step; nothing else is so taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.common.errors import ReadError
from dash_core.readers import SourceFile, read_file
from dash_core.readers.unsupported import sniff
from tests.fuzz.corpus import seeds

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FILES = {
    "PDF": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n",
    "PDF ": b"\n\n%PDF-1.4\n\xe2\xe3\xcf\xd3\n",
    "Word": OLE + "WordDocument".encode("utf-16-le") + bytes(40),
    "PowerPoint": OLE + "PowerPoint Document".encode("utf-16-le"),
    "RTF": rb"{\rtf1\ansi Letters of the lock, 3 June 1888}",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "TIFF": b"II*\0\x08\0\0\0",
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0",
    "video": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "sound recording": b"ID3\x03\0\0\0\0\0\x21",
    "SQLite": b"SQLite format 3\0\x10\0\x01\x01",
    "SQLite ": b"SQLite format 3\0",
    "SQL": b"-- dump of 1999\n\nCREATE TABLE letters (id INT, title TEXT);\n"
    b"INSERT INTO letters VALUES (1, 'Flood', '1888-06-03');\n",
    "Turtle": b"# letters\n@prefix dc: <http://purl.org/dc/elements/1.1/> .\n\n"
    b'<https://lock.example/1>\n    dc:title "Flood" ;\n    dc:date "1888-06-03" .\n',
    "N-Triples": b'<https://lock.example/1> <http://purl.org/dc/elements/1.1/date> "1888" .\n',
    "Avro": b"Obj\x01\x04\x14avro.codec",
    "Access": b"\0\x01\0\0Standard Jet DB\0\x01\0",
    "dBase": b"\x03\x5f\x07\x1a\x0e\0\0\0\xc1\0\x3a\0" + bytes(20) + b"TITLE\0",
    "dBase ": b"\x03\x5f\x07\x1a\x0e\x12\x01\0\xc1\0\x3a\0\0\0" + bytes(18) + b"TITLE\0",
    "MATLAB": b"MATLAB 5.0 MAT-file, Platform: PCWIN",
    "WARC": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
    "iCalendar": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
    "LaTeX": b"% flood\n\\documentclass{article}\n\\begin{document}\n3 June 1888\n",
    "subtitles": b"1\n00:00:01,000 --> 00:00:04,000\nThe flood\n",
    "Outlook": b"!BDN" + bytes(40),
    "WordPerfect": b"\xffWPC" + bytes(40),
    "sound recording ": b"\0\0\0\x18ftypM4A \0\0\0\0",
    "SPSS": b"$FL2@(#) SPSS DATA FILE",
    "Stata": b"<stata_dta><header>",
    "shapefile": b"\0\0\x27\x0a" + bytes(20) + b"\0\0\0\x32",
    "KML": b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"></kml>',
    "Safari": b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource",
    "Git LFS": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
    "MHTML": b"From: <Saved by Blink>\nSubject: Letters\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/related;\n\ttype=text/html\n\n<html>",
    "e-mail": b"Received: from a by b\nFrom: Ada <a@lock.example>\nSubject: Flood\n"
    b"Date: Sun, 3 Jun 1988 10:00:00 +0000\nMessage-ID: <1@lock.example>\n\nDear Bruno\n",
    "e-mail ": b"From: Ada <a@lock.example>\nTo: b@lock.example\nSubject: Flood\n"
    b"Date: Sun, 3 Jun 1988 10:00:00 +0000\n\nDear Bruno\n",
    "mailbox": b"From a@lock.example Sun Jun  3 10:00:00 1988\nFrom: a\nSubject: b\n\nx\n",
    "GEDCOM": b"0 HEAD\n1 SOUR X\n1 GEDC\n2 VERS 5.5\n0 @I1@ INDI\n1 NAME Ada /Okoro/\n",
    "link to a web page": b"[InternetShortcut]\nURL=https://lock.example/letters\n",
    "robots": b"User-agent: *\nDisallow: /search\n",
    "source code": b"import os\nimport sys\n\n\ndef main():\n    return os.getcwd()\n\n\nclass A:\n"
    b"    def f(self):\n        return 1\n",
    "source code ": b"const a = 1;\nfunction f(x) {\n  return x + a;\n}\nlet b = f(2);\n",
    "style sheet": b"body {\n  margin: 0;\n}\n.list {\n  color: red;\n}\n",
    "human": b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking"
    b"</body></html>",
    "log in": b"<html><head><title>Sign in - Lock Archives</title></head><body><form>"
    b"<input type=password></form></body></html>",
    "error message": b"<html><head><title>404 Not Found</title></head><body><p>Nothing</p></body>",
    "script": b"<!doctype html><html><head><title>Lock Archives</title></head><body>"
    b"<noscript>You need to enable JavaScript</noscript><div id=root></div></body></html>",
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_named_with_the_next_step(name):
    with pytest.raises(ReadError) as refused:
        read_file(SourceFile("listing.dat", FILES[name]))
    said = str(refused.value)
    assert name.strip() in said
    assert any(word in said for word in ("copy", "export", "save", "paste", "open", "get"))
    assert "line of its own" not in said


def test_only_a_pasted_page_is_told_about_lines():
    text = b"no list at all\nbut three lines\nof prose\n"
    for name, is_page in (("pasted text", True), ("page.txt", True), ("letters.csv", False)):
        with pytest.raises(ReadError) as refused:
            read_file(SourceFile(name, text))
        assert ("line of its own" in str(refused.value)) == is_page


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_content_is_looked_at(data):
    assert sniff(SourceFile("x", data)) in (True, False)


@pytest.mark.parametrize("name", seeds())
def test_no_file_of_a_known_format_is_refused(name):
    assert read_file(SourceFile(name, seeds()[name].data)).records


@pytest.mark.parametrize("first", ["FEA1,Date,Title", "ORC\tDate\tTitle", "BM,Date,Title"])
def test_a_table_may_begin_with_the_letters_of_another_format(first):
    delimiter = "\t" if "\t" in first else ","
    rows = "\n".join(delimiter.join((n, f"190{n}", f"Plan {n}")) for n in "12")
    assert len(read_file(SourceFile("a.csv", f"{first}\n{rows}\n".encode())).records) == 2
