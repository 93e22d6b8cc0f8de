"""Table -> each format -> table: what the format can hold comes back exactly."""

import io
import json
import re
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dash_core.collection.table import COLUMNS, build
from dash_core.dates.stated import StatedDate
from dash_core.export.formats import FORMATS, MISSING_COLUMNS, to_bibtex, to_csl_json, to_ris
from dash_core.export.provenance import Provenance
from dash_core.export.references.bibtex import escape
from dash_core.export.references.reference import is_nobody
from dash_core.readers import LIST_FIELDS, FileReport, Options, Reading, Record, SourceFile
from dash_core.readers.columns.cell_text import join_items, one_line, split_items
from dash_core.readers.nested import json as json_
from dash_core.readers.nested import parquet
from dash_core.readers.references import bibtex, csl_json, ris
from dash_core.readers.references.common import display_name
from dash_core.readers.references.latex import plain
from dash_core.readers.tables import csv, excel
from tests.shared import few

READERS = {
    "xlsx": excel,
    "csv": csv,
    "jsonl": json_,
    "parquet": parquet,
    "ris": ris,
    "bib": bibtex,
    "csl.json": csl_json,
}
FROM = Provenance("Dossier 0 · a {test}; 3 % of 20 documents", (("Listing", "a test"),))
REFERENCES = ("ris", "bib", "csl.json")
COMPARED = (
    *"id title summary date date_edtf date_earliest date_latest genre url language".split(),
    *LIST_FIELDS,
)
OWN = ("note", "tags", "highlights")  # what a person wrote, not what was read


def table_of(records):
    return build(Reading.of(records, FileReport("page.txt"))).frame


def again(frame, form):
    file = SourceFile(f"dossier.{form}", FORMATS[form](frame, FROM))
    assert READERS[form].sniff(file)
    reading = READERS[form].read(file, Options())
    assert not reading.report.unread
    return build(reading).frame


def assert_same(back, frame, more=()):
    for name in (*COMPARED, *more):
        own, other = frame[name].tolist(), back[name].tolist()
        assert [str(value) for value in other] == [str(value) for value in own], name


@pytest.mark.parametrize("form", FORMATS)
def test_the_seed_comes_back(seed, form):
    back = again(seed.table, form)
    assert len(back) == 20
    assert_same(back, seed.table, ("date_precision", "date_qualifier", "date_note"))


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_format_cannot_hold_is_named(seed, form):
    assert set(MISSING_COLUMNS) == set(FORMATS)
    assert (
        set(MISSING_COLUMNS[form]) | set(COMPARED) | {"edits", "topics", *OWN} == set(COLUMNS)
        or not MISSING_COLUMNS[form]
    )


UGLY = (
    "=1+1",
    "'quoted'",
    "; a;",
    "\\",
    "\\;",
    "a\\",
    '"q"',
    "{",
    "}",
    "{{x}}",
    "50% & $5 #1 a_b ~ ^",
    "@misc{a, title = {b}}",
    "\\LaTeX \\'{e} \\textbf{x}",
    "-- --- `` '' ?` !`",
    "🕊️ émigré",
    "שלום עולם",
    "Marx and Engels",
    "Yakubov, T.",
    "a, b, c",
    "trailing,",
    "and others",
    "TY - JOUR",
    "ER -",
    "<b>x</b> *y* [z](http://a)",
    "label: text",
    "http://a.b/c_d%20e?f=g&h#i~j",
    "$x^2$",
    "a|b",
)
text = st.text(
    st.characters(exclude_categories=("Cn", "Co")) | st.sampled_from(" ;,:\\{}%$#&_~^'`\"-@/=")
).map(one_line) | st.sampled_from(UGLY)
some = text.filter(bool)
items = st.lists(some, max_size=3, unique=True).map(tuple)
dates = text | st.sampled_from(
    (
        "",
        "n.d.",
        "Feb. 26",
        "Do",
        "April 05, 1946",
        "circa 1946",
        "Spring 1946",
        "1946/1948",
        "1946 or 1947",
        "after 1946",
        "1940s",
        "1946?",
        "5 April-7 May 1946",
        "0044",
        "[1946]",
    )
)
stated_dates = st.sampled_from(("", "1946-04-05", "1946-04/1946-05", "1946~", "1946-21", "194X"))
genres = text | st.sampled_from(
    ("", "letter", "telegram", "message", "cable", "memorandum", "report", "record of conversation")
)
NAMES = (
    "Box",
    "Edited",
    "people (source)",
    "a: b",
    "\\Edited",
    "label",
    "note",
    "type",
    "DP",
    "x;y",
)
extras = st.dictionaries(st.sampled_from(NAMES), some, max_size=3)
records = st.lists(
    st.builds(
        Record,
        title=text,
        summary=text,
        date=dates,
        stated=stated_dates.map(StatedDate),
        creators=items,
        recipients=items,
        people=items,
        places=items,
        subjects=items,
        genre=genres,
        url=text,
        language=text,
        id=text,
        extra=extras,
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("form", FORMATS)
@few
@given(records=records)
@example(records=[Record(title=t, creators=UGLY, date=t, id=t, genre=t, url=t) for t in UGLY])
@example(records=[Record(title="t", subjects=(t,), recipients=(t,), genre="letter") for t in UGLY])
@example(records=[Record(extra={"Box": t, "a: b": t}, summary=t, language=t) for t in UGLY])
def test_ugly_values_come_back(form, records):
    frame = table_of(records)
    assert_same(again(frame, form), frame, [name for name in frame if name not in COLUMNS])


@pytest.mark.parametrize("form", FORMATS)
def test_edits_are_in_every_export(seed, form):
    said = ["date: “Feb. 30; 1946” changed to “Feb. 3, 1946”", "date accepted as read"]
    frame = seed.table.assign(edits=[said] * len(seed.table))
    back = again(frame, form)
    (name,) = set(back.columns) - set(COLUMNS)
    assert name == "edits (source)"
    kept = {join_items(said), "; ".join(said)}
    assert set(back[name]) <= kept
    if form in REFERENCES:
        assert FORMATS[form](frame, FROM).decode().count("Edited: ") == len(frame)


@pytest.mark.parametrize("form", FORMATS)
@few
@given(records=records, data=st.data())
def test_topics_are_in_every_export_and_no_subjects_when_read_back(form, records, data):
    frame = table_of(records)
    frame["topics"] = data.draw(
        st.lists(
            st.lists(some | st.sampled_from(["wheat, harvest", "Oil"]), max_size=2, unique=True),
            min_size=len(frame),
            max_size=len(frame),
        )
    )
    assert_same(again(frame, form), frame)


@pytest.mark.parametrize("form", FORMATS)
def test_topics_are_no_keywords_of_the_archive(seed, form):
    frame = seed.table.assign(
        topics=[["Crude oil", "wheat, harvest", "Other"]] * 20,
        subjects=[["Iran"]] * 20,
        title="",
        summary="",
    )
    text = FORMATS[form](frame, FROM)
    if form == "parquet":
        import pyarrow.parquet as pq

        assert pq.read_table(io.BytesIO(text))["topics"].to_pylist() == frame["topics"].tolist()
        return
    if form == "xlsx":
        (sheet, *_others) = load_workbook(io.BytesIO(text)).worksheets
        cells = [cell.value for cell in next(c for c in sheet.columns if c[0].value == "topics")]
        assert cells[1:] == ["Crude oil; wheat, harvest; Other"] * 20
        return
    said = {
        "csv": "Crude oil; wheat, harvest; Other",
        "jsonl": '"topics": ["Crude oil", "wheat, harvest", "Other"]',
        "ris": "topics: Crude oil; wheat, harvest\r\n",
        "bib": "keywords = {Iran},",
        "csl.json": '"keyword": "Iran",',
    }
    assert "KW  - " not in text.decode().replace("KW  - Iran\r\n", "")
    assert text.decode().count(said[form]) == 20
    assert ("Other" in text.decode()) == (form in ("csv", "jsonl"))


def sheets(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return [book.read(name) for name in book.namelist() if name.startswith("xl/")]


@pytest.mark.parametrize("form", FORMATS)
def test_twice_is_the_same(seed, form):
    one, other = (FORMATS[form](frame, FROM) for frame in (seed.table, seed.table.copy()))
    if form == "xlsx":  # the moment it was saved stands in the workbook, beside the sheets
        one, other = map(sheets, (one, other))
    assert one == other


@given(st.lists(some))
def test_items_are_joined_and_split(values):
    assert split_items(join_items(values)) == tuple(values)


@given(text)
def test_latex_comes_back_and_its_braces_are_balanced(value):
    written = escape(value)
    assert plain(written) == value
    assert written.count("{") == written.count("}") == written.count("{}")


def test_rispy_reads_our_ris(seed):
    import rispy

    read = rispy.loads(to_ris(seed.table, FROM).decode())
    assert [one["title"] for one in read] == seed.table["title"].tolist()
    assert [one["id"] for one in read] == seed.table["id"].tolist()
    assert [[display_name(name) for name in one.get("authors", [])] for one in read] == [
        [display_name(name) for name in names] for names in seed.table["creators"]
    ]
    assert {one["type_of_reference"] for one in read} <= {"PCOMM", "MANSCPT"}
    assert [one["date"].split("/", 3)[3] for one in read] == seed.table["date"].tolist()


@given(records=records)
def test_pybtex_reads_our_bibtex(records):
    database = pytest.importorskip("pybtex.database")
    frame = table_of(records)
    read = database.parse_string(to_bibtex(frame, FROM).decode(), "bibtex")
    assert len(read.entries) == len(frame)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in read.entries)
    for entry, title, creators in zip(
        read.entries.values(), frame["title"], frame["creators"], strict=True
    ):
        assert plain(entry.fields.get("title", "")) == title
        authors = [name for name in creators if not is_nobody(name)]
        assert len(entry.persons.get("author", ())) == len(authors)


def assert_csl(item):
    """The structure of the CSL-JSON schema, 1.0.2, for the variables we write."""
    assert set(item) <= csl_json._VARIABLES
    assert item["type"] in csl_json.TYPES
    assert isinstance(item["id"], str)
    for role in ("author", "recipient"):
        for name in item.get(role, []):
            parts = {"family", "given", "suffix", "non-dropping-particle", "dropping-particle"}
            assert set(name) == {"literal"} or {"family", "given"} <= set(name) <= parts
            assert all(name.values())
    issued = item.get("issued", {})
    assert set(issued) <= {"date-parts", "season", "circa", "literal"}
    for parts in issued.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)
    assert len(issued.get("date-parts", [])) <= 2
    for name in ("title", "genre", "abstract", "keyword", "URL", "language", "note"):
        assert isinstance(item.get(name, ""), str)


@given(records=records)
def test_our_csl_json_is_what_the_schema_says(records):
    for item in json.loads(to_csl_json(table_of(records), FROM)):
        assert_csl(item)


@pytest.mark.parametrize(
    ("date", "ris_says", "bib_says", "csl_says"),
    [
        ("April 05, 1946", "1946/04/05/", "1946-04-05", {"date-parts": [[1946, 4, 5]]}),
        ("April 1946", "1946/04//", "1946-04", {"date-parts": [[1946, 4]]}),
        ("circa 1946", "", "1946~", {"date-parts": [[1946]], "circa": True}),
        ("Spring 1946", "", "1946-21", {"date-parts": [[1946]], "season": 1}),
        ("1944-1946", "", "1944/1946", {"date-parts": [[1944], [1946]]}),
        ("1946 or 1947", "", "", {"literal": "1946 or 1947"}),
    ],
)
def test_dates_in_the_form_of_each_format(date, ris_says, bib_says, csl_says):
    frame = table_of([Record(title="t", date=date)])
    assert f"DA  - {ris_says}{date}\r\n" in to_ris(frame, FROM).decode()
    found = re.search(r"^  date = \{(.*)\},$", to_bibtex(frame, FROM).decode(), re.MULTILINE)
    assert (found[1] if found else "") == bib_says
    (item,) = json.loads(to_csl_json(frame, FROM))
    assert item["issued"] == csl_says
    assert item["custom"]["dossier"].get("date", item["issued"].get("literal")) == date


def test_a_date_ris_would_mistake_stands_in_a_note():
    frame = table_of([Record(title="t", date="n.d.")])
    assert "N1  - date: n.d.\r\n" in to_ris(frame, FROM).decode()
    assert "DA  - " not in to_ris(frame, FROM).decode()


@pytest.mark.parametrize(
    ("genre", "types"),
    [
        ("letter", ("PCOMM", "letter", "personal_communication")),
        ("telegraph report", ("MANSCPT", "unpublished", "manuscript")),
        ("record of conversation", ("MANSCPT", "unpublished", "manuscript")),
        ("memorandum", ("MANSCPT", "unpublished", "manuscript")),
        ("speech", ("MANSCPT", "misc", "speech")),
        ("", ("MANSCPT", "misc", "document")),
    ],
)
def test_types(genre, types):
    frame = table_of([Record(title="t", genre=genre)])
    (item,) = json.loads(to_csl_json(frame, FROM))
    written = (
        to_ris(frame, FROM).decode()[6:].split()[0],
        to_bibtex(frame, FROM).decode()[1:].split("{")[0],
    )
    assert (*written, item["type"]) == types


def test_keys_are_ascii_stable_and_each_once():
    frame = table_of(
        [Record(title="t", id=id_) for id_ in ("Å/1", "a-1", "A 1", "שלום", "…", "x" * 99)]
    )
    text = to_bibtex(frame, FROM).decode()
    keys = re.findall(r"^@misc\{(.*),$", text, re.MULTILINE)
    assert keys == ["A-1", "a-1-2", "A-1-3", "document", "document-2", "x" * 60]
    assert again(frame, "bib")["id"].tolist() == frame["id"].tolist()
