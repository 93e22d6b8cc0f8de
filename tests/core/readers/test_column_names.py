"""A source may call its columns what it likes: its names and Dossier's never meet.

A file of each format has columns, keys or elements of names that pandas or Dossier use themselves.
All of it ends in a collection, in every export, and in what is read back from that.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.collection.table import COLUMNS, LIST_COLUMNS, RESERVED, build
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import Provenance
from dash_core.readers import FIELDS, FileReport, Reading, Record, SourceFile, read_file
from dash_core.readers.columns.cell_text import one_line
from dash_core.study.annotations import Highlight, Note
from tests.shared import few

FROM = Provenance("Dossier 0 · a test", (("Listing", "a test"),))
N = 3
TITLES = [f"Letter from A. Smith to B. Jones, number {i}" for i in range(N)]

USED_BY_PANDAS = (
    *("index", "Index", "level_0", "level_1", "name", "names", "values", "columns", "T", "shape"),
    *("dtypes", "size", "loc", "self", "key", "by", "count", "__index_level_0__"),
)
USED_BY_DOSSIER = (
    *(name for name in COLUMNS if name not in FIELDS and name != "date_edtf"),
    *("row", "fingerprint", "extra", "first", "last", "normal_date", "date_machine", "stated"),
    *("computed", "provenance"),
    *("file", "files", "number", "document", "noted", "correspondents", "custom", "holding"),
)
NAMES = (*USED_BY_PANDAS, *USED_BY_DOSSIER)  # XML has elements of these names, too
PRINTED = ("note (source)", "note (source) (source)", "column 4", "no name", "a: b", "=1+1", "'x")


def value(name: str, i: int) -> str:
    return f"zq{i} {name}"


def rows(names: Sequence[str]) -> list[list[str]]:
    return [
        [f"May {i + 1}, 1946", title, "On oil.", *(value(name, i) for name in names)]
        for i, title in enumerate(TITLES)
    ]


def heads(names: Sequence[str]) -> list[str]:
    return ["date", "title", "summary", *names]


def in_csv(names: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([heads(names), *rows(names)])
    return buffer.getvalue().encode()


def objects(names: Sequence[str]) -> list[str]:
    pairs = [
        zip(map(json.dumps, heads(names)), map(json.dumps, row), strict=True) for row in rows(names)
    ]
    return ["{" + ", ".join(f"{name}: {text}" for name, text in row) + "}" for row in pairs]


def in_json(names: Sequence[str]) -> bytes:
    return ("[" + ",\n".join(objects(names)) + "]").encode()


def in_jsonl(names: Sequence[str]) -> bytes:
    return "\n".join(objects(names)).encode()


def in_xlsx(names: Sequence[str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (heads(names), *rows(names)):
        book.active.append(["'" + cell if cell.startswith("=") else cell for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def in_parquet(names: Sequence[str]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    columns = [pa.array(column) for column in zip(*rows(names), strict=True)]
    pq.write_table(pa.table(columns, names=heads(names)), buffer)
    return buffer.getvalue()


def in_html(names: Sequence[str]) -> bytes:
    lines = [f"<tr>{''.join(f'<th>{name}</th>' for name in heads(names))}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows(names)]
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


def in_bibtex(names: Sequence[str]) -> bytes:
    each = [
        ",\n".join(f"{name} = {{{text}}}" for name, text in zip(heads(names), row, strict=True))
        for row in rows(names)
    ]
    return "\n".join(f"@misc{{key{i},\n{fields}}}" for i, fields in enumerate(each)).encode()


def in_csl(names: Sequence[str]) -> bytes:
    start = '{"id": "%d", "type": "manuscript", "issued": {"raw": "May 1946"}, '
    each = [start % i + item[1:] for i, item in enumerate(objects(names))]
    return ("[" + ",\n".join(each) + "]").encode()


def elements(names: Sequence[str], i: int) -> str:
    return "".join(f"<{name}>{value(name, i)}</{name}>" for name in names)


def in_dublin_core(names: Sequence[str]) -> bytes:
    each = [
        f"<dc><title>{title}</title><date>1946</date>{elements(names, i)}</dc>"
        for i, title in enumerate(TITLES)
    ]
    outside = '<records xmlns="http://purl.org/dc/elements/1.1/">'
    return f"{outside}{''.join(each)}</records>".encode()


def in_mods(names: Sequence[str]) -> bytes:
    each = [
        f"<mods><titleInfo><title>{title}</title></titleInfo>{elements(names, i)}</mods>"
        for i, title in enumerate(TITLES)
    ]
    outside = '<modsCollection xmlns="http://www.loc.gov/mods/v3">'
    return f"{outside}{''.join(each)}</modsCollection>".encode()


def in_ead(names: Sequence[str]) -> bytes:
    each = [
        f"<c><did><unittitle>{title}</unittitle>{elements(names, i)}</did></c>"
        for i, title in enumerate(TITLES)
    ]
    head = "<archdesc><did><unittitle>Papers</unittitle></did><dsc>"
    return f"<ead>{head}{''.join(each)}</dsc></archdesc></ead>".encode()


TABLES = {
    "CSV": in_csv,
    "JSON": in_json,
    "JSON lines": in_jsonl,
    "Excel": in_xlsx,
    "Parquet": in_parquet,
    "HTML": in_html,
}
FORMS: dict[str, Callable[[Sequence[str]], bytes]] = {
    **TABLES,
    "BibTeX": in_bibtex,
    "CSL-JSON": in_csl,
    "Dublin Core": in_dublin_core,
    "MODS": in_mods,
    "EAD": in_ead,
}


def of_source(frame) -> dict[str, dict[str, str]]:
    """The columns beyond Dossier's: for each title the values that are not empty, by name."""
    names = [name for name in frame.columns if name not in COLUMNS]
    columns = [frame[name].tolist() for name in names]
    return {
        title: {name: text for name, text in zip(names, values, strict=True) if text}
        for title, *values in zip(frame["title"].tolist(), *columns, strict=True)
    }


def assert_sound(frame) -> None:
    assert list(frame.columns)[: len(COLUMNS)] == list(COLUMNS)
    assert frame.columns.is_unique
    assert not RESERVED & set(frame.columns[len(COLUMNS) :])
    assert all(frame[column].map(type).eq(list).all() for column in LIST_COLUMNS)
    assert frame["date_earliest"].dtype == frame["date_latest"].dtype == "datetime64[s]"


def read_back(frame, form: str):
    back = build(read_file(SourceFile(f"dossier.{form}", FORMATS[form](frame, FROM)))).frame
    assert_sound(back)
    return back


def assert_comes_back(frame) -> None:
    wanted = of_source(frame)
    for form in FORMATS:
        assert of_source(read_back(frame, form)) == wanted, form


@pytest.mark.parametrize("names", [("index",), NAMES], ids=["one", "all"])
@pytest.mark.parametrize("form", FORMS)
def test_any_name_may_stand_in_a_file(form, names):
    file = SourceFile("source", FORMS[form](names))
    records = read_file(file).records
    assert len(records) == N
    kept = {name for record in records for name in record.extra}
    if form in TABLES:
        assert all(value(name, 0) in str(records[0]) for name in names)
        assert "index" in kept
    collection = Collection.read(file.data, topics="")
    assert_sound(collection.table)
    wanted = {record.title: list(record.extra.values()) for record in records}
    shown = of_source(collection.table)
    assert {title: list(values.values()) for title, values in shown.items()} == wanted
    assert {name for name in kept if name not in RESERVED} <= set(collection.table.columns)
    assert len(collection.search("oil letter")) == N
    assert_comes_back(collection.table.assign(topics=[["Oil"]] * N))


@pytest.mark.parametrize("name", ["index", "note", "title", "source", "", " "])
@pytest.mark.parametrize("form", [*TABLES, "CSL-JSON"])
def test_a_name_may_stand_twice_or_be_empty(form, name):
    frame = build(read_file(SourceFile("source", FORMS[form]((name, name, "shelf", name))))).frame
    assert_sound(frame)
    kept = str(frame.iloc[0].to_dict())
    assert kept.count(value(name, 0).strip()) >= (3 if form in TABLES else 1)


@pytest.mark.parametrize("form", FORMATS)
def test_notes_and_columns_of_their_names_are_kept_apart(form):
    collection = Collection.read(in_jsonl(("note", "edits", "highlights")), topics="")
    id_ = collection.table["id"][0]
    mark = Highlight("summary", 0, 6, "On oil")
    noted = collection.with_notes([Note(id_, "Mine", ("urgent",), (mark,))])
    assert of_source(noted.table) == of_source(collection.table)
    back = of_source(read_back(noted.table, form))
    assert of_source(noted.table)[TITLES[0]].items() <= back[TITLES[0]].items()
    assert {"Mine", "urgent", "On oil"} <= set(back[TITLES[0]].values())
    assert len(back[TITLES[0]]) == 3 + 3


names_ = st.sampled_from((*NAMES, *COLUMNS, *PRINTED)) | st.text(max_size=4).map(one_line).filter(
    bool
)


@few
@given(st.lists(names_, max_size=8, unique=True))
@example(["note (source)", "note"])
@example(["note", "note (source)", "note (source) (source)"])
@example([*COLUMNS])
def test_any_name_may_be_that_of_a_column(names):
    records = [Record(title=TITLES[0], date="1946", extra={name: value(name, 0) for name in names})]
    frame = build(Reading.of(records, FileReport("source"))).frame
    assert_sound(frame)
    assert list(of_source(frame)[TITLES[0]].values()) == [value(name, 0) for name in names]
    assert set(names) - RESERVED <= set(frame.columns)
    assert_comes_back(frame)
