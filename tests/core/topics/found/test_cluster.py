import numpy as np
import pytest

from dash_core import Collection
from dash_core.text.language.tokens import term_of, tokenize
from dash_core.topics import OTHER
from dash_core.topics.found.cluster import MIN_STABLE_JACCARD
from dash_core.topics.found.stability import MAX_SUGGESTED_GROUPS

GROUPS = (
    "oil concession pipeline refinery drilling",
    "wheat harvest peasants drought granary",
    "school teacher textbook pupils newspaper",
)


def planted(listing, n):
    """`n` documents of three subjects in turn, no two alike."""
    records = []
    for i in range(n):
        words = GROUPS[i % 3].split()
        del words[i // 3 % 5]
        records.append(("May 5, 1946", f"On {words[0]}", f"About {' '.join(words)}."))
    return Collection.read(listing(*records), topics="")


@pytest.mark.parametrize(
    "summaries",
    [
        pytest.param(["On oil and wheat."], id="one document"),
        pytest.param(["On oil.", "On wheat."], id="two documents"),
        pytest.param(["Troops, oil and radio."] * 20, id="identical documents"),
        pytest.param(["The 5 of 7.", "8 9"], id="no words"),
        pytest.param(["1 2 3"] * 30, id="no words in many"),
        pytest.param(["wheat"] * 12, id="one word"),
        pytest.param(["wheat"] * 10 + ["the 5"] * 10, id="one word or none"),
    ],
)
def test_what_cannot_be_grouped_is_not_and_the_reason_is_given(listing, summaries):
    page = listing(*(("May 5, 1946", "5", summary) for summary in summaries))
    collection = Collection.read(page, topics="")
    for topics in (collection.topics, collection.find_topics(2), collection.find_topics(99)):
        assert topics.kind == "found"
        assert len(topics.grouped) == 0
        assert "too few to group" in topics.advice
        assert all(topics.of(row)[0][0].id == OTHER for row in range(len(summaries)))


def test_titles_of_names_alone_cannot_be_grouped(listing):
    rows = [("1946", "Letter, Smith to Jones", ""), ("1947", "Telegram to Brown", "")]
    topics = Collection.read(listing(*rows), topics="").topics
    assert len(topics.grouped) == 0
    assert all(topics.of(row)[0][0].id == OTHER for row in range(2))


def test_planted_subjects_are_found(listing):
    topics = planted(listing, 24).topics
    assert {frozenset(row % 3 for row in topic.members) for topic in topics} == {
        frozenset({0}),
        frozenset({1}),
        frozenset({2}),
    }
    assert all(topic.stability >= MIN_STABLE_JACCARD for topic in topics)
    assert "3 of 3 groups are stable" in topics.advice


@pytest.mark.parametrize("k", [None, 2, 3, 5, 1000])
def test_found_topics_are_sound(seed, k):
    topics, texts = seed.find_topics(k), seed.table["title"] + "\n" + seed.table["summary"]
    most = MAX_SUGGESTED_GROUPS if k is None else min(k, len(seed))
    assert 2 <= len(topics) <= most
    assert k is None or len(topics) == most
    assert sorted(row for topic in topics for row in topic.members) == list(range(len(seed)))
    people = {form for forms in seed.people.spellings.values() for form in forms}
    people -= {"CC CP of Azerbaijan", "Secretary of State"}  # a body and an office
    names = {t.term for name in people for t in tokenize(name) if t.term}
    for topic in topics:
        assert topic.label
        assert 0 <= topic.stability <= 1
        assert 0 <= topic.strength <= 1
        assert not names & {token.term for word in topic.terms for token in tokenize(word)}
        for row in topic.members:
            ((assigned, strength),) = topics.of(row)
            assert assigned is topic
            assert 0 < strength <= 1
            assert topics.evidence[row][topic.id]
            evidence = topics.evidence[row][topic.id]
            assert {term_of(word) for word in evidence} <= {t.term for t in tokenize(texts[row])}
    assert topics.advice


def test_documents_without_words_belong_to_no_group(listing):
    subjects = [
        (f"May {i + 1}, 1946", "5", " ".join(GROUPS[i % 3].split()[: 3 + i % 2])) for i in range(9)
    ]
    collection = Collection.read(listing(*subjects, ("n.d.", "5", "6 7")), topics="")
    assert len(collection.topics) > 0
    assert [topic.id for topic, _strength in collection.topics.of(9)] == [OTHER]
    assert collection.table["topics"][9] == ["Other"]
    assert sum(topic.size for topic in collection.topics) == len(collection)


@pytest.mark.parametrize("k", [None, 4])
def test_two_fits_are_equal(seed, listing, k):
    for one, two in ((seed, seed), (planted(listing, 40), planted(listing, 40))):
        a, b = one.find_topics(k), two.find_topics(k)
        assert a.topics == b.topics
        assert a.evidence == b.evidence
        assert a.advice == b.advice
        assert np.array_equal(a.strengths, b.strengths)
