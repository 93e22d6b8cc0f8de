import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import normalize

from dash_core.text.language.tokens import term_of, tokenize
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import Fields, document_vectors
from dash_core.text.vectors.similarity import (
    MIN_DUPLICATE_RESEMBLANCE,
    Similarity,
    Wording,
    resemblance,
)

WORDS = "oil oils company troops Soldier soldiers’ harvest the of Yemel’yanov radio 1946".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=6)


def make(*texts, days=None):
    documents = [tokenize(text) for text in texts]
    at = np.full(len(texts), np.nan) if days is None else np.array(days, dtype=float)
    index, fields = Index(documents, documents), Fields.of([[] for _text in texts], at)
    vectors = document_vectors(index.subject, fields)
    shown = [("", text) for text in texts].__getitem__
    return Similarity(Wording(index, fields, vectors), shown, at, at)


def terms_in(text):
    return {token.term for token in tokenize(text) if token.term}


@given(TEXTS)
def test_likeness_is_symmetric_and_its_words_are_in_the_texts(texts):
    likeness = make(*texts)
    score = {}
    for row, text in enumerate(texts):
        assert likeness.count(row, 0) == len(likeness.similar(row))
        for hit in likeness.similar(row):
            assert 0 < hit.score <= 1
            assert hit.row != row
            both = terms_in(text) & terms_in(texts[hit.row])
            assert {term_of(word) for word in hit.terms} == both
            for pair in hit.associated:
                mine, theirs = (term_of(word) for word in pair.split(" ~ "))
                assert mine in terms_in(text) - terms_in(texts[hit.row])
                assert theirs in terms_in(texts[hit.row]) - terms_in(text)
            score[row, hit.row] = hit.score
    for (a, b), value in score.items():
        assert score[b, a] == pytest.approx(value, abs=1e-5)


@given(TEXTS, st.integers(1, 4), st.sampled_from([0.0, 0.1, 0.3, 0.6]), st.booleans())
def test_the_nearest_are_those_of_comparing_all(texts, n, least, is_dated):
    likeness = make(*texts, days=[i % 3 * 400 for i in range(len(texts))] if is_dated else None)
    for row in range(len(texts)):
        scores = likeness.scores(row)
        order = np.argsort(-scores, kind="stable")
        order = order[(scores[order] > 0) & (scores[order] >= least)]
        hits = likeness.similar(row, n, least)
        assert [(hit.row, hit.score) for hit in hits] == [(i, scores[i]) for i in order[:n]]
        assert likeness.count(row, least) == len(order)


@pytest.mark.parametrize("texts", [("",), ("the of", "a 5"), ("", "the"), ("oil", "")])
def test_texts_without_words_are_like_nothing(texts):
    likeness = make(*texts)
    assert [likeness.similar(row) for row in range(len(texts))] == [[] for _text in texts]


def test_words_that_go_together_make_likeness():
    together = [f"oil concession refinery {i}" for i in "one two three four".split()]
    others = [f"harvest wheat granary {i}" for i in "five six seven eight".split()]
    texts = [*together, *others, "oil pipeline", "concession wells"]
    scores = make(*texts).scores(8)
    assert scores[9] > scores[4:8].max()


@pytest.mark.parametrize(
    ("one", "other", "is_duplicate"),
    [
        ("Soviet troops leave Iran by May.", "Soviet troops leave Iran by May", True),
        ("Soviet troops leave Iran by May.", "SOVIET troops leave Irán by May", True),
        ("Soviet troops leave Iran by May.", "Soviet troops enter Iran by June.", False),
        ("On oil.", "On oil.", True),
        ("On oil.", "On wheat.", False),
    ],
)
def test_nearly_the_same_text_is_said_to_be(one, other, is_duplicate):
    assert (resemblance(("", one), ("", other)) >= MIN_DUPLICATE_RESEMBLANCE) == is_duplicate
    hits = make(one, other, "Something else about wheat and harvests.").similar(0)
    assert [hit.is_duplicate for hit in hits if hit.row == 1] in ([is_duplicate], [])


def test_of_the_same_texts_those_near_in_time_are_more_alike():
    texts = ["oil concession", *["oil concession"] * 3, "wheat harvest"]
    scores = make(*texts, days=[0, 1, 1000, np.nan, 0]).scores(0)
    assert scores[1] > scores[2] > scores[3] > scores[4] == 0


def test_no_words_are_no_duplicates():
    assert resemblance(("", ""), ("", "…")) == 0


def test_the_same_input_gives_the_same_scores():
    texts = [f"{a} {b} {c}" for a in WORDS[:4] for b in WORDS[4:8] for c in WORDS[8:]]
    one, other = (make(*texts).scores(3) for _time in range(2))
    assert np.array_equal(one, other)


@pytest.mark.parametrize(("is_english", "said"), [(True, ["oil ~ petroleum"]), (False, [])])
def test_without_a_word_in_common_the_nearest_in_meaning_is_the_reason(is_english, said):
    texts = ["oil exports", "petroleum lease", "violin recital"]
    documents = [tokenize(text) for text in texts]
    index, none = Index(documents, documents), np.full(3, np.nan)
    fields = Fields.of([[], [], []], none)
    vectors = normalize(np.array([[1.0, 0.2], [1, 0.1], [0, 1]]))
    english = np.array([is_english] * 3)
    shown = [("", text) for text in texts].__getitem__
    likeness = Similarity(Wording(index, fields, vectors, english), shown, none, none)
    hit = likeness.similar(0)[0]
    assert (hit.row, hit.terms, list(hit.associated)) == (1, (), said)
