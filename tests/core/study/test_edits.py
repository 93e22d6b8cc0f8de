import pytest

from dash_core import Collection
from dash_core.study.edits import Edit, add, batches, join_edits, with_edit, with_edits

PAGE = "• May 5, 1946\n\nOne\n\nText.\n\n• February 30, 1946\n\nTwo\n\nText.\n"


@pytest.fixture
def read(tmp_path):
    def reading(*edits: Edit) -> Collection:
        from dash_core.readers import SourceFile
        from dash_core.study.study import Study

        file = SourceFile("page.txt", PAGE.encode())
        return Collection(Study("A page", (file,), edits=edits))

    return reading


def of(collection, title):
    return collection.table.set_index("title").loc[title]


def test_a_date_is_put_right_and_what_was_printed_stays_beside_it(read):
    id_ = of(read(), "Two")["id"]
    collection = read(Edit("set", id_, "date", "February 30, 1946", "February 3, 1946"))
    two = of(collection, "Two")
    assert (two["date"], two["date_edtf"]) == ("February 3, 1946", "1946-02-03")
    assert two["id"] == id_
    assert two["edits"] == ["date: “February 30, 1946” changed to “February 3, 1946”"]
    assert of(collection, "One")["edits"] == []


def test_lists_are_set_by_semicolons(read):
    id_ = of(read(), "One")["id"]
    collection = read(Edit("set", id_, "creators", "", "Smith, John;  M. Bagirov ;"))
    assert of(collection, "One")["creators"] == ["Smith, John", "M. Bagirov"]


def test_left_out_and_accepted(read):
    first = read()
    collection = read(Edit("leave out", of(first, "One")["id"]))
    assert collection.table["title"].tolist() == ["Two"]
    note = of(first, "Two")["date_note"]
    assert note
    accepted = read(Edit("accept", of(first, "Two")["id"]))
    assert of(accepted, "Two")["date_note"] == ""
    assert of(accepted, "Two")["edits"] == ["date accepted as read"]


def test_edits_that_find_nothing_are_kept_and_named(read):
    lost = (
        Edit("set", "nobody", "date", "a", "b"),
        add("page.txt", 1, "• May 5, 1946"),  # it was read: it is in a document already
        Edit("set", of(read(), "One")["id"], "source", "a", "b"),
    )
    collection = read(*lost)
    assert collection.unapplied_edits == lost
    assert collection.table["edits"].tolist() == [[], []]


def test_a_second_edit_of_a_thing_takes_the_place_of_the_first():
    one = Edit("set", "a", "date", "1", "2")
    other = Edit("set", "a", "title", "x", "y")
    edits = with_edit(with_edit((one,), other), Edit("set", "a", "date", "2", "3"))
    assert edits == (other, Edit("set", "a", "date", "1", "3"))
    assert with_edit(edits, Edit("set", "a", "date", "3", "1")) == (other,)


def test_a_place_put_right():
    edits = with_edit((), Edit("place", "Tripoli", after="Tripoli (Lebanon)"))
    assert edits[0].sentence() == "“Tripoli” is the place Tripoli (Lebanon)"
    (edit,) = with_edit(edits, Edit("place", "Tripoli"))  # the later decision counts
    assert edit.sentence() == "“Tripoli” is not a place"


def test_many_edits_at_once_are_as_one_after_the_other():
    before = (Edit("set", "a", "date", "x", "y"), Edit("accept", "b"), Edit("no person", "Aune"))
    new = (
        Edit("set", "a", "date", "y", "x"),  # back to what was read
        Edit("set", "c", "date", "", "z"),
        Edit("set", "c", "date", "z", "v"),
        Edit("accept", "b"),
    )
    one_by_one = before
    for edit in new:
        one_by_one = with_edit(one_by_one, edit)
    assert with_edits(before, new) == one_by_one


def test_edits_that_did_the_same_are_one_batch():
    edits = [
        Edit("accept", "a"),
        Edit("accept", "b"),
        Edit("set", "a", "date", "", "1851"),
        Edit("set", "b", "date", "", "1852"),
        Edit("set", "c", "date", "1853", "1854"),
        Edit("set", "d", "title", "", "x"),
    ]
    assert batches(edits) == [(0, 2), (2, 4), (4, 5), (5, 6)]


def test_edits_of_another_tab_come_beside_those_here():
    mine = [Edit("set", "a", "date", "1901", "1902"), Edit("keep apart", "Ross", after="Rosse")]
    other = [
        Edit("set", "a", "date", "1901", "1903"),
        Edit("set", "a", "title", "", "On tin"),
        Edit("set", "b", "date", "1905", "1906"),
        Edit("same person", "Rosse", after="Ross"),
        Edit("accept", "a"),
    ]
    assert join_edits(mine, other) == (*mine, other[1], other[2], other[4])
    assert join_edits((), other) == tuple(other)
