import re
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core.dates import PRECISIONS, format_span, parse_date

MONTHS = (
    "January February March April May June July August September October November December".split()
)


@pytest.mark.parametrize(
    ("printed", "edtf", "earliest", "latest", "precision", "qualifier"),
    [
        ("December 24, 1945", "1945-12-24", "1945-12-24", "1945-12-24", "day", "none"),
        ("February 01, 1946", "1946-02-01", "1946-02-01", "1946-02-01", "day", "none"),
        ("24 December 1945", "1945-12-24", "1945-12-24", "1945-12-24", "day", "none"),
        ("1st May, 1946", "1946-05-01", "1946-05-01", "1946-05-01", "day", "none"),
        ("May 22nd 1946", "1946-05-22", "1946-05-22", "1946-05-22", "day", "none"),
        ("Sept. 3, 1946", "1946-09-03", "1946-09-03", "1946-09-03", "day", "none"),
        ("1946-04-05", "1946-04-05", "1946-04-05", "1946-04-05", "day", "none"),
        ("February 29, 1948", "1948-02-29", "1948-02-29", "1948-02-29", "day", "none"),
        ("  MAY   5,  1946 ", "1946-05-05", "1946-05-05", "1946-05-05", "day", "none"),
        ("February, 1946", "1946-02", "1946-02-01", "1946-02-28", "month", "none"),
        ("Feb 1948", "1948-02", "1948-02-01", "1948-02-29", "month", "none"),
        ("1946-12", "1946-12", "1946-12-01", "1946-12-31", "month", "none"),
        ("spring 1946", "1946-21", "1946-03-01", "1946-05-31", "season", "none"),
        ("Fall, 1946", "1946-23", "1946-09-01", "1946-11-30", "season", "none"),
        ("1946", "1946", "1946-01-01", "1946-12-31", "year", "none"),
        ("1946?", "1946?", "1946-01-01", "1946-12-31", "year", "uncertain"),
        ("c. 1946", "1946~", "1946-01-01", "1946-12-31", "year", "approximate"),
        ("circa 1946", "1946~", "1946-01-01", "1946-12-31", "year", "approximate"),
        ("1940s", "194X", "1940-01-01", "1949-12-31", "decade", "none"),
        ("about 1940s", "194X~", "1940-01-01", "1949-12-31", "decade", "approximate"),
        ("19th century", "18XX", "1800-01-01", "1899-12-31", "century", "none"),
        ("1945-1946", "1945/1946", "1945-01-01", "1946-12-31", "interval", "none"),
    ],
)
def test_read(printed, edtf, earliest, latest, precision, qualifier):
    found = parse_date(printed)
    assert (found.text, found.edtf) == (printed, edtf)
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert (found.precision, found.qualifier) == (precision, qualifier)


@pytest.mark.parametrize(
    "printed",
    [
        "February 30, 1946",
        "12/24/45",
        "n.d.",
        "1946-13",
        "0000",
        "1946 1946",
        "Smarch 3, 1946",
        "-1946",  # open: "and earlier", or a year before our era
        "century 1946",
        "th 1946",
        "s 1946",
        "Winter 9999",
        "",
        "   ",
    ],
)
def test_refused_and_kept_as_printed(printed):
    found = parse_date(printed)
    assert (found.precision, found.is_known, found.text) == ("unknown", False, printed)
    assert (found.edtf, found.earliest, found.latest) == ("", None, None)


def test_a_winter_is_more_than_its_december():
    found = parse_date("Winter 1946")
    assert found.precision == "season"
    assert found.earliest <= date(1946, 2, 1) or found.latest >= date(1947, 2, 1)


def check(text):
    found = parse_date(text)
    assert found.text == text
    assert found.precision in PRECISIONS
    assert found.is_known == bool(found.edtf) == (found.earliest is not None)
    if found.is_known:
        assert found.earliest <= found.latest
        assert found.edtf.isascii()
        assert same_bounds(found)
        years = [int(year) for year in re.findall("(?<![0-9])[0-9]{4}(?![0-9])", text)]
        assert found.note or all(found.earliest.year <= y <= found.latest.year for y in years)


PIECES = "May|5|12|1946|1950|1940s|19th|century|c.|circa|about|?|~|-|, |.|spring|winter|to".split(
    "|"
)


@given(st.text() | st.characters().map(str))
@example("\ud800")
@example("١٩٤٦")
@example("1" * 5000)
def test_any_text_is_kept_and_never_fails(text):
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(["", " "]))
def test_any_heap_of_date_words(pieces, between):
    check(between.join(pieces))


@given(st.dates())
def test_a_real_day_comes_back_from_every_way_to_print_it(day):
    month = MONTHS[day.month - 1]
    for printed in (
        f"{month} {day.day}, {day.year:04d}",
        f"{day.day} {month} {day.year:04d}",
        f"{month[:3]}. {day.day:02d}, {day.year:04d}",
        day.isoformat(),
    ):
        found = parse_date(printed)
        assert (found.earliest, found.latest, found.precision) == (day, day, "day")
        assert found.edtf == day.isoformat()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1946-04-05", "1946-04-05", "5 Apr 1946"),
        ("1946-04-05", "1946-04-14", "5 – 14 Apr 1946"),
        ("1946-01-01", "1946-04-14", "1 Jan – 14 Apr 1946"),
        ("1945-12-24", "1946-04-14", "24 Dec 1945 – 14 Apr 1946"),
    ],
)
def test_spans_in_words(first, last, said):
    assert format_span(date.fromisoformat(first), date.fromisoformat(last)) == said


@pytest.mark.parametrize(
    ("printed", "earliest", "latest"),
    [
        ("1911-12", "1911-01-01", "1912-12-31"),
        ("1900s", "1900-01-01", "1999-12-31"),
        ("4/5/1946", "1946-04-05", "1946-05-04"),
        ("Winter 1946", "1946-01-01", "1947-02-28"),
    ],
)
def test_what_may_be_two_things_covers_both_and_is_marked(printed, earliest, latest):
    found = parse_date(printed)
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert found.note


def same_bounds(found):
    """Whether the EDTF has our bounds, by the `edtf` package. Not asked: of a winter, which it
    ends in December; of open ends, where ours stay within what is named; of overlapping ends."""
    if "24" in found.edtf or "/.." in found.edtf or "../" in found.edtf or "overlap" in found.note:
        return parse_edtf(found.edtf) is not None
    parsed = parse_edtf(found.edtf)
    if found.edtf[0] in "[{":
        return parsed is not None
    ours = [(day.year, day.month, day.day) for day in (found.earliest, found.latest)]
    return [tuple(parsed.lower_strict()[:3]), tuple(parsed.upper_strict()[:3])] == ours


NOISE = "Zebra Tehran memo £5 # oil draft fragment".split()
GOOD = [
    "April 5, 1946",
    "5 April 1946",
    "1945-1946",
    "c. 1946",
    "Spring 1946",
    "19th century",
    "1933-1938, 1985",
    "before 1946",
    "[1946]",
]


@given(st.sampled_from(GOOD), st.sampled_from(NOISE), st.integers(0, 3))
def test_an_unexplained_word_makes_it_unknown_or_marked(good, noise, at):
    words = good.split()
    found = parse_date(" ".join([*words[:at], noise, *words[at:]]))
    assert not found.is_known or found.note


@pytest.mark.parametrize(
    "piece", ["1946-", "(Received ", "c. ? ", "12/25 ", "early-mid ", "nd, ", "9" * 9]
)
def test_hostile_strings(piece):
    for length in range(60, 121):
        check((piece * 120)[:length])
