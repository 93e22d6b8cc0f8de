import pytest

from dash_core.text.language.form_words import FORM_TERMS, description_terms, form_terms
from dash_core.text.language.tokens import term_of


@pytest.mark.parametrize(
    ("language", "form", "subject"),
    [
        (
            "en",
            "encloses extract inclosures despatches transmits informs",
            "oil relations authority",
        ),
        ("fr", "transmet extrait lettre juillet", "pétrole relations communiste"),
        ("de", "Abschrift Anlagen Bericht Juli", "Erdöl Truppen"),
        ("es", "remite copia carta julio", "petróleo común relaciones"),
        ("it", "trasmette allegati lettera luglio", "petrolio relazione comunista"),
        ("ru", "препровождает копию письмо июль", "нефть война дело"),
    ],
)
def test_form_names_no_topic(language, form, subject):
    terms = description_terms(language)
    assert all(term_of(word, language) in terms for word in form.split())
    named = [word for word in subject.split() if term_of(word, language) in terms]
    assert named == (["relazione"] if language == "it" else [])  # there: a report


def test_a_language_without_a_list_has_no_form_words():
    assert description_terms("th") == form_terms("th") == frozenset()
    assert description_terms("en") > FORM_TERMS
