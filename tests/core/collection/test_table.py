import pandas as pd
import pytest

from dash_core.collection.table import COLUMNS, LIST_COLUMNS, build
from dash_core.readers import SourceFile, read_file


def table(page):
    return build(read_file(SourceFile("page.txt", page.encode()))).frame


@pytest.fixture
def frame(listing):
    page = listing(
        ("n.d.", "Undated", "Text."),
        ("1946", "A year", "Text."),
        ("May 5, 1946", "A day", "Text."),
        ("January 01, 1946", "Same earliest day as the year", "Text."),
        ("0001", "Long ago", "Text."),
        ("9999", "Far off", "Text."),
        ("c. 1940s", "A decade", "Text."),
    )
    return table("Header\n\n" + page)


def test_the_schema(frame):
    assert list(frame.columns) == list(COLUMNS)
    assert frame["id"].is_unique
    assert all(frame[column].map(type).eq(list).all() for column in LIST_COLUMNS)
    assert frame["date_earliest"].dtype == frame["date_latest"].dtype == "datetime64[s]"
    assert set(frame["source"]) == {"page.txt"}


def test_order_is_by_earliest_day_then_as_in_the_source(frame):
    assert frame["title"].tolist() == [
        "Long ago",
        "A decade",
        "A year",
        "Same earliest day as the year",
        "A day",
        "Far off",
        "Undated",
    ]


def test_dates_and_provenance(frame):
    by_title = frame.set_index("title")
    decade = by_title.loc["A decade"]
    assert (decade["date"], decade["date_edtf"]) == ("c. 1940s", "194X~")
    assert (decade["date_precision"], decade["date_qualifier"]) == ("decade", "approximate")
    assert str(decade["date_earliest"])[:10] == "1940-01-01"
    undated = by_title.loc["Undated"]
    assert (undated["date"], undated["date_precision"]) == ("n.d.", "unknown")
    assert pd.isna(undated["date_earliest"])
    assert (undated["source_first"], undated["source_last"]) == (3, 7)


def test_an_id_depends_on_the_description_alone(listing):
    one, two = ("May 5, 1946", "One", "Text."), ("May 6, 1946", "Two", "Text.")

    def ids(*records):
        built = table(listing(*records))
        return dict(zip(built["title"], built["id"], strict=True))

    assert ids(one, two) == ids(two, one) == {**ids(one), **ids(two)}
    changed = ids(("May 5, 1946", "One", "Text!"))
    assert changed["One"] != ids(one)["One"]
