import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, ReadError
from dash_core.collection.table import COLUMNS
from dash_core.dates.stated import StatedDate
from dash_core.export.formats import to_csv, to_jsonl, to_parquet
from dash_core.export.provenance import Provenance
from dash_core.readers import LIST_FIELDS, Options, SourceFile
from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.nested import json, parquet
from dash_core.readers.report import FIELDS, RemarkCollector
from dash_core.readers.tables import csv
from dash_core.readers.tables import records as tables
from dash_core.readers.tables.grid import Line, columns_and_rows, find_header
from dash_core.readers.tables.records import COMPUTED, Row, SourceTable, build
from dash_core.study.annotations import NOTE_PARTS

FROM = Provenance("Dossier 0 · a test · 20 documents", (("Listing", "a test"),))
OWN_READERS = {to_csv: csv, to_jsonl: json, to_parquet: parquet}


def table(*cells, flat=True, names=None):
    rows = [Row(i, "x", row) for i, row in enumerate(cells, 1)]
    names = names or list(dict.fromkeys(name for row in cells for name in row))
    return SourceTable("t", "test", names, rows, flat=flat)


def record(cells, columns=None, *, flat=True):
    (record,) = build(table(cells, flat=flat), Options({"t": columns or {}})).records
    return record


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"title": " On\n oil\u00a0"}, "title", "On oil"),
        ({"title": "Re\u0301sume\u0301"}, "title", "Résumé"),
        ({"title": "a\ud800b"}, "title", "a\ufffdb"),
        ({"title": "a\x00b\x1b[31m\x7f\ufffe"}, "title", "a\ufffdb\ufffd[31m\ufffd\ufffd"),
        ({"title": "a\x0b\x1c\x85b\u200f\u202e"}, "title", "a b\u200f\u202e"),
        ({"title": "<1>=1+1</1> 'x"}, "title", "<1>=1+1</1> 'x"),
        ({"title": "'=1"}, "title", "'=1"),
        ({"creator": "Smith, John; Miller, A.|B"}, "creators", ("Smith, John", "Miller, A.", "B")),
        ({"creator": "A\nB;; "}, "creators", ("A", "B")),
        ({"creator": ("A; B", " C ", "")}, "creators", ("A; B", "C")),
        ({"creator": r"A\;B"}, "creators", ("A\\", "B")),
        ({"subject 1": "a", "subject 2": "b; c"}, "subjects", ("a", "b", "c")),
        ({"language": ("en", "de")}, "language", "en; de"),
        ({"url": "https://x.org/1; https://x.org/2"}, "url", "https://x.org/1"),
        ({"date": "5.IV.46", "date_iso": "1946-04-05"}, "stated", StatedDate("1946-04-05")),
        ({"date": "5.IV.46", "date_iso": "1946-04-05"}, "date", "5.IV.46"),
        ({"title": "x", "Farbe": "rot  und\nblau"}, "extra", {"Farbe": "rot und blau"}),
        ({"title": "x", "Maße": ("1", "2")}, "extra", {"Maße": "1; 2"}),
    ],
)
def test_cells(cells, field, value):
    assert getattr(record(cells), field) == value


def test_several_addresses_are_all_kept():
    both = "https://x.org/1; https://x.org/2"
    assert record({"url": both}).extra == {"url": both}


@pytest.mark.parametrize(
    ("fields", "cells", "stated"),
    [
        ({"von": "date_begin", "bis": "date_end"}, ("1946", "7"), {"begin": "1946", "end": "7"}),
        ({"Jahr": "date_year", "Tag": "date_day"}, ("1946", "5"), {"year": "1946", "day": "5"}),
        ({"a": "date_calendar", "b": "date_qualifier"}, ("Julian", "Ca."),
         {"calendar": "Julian", "qualifier": "approximate"}),
        ({"ISO": "normal_date"}, ("1946-04",), {"machine": "1946-04"}),  # as 0.1 called it
    ],
)  # fmt: skip
def test_what_columns_say_of_a_date_is_stated(fields, cells, stated):
    got = record({"title": "x", **dict(zip(fields, cells, strict=True))}, fields)
    assert got.stated == StatedDate(**stated)
    assert got.extra == {}


def test_a_persons_choice_is_followed():
    cells = {"Titel": "On oil", "Regest": "Oil.", "Notiz": "Wheat.", "Datum": "1946"}
    guessed = record(cells)
    assert (guessed.title, guessed.summary, guessed.extra) == (
        "On oil",
        "Oil.",
        {"Notiz": "Wheat."},
    )
    renamed = record(cells, {"Titel": "", "Notiz": "summary", "nowhere": "title"})
    assert (renamed.title, renamed.summary, renamed.date) == ("", "Oil. Wheat.", "1946")
    assert renamed.extra == {"Titel": "On oil"}


def test_the_columns_are_shown():
    rows = [{"date": f"{year}", "note": "x" * 100} for year in (1946, 1946, 1947, 1948, 1949)]
    (file,) = build(table(*rows), Options()).report.files
    date, summary = file.columns
    assert (date.name, date.field, date.examples) == ("date", "date", ("1946", "1947", "1948"))
    assert (summary.field, summary.examples) == ("summary", ("x" * 79 + "…",))


def test_what_is_too_large_is_refused():
    with pytest.raises(ReadError, match="1,000 columns"):
        build(table({f"c{i}": "x" for i in range(1_001)}), Options())
    with pytest.raises(ReadError, match="1,048,576 rows"):
        tables.check_size("t", 1_048_577, 1)
    reading = build(table({"title": "x" * 1_000_001}, {"title": "y"}), Options())
    assert [piece.role for piece in reading.report.files[0].pieces] == ["unread", "field"]
    (remark,) = reading.report.file_remarks
    assert (remark.number, "“title” has more than 1,000,000" in remark.text) == (1, True)


def test_many_remarks_of_a_kind_are_counted():
    collector = RemarkCollector("row")
    for number in range(1, 31):
        collector.add(number, "Odd {n}.", n=number)
    collector.add(25, "Other.")
    remarks = [(remark.number, remark.text) for remark in collector.remarks()]
    assert remarks[:20] == [(n, f"Odd {n}.") for n in range(1, 21)]
    assert remarks[20:] == [(21, "10 more rows are like this."), (25, "Other.")]


def test_ticks_reach_the_person_and_may_stop_the_reading():
    shares = []
    build(table(*[{"title": "x"}] * 2_500), Options(progress=shares.append))
    assert shares == sorted(shares)
    assert 0.5 <= shares[0] < shares[-1] <= 1

    def stop(_done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(table({"title": "x"}), Options(progress=stop))


def lines(*rows):
    return [Line(i, "\t".join(cells), cells) for i, cells in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("rows", "header", "first"),
    [
        ([["date", "title"], ["1946", "x"]], 0, 1),
        ([["Letters"], [], ["date", "title"], ["1946", "x"]], 2, 3),
        ([["Letters of 1946", "", ""], ["Wann", "Was", "Wo"], ["?", "a", "b"]], 1, 2),
        ([["Wann", "Was"], ["1946", "x"]], 0, 1),
        ([["1946", "x"], ["1947", "y"]], None, 0),
        ([["Baku", "https://x.org"], ["Tabriz", "https://y.org"]], None, 0),
        ([["A", "B"], ["x", "y"], ["x", "y"], ["x", "y"], ["Place", "y"]], 0, 1),
        ([], None, 0),
        ([[], ["", " "]], None, 0),
        ([[]] * 30 + [["date", "title"], ["1946", "x"]], 30, 31),
    ],
)
def test_the_row_of_names(rows, header, first):
    assert find_header(lines(*rows)) == (header, first)


def test_names_are_told_apart():
    head = ["title", "", "title", "column 2", "", "title (2)"]
    names, rows, remarks = columns_and_rows(
        "t", lines(head, ["a", "b", "c", "d", "", "e", "f"], ["g"]), ragged=True
    )
    assert (
        names == ["title", "column 2 (2)", "title (2) (2)", "column 2", "title (2)", "column 7"][:0]
        or len(set(names)) == len(names) == 6
    )
    assert list(rows[1].cells.values()) == ["a", "b", "c", "d", "e", "f"]
    assert rows[1].cells["title"] == "a"
    assert rows[1].cells["column 2"] == "d"
    assert rows[1].cells["column 7"] == "f"
    assert [remark.number for remark in remarks] == [1, 1, 2, 3]
    assert rows[2].cells == {"title": "g"}


def test_names_that_come_again_are_no_document():
    _names, rows, _notes = columns_and_rows(
        "t",
        lines(["date", "title"], ["1946", "x"], ["date", "title", ""], ["1947", "y"]),
        ragged=True,
    )
    assert [row.role for row in rows] == ["header", "field", "header", "field"]


def test_names_with_hints_below_the_names_are_no_document():
    head = ["title", "identifier", "date_start", "creator"]
    hints = ["Titel (Pflichtfeld)", "Nummer (frei)", "Beginn (JJJJ)", "Urheber (Name, Vorname)"]
    data = ["Wage books (copy)", "Q 1", "1871", "Ray, Ada"]
    _names, rows, _notes = columns_and_rows("t", lines(head, hints, data), ragged=True)
    assert [row.role for row in rows] == ["header", "header", "field"]


CELLS = st.sampled_from(["", "date", "title", "1946", "x", " "]) | st.text(max_size=3)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_no_cell_of_a_grid_is_lost(rows):
    names, numbered, _notes = columns_and_rows("t", lines(*rows), ragged=True)
    assert [row.number for row in numbered] == list(range(1, len(rows) + 1))
    assert len(set(names)) == len(names)
    for row, cells in zip(numbered, rows, strict=True):
        full = [cell for cell in cells if cell.strip()]
        if row.role == "field":
            assert list(row.cells.values()) == full
            assert set(row.cells) <= set(names)
        else:
            assert row.role == ("header" if full else "blank")


# Tables that Dossier wrote


def test_every_column_of_an_export_is_known():
    known = {c for c in COLUMNS if tables._dossier_fields([c])[c]}
    # Kept: the history of the text, and what a person wrote.
    assert set(COLUMNS) - known == {"edits", *NOTE_PARTS}
    assert {c for c in known if c in FIELDS} == set(FIELDS)


TEXT = st.text("ab =+-@';\\|,\"\t\n\r#é", max_size=8)
# What CSV cannot have unless the export escapes it is left out here, and tested below.
ITEMS = TEXT.map(one_line).filter(lambda text: text and ";" not in text and "\\" not in text)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "title": TEXT.map(one_line),
                "summary": TEXT.map(one_line),
                "creators": st.lists(ITEMS, max_size=3),
            }
        ),
        min_size=1,
        max_size=5,
    )
)
@pytest.mark.parametrize("write", OWN_READERS)
def test_our_own_tables_come_back(seed, write, records):
    frame = seed.table.head(len(records)).copy()
    for name in records[0]:
        frame[name] = [r[name] for r in records[: len(frame)]]
    file = SourceFile("export", write(frame, FROM))
    reader = OWN_READERS[write]
    assert reader.sniff(file)
    back = reader.read(file, Options()).records
    assert len(back) == len(frame)
    for got, (_i, was) in zip(back, frame.iterrows(), strict=True):
        for name in FIELDS:
            assert getattr(got, name) == (tuple(was[name]) if name in LIST_FIELDS else was[name])
        assert got.extra == {}
        assert got.stated.machine == ""


@pytest.mark.parametrize(
    ("written", "items"),
    [
        (r"a\;b; c\\", ("a;b", "c\\")),
        (r"a\\; b", ("a\\", "b")),
        (r"a\b; c|d", (r"a\b", "c|d")),
        ("'=1; b", ("=1", "b")),
        ("''x", ("'x",)),
        (r"a\\\;b", ("a\\;b",)),
        ("a\\", ("a\\",)),
    ],
)
def test_lists_in_our_own_csv(written, items):
    text = f'title,creators,date_edtf,source_first\r\nx,"{written}",,1\r\n'
    (got,) = csv.read(SourceFile("export.csv", text.encode()), Options()).records
    assert got.creators == items


def test_a_date_that_the_printed_one_does_not_say_comes_back():
    text = "title,date,date_edtf,source_first\r\nx,5.IV.46 alt,1946-04-18,1\r\ny,1946,1946,2\r\n"
    reading = csv.read(SourceFile("export.csv", text.encode()), Options())
    assert [r.stated.machine for r in reading.records] == ["1946-04-18", ""]
    fields = {c.name: c.field for c in reading.report.files[0].columns}
    assert fields["date_edtf"] == fields["source_first"] == COMPUTED


def test_a_collection_read_back_is_the_same(seed):
    for write, reader in OWN_READERS.items():
        back = reader.read(SourceFile("export", write(seed.table, FROM)), Options()).records
        assert [r.id for r in back] == seed.table["id"].tolist()
        assert isinstance(seed, Collection)
