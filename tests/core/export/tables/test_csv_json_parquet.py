import csv
import io
import json
import re

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.collection.table import COLUMNS, LIST_COLUMNS
from dash_core.export.formats import FORMATS, report_to_csv, to_csv, to_jsonl, to_parquet
from dash_core.export.provenance import Provenance
from dash_core.export.tables.csv_json_parquet import safe_csv
from dash_core.readers.columns.cell_text import unescape_formulas
from dash_core.readers.report import PROVENANCE

FROM = Provenance("Dossier 0 · a test · 20 documents", (("Listing", "a test"),))


def cells(frame):
    text = to_csv(frame, FROM).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("a; =1; b", "a;' =1; b"),
        ("'quoted'", "''quoted'"),
        ("On oil, “wheat”; and\nmore", "On oil, “wheat”; and\nmore"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_formula_is_written_as_text(seed, text, written):
    frame = seed.table.head(1).assign(
        title=text, people=[[text, "B"]], extra=text, date=text, source=text
    )
    (row,) = cells(frame)
    assert {row[name] for name in ("title", "extra", "date", "source")} == {written}
    assert row["people"] == written.replace(";", "\\;") + "; B"  # items: "; " between, "\;" within


def test_items_of_a_list_are_told_apart_and_column_names_are_no_formulas(seed):
    lists = [["a; b", "c\\d"]] * 20
    frame = seed.table.assign(people=lists, edits=lists, **{"=1+1": "x", "a,b": "y"})
    (row, *_others) = cells(frame)
    assert (row["people"], row["edits"]) == ("a\\; b; c\\\\d",) * 2
    assert (row["'=1+1"], row["a,b"]) == ("x", "y")


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # OWASP, "CSV Injection"


@given(st.text() | st.text("=+-@\t\r\n'\",; a"))
@example("''=1")
@example(";'=1;;'';= ; =")
def test_no_cell_runs_wherever_it_is_thought_to_begin_and_the_text_comes_back(seed, text):
    (row,) = cells(seed.table.head(1).assign(title=text))
    for cell in re.split("[;\t\r\n]", row["title"]):
        assert not cell.lstrip(" ").startswith(FORMULA)
    assert unescape_formulas(row["title"]) == text


def test_csv_of_the_seed(seed):
    assert to_csv(seed.table, FROM).startswith(b"\xef\xbb\xbfid,title,")
    rows = cells(seed.table)
    assert [row["id"] for row in rows] == seed.table["id"].tolist()
    assert list(rows[0]) == [*COLUMNS, PROVENANCE]
    assert {row[PROVENANCE] for row in rows} == {FROM.line}
    assert rows[0]["date_earliest"] == "1945-12-24"
    assert rows[5]["recipients"] == "Stalin; Molotov"


def test_json_lines_of_the_seed(seed):
    lines = to_jsonl(seed.table, FROM).decode().split("\n")
    assert lines.pop() == ""
    rows = [json.loads(line) for line in lines]
    for row, (_i, own) in zip(rows, seed.table.iterrows(), strict=True):
        assert list(row) == [*COLUMNS, PROVENANCE]
        assert row["date_earliest"] == str(own["date_earliest"])[:10]
        assert (row["source_first"], row["date_precision"]) == (
            own["source_first"],
            own["date_precision"],
        )
        assert all(row[name] == own[name] for name in (*LIST_COLUMNS, "title", "summary", "date"))


def test_parquet_reads_back(seed):
    frame = pd.read_parquet(io.BytesIO(to_parquet(seed.table, FROM)))
    assert list(frame.columns) == list(COLUMNS)
    for name in COLUMNS:
        own = frame[name].map(list) if name in LIST_COLUMNS else frame[name]
        assert own.tolist() == seed.table[name].tolist()
    assert frame["date_earliest"].dtype.kind == "M"


@pytest.fixture(scope="module")
def odd(listing):
    page = listing(("n.d.", "", ""), ("1001", "=1", ""), ("9999", "Üñï €", "A; B"))
    return Collection.read(page, topics="")


def test_what_is_not_known_is_empty(odd):
    undated = odd.table["date"].tolist().index("n.d.")
    assert cells(odd.table)[undated]["date_latest"] == ""
    row = json.loads(to_jsonl(odd.table, FROM).splitlines()[undated])
    assert (row["date_latest"], row["title"], row["people"]) == (None, "", [])
    frame = pd.read_parquet(io.BytesIO(to_parquet(odd.table, FROM)))
    assert pd.isna(frame["date_latest"][undated])
    years = [row["date_earliest"][:4] for row in cells(odd.table)]
    assert years == ["1001", "9999", ""]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_table_and_a_filtered_one(seed, form):
    empty = FORMATS[form](seed.where(Filter(words="zebra")), FROM)
    some = FORMATS[form](seed.where(Filter(topics=("oil",))), FROM)
    read = {
        "xlsx": lambda data: pd.read_excel(io.BytesIO(data), engine="openpyxl"),
        "csv": lambda data: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))),
        "jsonl": bytes.splitlines,
        "parquet": lambda data: pd.read_parquet(io.BytesIO(data)),
        "ris": lambda data: data.split(b"ER  - \r\n")[:-1],
        "bib": lambda data: data.split(b"\n@") if data else [],
        "csl.json": json.loads,
    }[form]
    assert (len(read(empty)), len(read(some))) == (0, 4)


def test_the_account_of_lines_is_escaped_too(listing):
    report = Collection.read(listing(("May 5, 1946", "=1+1", "Text.")), topics="").report
    rows = list(csv.DictReader(io.StringIO(report_to_csv(report, FROM).decode("utf-8-sig"))))
    assert len(rows) == len(report.to_frame())
    assert not any(row["text"].startswith("=") for row in rows)


def test_any_table_is_made_of_plain_safe_cells():
    frame = pd.DataFrame(
        {
            "names": [["=1", "b; c"], []],
            "pair": [("x", "y"), None],
            "day": pd.to_datetime(["1946-04-05", None]).astype(object),
            "moment": [pd.Timestamp("1946-04-05 10:00"), pd.NaT],
            "n": [1, 2],
            "share": [0.5, float("nan")],
            "@text": ["-1", None],
        }
    )
    one, two = csv.DictReader(io.StringIO(safe_csv(frame, FROM).decode("utf-8-sig"), newline=""))
    assert one == {
        "names": "'=1; b\\; c",
        "pair": "x; y",
        "day": "1946-04-05",
        "moment": "1946-04-05 10:00:00",
        "n": "1",
        "share": "0.5",
        "'@text": "'-1",
        "provenance": FROM.line,
    }
    assert set(two.values()) == {"", "2", FROM.line}


@pytest.mark.parametrize("sign", [*FORMULA, "  =", " +"])
def test_every_start_of_owasp_is_escaped(sign):
    (row,) = csv.DictReader(
        io.StringIO(safe_csv(pd.DataFrame({"a": [f"{sign}1"]}), FROM).decode("utf-8-sig"), "")
    )
    assert row["a"].startswith("'")
    assert unescape_formulas(row["a"]) == f"{sign}1"
