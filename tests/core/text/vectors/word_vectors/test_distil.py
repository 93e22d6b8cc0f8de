"""How the table of English words is made: texts taken apart, and pieces fitted to them."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from dash_core.text.vectors.word_vectors.bert import pieces_of, read_wheel
from dash_core.text.vectors.word_vectors.distil import fit, weights_of
from dash_core.text.vectors.word_vectors.wordnet import read_wordnet

NUMBER = {piece: i for i, piece in enumerate(["[UNK]", "coal", "##s", "-", "mine", "cafe"])}


def cosine(one, other):
    return one @ other / np.linalg.norm(one) / np.linalg.norm(other)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Coals", ["coal", "##s"]),
        ("coal-mine", ["coal", "-", "mine"]),
        ("Café", ["cafe"]),
        ("coal tar", ["coal", "[UNK]"]),
    ],
)
def test_a_text_is_taken_apart_as_the_model_does(text, pieces):
    assert pieces_of(text, NUMBER) == [NUMBER[piece] for piece in pieces]


def test_pieces_count_as_often_as_they_stand_and_by_how_rare_they_are():
    weights = weights_of([[7, 7, 3], [9], []], np.array([3, 7]), np.array([0.5, 1]))
    assert weights.toarray().tolist() == [[0.5, 2], [0, 0], [0, 0]]


def test_pieces_of_texts_on_one_subject_come_near_and_others_stay():
    random = np.random.default_rng(0)
    alone = random.normal(size=(4, 8)).astype(np.float32)
    subject = np.eye(8, dtype=np.float32)[0]
    alone[:2] += subject  # somewhat near already
    weights = csr_matrix(np.array([[1, 1, 0, 0]] * 30, dtype=np.float32))  # the last two in none
    fitted = fit(weights, np.tile(subject, (30, 1)), alone)
    assert cosine(alone[0] + alone[1], subject) < 0.9
    assert cosine(fitted[0] + fitted[1], subject) > 0.99
    assert cosine(fitted[2], alone[2]) > 0.999
    assert cosine(fitted[3], alone[3]) > 0.999


def test_another_file_is_refused(tmp_path):
    for name in ("data.noun", "data.verb", "data.adj", "data.adv", "model.whl"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(ValueError, match="another file"):
        read_wheel(tmp_path / "model.whl")
    with pytest.raises(ValueError, match="other files"):
        read_wordnet(tmp_path)
