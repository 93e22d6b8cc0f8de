from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.places import find_places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("From Tabriz to Teheran", ["Tabriz", "Tehran"]),
        ("Persia, later Iran", ["Iran", "Iran"]),
        ("Washington, Moscow and London", ["Washington", "Moscow", "London"]),
        ("Iran[ian] Azerbaijan", ["Iranian Azerbaijan"]),
        ("Southern Azerbaijan and the Azerbaijan SSR", ["Iranian Azerbaijan", "Azerbaijan SSR"]),
        ("the USSR and the U.S.S.R.", ["Soviet Union", "Soviet Union"]),
        ("Iran's oil", ["Iran"]),
        ("South Korea and North Korea", ["South Korea", "North Korea"]),
        ("Democratic Party of Azerbaijan", []),
        ("the Azerbaijan People's Government", []),
        ("CC CP of Azerbaijan", []),
        ("Iranians in southern iran", []),
        ("Tehranian", []),
        ("", []),
    ],
)
def test_places(text, places):
    assert [mention.name for mention in find_places(text)] == places


def test_a_person_s_name_is_no_place():
    text = "Jordan wrote from Jordan"
    assert [m.start for m in find_places(text, taken=[(0, 6)])] == [18]


@given(st.lists(st.sampled_from("Iran |Party of |[|Teheran|’s |A|é ".split("|"))).map("".join))
def test_mentions_stand_where_they_say(text):
    mentions = find_places(text)
    assert all(text[m.start : m.end] in {"Iran", "Teheran"} for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
