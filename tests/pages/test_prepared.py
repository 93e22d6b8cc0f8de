"""A prepared listing on every page, as the listing itself would be."""

import shutil
import sys
from pathlib import Path

import pytest

from dash_app.session import loading, studies
from dash_core.collection import limited
from dash_core.collection.cache import CollectionCache
from dash_core.prepared import prepare, reading
from dash_core.readers import SourceFile
from dash_core.study.study import Study
from tests.conftest import SEED

PAGES = ("overview", "documents", "topics", "people", "data")


def shown(app):
    """What a page says and tells in numbers."""
    texts = [
        one.value for kind in ("title", "header", "markdown", "caption") for one in app.get(kind)
    ]
    return texts, [frame.value.to_csv() for frame in app.dataframe]


@pytest.fixture(params=["", "memory://pages"])
def place(request, tmp_path, monkeypatch):
    """A folder, and an address that the server copies."""
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    return f"{request.param or tmp_path}/prepared"


def test_pages_are_those_of_the_listing(open_page, tmp_path, place, monkeypatch):
    listing = Path(shutil.copy(SEED, tmp_path / "letters.txt"))
    monkeypatch.setattr(sys, "argv", ["app.py", str(listing)])
    of_listing = [shown(open_page(page)) for page in PAGES]
    prepare(Study.at(listing), place)
    monkeypatch.setattr(sys, "argv", ["app.py", place])

    def fail(*_arguments):
        pytest.fail("it was fitted again")

    only_prepared = CollectionCache(lambda: 2**29, prepared=studies.prepared)
    monkeypatch.setattr(loading, "_cache", only_prepared)
    monkeypatch.setattr(limited, "fit", fail)
    monkeypatch.setattr(reading, "_WAIT", 1)  # as in a listing of thousands
    for page, expected in zip(PAGES, of_listing, strict=True):
        assert shown(open_page(page)) == expected


def n_rows(app):
    return max(len(frame.value) for frame in app.dataframe)


def test_a_server_shows_what_was_built_again_at_an_address(open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", ["app.py", "memory://pages/again"])
    prepare(Study.at(SEED), "memory://pages/again")
    assert n_rows(open_page("data")) == 20
    rows = "1,1946-05-01,Letter on oil\n2,1946-05-02,Letter on troops"
    new = SourceFile("new.csv", f"id,date,title\n{rows}".encode())
    prepare(Study.of([new]), "memory://pages/again")
    assert n_rows(open_page("data")) == 20
    loading.drop_unused()
    assert n_rows(open_page("data")) == 2
