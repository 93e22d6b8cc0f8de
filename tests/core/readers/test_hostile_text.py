"""Every hostile text comes out of every reader as it went in, and out of every export."""

import csv
import io
import json
import unicodedata
from html import escape
from xml.sax.saxutils import escape as escape_xml

import openpyxl
import pandas as pd
import pytest

from dash_core.export.provenance import Provenance
from dash_core.export.tables.csv_json_parquet import safe_csv
from dash_core.readers import SourceFile, read_files
from tests.hostile_text import TEXTS

ROWS = [
    {"date": f"{1900 + n % 99}-05-05", "title": text, "summary": f"On {text}", "Box no.": text}
    for n, text in enumerate(TEXTS)
]


def as_csv():
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROWS[0]))
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode()


def as_json():
    return json.dumps(ROWS).encode()


def as_xlsx():
    book = openpyxl.Workbook()
    book.active.append(list(ROWS[0]))
    for number, row in enumerate(ROWS, start=2):
        for column, text in enumerate(row.values(), start=1):
            cell = book.active.cell(number, column)
            cell.value, cell.data_type = text, "s"  # a text, whatever it begins with
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_html():
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row.values())}</tr>" for row in ROWS
    )
    head = "".join(f"<th>{name}</th>" for name in ROWS[0])
    return f"<meta charset=utf-8><table><tr>{head}</tr>{rows}</table>".encode()


def as_dublin_core():
    records = "".join(
        f"<oai_dc:dc><dc:date>{row['date']}</dc:date><dc:title>{escape_xml(row['title'])}</dc:title>"
        f"<dc:description>{escape_xml(row['summary'])}</dc:description></oai_dc:dc>"
        for row in ROWS
    )
    spaces = (
        'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f"<records {spaces}>{records}</records>".encode()


FORMATS = {
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
    "html": as_html,
    "xml": as_dublin_core,
}


# What programs write for nothing, or a cell with markup, whose text is taken: the report says so.
SAID = ("was read as text, without its", "was read as an empty cell")


def plain(text):
    """As any reader may give it: composed, and white space is one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def may_change(text):
    return text in ("undefined", "null", "NaN") or any(sign in text for sign in ("<", "&", "]("))


@pytest.mark.parametrize("name", FORMATS)
def test_each_text_is_read_as_it_stands_or_the_report_says_what_not(name):
    reading = read_files([SourceFile(f"texts.{name}", FORMATS[name]())])
    assert len(reading.records) == len(TEXTS)
    changed = [
        text
        for text, record in zip(TEXTS, reading.records, strict=True)
        if plain(record.title) != plain(text) or plain(f"On {text}") not in plain(record.summary)
    ]
    assert all(map(may_change, changed)), changed
    remarks = [remark.text for file in reading.report.files for remark in file.remarks]
    assert bool(changed) == any(words in text for text in remarks for words in SAID)
    assert not changed or name != "xml"


def test_no_cell_of_our_csv_is_a_formula():
    written = safe_csv(pd.DataFrame({"title": TEXTS}), Provenance("x", (), {})).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(written, newline=""))]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    kept = [cell.replace("'", "") for cell in cells[1:]]  # what escapes a formula
    assert kept == [text.replace("'", "") for text in TEXTS]
