"""Lines that are dates, and lines that are none."""

import pytest

from dash_core.dates import looks_like_date


@pytest.mark.parametrize(
    "line",
    [
        "April 5, 1946",
        "Feb. 26",
        "26 Feb",
        "Do",
        "ditto",
        "Same date",
        "n.d.",
        "[undated]",
        "1946",
        "1884, 1893",
        "February 30, 1946",
        "12/24/45",
        "4/5/1946",
        "1946-1945",
        "XIX век",
        "Undated [Rec’d Nov. 5]",
        "between 1945 and 1946",
        "April 5, 1946—10 a.m.",
    ],
)
def test_lines_that_are_dates(line):
    assert looks_like_date(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "12",
        "1 - 10 of 42",
        "Page 2",
        "2500",
        "0999",
        "May",
        "April May",
        "in 1946.",
        "and 1946",
        "1959)",
        "Letter of April 5, 1946",
        "1946 was a cold year",
        "Berlin, April 5, 1946",
        "Vol. 3",
        "p. 1946",
        "Box 12, Folder 1946",
        "42 pages",
        "Stalin to Molotov",
        "a" * 200,
        "1" * 60,
    ],
)
def test_lines_that_are_none(line):
    assert not looks_like_date(line)
