"""A person's changes to found topics, replayed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.topics import Step
from dash_core.topics.found.replay import group_of, replay, unique_labels

IDS = list("abcdefghij")
GROUPS = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, -1])


def halve(rows, into):
    return np.arange(len(rows)) * into // len(rows)


def replayed(*steps, start=GROUPS, ids=IDS, split=halve):
    return replay(np.array(start), steps, ids, split)


def groups(result, ids=IDS):
    """The groups as sets of ids, written together."""
    members = {}
    for id_, group in zip(ids, result.groups, strict=True):
        members.setdefault(int(group), []).append(id_)
    return sorted("".join(group_ids) for group, group_ids in members.items() if group >= 0)


def rename(documents, label, of=""):
    return Step("rename", tuple(documents), of, label=label)


def test_a_step_applies_to_the_group_with_most_of_the_documents():
    row_of = {id_: row for row, id_ in enumerate(IDS)}
    assert group_of("abe", row_of, GROUPS) == 0
    assert group_of("aef", row_of, GROUPS) == 1
    assert group_of("ea", row_of, GROUPS) == 1  # as many in each: the first document's
    assert group_of("aaee", row_of, GROUPS) == 0
    assert group_of("zyh", row_of, GROUPS) == 2
    assert group_of("jzy", row_of, GROUPS) is None


def test_names_and_colours():
    done = replayed(rename("ab", "Bread"), Step("color", ("h",), color="#123456"))
    assert done.labels == {0: "Bread"}
    assert done.colors == {2: "#123456"}
    assert groups(done) == ["abcd", "efg", "hi"]
    assert done.unapplied == ()


def test_names_survive_another_number_of_groups():
    finer = np.array([0, 0, 3, 3, 1, 1, 1, 2, 2, -1])
    assert replayed(rename("abc", "Bread"), start=finer).labels == {0: "Bread"}
    turned = np.array([5, 5, 5, 5, 0, 0, 0, 1, 1, -1])
    assert replayed(rename("abc", "Bread"), start=turned).labels == {5: "Bread"}


def test_two_names_for_what_became_one_group():
    one = np.zeros(10, dtype=int)
    done = replayed(rename("ab", "Bread", "wheat"), rename("ef", "Oil", "drilling"), start=one)
    assert done.labels == {0: "Oil"}
    (unapplied,) = done.unapplied
    assert unapplied.step.label == "Bread"
    assert unapplied.reason == "“Bread” and “drilling” are one group now: it is called “Oil”."


def test_a_name_changed_on_purpose_is_applied():
    done = replayed(rename("ab", "Bread", "wheat"), rename("ab", "Loaves", "Bread"))
    assert (done.labels, done.unapplied) == ({0: "Loaves"}, ())


def test_merge_keeps_the_name_there_is():
    merge = Step("merge", ("a",), into_documents=("e",))
    assert groups(replayed(merge)) == ["abcdefg", "hi"]
    for name, label in (("a", "Bread"), ("e", "Oil")):
        assert replayed(rename(name, label), merge).labels == {1: label}
    assert replayed(rename("a", "Bread"), rename("e", "Oil"), merge).labels == {1: "Oil"}
    colored = replayed(Step("color", ("a",), color="#123456"), merge)
    assert colored.colors == {1: "#123456"}
    again = replayed(merge, merge)  # they are together already
    assert (groups(again), again.unapplied) == (["abcdefg", "hi"], ())


def test_split_keeps_the_name_where_the_documents_are():
    done = replayed(rename("ab", "Bread"), Step("split", ("c", "d"), into=2))
    assert groups(done) == ["ab", "cd", "efg", "hi"]
    assert done.labels == {int(done.groups[2]): "Bread"}
    three = replayed(Step("split", ("e",), into=3))
    assert groups(three) == ["abcd", "e", "f", "g", "hi"]


def test_pin():
    done = replayed(Step("pin", ("a", "b"), document="j"), Step("pin", ("a",), document="e"))
    assert groups(done) == ["abcdej", "fg", "hi"]
    assert done.pinned == {9: 0, 4: 0}
    merged = replayed(
        Step("pin", ("a",), document="j"), Step("merge", ("a",), into_documents=("e",))
    )
    assert merged.pinned == {9: 1}
    parted = replayed(Step("pin", ("a",), document="j"), Step("split", ("a",), into=2))
    assert groups(parted) == ["abj", "cd", "efg", "hi"]


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (rename("xy", "Bread", "wheat"), "None of the documents that identified “wheat”"),
        (Step("color", ("j",), color="#123456"), "None of the documents"),
        (Step("merge", ("a",), "wheat", into_documents=("x",)), "merged with is gone"),
        (Step("split", ("h",), "wheat", into=3), "“wheat” could not be split"),
        (Step("pin", ("a",), "wheat", document="x"), "The document “x”, put into “wheat”"),
    ],
)
def test_a_step_that_cannot_be_applied_is_returned_with_the_reason(step, reason):
    done = replayed(step)
    assert [one.step for one in done.unapplied] == [step]
    assert reason in done.unapplied[0].reason
    assert groups(done) == ["abcd", "efg", "hi"]


def test_documents_that_are_alike_cannot_be_split():
    done = replayed(
        Step("split", ("a",), into=2), split=lambda rows, _into: np.zeros(len(rows), int)
    )
    assert len(done.unapplied) == 1


def test_a_word_that_does_not_count_in_a_group():
    def leave_out(groups, group, word):
        assert (group, word) == (0, "wheat")
        return np.where(np.arange(10) == 1, 1, groups)

    veto = Step("veto", ("a",), word="wheat")
    done = replay(GROUPS, [veto, veto], IDS, halve, leave_out)
    assert groups(done) == ["acd", "befg", "hi"]
    assert done.vetoed == {0: ("wheat",)}
    merged = [veto, Step("merge", ("a",), into_documents=("e",))]
    assert replay(GROUPS, merged, IDS, halve, leave_out).vetoed == {1: ("wheat",)}
    by_hand = [Step("pin", ("a",), document="b"), veto]
    assert groups(replay(GROUPS, by_hand, IDS, halve, leave_out)) == ["abcd", "efg", "hi"]
    alone = replay(GROUPS, [veto], IDS, halve, lambda groups, _group, _word: 0 * groups + 1)
    assert groups(alone) == ["abcd", "efg", "hi"]  # no word ends a group


def test_names_stay_unique():
    done = replayed(rename("a", "Bread"), rename("e", "bread"), rename("h", "Other"))
    assert done.labels == {0: "Bread", 1: "bread (2)", 2: "Other (2)"}
    assert unique_labels(["x", "x (2)", "x", "x"]) == ["x", "x (2)", "x (3)", "x (4)"]


def test_a_name_without_documents_is_unapplied():
    moved = [Step("pin", ("a",), document=id_) for id_ in "hi"]
    done = replayed(rename("h", "Oil"), Step("color", ("h",), color="#123456"), *moved)
    assert (done.labels, done.colors) == ({}, {})
    assert [one.step.label for one in done.unapplied] == ["Oil"]


documents = st.lists(st.sampled_from([*IDS, "x", "y"]), min_size=1, max_size=4).map(tuple)
steps = st.one_of(
    st.builds(Step, st.just("rename"), documents, label=st.sampled_from(["Oil", "oil", "Other"])),
    st.builds(Step, st.just("color"), documents, color=st.just("#123456")),
    st.builds(Step, st.just("merge"), documents, into_documents=documents),
    st.builds(Step, st.just("split"), documents, into=st.integers(2, 4)),
    st.builds(Step, st.just("pin"), documents, document=st.sampled_from([*IDS, "x"])),
    st.builds(Step, st.just("veto"), documents, word=st.just("wheat")),
)


@given(st.lists(st.integers(-1, 3), max_size=10), st.lists(steps, max_size=8))
def test_whatever_is_done_every_document_stays(labels, todo):
    ids = IDS[: len(labels)]
    before = np.array(labels, dtype=int)
    done = replay(before, todo, ids, halve)
    assert np.array_equal(before, labels)  # what was given is not changed
    assert len(done.groups) == len(labels)
    assert all(now >= 0 or was < 0 for now, was in zip(done.groups, labels, strict=True))
    used = set(done.groups.tolist())
    assert set(done.labels) | set(done.colors) <= used
    assert all(done.groups[row] == group for row, group in done.pinned.items())
    folded = [label.casefold() for label in done.labels.values()]
    assert len({*folded, "other"}) == len(folded) + 1
    assert all(one.step in todo and one.reason.endswith(".") for one in done.unapplied)
    again = replay(before, todo, ids, halve)
    assert np.array_equal(again.groups, done.groups)
