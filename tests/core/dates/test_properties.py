"""What must hold of any string at all, and of the rules of a listing."""

import re

import pytest
from edtf import parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dash_core.dates import DateRules, parse_date, parse_machine_date

PIECES = (
    "May|avril|марта|5|12|31|’46|1946|1950|1911-12|1900s|1940s|19th|XIX|century|c.|circa|about|?|~|"
    "-|–|/|, |.|;|(|)|[|]|spring|winter|to|and|or|between|before|after|early|undated|n.d.|bulk|"
    "printed|4/5/1946|1946-04-05|10 a.m.|O.S.|Friday|do|ongoing|of|the|{|}|..|X|194-|zzz"
).split("|")
GOOD = (
    "April 5, 1946|5 April 1946|April 1946|1946|c. 1946|1945-1946|April 5-7, 1946|1940s|"
    "19th century|between 1945 and 1946|1946-04-05|1884, 1893|before 1946|[1946?]|1946 Apr 5"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
@settings(deadline=None, max_examples=300)
def test_any_heap_of_date_words(pieces, between):
    text = between.join(pieces)
    found = parse_date(text)
    assert found.text == text
    assert found.is_known == bool(found.edtf) == (found.earliest is not None)
    if not found.is_known:
        assert found.note or found.says_undated or not text.strip()
        return
    assert found.earliest <= found.latest
    parse_edtf(found.edtf)
    if not found.note:
        for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text):
            assert found.earliest.year <= int(year) <= found.latest.year
    if "/.." not in found.edtf and "../" not in found.edtf:  # an open end keeps only its edge
        again = parse_machine_date(found.edtf)
        assert (again.earliest, again.latest) == (found.earliest, found.latest)


@given(
    st.sampled_from(GOOD),
    st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=9),
    st.integers(0, 8),
)
@settings(deadline=None)
def test_a_word_that_is_no_date_is_never_passed_over(printed, noise, place):
    words = printed.split(" ")
    words.insert(min(place, len(words)), noise)
    assume(not parse_date(f"{noise} 1946").is_known)  # not a word of dates by chance
    found = parse_date(" ".join(words))
    assert not found.is_known or found.is_marked


@given(st.text("0123456789-/.,;()[] ?aprilm", max_size=100))
def test_any_heap_of_digits_and_signs(text):
    found = parse_date(text)
    assert not found.is_known or found.earliest <= found.latest


@pytest.mark.parametrize(
    "printed",
    [
        "1946-1945",
        "Feb. 26",
        "not 1946",
        "1946 burned",
        "April 31-May 2, 1946",
        "17:30",
        "2 of 1946",
        "350 BC",
        "April 4 p.m. 1946",
        "18799",
        "1 Ramadan 1393",
    ],
)
def test_not_read_and_it_is_said_why(printed):
    found = parse_date(printed)
    assert not found.is_known
    assert found.is_marked


@pytest.mark.parametrize(
    "printed", ["n.d.", "undated", "[s.d.]", "No date", "date not known", "б.д."]
)
def test_what_says_that_there_is_no_date_is_understood(printed):
    found = parse_date(printed)
    assert found.says_undated
    assert not found.is_known
    assert not found.is_marked


@pytest.mark.parametrize(
    ("printed", "rules", "edtf", "is_marked"),
    [
        ("4/5/1946", DateRules(day_first=True), "1946-05-04", True),
        ("4/5/1946", DateRules(day_first=False), "1946-04-05", True),
        ("24/12/1945", DateRules(day_first=False), "1945-12-24", False),
        ("12/24/45", DateRules(century=1900), "1945-12-24", True),
        ("12/24/45", DateRules(century=1860), "1945-12-24", True),
        ("12/24/65", DateRules(century=1860), "1865-12-24", True),
        ("18-May-84", DateRules(century=1900), "1984-05-18", True),
        ("12/24/45", DateRules(), "", True),
    ],
)
def test_rules_of_the_listing(printed, rules, edtf, is_marked):
    found = parse_date(printed, rules)
    assert (found.edtf, found.is_marked) == (edtf, is_marked)


@pytest.mark.parametrize(
    ("given_", "earliest", "latest"),
    [
        ("1911-12", "1911-12-01", "1911-12-31"),
        ("1911-21", "1911-03-01", "1911-05-31"),
        ("{1994-02,2004-06}", "1994-02-01", "2004-06-30"),
        ("2003-04/2003-06", "2003-04-01", "2003-06-30"),
        ("1946-04-05", "1946-04-05", "1946-04-05"),
    ],
)
def test_a_machine_means_a_month_where_print_may_mean_years(given_, earliest, latest):
    found = parse_machine_date(given_)
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert found.edtf == given_
    assert not found.is_marked
