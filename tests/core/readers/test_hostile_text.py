"""Every hostile text comes out of every reader as it went in, or the report says what of it not."""

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import fields

import pandas as pd
import pytest

from dash_core.export.provenance import Provenance
from dash_core.export.tables.csv_json_parquet import safe_csv
from dash_core.readers import READERS, Record, SourceFile, read_files
from dash_core.readers.pages import front_matter
from tests.hostile_files import WRITERS
from tests.hostile_text import TEXTS

LAID_OUT = ("list.html", "pasted.txt", "cmif.xml")  # what a title is, is inferred, or there is none
ENDS = "/:;,=+. "


def plain(text):
    """As any reader may give it: composed, and white space is one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def signs(text):
    return Counter("".join(unicodedata.normalize("NFC", text).split()))


def words(value):
    """All texts in a record, whatever field they are in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for one in fields(value):
            yield from words(getattr(value, one.name))
    elif isinstance(value, dict):
        yield from words([*value, *value.values()])
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from words(one)


def may_change(text):
    """Whether readers of tables and feeds take it for markup, or for what programs write for
    nothing."""
    return text in ("undefined", "null", "NaN") or any(sign in text for sign in ("<", "&", "]("))


@pytest.mark.parametrize("name", WRITERS)
def test_every_sign_is_in_the_record_or_the_report_says_what_not(name):
    reading = read_files([SourceFile(name, WRITERS[name](TEXTS))])
    (report,) = reading.report.files
    assert len(reading.records) == len(TEXTS)
    outside = Counter()  # lines without a letter, as between documents
    for piece in report.pieces:
        if piece.role in ("header", "unread"):
            outside.update(signs(piece.text))
    pairs = list(zip(TEXTS, reading.records, strict=True))
    less = [
        text
        for text, record in pairs
        if signs(f"{text} On {text}") - signs(" ".join(words(record))) - outside
        and not record.summary.endswith("…")  # of a text itself, whose beginning is kept
        and not ("|" in text and name == "list.html")  # which parts fields
    ]
    assert all(map(may_change, less)), less
    assert not less or report.remarks or report.unused
    if name in LAID_OUT:
        return
    titles = [(text, plain(record.title)) for text, record in pairs if not may_change(text)]
    # A catalogue of libraries ends a title with the mark before what follows.
    assert [text for text, title in titles if title.rstrip(ENDS) != plain(text).rstrip(ENDS)] == []


def test_the_files_are_of_every_format():
    forms = {
        report.form
        for name, write in WRITERS.items()
        for report in read_files([SourceFile(name, write(("One", "Two", "Three")))]).report.files
    }
    forms |= {"no listing", "archive (ZIP, GZIP)"}  # which only open others, or say why not
    forms |= {front_matter.NAME}  # which holds one document
    names = {"references (tagged)": "references (PubMed, nbib)"}  # say what they were exactly
    assert {names.get(reader.NAME, reader.NAME) for reader in READERS} <= forms


def test_no_cell_of_our_csv_is_a_formula():
    written = safe_csv(pd.DataFrame({"title": TEXTS}), Provenance("x", (), {})).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(written, newline=""))]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    kept = [cell.replace("'", "") for cell in cells[1:]]  # what escapes a formula
    assert kept == [text.replace("'", "") for text in TEXTS]
