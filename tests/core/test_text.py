from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text import find_phrase, surfaces, term_of, tokenize


@pytest.mark.parametrize(
    "ways",
    [
        ["Yemel’yanov", "Yemel'yanov", "Yemelyanov", "YEMELʹYANOV", "Yemelyanov’s"],
        ["Bagirov", "Bagirov's", "Bagirov’s", "bagirov"],
        ["Iran[ian]", "Iranian", "iranian"],
        ["soldier", "soldiers", "Soldiers’s"],
        ["communiqué", "communique", "communiqués"],
        ["company", "companies"],
    ],
)
def test_ways_to_write_one_term(ways):
    assert len({term_of(way) for way in ways}) == 1
    assert all(len(tokenize(way)) == 1 for way in ways)
    assert term_of(ways[0])


@pytest.mark.parametrize("word", ["the", "The", "of", "upon", "x", "5", "é"])
def test_words_that_mean_nothing_have_no_term(word):
    assert [token.term for token in tokenize(word)] == [""]


@pytest.mark.parametrize(("one", "other"), [("oil", "soil"), ("Iran", "Iraq"), ("fire", "firm")])
def test_different_words_stay_apart(one, other):
    assert term_of(one) != term_of(other)


@given(st.text() | st.text("aZ9é ’'[]_-.\u0301ßİﬁ", max_size=40))
def test_tokens_stand_where_they_say(text):
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    kept = "".join(token.surface for token in tokens)
    assert sorted(filter(str.isalnum, text)) == sorted(filter(str.isalnum, kept))


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("A joint oil company", "oil company", ["oil company"]),
        ("The status of Iranian Azerbaijan", "status of Azerbaijan", []),
        ("The withdrawal of the troops", "withdrawal troops", ["withdrawal of the troops"]),
        ("A company for oil", "oil company", []),
        ("Oil, oil and oils", "oil", ["Oil", "oil", "oils"]),
        ("Oil", "oil company", []),
    ],
)
def test_phrases(text, phrase, found):
    tokens = tokenize(text)
    terms = [token.term for token in tokenize(phrase) if token.term]
    spans = find_phrase(tokens, terms)
    assert [text[tokens[a].start : tokens[b - 1].end] for a, b in spans] == found


def test_the_most_frequent_way_to_write_a_term_is_shown():
    documents = [tokenize("Oil oil’s oil. COMPANY Companies troops' TROOPS troops")]
    assert surfaces(documents) == {"oil": "oil", "compani": "Company", "troop": "troops"}
