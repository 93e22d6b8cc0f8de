"""Real tables: every row is a document, and the columns are what they are."""

import csv
import gzip
import io
import json
import re
from html import unescape

import openpyxl
import pandas as pd
import pytest

from dash_core.readers import Options, SourceFile
from dash_core.readers.nested import json as json_
from dash_core.readers.nested import parquet
from dash_core.readers.tables import csv as delimited
from dash_core.readers.tables import excel
from tests.shared import SHARED

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not here")

CORPORA = {  # columns that are a field; all others are kept under their namess
    "ambient": {"topic": "subjects"},
    "cisi": {"author": "creators"},
    "cisi.queries": {"text": "summary"},
    "date_strings": {},
    "frus_papers": {"date_iso": "date_machine"},
    "state_visits": {},
    "tate_artworks": {
        "artist": "creators",
        **dict.fromkeys(["subjects1", "subjects2", "subjects3"], "subjects"),
    },
    "un_rollcalls": {},
}
UNTITLED = ("date_strings",)
SAME = ("id", "date", "title", "summary", "url")


def unpack(name):
    return SourceFile(name, gzip.decompress((SHARED / "corpora" / f"{name}.gz").read_bytes()))


@pytest.mark.parametrize("name", CORPORA)
def test_corpora(name):
    file = unpack(f"{name}.jsonl")
    rows = [json.loads(line) for line in file.data.splitlines()]
    assert json_.sniff(file)
    assert not delimited.sniff(file)
    reading = json_.read(file, Options())
    assert len(reading.records) == len(rows) == file.data.count(b"\n")
    (report,) = reading.report.files
    assert report.unread == []
    said = [r.text for r in report.remarks if not r.text.startswith("HTML in ")]
    assert [text[:23] for text in said] == ["No column was recognise"] * (name in UNTITLED)
    names = dict.fromkeys(key for row in rows for key in row)
    expected = {key: key if key in SAME else CORPORA[name].get(key, "") for key in names}
    assert {column.name: column.field for column in report.columns} == expected
    for record, row in list(zip(reading.records, rows, strict=True))[:: max(1, len(rows) // 500)]:
        for key in set(SAME) & set(row):
            assert getattr(record, key) == " ".join(unescape(row.get(key) or "").split())


def test_a_table_without_names():
    file = unpack("cisi.qrels.tsv")
    assert delimited.sniff(file)
    reading = delimited.read(file, Options())
    assert len(reading.records) == file.data.count(b"\n") == 3_114
    assert dict(reading.records[0].extra) == {"column 1": "1", "column 2": "28", "column 3": "1"}


CSV_FIELDS = {
    "objectid": "id",
    "title": "title",
    "creator": "creators",
    "date": "date",
    "description": "summary",
    "subject": "subjects",
    "location": "places",
    "type": "genre",
    "language": "language",
    "date-is-approximate?": "date_qualifier",
}


@pytest.mark.parametrize("name", ["demo-metadata.csv", "demo-compoundobjects-metadata.csv"])
def test_collection_builder(name):
    path = SHARED / "formats" / "csv" / name
    file = SourceFile(name, path.read_bytes())
    assert delimited.sniff(file)
    reading = delimited.read(file, Options())
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame = frame[(frame != "").any(axis="columns")]
    assert len(reading.records) == len(frame)
    assert [r.title for r in reading.records] == [" ".join(t.split()) for t in frame["title"]]
    (report,) = reading.report.files
    fields = {column.name: column.field for column in report.columns}
    assert fields == {key: CSV_FIELDS.get(key, "") for key in frame.columns}
    for record, (_i, row) in zip(reading.records, frame.iterrows(), strict=True):
        kept = {key: " ".join(row[key].split()) for key in frame.columns if not fields[key]}
        texts = {key: re.sub("<[^>]*>", "", value) for key, value in kept.items() if value}
        assert record.extra == texts


def test_one_corpus_as_every_kind_of_table():
    file = unpack("frus_papers.jsonl")
    rows = [json.loads(line) for line in file.data.splitlines()][:1_000]
    names = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[row.get(name) or "" for name in names] for row in rows]
    text, data = io.StringIO(), io.BytesIO()
    csv.writer(text).writerows([names, *cells])
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Papers")
    for row in [names, *cells]:
        sheet.append([cell or None for cell in row])
    book.save(data)
    packed = io.BytesIO()
    pd.DataFrame(rows).to_parquet(packed)
    kinds = [
        (delimited, text.getvalue().encode()),
        (excel, data.getvalue()),
        (parquet, packed.getvalue()),
        (json_, json.dumps(rows).encode()),
    ]
    for reader, content in kinds:
        source = SourceFile("papers", content)
        assert (
            [kind for kind, _c in kinds if kind.sniff(source)] == [reader]
            if (reader in (delimited, json_))
            else reader.sniff(source)
        )
        records = reader.read(source, Options()).records
        assert [(r.id, r.date, r.stated.machine, r.title) for r in records] == [
            (
                row["id"],
                *(" ".join((row.get(k) or "").split()) for k in ("date", "date_iso", "title")),
            )
            for row in rows
        ]


def test_no_other_file_is_taken_for_a_table():
    taken = []
    for path in sorted((SHARED / "formats").rglob("*.*")) + sorted((SHARED / "seeds").iterdir()):
        file = SourceFile(path.name, path.read_bytes())
        if any(reader.sniff(file) for reader in (excel, parquet, json_, delimited)):
            taken.append(path.suffix)
    assert taken == [".csv", ".csv"]
