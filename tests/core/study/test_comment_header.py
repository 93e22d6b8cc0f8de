"""A head comes and goes, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.study.comment_header import with_header, without_header

HEAD = "Listing: letters.csv\nDocuments: All 20 documents\n"


@given(st.text())
def test_a_text_comes_back(text):
    assert without_header(with_header(text, HEAD)) == without_header(text)


@given(st.text("#: \nabc"))
def test_heads_do_not_pile_up(text):
    once = with_header(text, HEAD)
    assert with_header(once, HEAD) == once
    assert once.startswith("#: Listing: letters.csv\n#: Documents: All 20 documents\n\n")


@pytest.mark.parametrize("text", ["", "k = 5\n", "\n\nk = 5", "# mine\nk = 5\n", "#:k\n", "# : k"])
def test_a_persons_own_text_stays(text):
    assert without_header(text) == text
    assert without_header(with_header(text, HEAD)) == text


def test_a_head_whose_line_ends_an_editor_changed():
    there = with_header("k = 5\n", HEAD).replace("\n", "\r\n")
    assert without_header(there) == "k = 5\r\n"
