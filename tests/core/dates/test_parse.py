import re
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core.dates import PRECISIONS, parse_date

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
    result = parse_date(printed)
    assert (result.text, result.edtf) == (printed, edtf)
    assert (str(result.earliest), str(result.latest)) == (earliest, latest)
    assert (result.precision, result.qualifier) == (precision, qualifier)


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
    result = parse_date(printed)
    assert (result.precision, result.is_known, result.text) == ("unknown", False, printed)
    assert (result.edtf, result.earliest, result.latest) == ("", None, None)


def test_a_winter_is_more_than_its_december():
    result = parse_date("Winter 1946")
    assert result.precision == "season"
    assert result.earliest <= date(1946, 2, 1) or result.latest >= date(1947, 2, 1)


def check(text):
    result = parse_date(text)
    assert result.text == text
    assert result.precision in PRECISIONS
    assert result.is_known == bool(result.edtf) == (result.earliest is not None)
    if result.is_known:
        assert result.earliest <= result.latest
        assert result.edtf.isascii()
        assert same_bounds(result)
        years = [int(year) for year in re.findall("(?<![0-9])[0-9]{4}(?![0-9])", text)]
        assert result.note or all(result.earliest.year <= y <= result.latest.year for y in years)


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
def test_any_mix_of_date_words(pieces, between):
    check(between.join(pieces))


@given(st.dates())
def test_a_day_is_read_in_every_printed_form(day):
    month = MONTHS[day.month - 1]
    for printed in (
        f"{month} {day.day}, {day.year:04d}",
        f"{day.day} {month} {day.year:04d}",
        f"{month[:3]}. {day.day:02d}, {day.year:04d}",
        day.isoformat(),
    ):
        result = parse_date(printed)
        assert (result.earliest, result.latest, result.precision) == (day, day, "day")
        assert result.edtf == day.isoformat()


@pytest.mark.parametrize(
    ("printed", "earliest", "latest"),
    [
        ("1911-12", "1911-01-01", "1912-12-31"),
        ("1900s", "1900-01-01", "1999-12-31"),
        ("4/5/1946", "1946-04-05", "1946-05-04"),
        ("Winter 1946", "1946-01-01", "1947-02-28"),
    ],
)
def test_an_ambiguous_date_covers_both_readings_and_is_marked(printed, earliest, latest):
    result = parse_date(printed)
    assert (str(result.earliest), str(result.latest)) == (earliest, latest)
    assert result.note


def same_bounds(result):
    """Whether the EDTF has our bounds by the `edtf` package, too. Not compared: a winter, which it
    ends in December; open ends, where our bounds stay within the printed end; overlapping ends."""
    if (
        "24" in result.edtf
        or "/.." in result.edtf
        or "../" in result.edtf
        or "overlap" in result.note
    ):
        return parse_edtf(result.edtf) is not None
    parsed = parse_edtf(result.edtf)
    if result.edtf[0] in "[{":
        return parsed is not None
    ours = [(day.year, day.month, day.day) for day in (result.earliest, result.latest)]
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
    result = parse_date(" ".join([*words[:at], noise, *words[at:]]))
    assert not result.is_known or result.note


@pytest.mark.parametrize(
    "piece", ["1946-", "(Received ", "c. ? ", "12/25 ", "early-mid ", "nd, ", "9" * 9]
)
def test_hostile_strings(piece):
    for length in range(60, 121):
        check((piece * 120)[:length])
