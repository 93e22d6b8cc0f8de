import io
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.nested import parquet


def write(table):
    data = io.BytesIO()
    pq.write_table(table if isinstance(table, pa.Table) else pa.table(table), data)
    return data.getvalue()


def read(data):
    file = SourceFile("a.parquet", data)
    assert parquet.sniff(file)
    return parquet.read(file, Options())


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1946.0, float("nan"), 0.5], ["1946", "", "0.5"]),
        ([float("inf"), -float("inf"), None], ["inf", "-inf", ""]),
        ([True, False, None], ["true", "false", ""]),
        ([b"\xff", "é".encode(), b""], ["\\xff", "é", ""]),
        ([date(1946, 4, 5), date(1, 1, 1), None], ["1946-04-05", "0001-01-01", ""]),
        ([datetime(1946, 4, 5), datetime(1946, 4, 5, 10), None],
         ["1946-04-05", "1946-04-05T10:00:00", ""]),
        (pa.array([-(10**12), 0, None], pa.timestamp("s")),  # before the year 1
         ["-29719-04-05 22:13:20.000", "1970-01-01 00:00:00.000", ""]),
        (pa.array([datetime(1946, 4, 5, tzinfo=UTC)] * 3, pa.timestamp("s", "UTC")),
         ["1946-04-05T00:00:00+00:00"] * 3),
        ([Decimal("1.10"), Decimal("2"), None], ["1.10", "2.00", ""]),
        ([["a; b", "c"], [], None], ["a; b; c", "", ""]),
        (pa.array(["x", "y", "x"]).dictionary_encode(), ["x", "y", "x"]),
        (pa.array([[("k", 1)], None, None], pa.map_(pa.string(), pa.int64())), ["k; 1", "", ""]),
        (pa.nulls(3), ["", "", ""]),
    ],
)  # fmt: skip
def test_values(values, texts):
    reading = read(write({"title": ["a", "b", "c"], "other": values}))
    kept = [
        record.extra.get("other") or record.stated.machine or record.date
        for record in reading.records
    ]
    assert kept == texts
    assert "other" in [column.name for column in reading.report.files[0].columns]


def test_lists_and_structures():
    reading = read(
        write(
            {
                "creator": [["A; B", "C"]],
                "place": [{"name": "Baku", "at": {"x": 1}}],
                "title": ["t"],
            }
        )
    )
    (record,) = reading.records
    assert record.creators == ("A; B", "C")
    assert (record.places, record.extra) == (("Baku",), {"place.at.x": "1"})
    (piece,) = reading.report.files[0].pieces
    assert (piece.number, piece.role, piece.record) == (1, "field", 0)
    assert piece.text == "A; B; C\tBaku\t1\tt"


def test_columns_of_the_same_name_are_both_kept():
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["title", "title"])
    (record,) = read(write(table)).records
    assert (record.title, record.extra) == ("a", {"title (2)": "b"})


def test_empty_rows_are_blank():
    reading = read(write({"title": ["a", None, "b"]}))
    assert [p.role for p in reading.report.files[0].pieces] == ["field", "blank", "field"]
    assert [r.first for r in reading.records] == [1, 3]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PAR1", "damaged"),
        (b"PAR1" + b"x" * 100 + b"PAR1", "damaged"),
        (write({"title": ["a"]})[:-3], "damaged"),
        (write({"title": pa.array([], pa.string())}), "no row with a document"),
        (write({f"c{i}": ["x"] for i in range(1_001)}), "1,000 columns"),
        (write({"title": pa.nulls(1_100_000)}), "1,048,576 rows"),
        (
            write({"title": pa.DictionaryArray.from_arrays([0] * 400, ["x" * 900_000])}),
            "unpacks to more",
        ),
    ],
    ids=["magic only", "noise", "cut", "no rows", "columns", "rows", "bomb"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, words):
    with pytest.raises(ReadError, match=words):
        read(data)


GOOD = write({"title": ["a", "b"], "date": ["1946", None], "creator": [["A"], []]})


@given(st.lists(st.tuples(st.integers(4, len(GOOD) - 1), st.integers(0, 255)), max_size=3))
def test_damage_raises_nothing_but_a_sentence(changes):
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    with suppress(ReadError):
        assert read(bytes(data)).records


def test_other_files_are_left_alone():
    for data in (b"", b"PAR", b"title,date\na,b\n"):
        assert not parquet.sniff(SourceFile("a.parquet", data))
