import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.language.tokens import tokenize
from dash_core.text.search.collocations import find_phrases
from dash_core.text.search.token_table import TokenTable

WORDS = "oil company companies of the troops withdrawal Soviet".split()


def table(texts):
    documents = [tokenize(text) for text in texts]
    return TokenTable.of(documents, documents)


def test_a_collocation_has_terms_and_a_surface():
    texts = ["An oil company", "Oil companies and troops", "The oil company", "Troops of Iran"]
    ((phrase,), counts) = find_phrases(table(texts))
    assert (phrase.term, phrase.surface, phrase.documents) == ("oil compani", "oil company", 3)
    assert counts.toarray().tolist() == [[1], [1], [1], [0]]


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
    surfaces = [phrase.surface for phrase in find_phrases(table([text] * 3))[0]]
    assert surfaces == [way.replace("-", " ") for way in found]


def test_chance_makes_no_phrase():
    common = [f"oil {word}" for word in ("troops", "Iran", "company", "wheat") * 3]
    assert find_phrases(table(common), least=0.9)[0] == []
    assert find_phrases(table(common[:8]))[0] == []  # in two documents each


@given(st.lists(st.lists(st.sampled_from([*WORDS, ",", "石油"]), max_size=8).map(" ".join)))
def test_scores_and_counts(texts):
    phrases, counts = find_phrases(table(texts), least=-1, floor=1)
    assert phrases == find_phrases(table(texts), least=-1, floor=1)[0]
    assert all(-1 <= phrase.score <= 1 + 1e-9 for phrase in phrases)
    assert [p.score for p in phrases] == sorted((p.score for p in phrases), reverse=True)
    spread = (counts.toarray() > 0).sum(axis=0).tolist()
    assert [phrase.documents for phrase in phrases] == spread
