"""One vocabulary for who holds a document: whatever a source calls it, it is cited as printed."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.collection.fitting.naming import identity
from dash_core.readers import SourceFile, read_file
from dash_core.readers.columns.fields import known_field
from dash_core.readers.holding import FACTS, Holding, fact_of, holding_of


@pytest.mark.parametrize(
    ("names", "fact"),
    [
        ("archive, Repository, edm:dataProvider, lieu de conservation, Архив", "archive"),
        ("archive-place, Repository City, archive_place", "archive_place"),
        ("Fonds, Bestand, Nom du fonds, фонд, archive_collection, dcterms.isPartOf", "collection"),
        ("Series, Опись", "series"),
        ("Archive Location, shelfLocator, physloc, accession number (AN)", "container"),
        ("Box, Box number, Karton, boîte, busta", "box"),
        ("Folder, Mappe, carpeta, дело", "folder"),
        ("лист, fol.", "folio"),
        ("Frames, кадр, frame no.", "frame"),
        ("Call Number, Signatur, COTE, signatura, call number (CN), Шифр", "shelfmark"),
        ("title, place, location, accession number, reference code, level, Library of memory", ""),
    ],
)
def test_names_of_a_fact(names, fact):
    assert {name: fact_of(name) for name in names.split(", ")} == dict.fromkeys(
        names.split(", "), fact
    )


def test_no_name_is_there_twice_or_of_a_field():
    data = tomllib.loads((files("dash_core.readers") / "holding.toml").read_text("utf-8"))
    codes = data.pop("reference_codes")
    assert tuple(data) == FACTS
    assert {fact_of(name) for name in codes} == {"shelfmark"}
    for fact, names in data.items():
        assert [fact_of(name) for name in names] == [fact] * len(names)
        assert {known_field(name) for name in names if name != "opis"} == {""}


@pytest.mark.parametrize("form", ["labels", "csv"])
@pytest.mark.parametrize(
    ("values", "summaries"),
    [(("3", "12"), ("", "")), (("Na papierze.", "Na płótnie."), ("Na papierze.", "Na płótnie."))],
)
def test_opis_is_a_description_or_the_number_of_an_inventory(form, values, summaries):
    rows = [("Umowa", "1911", values[0]), ("Plan", "1912", values[1])]
    if form == "csv":
        text = "Tytuł;Data;Opis\n" + "".join(f"{';'.join(row)}\n" for row in rows)
    else:
        text = "\n".join(f"Tytuł: {a}\nData: {b}\nOpis: {c}\n" for a, b, c in rows)
    records = read_file(SourceFile(f"a.{'csv' if form == 'csv' else 'txt'}", text.encode())).records
    assert [(r.title, r.date) for r in records] == [row[:2] for row in rows]
    assert tuple(r.summary for r in records) == summaries
    assert [r.summary or r.extra["Opis"] for r in records] == list(values)


@pytest.mark.parametrize(
    ("columns", "holding"),
    [
        ({"Box": "12", "Folder": "3a"}, Holding(location="box 12, folder 3a")),
        ({"Box": "Box 12", "Folder": "F. 3"}, Holding(location="Box 12, F. 3")),
        ({"Folder": "Correspondence, A–C"}, Holding(location="Correspondence, A–C")),
        ({"Karton": "7", "Series": "IV"}, Holding(location="Karton 7, series IV")),
        (  # how Russian archives are cited
            {"фонд": "17", "опись": "3", "дело": "44", "лист": "5–6"},
            Holding(collection="фонд 17", location="дело 44, лист 5–6, опись 3"),
        ),
        (  # the box is said in both columns, and not cited twice
            {"container": "Box 2, Folder 7", "box": "2", "Call Number": "Ms. b 14"},
            Holding(location="Box 2, Folder 7, Ms. b 14"),
        ),
        (  # the catalogue that a reference was found in is not the archive
            {"Library Catalog": "Union catalogue", "Archive": "Harbour Archives"},
            Holding(archive="Harbour Archives"),
        ),
        (
            {"collection": "Papers of the dyke board"},
            Holding(collection="Papers of the dyke board"),
        ),
        ({"Archive": "", "Box": ""}, Holding()),
    ],
)
def test_as_a_citation_has_it(columns, holding):
    assert holding_of(columns) == holding


@given(st.dictionaries(st.sampled_from(FACTS), st.text("0123456789abcÄ. ,", min_size=1)))
def test_nothing_is_lost_of_what_a_source_says(columns):
    held = holding_of(columns)
    cited = " ".join((held.archive, held.place, held.collection, held.location)).casefold()
    assert all(word.strip(".,") in cited for t in columns.values() for word in t.casefold().split())


def test_a_table_has_its_holding_facts_beside_its_fields():
    table = (
        "id,date,title,archive,archive-place,Archive Location,Signatur\n"
        "a1,3 June 1888,Plan of the lock,Harbour Archives,Bremen,Box 4,HA 7\n"
        "a2,4 June 1888,Second plan of the lock,Harbour Archives,Bremen,Box 4,HA 8\n"
    )
    first, _second = read_file(SourceFile("t.csv", table.encode())).records
    assert (first.id, first.places) == ("a1", ())
    assert dict(first.extra) == {
        "archive": "Harbour Archives",
        "archive-place": "Bremen",
        "Archive Location": "Box 4",
        "Signatur": "HA 7",
    }


def test_words_before_numbers_name_the_same_as_columns_do():
    data = tomllib.loads((files("dash_core.readers.lines") / "words.toml").read_text("utf-8"))
    for table in ("containers", "divided_containers"):
        for fact, words in data[table].items():
            assert {fact_of(word) for word in words} <= {fact, "", "container"}, fact


def test_lines_of_a_reel_are_cited_with_their_frames():
    text = "".join(
        f"{title}, 181{n}\nOn vellum.\nReel 2, Frames {n}-9\n\n"
        for n, title in enumerate(("Charter", "Lease", "Plan"))
    )
    records = read_file(SourceFile("page.txt", text.encode())).records
    assert holding_of(records[1].extra).location == "reel 2, frame 1-9"


@pytest.mark.parametrize(
    ("name", "codes", "ids"),
    [
        ("Signatur", ("B 2", "B 3"), ["B 2", "B 3"]),
        ("Segnatura", ("2/1", "2/2"), ["2/1", "2/2"]),
        ("Signatur", ("B 2", "B 2"), ["", ""]),  # of a volume with both
        ("Signatur", ("B 2", ""), ["", ""]),
        ("Call Number", ("B 2", "B 3"), ["", ""]),
    ],
)
def test_a_reference_code_is_the_id_where_there_is_no_other(name, codes, ids):
    for own in (None, ["7", "8"]):
        head = name if own is None else f"id,{name}"
        rows = [f"{code},Vertrag,1911" for code in codes]
        rows = rows if own is None else [f"{i},{row}" for i, row in zip(own, rows, strict=True)]
        table = "\n".join([f"{head},title,date", *rows])
        records = read_file(SourceFile("a.csv", table.encode())).records
        assert [r.id for r in records] == (own or ids)
        assert [r.extra.get(name, "") for r in records] == list(codes)


def test_a_card_says_a_reference_code_once():
    table = "Signatur,Karton,title,date\nB 2,7,Vertrag,1911\nB 3,7,Brief,1912\n"
    collection = Collection.read(table.encode(), topics="")
    said = [identity(row) for row in collection.table.to_dict(orient="records")]
    assert said == ["Karton 7, B 2", "Karton 7, B 3"]
