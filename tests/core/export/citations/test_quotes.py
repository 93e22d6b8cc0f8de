"""Quotation marks and apostrophes told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.export.citations.quotes import CLOSE, OPEN, curl, mark_quotes


@pytest.mark.parametrize(
    ("printed", "set_"),
    [
        ("the 'Long Telegram'", "the “Long Telegram”"),
        ('the "Long Telegram"', "the “Long Telegram”"),
        ("the “Long Telegram”", "the “Long Telegram”"),
        ("the ‘Long Telegram’", "the “Long Telegram”"),
        ("a \"word in 'another' word\"", "a “word in ‘another’ word”"),
        ("People's Commissar", "People’s Commissar"),
        ("Yemel’yanov’s memo", "Yemel’yanov’s memo"),
        ("'Concerning the workers' rights' in Iran", "“Concerning the workers’ rights” in Iran"),
        ("the workers' rights", "the workers’ rights"),
        ("6' of water", "6' of water"),
        ('a 6" gun', 'a 6" gun'),
        ("'unclosed", "’unclosed"),
        ("«Pravda» and „Zeit“", "«Pravda» and „Zeit“"),
        ("", ""),
    ],
)
def test_marks(printed, set_):
    assert curl(mark_quotes(printed)) == set_


@given(st.text(alphabet="ab '\"“”‘’.,s", max_size=30))
def test_only_marks_change_and_pairs_come_out_even(text):
    marked = mark_quotes(text)
    depth = 0
    for sign in marked:
        depth += (sign == OPEN) - (sign == CLOSE)
        assert depth >= 0
    assert depth == 0
    bare = str.maketrans(dict.fromkeys("'\"“”‘’" + OPEN + CLOSE))
    assert curl(marked).translate(bare) == text.translate(bare)
    assert len(marked) == len(text)
