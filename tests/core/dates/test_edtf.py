"""EDTF given as EDTF comes out as it went in, or is marked (ISO 8601-2:2019, levels 0 to 2)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.dates import parse_date, parse_machine_date
from dash_core.dates.edtf import read_edtf

SIGN = st.sampled_from(("", "", "?", "~", "%"))


def two(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first, last).map("{:02d}".format)


years = st.integers(1000, 2030).map(str)
unsure_years = st.one_of(
    st.integers(100, 202).map("{}X".format), st.integers(10, 20).map("{}XX".format)
)
beyond = st.one_of(
    st.integers(1, 999).map("-{:04d}".format),
    st.integers(10_000, 10**9).map("Y{}".format),
    st.builds("Y{}E{}".format, st.integers(-99, 99), st.integers(4, 9)),
    st.builds("{}S{}".format, years, st.integers(1, 3)),
)
months = st.builds("{}-{}{}".format, years, two(1, 12), SIGN)
days = st.builds("{}{}-{}{}{}-{}{}".format, years, SIGN, SIGN, two(1, 12), SIGN, two(1, 28), SIGN)
unsure_days = st.sampled_from(("1962-XX", "1962-1X", "1962-07-XX", "1962-XX-31", "19XX-07-XX"))
groups = st.builds("{}-{}".format, years, st.integers(21, 41))
plain = st.one_of(years, months, days, unsure_years, st.builds("{}{}".format, years, SIGN))
intervals = st.one_of(
    st.tuples(plain, plain)
    .filter(lambda p: read_edtf(p[0]).earliest <= read_edtf(p[1]).earliest)
    .map("/".join),
    plain.map("{}/..".format),
    plain.map("../{}".format),
    plain.map("/{}".format),
    plain.map("{}/".format),
)
members = st.lists(plain, min_size=2, max_size=4).map(",".join)
sets = st.one_of(
    members.map("[{}]".format),
    members.map("{{{}}}".format),
    years.map("[..{}]".format),
    months.map("[{}..]".format),
    st.builds("{{{},{}..{}}}".format, years, st.just("1871"), st.just("1874")),
)
every_form = st.one_of(
    years, months, days, unsure_years, unsure_days, beyond, groups, intervals, sets
)


@given(every_form)
def test_declared_edtf_comes_out_as_it_went_in(text):
    result = parse_machine_date(text)
    assert result.edtf == text
    assert result.earliest is not None or result.is_marked


@given(every_form.filter(lambda text: text.count("-") != 1 or "/" in text or text[0] in "[{"))
def test_edtf_in_print_comes_out_as_it_went_in_or_is_marked(text):
    result = parse_date(text)
    assert result.edtf == text or result.is_marked


@given(st.text("0123456789XYEST.,/{}[]~?%+:Z-", max_size=24))
def test_what_is_read_has_its_bounds_in_order(text):
    read = read_edtf(text)
    if read is not None and read.earliest is not None and read.latest is not None:
        assert read.earliest <= read.latest
        assert read_edtf(read.edtf) == read


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("1831-2X", None, None, ""),
        ("1831-02-30", None, None, ""),
        ("1834/1831", None, None, ""),
        ("1831-07~-11", date(1831, 7, 11), date(1831, 7, 11), "day"),
        ("1831-1X", date(1831, 10, 1), date(1831, 12, 31), "interval"),
        ("183X-02-29", date(1832, 2, 29), date(1836, 2, 29), "interval"),
        ("1831-36", date(1831, 10, 1), date(1831, 12, 31), "interval"),
        ("1831-41", date(1831, 7, 1), date(1831, 12, 31), "interval"),
        ("1831-29", date(1831, 9, 1), date(1831, 11, 30), "season"),
        ("1830S3", date(1830, 1, 1), date(1839, 12, 31), "interval"),
        ("-0011/0007", date(1, 1, 1), date(7, 12, 31), "interval"),
        ("1831-07-11T05:20:30+01:00", date(1831, 7, 11), date(1831, 7, 11), "day"),
    ],
)
def test_bounds(text, earliest, latest, precision):
    read = read_edtf(text)
    assert (read is None) == (not precision)
    if read is not None:
        assert (read.earliest, read.latest, read.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1831-00-00", "1831"),
        ("1831-07-00", "1831-07"),
        ("18310700", "1831-07"),
        ("1831.0", "1831"),
        ("18310711.0", "1831-07-11"),
        ("16uu", "16XX"),
        ("163u", "163X"),
        ("1831-9999", "1831/.."),
        ("1831-07-11/9999-12-31", "1831-07-11/.."),
        ("1831-07-11Z", "1831-07-11"),
        ("190-", "190X"),
        ("[200-?]", "200X?"),
        ("1831-0-0", "1831"),
        ("1831-7-0", "1831-07"),
        ("00/07/1831", "1831-07"),
        ("00/00/1831", "1831"),
        ("07/00/1831", "1831-07"),
        ("1831-07-11 00:00:00.000", "1831-07-11"),
        ("18310711000000", "1831-07-11"),
        ("1831-07-uu", "1831-07-XX"),
        ("1831-uu", "1831-XX"),
        ("1831uuuu", "1831/"),
        ("uuuu-1831", "/1831"),
        ("18319999", "1831/.."),
        ("1831/open", "1831/.."),
        ("unknown/1831", "/1831"),
        ("[1831, 1834, 1836..1838]", "[1831,1834,1836..1838]"),
        ("{1831, 1834 .. 1836}", "{1831,1834..1836}"),
        ("[.. 1831]", "[..1831]"),
        ("1831 / ..", "1831/.."),
        ("1831..1834", "1831/1834"),
    ],
)
def test_what_programs_and_catalogues_leave(text, edtf):
    assert parse_date(text).edtf == edtf


@pytest.mark.parametrize("text", ["0000-00-00", "00/00/0000", "uuuu", "NaN", "NULL", "NaT"])
def test_what_programs_write_for_no_date_says_so(text):
    assert parse_date(text).says_undated


def test_nothing_is_printed(capsys):
    parse_date("1831-1X")
    parse_date("18X1-1X")
    assert capsys.readouterr().out == ""
