import pytest

from dash_core.text.language.noun_phrases import noun_phrases
from dash_core.text.language.tokens import tokenize


def phrases(text, language="en", least=1.0, barred=()):
    found = noun_phrases(text, tokenize(text, language), language, barred)
    return {phrase.surface for phrase in found if phrase.weight >= least}


@pytest.mark.parametrize(
    ("text", "whole", "cut"),
    [
        pytest.param(
            "On the new coal treaty, and the fishing rights.",
            {"coal treaty", "fishing rights"},
            {"coal", "fishing", "new"},
            id="determiner to stop word",
        ),
        pytest.param(
            "The envoy describes the withdrawal of French troops from Lorraine",
            {"envoy", "French troops", "Lorraine", "withdrawal of French troops"},
            {"describes", "French", "envoy describes"},
            id="of joins, a verb parts",
        ),
        pytest.param(
            "An offer to build a steel mill using foreign credit",
            {"steel mill", "foreign credit", "offer"},
            {"build", "using", "mill using", "foreign"},
            id="verbs at the edges",
        ),
        pytest.param(
            "about recent and lengthy talks",
            {"talks"},
            {"recent", "lengthy", "recent talks"},
            id="adjectives that say little",
        ),
        pytest.param(
            "for the governor's refusal of the occupied villages",
            {"governor's refusal", "occupied villages"},
            {"governor's", "occupied"},
            id="possessive and participle",
        ),
    ],
)
def test_a_phrase_stands_whole_between_its_boundaries(text, whole, cut):
    assert whole <= phrases(text)
    assert not cut & phrases(text, least=0.1)


def test_within_a_longer_phrase_only_the_part_with_the_chief_noun_counts():
    assert phrases("a joint ferry company", least=0.5) == {
        "joint ferry company",
        "ferry company",
        "company",
    }
    assert phrases("une commission mixte franco", "fr", 0.5) >= {"commission", "commission mixte"}


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("fr", "Au sujet de la commission de l'armistice à Berne", "commission de l'armistice"),
        ("de", "Bericht über die Aufhebung der Zölle in Bremen", "Aufhebung"),
        ("es", "Sobre el tratado de límites con Chile", "tratado de límites"),
        ("ru", "О положении в южной провинции и на границе", "южной провинции"),
        ("ja", "鉄道会社の設立について", "鉄道会社"),
    ],
)
def test_other_languages_have_phrases(language, text, phrase):
    assert phrase in phrases(text, language)


def test_barred_terms_part_phrases():
    assert phrases("the Miller steel mill", barred={"miller"}) == set()
    assert phrases("a letter for Miller on steel", barred={"miller"}) >= {"steel"}
