"""What an address holds, without a browser: decisions, choices of pages, what makes no sense."""

import re

import pytest

from dash_app.session import studies, url
from dash_core.study.edits import Edit
from dash_core.study.link_codec import pack
from dash_core.study.store import Store

BASE = studies.study("iran-crisis")
EDITED = BASE.with_topics((BASE.topics or "").replace('"Oil"', '"Petroleum"'))


def copied(app):
    """The parameters that "Copy link" would copy."""
    (body,) = [own.body for own in app.html if 'class="copy-link"' in own.body]
    return re.search(r'data-query="([^"]*)"', body)[1].replace("&amp;", "&")


def test_a_link_right_after_a_change_is_followed_and_has_the_change(open_page, monkeypatch):
    monkeypatch.setattr(url, "_ECHO_SECONDS", 1e6)
    app = open_page("topics")
    (search,) = [field for field in app.text_input if field.label == "Search everything"]
    search.set_value("railway").run()
    assert app.query_params["q"] == "railway"
    app.query_params.clear()  # the link was drawn before the change
    app.switch_page("pages/people.py").run()
    assert not app.exception
    assert app.session_state["url-shown"] == ("people", {"q": ["railway"]})


def test_decisions_in_the_address_are_shown_and_handed_on(open_page, words):
    packed = pack(EDITED, BASE)
    app = open_page("topics", source="iran-crisis", edits=packed)
    assert "Petroleum" in words(app)
    assert copied(app) == f"source=iran-crisis&edits={packed}"
    links = [link.proto.query_string for link in app.get("page_link") if link.label == "People"]
    assert links
    assert all(f"source=iran-crisis&edits={packed}" in link for link in links)
    assert not [path for path in Store().folder.rglob("*") if path.is_file()]  # nothing is written


def test_a_later_decision_takes_their_place(open_page, words):
    app = open_page("topics", source="iran-crisis", edits=pack(EDITED, BASE))
    undo = next(button for button in app.button if button.label == "Undo")
    undo.click().run()
    assert "edits" not in app.query_params
    assert "Petroleum" not in words(app)
    assert copied(app) == "source=iran-crisis"


@pytest.mark.parametrize("source", ["iran-crisis", "0" * 24])
def test_damaged_decisions_are_one_sentence(open_page, source):
    app = open_page("topics", source=source, edits="nonsense")
    (error,) = app.error
    assert "changes in this address" in error.value


def test_a_study_too_long_for_an_address_is_of_this_server(open_page, words):
    edits = tuple(Edit("no person", f"{n:x} {n * 7919 % 10007:x}") for n in range(900))
    study = BASE.with_edits(edits)
    assert pack(study, BASE) == ""
    key = Store().save(study)
    app = open_page("about", source=key)
    assert copied(app) == f"source={key}"
    app.session_state["share"] = True
    app.run()
    assert "This link works on this server" in words(app)


def test_what_is_chosen_stays_with_another_filter(open_page):
    app = open_page("topics", kind="found", q="troops", page="3")
    reset = next(button for button in app.button if button.key == "reset")
    reset.click().run()
    assert app.query_params["kind"] == "found"
    assert "q" not in app.query_params
    assert "page" not in app.query_params


def test_an_expander_is_open_where_the_address_says_so(open_page, words):
    app = open_page("document", doc="e204ee8009", open="in-the-source")
    assert app.text  # the lines of the source
    assert copied(app).endswith("open=in-the-source")
    assert not open_page("document", doc="e204ee8009").text
    other = open_page("document", doc="e204ee8009", open="share")
    assert "“open\\=share”" in words(other)


def test_twelve_states_of_topics_in_use_at_once(open_page, words, monkeypatch):
    """Each visitor sees his own, also where the memory for listings holds few of them."""
    monkeypatch.setenv("DOSSIER_MAX_MEMORY_MB", "16")
    others = [
        BASE.with_topics((BASE.topics or "").replace('"Oil"', f'"Fuel {n}"')) for n in range(12)
    ]
    packed = [pack(other, BASE) for other in others]
    visits = [open_page("topics", source="iran-crisis", edits=one) for one in packed]
    for n, visit in enumerate(visits):
        visit.run()
        assert not visit.exception
        assert f" Fuel {n}</h2>" in words(visit)
        visit.switch_page("pages/overview.py").run()
        assert not visit.exception
