import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.language.tokens import find_phrase, term_of, tokenize
from dash_core.text.search.index import MIN_ASSOCIATED_TERMS, Index
from dash_core.text.search.ranking import best_first


def make(*texts):
    documents = [tokenize(text) for text in texts]
    return Index(documents, documents)


def terms_in(text):
    return {token.term for token in tokenize(text) if token.term}


WORDS = "oil oils company troops Soldier soldiers’ harvest the of Yemel’yanov radio 1946".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=6)


@given(TEXTS, st.lists(st.sampled_from(WORDS), max_size=4))
def test_search_finds_documents_with_any_word_and_says_why(texts, asked):
    index, query = make(*texts), " ".join(asked)
    wanted = terms_in(query)
    hits = index.search(query)
    assert {hit.row for hit in hits if hit.terms} == {
        i for i, t in enumerate(texts) if terms_in(t) & wanted
    }
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        own = terms_in(texts[hit.row])
        assert 0 < hit.score <= 1
        assert {term_of(word) for word in hit.terms} == own & wanted
        associated = {term_of(word) for word in hit.associated}
        assert associated <= own - wanted
        assert hit.terms or len(associated) >= MIN_ASSOCIATED_TERMS


@given(TEXTS, st.lists(st.sampled_from(WORDS), max_size=3), st.sampled_from(["", "title"]))
def test_a_phrase_is_its_words_in_order(texts, phrase, field):
    documents = [tokenize(text) for text in texts]
    titles = [len(tokens) // 2 for tokens in documents]
    index = Index(documents, documents, titles=titles)
    terms = [token.term for token in tokenize(" ".join(phrase)) if token.term]
    ways = index.phrase(" ".join(phrase))
    if not terms:
        assert ways == []
        return
    parts = [(tokens[:n], tokens[n:]) for tokens, n in zip(documents, titles, strict=True)]
    known = set(terms) <= set(index.column)
    expected = {
        i
        for i, (title, summary) in enumerate(parts)
        if find_phrase(title, terms) or (not field and find_phrase(summary, terms))
    }
    if known:
        assert set(index.documents_with_phrase(ways, field).nonzero()[0]) == expected


@given(st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.7])), st.integers(1, 6))
def test_the_best_are_the_first_of_all(scores, n):
    scores = np.array(scores)
    rows = np.flatnonzero(scores > 0.1)
    every = sorted(rows, key=lambda row: (-scores[row], row))
    assert best_first(rows, scores[rows]).tolist() == every
    assert best_first(rows, scores[rows], n).tolist() == every[:n]


def test_a_score_is_never_above_one():
    words = "troops oil soldiers railway border harvest treaty consul press school radio".split()
    for n in range(1, len(words) + 1):
        text = " ".join(words[:n])
        assert [hit.score <= 1 for hit in make(text).search(text)] == [True]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("compan", {0, 1}),
        ("SOLDIER", {2}),
        ("Yemelyanov", {2}),
        ("oil soldiers", {0, 2}),
        ("comm", {1}),
        ("ye", set()),
        ("zebra", set()),
        ("the of", set()),
        ("", set()),
        ("[]()*", set()),
    ],
)
def test_queries(query, rows):
    index = make("An oil company", "The companies' command", "Soldiers of Yemel’yanov")
    assert {hit.row for hit in index.search(query) if hit.terms} == rows


@pytest.mark.parametrize(
    ("word", "suggested"),
    [("companny", "company"), ("SOLDEIRS", "soldiers"), ("Yemelianov", "Yemel’yanov"), ("q", None)],
)
def test_suggestions_are_words_of_the_collection(word, suggested):
    index = make("An oil company", "soldiers of Yemel’yanov")
    assert next(iter(index.suggest(word)), None) == suggested


def test_rarer_words_weigh_more():
    index = make("oil troops", "oil wheat", "oil radio", "troops bank")
    assert index.search("oil wheat")[0].row == 1
    assert index.search("oil wheat")[0].terms == ("wheat", "oil")


def test_words_that_go_together_bring_documents_without_the_word():
    together = ["oil concession refinery", "oil refinery concession wells", "concession refinery"]
    others = [f"harvest wheat {word}" for word in "north south east west spring autumn".split()]
    hits = make(*together, *others).search("oil")
    assert [hit.row for hit in hits] == [0, 1, 2]
    assert hits[2].terms == ()
    assert set(hits[2].associated) == {"concession", "refinery"}


def test_a_word_is_looked_up_in_every_language():
    documents = [tokenize("Die Verträge", "de"), tokenize("the treaties", "en")]
    index = Index(documents, documents, ("de", "en"))
    assert [hit.row for hit in index.search("Vertrag")] == [0]
    assert [hit.row for hit in index.search("treaty")] == [1]
    assert index.documents_with_phrase(index.phrase("die Verträge")).tolist() == [True, False]


@pytest.mark.parametrize("texts", [(), ("",), ("the of", "a 5"), ("", "the")])
def test_an_empty_vocabulary(texts):
    index = make(*texts)
    assert index.terms == ()
    assert index.search("oil") == index.suggest("oil") == []
    assert not index.documents_with_phrase(index.phrase("oil company")).any()
