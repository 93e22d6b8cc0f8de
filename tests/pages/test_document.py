import pytest


def test_the_record(open_page, words):
    said = words(open_page("document", doc="cb6e63076f"))
    assert "Telegram from the CC CP of Azerbaijan to M.D. Bagirov" in said
    assert "<dd>April 12, 1946 (the day is known)</dd>" in said
    assert "<dd>Bagirov (also M. D. Bagirov, M.D. Bagirov)</dd>" in said
    assert ".txt 114–118</dd>" in said
    assert 'title="Troops">withdraw</mark>' in said
    assert 'title="Oil">oil</mark>' in said
    assert "because of <i>withdraw</i>, <i>military forces</i>" in said


def test_similar_documents_with_score_and_terms(open_page, words):
    said = words(open_page("document", doc="e204ee8009"))
    assert "<b>strong</b>" in said
    assert "% (strong): " in said
    assert "people called 31 similar" in said
    assert '<span class="muted">in common:</span> <i>oil</i>, <i>company</i>, <i>joint</i>' in said
    assert '<span class="muted">related words:</span> ' in said
    assert "nearly the same text" not in said


def test_words_searched_for_are_marked_here_too(open_page, words):
    said = words(open_page("document", doc="4b27858af5", q="place:Tehran"))
    assert "<mark>Teheran</mark>" in said


def test_a_month_is_no_day(open_page, words):
    said = words(open_page("document", doc="49cd04fe3d"))
    assert "February, 1946 (only the month is known: 1 – 28 Feb 1946)" in said


def test_no_topic_says_so(open_page, words):
    said = words(open_page("document", doc="9862f79b1e"))
    assert "3% or more of this description." in said


def test_place_in_time(open_page, words):
    assert "1 of 20 in time" in words(open_page("document", doc="4fa7baef1e"))
    assert "1 of 4 in the filter" in words(open_page("document", doc="e204ee8009", topic="oil"))
    said = words(open_page("document", doc="9862f79b1e", topic="oil"))
    assert "This document does not match the filter." in said


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [({}, "No document is chosen."), ({"doc": "nope"}, "There is no document “nope”")],
)
def test_unknown_document(open_page, words, parameters, sentence):
    app = open_page("document", **parameters)
    assert sentence in words(app).replace("\\", "")


def test_a_place_shows_the_words_it_came_from(open_page, words):
    said = words(open_page("document", doc="4b27858af5"))
    assert "Tehran (printed “Teheran”)" in said


def test_everyone_named_is_a_link_to_their_papers(open_page):
    app = open_page("document", doc="e204ee8009")
    links = {link.label: link.proto for link in app.get("page_link")}
    assert {"Ahmad Qavam", "Sadchikov"} <= set(links)
    assert str(links["Sadchikov"].page).endswith("people")
    assert "who=Sadchikov" in links["Sadchikov"].query_string
