"""Days and spans as text."""

from datetime import date

import pytest

from dash_core.dates import format_span


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1946-04-05", "1946-04-05", "5 Apr 1946"),
        ("1946-04-05", "1946-04-14", "5 – 14 Apr 1946"),
        ("1946-01-01", "1946-04-14", "1 Jan – 14 Apr 1946"),
        ("1945-12-24", "1946-04-14", "24 Dec 1945 – 14 Apr 1946"),
    ],
)
def test_format_span(first, last, expected):
    assert format_span(date.fromisoformat(first), date.fromisoformat(last)) == expected
