"""The sample's references read by programs of others: equal titles, dates and names."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dash_core import Collection, Filter
from dash_core.collection.view import select
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance
from dash_core.readers.references.common import display_name
from dash_core.readers.references.latex import plain
from dash_core.study.repository import Repository, repository_of

PARTS = ("year", "month", "day")
HELD = Repository(
    "Wilson Center Digital Archive",
    "Washington, DC",
    "Iran crisis 1945–46",
    "https://digitalarchive.wilsoncenter.org",
    date(2026, 11, 26),
)


@pytest.fixture(scope="module")
def held(seed):
    return seed.with_study(replace(seed.study, repository=HELD))


@pytest.fixture(scope="module")
def written(held):
    source = provenance(held, select(held, Filter()))
    return {form: FORMATS[form](held.table, source).decode() for form in ("ris", "bib", "csl.json")}


@pytest.fixture(scope="module")
def wanted(held):
    """Title, date and authors of each document, in the order names are spoken in."""
    return [
        (title, edtf, [display_name(name) for name in creators])
        for title, edtf, creators in held.table[["title", "date_edtf", "creators"]].itertuples(
            index=False
        )
    ]


def test_rispy(written, wanted):
    import rispy

    read = rispy.loads(written["ris"])
    assert [
        (
            one["title"],
            "-".join(filter(None, one["date"].split("/")[:3])),
            [display_name(name) for name in one.get("authors", [])],
        )
        for one in read
    ] == wanted
    for one in read:
        assert one["name_of_database"] == "Wilson Center Digital Archive, Washington, DC"
        assert one["accession_number"] == "Iran crisis 1945–46"
        assert one["urls"] == [HELD.url]
        assert one["access_date"] == "2026/11/26/"
    letter = next(one for one in read if one["id"] == "25e1abea68")
    assert letter["type_of_reference"] == "PCOMM"
    assert letter["secondary_authors"] == [
        "Kafar-Zade",
        "Yemel’yanov",
        "Yakubov, T.",
        "Atakishiyev",
    ]
    assert letter["type_of_work"] == "letter"


def test_pybtex(written, wanted):
    database = pytest.importorskip("pybtex.database")
    read = database.parse_string(written["bib"], "bibtex").entries.values()
    assert [
        (
            plain(one.fields["title"]),
            one.fields["date"],
            [spoken(person) for person in one.persons.get("author", ())],
        )
        for one in read
    ] == wanted
    assert {one.fields["organization"] for one in read} == {HELD.archive}
    assert {one.fields["location"] for one in read} == {HELD.place}
    assert {one.fields["urldate"] for one in read} == {"2026-11-26"}
    assert {one.type for one in read} == {"letter", "unpublished", "misc"}


def spoken(person):
    parts = (*person.first_names, *person.middle_names, *person.prelast_names, *person.last_names)
    return plain(" ".join(parts))


def test_bibtexparser(written, wanted):
    import bibtexparser

    read = bibtexparser.parse_string(written["bib"])
    assert not read.failed_blocks
    assert [
        (
            plain(one["title"]),
            one["date"],
            [display_name(plain(name)) for name in one["author"].split(" and ")]
            if "author" in one.fields_dict
            else [],
        )
        for one in read.entries
    ] == wanted


def test_citeproc(written, wanted):
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written["csl.json"])
    unknown = (
        "unsupported: (archive_collection, custom|custom, archive_collection)"  # 1.0.2 has them
    )
    with pytest.warns(UserWarning, match=unknown):
        read = CiteProcJSON(items)
    own = [read[item["id"]] for item in items]
    assert [
        (
            str(one.title),
            "-".join(
                f"{one.issued[part]:02}" for part in ("year", "month", "day") if part in one.issued
            ),
            [" ".join(filter(None, name.parts())) for name in one.get("author", [])],
        )
        for one in own
    ] == wanted
    assert {str(one.archive) for one in own} == {HELD.archive}
    assert {str(one.archive_place) for one in own} == {HELD.place}
    assert {str(one.archive_collection) for one in own} == {HELD.collection}


@pytest.mark.parametrize("form", ["ris", "bib", "csl.json"])
def test_we_read_who_holds_them_ourselves(written, form):
    back = Collection.read(written[form].encode())
    names = {"archive", "archive_place", "collection", "accessed"}
    assert names <= set(back.table.columns)
    assert set(back.table["url"]) == {""}  # the address was the listing's
    columns = {name: str(back.table[name].iloc[0]) for name in names}
    found, _location = repository_of(columns, Repository(url=HELD.url))
    assert found == HELD
