"""What a reference says of its type, its container and its names survives into every format."""

import json
import re

import pytest

from dash_core import Collection, Filter
from dash_core.collection.view import select
from dash_core.export.citations.citations import cite, references_of
from dash_core.export.formats import FORMATS
from dash_core.export.provenance import provenance

SOURCES = {
    "RIS": """TY  - NEWS
AU  - Okoro, Ada
TI  - Flood at the lock
T2  - Harbour Courier
SP  - 2
EP  - 3
DA  - 1888/06/03/
ER  -

TY  - BOOK
AU  - Lindt, Bruno
TI  - Of locks
PB  - Quay Press
PY  - 1890
ER  -
""",
    "BibTeX": """@article{a, entrysubtype = {newspaper}, type = {newspaper}, author = {Okoro, Ada},
  title = {Flood at the lock}, journaltitle = {Harbour Courier}, pages = {2--3},
  date = {1888-06-03}}
@book{b, author = {Lindt, Bruno}, title = {Of locks}, publisher = {Quay Press}, date = {1890}}
""",
    "CSL-JSON": json.dumps(
        [
            {
                "id": "a",
                "type": "article-newspaper",
                "title": "Flood at the lock",
                "author": [{"family": "Okoro", "given": "Ada"}],
                "container-title": "Harbour Courier",
                "page": "2–3",
                "issued": {"date-parts": [[1888, 6, 3]]},
            },
            {
                "id": "b",
                "type": "book",
                "title": "Of locks",
                "author": [{"family": "Lindt", "given": "Bruno"}],
                "publisher": "Quay Press",
                "issued": {"date-parts": [[1890]]},
            },
        ]
    ),
    "Zotero’s CSV": """Key,Item Type,Author,Title,Publication Title,Publisher,Pages,Date
a,newspaperArticle,"Okoro, Ada",Flood at the lock,Harbour Courier,,2-3,1888-06-03
b,book,"Lindt, Bruno",Of locks,,Quay Press,,1890
""",
}
WANTED = {
    "ris": (
        r"TY  - NEWS\r\n(?s:.*?)T2  - Harbour Courier\r\n(?s:.*?)SP  - 2\r\nEP  - 3\r\n",
        r"TY  - BOOK\r\n(?s:.*?)PB  - Quay Press\r\n",
    ),
    "bib": (
        r"@article\{(?s:.*?)journaltitle = \{Harbour Courier\}(?s:.*?)entrysubtype = \{newspaper\}",
        r"@book\{(?s:.*?)publisher = \{Quay Press\}",
    ),
    "csl.json": (
        r'"type": "article-newspaper".*?"container-title": "Harbour Courier"',
        r'"type": "book".*?"publisher": "Quay Press"',
    ),
}


FORMATS_OF_REFERENCES = ("ris", "bib", "csl.json")


def written(text, form):
    collection = Collection.read(text.encode())
    source = provenance(collection, select(collection, Filter()))
    return FORMATS[form](collection.table, source).decode()


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("form", WANTED)
def test_type_and_container_survive(source, form):
    text = written(SOURCES[source], form)
    for regex in WANTED[form]:
        assert re.search(regex, text)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("form", WANTED)
def test_they_survive_a_second_time_and_nothing_is_added(source, form):
    first = Collection.read(SOURCES[source].encode())
    text = written(SOURCES[source], form)
    again = Collection.read(text.encode())
    names = [name for name in first.table.columns if name not in ("source", "source_first")]
    same = [name for name in names if not name.startswith(("source", "date_", "topics"))]
    assert set(again.table.columns) == set(first.table.columns)
    for name in same:
        assert again.table[name].tolist() == first.table[name].tolist(), name
    for regex in WANTED[form]:
        assert re.search(regex, written(text, form))


@pytest.mark.parametrize(
    ("name", "ris", "bib", "csl"),
    [
        ("Hahn, Edgar, Jr.", "Hahn, Edgar, Jr.", "{Edgar Hahn Jr.}", {"suffix": "Jr."}),
        (
            "van der Meer, Iris",
            "van der Meer, Iris",
            "van der Meer, Iris",
            {"family": "Meer", "non-dropping-particle": "van der"},
        ),
        ("Lock Board, Quay Street", "Lock Board, Quay Street", "", {"literal": "Lock Board"}),
    ],
)
def test_parts_of_names_in_a_column(name, ris, bib, csl):
    text = f'date,title,creator\n1888-06-03,Plan of the lock,"{name}"\n'
    assert f"AU  - {ris}" in written(text, "ris")
    (item,) = json.loads(written(text, "csl.json"))
    assert csl.items() <= item["author"][0].items() or "literal" in csl
    if bib:
        assert f"author = {{{bib}}}" in written(text, "bib") or "Hahn, Jr., Edgar" in written(
            text, "bib"
        )


def test_nobody_is_no_author_of_a_file():
    text = "date,title,creator\n1888,Plan,Unknown\n1889,Second plan,Anonymous Press Ltd\n"
    ris = written(text, "ris")
    assert re.findall("AU  - (.*)\r", ris) == ["Anonymous Press Ltd"]
    assert Collection.read(ris.encode()).table["creators"].tolist()[0] == ["Unknown"]


EDITED_BOOK = {
    "RIS": "TY  - CHAP\nAU  - Lindt, Bruno\nED  - Okoro, Ada\nED  - ter Horst, Wim\n"
    "TI  - Of locks\nT2  - Works\nPB  - Quay Press\nCY  - Ghent\nPY  - 1890\nER  -\n",
    "BibTeX": "@incollection{a, author = {Lindt, Bruno},\n"
    "editor = {Okoro, Ada and ter Horst, Wim}, title = {Of locks}, booktitle = {Works},\n"
    "publisher = {Quay Press}, location = {Ghent},\n"
    "date = {1890}}\n",
    "CSL-JSON": json.dumps(
        [
            {
                "id": "a",
                "type": "chapter",
                "title": "Of locks",
                "author": [{"family": "Lindt", "given": "Bruno"}],
                "editor": [
                    {"family": "Okoro", "given": "Ada"},
                    {"family": "Horst", "given": "Wim", "non-dropping-particle": "ter"},
                ],
                "container-title": "Works",
                "publisher": "Quay Press",
                "publisher-place": "Ghent",
                "issued": {"date-parts": [[1890]]},
            }
        ]
    ),
}
EDITORS = {
    "ris": r"ED  - Okoro, Ada\r\nED  - ter Horst, Wim\r\n(?s:.*?)CY  - Ghent\r\n",
    "bib": r"editor = \{Okoro, Ada and ter Horst, Wim\}(?s:.*?)location = \{Ghent\}",
    "csl.json": r'"editor": \[\{"family": "Okoro".*?"ter"\}\].*?"publisher-place": "Ghent"',
}


@pytest.mark.parametrize("source", EDITED_BOOK)
@pytest.mark.parametrize("form", EDITORS)
def test_editors_and_the_place_of_the_publisher_survive_twice(source, form):
    first = Collection.read(EDITED_BOOK[source].encode())
    text = written(EDITED_BOOK[source], form)
    again = Collection.read(text.encode())
    for one in (first, again):
        assert one.table["people"].tolist() == [["Bruno Lindt", "Ada Okoro", "Wim ter Horst"]]
        assert one.table["places"].tolist() == [[]]
    assert set(again.table.columns) == set(first.table.columns)
    assert re.search(EDITORS[form], text)
    assert re.search(EDITORS[form], written(text, form))


def test_an_interviewer_is_one_in_csl():
    item = {
        "id": "a",
        "type": "interview",
        "title": "On the flood",
        "author": [{"family": "Okoro", "given": "Ada"}],
        "interviewer": [{"family": "Lindt", "given": "Bruno"}],
        "issued": {"date-parts": [[1888]]},
    }
    text = json.dumps([item])
    for _again in range(2):
        text = written(text, "csl.json")
        assert json.loads(text)[0]["interviewer"] == item["interviewer"]


@pytest.mark.parametrize("form", FORMATS_OF_REFERENCES)
def test_the_series_of_a_book_is_neither_its_container_nor_of_an_archive(form):
    ris = "TY  - BOOK\nAU  - Lindt, Bruno\nTI  - Of locks\nT2  - Water Studies\n"
    text = ris + "PB  - Quay Press\nPY  - 1890\nER  -\n"
    for _again in range(2):
        collection = Collection.read(text.encode())
        (one,) = references_of(collection, [0])
        assert one.published["collection-title"] == "Water Studies"
        assert "container-title" not in one.published
        assert one.location == ""
        assert "Water Studies (Quay Press, 1890)" in cite(one, "chicago-note").text
        text = written(text, form)
