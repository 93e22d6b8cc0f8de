"""Vectors of more documents than directions are learnt from: placed by a sample, in parts."""

import numpy as np
import pytest

from dash_core import Collection
from dash_core.export.method import settings_used
from dash_core.text.vectors import placing, sample
from dash_core.text.vectors.sample import LEARNT_FROM, sample_of

SUBJECTS = (
    "oil concession pipeline refinery drilling",
    "wheat harvest peasants drought granary",
    "school teacher textbook pupils newspaper",
)


@pytest.fixture
def few_learnt(monkeypatch):
    monkeypatch.setattr(sample, "LEARNT_FROM", 60)
    monkeypatch.setattr(placing, "_OF_PART", 32)


@pytest.fixture
def page(listing):
    """240 documents of three subjects, some by the same people; every fortieth has no words."""
    records = []
    for i in range(240):
        words = SUBJECTS[i % 3].split()
        del words[i // 3 % 5]
        summary = f"About {' '.join(words)} {i * 7 % 11}." if i % 40 != 1 else "12 of 7"
        title = f"Letter from {('Lane', 'Howe', 'Pratt')[i % 3]} to Stone" if i % 2 else "5"
        records.append((f"{1 + i % 28} May 1946", title, summary))
    return listing(*records)


def test_a_sample_is_even_and_of_all_that_is_allowed():
    assert sample_of(LEARNT_FROM) is None
    rows = sample_of(2 * LEARNT_FROM + 1)
    assert len(rows) == LEARNT_FROM == len(set(rows.tolist()))
    assert set(np.diff(rows).tolist()) <= {2, 3}
    assert rows[0] == 0
    assert rows[-1] >= 2 * LEARNT_FROM - 2


def test_documents_beyond_the_sample_join_their_subjects(page, few_learnt):
    collection = Collection.read(page, topics="")
    topics = collection.find_topics(3)
    texts = collection.table["summary"]
    with_words = [set(topic.members) for topic in topics.grouped]
    assert sum(map(len, with_words)) == sum("About" in text for text in texts)
    for members in with_words:
        subjects = {
            next(s for s in SUBJECTS if s.split()[0] in texts[m] or s.split()[1] in texts[m])
            for m in members
        }
        assert len(subjects) == 1


def test_similar_documents_are_those_of_all_documents(page, few_learnt, monkeypatch):
    placed = Collection.read(page, topics="")
    monkeypatch.setattr(sample, "LEARNT_FROM", 10_000)
    whole = Collection.read(page, topics="")
    cosines = [c.space.vectors @ c.space.vectors.T for c in (placed, whole)]
    assert np.corrcoef(cosines[0].ravel(), cosines[1].ravel())[0, 1] > 0.9


def test_where_parts_end_makes_no_difference(page, few_learnt, monkeypatch):
    one = Collection.read(page, topics="")
    monkeypatch.setattr(placing, "_OF_PART", 7)
    other = Collection.read(page, topics="")
    assert np.allclose(one.space.vectors, other.space.vectors, atol=1e-12)


def test_a_sample_without_words_groups_nothing(listing, few_learnt):
    every_fourth = [("1946", "5", "12 of 7" if i % 4 == 0 else "wheat") for i in range(240)]
    topics = Collection.read(listing(*every_fourth), topics="").topics
    assert len(topics.grouped) == 0


def test_the_sample_is_among_the_settings_that_results_depend_on():
    assert settings_used()["learnt"][1] == "50,000"
