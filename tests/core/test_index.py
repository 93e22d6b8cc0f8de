import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.index import Index
from dash_core.text import term_of, tokenize


def make(*texts):
    documents = [tokenize(text) for text in texts]
    return Index(documents, documents)


def terms_in(text):
    return {token.term for token in tokenize(text) if token.term}


WORDS = "oil oils company troops Soldier soldiers’ harvest the of Yemel’yanov radio 1946".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=6)


@given(TEXTS)
def test_similarity_is_symmetric_and_shared_terms_are_in_both(texts):
    index = make(*texts)
    score = {}
    for row, text in enumerate(texts):
        for hit in index.similar(row):
            assert 0 < hit.score <= 1
            assert hit.row != row
            shared = {term_of(word) for word in hit.terms}
            assert shared == terms_in(text) & terms_in(texts[hit.row]) != set()
            score[row, hit.row] = hit.score
    for (a, b), value in score.items():
        assert score[b, a] == pytest.approx(value)


@given(TEXTS, st.lists(st.sampled_from(WORDS), max_size=4))
def test_search_finds_the_documents_with_any_or_every_word(texts, asked):
    index, query = make(*texts), " ".join(asked)
    wanted = terms_in(query)
    hits = index.search(query)
    assert {hit.row for hit in hits} == {i for i, t in enumerate(texts) if terms_in(t) & wanted}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert 0 < hit.score <= 1
        assert {term_of(word) for word in hit.terms} == terms_in(texts[hit.row]) & wanted
    every = {hit.row for hit in index.search(query, every_word=True)}
    assert every == {i for i, text in enumerate(texts) if wanted and wanted <= terms_in(text)}


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
    assert {hit.row for hit in index.search(query)} == rows


@pytest.mark.parametrize(
    ("query", "rows"),
    [("oil compan", [0]), ("oil zebra", []), ("oil the", [0]), ("compan", [0, 1]), ("the", [])],
)
def test_every_word_counts(query, rows):
    index = make("An oil company", "The companies' command", "Soldiers of Yemel’yanov")
    assert sorted(hit.row for hit in index.search(query, every_word=True)) == rows


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


@pytest.mark.parametrize("texts", [(), ("",), ("the of", "a 5"), ("", "the")])
def test_an_empty_vocabulary(texts):
    index = make(*texts)
    assert index.terms == ()
    assert index.search("oil") == index.search("oil", every_word=True) == index.suggest("oil") == []
    assert [index.similar(row) for row in range(len(texts))] == [[] for _text in texts]
