"""A number on a link or in a list equals the number of documents that it leads to, on every page:
of the sample, of a student's letters, of a catalogue without letters."""

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from dash_core import Collection, Filter
from dash_core.collection.view import select
from tests.browser.own_tables import write_letters
from tests.catalogues import csv

SEED = Path(__file__).parents[2] / "seeds" / "000_c0d2bb1156087dbf.txt"
PAGES = ("overview", "topics", "people", "places", "compare")
LISTINGS = ("sample", "letters", "artworks")
_SHOWS = re.compile(r"(?:Show|See the) ([\d,]+)\b")
_SIDES = re.compile(r"\(([\d,]+) \| ([\d,]+)\)$")
_VALUE = re.compile(r"(.+) \(([\d,]+)\)")
AT_MOST = 12  # values of a list that are tried


def number(text):
    return int(text.replace(",", ""))


@pytest.fixture(scope="module", params=LISTINGS)
def listing(request, tmp_path_factory):
    """The path of a listing, the listing as read, and a filter that leaves some of it."""
    path = tmp_path_factory.mktemp("numbers") / f"{request.param}.csv"
    if request.param == "sample":
        return SEED, Collection.read(SEED), {"q": "oil"}
    if request.param == "letters":
        return write_letters(path), Collection.read(path), {"q": "to:Lippmann"}
    path.write_text(csv("artworks", 160), "utf-8")
    return path, Collection.read(path), {"sender": "Anna Berg"}


def found(collection, query, side=""):
    """How many documents the address of a link leads to; on one side of a comparison."""
    pairs = parse_qs(query, keep_blank_values=True)
    own = {name: values for name, values in pairs.items() if name[1:2] != "."}
    sided = {name[2:]: values for name, values in pairs.items() if name.startswith(side or "-")}
    return len(select(collection, Filter.from_url({**own, **sided})))


@pytest.mark.parametrize("is_filtered", [False, True])
def test_a_number_is_that_of_the_list_it_opens(open_page, monkeypatch, listing, is_filtered):
    path, collection, filter_ = listing
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    parameters = filter_ if is_filtered else {}
    tried = 0
    for page in PAGES:
        app = open_page(page, **parameters)
        for link in app.get("page_link"):
            query = link.proto.query_string
            if shows := _SHOWS.match(link.label):
                tried += 1
                assert found(collection, query) == number(shows[1]), (page, link.label, query)
            elif sides := _SIDES.search(link.label):
                tried += 1
                ends = [found(collection, query, side) for side in ("a.", "b.")]
                assert ends == [*map(number, sides.groups())], (page, link.label, query)
    assert tried >= 4


def test_a_number_of_the_filter_is_that_of_the_documents_it_leaves(open_page, monkeypatch, listing):
    path, collection, parameters = listing
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    app = open_page("documents", **parameters)
    base = Filter.from_url({name: [value] for name, value in parameters.items()})
    tried = 0
    app.button_group("filter-more").set_value(list(collection.facets)).run()
    for box in app.multiselect:
        field = box.key.removeprefix("filter-")
        for option in box.options[:AT_MOST]:
            value, n = _VALUE.fullmatch(option).groups()
            if value in collection.facets[field].values:
                tried += 1
                narrowed = select(collection, base.with_values(field, [value]))
                assert len(narrowed) == number(n), (field, option)
    assert tried > 8


@pytest.mark.parametrize("field", ["creators", "recipients"])
def test_the_numbers_of_a_person_are_those_of_their_lists(open_page, monkeypatch, listing, field):
    path, collection, _parameters = listing
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])
    counts = collection.facets[field].counts(collection.all_rows)
    if not counts:
        assert path.name == "artworks.csv"
        return
    busiest = max(counts, key=counts.__getitem__)
    app = open_page("people", who=busiest)
    links = [link for link in app.get("page_link") if _SHOWS.match(link.label)]
    assert any(number(_SHOWS.match(link.label)[1]) == counts[busiest] for link in links)
    for link in links:
        n = number(_SHOWS.match(link.label)[1])
        assert found(collection, link.proto.query_string) == n, link.label
