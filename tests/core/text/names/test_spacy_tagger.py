"""People a spaCy model finds; the default needs none."""

import sys

import pytest

from dash_core import Collection, NamesError
from dash_core.text.names.spacy_tagger import tagger, tagger_from_pipeline
from dash_core.text.people import read_people

TITLES = ["Letter from Stone to Cole", "On oil"]
SUMMARIES = ["", "Stone saw Anna Petrova and Tehran. Petrova’s brother wrote."]


def test_what_a_tagger_finds_joins_the_rest_and_is_marked():
    def finds(texts):
        return [[], ["Anna Petrova", "Stone", "Tehran", "Petrova’s"]]

    assert read_people(TITLES, SUMMARIES).people == [["Stone", "Cole"], ["Stone"]]
    found = read_people(TITLES, SUMMARIES, tagger=finds)
    assert found.people == [["Stone", "Cole"], ["Anna Petrova", "Stone"]]
    assert found.by_model == {"Anna Petrova"}
    assert found.spellings["Anna Petrova"] == ("Anna Petrova", "Petrova")


def test_without_a_model_named_spacy_is_not_imported(monkeypatch, seed):
    monkeypatch.delenv("DOSSIER_SPACY", raising=False)
    monkeypatch.setitem(sys.modules, "spacy", None)  # an import would fail
    assert tagger() is None
    assert seed.people.by_model == frozenset()


def test_a_model_that_is_not_there_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setenv("DOSSIER_SPACY", "no_such_model")
    with pytest.raises(NamesError, match=r"“no_such_model”, which cannot be loaded here: .*\.$"):
        Collection.read("• May 5, 1946\n\nOne\n\nText.\n", topics="")


def test_a_pipeline_of_spacy_tags_people():
    spacy = pytest.importorskip("spacy", reason="spaCy, of the extra [names], is not installed")
    nlp = spacy.blank("en")
    rules = [{"label": "PERSON", "pattern": "Anna Petrova"}, {"label": "GPE", "pattern": "Tehran"}]
    nlp.add_pipe("entity_ruler").add_patterns(rules)
    assert list(tagger_from_pipeline(nlp)(SUMMARIES)) == [[], ["Anna Petrova"]]
    found = read_people(TITLES, SUMMARIES, tagger=tagger_from_pipeline(nlp))
    assert found.by_model == {"Anna Petrova"}
