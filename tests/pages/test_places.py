import json

import pytest


def charts(app):
    """The specifications of the charts, with their named data."""
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def test_map_and_times(open_page, words):
    app = open_page("places")
    assert [header.value for header in app.header] == [
        "Map of places",
        "Places in time",
    ]
    said = words(app)
    assert "Beyond this map: Afghanistan 1, Soviet Union 1, United States 1." in said
    assert "today’s, for orientation only" in said
    first, second = charts(app)
    assert first["projection"]["type"] == "azimuthalEqualArea"
    assert "projection" not in second


def test_parts_of_the_world(open_page):
    app = open_page("places", show="all")
    assert charts(app)[0]["projection"]["type"] == "equalEarth"
    app.segmented_control(key="places-part").set_value("near-east").run()
    assert app.query_params["show"] in ("near-east", ["near-east"])
    app.segmented_control(key="places-part").set_value("most").run()
    assert "show" not in app.query_params


def test_a_part_that_is_not_there_is_the_first(open_page):
    app = open_page("places", show="moon")
    assert app.segmented_control(key="places-part").value == "most"


def test_filter(open_page, words):
    said = words(open_page("places", place="Tabriz"))
    assert "2 of 20 documents" in said


def test_nothing_passes(open_page, words):
    app = open_page("places", q="zebra")
    assert "0 of 20 documents" in words(app)
    assert "No document has the word “zebra” in any field" in words(app)


@pytest.fixture
def page_of(open_page, tmp_path, monkeypatch):
    """The places page of a listing given as text."""

    def opened(text, **parameters):
        path = tmp_path / "list.csv"
        path.write_text(text, "utf-8")
        monkeypatch.setattr("sys.argv", ["app.py", str(path)])
        return open_page("places", **parameters)

    return opened


def test_ambiguous_and_unplaced_are_told(page_of):
    app = page_of(
        "title,date,places,summary\n"
        "Letter A,1946-05-05,Erewhon,Of Tripoli and Beirut\n"
        'Letter B,1946-05-06,,"At Ispagetti, in Cambridge, Mass."\n'
    )
    resolved, unplaced = (frame.value for frame in app.dataframe)
    assert dict(zip(resolved["printed"], resolved["read as"], strict=True)) == {
        "Tripoli": "Tripoli (Lebanon)",
        "Cambridge": "Cambridge (Massachusetts)",
    }
    assert "“Mass” is next to it" in resolved["because"].tolist()
    assert unplaced["name"].tolist() == ["Erewhon", "Ispagetti"]
    assert unplaced["evidence"].tolist() == ["stated by the source", "used like a place name"]


def test_no_place_at_all(page_of, words):
    app = page_of("title,date\nLetter A,1946-05-05\nLetter B,1946-05-06\n")
    assert "nothing to map" in words(app)
    assert not charts(app)


def test_text_of_a_listing_is_text(page_of, words):
    app = page_of("title,date,places\nLetter A,1946-05-05,<place>[x](//evil)</place>\n")
    assert "<place>[x]" not in words(app)
    assert app.dataframe[0].value["name"].tolist() == ["<place>[x](//evil)</place>"]


TWO = "title,date,summary\nLetter A,1946-05-05,Of Tripoli and Beirut\nLetter B,1946-05-06,On oil\n"


def deciding(app, name):
    """The controls, opened, with a name chosen."""
    app.session_state["places-right"] = True
    app.run()
    return app.selectbox(key="places-name").set_value(name).run()


def test_a_place_is_put_right_and_back(page_of):
    app = deciding(page_of(TWO), "Tripoli")
    app.selectbox(key="places-meant-Tripoli").set_value("Tripoli").run()
    app.button(key="places-keep").click().run()
    assert app.dataframe[0].value["read as"].tolist() == ["Tripoli"]
    assert app.dataframe[0].value["because"].tolist() == ["corrected by a person"]
    app.session_state["places-right"] = True
    app.run()
    app.button(key="places-undo-0").click().run()
    assert app.dataframe[0].value["read as"].tolist() == ["Tripoli (Lebanon)"]


def test_not_a_place(page_of, words):
    app = deciding(page_of(TWO), "Tripoli")
    app.button(key="places-none").click().run()
    assert not app.dataframe
    assert "Ambiguous place names" not in [header.value for header in app.header]
    assert "Correct a place (1 corrected)" in [one.label for one in app.expander]
