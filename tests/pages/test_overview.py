import re

import pytest

from dash_app.session import studies
from dash_core.collection.fitting.listing_topics import FOUND_LATER
from dash_core.study.study import SourceFile, Study


def test_everything(open_page, words):
    app = open_page()
    said = words(app)
    assert "<b>All 20 documents</b>" in said
    assert "<dd>24 Dec 1945 – 14 Apr 1946</dd>" in said
    assert [header.value for header in app.header] == [
        "When",
        "About what",
        "Correspondents",
        "Places named",
        "What is missing",
    ]
    assert len(app.get("vega_lite_chart")) == 4


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"topic": "oil"}, "<b>4 of 20 documents</b> · about Oil"),
        ({"topic": ["oil", "troops"]}, "<b>8 of 20 documents</b> · about Oil or Troops"),
        (
            {"from": "1946-04-05", "to": "1946-04-05"},
            "<b>5 of 20 documents</b> · 5 Apr 1946",
        ),
        ({"from": "1946-02-10", "to": "1946-02-12"}, "<b>1 of 20 documents</b> · 10 – 12 Feb 1946"),
        ({"person": "Pishevari", "genre": "memorandum"}, "<b>2 of 20 documents</b>"),
        ({"place": "Tehran", "q": "oil"}, "<b>1 of 20 documents</b> · in Tehran"),
        ({"q": "Yemel'yanov"}, "<b>2 of 20 documents</b> · with the words"),
    ],
)
def test_the_url_is_the_filter(open_page, words, parameters, sentence):
    assert sentence in words(open_page(**parameters))


def test_reset_takes_all_of_it_out(open_page, words):
    app = open_page(topic="oil", q="company")
    app.button("reset").click().run()
    assert "<b>All 20 documents</b>" in words(app)
    assert not dict(app.query_params)


def test_the_sidebar_writes_the_url(open_page, words):
    app = open_page()
    app.button_group("filter-topics").set_value(["oil"]).run()
    assert app.query_params["topic"] == "oil"
    app.button_group("filter-more").set_value(["people"]).run()
    app.multiselect("filter-people").set_value(["Bagirov"]).run()
    assert "<b>1 of 20 documents</b> · about Oil · naming Bagirov" in words(app)
    app.text_input("filter-words").set_value("agreement").run()
    assert app.query_params["q"] == "agreement"


def test_a_part_of_the_filter_that_is_closed_is_taken_back(open_page, words):
    app = open_page(place="Tehran", topic="oil")
    more = app.button_group("filter-more")
    assert more.value == ["places"]  # what is used is open
    more.set_value([*more.value, "genre"]).run()
    assert {box.key for box in app.multiselect} == {"filter-places", "filter-genre"}
    app.multiselect("filter-places").set_value([]).run()
    assert app.multiselect("filter-places").value == []  # still there for another choice
    app.multiselect("filter-places").set_value(["Iran"]).run()
    app.button_group("filter-more").set_value(["genre"]).run()
    assert [box.key for box in app.multiselect] == ["filter-genre"]
    assert set(app.query_params) == {"topic"}


def test_what_the_listing_lacks_is_said(open_page, words):
    app = open_page(topic="gold", person="Nobody")
    assert "“gold”, “Nobody”" in words(app).replace("\\", "")


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "![x](//e)", "'\"><img src=x>"])
def test_hostile_parameters_stay_text(open_page, words, hostile):
    app = open_page(q=hostile, person=hostile)
    html = "\n".join(element.body for element in app.html if "<style>" not in element.body)
    assert "<script>alert" not in html
    assert "<img" not in html
    markdown = "".join(element.value for element in (*app.warning, *app.info))
    assert not re.search(r"(?<!\\)[<\[!]", markdown)


def test_what_is_missing_is_asked_with_its_evidence(open_page, words):
    app = open_page()
    assert "Why is there nothing from Stalin, to whom 4 documents went?" in words(app)
    (link,) = (link for link in app.get("page_link") if link.label == "See the 4 there are")
    assert link.proto.query_string == "recipient=Stalin"
    assert "4 of 20 documents" in words(open_page("documents", recipient="Stalin"))


def test_where_nothing_is_missing_nothing_is_said(open_page, words):
    for parameters in ({"topic": "oil"}, {"q": "zebra"}):
        app = open_page(**parameters)
        assert "What is missing" not in [header.value for header in app.header]


def test_a_large_listing_is_there_before_its_topics(open_page, words):
    subjects = ("oil wells at sea", "wheat harvests", "railway strikes", "tariffs on wool")
    rows = "".join(f"d{i},19{i % 50 + 10},On {subjects[i % 4]}\n" for i in range(FOUND_LATER))
    key = studies.STORE.save(
        Study.of((SourceFile("large.csv", f"id,date,title\n{rows}".encode()),))
    )
    app = open_page(source=key)
    assert "<b>All 4,000 documents</b>" in words(app)
    assert "Finding topics…" in words(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert "Finding topics…" not in words(open_page("topics", source=key))  # which waits
    while "Finding topics…" in words(app):
        app.run()
    assert not app.exception
    assert len(app.get("vega_lite_chart")) == 2
