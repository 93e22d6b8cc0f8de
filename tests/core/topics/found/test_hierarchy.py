import numpy as np
import pytest

from dash_core.analysis import topics as topic_tools
from dash_core.topics import Topic, Topics
from dash_core.topics.found.hierarchy import hierarchy


@pytest.fixture
def grouped(many):
    """Six topics: each of the three subjects in two halves."""
    words = ("pipeline refinery", "drought granary", "pupils newspaper")
    summaries = many.table["summary"]
    rows = [
        np.flatnonzero([any(word in text for word in group.split()) for text in summaries])
        for group in words
    ]
    halves = [tuple(members[half::2].tolist()) for members in rows for half in (0, 1)]
    topics = tuple(
        Topic(f"g{i}", f"topic {i}", "#0072B2", "circle", (), rows, 1.0)
        for i, rows in enumerate(halves)
    )
    return Topics("found", topics, np.zeros((400, 6)), ({},) * 400)


def joins(node):
    return [node] * bool(node.parts) + [joined for part in node.parts for joined in joins(part)]


def test_halves_of_a_subject_join_first(many, grouped):
    tree = topic_tools.tree(many, grouped)
    pairs = sorted(joins(tree), key=lambda node: node.distance)[:3]
    subjects = [sorted(int(leaf.topic.id[1:]) // 2 for leaf in pair.leaves()) for pair in pairs]
    assert sorted(subjects) == [[0, 0], [1, 1], [2, 2]]
    assert {pair.terms[0] for pair in pairs} <= {
        "oil", "concession", "company", "pipeline", "refinery", "wheat", "harvest", "peasants",
        "drought", "granary", "school", "teacher", "textbook", "pupils", "newspaper",
    }  # fmt: skip


def test_every_topic_is_a_leaf_once_and_members_add_up(many, grouped):
    tree = topic_tools.tree(many, grouped)
    assert sorted(leaf.topic.id for leaf in tree.leaves()) == [f"g{i}" for i in range(6)]
    for node in joins(tree):
        rows = {row for part in node.parts for row in part.members}
        assert set(node.members) == rows
        assert node.distance >= max(part.distance for part in node.parts) - 1e-9


def test_the_order_of_the_topics_does_not_matter(many, grouped):
    backwards = Topics("found", grouped.topics[::-1], grouped.strengths, grouped.evidence)
    assert topic_tools.tree(many, backwards) == topic_tools.tree(many, grouped)


def test_other_and_empty_topics_are_no_leaves(seed):
    tree = topic_tools.tree(seed, seed.topics)
    assert [leaf.topic.id for leaf in tree.leaves()].count("other") == 0
    nobody = Topics("named", (), np.zeros((20, 0)), ({},) * 20)
    assert hierarchy(nobody, topic_tools.vectors(seed), seed.index, frozenset()) is None
