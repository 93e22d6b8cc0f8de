import re
from datetime import date
from functools import cache

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.charts import CLICK
from dash_core.charts.bars.bars import bar_chart
from dash_core.charts.figure import as_key
from dash_core.charts.maps.documents import document_map_chart
from dash_core.charts.time import axis, timeline
from dash_core.charts.time.timeline import timeline_chart
from dash_core.collection.view import select
from dash_core.dates import parse_date

NOTHING = Filter(words="zebra")


def check(figure):
    if not figure.spec:  # nothing to draw: the reason stands in its place
        assert figure.alt.endswith(".")
        assert not figure.data
        return figure
    # Raises where Vega-Lite would not take it; a name of data stands for each frame.
    kind = alt.LayerChart if "layer" in figure.spec else alt.Chart
    kind.validate(dict(figure.spec))
    used = set(re.findall(r"'data': \{'name': '([^']+)'\}", str(figure.spec)))
    assert used == set(figure.data)
    assert figure.alt.strip().endswith(".")
    assert figure.height > 0
    assert figure.table.columns.is_unique
    assert not figure.table.isna().to_numpy().any()
    return figure


def draw_all(collection, filter_):
    view = select(collection, filter_)
    counts = collection.facets["topics"].counts(view.rows)
    totals = collection.facets["topics"].counts(collection.all_rows)
    figures = {
        "timeline": timeline_chart(collection, view),
        "by topic": timeline_chart(collection, view, rows=collection.topics),
        "found": timeline_chart(collection, view, rows=collection.found),
        "map": document_map_chart(collection, view, collection.topics),
        "bars": bar_chart(counts, totals, "topic", selected=filter_.topics, of=len(collection)),
    }
    return {name: check(figure) for name, figure in figures.items()}


PAGES = {
    "one": [("May 5, 1946", "On oil", "Text.")],
    "undated": [("n.d.", "On oil", "Text."), ("n.d.", "On wheat", "More text.")],
    "no words": [("May 5, 1946", "5", "6 7"), ("n.d.", "8", "9")],
    "spans": [("1940s", "On oil", "Text."), ("1946", "Troops", "Text."), ("May 1946", "Oil", "")],
    "first year and last": [("0001-01-01", "On oil", ""), ("9999-12-31", "On wheat", "")],
}


@pytest.fixture(scope="module")
def small(listing, seed_topics):
    """The collection of one of the pages, read once."""
    return cache(lambda page: Collection.read(listing(*PAGES[page]), topics=seed_topics))


@pytest.mark.parametrize("filter_", [Filter(), NOTHING, Filter(topics=("oil",))])
@pytest.mark.parametrize("page", PAGES)
def test_every_figure_of_small_listings(small, page, filter_):
    collection = small(page)
    drawn = draw_all(collection, filter_)
    dated = page != "undated"
    assert bool(drawn["timeline"].spec) == dated
    assert bool(drawn["map"].spec)
    assert len(drawn["map"].table) == len(select(collection, filter_))


def test_every_figure_where_there_are_no_topics(listing):
    drawn = draw_all(Collection.read(listing(*PAGES["one"]), topics=""), Filter())
    assert drawn["timeline"].table["topics"].tolist() == ["Other"]


@pytest.mark.parametrize("first", [(), ("oil",), ("troops", "other")])
def test_the_topic_of_many_rows_at_once_is_that_of_each(seed, many, first):
    for collection in (seed, many):
        for topics in (collection.topics, collection.found):
            each = [topics.of(row, first)[0][0].label for row in collection.all_rows]
            assert timeline._strongest(topics, collection.all_rows, first).tolist() == each


@pytest.mark.parametrize("collection", ["seed", "many"])
def test_every_figure_and_its_height_do_not_depend_on_the_filter(request, collection):
    collection = request.getfixturevalue(collection)
    places = collection.space.map  # takes seconds: looked at where it is drawn
    assert places["row"].tolist() == list(range(len(collection)))
    assert places[["x", "y"]].min().tolist() == [0, 0]
    assert places[["x", "y"]].max().tolist() == [1, 1]
    filters = (Filter(), Filter(topics=("oil",)), NOTHING)
    some, fewer, none = (draw_all(collection, filter_) for filter_ in filters)
    for name, figure in some.items():
        assert figure.height == fewer[name].height == none[name].height
        if name != "bars":
            assert len(figure.table) > len(fewer[name].table) > len(none[name].table) == 0


def test_the_table_of_a_timeline_is_the_view(seed):
    view = select(seed, Filter(topics=("oil",)))
    for rows in (None, seed.topics):
        table = check(timeline_chart(seed, view, rows=rows)).table
        assert sorted(table["title"]) == sorted(seed.table["title"].iloc[view.rows])


def test_an_imprecise_date_is_not_said_to_be_its_first_day(listing):
    page = listing(("1946", "On oil", "Text."), ("1946", "On wheat", "Text."))
    collection = Collection.read(page, topics="")
    assert "1 Jan 1946: 2" not in timeline_chart(collection, select(collection, Filter())).note


def test_the_undated_are_named_beside_the_timeline(listing):
    page = listing(("May 5, 1946", "On oil", ""), ("n.d.", "On wheat", ""))
    collection = Collection.read(page, topics="")
    assert "1 document without" in timeline_chart(collection, select(collection, Filter())).note


@pytest.mark.parametrize("filter_", [Filter(), Filter(topics=("oil",)), NOTHING])
def test_bins_hold_every_document_that_fits_one(many, filter_):
    view = select(many, filter_)
    figure = check(timeline_chart(many, view))
    precisions = many.table["date_precision"].iloc[view.rows].astype(str)
    fit = precisions.isin(["day", "month"])  # three years are drawn in months
    in_bars = figure.table["topic"] != "any"
    assert figure.table["documents"][in_bars].sum() == fit.sum()
    wide = re.search(r"(\d+) documents? with a? ?dates? less precise", figure.note)
    not_drawn = int(wide[1] if wide else 0)
    assert figure.table["documents"][~in_bars].sum() + not_drawn == (~fit).sum()
    spans = "|".join(figure.table["dates"])
    assert not filter_ or not len(view) or "1 – 31 May 1946" in spans


@pytest.mark.parametrize("filter_", [Filter(), Filter(topics=("oil",)), NOTHING])
def test_rows_of_topics_hold_each_of_their_documents(many, filter_):
    view = select(many, filter_)
    figure = check(timeline_chart(many, view, rows=many.topics))
    bars, table = figure.data["inside"], many.table.iloc[view.rows]
    fit = table["date_precision"].astype(str).isin(["day", "month"])
    for topic in many.topics:
        n = sum(topic.id in topics for topics in many_topics(many, view.rows[fit.to_numpy()]))
        assert bars.loc[bars["topic"] == as_key(topic.label), "n"].sum() == n


def many_topics(collection, rows):
    return [{topic.id for topic, _strength in collection.topics.of(int(row))} for row in rows]


def test_many_topics_are_no_stack_of_colours(listing, tmp_path):
    def text(i):
        return (
            f"On {'abcdefghijkl'[i % 12] * 5}",
            f"{i}: about {'abcdefghijkl'[i % 12] * 5} in detail.",
        )

    page = listing(*((f"May {i % 28 + 1}, 1946", *text(i)) for i in range(240)))
    file = tmp_path / "topics.toml"
    file.write_text(
        "\n".join(
            f"[[topic]]\nid = '{c}'\nlabel = '{c}'\nwords = ['{c * 5}']" for c in "abcdefghijkl"
        )
    )
    collection = Collection.read(page, topics=file)
    view = select(collection, Filter())
    stacked = check(timeline_chart(collection, view))
    assert stacked.data["inside"]["topic"].unique().tolist() == [as_key("any topic")]
    rows = check(timeline_chart(collection, view, rows=collection.topics)).data["inside"]
    assert rows["place"].nunique() == 9
    assert rows.loc[rows["place"] == 8, "topic"].unique().tolist() == [as_key("4 more together")]
    assert rows["n"].sum() == 240
    chosen = select(collection, Filter(topics=("l",)))
    assert set(check(timeline_chart(collection, chosen)).data["inside"]["topic"]) == {as_key("l")}


@pytest.mark.parametrize(
    ("dates", "fit"),
    [
        pytest.param([f"May {i + 1}, 1946" for i in range(28)], 200, id="days"),
        pytest.param([f"{m} 5, 1946" for m in "May June July August".split()], 200, id="weeks"),
        pytest.param(
            [f"{year}s" for year in range(1010, 2000, 10) if year % 100], 200, id="decades"
        ),
        pytest.param(["1946"], 200, id="all of one year"),
        pytest.param(["May, 1946"], 200, id="all of one month"),
        pytest.param(["1940s"], 200, id="all of one decade"),
        pytest.param(["20th century"], 200, id="all of one century"),
        pytest.param(["19th century", "May 5, 1846"], 200, id="century and day"),
        pytest.param(["0001-01-01", "9999-12-31"], 200, id="first year and last"),
        pytest.param(["n.d."], 0, id="undated"),
    ],
)
def test_many_documents_of_any_dates_are_drawn(listing, seed_topics, dates, fit):
    page = listing(*((dates[i % len(dates)], f"On oil {i}", "Text.") for i in range(200)))
    collection = Collection.read(page, topics=seed_topics)
    figure = check(timeline_chart(collection, select(collection, Filter())))
    assert sum(figure.table.get("documents", ())) == fit


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        (["May 1, 1946", "May 30, 1946"], "day"),
        (["May 1, 1946", "May 30, 1947"], "week"),
        (["May 1, 1946", "May 30, 1950"], "month"),
        (["May 1, 1946", "May 30, 2009"], "year"),
        (["May 1, 1846", "May 30, 2009"], "decade"),
        (["May, 1946", "June, 1946"], "month"),  # as wide as the dates are
        (["1946", "1947", "1948", "May 5, 1946"], "year"),
        (["1900s"], "decade"),
    ],
)
def test_bins_are_as_fine_as_the_dates_and_the_page_allow(printed, unit):
    dates = [parse_date(text) for text in printed]
    first, last = (
        pd.Series(pd.to_datetime([getattr(d, end) for d in dates]).as_unit("s"))
        for end in ("earliest", "latest")
    )
    assert axis.bin_unit(first, last) == unit


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=40)


@given(SPANS, st.integers(1, 8))
def test_lanes_never_overlap_and_are_as_few_as_can_be(spans, gap):
    spans = sorted((start, start + length) for start, length in spans)
    chosen = axis.lanes([a for a, _b in spans], [b for _a, b in spans], gap)
    assert len(chosen) == len(spans)
    for i, (start, end) in enumerate(spans):
        for (other_start, other_end), lane in zip(spans[:i], chosen, strict=False):
            if lane == chosen[i]:
                assert start >= other_end + gap or other_start >= end + gap
    most = max((sum(a <= s < b + gap for a, b in spans) for s, _e in spans), default=0)
    assert len(set(chosen)) == most


def test_bars_of_nothing_say_so():
    assert "none" in check(bar_chart({}, {}, "topic")).alt


@pytest.mark.parametrize(
    ("counts", "totals", "alt"),
    [
        ({"a": 2}, {"a": 2, "b": 3}, "Bar chart, documents by topic: A 2 (20%), b 0 of 3 ✓."),
        ({"a": 0}, {"a": 0}, "Bar chart, documents by topic: A 0 (0%)."),
        ({"b": 1500}, {"b": 2000}, "Bar chart, documents by topic: b 1,500 of 2,000 ✓."),
    ],
)
def test_bars_say_their_numbers(counts, totals, alt):
    figure = check(bar_chart(counts, totals, "topic", labels={"a": "A"}, selected=["b"], of=10))
    assert figure.alt == alt
    assert figure.table["in all"].tolist() == list(totals.values())
    assert figure.table["in the filter"].tolist() == [counts.get(value, 0) for value in totals]


def test_a_click_names_days_and_ids(seed):
    view = select(seed, Filter(latest=date(1946, 1, 1)))
    figure = timeline_chart(seed, view)
    assert clicked_fields(figure) == ["start", "end"]
    days = figure.data["days inside"]
    assert list(days["start"]) == list(days["end"]) == ["1945-12-24", "1945-12-24", "1946-01-01"]
    figure = document_map_chart(seed, view, seed.topics)
    assert clicked_fields(figure) == ["id"]
    drawn = pd.concat([figure.data["inside"], figure.data["outside"]])
    assert sorted(drawn["id"]) == sorted(seed.table["id"])


def clicked_fields(figure):
    (parameter,) = (p for p in figure.spec["params"] if p["name"] == CLICK)
    return parameter["select"]["fields"]


def test_what_can_be_clicked_can_be_chosen_by_name(seed):
    for figure in draw_all(seed, Filter()).values():
        names, marks = zip(*figure.marks(500), strict=True)
        assert all(names)
        assert len({*names}) == len(names)
        assert all({*mark} == {*clicked_fields(figure)} for mark in marks)
    (first, day), *_others = timeline_chart(seed, select(seed, Filter())).marks(500)
    assert (first, day) == ("February, 1946", {"start": "1946-02-01", "end": "1946-02-28"})
