"""Dates of a whole listing."""

import pytest

from dash_core.dates import DateRules, infer_rules, read_dates


@pytest.mark.parametrize(
    ("texts", "day_first", "century"),
    [
        (["24/12/1945", "4/5/1946", "1946"], True, 1900),
        (["12/24/1945", "4/5/1946", "1946"], False, 1900),
        (["24/12/1945", "12/24/1945"], None, None),  # both orders: nothing is decided
        (["4/5/1946", "1946"], None, None),  # two years do not show the century
        (["1895", "1903", "1910"], None, 1850),
        (["1789", "1850", "1946"], None, None),
        (["1861"] * 40 + ["2003"], None, 1800),
        ([], None, None),
    ],
)
def test_infer_rules(texts, day_first, century):
    assert infer_rules(texts) == DateRules(day_first, century)


def test_ambiguous_dates_follow_the_listing_and_say_so():
    reading = read_dates(["24/12/1945", "4/5/1946", "12/3/45"])
    assert [date.edtf for date in reading.dates[:2]] == ["1945-12-24", "1946-05-04"]
    assert [date.is_marked for date in reading.dates] == [False, True, True]
    assert any("4/5/1946" in remark for remark in reading.remarks)


def test_rules_of_a_person_override_those_of_the_listing():
    reading = read_dates(["24/12/1945", "4/5/1946"], DateRules(day_first=False))
    assert reading.rules.day_first is False
    assert [date.edtf for date in reading.dates] == ["1945-12-24", "1946-04-05"]


def test_years_are_carried_down_the_list():
    texts = ["1882. Feb. 10", "Feb. 26", "n.d.", "March 3", "Do.", "1884, 1893", "May 4"]
    dates = read_dates(texts).dates
    assert [date.text for date in dates] == texts
    assert [date.edtf for date in dates] == [
        "1882-02-10",
        "1882-02-26",
        "",
        "1882-03-03",
        "1882-03-03",
        "{1884,1893}",
        "1882-05-04",
    ]
    assert [date.qualifier for date in dates[:2]] == ["none", "inferred"]
    assert dates[1].is_marked
    assert dates[2].says_undated


def test_a_date_centuries_away_from_all_others_is_marked():
    texts = [f"May {day}, 1861" for day in range(1, 31)] + ["May 30, 1061", "1790"]
    dates = read_dates(texts).dates
    assert [date.is_marked for date in dates] == [False] * 30 + [True, False]
    assert dates[30].edtf == "1061-05-30"
    assert not any(date.is_marked for date in read_dates(["1861", "1061"]).dates)


def test_a_rare_early_date_of_a_collection_of_ages_is_not_doubtful():
    texts = [str(year) for year in range(1850, 1990, 5)] + ["1545"]
    assert not any(date.is_marked for date in read_dates(texts).dates)


def test_a_year_of_two_digits_is_not_carried_on():
    dates = read_dates(["1927", "May 3, 1927", "1926", "30-Jun-45", "July 2"]).dates
    assert [date.edtf for date in dates[-2:]] == ["1945-06-30", "1926-07-02"]


def test_without_a_year_before_it_a_date_stays_unknown():
    reading = read_dates(["Feb. 26", "Do", "1882"])
    assert [date.is_known for date in reading.dates] == [False, False, True]
    assert all(date.note for date in reading.dates[:2])


def test_a_day_that_the_carried_year_does_not_have_stays_unknown():
    assert not read_dates(["1882", "Feb. 29"]).dates[1].is_known


def test_a_year_is_not_carried_into_another_file():
    reading = read_dates(["1882", "Feb. 26", "Feb. 27"], sources=["a", "b", "a"])
    assert [date.edtf for date in reading.dates] == ["1882", "", "1882-02-27"]
    assert any(remark.startswith("1 date ") for remark in reading.remarks)


def test_a_file_decides_what_the_listing_leaves_open():
    texts = ["24/12/1945", "4/5/1946", "12/24/1945", "4/5/1946"]
    reading = read_dates(texts, sources=["a", "a", "b", "b"])
    assert reading.rules.day_first is None
    assert [date.edtf for date in reading.dates[1::2]] == ["1946-05-04", "1946-04-05"]
