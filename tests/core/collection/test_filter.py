from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import Collection, Filter
from dash_core.collection.filter import PARAMETERS, is_parameter
from dash_core.collection.view import describe, related_documents, select, unknown_values

VALUES = st.lists(st.text(min_size=1, max_size=12), max_size=4, unique=True).map(tuple)
LISTS = tuple("topics genre correspondents creators recipients people places files ids".split())
DATES = st.none() | st.dates()
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


def _ends(area):
    x0, x1, y0, y1 = area
    return (min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))


PLAIN = st.builds(
    Filter,
    words=WORDS.map(lambda text: " ".join(text.split())),
    earliest=DATES,
    latest=DATES,
    area=st.just(()) | st.tuples(*[st.integers(0, 1000).map(lambda n: n / 1000)] * 4).map(_ends),
    **dict.fromkeys(LISTS, VALUES),
).filter(lambda f: not (f.earliest and f.latest) or f.earliest <= f.latest)
FILTERS = st.builds(
    lambda plain, out: replace(plain, excluded=out or None), PLAIN, st.none() | PLAIN
)
NAMES = [*PARAMETERS.values(), *(f"not.{name}" for name in PARAMETERS.values()), "not.not.q"]


@given(FILTERS)
@example(Filter(genre=("",)))  # "not stated" is a value like any other
@example(Filter(genre=("", "letter")))
def test_a_filter_survives_the_url(filter_):
    url = filter_.to_url()
    assert Filter.from_url(url) == filter_
    assert all(map(is_parameter, url))
    assert bool(filter_) == bool(url)


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(), max_size=3)))
@example({"q": ["a" * 499 + " bc"]})
@example({"from": ["1946-02-30"], "to": ["soon"], "x": ["y"]})
def test_any_url_gives_a_filter_that_survives_the_next(parameters):
    filter_ = Filter.from_url(parameters)
    assert Filter.from_url(filter_.to_url()) == filter_


def test_reversed_dates_are_put_right_and_control_characters_dropped():
    filter_ = Filter.from_url({"from": ["1946-03-01"], "to": ["1946-01-01"], "q": ["oil\x00"]})
    assert filter_ == Filter("oil", date(1946, 1, 1), date(1946, 3, 1))


@pytest.mark.parametrize(
    ("filter_", "n", "sentence"),
    [
        (Filter(), 20, "All 20 documents"),
        (Filter(topics=("oil",)), 4, "4 of 20 documents · about Oil"),
        (Filter(topics=("oil", "troops")), 8, "8 of 20 documents · about Oil or Troops"),
        (
            Filter(earliest=date(1946, 1, 1), latest=date(1946, 4, 14), topics=("oil",)),
            4,
            "4 of 20 documents · 1 Jan – 14 Apr 1946 · about Oil",
        ),
        (Filter(earliest=date(1946, 1, 1)), 18, "18 of 20 documents · from 1 Jan 1946"),
        (Filter(latest=date(1945, 12, 31)), 2, "2 of 20 documents · until 31 Dec 1945"),
        (Filter(genre=("cable",)), 1, "1 of 20 documents · of the genre cable"),
        (Filter(genre=("",)), 1, "1 of 20 documents · of the genre not stated"),
        (
            Filter(people=("Stalin",), places=("Iran",)),
            2,
            "2 of 20 documents · naming Stalin · in Iran",
        ),
        (Filter(correspondents=("Stalin",)), 4, "4 of 20 documents · to or from Stalin"),
        (Filter(creators=("Bagirov",)), 7, "7 of 20 documents · from Bagirov"),
        (Filter(recipients=("Bagirov",)), 4, "4 of 20 documents · to Bagirov"),
        (
            Filter(creators=("Bagirov",), recipients=("Stalin", "Molotov")),
            3,
            "3 of 20 documents · from Bagirov · to Stalin or Molotov",
        ),
        (Filter(words="oil company"), 3, "3 of 20 documents · with the words “oil company”"),
        (Filter(words='"oil company"'), 3, "3 of 20 documents · with the phrase “oil company”"),
        (
            Filter(words="oil -from:Bagirov"),
            4,
            "4 of 20 documents · with the words “oil”, not from Bagirov",
        ),
        (Filter(ids=("4fa7baef1e",)), 1, "1 of 20 documents · selected one by one"),
        (Filter(excluded=Filter(topics=("oil",))), 16, "16 of 20 documents · not those about Oil"),
        (
            Filter(latest=date(1946, 1, 1), excluded=Filter(words="soldiers", people=("Bagirov",))),
            2,
            (
                "2 of 20 documents · until 1 Jan 1946 · "
                "not those naming Bagirov, with the words “soldiers”"
            ),
        ),
        (
            Filter(files=("000_c0d2bb1156087dbf.txt",)),
            20,
            "20 of 20 documents · of the file 000_c0d2bb1156087dbf.txt",
        ),
        (Filter(topics=("nothing",)), 0, "0 of 20 documents · about nothing"),
    ],
)
def test_what_passes_and_what_is_said(seed, filter_, n, sentence):
    passed = seed.where(filter_)
    assert len(passed) == n
    assert list(passed.columns) == list(seed.table.columns)
    assert describe(seed, filter_, len(passed)) == sentence


@pytest.fixture(scope="module")
def dated(listing):
    dates = ("May 5, 1946", "May, 1946", "1946", "1940s", "n.d.", "1947")
    return Collection.read(listing(*((d, "On oil", "Text.") for d in dates)), topics="")


@pytest.mark.parametrize(
    ("earliest", "latest", "passed"),
    [
        (None, None, "1940s|1946|May, 1946|May 5, 1946|1947|n.d."),
        ("1946-05-05", "1946-05-05", "1940s|1946|May, 1946|May 5, 1946"),
        ("1946-05-06", "1946-05-06", "1940s|1946|May, 1946"),
        ("1946-06-01", "1946-12-31", "1940s|1946"),
        ("1949-12-31", None, "1940s"),
        ("1950-01-01", None, ""),
        (None, "1945-12-31", "1940s"),
        (None, "1939-12-31", ""),
        ("0001-01-01", "9999-12-31", "1940s|1946|May, 1946|May 5, 1946|1947"),
    ],
)
def test_an_imprecise_date_counts_where_it_may_fall(dated, earliest, latest, passed):
    days = (day and date.fromisoformat(day) for day in (earliest, latest))
    assert "|".join(dated.where(Filter().between(*days))["date"]) == passed


@given(st.dates(date(1938, 1, 1), date(1951, 1, 1)), st.integers(0, 900))
def test_a_range_is_what_its_days_are_together(dated, first, length):
    last = first + timedelta(days=length)
    table = dated.table
    overlap = (table["date_earliest"] <= str(last)) & (table["date_latest"] >= str(first))
    assert dated.where(Filter(earliest=first, latest=last))["id"].tolist() == (
        table.loc[overlap, "id"].tolist()
    )


def test_fields_narrow_and_values_widen(seed):
    def ids(**fields):
        return set(seed.where(Filter(**fields))["id"])

    assert ids(genre=("letter", "cable")) == ids(genre=("letter",)) | ids(genre=("cable",))
    both = ids(genre=("message",), topics=("oil",))
    assert both == ids(genre=("message",)) & ids(topics=("oil",)) != set()
    both = ids(correspondents=("Bagirov",))
    assert ids(creators=("Bagirov",)) | ids(recipients=("Bagirov",)) == both
    assert ids(creators=("Bagirov",)) & ids(recipients=("Bagirov",)) == set()
    assert ids(words="oil zebra") == set()
    assert ids(words="the of") == ids()
    assert ids(genre=("letter", "no such genre")) == ids(genre=("letter",))


def test_words_put_the_best_first_and_bring_their_hits(seed):
    view = select(seed, Filter(words="oil company"))
    scores = [view.hits[row].score for row in view.rows]
    assert len(view) == len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_unknown_values_are_named(seed):
    filter_ = Filter(topics=("oil", "x"), genre=("ode",), people=("Stalin", "Nobody"), ids=("z",))
    assert unknown_values(seed, filter_) == ["x", "ode", "Nobody", "z"]
    assert unknown_values(seed, Filter(creators=("Stalin",), recipients=("Stalin",))) == ["Stalin"]
    assert unknown_values(seed, Filter(topics=("oil",), genre=("",), ids=("4fa7baef1e",))) == []
    assert unknown_values(seed, Filter(excluded=Filter(files=("x.txt",)))) == ["x.txt"]


@given(FILTERS)
def test_what_is_excluded_is_the_rest(seed, filter_):
    plain = replace(filter_, excluded=None)
    if plain:
        rest = select(seed, Filter(excluded=plain)).rows
        assert sorted([*select(seed, plain).rows, *rest]) == list(range(len(seed)))


def test_toggling_twice_changes_nothing():
    one = Filter(topics=("oil",))
    assert one.toggled("topics", "troops").topics == ("oil", "troops")
    assert one.toggled("topics", "troops").toggled("topics", "troops") == one
    assert one.toggled("topics", "oil") == Filter()
    assert one.with_values("topics", ["a", "b"]).topics == ("a", "b")
    days = (date(1946, 1, 1), date(1946, 2, 1))
    ranged = one.between(*days)
    assert (ranged.earliest, ranged.latest, ranged.topics) == (*days, ("oil",))
    assert ranged.between(*days) == one
    assert ranged.between(None, days[1]).earliest is None


@pytest.mark.parametrize(
    ("area", "n"),
    [((0, 1, 0, 1), 20), ((0.5, 0.5, 0.5, 0.5), 0), ((0, 0.5, 0, 1), None)],
)
def test_a_part_of_the_map(seed, area, n):
    filter_ = Filter(area=area)
    rows = select(seed, filter_).rows
    x, y = seed.positions.T
    inside = (area[0] <= x) & (x <= area[1]) & (area[2] <= y) & (y <= area[3])
    assert rows.tolist() == inside.nonzero()[0].tolist()
    assert n is None or len(rows) == n
    assert describe(seed, filter_, len(rows)).endswith(" of 20 documents · in a part of the map")


@pytest.mark.parametrize(
    ("given", "area"),
    [
        ("0.1,0.3,0.2,0.5", (0.1, 0.3, 0.2, 0.5)),
        ("0.3,0.1,1,0", (0.1, 0.3, 0, 1)),
        (".1,0.33333,0,1", (0.1, 0.333, 0, 1)),
        ("0.1,0.3,0.2", ()),
        ("0,2,0,1", ()),
        ("-1,0,0,1", ()),
        ("nan,0,0,1", ()),
        ("1e-9,0,0,1", ()),
        ("a,b,c,d", ()),
        ("", ()),
    ],
)
def test_what_is_no_rectangle_is_left_out(given, area):
    filter_ = Filter.from_url({"area": [given]})
    assert filter_.area == area
    assert Filter.from_url(filter_.to_url()) == filter_


def test_documents_not_drawn_lie_where_their_like_does(many, monkeypatch):
    monkeypatch.setattr("dash_core.collection.fitting.space.MAX_MAPPED", 50)
    collection = Collection(many.study)
    assert len(collection.space.map) <= 50
    assert collection.positions.shape == (len(many), 2)
    drawn = collection.space.map["row"].to_numpy()
    assert (collection.positions[drawn] == collection.space.map[["x", "y"]].to_numpy()).all()


def test_related_documents_pass_the_rest_of_the_filter(seed):
    hits = related_documents(seed, Filter(words="company", genre=("telegram",)))
    assert [seed.table["genre"][hit.row] for hit in hits] == ["telegram"] * len(hits)
    assert hits
    assert related_documents(seed, Filter(words="person:Stalin")) == []
    assert related_documents(seed, Filter(genre=("letter",))) == []
