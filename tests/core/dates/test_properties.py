"""Properties of the parse of any string, and of the rules of a listing."""

import re

import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dash_core.dates import DateRules, parse, parse_date, parse_machine_date

PIECES = (
    "May|avril|марта|5|12|31|’46|1946|1950|1911-12|1900s|1940s|19th|XIX|century|c.|circa|about|?|~|"
    "-|–|/|, |.|;|(|)|[|]|spring|winter|to|and|or|between|before|after|early|undated|n.d.|bulk|"
    "printed|4/5/1946|1946-04-05|10 a.m.|O.S.|Friday|do|ongoing|of|the|{|}|..|X|194-|zzz|late|"
    "second|half|quarter|mid|Q1|from|BC|CE|AD|AH|i.e.|recte|sic|\\\\|iii|VI|kwietnia|Nisan|1365|Ramadan|"
    "an VIII|brumaire|年|月|昭和|Easter|FY|rec'd|(7 items)|7bre|listopad|50s|1690/91|۱۳۲۴|мая"
).split("|")
GOOD = (
    "April 5, 1946|5 April 1946|April 1946|1946|c. 1946|1945-1946|April 5-7, 1946|1940s|"
    "19th century|between 1945 and 1946|1946-04-05|1884, 1893|before 1946|[1946?]|1946 Apr 5"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
@example(["4/5/1946", "-", "194-"], "")  # ends that overlap
def test_any_mix_of_date_words(pieces, between):
    text = between.join(pieces)
    result = parse_date(text)
    assert result.text == text
    assert result.is_known == bool(result.edtf)
    if result.is_known and result.earliest is None:  # before Christ
        assert result.note
        return
    assert all(quoted in text for quoted in re.findall("“(.+?)”", result.note))
    if not result.is_known:
        assert result.note or result.says_undated or not text.strip()
        return
    assert result.earliest <= result.latest
    parse_edtf(result.edtf)
    if not result.note:
        for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9s])", text):
            assert result.earliest.year <= int(year) <= result.latest.year
    if "/.." not in result.edtf and "../" not in result.edtf:  # an open end keeps only its edge
        again = parse_machine_date(result.edtf)
        assert (again.earliest, again.latest) == (result.earliest, result.latest)


@given(
    st.sampled_from(GOOD),
    st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=9),
    st.integers(0, 8),
)
def test_a_word_that_is_no_date_is_never_ignored(printed, noise, place):
    words = printed.split(" ")
    words.insert(min(place, len(words)), noise)
    assume(not parse_date(f"{noise} 1946").is_known)  # not a word of dates by chance
    result = parse_date(" ".join(words))
    assert not result.is_known or result.is_marked


@given(st.text("0123456789-/.,;()[] ?aprilm", max_size=100))
def test_any_mix_of_digits_and_signs(text):
    result = parse_date(text)
    assert result.earliest is None or result.earliest <= result.latest


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
        "April 4 p.m. 1946",
        "18799",
        "31 Ramadan 1393",
    ],
)
def test_unread_dates_say_why(printed):
    result = parse_date(printed)
    assert not result.is_known
    assert result.is_marked


@pytest.mark.parametrize(
    "printed", ["n.d.", "undated", "[s.d.]", "No date", "date not known", "б.д."]
)
def test_a_statement_that_there_is_no_date_is_understood(printed):
    result = parse_date(printed)
    assert result.says_undated
    assert not result.is_known
    assert not result.is_marked


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
    result = parse_date(printed, rules)
    assert (result.edtf, result.is_marked) == (edtf, is_marked)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1911-12", "1911-12-01", "1911-12-31"),
        ("1911-21", "1911-03-01", "1911-05-31"),
        ("{1994-02,2004-06}", "1994-02-01", "2004-06-30"),
        ("2003-04/2003-06", "2003-04-01", "2003-06-30"),
        ("1946-04-05", "1946-04-05", "1946-04-05"),
    ],
)
def test_in_edtf_it_is_a_month_where_print_may_mean_years(text, earliest, latest):
    result = parse_machine_date(text)
    assert (str(result.earliest), str(result.latest)) == (earliest, latest)
    assert result.edtf == text
    assert not result.is_marked


_ORDERS_AND_CENTURIES = st.builds(
    DateRules, st.sampled_from([None, True, False]), st.sampled_from([None, 1800, 1860, 1900])
)


@given(
    st.text("0123456789/.- ?cApril’[]", max_size=16), st.lists(_ORDERS_AND_CENTURIES, max_size=6)
)
def test_the_cached_parse_is_that_by_the_same_rules(text, several):
    for rules in several:
        cached = parse_date(text, rules)
        parse._parses_of.cache_clear()
        assert parse_date(text, rules) == cached


def test_a_string_is_parsed_once_for_all_rules_it_does_not_depend_on(monkeypatch):
    parsed = []
    read = parse._read
    monkeypatch.setattr(
        parse, "_read", lambda text, rules: parsed.append(text) or read(text, rules)
    )
    parse._parses_of.cache_clear()
    for rules in (DateRules(), DateRules(True, 1900), DateRules(False)):
        parse_date("April 5, 1946", rules)
        parse_date("4/5/1946", rules)
    assert parsed == ["April 5, 1946", *["4/5/1946"] * 3]
