"""Notes, tags and highlighted passages: kept as written, found again, not seen by topics."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import Collection, Filter, Study
from dash_core.analysis.compare.comparison import start
from dash_core.analysis.network import letters
from dash_core.collection.document import passages
from dash_core.collection.view import describe, select, unknown_values
from dash_core.common.errors import NoteError
from dash_core.readers import SourceFile
from dash_core.study.annotations import (
    Highlight,
    Note,
    find_words,
    format_changes,
    has_words,
    highlight,
    join_notes,
    locate,
    merge_notes,
    normalize_note,
    note_on,
    with_highlight,
    with_note,
)
from dash_core.study.edits import Edit

OIL, TROOPS, RADIO = "e204ee8009", "4b27858af5", "cb6e63076f"
HOSTILE = "<img src=x onerror=alert(1)> **bold** [a](http://b) $x^2$ =1+1 :material/add:"


# One note


def test_a_note_is_kept_as_it_was_written():
    note = normalize_note(
        Note("a", "  First line.\r\nSecond\rline.\n\n ", (" oil ", "Oil", "a; b", ""))
    )
    assert note == Note("a", "First line.\nSecond\nline.", ("oil", "a", "b"))


def test_hostile_text_is_kept_as_it_was_written():
    assert normalize_note(Note("a", HOSTILE, (HOSTILE,))) == Note("a", HOSTILE, (HOSTILE,))


def test_what_cannot_be_written_down_is_a_space():
    assert normalize_note(Note("a", "x\0y\ud800z", ("b\0c",))) == Note("a", "x y z", ("b c",))


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        (Note("a", "x" * 20_001), "A note holds 20,000 characters; this has 20,001."),
        (Note("a", tags=("x" * 101,)), "A tag holds 100 characters; this has 101."),
        (
            Note("a", tags=tuple(map(str, range(51)))),
            "A document holds 50 tags; these are 51.",
        ),
        (
            Note("a", highlights=tuple(Highlight("title", i, i + 1, "x") for i in range(101))),
            "A document holds 100 highlighted passages; these are 101.",
        ),
    ],
)
def test_too_long_is_said_with_both_numbers(note, sentence):
    with pytest.raises(NoteError, match=sentence):
        normalize_note(note)


def test_notes_stand_in_one_order_however_they_were_written():
    a, b = Note("a", "1"), Note("b", "2")
    assert with_note(with_note((), b), a) == with_note(with_note((), a), b) == (a, b)
    assert with_note((a, b), Note("a", "3")) == (Note("a", "3"), b)
    assert with_note((a, b), Note("a")) == (b,)
    assert note_on((a, b), "b") == b
    assert note_on((a, b), "c") == Note("c")


def test_two_notes_on_one_document_become_one():
    mark = Highlight("title", 0, 1, "x")
    two = (Note("b", "1", ("t",)), Note("a", "0"), Note("b", "2", ("t", "u"), (mark,)), Note("c"))
    assert merge_notes(two) == (Note("a", "0"), Note("b", "1\n\n2", ("t", "u"), (mark,)))


# Passages


@pytest.mark.parametrize(
    ("words", "text", "spans"),
    [
        ("oil", "Oil and oil", [(8, 11)]),  # exactly, used like a place name so
        ("OIL", "Oil and oil", [(0, 3), (8, 11)]),
        ("the shah’s  oil", "On the Shah's\noil.", [(3, 17)]),
        ("strasse", "In der Straße.", [(7, 13)]),
        ("Emigre", "an émigré", [(3, 9)]),
        ("aa", "aaaa", [(0, 2), (2, 4)]),
        (" ", "a b", []),
        ("a.c", "abc", []),
        ("", "", []),
    ],
)
def test_words_are_found_as_printed_or_nearly(words, text, spans):
    assert find_words(words, text) == spans


def test_a_passage_has_no_white_space_around_it():
    assert highlight("title", " a b ", 0, 5) == Highlight("title", 1, 4, "a b")
    with pytest.raises(NoteError, match="No words are selected"):
        highlight("title", "a   b", 1, 4)


def test_passages_that_overlap_become_one():
    text = "one two three four"
    note = with_highlight(Note("a"), highlight("summary", text, 0, 7), text)
    note = with_highlight(note, highlight("summary", text, 4, 13), text)
    assert note.highlights == (Highlight("summary", 0, 13, "one two three"),)
    note = with_highlight(note, highlight("title", text, 4, 13), text)
    assert len(note.highlights) == 2


text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" aAäß.\n"), max_size=60)


@given(text, st.data())
@example("ßß ﬁ", None)
def test_a_passage_is_found_where_it_was_chosen(whole, data):
    if data is None or not whole.strip():
        return
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    if not whole[start:end].strip():
        return
    mark = highlight("summary", whole, start, end)
    assert locate(mark, whole) == (mark.start, mark.end)
    assert whole[mark.start : mark.end] == mark.text
    assert any(a <= mark.start < b for a, b in find_words(mark.text, whole))


@given(text, text, text)
def test_a_passage_is_found_again_in_an_edited_text(before, words, after):
    if not words.strip():
        return
    mark = highlight("summary", words, 0, len(words))
    place = locate(mark, f"{before} {words} {after}")
    assert place is not None
    start, end = place
    assert find_words(mark.text, f"{before} {words} {after}"[start:end])


@given(text, text, st.integers(-5, 100), st.integers(-5, 100))
def test_a_passage_never_leaves_its_text(whole, words, start, end):
    place = locate(Highlight("title", start, end, words), whole)
    assert place is None or 0 <= place[0] < place[1] <= len(whole)


def test_a_passage_that_is_gone_is_none():
    assert locate(Highlight("title", 3, 6, "oil"), "On gas") is None


def test_words_of_a_note():
    assert has_words("The Émigrés' oil company", "emigre")
    assert has_words("The oil company", "OIL  comp")
    assert not has_words("turmoil", "oil")
    assert not has_words("anything", " ")


# In a collection


@pytest.fixture(scope="module")
def noted(seed):
    passage = highlight("title", str(seed.table["title"][seed.row(OIL)]), 0, 12)
    return seed.with_notes(
        [
            Note(
                OIL, "Compare with the émigré press.\nSecond line.", ("key", "oil deal"), (passage,)
            ),
            Note(TROOPS, tags=("key",)),
            Note("gone", "Kept."),
        ]
    )


def test_notes_change_nothing_that_was_fitted(seed, noted):
    assert noted.index is seed.index
    assert noted.space.similarity is seed.space.similarity
    assert noted.space.map is seed.space.map
    assert letters(noted) is letters(seed)
    assert noted.topics is seed.topics
    columns = ["note", "tags", "highlights"]
    pd.testing.assert_frame_equal(
        noted.table.drop(columns=columns), seed.table.drop(columns=columns)
    )
    assert list(noted.table.columns) == list(seed.table.columns)
    assert noted.fingerprint != seed.fingerprint
    assert not seed.notes
    assert not any(seed.table["note"])


def test_read_anew_it_is_the_same(noted):
    again = Collection(noted.study)
    pd.testing.assert_frame_equal(again.table, noted.table)
    assert again.notes == noted.notes
    assert [t.terms for t in again.topics] == [t.terms for t in noted.topics]


def test_notes_stand_in_the_table(noted):
    row = noted.table.iloc[noted.row(OIL)]
    assert row["note"] == "Compare with the émigré press.\nSecond line."
    assert row["tags"] == ["key", "oil deal"]
    assert len(row["highlights"]) == 1


def test_a_note_without_its_document_is_kept(noted):
    assert noted.unmatched_notes == (Note("gone", "Kept."),)
    assert noted.with_topics(None).unmatched_notes == noted.unmatched_notes


def test_a_document_left_out_leaves_its_note_until_it_is_put_back(noted):
    without = Collection(noted.study.with_edits((Edit("leave out", OIL),)))
    assert {note.document for note in without.unmatched_notes} == {OIL, "gone"}
    assert without.facets["tags"].values == ("key",)
    again = Collection(without.study.with_edits(()))
    assert again.notes == noted.notes


def test_a_passage_is_found_again_in_a_title_put_right(noted):
    row = noted.row(OIL)
    title = str(noted.table["title"][row])
    (place,) = passages(noted, row, "title")
    assert title[slice(*place)] == noted.table["highlights"][row][0]
    edit = Edit("set", OIL, "title", title, f"Secret: {title}")
    moved = Collection(noted.study.with_edits((edit,)))
    (new,) = passages(moved, moved.row(OIL), "title")
    assert new == (place[0] + 8, place[1] + 8)
    edit = Edit("set", OIL, "title", title, "Quite another")
    gone = Collection(noted.study.with_edits((edit,)))
    assert passages(gone, gone.row(OIL), "title") == []
    assert gone.table["highlights"][gone.row(OIL)] == noted.table["highlights"][row]  # kept


def test_other_topics_keep_the_notes(noted):
    other = noted.with_topics(None)
    assert other.notes == noted.notes
    assert other.facets["tags"].values == ("key", "oil deal")
    assert select(other, Filter(tags=("key",))).rows.size == 2


def test_only_a_study_of_the_same_listing_will_do(seed):
    other = Study.of((SourceFile("page.txt", b"1946-05-05\n\nOn oil\n\nText.\n"),))
    with pytest.raises(ValueError, match="another listing"):
        seed.with_study(other)


@pytest.mark.parametrize(
    ("filter_", "ids", "sentence"),
    [
        (Filter(noted=("note",)), [OIL], "with a note"),
        (Filter(noted=("tags",)), [OIL, TROOPS], "with tags"),
        (Filter(noted=("note", "highlights")), [OIL], "with a note or highlighted"),
        (Filter(tags=("key",)), [OIL, TROOPS], "tagged key"),
        (Filter(tags=("oil deal",)), [OIL], "tagged oil deal"),
        (Filter(words="note:emigre"), [OIL], "“emigre” in the note"),
        (Filter(words='note:"second line"'), [OIL], "“second line” in the note"),
        (Filter(words='tag:"oil deal"'), [OIL], "tagged oil deal"),
        (Filter(words="tag:key -note:press"), [TROOPS], "tagged key, “press” not in the note"),
        (Filter(noted=("note",), words="oil"), [OIL], "with a note · with the words “oil”"),
    ],
)
def test_notes_in_the_filter(noted, filter_, ids, sentence):
    rows = select(noted, filter_).rows
    assert set(noted.table["id"][rows]) == set(ids)
    assert describe(noted, filter_, len(rows)).endswith(f"· {sentence}")
    assert Filter.from_url(filter_.to_url()) == filter_
    assert not unknown_values(noted, filter_)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("note:xyzzy", "No note has “xyzzy”."), ("tag:xyzzy", "Nothing is tagged “xyzzy”.")],
)
def test_what_no_note_has_is_said(noted, typed, sentence):
    match = noted.match(typed)
    assert match.remarks == (sentence,)
    assert not match.passes.any()


def test_another_study_asks_its_own_notes(seed, noted):
    for query in ("note:press", "tag:key", "oil"):
        before = noted.match(query)
        assert noted.match(query) is before  # remembered
        assert seed.match(query) is not before
    assert noted.match("note:press").passes.sum() == 1
    assert seed.match("note:press").passes.sum() == 0
    assert noted.with_notes(()).match("tag:key").passes.sum() == 0
    assert "oil" not in noted.with_topics(None).match("topic:oil").names  # a topic it had


def test_two_tags_can_be_compared(noted):
    pair = start("tags", noted, select(noted, Filter()), Filter())
    assert [pair.filter(side, Filter()).tags for side in (0, 1)] == [("key",), ("oil deal",)]
    seed = noted.with_notes(())
    assert start("tags", seed, select(seed, Filter()), Filter()) is None


# What was done, in words


def test_changes_in_words(seed):
    title = {"a": "Letter", "b": "Memo"}.get
    mark = Highlight("title", 0, 3, "oil")
    steps = [
        ((), (Note("a", "x"),), ["Note on “Letter” written"]),
        ((Note("a", "x"),), (Note("a", "y"),), ["Note on “Letter” changed"]),
        ((Note("a", "x"),), (), ["Note on “Letter” removed"]),
        ((), (Note("a", tags=("t",)),), ["Tag “t” put on “Letter”"]),
        ((Note("a", tags=("t",)),), (), ["Tag “t” taken off “Letter”"]),
        ((), (Note("a", highlights=(mark,)),), ["Highlighted “oil” in “Letter”"]),
        ((Note("c", "x"),), (), ["Note on “c” removed"]),
        ((Note("a", highlights=(mark,)),), (), ["No longer highlighted: “oil” in “Letter”"]),
    ]
    for before, after, sentence in steps:
        assert format_changes(before, after, lambda id_: title(id_) or id_) == sentence
    long = format_changes(
        (), (Note("a", highlights=(Highlight("title", 0, 3, "oil " * 99),)),), str
    )
    assert len(long[0]) < 80


def test_notes_of_two_tabs_are_joined_without_repeating_what_is_in_both():
    one = (Note("a", "First.", ("x",)), Note("b", "Here."))
    other = (Note("a", "First.", ("y",)), Note("b", "There."), Note("c", "New."))
    assert join_notes(one, other) == (
        Note("a", "First.", ("x", "y")),
        Note("b", "Here.\n\nThere."),
        Note("c", "New."),
    )
    assert join_notes(one, one) == one
