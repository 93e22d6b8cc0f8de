"""Bringing a listing in: paste or upload, look, explore, put right, undo."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

import pytest

from dash_core import Study
from dash_core.readers import SourceFile
from dash_core.study.annotations import Note
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.study.store import Store
from dash_core.study.study import SaveInfo

PAGE = """April 5, 1946

Letter, Qavam to Sadchikov

On the oil company and the troops.

February 30, 1946

An impossible day

On the Tabriz railway.
"""
CSV = "Datum,Titel,Regest,Signatur\n1946-04-05,Brief an Molotov,Über Öl,R 1\n,Ohne Datum,,R 2\n"


@pytest.fixture
def fresh(open_page, monkeypatch):
    """A visit to a server that was started without a listing."""
    monkeypatch.setattr(sys, "argv", ["app.py"])
    return open_page


def pasted(fresh, text=PAGE):
    app = fresh()
    app.text_area[0].set_value(text)
    return click(app, "Read the text")


def test_the_preview_stays_where_it_is_when_it_was_read(fresh, place_of):
    app = pasted(fresh)
    before = place_of(app, "draft-title")
    app.run()
    assert place_of(app, "draft-title") == before


def click(app, label):
    (button,) = [b for b in app.button if b.label == label]
    button.click().run()
    assert not app.exception, app.exception
    return app


def explore(app):
    """Click Explore and follow the link a browser's script clicks."""
    click(app, "Explore")
    link = next(link for link in app.get("page_link") if link.label == "Open")
    for name in list(app.query_params):
        del app.query_params[name]
    for name, values in parse_qs(link.proto.query_string).items():
        app.query_params[name] = values
    app.switch_page(f"pages/{link.proto.page or 'overview'}.py").run()
    assert not app.exception, app.exception
    return app


def explored(fresh, text=PAGE):
    return explore(pasted(fresh, text))


def test_the_first_thing_seen_without_a_listing(fresh, words):
    for page in ("", "topics", "data"):
        app = fresh(page)
        assert "Open a listing" in words(app)
        assert len(app.text_area) == len(app.file_uploader) == 1
    assert [link.label.replace("\\", "") for link in app.get("page_link")] == [
        "Iran crisis 1945–46, Wilson Center Digital Archive",
        "Deutsch",
    ]


def test_a_listing_named_at_the_start_opens_at_once(open_page, words):
    assert "All 20 documents" in words(open_page())


def test_paste_look_explore(fresh, words):
    app = pasted(fresh)
    said = words(app)
    assert "2 documents from 11 lines" in said
    assert "Every line was read." in said
    assert "UTF-8" in said
    first = app.dataframe[0].value
    assert first["Date as printed"].tolist() == ["April 5, 1946", "February 30, 1946"]
    assert first["Read as"].tolist() == ["5 Apr 1946", "not understood"]
    assert not app.query_params.get("source")  # nothing is opened yet
    explore(app)
    assert "All 2 documents" in words(app)
    key = app.query_params["source"]
    assert "All 2 documents" in words(fresh(source=key))  # a reload, another visitor


def test_take_another(fresh, words):
    app = click(pasted(fresh), "Choose another")
    assert "Open a listing" in words(app)


@pytest.mark.parametrize(
    ("text", "said"), [("", "is empty"), ("Dear all,\n\nno listing.\n", "No document was found")]
)
def test_what_cannot_be_read_is_a_sentence(fresh, text, said):
    app = pasted(fresh, text)
    (error,) = app.error
    assert said in error.value.replace("\\", "")
    assert len(app.text_area) == 1  # and the way on is there


def test_upload_several(fresh, words):
    app = fresh()
    app.file_uploader[0].set_value(
        [("a.txt", PAGE.encode(), "text/plain"), ("b.csv", CSV.encode(), "text/csv")]
    ).run()
    assert not app.exception, app.exception
    said = words(app)
    assert "4 documents from" in said
    assert "a.txt" in said
    assert "b.csv" in said


def test_columns_are_guessed_and_can_be_changed(fresh, words):
    app = fresh()
    app.file_uploader[0].set_value([("b.csv", CSV.encode(), "text/csv")]).run()
    chosen = {box.label: box.value for box in app.selectbox}
    assert (chosen["Date"], chosen["Title"], chosen["Summary"]) == ("Datum", "Titel", "Regest")
    (title,) = [box for box in app.selectbox if box.label == "Title"]
    title.set_value("Signatur").run()
    assert not app.exception, app.exception
    assert app.dataframe[0].value["Title"].tolist() == ["R 1", "R 2"]
    explore(app)
    assert "All 2 documents" in words(app)


def test_the_last_choice_of_a_column_wins_and_is_told(fresh, words):
    app = fresh()
    app.file_uploader[0].set_value([("b.csv", CSV.encode(), "text/csv")]).run()

    def choose(field, column):
        (box,) = [box for box in app.selectbox if box.label == field]
        box.set_value(column).run()
        assert not app.exception, app.exception
        return {box.label: box.value for box in app.selectbox}

    chosen = choose("Date", "Titel")  # a title before
    assert (chosen["Date"], chosen["Title"], chosen["Summary"]) == ("Titel", None, "Regest")
    assert "“Titel” is now Date, no longer Title." in words(app)
    chosen = choose("Title", "Titel")
    assert (chosen["Date"], chosen["Title"]) == (None, "Titel")


def test_documents_without_dates_are_warned_of_and_mended_by_a_click(fresh, words):
    app = fresh()
    app.file_uploader[0].set_value([("b.csv", CSV.encode(), "text/csv")]).run()
    assert not app.warning
    next(box for box in app.selectbox if box.label == "Date").set_value(None).run()
    assert "2 of 2 documents have no date" in app.warning[0].value
    click(app, "Read “Datum” as the date")
    assert not app.warning
    assert app.dataframe[0].value["Read as"].tolist() == ["5 Apr 1946", "no date"]


def test_parts_of_a_date_are_offered(fresh):
    app = fresh()
    text = "Titel;von;bis;Anmerkung\nIsberichte;1880;1884;x\nLotsenbuch;1885;1886;y\n"
    app.file_uploader[0].set_value([("c.csv", text.encode(), "text/csv")]).run()
    boxes = {box.label: box for box in app.multiselect}
    assert boxes["Beginning of the date"].value == ["von"]
    assert boxes["End of the date"].value == ["bis"]
    assert app.dataframe[0].value["Date as printed"].tolist() == ["1880/1884", "1885/1886"]
    boxes["End of the date"].set_value([]).run()
    assert not app.exception, app.exception
    assert app.dataframe[0].value["Date as printed"].tolist() == ["1880", "1885"]
    offered = {box.label for box in (*app.selectbox, *app.multiselect)}
    assert {"Year", "Calendar of the date", "How sure the date is"} <= offered


def test_which_element_is_a_document_can_be_chosen(fresh, words):
    part = "<relatedItem><titleInfo><title>{}</title></titleInfo><note>N</note></relatedItem>"
    both = part.format("A") + part.format("B")
    data = f"<mods><titleInfo><title>Box</title></titleInfo>{both}</mods>"
    app = fresh()
    app.file_uploader[0].set_value([("b.xml", data.encode(), "text/xml")]).run()
    assert app.dataframe[0].value["Title"].tolist() == ["Box"]
    (choice,) = [box for box in app.selectbox if "each document is" in box.label]
    choice.set_value("mods/relatedItem").run()
    assert not app.exception, app.exception
    assert app.dataframe[0].value["Title"].tolist() == ["A", "B"]
    explore(app)
    assert "All 2 documents" in words(app)


def test_put_right_and_undo(fresh, words):
    app = explored(fresh)
    key = app.query_params["source"]
    app.switch_page("pages/data.py").run()
    (editor,) = app.data_editor
    assert editor.value["date"].tolist() == ["February 30, 1946"]
    assert "February 30, 1946\nAn impossible day" in editor.value["as printed"][0]
    app.session_state[editor.key] = {
        "edited_rows": {0: {"date": "February 3, 1946"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    click(app, "Apply changes")
    edited = app.query_params["source"]
    assert edited != key
    said = words(app)
    assert "1 edit" in said
    assert "“February 30, 1946” changed to “February 3, 1946”" in said
    assert "Nothing is marked" in said
    # a reload shows it; the old address shows what it showed
    assert "“February 3, 1946”" in words(fresh("data", source=edited))
    assert "changed to" not in words(fresh("data", source=key))
    click(app, "Undo the last")
    assert app.query_params["source"] == key
    assert "changed to" not in words(app)


def test_one_question_for_one_cause_and_one_undo(fresh, words):
    rows = "\n".join(f"{day} Mai 51,Letter {day}" for day in range(1, 8))
    app = fresh()
    app.file_uploader[0].set_value(
        [("m.csv", f"Date,Title\n{rows}\nsoon,x\nsooner,y\n1850,z\n1852,v\n1853,w\n".encode(), "")]
    ).run()
    explore(app)
    app.switch_page("pages/data.py").run()
    assert "7 dates like “1 Mai 51”" in words(app)
    click(app, "Accept all 7")
    said = words(app)
    assert "dates like" not in said
    click(app, "Leave all 2 as printed")
    said = words(app)
    assert "Nothing is marked for checking" in said
    assert "1 more like it" in said
    click(app, "Undo these 2")
    assert "2 dates were not understood" in words(app)


LISTING = SourceFile("a.txt", PAGE.encode())
STUDY = Study(
    "My study",
    (LISTING,),
    topics='[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n',
    edits=(Edit("set", "nobody", "date", "a", "b"), Edit("no person", "Qavam")),
    notes=(Note("nobody", "Where is it?", ("lost",)),),
    repository=Repository("An archive"),
    read=date(2026, 11, 1),
).with_view("topics", {"topic": ["oil"], "source": ["iran-crisis"]})
SAVED = SaveInfo(
    "Dossier 0.0.9", datetime(2026, 11, 2, 9, tzinfo=UTC), "1 of 2 documents · about Oil"
)


def uploaded(fresh, *files):
    app = fresh()
    app.file_uploader[0].set_value([(name, data, "application/zip") for name, data in files]).run()
    assert not app.exception, app.exception
    return app


def test_a_study_file_says_what_it_holds_and_opens_where_it_was(fresh, words):
    app = uploaded(fresh, ("s.zip", STUDY.to_bytes(SAVED)))
    said = words(app)
    for name, value in {
        "Saved": "2 Nov 2026, by Dossier 0.0.9",
        "Read": "1 Nov 2026",
        "Held by": "An archive",
        "Topics": "1 named: Oil",
        "Corrections": "1 edit",
        "Names": "1 decision",
        "Notes": "1 note, 1 tag",
        "Opens at": "Topics · 1 of 2 documents · about Oil",
        "For documents that are not here": "1 edit, 1 note",
        "a.txt": "listing page, as copied · UTF-8 · 2 documents",
    }.items():
        assert f"<dt>{name}</dt><dd>{value}</dd>" in said
    assert "What this study contains" in said
    assert not app.query_params.get("source")  # nothing is opened yet
    assert STUDY.key not in Store()
    explore(app)
    assert app.query_params["source"] == STUDY.key
    assert app.query_params["topic"] == "oil"
    assert "1 of 2 documents · about Oil" in words(app).replace("</b>", "")
    app.switch_page("pages/data.py").run()
    assert "its document is no longer in the listing" in words(app)
    assert "<dt>Read</dt><dd>1 Nov 2026</dd>" in words(app)


def test_a_study_without_a_view_opens_at_the_overview(fresh, words):
    app = uploaded(fresh, ("s.zip", replace(STUDY, view={}).to_bytes()))
    assert "Opens at" not in words(app)
    explore(app)
    assert "All 2 documents" in words(app)


STRANGE = {
    **{name: ["true"] for name in ("embed", "EMBED", "Embed_Options", "source", "edits", "undo")},
    "": ["x"],
    "a\nb": ["<b>"],
    "b.source": ["0" * 24],
    "page": ["-9" * 99],
    "doc": ["../x"],
}


@pytest.mark.parametrize("page", ["start", "nowhere", "../etc", "", "x" * 3000])
def test_a_study_of_a_page_that_is_not_there_opens_at_the_overview(fresh, words, page):
    app = uploaded(fresh, ("s.zip", STUDY.with_view(page, STRANGE).to_bytes()))
    explore(app)
    assert "All 2 documents" in words(app)


BAD_TOPICS = replace(STUDY, topics="[[topic]]\nid = 1\n").to_bytes()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("s.zip", STUDY.to_bytes()[:-100])], "s.zip"),
        ([("s.zip", BAD_TOPICS)], "topic 1"),
        ([("s.zip", STUDY.to_bytes()), ("b.csv", CSV.encode())], "open it alone"),
        ([("s.zip", STUDY.to_bytes()), ("t.zip", STUDY.to_bytes())], "open it alone"),
    ],
    ids=["cut off", "hostile topics", "beside a listing", "two"],
)
def test_a_study_that_cannot_be_opened_is_a_sentence_and_changes_nothing(fresh, words, files, said):
    app = explored(fresh)
    key, kept = app.query_params["source"], stored()
    app.switch_page("pages/start.py").run()
    app.file_uploader[0].set_value([(n, data, "application/zip") for n, data in files]).run()
    assert not app.exception, app.exception
    (error,) = app.error
    assert said in error.value.replace("\\", "")
    assert stored() == kept
    assert app.query_params["source"] == key
    app.switch_page("pages/overview.py").run()
    assert "All 2 documents" in words(app)


def stored() -> list[str]:
    return sorted(str(path) for path in Store().folder.rglob("*"))


def test_an_address_that_is_not_here(fresh, words):
    for key in ("0" * 24, "../../etc/passwd", "x" * 3000):
        app = fresh(source=key)
        (error,) = app.error
        assert "not on this computer" in error.value.replace("\\", "")
        assert app.get("page_link")


def test_days_first_or_months_first_is_asked(fresh):
    app = pasted(fresh, PAGE.replace("February 30, 1946", "4/5/1946"))
    assert app.dataframe[0].value["Read as"][1] == "5 Apr – 4 May 1946; please check"
    (radio,) = app.radio
    radio.set_value("day").run()
    assert app.dataframe[0].value["Read as"][1].startswith("4 May 1946")


@pytest.mark.parametrize("title", ["", " ", "x" * 5000, "a\nb\tc", "**b** :red[x] <script>"])
def test_a_study_of_a_strange_title_opens(fresh, words, title):
    app = uploaded(fresh, ("s.zip", replace(STUDY, title=title).to_bytes()))
    explore(app)
    assert "1 of 2 documents" in words(app)
    assert "<script>" not in words(app)


def test_a_table_may_use_any_column_names(fresh):
    names = (
        "index level_0 row source topics note tags highlights fingerprint Index name index".split()
    )
    rows = [
        ["date", "title", "summary", *names],
        *(
            [f"May {i + 1} 1946", f"Letter {i}", "On oil.", *(f"{name} of {i}" for name in names)]
            for i in range(3)
        ),
    ]
    app = pasted(fresh, "\n".join(map(",".join, rows)))
    explore(app)
    for page in ("documents", "document", "data"):
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
