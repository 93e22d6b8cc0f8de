"""A hostile study in every export: nothing of it comes alive, what a format can hold is there."""

import csv
import io
import re
import unicodedata

import pytest
from lxml import etree

from dash_core import Filter
from dash_core.classroom.exercises import questions
from dash_core.classroom.paper.answer_files import answer_table, answers_to_csv, answers_to_html
from dash_core.classroom.paper.sheets import sheet_to_html
from dash_core.classroom.store.records import Student
from dash_core.collection.view import select
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance
from dash_core.readers import SourceFile, read_file
from tests.core.export.test_every_export import EXPORTS
from tests.hostile_study import hostile_collection, hostile_lesson
from tests.hostile_text import TEXTS

WRITTEN = {
    "xlsx": "to_xlsx",
    "csv": "to_csv",
    "jsonl": "to_jsonl",
    "parquet": "to_parquet",
    "ris": "to_ris",
    "bib": "to_bibtex",
    "csl.json": "to_csl_json",
}


SLOW = ("to_html", "lists_to_html")


@pytest.fixture(scope="module")
def written():
    """Each export of the whole study, or of a part of it where that takes long, as bytes."""
    collection = hostile_collection()
    views = {words: select(collection, Filter(words=words)) for words in ("", "evil")}

    def of(name):
        view = views["evil" if name in SLOW else ""]
        return EXPORTS[name](collection, view, provenance(collection, view))

    return of


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def check_html(page):
    """No element, attribute or address of a page is the listing's."""
    root = etree.parse(io.BytesIO(page), etree.HTMLParser(encoding="utf-8"))
    for element in root.iter(etree.Element):
        assert element.tag not in ("iframe", "object", "embed", "base", "form", "video", "audio")
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            address = "".join(value.split()).lower()
            if name in ("src", "href", "action", "data", "xlink:href"):
                assert not re.match(r"(?:javascript|vbscript|data:text|//)", address)
                assert element.tag == "a" or not address.startswith("http")
    scripts = "".join(script.text or "" for script in root.iter("script", "style"))
    assert "<script" not in scripts
    assert "@import '//evil" not in scripts
    return plain(" ".join(root.xpath("//body//text()[not(ancestor::script or ancestor::style)]")))


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_exported_is_read_back_as_it_was(written, form):
    frame = hostile_collection().table
    back = read_file(SourceFile(f"dossier.{form}", written(WRITTEN[form]))).records
    titles = {plain(record.title) for record in back}
    assert len(back) == len(frame)
    assert not {plain(title) for title in frame["title"]} - titles


@pytest.mark.parametrize("name", ["to_html", "lists_to_html"])
def test_no_page_of_ours_comes_alive(written, name):
    check_html(written(name))


@pytest.mark.parametrize("name", ["to_graphml", "to_gexf", "to_svg"])
def test_names_are_text_in_xml(written, name):
    root = etree.fromstring(written(name))
    assert not [e for e in root.iter(etree.Element) if etree.QName(e).localname == "script"]
    assert not [key for e in root.iter(etree.Element) for key in e.attrib if key.startswith("on")]


@pytest.mark.parametrize("name", ["nodes_to_csv", "edges_to_csv", "report_to_csv", "safe_csv"])
def test_no_cell_is_a_formula(written, name):
    check_cells(written(name))


def check_cells(data):
    text = data.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r")]


def test_a_lesson_on_paper_and_the_answers_of_a_class_are_text():
    lesson, collection = hostile_lesson(), hostile_collection()
    source = provenance(collection, select(collection, Filter()))
    for for_teacher in (False, True):
        said = check_html(sheet_to_html(lesson, collection, source, for_teacher=for_teacher))
        assert all(plain(exercise.title) in said for exercise in lesson.exercises)
    students = [Student(1, n, text[:24]) for n, text in enumerate(TEXTS[:40])]
    given = [
        {
            student.id: {
                question.key: (list(question.options) or [TEXTS[student.number + at]])[0]
                for question in questions(exercise, collection)
            }
            for student in students
        }
        for at, exercise in enumerate(lesson.exercises)
    ]
    table = answer_table(lesson, collection, students, given)
    check_cells(answers_to_csv(table, source))
    said = check_html(answers_to_html(lesson.title, table, source))
    texts = [text for text in table["answer"] if text in TEXTS]
    assert len(texts) > 40
    assert all(plain(text) in said for text in texts)
