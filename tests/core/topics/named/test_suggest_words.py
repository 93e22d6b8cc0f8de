"""Words suggested for a topic, and why a document is not in one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.text.language.form_words import FORM_TERMS
from dash_core.text.language.tokens import term_of
from dash_core.text.vectors.document_vectors import document_vectors, term_vectors
from dash_core.topics import TopicSpec, assign
from dash_core.topics.named.explain import explain_found, explain_named, veto_remark
from dash_core.topics.named.suggest_words import (
    MAX_SUGGESTED_WORDS,
    MIN_SIMILARITY,
    similar_words,
    suggest_words,
)

GROUPS = (
    "oil concession pipeline refinery drilling",
    "wheat harvest peasants drought granary",
    "school teacher textbook pupils newspaper",
)
OIL = TopicSpec("oil", "Oil", "#0072B2", ("oil", "concession"))


class Functions:
    """A listing and what the functions need of it."""

    def __init__(self, collection):
        self.collection, self.index = collection, collection.index
        self.names = collection.core.name_terms
        self.ids = collection.table["id"].tolist()
        self.vectors = term_vectors(self.index.subject, 12)

    def topics(self, spec):
        subjects = self.collection.core.subjects
        return assign([spec], self.index, subjects, self.names, self.ids)

    def suggest(self, spec, **more):
        topics = self.topics(spec)
        return suggest_words(spec, topics, self.index, self.vectors, self.names, self.ids, **more)

    def explanation(self, row, spec):
        subjects = self.collection.core.subjects
        texts = subjects.printed(row), subjects[row]
        return explain_named(row, spec, self.index, *texts, self.vectors, self.ids[row])


@pytest.fixture(scope="module")
def planted(listing):
    """30 documents of three subjects; each lacks two of the five words of its own."""
    records = []
    for i in range(30):
        words = GROUPS[i % 3].split()
        del words[i // 3 % 5]
        del words[i // 3 % 4]
        title = f"Letter from Bagirov to Stalin on {words[0]}"
        records.append((f"May {1 + i // 3}, 1946", title, f"About {' '.join(words)}."))
    return Functions(Collection.read(listing(*records), topics=""))


@pytest.fixture(scope="module")
def of_seed(seed):
    return Functions(seed)


def test_words_of_the_same_subject_are_suggested(planted):
    suggested = planted.suggest(OIL)
    assert {word.word for word in suggested} == {"pipeline", "refinery", "drilling"}
    for one in suggested:
        assert one.like in OIL.words
        assert 0 < one.score <= 1
        assert 0 < one.new <= one.documents


def test_what_a_suggestion_promises_comes_true(planted):
    before = planted.topics(OIL)["oil"].size
    for one in planted.suggest(OIL):
        more = replace(OIL, words=(*OIL.words, one.word))
        assert planted.topics(more)["oil"].size == before + one.new


def test_what_a_suggestion_promises_comes_true_on_the_seed(seed, of_seed):
    offered = 0
    for topic in seed.named.grouped:
        spec = TopicSpec(topic.id, topic.label, topic.color, topic.words)
        for one in of_seed.suggest(spec):
            offered += 1
            more = replace(spec, words=(*spec.words, one.word))
            assert of_seed.topics(more)[topic.id].size == topic.size + one.new
            term = term_of(one.word)
            assert term not in of_seed.names | FORM_TERMS
            assert term not in {term_of(word) for word in topic.words}
    assert offered


def test_what_is_not_suggested(planted):
    words = [one.word for one in planted.suggest(OIL)]
    assert len(planted.suggest(OIL, n=1)) == 1
    assert planted.suggest(OIL, n=1)[0].word == words[0]
    vetoed = replace(OIL, veto=("PIPELINES",))
    assert {one.word for one in planted.suggest(vetoed)} == {"refinery", "drilling"}
    outside = [
        id_ for row, id_ in enumerate(planted.ids) if row not in planted.topics(OIL)["oil"].members
    ]
    assert planted.suggest(replace(OIL, excluded=tuple(outside))) == []
    assert planted.suggest(replace(OIL, words=("zebra",))) == []


def test_phrases_may_be_suggested(planted):
    words = [one.word for one in planted.suggest(OIL, phrases=["pipeline refinery", "the zebra"])]
    assert "pipeline refinery" in words
    assert "the zebra" not in words


def test_a_topic_of_documents_alone_is_widened_by_their_words(planted):
    spec = TopicSpec("x", "X", "#000000", pinned=tuple(planted.ids[:9:3]))
    assert {one.word for one in planted.suggest(spec)} <= set(GROUPS[0].split())
    assert planted.suggest(spec)


def test_twice_is_the_same(of_seed, seed):
    spec = TopicSpec("oil", "Oil", "#0072B2", seed.named["oil"].words)
    assert of_seed.suggest(spec) == of_seed.suggest(spec)


# Why not?


@pytest.fixture(scope="module")
def letters(listing):
    long = "wheat harvest peasants drought granary school teacher textbook pupils newspaper " * 2
    return Functions(
        Collection.read(
            listing(
                ("May 1, 1946", "Letter on oil", "Oil and a concession, pipeline and refinery."),
                ("May 2, 1946", "Memo on the pipeline", "Pipeline, refinery."),
                ("May 3, 1946", "Letter on wheat", "Wheat."),
                ("May 4, 1946", "Letter from the Oil Minister to Stalin", "On wheat."),
                ("May 5, 1946", "5", "6 7"),
                ("May 6, 1946", "Letter on painting", "An oil painting in Tabriz."),
                (
                    "May 7, 1946",
                    "Letter on all",
                    f"Oil. {' '.join(f'{w}{w}' for w in long.split())} "
                    + " ".join(f"thing{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(200)),
                ),
            ),
            topics="",
        )
    )


@pytest.mark.parametrize(
    ("row", "change", "is_in", "sentence"),
    [
        (0, {}, True, "of its wording is “oil”, “concession”"),
        (0, {"excluded": True}, False, "It was taken out of “Oil” by hand."),
        (2, {"pinned": True}, True, "It is in “Oil”: it was put there by hand."),
        (1, {}, False, "It contains none of the words of “Oil”. The most similar is “"),
        (2, {}, False, "It contains none of the words of “Oil”. Its words are not used like them"),
        (3, {}, False, "It contains “Oil”, but only where it says what kind of document it is"),
        (4, {}, False, "It contains none of the words of “Oil”. It has no words"),
        (
            5,
            {"veto": ("oil painting",)},
            False,
            "It contains “oil”, but that does not count for “Oil”: “oil painting” is excluded",
        ),
        (6, {}, False, "It contains “Oil”, but that is only"),
    ],
)
def test_why_not(letters, row, change, is_in, sentence):
    change = {k: (letters.ids[row],) if v is True else v for k, v in change.items()}
    explanation = letters.explanation(row, replace(OIL, **change))
    assert explanation.is_in == is_in
    assert sentence.casefold() in explanation.reason.casefold()
    assert explanation.reason.endswith(".")
    assert 0 <= explanation.strength <= 1


def test_the_similar_words_are_of_the_document(letters):
    near = similar_words(1, OIL, letters.index, letters.vectors)
    assert {one.word for one in near} <= {"pipeline", "refinery"}
    assert near
    assert all(one.like in OIL.words for one in near)
    assert all(MIN_SIMILARITY <= one.similarity <= 1 for one in near)


def test_why_not_agrees_with_the_topics_of_the_seed(seed, of_seed):
    for topic in seed.named.grouped:
        spec = TopicSpec(topic.id, topic.label, topic.color, topic.words)
        for row in range(len(seed)):
            explanation = of_seed.explanation(row, spec)
            assert explanation.is_in == (row in topic.members)
            if explanation.is_in:
                assert explanation.words == seed.named.evidence[row][topic.id]


@pytest.mark.parametrize(
    ("word", "spec", "sentence"),
    [
        ("pipelines", None, ""),
        ("zebra", None, "No description here uses “zebra”"),
        ("letter", None, "No description here uses “letter”"),
        ("zebra pipeline", None, "No description here uses"),
        ("the", None, "No description here uses"),
        ("oil", OIL, ""),
        ("oil painting", OIL, ""),
        ("wheat", OIL, "“wheat” is not among the words of “Oil”"),
    ],
)
def test_what_a_veto_does(letters, word, spec, sentence):
    remark = veto_remark(word, letters.index, spec)
    assert remark.startswith(sentence)
    assert bool(remark) == bool(sentence)


def test_why_not_a_found_group(seed):
    topics, vectors = seed.find_topics(3), document_vectors(seed.index.subject)
    for row in range(len(seed)):
        ((actual, _strength),) = topics.of(row)
        for topic in topics.grouped:
            explanation = explain_found(row, topic.id, topics, vectors)
            assert explanation.is_in == (actual is topic)
            assert f"“{actual.label}”" in explanation.reason
            assert f"“{topic.label}”" in explanation.reason
            assert 0 <= explanation.strength <= 1
    row = topics["g1"].members[0]
    by_hand = replace(topics, pinned=frozenset({(row, "g1")}))
    assert "by hand" in explain_found(row, "g2", by_hand, vectors).reason


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_any_words_can_be_asked(of_seed, words):
    spec = TopicSpec("x", "X", "#000000", tuple(words))
    assert len(of_seed.suggest(spec)) <= MAX_SUGGESTED_WORDS
    assert of_seed.explanation(0, spec).reason
