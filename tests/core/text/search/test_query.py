import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core.text.search.query import FIELDS, Clause, Query, parse_query

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "-",
        "−",
        ":",
        " ",
        "oil",
        "the",
        "title:",
        "person:",
        "foo:",
        "Баку",
        "石油",
        "'",
    ]
)
TYPED = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join) | st.text(max_size=80)


@given(TYPED)
@example('-title:"a" -"b -')
@example("title:title:x")
def test_any_input_is_a_query_that_survives_being_typed_again(typed):
    query = parse_query(typed)
    assert parse_query(str(query)) == query
    assert bool(query) == bool(query.sentence())
    for part in query.clauses:
        assert part.field in ("", *FIELDS)
        assert any(map(str.isalnum, part.text))


@given(TYPED)
def test_no_letter_is_lost(typed):
    heard = "".join(f"{part.field}{part.text}" for part in parse_query(typed).clauses)
    typed_letters = sorted(c for c in typed.lower() if c.isalnum())
    assert sorted(c for c in heard.lower() if c.isalnum()) == typed_letters


@pytest.mark.parametrize(
    ("typed", "parts", "sentence"),
    [
        ("", [], ""),
        ('- " -- ()*', [], ""),
        ("oil company", [Clause("oil"), Clause("company")], "with the words “oil company”"),
        ('"oil  company"', [Clause("oil company", "", True)], "with the phrase “oil company”"),
        ("„oil company“ x", [Clause("oil company", "", True), Clause("x")], None),
        ('"oil comp', [Clause("oil"), Clause("comp")], "with the words “oil comp”"),
        ("-troops", [Clause("troops", "", False, True)], "without “troops”"),
        ("−troops", [Clause("troops", "", False, True)], "without “troops”"),
        ("Anglo-Soviet", [Clause("Anglo-Soviet")], "with the words “Anglo-Soviet”"),
        ('-"armed men"', [Clause("armed men", "", True, True)], "without the phrase “armed men”"),
        ("Title:Oil", [Clause("Oil", "title")], "“Oil” in the title"),
        ("-summary:oil", [Clause("oil", "summary", False, True)], "“oil” not in the summary"),
        ('from:"A. Smith"', [Clause("A. Smith", "from", True)], "from A. Smith"),
        ("-to:Jones", [Clause("Jones", "to", False, True)], "not to Jones"),
        ("person:X place:Y", [Clause("X", "person"), Clause("Y", "place")], "naming X, in Y"),
        ("genre:cable topic:oil", None, "of the genre cable, about oil"),
        ("foo:bar", [Clause("foo:bar")], "with the words “foo:bar”"),
        ("title: oil", [Clause("title:"), Clause("oil")], "with the words “title: oil”"),
        ('person:""', [Clause("person:")], "with the words “person:”"),
    ],
)
def test_grammar(typed, parts, sentence):
    query = parse_query(typed)
    if parts is not None:
        assert query == Query(tuple(parts))
    if sentence is not None:
        assert query.sentence() == sentence
