"""The catalogues have every text of the interface, each with a translation that fits it."""

import re
import string

import pytest
from babel.messages.catalog import Message

from dash_core.common import extract
from dash_core.common.i18n import LANGUAGES

HOW = (
    "run `.venv/bin/python -m dash_core.common.extract`, then translate in "
    "src/dash_core/common/locale/{language}.po what it prints"
)
TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request):
    return extract.read(request.param)


def keys(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def fields(text: str) -> set[tuple[str, str]]:
    parsed = string.Formatter().parse(text)
    return {(name, form or "") for _text, name, form, _conversion in parsed if name is not None}


def test_no_text_is_missing_and_none_is_left_over(catalogue):
    known = {keys(message) for message in catalogue if message.id}
    used = {(key,) if isinstance(key, str) else key for key in extract.extract()}
    assert known == used, HOW.format(language=catalogue.locale)


def test_every_text_is_translated_in_every_form(catalogue):
    left = [message.id for message in extract.untranslated(catalogue)]
    assert not left, HOW.format(language=catalogue.locale)
    for message in catalogue:
        if message.id and message.pluralizable:
            assert len(forms(message)) == catalogue.num_plurals, message.id


def test_a_translation_has_the_fields_of_its_text(catalogue):
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        asked = set().union(*map(fields, keys(message)))
        # A singular may do without its number: "one document".
        given = [fields(form) for form in forms(message)]
        if set().union(*given) != asked or given[-1] != fields(keys(message)[-1]):
            wrong.append((message.id, message.string))
    assert not wrong


def test_a_translation_has_the_markup_and_the_edges_of_its_text(catalogue):
    signs = re.compile(r"\n- |\n## |^\s+|\s+$|<[^<>]*>|\]\(|:material/\w+:")
    for message in catalogue:
        if message.id:
            for key, form in zip(keys(message), forms(message), strict=True):
                assert sorted(signs.findall(key)) == sorted(signs.findall(form)), key


def test_german_has_its_own_quotation_marks():
    wrong = [
        message.string
        for message in extract.read("de")
        if message.id and any(re.search("”|“[^„]*“", form) for form in forms(message))
    ]
    assert not wrong
