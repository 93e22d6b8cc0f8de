"""What exports put around the cells: HTML, words for nothing, several events, versions, links."""

import json

import pytest

from dash_core.dates import parse_date
from dash_core.dates.combine import combine_dates
from dash_core.readers import Options, SourceFile, read_file


def read(text, name="t.csv"):
    text = text if isinstance(text, str) else json.dumps(text)
    return read_file(SourceFile(name, text.encode()), Options())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>On tolls.</p><p>On ferries.</p>", "On tolls. On ferries."),
        ("<em>Tolls</em> &amp; <a href='https://f.example/'>ferries</a>", "Tolls & ferries"),
        ("Rook&#8217;s toll&nbsp;book", "Rook’s toll book"),
        ("<unknown> & <ida@f.example>, a < b", "<unknown> & <ida@f.example>, a < b"),
        ("A<br/>B<!-- hidden -->", "A B"),
        ("&notaname; AT&T;", "&notaname; AT&T;"),
    ],
)
def test_html_in_a_cell_is_read_as_its_text(cell, text):
    reading = read(
        [{"title": "Tolls", "date": "1871", "description": cell, "shape": cell}], "t.json"
    )
    (record,) = reading.records
    assert (record.summary, record.extra["shape"]) == (text, text)
    (report,) = reading.report.files
    assert bool(report.remarks) == (cell != text)
    assert [one.name for one in report.unused] == (["href of HTML"] if "href" in cell else [])


def test_an_entity_does_not_divide_a_list():
    (record,) = read('title,date,creator\nTolls,1871,"Rook &amp; Son; Wren, Hal"\n').records
    assert record.creators == ("Rook & Son", "Wren, Hal")


@pytest.mark.parametrize("word", ["N/A", "n/a", "(null)", "\\N"])
def test_one_cell_that_nobody_writes_is_empty(word):
    reading = read(f"title,date,creator,ink\nTolls,1871,{word},{word}\nFerries,1872,Wren,red\n")
    assert reading.records[0].creators == ()
    assert any(word in remark.text for remark in reading.report.file_remarks)


ATOM = """identifier,title,eventTypes,eventDates,eventStartDates,eventEndDates,eventActors
F1,Tolls,Publication|Creation,1899|[1871?]-1874,1899|1871,1899|1874,Reed Press|Ida Rook
F2,Ferries,Creation|Accumulation,1871|1880,1871|1880,1871|1880,Ida Rook|Hal Wren
F3,Weirs,Creation,1875,1875,1875,Ida Rook
F4,Boats,Creation|Custody,1876,1876,1876,Ida Rook
F5,Oats,Creation|Creation,1880-1884|1890,1880|1890,1884|1890,Ida Rook|Hal Wren
F6,Rye,Producción|Custody,1881|NULL,1881|NULL,1881|NULL,Ida Rook|NULL
"""


def test_a_document_of_several_events_is_dated_by_its_creation():
    first, second, third, fourth, fifth, sixth = read(ATOM).records
    assert (first.date, first.stated.begin, first.stated.end) == ("[1871?]-1874", "1871", "1874")
    assert first.creators == ("Ida Rook",)
    assert first.extra["other events"] == "Publication: 1899, Reed Press"
    assert (second.date, second.creators) == ("1871", ("Ida Rook", "Hal Wren"))
    assert "other events" not in third.extra
    assert (fourth.date, fourth.extra["eventTypes"]) == ("1876", "Creation|Custody")
    assert (fifth.date, fifth.stated.begin, fifth.stated.end) == ("1880-1884, 1890", "1880", "1890")
    assert (sixth.date, sixth.stated.end, sixth.creators) == ("1881", "1881", ("Ida Rook",))


def test_a_column_of_another_language_stands_in_for_an_empty_one():
    names = "id,dc.title[en],dc.title[de],dc.date.issued,dc.date.issued[]"
    text = f"{names}\n1,Tolls,Zoll,1871,\n2,,Weg,,1872\n"
    first, second = read(text).records
    assert (first.title, first.extra) == ("Tolls", {"dc.title[de]": "Zoll"})
    assert (second.title, second.date) == ("Weg", "1872")


def test_the_label_beside_the_address_is_the_title():
    rows = "".join(f"http://w.example/Q{n},Lied {n},Ida Rook,187{n}\n" for n in range(3))
    record = read("werk,werkLabel,autorLabel,datum\n" + rows).records[0]
    assert (record.title, record.url) == ("Lied 0", "http://w.example/Q0")


@pytest.mark.parametrize("modified", ["Date modified", "last updated"])
def test_the_date_of_the_catalogue_entry_is_not_that_of_the_document(modified):
    text = f"Title,Date Original,Date created,{modified}\nTolls,1871,2011-02-03,2012-03-04\n"
    assert read(text).records[0].date == "1871"


def test_names_of_other_objects_are_joined_by_their_ids():
    graph = [
        {"@type": "Person", "@id": "#ida", "name": "Ida Rook", "birthDate": "1840"},
        {"@type": "Place", "@id": "#ulm", "name": "Ulm"},
        {"@type": "Letter", "@id": "#1", "name": "On tolls", "dateCreated": "1871",
         "author": [{"@id": "#ida"}, {"@id": "#gone"}], "spatial": "#ulm"},
        {"@type": "Letter", "@id": "#2", "name": "On boats", "dateCreated": "1872",
         "isPartOf": {"@id": "#1"}},
    ]  # fmt: skip
    reading = read({"@context": "https://schema.org", "@graph": graph}, "t.json")
    first, second = reading.records
    assert (first.creators, first.places) == (("Ida Rook",), ("Ulm",))
    assert "On tolls" in second.extra.values()
    (report,) = reading.report.files
    assert [(one.name, one.n) for one in report.unused[-2:]] == [("Person", 1), ("Place", 1)]


def test_an_id_that_is_an_address_is_that_of_the_document():
    graph = [
        {"@id": "https://a.example/1", "name": "On tolls", "dateCreated": "1871"},
        {"@id": "_:b2", "name": "On boats", "dateCreated": "1872"},
        {"@id": "https://a.example/3", "url": "https://b.example/", "name": "On weirs"},
    ]
    records = read({"@context": "https://schema.org", "@graph": graph}, "t.json").records
    assert [(r.id, r.url) for r in records] == [
        ("https://a.example/1", "https://a.example/1"),
        ("_:b2", ""),
        ("https://a.example/3", "https://b.example/"),
    ]


def test_classes_of_objects_in_a_document_are_counted_as_not_used():
    rows = [
        {"title": title, "level": "file", "dates": [{"begin": begin, "jsonmodel_type": "date"}]}
        for title, begin in (("Tolls", "1871"), ("Boats", "1872"))
    ]
    reading = read(rows, "t.json")
    assert [dict(r.extra) for r in reading.records] == [{"level": "file"}] * 2
    assert [(one.name, one.n) for one in reading.report.files[0].unused] == [("jsonmodel_type", 2)]


def test_the_text_around_json_is_no_row():
    rows = [{"title": "Tolls", "date": "1871"}, {"title": "Boats", "date": "1872"}]
    assert (
        read({"total": 2, "items": rows}, "t.json")
        .report.sentence()
        .startswith("2 documents from 2 rows.")
    )


def test_dates_in_objects_have_ends_and_doubts():
    rows = [
        {"title": "Tolls", "coverageStartDate": {"logicalDate": "1871-01-01", "year": 1871},
         "coverageEndDate": {"logicalDate": "1874-12-31", "year": 1874}},
        {"title": "Boats", "productionDates": [{"year": 1872, "dateQualifier": "ca."}]},
    ]  # fmt: skip
    first, second = read({"records": rows}, "t.json").records
    assert (first.stated.begin, first.stated.end) == ("1871", "1874")
    assert (second.date, second.stated.qualifier) == ("1872", "approximate")


@pytest.mark.parametrize(
    "names",
    [
        ("start_date_original", "end_date_original"),
        ("CreEarliestDate", "CreLatestDate"),
        ("senderDateEarliest", "senderDateLatest"),
        ("Weir Date From", "Weir Date To"),
    ],
)
def test_ends_in_names_that_are_alike_otherwise(names):
    (record,) = read(f"title,{','.join(names)}\nTolls,1871,1874\n").records
    assert (record.stated.begin, record.stated.end) == ("1871", "1874")


@pytest.mark.parametrize("names", ["Artist Begin Date,Artist End Date", "MakerFrom,MakerTo"])
def test_the_life_of_the_maker_is_no_date_of_the_document(names):
    (record,) = read(f"title,date,{names}\nTolls,1871,1840,1899\n").records
    assert (record.date, record.stated.begin, len(record.extra)) == ("1871", "", 2)


def test_a_printed_date_of_the_sender_beside_its_machine_date():
    text = "key,sender,senderDate,senderDateText\n1,Rook,1871-05-02,2. Mai 1871\n"
    (record,) = read(text).records
    assert (record.date, record.stated.machine) == ("2. Mai 1871", "1871-05-02")


def test_a_column_with_words_in_few_rows_is_no_title():
    rows = "".join(f"{n},187{n},{'not yet printed' if n == 3 else ''}\n" for n in range(9))
    records = read("key,date,exclude\n" + rows).records
    assert {one.title for one in records} == {""}


@pytest.mark.parametrize(("precision", "date"), [(9, "1871"), (10, "1871-01"), (11, "1871-01-01")])
def test_a_date_of_wikibase_is_as_precise_as_it_says(precision, date):
    text = f"title,date,datePrecision\nTolls,1871-01-01T00:00:00Z,{precision}\n"
    (record,) = read(text).records
    assert (record.date, record.extra["datePrecision"]) == (date, str(precision))


@pytest.mark.parametrize(
    ("column", "begin", "is_marked"),
    [
        ("dc.date.issued", "1902-03-01", False),
        ("field_edtf_date_created", "1902-03-01", False),
        ("date", "1902-01-01", True),  # or the years 1902 and 1903
    ],
)
def test_a_name_that_declares_its_dates(column, begin, is_marked):
    (record,) = read(f"title,{column}\nTolls,1902-03\n").records
    result = combine_dates(parse_date(record.date), record.stated)
    assert (f"{result.earliest}", result.is_marked) == (begin, is_marked)
