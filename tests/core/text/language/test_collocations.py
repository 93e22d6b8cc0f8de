import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.language.collocations import find_phrases, phrases_of_document
from dash_core.text.language.tokens import tokenize

WORDS = "oil company companies of the troops withdrawal Soviet".split()


def test_a_collocation_has_terms_and_a_surface():
    texts = ["An oil company", "Oil companies and troops", "The oil company", "Troops of Iran"]
    (phrase,) = find_phrases(map(tokenize, texts))
    assert (phrase.term, phrase.surface, phrase.documents) == ("oil compani", "oil company", 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("withdrawal of troops", ["withdrawal of troops"]),
        ("withdrawal-troops", ["withdrawal-troops"]),
        ("withdrawal of the troops", []),
        ("withdrawal, troops", []),
        ("withdrawal the troops", []),
        ("withdrawal. Troops", []),
        ("withdrawal  troops", []),
        ("troops troops", []),
    ],
)
def test_what_may_stand_between(text, found):
    surfaces = [phrase.surface for phrase in find_phrases([tokenize(text)] * 3)]
    assert surfaces == [way.replace("-", " ") for way in found]


def test_chance_makes_no_phrase():
    common = [tokenize(f"oil {word}") for word in ("troops", "Iran", "company", "wheat") * 3]
    assert find_phrases(common, least=0.9) == []
    assert find_phrases(common[:8]) == []  # in two documents each


@given(st.lists(st.lists(st.sampled_from([*WORDS, ",", "石油"]), max_size=8).map(" ".join)))
def test_scores_and_counts(texts):
    documents = [tokenize(text) for text in texts]
    phrases = find_phrases(documents, least=-1, floor=1)
    assert phrases == find_phrases(documents, least=-1, floor=1)
    assert all(-1 <= phrase.score <= 1 + 1e-9 for phrase in phrases)
    assert [p.score for p in phrases] == sorted((p.score for p in phrases), reverse=True)
    known = {phrase.terms: phrase for phrase in phrases}
    held = [set(phrases_of_document(tokens, known)) for tokens in documents]
    assert all(phrase.documents == sum(phrase in own for own in held) for phrase in phrases)
