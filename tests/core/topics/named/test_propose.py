"""Documents that read like a named topic, and what is found in the rest."""

import numpy as np

from dash_core.analysis import topics
from dash_core.topics import OTHER, TopicFile, TopicSpec, to_toml
from dash_core.topics.named.rest import REST, found_in_rest, with_rest
from tests.core.topics.named.conftest import PORTS, named


def proposed(collection):
    ids = topics.ids_of(collection)
    return {ids[one.row]: one for one in topics.proposals(collection).get("ports", [])}


def test_what_reads_like_the_members_is_proposed_with_the_reason(ports_and_schools):
    collection = named(ports_and_schools)
    found = proposed(collection)
    assert found
    assert {id_[0] for id_ in found} == {"p"}
    ids = topics.ids_of(collection)
    members = {ids[row] for row in collection.named["ports"].members}
    for one in found.values():
        assert ids[one.nearest] in members
        assert {word.casefold() for word in one.words} <= set(PORTS)
        assert 0 < one.similarity <= 1


def test_what_was_refused_or_taken_is_not_proposed_again(ports_and_schools):
    first, *_rest = proposed(named(ports_and_schools))
    assert first not in proposed(named(ports_and_schools, excluded=(first,)))
    assert first not in proposed(named(ports_and_schools, pinned=(first,)))


def test_nothing_is_proposed_without_others_or_members(ports_and_schools):
    assert topics.proposals(ports_and_schools) == {}
    every = tuple(topics.ids_of(ports_and_schools))
    assert topics.proposals(named(ports_and_schools, pinned=every)) == {}
    few = TopicSpec("one", "One", "#0072B2", ("no such word",), pinned=("p15",))
    assert topics.proposals(ports_and_schools.with_topics(to_toml(TopicFile(named=(few,))))) == {}


def test_the_rest_is_grouped_beside_the_named_topics(ports_and_schools):
    collection = named(ports_and_schools)
    groups = found_in_rest(collection.named, collection.found)
    other = set(collection.named[OTHER].members)
    assert [row for group in groups for row in group.members]
    assert {row for group in groups for row in group.members} <= other
    assert "#0072B2" not in [group.color for group in groups]
    both = with_rest(collection.named, collection.found, groups)
    assert [t.id for t in both.grouped] == ["ports", *(group.id for group in groups)]
    assert all(group.id.startswith(REST) for group in groups)
    assert both.strengths.shape == (len(ports_and_schools), len(both))
    assert np.array_equal(
        both.strengths[:, 0] > 0,
        [row in both["ports"].members for row in range(len(ports_and_schools))],
    )
    covered = {row for topic in both for row in topic.members}
    assert covered == set(range(len(ports_and_schools)))
