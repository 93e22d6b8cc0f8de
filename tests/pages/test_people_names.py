"""The component by itself, in a page of its own."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dash_app.session import loading, studies
from dash_core import Study
from dash_core.readers import SourceFile
from dash_core.study.edits import Edit

SEED = Path(__file__).parents[2] / "seeds" / "000_c0d2bb1156087dbf.txt"
PAGE = """
import streamlit as st
from dash_app.session import loading, studies
from dash_app.views.people import spellings

spellings.names(loading.collection(), loading.current_view())
"""


@pytest.fixture
def opened():
    def opening(**parameters: str) -> AppTest:
        app = AppTest.from_string(PAGE, default_timeout=600)
        for name, value in {"source": "iran-crisis", **parameters}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return opening


def edits(app):
    """What was decided; found groups that are held through a decision stay after it is undone."""
    source = app.query_params["source"]
    return () if source in ("listing", "iran-crisis") else studies.STORE.open(source).edits


def reload(app, opened):
    """The address in a new session."""
    return opened(**{name: app.query_params[name] for name in app.query_params})


def said(app):
    elements = [e for kind in ("html", "caption", "error") for e in getattr(app, kind)]
    return "\n".join(str(getattr(e, "value", None) or getattr(e, "body", "")) for e in elements)


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def show(app, kind):
    app.segmented_control(key="names-kind").set_value(kind).run()
    assert not app.exception, app.exception
    return app


def test_every_join_is_shown_with_its_reason(opened):
    text = said(opened())
    assert "“M.D. Bagirov”" in text
    assert "2 documents; same surname, and only one given name is printed with it" in text
    assert "“Filippov [Stalin]”" in text
    assert "the editor’s identification in brackets" in text
    assert "Ambassador" in text


def test_a_spelling_is_kept_apart_and_the_decision_undone(opened):
    app = press(opened(), "apart-Bagirov-M. D. Bagirov")
    assert edits(app) == (Edit("keep apart", "M. D. Bagirov", after="Bagirov"),)
    collection = loading.fit(studies.STORE.open(app.query_params["source"]))
    forms = [form.printed for form in collection.people.names["M.D. Bagirov"]]
    assert forms == ["M.D. Bagirov", "M. D. Bagirov"]  # one name, whatever its spaces
    again = show(reload(app, opened), "decided")
    assert "“M. D. Bagirov” is kept apart from “Bagirov”" in said(again)
    press(again, "names-undo-0")
    assert edits(again) == ()


def test_two_names_are_joined_and_the_filter_follows(opened):
    app = show(opened(person="Nazarli"), "decided")
    app.selectbox(key="names-join-one").set_value("Nazarli").run()
    app.selectbox(key="names-join-other").set_value("Ashurov").run()
    press(app, "names-join-button")
    assert edits(app) == (Edit("same person", "Nazarli", after="Ashurov"),)
    assert app.query_params["person"] == "Ashurov"
    assert "“Nazarli”" in said(show(app, "joined"))
    press(app, "unjoin-Ashurov-Nazarli")
    assert edits(app) == ()


CELLS = (
    *("W. Ross", "Walter Ross", "Walter Ross", "Ministry of Transport", "Minstry of Transport"),
    *("The Ministry of Transport", "Olga Lind"),
)


@pytest.fixture
def letters():
    """A study of a table of letters, its names as people type them."""
    lines = [f'{i},"{cell}",Per Holm,On tin' for i, cell in enumerate(CELLS, 1901)]
    table = "\n".join(["Date,Sender,Addressee,Title", *lines])
    return studies.STORE.save(Study("Letters", (SourceFile("l.csv", table.encode()),)))


@pytest.mark.parametrize(
    ("key", "kind", "left"), [("merge", "same person", 3), ("apart", "keep apart", 5)]
)
def test_pairs_are_accepted_or_refused_many_at_a_time(opened, letters, key, kind, left):
    app = show(opened(source=letters), "perhaps")
    assert app.button(key="pairs-merge").disabled
    press(app, "pairs-tick-all")
    assert app.button(key="pairs-merge").label == "Merge ticked (2)"
    press(app, f"pairs-{key}")
    assert {edit.kind for edit in edits(app)} == {kind}
    assert "No two names" in said(app)
    collection = loading.fit(studies.STORE.open(app.query_params["source"]))
    assert len(collection.facets["creators"].values) == left


def test_what_is_no_person_is_taken_out(opened):
    app = opened(person="Kozlov")
    app.selectbox(key="names-one").set_value("Kozlov").run()
    press(app, "no-person-Kozlov")
    collection = loading.fit(studies.STORE.open(app.query_params["source"]))
    assert "Kozlov" not in collection.facets["people"].values
    assert "person" not in app.query_params


def test_the_table_is_applied_and_a_mistake_is_told_with_its_line(opened):
    app = show(opened(), "decided")
    (area,) = app.text_area
    area.set_value("role: Sadchikov = Soviet ambassador\nnonsense").run()
    press(app, "names-apply")
    assert "Line 2" in app.error[0].value
    assert edits(app) == ()
    (area,) = app.text_area
    assert area.value.endswith("nonsense")
    area.set_value("role: Sadchikov = Soviet ambassador").run()
    press(app, "names-apply")
    assert edits(app) == (Edit("role", "Sadchikov", after="Soviet ambassador"),)
    collection = loading.fit(studies.STORE.open(app.query_params["source"]))
    assert [role.role for role in collection.people.roles["Sadchikov"]] == [
        "Soviet ambassador",
        "Ambassador",
    ]


def test_nothing_to_show_says_so(opened):
    app = opened(q="xyzzyx")
    assert "Every name in this filter has one spelling" in said(app)
    assert "No two names" in said(show(app, "perhaps"))
    assert "listed here, and can be undone" in said(show(app, "decided"))


def test_a_listing_without_names_says_so(opened):
    page = "• May 5, 1946\n\nOn oil\n\nText.\n"
    key = studies.STORE.save(Study("A page", (SourceFile("page.txt", page.encode()),)))
    assert said(opened(source=key)) == "No names were found in this listing."


def test_the_data_page_lists_decisions_with_the_other_edits(open_page, words):
    study = studies.STORE.open(
        studies.STORE.save(Study.at(SEED).with_edits((Edit("no person", "Kozlov"),)))
    )
    app = open_page("data", source=study.key)
    assert "“Kozlov” is not a person" in words(app)


def test_what_is_likely_one_person_is_merged_in_one_step(open_page, words, monkeypatch, tmp_path):
    rows = [
        ("Dr. Alma Quist", "Per Holm"),
        ("The Director of the Survey (Quist)", "Per Holm"),
        ("The Minister of Trade (Quist)", "Per Holm"),
        ("General Tom Vray", "Per Holm"),
        ("The Consul in Peru (Vray)", "Per Holm"),
        ("Ann Baker", "Per Holm"),
        ("The Treasurer (Baker)", "Per Holm"),
    ]
    lines = [f'{1901 + i},"{a}","{b}"' for i, (a, b) in enumerate(rows)]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["Date,Sender,Addressee", *lines]))
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    app = open_page("people", names="perhaps")
    app.button(key="pairs-merge-likely").click().run()
    said = words(app)
    assert "“General Tom Vray” (1)" in said
    assert "“Ann Baker” (1)" in said
    assert "Quist" not in said.split("Perhaps")[-1]
    person = open_page("people", who="Dr. Alma Quist", source=app.query_params["source"])
    assert "<dt>Wrote</dt><dd>3</dd>" in words(person)
