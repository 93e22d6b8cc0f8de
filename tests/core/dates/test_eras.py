"""Years before and after the beginning of our era; EDTF has a year 0, which is 1 BC."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.dates import parse_date, read_dates


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("350 BC", "-0349"),
        ("1 B.C.", "0000"),
        ("c. 350 BCE", "-0349~"),
        ("350 v. Chr.", "-0349"),
        ("350 avant J.-C.", "-0349"),
        ("350 a.C.", "-0349"),
        ("350 до н. э.", "-0349"),
        ("350-310 BC", "-0349/-0309"),
        ("350 BC - 310 BC", "-0349/-0309"),
        ("27 BC - 14 AD", "-0026/0014"),
        ("350 or 349 BC", "[-0349,-0348]"),
        ("4 July 350 BC", "-0349-07-04"),
        ("July 350 BC", "-0349-07"),
        ("5th century BC", "-0499/-0400"),
        ("5th-4th century BCE", "-0499/-0300"),
        ("AD 98", "0098"),
        ("98 AD", "0098"),
        ("812 CE", "0812"),
        ("A.D. 98-117", "0098/0117"),
        ("98 n. Chr.", "0098"),
        ("AD 1066", "1066"),
        ("1066 CE", "1066"),
    ],
)
def test_years_with_an_era(printed, edtf):
    assert parse_date(printed).edtf == edtf


@pytest.mark.parametrize("printed", ["310-350 BC", "BC", "0 BC", "31 February 350 BC", "Box 3 BC"])
def test_what_makes_no_date_is_not_read(printed):
    result = parse_date(printed)
    assert not result.is_known
    assert result.is_marked


def test_years_before_1_have_no_days_and_are_marked():
    before = parse_date("350 BC")
    assert (before.earliest, before.latest, before.precision) == (None, None, "year")
    assert before.is_marked
    across = parse_date("27 BC - 14 AD")
    assert (across.earliest, across.latest) == (date(1, 1, 1), date(14, 12, 31))


@given(st.integers(1, 9999))
def test_every_year_is_counted_back(year):
    assert parse_date(f"{year} BC").edtf == (f"-{year - 1:04d}" if year > 1 else "0000")


def test_dates_without_bounds_stand_in_a_listing():
    texts = ["350 BC", "do", "Feb. 26", "1871", "Y-20000"]
    dates = read_dates(texts).dates
    assert [one.text for one in dates] == texts
    assert dates[0].edtf == dates[1].edtf == "-0349"
