from dataclasses import replace

import pytest

from dash_core import Collection, Filter, Study
from dash_core.analysis.review import (
    accepted,
    ambiguous_dates,
    causes,
    edits_of,
    filled_down,
    marked_rows,
    review_table,
)
from dash_core.readers import SourceFile
from dash_core.study.edits import Edit, batches

PAGE = (
    "• May 5, 1946\n\nOne\n\nText.\n\n• February 30, 1946\n\nTwo\n\nText =1+1.\n\n• May 7, 1946\n\n"
)
DUBLIN_CORE = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header status="deleted"><identifier>oai:9</identifier></header></record>
<record><header><identifier>oai:1</identifier></header><metadata>
<dc xmlns="http://purl.org/dc/elements/1.1/"><title>On oil</title><date>1946</date></dc>
</metadata></record></ListRecords></OAI-PMH>"""


def read(text, *edits, name="page"):
    return Collection(Study("A page", (SourceFile(name, text.encode()),), edits=edits))


def test_marked_is_what_has_a_doubtful_date_or_no_title():
    collection = read(PAGE)
    rows = marked_rows(collection)
    assert collection.table["title"][rows].tolist() == ["", "Two"]
    frame = review_table(collection, rows.tolist(), with_unread=True)
    assert frame["date"].tolist() == ["May 7, 1946", "February 30, 1946"]
    assert frame["why"][0] == "It has no title."
    assert frame["where"].tolist() == ["page 13", "page 7–11"]
    assert frame["as printed"][1] == "• February 30, 1946\nTwo\nText =1+1."


def test_what_is_typed_becomes_edits_and_puts_it_right():
    collection = read(PAGE)
    frame = review_table(collection, marked_rows(collection).tolist(), with_unread=True)
    typed = {0: {"title": " Three "}, 1: {"date": "February 3, 1946", "title": "Two"}}
    edits = edits_of(frame, typed, ())
    assert [(e.kind, e.field, e.before, e.after) for e in edits] == [
        ("set", "title", "", "Three"),
        ("set", "date", "February 30, 1946", "February 3, 1946"),
    ]
    again = read(PAGE, *edits)
    assert not len(marked_rows(again))
    assert again.where(Filter())["title"].tolist() == ["Two", "One", "Three"]


@pytest.mark.parametrize(("action", "left"), [("accept", 3), ("leave out", 2)])
def test_right_as_it_is_and_left_out(action, left):
    collection = read(PAGE)
    frame = review_table(collection, marked_rows(collection).tolist(), with_unread=True)
    edits = edits_of(frame, {1: {"action": action}}, ())
    again = read(PAGE, *edits)
    assert len(again) == left
    assert again.table["title"][marked_rows(again)].tolist() == [""]


def test_what_was_not_read_can_be_made_a_document_and_taken_back():
    collection = read(DUBLIN_CORE, name="reply.xml")
    assert len(collection) == 1
    frame = review_table(collection, [], with_unread=True)
    assert frame["as printed"].tolist() == ["oai:9"]
    edits = edits_of(frame, {0: {"title": "A lost one", "date": "1947"}}, ())
    again = read(DUBLIN_CORE, *edits, name="reply.xml")
    assert again.table["title"].tolist() == ["On oil", "A lost one"]
    added = again.table.iloc[1]
    assert (added["date_edtf"], added["source_first"]) == ("1947", frame["number"][0])
    assert added["edits"][0] == "made a document of “oai:9”, which had not been read"
    assert review_table(again, [], with_unread=True).empty
    assert len(read(DUBLIN_CORE, name="reply.xml")) == 1
    assert edits_of(frame, {0: {"action": "leave out"}}, ()) == ()
    (made,) = edits_of(frame, {0: {"action": "add"}}, ())
    assert made.kind == "add"


def test_nothing_typed_is_no_edit():
    collection = read(PAGE)
    before = (Edit("set", "x", "title", "a", "b"),)
    frame = review_table(collection, [0, 1], with_unread=False)
    assert edits_of(frame, {}, before) == before
    assert edits_of(frame, {0: {"title": frame["title"][0], "action": ""}}, before) == before


def test_what_only_a_person_can_say():
    found = ambiguous_dates(
        ["4/5/1946", "24/12/1945", "12/24/45", "4/4/46", "April 5, 1946", "", "x"]
    )
    assert found.day_first == ("4/5/1946",)
    assert found.century == ("12/24/45", "4/4/46")


LETTERS = "\n".join(
    [
        "When,Sender,Title",
        "3 Mai 1851,Aune,On oats",
        ",,On rye",
        "9 Jun 52,Berg,On wheat",
        "9 Jul 52,,On hops",
        "soon,Berg,On malt",
        "sooner,Berg,On mash",
        "1853,Berg,On beer",
        "1854,Berg,",
    ]
)


def test_what_is_to_be_reviewed_has_few_causes_and_each_one_answer():
    collection = read(LETTERS, name="l.csv")
    found = causes(collection)
    assert [(cause.kind, len(cause.rows)) for cause in found][:1] == [("rule", 2)]
    assert {cause.kind for cause in found} == {"rule", "unread", "title"}
    assert sum(len(cause.rows) for cause in found) == len(marked_rows(collection)) == 5
    rules, edits = accepted(collection, found[0])
    assert (rules.century, rules.day_first, edits) == (1800, None, ())
    again = Collection(replace(collection.study, rules=rules))
    assert "rule" not in {cause.kind for cause in causes(again)}


def test_dates_of_one_cause_are_accepted_together_and_undone_together():
    collection = read(LETTERS, name="l.csv")
    unread = [cause for cause in causes(collection) if cause.kind == "unread"]
    edits = [edit for cause in unread for edit in accepted(collection, cause)[1]]
    assert {edit.kind for edit in edits} == {"accept"}
    assert batches(edits) == [(0, 2)]
    again = read(LETTERS, *edits, name="l.csv")
    assert "unread" not in {cause.kind for cause in causes(again)}


def test_empty_values_are_filled_from_the_row_above_in_the_file():
    collection = read(LETTERS, name="l.csv")
    every = range(len(collection))
    assert [(e.after, e.before) for e in filled_down(collection, "date", every)] == [
        ("3 Mai 1851", "")
    ]
    senders = filled_down(collection, "creators", every)
    assert [edit.after for edit in senders] == ["Aune", "Berg"]
    assert filled_down(collection, "creators", []) == ()
    again = read(LETTERS, *senders, name="l.csv")
    assert not filled_down(again, "creators", every)
    assert again.table["creators"].str.len().eq(1).all()


def test_no_title_is_no_fault_where_most_have_none():
    rows = "\n".join(f"{year},,Note {year}" for year in range(1851, 1861))
    collection = read(f"Date,Title,Summary\n1850,On oats,Note\n{rows}\n", name="l.csv")
    assert not len(marked_rows(collection))
