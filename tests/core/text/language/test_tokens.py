from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.language.tokens import (
    find_phrase,
    fold,
    phrases_in,
    spans_of,
    surfaces,
    term_of,
    terms_of,
    tokenize,
    written,
)

LANGUAGES = (
    "af ar bg bn ca cs da de el en eo es et eu fa fi fr ga he hi hr hu hy id it ja ka km ko lo lt "
    "my ne nl no pl pt ro ru sr st sv ta th tr uk ur vi yi zh"
).split()
any_text = (
    st.text()
    | st.text("aZ9é ’'[]_-.\u0301ßİﬁ", max_size=40)
    | st.text("石油会社のソ連ーイ々aé น้ำมัน한국क्षे\u200cй", max_size=20)
)


@pytest.mark.parametrize(
    "ways",
    [
        ["Yemel’yanov", "Yemel'yanov", "Yemelyanov", "YEMELʹYANOV", "Yemelyanov’s"],
        ["Bagirov", "Bagirov's", "Bagirov’s", "bagirov"],
        ["Iran[ian]", "Iranian", "iranian"],
        ["soldier", "soldiers", "Soldiers’s"],
        ["communiqué", "communique", "communiqués"],
        ["company", "companies"],
    ],
)
def test_ways_to_write_one_term(ways):
    assert len({term_of(way) for way in ways}) == 1
    assert all(len(tokenize(way)) == 1 for way in ways)
    assert term_of(ways[0])


@pytest.mark.parametrize("word", ["the", "The", "of", "upon", "x", "5", "é"])
def test_words_that_mean_nothing_have_no_term(word):
    assert [token.term for token in tokenize(word)] == [""]


@pytest.mark.parametrize(("one", "other"), [("oil", "soil"), ("Iran", "Iraq"), ("fire", "firm")])
def test_different_words_stay_apart(one, other):
    assert term_of(one) != term_of(other)


@given(any_text, st.sampled_from([*LANGUAGES, ""]))
def test_tokens_stand_where_they_say(text, language):
    tokens = tokenize(text, language)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(a.start < b.start and a.end <= b.end for a, b in pairwise(tokens))
    covered = {i for token in tokens for i in range(token.start, token.end)}
    assert covered.issuperset(i for i, char in enumerate(text) if char.isalnum())


@given(st.text("aZ9é ’'[]_-.\u0301ßİﬁяй", max_size=40), st.sampled_from(LANGUAGES))
def test_where_words_have_spaces_no_token_overlaps(text, language):
    assert all(a.end <= b.start for a, b in pairwise(tokenize(text, language)))


@given(any_text)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("language", "one", "other", "stop"),
    [
        ("ar", "الكتاب", "كتاب", "من"),
        ("bg", "Война", "война", "които"),
        ("ca", "l’acord", "acords", "amb"),
        ("cs", "válka", "války", "protože"),
        ("da", "krigen", "krig", "efter"),
        ("de", "Häuser", "Hauses", "über"),
        ("de", "Straße", "Strassen", "für"),
        ("el", "πόλεμος", "ΠΟΛΕΜΟΥ", "και"),
        ("en", "companies", "company", "the"),
        ("eo", "militoj", "milito", "estas"),
        ("es", "negociación", "negociaciones", "también"),
        ("et", "sõjad", "sõja", "ja"),
        ("eu", "liburuak", "liburu", "dute"),
        ("fa", "کتاب\u200cها", "كتاب", "برای"),
        ("fi", "sodan", "sodassa", "että"),
        ("fr", "l’accord", "Accords", "été"),
        ("fr", "État", "etats", "où"),
        ("ga", "cogadh", "gcogadh", "agus"),
        ("hi", "किताबें", "किताब", "और"),
        ("hr", "ratovima", "ratovi", "koji"),
        ("hu", "háborúban", "háborúk", "és"),
        ("hy", "պատերազմի", "պատերազմ", "որպես"),
        ("id", "perjanjian", "janji", "yang"),
        ("it", "dell'accordo", "accordi", "perché"),
        ("lt", "karas", "karai", "yra"),
        ("nl", "rapporten", "rapport", "het"),
        ("no", "krigen", "krig", "etter"),
        ("pl", "wojny", "wojna", "który"),
        ("pt", "guerras", "guerra", "também"),
        ("ro", "războiului", "războiul", "pentru"),
        ("ru", "война", "ВОЙНЫ", "ещё"),
        ("sv", "krigen", "krig", "från"),
        ("th", "น้ำมัน", "น้ำมัน", ""),
        ("tr", "İstanbul’da", "İSTANBUL", "çünkü"),
        ("tr", "savaşın", "SAVAŞLAR", "için"),
        ("uk", "війна", "Війна", "який"),
        ("vi", "Chiến", "chiến", "những"),
        ("zh", "石油", "石油", "我们"),
        ("ja", "ソビエト", "ソビエト", "から"),
    ],
)
def test_two_forms_of_a_word_are_one_term(language, one, other, stop):
    forms = [[t.term for t in tokenize(form, language) if t.term] for form in (one, other)]
    assert forms[0] == forms[1] != []
    assert not any(token.term for token in tokenize(stop, language))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "война", "воин"),  # war, warrior
        ("vi", "bán", "bạn"),  # to sell, a friend
        ("hi", "दिन", "दीन"),
        ("ja", "がい", "かい"),
        ("", "cars", "car"),  # a language that is not known has no stemmer
    ],
)
def test_signs_that_make_another_word_are_kept(language, one, other):
    assert term_of(one, language) != term_of(other, language)
    assert fold("한국") == "한국"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("zh", "石油公司", ["石油", "油公", "公司"]),
        ("ja", "石油とソビエト", ["石油", "ソビエト"]),
        ("ja", "LinkedInの石油", ["LinkedIn", "石油"]),
        ("th", "น้ำมัน", ["น้ำ", "ำมั", "มัน"]),
        ("en", "the Shah (石油)", ["Shah", "石油"]),
        ("fr", "l’État d’Iran", ["État", "Iran"]),
        ("it", "dell'accordo", ["accordo"]),
        ("fa", "می\u200cرود کتاب", ["کتاب"]),
        ("ko", "석유 회사", ["석유", "회사"]),
    ],
)
def test_words_that_carry_a_term(language, text, words):
    tokens = tokenize(text, language)
    assert [token.surface for token in tokens if token.term] == words
    assert all(a.end <= b.end for a, b in pairwise(tokens))


@pytest.mark.parametrize(("language", "text"), [("zh", "石油公司"), ("en", "oil company")])
def test_a_phrase_is_found_marked_and_written_as_it_stands(language, text):
    tokens = tokenize(f"xy {text} xy", language)
    (phrase,) = phrases_in(text, [language])
    ((first, behind),) = find_phrase(tokens, phrase)
    assert written(tokens[first:behind]) == text
    spans = spans_of(tokens, phrase)
    assert "".join(f"xy {text} xy"[a:b] for a, b in spans) == text.replace(" ", "")


def test_a_word_has_the_terms_of_every_language():
    assert terms_of("die", ["de", "en"]) == ("die",)
    assert terms_of("Häuser", ["de", "en"]) == ("haus", "hauser")
    assert terms_of("the", ["en"]) == ()


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("A joint oil company", "oil company", ["oil company"]),
        ("The status of Iranian Azerbaijan", "status of Azerbaijan", []),
        ("The withdrawal of the troops", "withdrawal troops", ["withdrawal of the troops"]),
        ("A company for oil", "oil company", []),
        ("Oil, oil and oils", "oil", ["Oil", "oil", "oils"]),
        ("Oil", "oil company", []),
    ],
)
def test_phrases(text, phrase, found):
    tokens = tokenize(text)
    terms = [token.term for token in tokenize(phrase) if token.term]
    spans = find_phrase(tokens, terms)
    assert [text[tokens[a].start : tokens[b - 1].end] for a, b in spans] == found


def test_the_most_frequent_way_to_write_a_term_is_shown():
    tokens = tokenize("Oil oil’s oil. COMPANY Companies troops' TROOPS troops")
    words = [(token.surface, token.term, 1) for token in tokens]
    assert surfaces(words) == {"oil": "oil", "compani": "Company", "troop": "troops"}
