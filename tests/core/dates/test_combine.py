"""One date from what is printed and what is stated beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.dates import parse_date
from dash_core.dates.combine import combine_dates, read_stated_date
from dash_core.dates.stated import NOTHING_STATED, StatedDate


def combined(printed="", **stated):
    return combine_dates(parse_date(printed), StatedDate(**stated))


@pytest.mark.parametrize(
    ("printed", "stated", "edtf", "is_marked"),
    [
        # the printed date is the surer one, or the same
        ("3 May 1871", {"machine": "1871-05-03"}, "1871-05-03", False),
        ("3 May 1871", {"machine": "1871"}, "1871-05-03", False),
        ("1870s", {"begin": "1870", "end": "1879"}, "187X", False),
        ("1871", {"begin": "1871-01-01", "end": "1871-12-31"}, "1871", False),
        ("1871", {"machine": "1871-01-01"}, "1871", False),
        ("May 1871", {"machine": "1871-05-01/1871-05-01"}, "1871-05", False),
        ("1871-1874", {"machine": "1871-01-01/1874-01-01"}, "1871/1874", False),
        # the stated date is less sure of an end
        ("1871-1874", {"machine": "1871?/1874"}, "1871?/1874", False),
        ("1871", {"machine": "1871~"}, "1871~", False),
        # the stated date says more
        ("1870s", {"machine": "1872/1874"}, "1872/1874", False),
        ("May 1871", {"begin": "1871-05-03", "end": "1871-05-09"}, "1871-05-03/1871-05-09", False),
        ("1871-", {"machine": "1871/1874"}, "1871/1874", False),
        ("about Whitsun", {"machine": "1871-05-28"}, "1871-05-28", True),
        ("4/5/1871", {"machine": "1871-05-04"}, "1871-05-04", True),
        # the year has a place of its own
        ("3 May", {"year": "1871"}, "1871-05-03", False),
        ("May", {"year": "1871"}, "1871-05", False),
        ("about Whitsun", {"year": "1871"}, "1871", True),
        # they exclude each other
        ("3 May 1871", {"machine": "1817-05-03"}, "1871-05-03", True),
        ("1871-1874", {"machine": "1873/1880"}, "1871/1874", True),
        ("1871", {"machine": "the year"}, "1871", True),
        # other calendars: the stated date is converted already
        ("12 May 1871", {"machine": "1871-05-24", "calendar": "Julian"}, "1871-05-24", False),
        ("12 May 1871", {"calendar": "julian"}, "1871-05-24", True),
        ("12 May 1871", {"machine": "1871-05-12", "calendar": "julian"}, "1871-05-12", True),
        ("12 May 1871", {"calendar": "gregorian"}, "1871-05-12", False),
        ("1288", {"machine": "1871", "calendar": "hijri"}, "1871", False),
        # qualifiers
        ("1871", {"qualifier": "approximate"}, "1871~", False),
        ("1871", {"machine": "1871", "qualifier": "uncertain"}, "1871?", False),
        ("1871-1874", {"qualifier": "approximate"}, "1871~/1874~", False),
        ("1871", {"qualifier": "inferred"}, "1871", False),
        ("spring 1871", {"qualifier": "uncertain"}, "1871-03?/1871-05?", False),
        ("1871?", {"qualifier": "approximate"}, "1871?", False),
        # nothing is printed
        ("", {"begin": "1871", "end": "9999"}, "1871/..", True),
        ("", {"begin": "1871", "end": "-"}, "1871/..", True),
        (
            "Ende April 1822",
            {"begin": "1822-04-20", "end": "1822-05-02"},
            "1822-04-20/1822-05-02",
            False,
        ),
        (
            "Ende April 1822",
            {"begin": "1822-06-20", "end": "1822-06-30"},
            "1822-04-16/1822-04-30",
            True,
        ),
        ("1822-04", {"begin": "1822-04-20", "end": "1822-05-02"}, "1822-04", True),
        ("", {"begin": "1871-05", "end": "1872"}, "1871-05/1872", False),
        ("", {"begin": "1871", "end": ""}, "1871", False),
        ("", {"begin": "", "end": "1871"}, "/1871", True),
        ("", {"begin": "1 May 1871", "end": "3 May 1871"}, "1871-05-01/1871-05-03", False),
        ("", {"begin": "1871-01-01", "end": "1871-12-31"}, "1871", False),
        ("", {"machine": "1871/9999"}, "1871/..", True),
        ("", {"machine": "../1871"}, "../1871", True),
        ("", {"machine": "-18/13"}, "-0018/0013", True),
        ("79", {"machine": "79"}, "0079", False),
        ("", {"machine": "9871"}, "9871", True),
        ("", {"year": "1871", "month": "5", "day": "3"}, "1871-05-03", False),
        ("", {"year": "1871", "month": "May"}, "1871-05", False),
        ("", {"year": "1871", "month": "0", "day": "0"}, "1871", False),
        ("", {"year": "1871.0", "month": "5.0", "day": ""}, "1871-05", False),
        ("", {"year": "1871", "day": "3"}, "1871", True),
        ("", {"year": "1871", "month": "2", "day": "30"}, "", True),
        ("", {"machine": "1871-05-03", "event": "received"}, "1871-05-03", True),
        ("", {"machine": "1871", "begin": "1890", "end": "1891"}, "1871", True),
    ],
)
def test_one_date(printed, stated, edtf, is_marked):
    result = combined(printed, **stated)
    assert (result.edtf, result.is_marked) == (edtf, is_marked), result.note


def test_both_are_shown_where_they_exclude_each_other():
    result = combined("3 May 1871", machine="1817-05-03")
    assert result.text == "3 May 1871"
    assert "1817-05-03" in result.note


def test_the_text_of_a_date_that_is_only_stated_is_the_sources():
    assert combined(machine="18710503").text == "18710503"
    assert combined(begin="1871", end="9999").text == "1871/9999"


@pytest.mark.parametrize(
    ("begin", "end", "edtf"),
    [
        ("1871", "73", "1871/1873"),
        ("1871", "3", "1871/1873"),
        ("17 Feb.", "18 March 1871.", "1871-02-17/1871-03-18"),
        ("1871, Feb.", "Aug.", "1871-02/1871-08"),
        ("1873", "1871", ""),
    ],
)
def test_ends_that_only_together_are_a_date(begin, end, edtf):
    assert combined(begin=begin, end=end).edtf == edtf


texts = st.sampled_from(
    ("", "1871", "1871-05", "1871-05-03", "..", "9999", "-", "Mai", "13", "1880", "x", "-0043")
)


@given(
    st.sampled_from(("", "1871", "3 May 1871", "1870s", "n.d.", "4/5/71", "44 BC", "1871-", "x")),
    st.builds(
        StatedDate, *[texts] * 6, st.sampled_from(("", "julian", "hijri", "Mayan")),
        st.sampled_from(("", "approximate", "uncertain", "inferred")),
    ),
)  # fmt: skip
def test_nothing_printed_is_lost(printed, stated):
    result = combine_dates(parse_date(printed), stated)
    assert result.text == printed or not printed
    assert result.is_known == bool(result.edtf)
    if result.earliest is not None and result.latest is not None:
        assert result.earliest <= result.latest
    again = combine_dates(result, NOTHING_STATED)
    assert again == result
    assert read_stated_date(stated).is_known or parse_date(printed).is_known == result.is_known


def test_a_year_of_another_calendar_beside_the_printed_one_is_not_taken():
    printed = "1003 [1594-1595]"
    date = combined(printed, begin="1003")
    assert (date.text, date.edtf) == (printed, "1594/1595")
    assert "says otherwise" in date.note
