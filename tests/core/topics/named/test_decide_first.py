"""Which documents of no named topic to decide first."""

import numpy as np

from dash_core.analysis import topics
from dash_core.topics import OTHER, TopicSpec, to_toml
from dash_core.topics.edit.edits import decide_topic
from dash_core.topics.model import Topic, Topics, with_other
from dash_core.topics.named.decide_first import MAX_CHOSEN, decide_first
from tests.core.topics.named.conftest import named


def chosen(collection):
    ids = topics.ids_of(collection)
    return [ids[one.row] for one in topics.first_decisions(collection)]


def test_what_is_unlike_every_topic_comes_first_and_no_document_twice(ports_and_schools):
    collection = named(ports_and_schools)
    first = topics.first_decisions(collection)
    others = collection.named[OTHER].members
    assert chosen(collection)[0].startswith("s")
    assert {one.row for one in first} <= set(others)
    assert len({one.row for one in first}) == len(first) == len(others) // 3
    assert 0 < first[0].others < len(others)


def test_what_was_decided_is_not_asked_again(ports_and_schools):
    collection = named(ports_and_schools)
    first = chosen(collection)[0]
    file = topics.read_file(collection.study.topics)
    for answer in ("ports", None):
        decided = decide_topic(file, first, answer)
        assert first not in chosen(ports_and_schools.with_topics(to_toml(decided)))
    assert decide_topic(decide_topic(file, first, "ports"), first, None).named[0].pinned == ()


def test_nothing_is_asked_without_named_topics_or_others(ports_and_schools):
    assert topics.first_decisions(ports_and_schools) == []
    assert (
        topics.first_decisions(
            named(ports_and_schools, pinned=tuple(topics.ids_of(ports_and_schools)))
        )
        == []
    )


def test_documents_without_words_and_refused_ones_are_no_question():
    specs = (TopicSpec("a", "A", "#0072B2", ("x",), excluded=("3",)),)
    vectors = np.vstack([np.eye(8), np.zeros((4, 8))])
    topic = Topic("a", "A", "#0072B2", "circle", (), (0, 1), 1.0)
    strengths = np.zeros((12, 1))
    strengths[:2] = 1
    all_topics, strengths = with_other((topic,), strengths)
    shown = Topics("named", all_topics, strengths, [{}] * 12)
    first = decide_first(shown, specs, vectors, [str(i) for i in range(12)])
    assert [(one.row, one.others) for one in first] == [(2, 0)]


def test_of_very_many_ten_are_chosen_the_largest_subject_first():
    sizes = np.array([900, 500, 100, *[60] * 25])
    vectors = np.repeat(np.eye(len(sizes)), sizes, axis=0)
    all_topics, strengths = with_other((), np.zeros((len(vectors), 0)))
    shown = Topics("named", all_topics, strengths, [{}] * len(vectors))
    first = decide_first(shown, (), vectors, [str(i) for i in range(len(vectors))])
    assert len(first) == MAX_CHOSEN
    assert [int(vectors[one.row].argmax()) for one in first[:3]] == [0, 1, 2]
    assert first[0].others == 449  # every second one is compared
