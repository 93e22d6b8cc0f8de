"""Coarser and finer groups around the found topics."""

from itertools import pairwise

import pytest

from dash_core.analysis import topics as topic_tools
from dash_core.topics import TopicFile, to_toml
from dash_core.topics.edit.hold import take_groups
from dash_core.topics.found.levels import numbers_of


@pytest.fixture(scope="module")
def topics(many):
    return many.find_topics(4)


@pytest.fixture(scope="module")
def levels(many, topics):
    return topic_tools.levels(many, topics)


@pytest.mark.parametrize(
    ("n", "shown", "numbers"),
    [
        (20, 2, [2]),
        (60, 2, [2, 8]),
        (400, 4, [2, 4, 8, 30]),
        (400, 7, [2, 7, 30]),
        (6_000, 26, [2, 8, 26, 100]),
        (40_000, 2, [2, 8, 30, 100]),
    ],
)
def test_levels_are_some_four_times_as_many_and_the_topics_are_one(n, shown, numbers):
    assert numbers_of(n, shown) == numbers


def test_each_level_divides_the_groups_of_the_one_before(levels, topics):
    assert [level.is_shown for level in levels] == [False, True, False, False]
    assert [len(level.groups) for level in levels][:2] == [2, 4]
    every = sorted(row for topic in topics.grouped for row in topic.members)
    for level in levels:
        assert sorted(row for group in level.groups for row in group.members) == every
        assert len({group.label for group in level.groups}) == len(level.groups)
    for above, below in pairwise(levels):
        for place, group in enumerate(above.groups):
            parts = [below.groups[part] for part in group.parts]
            assert {part.whole for part in parts} == {place}
            assert {row for part in parts for row in part.members} == set(group.members)


def test_the_topics_keep_their_labels(levels, topics):
    (shown,) = (level for level in levels if level.is_shown)
    assert {(group.label, frozenset(group.members)) for group in shown.groups} == {
        (topic.label, frozenset(topic.members)) for topic in topics.grouped
    }


def test_a_level_can_stand_as_the_topics(many, levels):
    ids, groups = topic_tools.ids_of(many), [group.members for group in levels[0].groups]
    file = take_groups(TopicFile(k=4), groups, ids)
    found = many.with_topics(to_toml(file, "")).topics
    assert file.k == len(found.grouped) == 2
    assert {frozenset(topic.members) for topic in found.grouped} == set(map(frozenset, groups))
