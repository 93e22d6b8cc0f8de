from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.analysis.compare.comparison import (
    KINDS,
    Comparison,
    around,
    is_side_parameter,
    middle_day,
    start,
)
from dash_core.collection.view import select

FILTERS = st.builds(
    Filter,
    words=st.sampled_from(["", "oil", '"oil company"']),
    earliest=st.none() | st.just(date(1946, 1, 1)),
    latest=st.none() | st.just(date(1946, 3, 1)),
    topics=st.sampled_from([(), ("oil",), ("oil", "troops")]),
    genre=st.sampled_from([(), ("",), ("letter",)]),
    excluded=st.none() | st.just(Filter(people=("Stalin",))),
)
KEYS = st.sampled_from(["", "iran-crisis", "0" * 24])


@st.composite
def pairs(draw):
    rest = draw(st.none() | st.integers(0, 1))
    sides = [draw(FILTERS), draw(FILTERS)]
    keys = ["", ""] if rest is not None else [draw(KEYS), draw(KEYS)]
    if rest is not None:
        sides[rest] = Filter()
    return Comparison(tuple(sides), tuple(keys), rest)


@given(pairs(), FILTERS)
def test_a_pair_survives_the_url_beside_the_filter(pair, common):
    url = {**common.to_url(), **pair.to_url()}
    assert Comparison.from_url(url) == pair
    assert Filter.from_url(url) == common
    assert {name for name in url if is_side_parameter(name)} == set(pair.to_url())
    assert bool(pair.to_url()) == bool(pair)


@given(pairs(), FILTERS)
def test_swapping_twice_changes_nothing(pair, common):
    assert pair.swapped().swapped() == pair
    for side in (0, 1):
        assert pair.swapped().filter(side, common) == pair.filter(1 - side, common)


@pytest.mark.parametrize(
    "parameters",
    [
        {"a.from": ["soon"], "b.area": ["x"]},
        {"rest": ["c"]},
        {"rest": []},
        {"a.": ["x"], "b.nothing": ["y"], "c.topic": ["oil"]},
        {"a.a.topic": ["oil"]},
    ],
)
def test_what_makes_no_sense_is_left_out(parameters):
    assert Comparison.from_url(parameters) == Comparison()


def test_the_rest_has_no_filter_of_its_own():
    pair = Comparison.from_url({"a.topic": ["oil"], "b.topic": ["troops"], "rest": ["b"]})
    assert pair == Comparison((Filter(topics=("oil",)), Filter()), rest=1)
    other = Comparison.from_url({"a.topic": ["oil"], "b.source": ["x"], "rest": ["a"]})
    assert other.rest is None


def test_a_side_is_what_it_says_on_top_of_the_common_filter():
    common = Filter("treaty", earliest=date(1946, 1, 1), topics=("oil",), people=("Stalin",))
    own = Filter("oil", latest=date(1946, 2, 1), topics=("troops",))
    assert Comparison((own, Filter())).filter(0, common) == Filter(
        "treaty oil", date(1946, 1, 1), date(1946, 2, 1), topics=("troops",), people=("Stalin",)
    )
    assert Comparison((own, Filter())).filter(1, common) == common


def test_dates_that_contradict_the_common_ones_stand_alone():
    common = Filter(earliest=date(1946, 3, 1), latest=date(1946, 4, 1))
    before = around(date(1946, 2, 1)).filter(0, common)
    assert (before.earliest, before.latest) == (None, date(1946, 1, 31))
    assert Filter.from_url(before.to_url()) == before


def test_everything_else_is_everything_else(seed):
    common, own = Filter(genre=("message", "letter")), Filter(topics=("oil",))
    pair = Comparison((own, Filter()), rest=1)
    all_, a, b = (
        set(select(seed, chosen).rows.tolist())
        for chosen in (common, pair.filter(0, common), pair.filter(1, common))
    )
    assert a
    assert b
    assert a | b == all_
    assert not a & b
    without = replace(common, excluded=Filter(people=("Stalin",)))
    assert pair.filter(1, without) == without


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_offered_has_documents_on_both_sides(seed, kind):
    common = Filter(people=("Bagirov",)) if kind == "rest" else Filter()
    pair = start(kind, seed, select(seed, common), common)
    if kind in ("creators", "files"):
        assert pair is None or pair
    if pair:
        sides = [select(seed, pair.filter(side, Filter())).rows for side in (0, 1)]
        assert all(len(side) for side in sides)
        assert set(sides[0].tolist()) != set(sides[1].tolist())
    assert Comparison.from_url(pair.to_url() if pair else {}) == (pair or Comparison())


def test_what_makes_no_sense_is_not_offered(listing):
    one_day = Collection.read(listing(("May 5, 1946", "On oil", "Text.")), topics="")
    view = select(one_day, Filter())
    assert [kind for kind in KINDS if start(kind, one_day, view, Filter())] == []
    assert middle_day(one_day, view) is None
    undated = Collection.read(listing(("n.d.", "On oil", "Text.")), topics="")
    assert middle_day(undated, select(undated, Filter())) is None


def test_the_middle_day_leaves_documents_on_both_sides(listing):
    dates = ["May 1, 1946"] * 5 + ["June 1, 1946"]
    collection = Collection.read(listing(*((d, "On oil", "Text.") for d in dates)), topics="")
    view = select(collection, Filter())
    assert middle_day(collection, view) == date(1946, 6, 1)
