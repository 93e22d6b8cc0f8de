import numpy as np
import pandas as pd
import pytest

from dash_core import Collection, Filter, View
from dash_core.analysis.places import in_time, places_in, resolved_in, unplaced_in
from dash_core.collection.document import places_of
from dash_core.collection.view import select

RECORDS = (
    ("May 5, 1946", "Letter from A. Smith to B. Jones", "On oil in Tabriz and Tehran."),
    ("June 1946", "Letter from A. Smith to B. Jones", "On oil in Tabriz, Iran."),
    ("no date", "Letter from A. Smith to B. Jones", "On wheat in Tehran and at Ispagetti."),
    ("July 1, 1946", "Letter from B. Jones to A. Smith", "On Cambridge, Mass., and no oil."),
)


@pytest.fixture(scope="module")
def collection(listing):
    return Collection.read(listing(*RECORDS), topics="")


def whole(collection):
    return View(Filter(), collection.all_rows)


def test_places_with_their_numbers_and_dates(collection):
    places = places_in(collection, whole(collection)).set_index("name")
    assert places.loc["Tabriz", ["n", "all"]].tolist() == [2, 2]
    assert places.loc["Tehran", ["n", "all"]].tolist() == [2, 2]
    assert places.loc["Tabriz", "first"] == pd.Timestamp("1946-05-05")
    assert places.loc["Tabriz", "last"] == pd.Timestamp("1946-06-30")
    assert places.loc["Tehran", "last"] == pd.Timestamp("1946-05-05")  # one is undated
    assert places.loc["Iran", "kind"] == "state"
    assert places["all"].is_monotonic_decreasing


def test_the_filter_counts(collection):
    places = places_in(collection, select(collection, Filter(places=("Iran",)))).set_index("name")
    assert places.loc["Tabriz", ["n", "all"]].tolist() == [1, 2]
    assert places.loc["Tehran", ["n", "all"]].tolist() == [0, 2]
    assert pd.isna(places.loc["Tehran", "first"])


def test_counts_are_those_of_the_table(collection):
    table = collection.table
    for view in (whole(collection), select(collection, Filter(places=("Tehran",)))):
        places = places_in(collection, view)
        named = table["places"].iloc[view.rows].explode().value_counts()
        for name, n in zip(places["name"], places["n"], strict=True):
            assert n == named.get(name, 0)


def test_in_time(collection):
    view = whole(collection)
    columns = places_in(collection, view).set_index("name").loc[["Tabriz", "Tehran"], "column"]
    undated = collection.table["date_earliest"].isna().to_numpy()
    bins = np.where(undated, -1, collection.table["date_earliest"].dt.month.fillna(5) - 5)
    found = in_time(collection, view, columns.to_numpy(), bins.astype(np.int64))
    assert found.tolist() == [[1, 1, 0], [1, 0, 0]]


def test_nothing_is_lost(collection):
    (one,) = unplaced_in(collection, whole(collection))
    assert (one.name, one.is_stated) == ("Ispagetti", False)
    assert collection.table["title"][one.rows[0]]
    assert unplaced_in(collection, select(collection, Filter(places=("Iran",)))) == []


def test_resolved_in_the_view(collection):
    (found,) = resolved_in(collection, whole(collection))
    assert (found[0].name, found[1]) == ("Cambridge (Massachusetts)", 1)
    assert resolved_in(collection, select(collection, Filter(places=("Iran",)))) == []


def test_stated_places_are_placed_or_named(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        'title,date,places\nA,1946-05-05,"Teheran, Iran"\nB,1946-05-06,Erewhon\n', "utf-8"
    )
    collection = Collection.read(path, topics="")
    assert collection.table["places"].tolist() == [["Tehran"], ["Erewhon"]]
    assert places_of(collection, 0) == {"Tehran": ("Teheran, Iran",)}
    (one,) = unplaced_in(collection, whole(collection))
    assert (one.name, one.is_stated, one.rows) == ("Erewhon", True, (1,))


def test_no_places_at_all(listing):
    collection = Collection.read(listing(("May 5, 1946", "A letter", "On wheat.")), topics="")
    assert places_in(collection, whole(collection)).empty
    assert unplaced_in(collection, whole(collection)) == []
