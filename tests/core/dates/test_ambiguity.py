"""Dates that only a person can decide."""

import pytest

from dash_core.dates import DateRules, has_short_year, has_two_orders, is_settled


@pytest.mark.parametrize(
    ("text", "two_orders", "short_year"),
    [
        ("4/5/1946", True, False),
        ("4/5/46", True, True),
        ("4.5.1946", False, False),
        ("4/4/1946", False, False),
        ("24/12/45", False, True),
        ("30-Jun-45", False, True),
        ("9 Aug 12", False, True),
        ("9 Aug. 12", False, True),
        ("1 Aug 12, 1946", False, False),
        ("April 5, 1946", False, False),
        ("see 4/5/1946", False, False),
        ("", False, False),
    ],
)
def test_what_is_ambiguous(text, two_orders, short_year):
    assert (has_two_orders(text), has_short_year(text)) == (two_orders, short_year)


@pytest.mark.parametrize(
    ("text", "rules", "settled"),
    [
        ("4/5/1946", DateRules(day_first=True), True),
        ("4/5/1946", DateRules(century=1900), False),
        ("4/5/46", DateRules(day_first=False), False),
        ("4/5/46", DateRules(day_first=False, century=1900), True),
        ("24/12/45", DateRules(century=1900), True),
        ("9 Aug 12", DateRules(century=1900), True),
        ("9 Aug. 12", DateRules(day_first=True), False),
        ("about 9 Aug 12", DateRules(century=1900), False),
        ("24/12/1945", DateRules(day_first=True, century=1900), False),  # nothing was open
        ("c. 4/5/1946", DateRules(day_first=True, century=1900), False),
    ],
)
def test_is_settled(text, rules, settled):
    assert is_settled(text, rules) is settled
