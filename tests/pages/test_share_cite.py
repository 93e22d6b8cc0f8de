import re

import pytest

from dash_app.share import citations
from dash_app.share.citations import CITED
from dash_core.collection.view import select


def opened(open_page, page="documents", **parameters):
    """A page with its share expander open."""
    app = open_page(page, **parameters)
    app.session_state["share"] = True
    app.session_state["share-way"] = "Citations"
    app.run()
    assert not app.exception, app.exception
    return app


def notes(app):
    """What stands to be copied, without the link and its like."""
    return [
        code.value for code in app.code if not re.match(r"\S*\?|<iframe|The Dossier", code.value)
    ]


def test_the_notes_of_what_is_shown(open_page):
    (said,) = notes(opened(open_page, topic="oil"))
    assert said.count("\n\n") == 3
    assert said.endswith(
        "CC CP of Azerbaijan, “Telegram from the CC CP of Azerbaijan to M.D. Bagirov on the "
        "Soviet-Iranian agreement,” April 12, 1946, Wilson Center Digital Archive, Washington, DC."
    )


@pytest.mark.parametrize(
    ("style", "first"),
    [
        ("chicago", "CC CP of Azerbaijan. “Telegram from"),
        ("apa", "CC CP of Azerbaijan. (1946, April 12). Telegram"),
        ("mla", "CC CP of Azerbaijan. “Telegram from"),
    ],
)
def test_styles(open_page, style, first):
    app = opened(open_page, topic="oil")
    app.session_state["cite-style"] = style
    app.run()
    assert notes(app)[0].startswith(first)


def test_the_first_are_shown_and_the_files_have_all(open_page, words):
    app = opened(open_page)
    assert notes(app)[0].count("\n\n") == CITED - 1
    assert "The first 10 of 20" in words(app)
    keys = {button.key for button in app.get("download_button")}
    assert {f"download-citations-chicago-note-{form}" for form in ("txt", "html")} <= keys
    assert {f"download-references-{form}" for form in ("ris", "bib", "csl.json")} <= keys


def test_more_than_can_be_listed(open_page, words, monkeypatch):
    monkeypatch.setenv("DOSSIER_MAX_CITED", "12")
    app = opened(open_page)
    assert "More than 12 documents: narrow the filter" in words(app)
    lists = [b for b in app.get("download_button") if b.key.startswith("download-citations")]
    assert all(button.proto.disabled for button in lists)
    assert notes(app)[0].startswith("Molotov, ")


def test_nothing_to_cite(open_page, words):
    assert "No document matches the filter." in words(opened(open_page, q="zzzz"))


def test_dossier_is_cited_with_what_is_shown(open_page):
    said = next(c.value for c in opened(open_page, topic="oil").code if "The Dossier" in c.value)
    assert "20 descriptions from “Iran crisis 1945–46" in said
    assert said.endswith("4 of 20 documents · about Oil.")


def test_who_holds_them_is_stated_and_taken_back(open_page, words):
    app = opened(open_page, topic="oil")
    assert "Not stated: the collection" in words(app).replace("\\", "")
    app.toggle(key="holding-open").set_value(True).run()
    app.text_input(key="holding-collection").set_value("  Iran,  crisis ")
    app.text_input(key="holding-url").set_value("https://w.org")
    submit(app)
    held = "Iran, crisis, Wilson Center Digital Archive, Washington, DC, https://w.org."
    assert f"1946, {held}" in notes(app)[0]
    assert notes(app)[0].count("\n\n") == 3  # the filter stays
    app.button(key="holding-back").click().run()
    assert "Iran, crisis" not in notes(app)[0]
    assert "Washington, DC." in notes(app)[0]


def test_an_address_that_is_none_changes_nothing(open_page, words):
    app = opened(open_page, topic="oil")
    app.toggle(key="holding-open").set_value(True).run()
    app.text_input(key="holding-url").set_value("javascript:alert(1)")
    submit(app)
    assert "is not a web address" in words(app).replace("\\", "").replace("\u2060", "")
    assert "javascript" not in notes(app)[0]


def submit(app):
    button = next(b for b in app.button if b.label == "Use in citations")
    button.click().run()
    assert not app.exception, app.exception


def test_a_document_in_all_styles(open_page):
    app = open_page("document", doc="3ba39cc075")
    app.session_state["cite"] = True
    app.run()
    assert notes(app) == [
        (
            "B. Smith to Secretary of State, cable, April 5, 1946, Wilson Center Digital Archive, "
            "Washington, DC."
        ),
        (
            "Smith, B. Cable to Secretary of State. April 5, 1946. Wilson Center Digital Archive, "
            "Washington, DC."
        ),
        (
            "Smith, B. (1946, April 5). [Cable to Secretary of State]. Wilson Center Digital "
            "Archive, Washington, DC."
        ),
        (
            "Smith, B. Cable to Secretary of State. 5 Apr. 1946, Wilson Center Digital Archive, "
            "Washington, DC."
        ),
    ]
    keys = {button.key for button in app.get("download_button")}
    assert {f"download-reference-3ba39cc075-{form}" for form in ("ris", "bib", "csl.json")} <= keys


def test_the_files_say_who_holds_them(seed):
    view = select(seed, citations.Filter(ids=("3ba39cc075",)))
    data = citations._export(seed, view, "ris").decode()
    assert data.count("TY  - ") == 1
    assert b"Smith" in citations._list(seed, view, "apa", "txt")
