"""The people page: the network, the matrix, one person, figures, files, and when there is none."""

import sys
from types import SimpleNamespace

import pytest

from dash_app.session import links, url
from dash_app.views.people import network
from dash_core import Filter

HEADS = ["Who wrote to whom", "Who wrote and received most"]
PERSON = ["In time", "About what", "Wrote to", "Received from", "Papers"]


def heads(app):
    return [header.value.replace("\\", "") for header in app.header]


def charts(app):
    return app.get("vega_lite_chart")


@pytest.fixture
def open_listing(open_page, monkeypatch, tmp_path):
    """Open the page on a listing of these titles."""

    def opened(*titles, **parameters):
        path = tmp_path / "own.txt"
        path.write_text(
            "\n".join(f"• May {i}, 1946\n\n{t}\n\nOn oil.\n" for i, t in enumerate(titles, 1))
        )
        monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
        return open_page("people", **parameters)

    return opened


def test_everyone(open_page, words):
    app = open_page("people")
    assert heads(app)[:2] == HEADS
    assert len(charts(app)) == 1
    numbers = open_page("people", open="people-matrix")
    assert len(charts(numbers)) == 2
    said = words(app)
    assert "All 17 people in papers that name both a sender and a recipient." in said
    assert "what an archive chose to keep" in said
    (table,) = app.dataframe
    assert list(table.value["person"][:2]) == ["Bagirov", "Stalin"]
    assert table.value.iloc[0][["papers", "sent", "received", "correspondents"]].tolist() == [
        11,
        7,
        4,
        11,
    ]


def test_the_filter_counts(open_page):
    app = open_page("people", recipient="Stalin")
    (table,) = app.dataframe
    assert set(table.value["person"]) == {"Bagirov", "Kozlov", "Molotov", "Stalin"}
    assert open_page("people", sender="Kozlov").dataframe[0].value["person"].tolist() == [
        "Kozlov",
        "Stalin",
    ]


def test_one_person_has_an_address(open_page, words):
    app = open_page("people", who="Stalin")
    said = words(app)
    assert '<h2 class="archival-title">Stalin</h2>' in said
    assert "<dt>Received</dt><dd>4</dd>" in said
    assert "<dt>Wrote</dt><dd>0</dd>" in said
    assert heads(app)[0] == "Letters to and from Stalin"
    own = [head for head in heads(app) if head in PERSON]
    assert own == [head for head in PERSON if head != "Wrote to"]  # he wrote none
    assert app.selectbox("people-who").value == "Stalin"
    titles = [link.label for link in app.get("page_link") if "doc=" in link.proto.query_string]
    assert len(titles) == len(set(titles)) > 3
    assert any("Kozlov" in title for title in titles)


def test_the_papers_of_one_are_said_to_be_theirs_and_lead_on(open_page, words):
    app = open_page("people", who="Stalin")
    links = {link.label: link.proto.query_string for link in app.get("page_link")}
    more = [label for label in links if label.startswith("Show ")]
    for label, field in zip(more, ("recipient", "person"), strict=True):
        assert f"{field}=Stalin" in links[label]
        n = int(label.split()[1])
        shown = open_page("documents", **{field: "Stalin"})
        assert f"<b>{n} of 20 documents</b>" in words(shown)
    assert "· received</p>" in words(app)
    assert "· named</p>" in words(app)


def test_choosing_a_person_writes_the_address(open_page):
    app = open_page("people")
    app.selectbox("people-who").set_value("Bagirov").run()
    assert app.query_params["who"] == "Bagirov"
    assert heads(app)[0] == "Letters to and from Bagirov"
    app.selectbox("people-who").set_value(None).run()
    assert "who" not in app.query_params
    assert heads(app)[0] == "Who wrote to whom"


def test_spellings_and_offices_are_said(open_page, words):
    assert "Also printed “Filippov [Stalin]”." in words(open_page("people", who="Stalin"))
    assert "Named as Prime Minister (2)." in words(open_page("people", who="Ahmad Qavam"))


@pytest.mark.parametrize("form", ["M.D. Bagirov", "bagirov", "Filippov [Stalin]"])
def test_any_spelling_is_an_address(open_page, words, form):
    app = open_page("people", who=form)
    name = "Stalin" if "Stalin" in form else "Bagirov"
    assert f'<h2 class="archival-title">{name}</h2>' in words(app)
    assert not app.info


def test_one_who_is_only_named(open_page, words):
    app = open_page("people", who="Pishevari")
    said = words(app)
    assert "<dt>Only named</dt>" in said
    assert "Pishevari neither sent nor received" in said.replace("\\", "")
    assert heads(app)[0] == "Who wrote to whom"
    assert "In time" in heads(app)


def test_the_filter_of_one_person_shows_them_too(open_page, words):
    app = open_page("people", correspondent="Stalin")
    assert heads(app)[0] == "Who wrote to whom"
    assert '<h2 class="archival-title">Stalin</h2>' in words(app)
    links = {link.label: link.proto.query_string for link in app.get("page_link")}
    assert "who=Stalin" in links["Draw the network around Stalin"]
    assert '<h2 class="archival-title"' not in words(
        open_page("people", correspondent=["Stalin", "Molotov"])
    )


@pytest.mark.parametrize("name", ["Nobody", "<img src=x>", "**x**"])
def test_a_person_who_is_not_here(open_page, words, name):
    app = open_page("people", who=name)
    (info, *_more) = app.info
    assert name in info.value.replace("\\", "").replace("\u2060", "")
    assert name == "Nobody" or name not in info.value
    assert heads(app)[0] == "Who wrote to whom"


def test_a_name_nearly_right_is_offered(open_page):
    app = open_page("people", who="Bagirof")
    links = {link.label: link.proto.query_string for link in app.get("page_link")}
    assert "who=Bagirov" in links["Show Bagirov"]
    assert not [label for label in links if label.startswith("Show ") and "Bagirov" not in label]


def test_a_click_keeps_the_papers_and_another_brings_all_back(open_page, monkeypatch):
    changed = []
    now = SimpleNamespace(filter=Filter(topics=("oil",)))
    monkeypatch.setattr(url, "current_filter", lambda: now.filter)
    monkeypatch.setattr(links, "set_filter", changed.append)
    for mark, field in (
        ({"sender": "A", "recipient": "A"}, {"correspondents": ("A",)}),
        ({"sender": "A", "recipient": "B"}, {"creators": ("A",), "recipients": ("B",)}),
    ):
        network._keep(mark)
        kept = changed.pop()
        assert kept == Filter(topics=("oil",), **field)
        now.filter = kept
        network._keep(mark)
        now.filter = changed.pop()
        assert now.filter == Filter(topics=("oil",))
    network._keep({"sender": "", "recipient": ""})  # the key under the picture
    assert not changed


def test_downloads(open_page):
    app = open_page("people", open="people-figures")
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["GraphML", "GEXF", "People (CSV)", "Edges (CSV)", "Centrality (CSV)"]


def test_a_persons_panel_offers_who_they_may_be(open_page, words, monkeypatch, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Date,Sender,Addressee\n1901,W. Ross,Per Holm\n1902,Walter Ross,Per Holm\n")
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    app = open_page("people", who="Walter Ross")
    assert "Perhaps also “W. Ross” (1)" in words(app)
    app.button(key="of-join-W. Ross-Walter Ross").click().run()
    assert "Perhaps also" not in words(app)
    assert "<dt>Wrote</dt><dd>2</dd>" in words(app)


def test_no_correspondence(open_listing, words):
    app = open_listing("On oil", "Conversation with President Truman about oil")
    assert not app.info
    assert "no network is drawn" in words(app)
    assert heads(app) == ["People named"]
    assert not app.get("download_button")


def test_one_side_only(open_listing):
    app = open_listing("Letter from A. Smith on oil", "Letter from B. Jones on oil")
    (info,) = app.info
    assert "never both of one" in info.value


def test_two_people(open_listing, words):
    app = open_listing("Letter from A. Smith to B. Jones on oil")
    assert heads(app)[:2] == HEADS
    assert "All 2 people in papers" in words(app)


def test_a_filter_without_letters(open_page):
    app = open_page("people", q="person:Kennan")
    assert "No document in this filter says both" in app.info[0].value
    assert "Reset" in [button.label for button in app.button]


def test_an_empty_filter_says_why(open_page, words):
    app = open_page("people", q="zebra")
    (info,) = app.info
    assert "No document has the word “zebra” in any field" in info.value.replace("\\", "")


def test_names_of_a_listing_are_only_text(open_listing, words):
    app = open_listing(
        "Letter from <b>Bold</b> to A. Smith on oil", "Letter from *B. Jones* to A. Smith"
    )
    assert "<b>Bold" not in words(app)
