from datetime import date
from urllib.parse import parse_qs

import pytest

from dash_app.session import loading
from dash_core import Collection, Filter, Study
from dash_core.analysis.compare.comparison import Comparison
from dash_core.collection.view import select
from dash_core.readers import SourceFile
from dash_core.study.store import Store

DATES = {"a.to": "1946-02-22", "b.from": "1946-02-23"}
TOPICS = {"a.topic": "oil", "b.topic": "troops"}


def links(app):
    return {link.label.replace("\\", ""): link.proto for link in app.get("page_link")}


def query(proto):
    return parse_qs(proto.query_string)


def address(app):
    values = {name: app.query_params[name] for name in app.query_params}
    return {name: [own] if isinstance(own, str) else own for name, own in values.items()}


def pair_of(app):
    return Comparison.from_url(address(app))


def plain(text):
    return text.replace("\\", "")


def test_what_can_be_compared_is_offered(open_page, words):
    app = open_page("compare")
    offered = [label for label in links(app) if " and " in label]
    assert "Topics: about Separatism and about Troops (7 | 6)" in offered
    assert any(label.startswith("Before and after: until 3 Apr 1946 and") for label in offered)
    assert not any(label.startswith("This filter") for label in offered)
    assert "Compare any two parts" in words(app)
    assert len(app.get("vega_lite_chart")) == 0


def test_the_filter_and_the_rest_are_offered_where_there_is_a_filter(open_page):
    app = open_page("compare", topic="oil")
    (label,) = (label for label in links(app) if label.startswith("This filter and the rest"))
    assert label.endswith("about Oil and everything else (4 | 16)")
    assert {"a.topic": ["oil"], "rest": ["b"]}.items() <= query(links(app)[label]).items()
    assert "topic" not in query(links(app)[label])


def test_before_and_after(open_page, words):
    app = open_page("compare", **DATES)
    said = words(app)
    assert "<span>7 of 20 documents</span>" in said
    assert "<span>14 of 20 documents</span>" in said
    assert "until 22 Feb 1946" in said
    assert "1 document is on both sides and counts on each." in said
    assert "7 documents are too few" in said
    headers = [header.value for header in app.header]
    assert headers == ["When", "Distinctive words", "People on both sides", "Topics of each side"]
    assert len(app.get("vega_lite_chart")) == 4
    app.date_input(key="compare-day").set_value(date(1946, 4, 4)).run()
    assert pair_of(app).sides[0] == Filter(latest=date(1946, 4, 3))
    assert "<span>11 of 20 documents</span>" in words(app)


def test_a_side_opens_as_its_filter(open_page, words):
    app = open_page("compare", place="Iran", **TOPICS)
    assert "about Oil · in Iran" in words(app)
    opened = {name: query(links(app)[f"Open side {name}"]) for name in "AB"}
    assert opened["A"] == {"topic": ["oil"], "place": ["Iran"]}
    assert opened["B"] == {"topic": ["troops"], "place": ["Iran"]}
    assert "3 of 20 documents" in words(open_page("documents", topic="oil", place="Iran"))


def test_one_click_swaps(open_page):
    app = open_page("compare", place="Iran", word="oil", **TOPICS)
    before = pair_of(app)
    app.button(key="compare-swap").click().run()
    assert pair_of(app) == before.swapped()
    assert address(app)["place"] == ["Iran"]
    app.button(key="compare-swap").click().run()
    assert pair_of(app) == before


def test_kinds_are_a_click_apart(open_page):
    app = open_page("compare", **DATES)
    pills = app.button_group(key="compare-kind")
    assert pills.value == "date"
    pills.set_value("topics").run()
    assert pair_of(app) == Comparison((Filter(topics=("separatism",)), Filter(topics=("troops",))))
    app.multiselect(key="compare-topics-0").set_value(["oil", "troops"]).run()
    assert pair_of(app).sides[0] == Filter(topics=("oil", "troops"))
    assert app.button_group(key="compare-kind").value == "topics"


def test_a_filter_becomes_a_side(open_page, words):
    app = open_page("compare", person="Stalin", **TOPICS)
    app.button(key="compare-take-0").click().run()
    assert pair_of(app) == Comparison((Filter(people=("Stalin",)), Filter(topics=("troops",))))
    assert "person" not in app.query_params
    assert "<b>All 20 documents</b>" in words(app)


def test_the_sidebar_keeps_the_sides(open_page):
    app = open_page("compare", **TOPICS)
    app.button_group("filter-more").set_value(["places"]).run()
    app.multiselect("filter-places").set_value(["Iran"]).run()
    assert address(app)["place"] == ["Iran"]
    assert pair_of(app) == Comparison((Filter(topics=("oil",)), Filter(topics=("troops",))))


def test_the_documents_behind_a_word(open_page, words):
    app = open_page("compare", word="oil", **TOPICS)
    said = words(app)
    assert "“oil”</h3>" in said
    assert "Not distinctive" in said
    assert "<span>4 of 4 documents</span>" in said
    assert "<span>2 of 6 documents</span>" in said
    assert said.count("<mark>oil</mark>") >= 4
    show = query(links(app)["Show all 4 documents"])
    assert show == {"topic": ["oil"], "q": ['"oil"']}


def test_a_word_is_chosen_from_a_list(open_page, words):
    app = open_page("compare", **{"a.topic": "oil", "rest": "b"})
    listed = app.selectbox(key="compare-word")
    assert listed.value == "oil"
    assert "A: oil company" in listed.options
    listed.set_value("oil compani").run()
    assert app.query_params["word"] in ("oil compani", ["oil compani"])
    assert "“oil company”</h3>" in words(app)
    assert "times as often on A (95 %:" in words(app)


@pytest.mark.parametrize("word", ["", "zebra", "<script>", "oil company troops"])
def test_a_word_that_is_not_there_is_the_first(open_page, words, word):
    app = open_page("compare", word=word, **TOPICS)
    assert "</h3>" in words(app)
    assert "<script" not in words(app).replace("\\<script", "")  # Markdown, escaped


def test_people_of_one_side_are_links(open_page):
    app = open_page("compare", **TOPICS)
    own = query(links(app)["Ahmad Qavam (2)"])
    assert own == {"topic": ["oil"], "person": ["Ahmad Qavam"]}


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"a.topic": "oil", "b.q": "zebra"}, "Side B has no documents"),
        ({"a.q": "zebra", "b.q": "zebra"}, "Side A or B has no documents"),
        ({"a.topic": "oil", "b.topic": "oil"}, "Both sides have the same documents"),
        ({"rest": "b"}, "Both sides have the same documents"),
        ({"a.topic": "gold", "b.topic": "oil"}, "This listing does not have: “gold”."),
    ],
)
def test_sides_that_cannot_be_compared_get_a_sentence(open_page, words, parameters, said):
    app = open_page("compare", **parameters)
    assert said in plain(words(app))
    assert len(app.get("vega_lite_chart")) == 0


def test_without_dates_there_is_a_sentence(open_page, words):
    app = open_page("compare", **stored("n.d.", "undated.txt"), **{"a.q": "oil", "b.q": "grain"})
    assert "No document of either side has a date that could be read." in words(app)


def stored(printed, name):
    page = "".join(
        f"• {printed}\n\nOn {about}\n\nThe {about} of {i}.\n\n"
        for i, about in enumerate(["oil", "grain"] * 4)
    )
    study = Study.of([SourceFile(name, page.encode())])
    return {"source": Store().save(study)}


def test_another_listing(open_page, words):
    other = stored("May 5, 1948", "other.txt")["source"]
    app = open_page("compare", **{"b.source": other})
    said = words(app)
    assert "other.txt" in said
    assert "Iran crisis 1945–46" in said
    assert "<span>20 of 20 documents</span>" in said
    assert "<span>8 of 8 documents</span>" in said
    assert "The sides belong to two listings." in said
    assert "no topics in common" in said
    assert query(links(app)["Open side B"])["source"] == [other]
    assert "source" not in query(links(app)["Open side A"])
    app.button(key="compare-swap").click().run()
    assert pair_of(app).sources == (other, "")
    assert query(links(app)["Open side A"])["source"] == [other]


def test_another_listing_by_its_address(open_page):
    other = stored("May 5, 1948", "other.txt")["source"]
    app = open_page("compare", **DATES)
    app.button_group(key="compare-kind").set_value("listing").run()
    typed = app.text_input(key="compare-listing-address")
    typed.set_value(f"http://localhost:8501/documents?source={other}&topic=x").run()
    assert pair_of(app) == Comparison(sources=("", other))


def test_a_listing_that_is_not_here_is_a_sentence(open_page):
    app = open_page("compare", **{"b.source": "0" * 24})
    assert len(app.error) == 1
    assert len(app.get("vega_lite_chart")) == 0


def test_files_of_one_study_are_sides(open_page, words):
    files = [
        SourceFile(f"{about}.txt", f"• May 5, 1946\n\nOn {about}\n\nThe {about}.\n".encode())
        for about in ("oil", "grain")
    ]
    key = Store().save(Study.of(files))
    app = open_page("compare", source=key)
    (label,) = (label for label in links(app) if label.startswith("Files"))
    assert label == "Files: of the file grain.txt and of the file oil.txt (1 | 1)"
    app = open_page("compare", source=key, **{"a.file": "oil.txt", "b.file": "grain.txt"})
    assert "of the file oil.txt" in words(app)
    assert "1 document is too few" in words(app)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "![x](//e)"])
def test_hostile_sides_stay_text(open_page, hostile):
    app = open_page("compare", **{"a.person": hostile, "b.topic": hostile, "b.source": hostile})
    html = "\n".join(element.body for element in app.html if "<style>" not in element.body)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_a_link_to_a_side_holds_nothing_of_the_other(seed: Collection):
    pair = Comparison((Filter(topics=("oil",)), Filter()), rest=1)
    chosen = pair.filter(1, Filter())
    assert loading.view_of(seed, chosen).rows.tolist() == select(seed, chosen).rows.tolist()
    assert chosen.to_url() == {"not.topic": ["oil"]}
