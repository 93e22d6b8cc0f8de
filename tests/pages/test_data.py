import io
import tomllib
import zipfile
from pathlib import Path

from dash_app.share import study_file
from dash_app.views.data import table as data
from dash_core import Collection, Filter, Study
from dash_core.collection.view import select
from dash_core.common.media_types import MEDIA_TYPES
from dash_core.export.formats import FORMATS
from dash_core.study.annotations import Note
from dash_core.study.edits import Edit
from dash_core.study.study import PAGE

FIRST = "4fa7baef1e"


def test_account_and_table(open_page, words):
    app = open_page("data")
    assert "20 documents from 124 lines. Every line was read." in words(app)
    assert "<dt>not read</dt><dd>0</dd>" in words(app)
    (table,) = app.dataframe
    assert len(table.value) == 20
    assert "date_edtf" in table.value.columns


def test_downloads_follow_the_filter(open_page, words):
    app = open_page("data", topic="oil")
    assert len(downloads(app)) == len(FORMATS)
    assert "4 documents in the filter" in words(app)


def test_the_study_says_what_it_holds_and_where_it_opens(open_page, words):
    app = open_page("data", topic="oil")
    said = words(app)
    assert "<dt>Topics</dt><dd>3 named: Troops, Oil, Separatism</dd>" in said
    assert "<dt>Opens at</dt><dd>Data · 4 of 20 documents · about Oil</dd>" in said
    assert [b.label for b in app.get("download_button")].count("Download the study") == 1


def test_the_study_file_has_the_view_the_card_and_titles(seed):
    study = seed.study.with_edits((Edit("set", FIRST, "title", "", "Another title"),))
    collection = Collection(study.with_notes((Note(FIRST, "Compare."),)))
    view = select(collection, Filter(topics=("oil",)))
    data = study_file._write(collection, view, "topics", {"topic": ["oil"]})
    again, saved = Study.from_bytes_with_info(data, "s.zip")
    assert again.key == collection.study.key
    assert again.view == {PAGE: ("topics",), "topic": ("oil",)}
    assert saved.filter == "4 of 20 documents · about Oil"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        readme = archive.read("README.txt").decode().splitlines()
    assert "- Another title, December 24, 1945" in readme
    assert f"Fingerprint: {collection.fingerprint}" in readme


def downloads(app):
    return [b for b in app.get("download_button") if b.key.startswith("download-documents-")]


def test_excel_comes_first_and_says_what_it_is_for(open_page, words):
    app = open_page("data")
    labels = [button.label for button in downloads(app)]
    assert labels == ["Excel", "CSV", "RIS", "BibTeX", "CSL-JSON", "JSON lines", "Parquet"]
    assert {button.key.removeprefix("download-documents-") for button in downloads(app)} == set(
        FORMATS
    )
    said = words(app)
    for group in ("To read, sort and count", "For Zotero and similar programs", "For programs"):
        assert group in said
    assert not any(button.disabled for button in downloads(app))


def test_without_documents_there_is_nothing_to_download(open_page):
    app = open_page("data", q="zebra")
    assert all(button.disabled for button in downloads(app))
    assert {button.help for button in downloads(app)} == {"No document matches the filter."}


def test_too_many_documents_for_excel_are_said_before(monkeypatch):
    monkeypatch.setattr(data, "MAX_ROWS", 5)
    assert data._why_not(4, "xlsx") == data._why_not(5, "csv") == ""
    assert data._why_not(5, "xlsx").startswith("Excel holds at most 4 documents")


def test_every_form_has_a_media_type():
    assert {*FORMATS, "graphml", "gexf", "geojson", "toml", "txt", "svg", "png"} <= set(MEDIA_TYPES)


def test_streamlits_own_export_of_tables_is_off():
    """It does not escape formulas."""
    config = tomllib.loads(Path(".streamlit/config.toml").read_text("utf-8"))
    assert config["client"]["disableDataExport"] is True
