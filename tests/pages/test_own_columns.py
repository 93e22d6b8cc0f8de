"""A table of a person's own making, through the pages."""

import re
import sys

import pytest

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
HEADER = "Nr,Date,From,To,Motif,Pages,Scan,Thumb"
ROWS = [
    f"w{i},{10 + i} May 1918,{'Wilson' if i % 2 else 'House'},Lansing,{theme},{i + 1},"
    f'https://scans.example.org/{i}.jpg,"{PIXEL}"'
    for i, theme in enumerate(["war", "peace", "", "trade"] * 4)
]


@pytest.fixture
def letters(tmp_path, monkeypatch):
    path = tmp_path / "letters.csv"
    path.write_text("\n".join([HEADER, *ROWS]))
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])


@pytest.mark.usefixtures("letters")
def test_a_column_filters_sorts_and_is_compared(open_page, words):
    app = open_page("documents", **{"column.Motif": "war", "range.Pages": "1..6"})
    assert "<b>2 of 16 documents</b>" in words(app)
    assert "Motif: war" in words(app)
    app.slider(key="filter-range-Pages").set_value((1, 16)).run()
    assert "range.Pages" not in app.query_params
    app.multiselect(key="filter-column.Motif").set_value([]).run()
    assert "<b>All 16 documents</b>" in words(app)
    table = open_page("documents", show="table", sort="-Pages").dataframe[0].value
    assert table["Pages"].tolist()[:3] == ["16", "15", "14"]
    compared = open_page("compare")
    labels = [link.label.replace("\\", "") for link in compared.get("page_link")]
    assert any(label.startswith("Motif: peace and Motif: trade") for label in labels)


@pytest.mark.usefixtures("letters")
def test_a_document_without_a_title_is_called_by_who_wrote_to_whom(open_page, words):
    app = open_page("documents")
    titles = [link.label.replace("\\", "") for link in app.get("page_link")]
    assert "House to Lansing, 10 May 1918" in titles
    assert "w0" in words(app)


@pytest.mark.usefixtures("letters")
def test_scans_are_links_and_pictures_of_the_listing_are_shown(open_page, words):
    app = open_page("document", doc="w1")
    assert f'src="{PIXEL}"' in words(app)
    assert "scans.example.org" not in words(app).replace('title="', "")


@pytest.mark.usefixtures("letters")
def test_a_word_of_a_column_finds_and_says_where(open_page, words):
    said = words(open_page("documents", q="trade"))
    assert "<b>4 of 16 documents</b>" in said
    assert '<span class="muted">Motif:</span> trade' in said


@pytest.mark.usefixtures("letters")
def test_a_picture_elsewhere_is_a_link_until_the_visitor_asks(open_page, words):
    app = open_page("document", doc="w1")
    asks = {re.sub(r"[\\\u2060]", "", button.label): button for button in app.button}
    there = 'src="https://scans.example.org/1.jpg"'
    assert there not in words(app)
    asks["Show pictures of scans.example.org here"].click().run()
    assert there in words(app)
    (stop,) = (button for button in app.button if button.label == "Show links only")
    stop.click().run()
    assert there not in words(app)


def test_columns_beyond_the_first_are_one_click_away(open_page, monkeypatch, tmp_path):
    path = tmp_path / "many.csv"
    names = [f"Mark {letter}" for letter in "ABCDEFGHIJKLMN"]
    rows = [
        f"4 May {1900 + i},Letter {i}," + ",".join("yn"[i % 2] for _ in names) for i in range(9)
    ]
    path.write_text("\n".join([f"date,title,{','.join(names)}", *rows]))
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    app = open_page("documents")
    assert {*names[:12]} <= {*app.button_group("filter-more").options}
    assert not app.multiselect
    app.session_state["own-columns"] = True
    app.run()
    assert [box.label for box in app.multiselect] == names[12:]
    app.multiselect("filter-column.Mark N").set_value(["n"]).run()
    assert app.query_params["column.Mark N"] == "n"
