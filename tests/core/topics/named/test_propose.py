"""Documents that read like a named topic, and what is found in the rest."""

from itertools import combinations

import numpy as np
import pytest

from dash_core import Collection
from dash_core.analysis import topics
from dash_core.topics import OTHER, TopicFile, TopicSpec, to_toml
from dash_core.topics.named.rest import REST, found_in_rest, with_rest

PORTS = "harbour dues quays ships pilots cargo anchorage".split()
SCHOOLS = "teachers pupils books lessons slates spelling classrooms".split()


@pytest.fixture(scope="module")
def listing():
    """Sixteen documents on ports and as many on schools, each with three of the words."""
    lines = ["id,date,title,summary"]
    for letter, words in (("p", PORTS), ("s", SCHOOLS)):
        for n, (a, b, c) in enumerate(list(combinations(words, 3))[::2][:16]):
            lines.append(f"{letter}{n},{n + 1} May 1901,Paper {n},About {a} and {b} and {c}.")
    return Collection.read("\n".join(lines), topics="")


def named(listing, **more):
    spec = TopicSpec("ports", "Ports", "#0072B2", ("harbour",), **more)
    return listing.with_topics(to_toml(TopicFile(named=(spec,))))


def proposed(collection):
    ids = topics.ids_of(collection)
    return {ids[one.row]: one for one in topics.proposals(collection).get("ports", [])}


def test_what_reads_like_the_members_is_proposed_with_the_reason(listing):
    collection = named(listing)
    found = proposed(collection)
    assert found
    assert {id_[0] for id_ in found} == {"p"}
    ids = topics.ids_of(collection)
    members = {ids[row] for row in collection.named["ports"].members}
    for one in found.values():
        assert ids[one.nearest] in members
        assert {word.casefold() for word in one.words} <= set(PORTS)
        assert 0 < one.similarity <= 1


def test_what_was_refused_or_taken_is_not_proposed_again(listing):
    first, *_rest = proposed(named(listing))
    assert first not in proposed(named(listing, excluded=(first,)))
    assert first not in proposed(named(listing, pinned=(first,)))


def test_nothing_is_proposed_without_others_or_members(listing):
    assert topics.proposals(listing) == {}
    every = tuple(topics.ids_of(listing))
    assert topics.proposals(named(listing, pinned=every)) == {}
    few = TopicSpec("one", "One", "#0072B2", ("no such word",), pinned=("p15",))
    assert topics.proposals(listing.with_topics(to_toml(TopicFile(named=(few,))))) == {}


def test_the_rest_is_grouped_beside_the_named_topics(listing):
    collection = named(listing)
    groups = found_in_rest(collection.named, collection.found)
    other = set(collection.named[OTHER].members)
    assert [row for group in groups for row in group.members]
    assert {row for group in groups for row in group.members} <= other
    assert "#0072B2" not in [group.color for group in groups]
    both = with_rest(collection.named, collection.found, groups)
    assert [t.id for t in both.grouped] == ["ports", *(group.id for group in groups)]
    assert all(group.id.startswith(REST) for group in groups)
    assert both.strengths.shape == (len(listing), len(both))
    assert np.array_equal(
        both.strengths[:, 0] > 0, [row in both["ports"].members for row in range(len(listing))]
    )
    covered = {row for topic in both for row in topic.members}
    assert covered == set(range(len(listing)))
