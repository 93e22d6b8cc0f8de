import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.search.fuzzy_names import find_names, similar_names

NAMES = {
    "Bagirov": ("Bagirov", "M. D. Bagirov"),
    "Stalin": ("Stalin", "Filippov [Stalin]"),
    "Ahmad Qavam": ("Ahmad Qavam",),
    "A. Smith": ("A. Smith",),
    "B. Smith": ("B. Smith",),
    "Secretary of State": (),
}


@pytest.mark.parametrize(
    ("query", "names", "is_guess"),
    [
        ("Bagirov", ["Bagirov"], False),
        ("bagirov m", ["Bagirov"], False),
        ("Filippov", ["Stalin"], False),
        ("smith", ["A. Smith", "B. Smith"], False),
        ("B. Smith", ["B. Smith"], False),
        ("Bagir", ["Bagirov"], False),
        ("secretary of state", ["Secretary of State"], False),
        ("Bagirof", ["Bagirov"], True),
        ("Achmad Kavam", ["Ahmad Qavam"], True),
        ("Ahmed Qavam", ["Ahmad Qavam"], True),
        ("Qawam Ahmad", ["Ahmad Qavam"], True),
        ("Xenophon", [], True),
        ("", [], False),
        ("…", [], False),
    ],
)
def test_a_name_is_found_whole_in_part_or_nearly(query, names, is_guess):
    reading = find_names(query, NAMES)
    assert list(reading.names) == names
    assert reading.is_guess == is_guess


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=8))))
def test_any_names_give_some_of_them(query, names):
    assert set(find_names(query, names).names) <= set(names)
    assert set(similar_names(query, names)) <= set(names)


def test_similar_names():
    assert similar_names("Staline", NAMES) == ["Stalin"]
    assert similar_names("Kennan", NAMES) == []
