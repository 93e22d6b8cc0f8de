"""Every page has an address, and every page that is started alone brings in the frame."""

import ast
import re
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "pages"
TEXTS = {
    "overview": ({"topic": "oil"}, "4 of 20 documents · about Oil"),
    "topics": ({"kind": "found"}, "How these groups were made"),
    "documents": ({"topic": "oil"}, "4 of 20 documents · about Oil"),
    "people": ({"who": "Stalin"}, "Letters to and from Stalin"),
    "places": ({"show": "all"}, "Map of places"),
    "data": ({}, "20 documents from 124 lines"),
    "about": ({}, "These are archivists’ summaries"),
}


@pytest.mark.parametrize("page", TEXTS)
def test_an_address_opens_its_page(open_page, words, page):
    parameters, text = TEXTS[page]
    said = words(open_page(page, **parameters))
    assert text in re.sub("<[^>]+>", "", said)
    assert 'class="sentence"' in said


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.py")), ids=lambda file: file.stem)
def test_a_page_started_alone_brings_in_the_frame_before_all_else(file):
    _docstring, imported, called, *_rest = ast.parse(file.read_text("utf-8")).body
    assert ast.unparse(imported) == "from dash_app.shell.frame import guard"
    assert ast.unparse(called) == "guard()"


@pytest.mark.parametrize(("page", "parameters"), [("start", {}), ("data", {"topic": "oil"})])
def test_without_a_listing_an_address_asks_for_one(monkeypatch, open_page, words, page, parameters):
    monkeypatch.setattr(sys, "argv", ["app.py"])
    app = open_page(page, **parameters)
    assert "Open a listing" in words(app)
    assert 'class="sentence"' not in words(app)
