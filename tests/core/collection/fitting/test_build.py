"""A collection that is changed equals one read anew; only what changes is done again."""

import numpy as np
import pandas as pd
import pytest

from dash_core import Collection
from dash_core.collection.document import places_of
from dash_core.collection.filter import Filter
from dash_core.collection.view import select
from dash_core.study.edits import Edit

OIL, FIRST = "e204ee8009", "4fa7baef1e"
CHANGES = {
    "a title": Edit("set", OIL, "title", after="Letter from Stalin to Pishevari on wheat"),
    "a summary": Edit("set", OIL, "summary", after="On the harvest near Tabriz."),
    "a date": Edit("set", OIL, "date", after="1 April 1952"),
    "a day": Edit("set", FIRST, "date", after="January 5, 1945"),
    "a date accepted": Edit("accept", OIL),
    "a genre": Edit("set", OIL, "genre", after="map"),
    "a creator": Edit("set", OIL, "creators", after="Bagirov; Kavtaradze"),
    "a language": Edit("set", OIL, "language", after="de"),
    "places": Edit("set", OIL, "places", after="Baku; Paris"),
    "left out": Edit("leave out", OIL),
    "a name joined": Edit("same person", "Pishevari", after="Bagirov"),
    "a name kept apart": Edit("keep apart", "Pishevari", after="Pishavari"),
    "no person": Edit("no person", "Stalin"),
    "a role": Edit("role", "Bagirov", after="First Secretary"),
    "a place": Edit("place", "Tabriz", after=""),
}


def assert_same(changed: Collection, anew: Collection) -> None:
    pd.testing.assert_frame_equal(changed.table, anew.table)
    assert changed.fingerprint == anew.fingerprint
    assert changed.people == anew.people
    assert changed.unapplied_edits == anew.unapplied_edits
    assert changed.index.terms == anew.index.terms
    assert (changed.index.subject != anew.index.subject).nnz == 0
    assert (changed.term_counts.counts != anew.term_counts.counts).nnz == 0
    # Threads may add up in another order.
    np.testing.assert_allclose(changed.space.vectors, anew.space.vectors, rtol=0, atol=1e-9)
    for one, other in ((changed.topics, anew.topics), (changed.found, anew.found)):
        assert [topic.label for topic in one] == [topic.label for topic in other]
        assert [topic.members for topic in one] == [topic.members for topic in other]
    for row in range(len(anew)):
        assert places_of(changed, row) == places_of(anew, row)
    first = anew.table["id"][0]
    pd.testing.assert_frame_equal(changed.similar(first), anew.similar(first))
    pd.testing.assert_frame_equal(changed.search("oil company"), anew.search("oil company"))


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_gives_what_reading_anew_gives(seed, name):
    edits = (CHANGES[name],)
    assert_same(seed.with_edits(edits), Collection(seed.study.with_edits(edits)))


def test_changes_in_a_row_give_what_reading_anew_gives(seed):
    changed, edits = seed, ()
    for edit in CHANGES.values():
        edits = (*edits, edit)
        changed = changed.with_edits(edits)
    changed = changed.with_topics("[found]\nk = 3\n")
    assert_same(changed, Collection(changed.study))
    assert_same(changed.with_study(seed.study), seed)


def test_a_change_of_many_documents(many):
    edit = Edit("same person", "Smith", after="Jones")
    assert_same(many.with_edits((edit,)), Collection(many.study.with_edits((edit,))))


LONG = {"reading", "table", "names", "languages", "words", "places", "space", "topics"}


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("a name joined", LONG),
        ("a role", LONG),
        ("a day", LONG | {"people", "decided", "term_counts", "facet people", "source"}),
        ("a date accepted", LONG | {"people", "decided"}),
        ("a genre", {"reading", "languages", "words", "places", "space", "topics"}),
        ("a place", LONG - {"places"}),
    ],
)
def test_what_does_not_change_is_not_done_again(seed, change, kept):
    changed = seed.with_edits((CHANGES[change],))
    same = {n for n, stage in changed.core.stages.items() if stage is seed.core.stages[n]}
    assert kept <= same


def test_a_topic_or_a_note_does_nothing_again_but_topics(seed):
    other = seed.with_topics("[found]\nk = 4\n")
    same = {n for n, stage in other.core.stages.items() if stage is seed.core.stages[n]}
    assert same == set(seed.core.stages) - {"topics", "column topics", "facet topics"}
    assert other.space.vectors is seed.space.vectors
    assert seed.with_notes(()).core is seed.core


def test_a_corrected_date_moves_no_row_but_in_the_order_by_date(seed):
    edit = Edit("set", seed.table["id"][0], "date", after="1 May 1999")
    changed = seed.with_edits((edit,))
    assert changed.table["id"].tolist() == seed.table["id"].tolist()
    by_date = select(changed, Filter()).rows.tolist()
    assert by_date == [*range(1, len(seed)), 0]
    assert changed.where(Filter())["date_earliest"].is_monotonic_increasing
