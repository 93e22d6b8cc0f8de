"""Corrections leave the found groups where they stand."""

import pytest

from dash_core import Collection
from dash_core.analysis.standing import accept, keep_groups, keep_through_undo
from dash_core.analysis.topics import ids_of, read_file
from dash_core.study.edits import Edit
from dash_core.topics import to_toml
from dash_core.topics.edit import edits
from dash_core.topics.found.standing import digest_of

OIL, FIRST = "e204ee8009", "4fa7baef1e"


@pytest.fixture(scope="module")
def grouped(seed):
    """The seed without named topics, in four groups, one of them with a name."""
    collection = seed.with_topics("[found]\nk = 4\n")
    file = read_file(collection.study.topics)
    named = edits.rename(file, collection.found, "g2", "Second", ids_of(collection))
    return seed.with_topics(to_toml(named))


def places(collection):
    """The topic of each document."""
    return {
        collection.table["id"][row]: topic.id
        for topic in collection.found.grouped
        for row in topic.members
    }


def corrected(collection, *made):
    return collection.with_study(keep_groups(collection, collection.study.with_edits(made)))


@pytest.mark.parametrize(
    "edit",
    [
        Edit("set", OIL, "title", after="Letter from Stalin to Pishevari on wheat"),
        Edit("set", FIRST, "date", after="January 5, 1945"),
        Edit("same person", "Pishevari", after="Bagirov"),
        Edit("leave out", OIL),
    ],
    ids=["a title", "a date", "names joined", "left out"],
)
def test_a_correction_moves_no_document_that_it_is_not_about(grouped, edit):
    before, changed = places(grouped), corrected(grouped, edit)
    after, moved = places(changed), {ids_of(changed)[move.row] for move in changed.found.moves}
    assert {id_ for id_, topic in after.items() if topic != before[id_]} == moved
    assert moved <= {OIL} or edit.kind == "same person"
    assert changed.found["g2"].label == "Second"
    anew = Collection(changed.study)
    assert places(anew) == after
    assert anew.found.moves == changed.found.moves


def test_a_document_that_reads_otherwise_moves_and_can_stay_or_go_back(grouped):
    first, second = grouped.found["g1"], grouped.found["g2"]
    ids = ids_of(grouped)
    one, other = ids[first.members[1]], second.members[0]
    changed = corrected(
        grouped,
        Edit("set", one, "title", after=grouped.table["title"][other]),
        Edit("set", one, "summary", after=grouped.table["summary"][other]),
    )
    (move,) = changed.found.moves
    assert (ids_of(changed)[move.row], move.before, move.after) == (one, "g1", "g2")
    file = read_file(changed.study.topics)
    kept = changed.with_topics(to_toml(accept(changed, file)))
    assert (places(kept), kept.found.moves) == (places(changed), ())
    back = edits.pin(file, changed.found, one, "g1", ids_of(changed))
    returned = changed.with_topics(to_toml(back))
    assert (places(returned), returned.found.moves) == (places(grouped), ())


def test_a_document_that_is_back_is_put_where_it_is_nearest(grouped):
    out = corrected(grouped, Edit("leave out", OIL))
    again = corrected(out)
    assert again.found.moves[0].before == "other"
    assert OIL in places(again)
    assert {**places(again), OIL: ""} == {**places(grouped), OIL: ""}


def test_what_moves_nothing_keeps_nothing(grouped):
    for edit in (Edit("place", "Tabriz"), Edit("role", "Stalin", after="x"), Edit("accept", OIL)):
        study = grouped.study.with_edits((edit,))
        assert keep_groups(grouped, study) is study


def test_a_split_group_stays_split_as_it_is(grouped):
    file = read_file(grouped.study.topics)
    half = edits.merge(file, grouped.found, ["g1", "g2"], ids_of(grouped))
    merged = grouped.with_topics(to_toml(half))
    steps = edits.add_step(
        half,
        merged.found,
        merged.found["g1"],
        ids_of(grouped),
        edits.Step("split", (), into=2),
    )
    parted = grouped.with_topics(to_toml(steps))
    changed = corrected(parted, Edit("set", FIRST, "date", after="January 5, 1945"))
    assert [set(topic.members) for topic in changed.found.grouped] == [
        set(topic.members) for topic in parted.found.grouped
    ]
    assert [t.color for t in changed.found.grouped] == [t.color for t in parted.found.grouped]
    assert "split" not in [step.do for step in read_file(changed.study.topics).steps]


def test_undoing_a_step_undoes_no_correction(grouped):
    changed = corrected(grouped, Edit("same person", "Pishevari", after="Bagirov"))
    text = keep_through_undo(changed.study, "[found]\nk = 4\n", ())
    undone = changed.with_topics(text)
    assert places(undone) == places(changed)
    assert undone.found["g2"].label != "Second"
    assert keep_through_undo(grouped.study, "[found]\nk = 4\n", ()) == "[found]\nk = 4\n"


def test_another_number_or_word_left_out_of_all_finds_anew(grouped):
    file = read_file(corrected(grouped, Edit("leave out", OIL)).study.topics)
    assert file.documents == digest_of([id_ for id_ in ids_of(grouped) if id_ != OIL])
    assert not edits.set_k(file, 3).groups
    assert not edits.veto(file, "oil").groups


def test_groups_of_another_listing_are_found_anew(grouped):
    other = grouped.with_topics('[found]\nk = 4\ngroups = [1, 2]\ndocuments = "00000000"\n')
    assert "are of other documents" in other.found.advice
    assert len(other.found.grouped) == 4


def test_a_word_that_does_not_count_in_one_group(grouped):
    first = grouped.found["g1"]
    word, ids = first.terms[0], ids_of(grouped)
    file = read_file(grouped.study.topics)
    vetoed = edits.veto_in_group(file, grouped.found, "g1", word, ids)
    changed = grouped.with_topics(to_toml(vetoed)).found
    (same,) = [topic for topic in changed.grouped if topic.veto]
    assert same.veto == (word,)
    assert word not in same.terms
    assert word not in same.label.split(", ")
    assert set(same.members) <= set(first.members)
    again = edits.unveto_in_group(vetoed, changed, same.id, word, ids)
    assert again == file
