"""A table's own columns as facets, ranges, orders and groups."""

import numpy as np
import pytest

from dash_core import Collection, Filter
from dash_core.analysis.compare.comparison import Comparison, kinds, start
from dash_core.collection.order import group_documents, order_rows
from dash_core.collection.own_columns import read_numbers
from dash_core.collection.view import describe, select, unknown_values

HEADER = "id,date,title,Motif,Shelf,Pages,Remarks of the cataloguer"
THEMES = ("war", "peace; trade", "", "War", "trade")


@pytest.fixture(scope="module")
def maps() -> Collection:
    rows = [
        f"m{i},{1912 - i},Map {i},{THEMES[i % 5]},Box {i},{1000 + 3 * i},Remark no {i} of its own"
        for i in range(15)
    ]
    return Collection.read("\n".join([HEADER, *rows]).encode(), topics="", name="maps.csv")


def ids(collection, filter_):
    return collection.table["id"][select(collection, filter_).rows].tolist()


def test_what_can_be_chosen_from(maps):
    assert maps.facets["column.Motif"].values == ("", "War", "peace", "trade", "war")
    assert set(maps.numbers) == {"Pages"}
    own = {name for name in maps.facets if name.startswith("column.")}
    assert own == {"column.Motif"}  # a shelf or a remark of each map's own is nothing to choose


@pytest.mark.parametrize(
    ("filter_", "wanted", "sentence"),
    [
        (Filter().with_values("column.Motif", ["peace"]), "m11 m6 m1", "Motif: peace"),
        (Filter().with_values("column.Motif", [""]), "m12 m7 m2", "Motif: not stated"),
        (Filter().with_range("Pages", (1000, 1004)), "m1 m0", "Pages: 1000 to 1004"),
    ],
)
def test_own_columns_filter(maps, filter_, wanted, sentence):
    assert ids(maps, filter_) == wanted.split()
    assert Filter.from_url(filter_.to_url()) == filter_
    assert describe(maps, filter_, 3).endswith(sentence)
    assert unknown_values(maps, filter_) == []


@pytest.mark.parametrize(
    "filter_",
    [Filter().with_values("column.Mood", ["glum"]), Filter().with_range("Mood", (1, 2))],
)
def test_a_column_that_is_not_there_passes_nothing_and_is_named(maps, filter_):
    assert ids(maps, filter_) == []
    assert "Mood" in unknown_values(maps, filter_)[0]


@pytest.mark.parametrize(
    "given", ["5", "a..b", "3..1", "1..2..3", "...", "1e999..2", "nan..nan", "9" * 30 + "..1"]
)
def test_a_range_that_makes_no_sense_is_none(given):
    assert not Filter.from_url({"range.Pages": [given]})


@pytest.mark.parametrize(
    ("by", "is_descending", "first"),
    [
        ("date", False, "m14 m13"),
        ("date", True, "m0 m1"),
        ("Shelf", False, "m0 m1"),
        ("Shelf", True, "m14 m13"),
        ("Pages", True, "m14 m13"),
        ("title", False, "m0 m1"),
    ],
)
def test_the_order_is_of_all_documents(maps, by, is_descending, first):
    rows = order_rows(maps.table, maps.all_rows, by, is_descending=is_descending)
    assert sorted(rows) == list(range(15))
    assert maps.table["id"][rows].tolist()[:2] == first.split()


def test_documents_without_a_value_come_last_either_way(maps):
    for is_descending in (False, True):
        rows = order_rows(maps.table, maps.all_rows, "Motif", is_descending=is_descending)
        assert maps.table["Motif"][rows].tolist()[-3:] == ["", "", ""]


def test_documents_are_counted_by_a_column(maps):
    groups = group_documents(maps.table, maps.all_rows, "Motif").set_index("value")
    assert groups["documents"].to_dict() == {"trade": 6, "": 3, "War": 3, "peace": 3, "war": 3}
    assert groups["first"]["trade"] == np.datetime64("1898-01-01")


@pytest.mark.parametrize("cells", [["007"] * 20, [*"abcdefghijkl"], ["1", "2"], [""]])
def test_what_is_no_column_of_numbers(cells):
    assert read_numbers(cells) is None


def test_own_columns_are_compared(maps):
    assert "column.Motif" in kinds(maps)
    pair = start("column.Motif", maps, select(maps, Filter()), Filter())
    assert pair is not None
    assert [side.values("column.Motif") for side in pair.sides] == [("trade",), ("War",)]


def test_a_side_keeps_what_the_common_filter_asks_of_other_columns():
    common = Filter().with_values("column.Mood", ["glum"]).with_range("Pages", (1, 9))
    side = Filter().with_values("column.Motif", ["war"]).with_range("Year", (1900, 1901))
    whole = Comparison((side, Filter())).filter(0, common)
    assert dict(whole.columns) == {"Mood": ("glum",), "Motif": ("war",)}
    assert [name for name, *_ends in whole.ranges] == ["Pages", "Year"]
