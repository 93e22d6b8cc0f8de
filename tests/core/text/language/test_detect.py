from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.text.language import detect
from dash_core.text.language.detect import (
    LANGUAGE_SAMPLE,
    detect_languages,
    language_code,
    languages_by_count,
)

SEED = Path(__file__).parents[4] / "seeds" / "000_c0d2bb1156087dbf.txt"
ENGLISH = "The ambassador reports on the negotiations about oil and the withdrawal of troops."
GERMAN = "Der Botschafter berichtet über die Verhandlungen und den Abzug der Truppen."
RUSSIAN = "Посол сообщает о переговорах о нефти и о выводе советских войск."


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        *[(said, "fr") for said in ("fr", "fre", "fra", "FRE", "French", "français", "French.")],
        *[("en-US", "en"), ("ger", "de"), ("Greek, Modern", "el"), ("русский", "ru")],
        *[("nob", "no"), ("Bokmål", "no"), ("scc", "sr"), ("syr", "syr")],
        *[("", ""), ("English, Russian", ""), ("xx", ""), ("mul", ""), ("unknown", "")],
    ],
)
def test_stated_languages(stated, code):
    assert language_code(stated) == code


@given(st.text())
def test_any_statement_is_a_code_or_nothing(stated):
    assert language_code(stated).islower() or not language_code(stated)


@pytest.mark.parametrize(
    ("texts", "stated", "found"),
    [
        ([ENGLISH, GERMAN, RUSSIAN], None, ["en", "de", "ru"]),
        ([ENGLISH.upper()], None, ["en"]),
        ([GERMAN, "Bagirov"], None, ["de", "de"]),  # not clear: as most
        (["Bagirov"], None, ["en"]),
        (["Bagirov"], ["German"], ["de"]),
        # Stated of the papers, said in English.
        ([ENGLISH, "Letter, Bagirov"], ["Russian", "Russian"], ["en", "en"]),
        ([ENGLISH, GERMAN, "Bagirov"], ["eng", "ger", "ger"], ["en", "de", "de"]),
        ([], None, []),
        ([""], [""], ["en"]),
    ],
)
def test_languages_of_several_documents(texts, stated, found):
    assert detect_languages(texts, stated) == found


def test_a_second_language_outside_the_sample_is_found():
    n = LANGUAGE_SAMPLE * 2 + 1
    texts = [GERMAN if row % 10 == 1 else ENGLISH for row in range(n)]
    texts[0] = GERMAN
    assert detect_languages(texts) == ["de" if text == GERMAN else "en" for text in texts]


@given(st.lists(st.text(max_size=30), max_size=4))
def test_every_text_has_a_language(texts):
    assert len(detect_languages(texts)) == len(texts)
    assert all(detect_languages(texts))


def test_the_language_of_most_comes_first():
    assert languages_by_count(["de", "en", "en"]) == ("en", "de")
    assert languages_by_count([]) == ("en",)


def test_names_do_not_make_the_seed_serbian():
    assert set(Collection.read(SEED).languages) == {"en"}


def test_words_are_found_in_the_language_of_their_document():
    listing = "title,summary\n" + "\n".join(
        f'"{said[:20]}","{said}"'
        for said in (
            ENGLISH,
            GERMAN,
            RUSSIAN,
            "イランの石油会社とソビエト連邦との交渉について報告する。",
        )
    )
    collection = Collection.read(listing, topics="")
    assert collection.languages == ("en", "de", "ru", "ja")
    for row, word in enumerate(("negotiation", "Verhandlung", "переговоры", "石油会社")):
        ids = collection.search(word, n=None)["id"].tolist()
        assert ids == [collection.table["id"][row]], word


def test_texts_are_classified_together_as_one_by_one():
    classifier = detect._classifier()
    texts = [ENGLISH.lower(), "", GERMAN.lower(), "1946", RUSSIAN.lower(), "石油会社", "\ud800 a"]
    alone = [classifier._identifier.classify(text) for text in texts]

    together = list(classifier.classify(texts))

    assert [code for code, _p in together] == [code for code, _p in alone]
    assert [p for _code, p in together] == pytest.approx([p for _code, p in alone], abs=1e-4)
