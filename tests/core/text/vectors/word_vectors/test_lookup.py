"""The table of English words: which file it is, what it knows, and that sums are exact."""

from hashlib import sha256

import numpy as np
import pytest

from dash_core.text.language.tokens import tokenize
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import MEANING_SHARE, MODEL_SHARE
from dash_core.text.vectors.word_vectors.lookup import FILE, word_vectors
from dash_core.text.vectors.word_vectors.meanings import meanings, model_share_of, share_of


def cosine(one, other):
    a, b = word_vectors().of([one, other])
    return a @ b / np.linalg.norm(a) / np.linalg.norm(b)


def test_the_table_is_the_one_that_was_made_and_has_its_licence():
    known = "bad33263f427a4d24fc0870e411de4a6324eee00583de47f70de0452ba66c441"
    assert sha256(FILE.read_bytes()).hexdigest() == known
    licence = FILE.with_name("LICENSE.txt").read_text("utf-8")
    assert "all-MiniLM-L6-v2" in licence
    assert "Apache License" in licence
    assert "distilled, reduced, quantised" in licence


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("coal", "mining", "violin"),
        ("wheat", "grain", "parliament"),
        ("teacher", "school", "tank"),
        ("Bogotá", "Colombia", "herring"),
        ("soldiers", "troops", "bread"),
    ],
)
def test_words_of_one_subject_are_near(word, near, far):
    assert cosine(word, near) > cosine(word, far) + 0.2


@pytest.mark.parametrize("word", ["", "—", "石油", "نفت", "\0", "ab\u200dcd" + "x" * 300])
def test_what_is_no_english_word_is_no_error(word):
    assert word_vectors().of([word, "coal"]).shape == (2, word_vectors().dimensions)


def test_accents_capitals_and_hyphens_do_not_count():
    one, two, three, four = word_vectors().of(["Chargé", "charge", "COAL-MINE", "coal mine"])
    assert (one == two).all()
    assert (three == four).all()


def test_a_frequent_word_says_less():
    the, coal = word_vectors().of(["the", "coal"])
    assert np.linalg.norm(the) < np.linalg.norm(coal) / 10


def test_documents_are_sums_of_whole_numbers_of_the_rows_asked_for():
    documents = [tokenize(text) for text in ("Coal from the mine", "Coal", "Violins", "the")]
    index = Index(documents, documents)
    vectors = meanings(index, np.array([True, True, False, True])).sums()
    assert (vectors == np.rint(vectors)).all()
    assert vectors.any(axis=1).tolist() == [True, True, False, False]
    left = meanings(index, np.ones(4, dtype=bool), ["coal"]).sums()
    assert left.any(axis=1).tolist() == [True, False, True, False]


def test_words_for_kinds_of_documents_have_no_meaning():
    documents = [tokenize(text) for text in ("Telegram about coal", "Coal", "Letter")]
    vectors = meanings(Index(documents, documents), np.ones(3, dtype=bool)).sums()
    assert vectors.any(axis=1).tolist() == [True, True, False]
    assert np.linalg.matrix_rank(vectors) == 1


@pytest.mark.parametrize(("documents", "words", "times"), [(20, 4, 1.9), (20, 15, 1), (200, 4, 1)])
def test_what_words_mean_counts_more_where_few_titles_are_short(documents, words, times):
    texts = [" ".join(f"weir{(i + j) % 40}" for j in range(words)) for i in range(documents)]
    tokens = [tokenize(text) for text in texts]
    index = Index(tokens, tokens)
    assert share_of(index) == pytest.approx(times * MEANING_SHARE, rel=0.02)
    assert model_share_of(index) == pytest.approx(MODEL_SHARE + (times - 1) / 4, rel=0.02)


def test_names_of_persons_count_only_where_they_are_the_subject():
    texts = ["Kalakaua king", "Bongo visit", "Kalakaua visit", "salt barges tonnage"]
    documents = [tokenize(text) for text in texts]
    index, rows = Index(documents, documents), np.ones(4, dtype=bool)
    few = meanings(index, rows, names=["kalakaua"]).sums()
    many = meanings(index, rows, names=["kalakaua", "bongo", "king"]).sums()
    assert not np.array_equal(few[0], meanings(index, rows).sums()[0])
    assert np.array_equal(many, meanings(index, rows).sums())
