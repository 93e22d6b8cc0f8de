import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.components.html import format_date, marked, plain
from dash_core.collection.table import build
from dash_core.readers import Reading, Record


@pytest.mark.parametrize(
    "text", ["www.evil.example", "https://evil.example", "a@evil.example", ":material/home:", "->"]
)
def test_nothing_in_a_label_comes_alive(text):
    label = plain(text)
    assert text not in label.replace("\\", "")  # a word joiner breaks it
    assert label.replace("\\", "").replace("\u2060", "") == text


def test_marks_escape_what_they_mark():
    html = marked("<b>oil</b>", [(3, 6, "")])
    assert html == "&lt;b&gt;<mark>oil</mark>&lt;/b&gt;"


def test_a_mark_through_the_end_of_a_passage_is_cut_there():
    made = marked("one two three", [(4, 7, ""), (8, 13, "")], [(0, 10)])
    assert made == (
        '<mark class="passage" title="highlighted">one <mark>two</mark> <mark>th</mark></mark>'
        "<mark>ree</mark>"
    )


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=4)
texts = st.text(st.sampled_from("ab <>&\"'*\n"), min_size=30, max_size=30)


@given(texts, spans, spans)
def test_letters_stay_and_neither_marks_nor_passages_are_lost(text, own, passages):
    own, passages = ([(a, b) for a, b in some if a < b] for some in (own, passages))
    made = marked(text, [(a, b, "") for a, b in own], passages)
    at, inside, seen = 0, [], {"mark": set(), "passage": set()}
    for tag, escaped in re.findall("(<[^>]*>)|([^<]+)", made):
        if tag == "</mark>":
            inside.pop()
        elif tag:
            inside.append("passage" if "passage" in tag else "mark")
        letters = html.unescape(escaped)
        assert text[at : at + len(letters)] == letters
        for kind in inside:
            seen[kind] |= set(range(at, at + len(letters)))
        at += len(letters)
    assert at == len(text)
    assert not inside
    assert seen["passage"] == {i for a, b in passages for i in range(a, b)}
    whole = [set(range(a, b)) for a, b in sorted(own)]
    assert seen["mark"] <= set().union(*whole)
    assert all(span <= seen["mark"] or span & seen["mark"] for span in whole)


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("February, 1946", "February, 1946 (only the month is known: 1 – 28 Feb 1946)"),
        (
            "circa 1946",
            "circa 1946 (approximate; only the year is known: 1 Jan – 31 Dec 1946)",
        ),
        ("n.d.", "n.d."),
        ("", "no date"),
    ],
)
def test_a_date_says_what_is_known(printed, said):
    row = build(Reading([Record(date=printed)])).frame.iloc[0].copy()
    row["date_note"] = ""
    assert format_date(row, full=True) == said
    row["date_note"] = "Look at it."
    noted = format_date(row, full=True)
    assert noted.endswith("Look at it.") or not printed
    assert ("not understood" in noted) == (printed == "n.d.")
