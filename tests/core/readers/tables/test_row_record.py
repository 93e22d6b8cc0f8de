"""What several columns say of one date or one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.dates.stated import StatedDate
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.tables import csv


def records(text):
    return csv.read(SourceFile("t.csv", text.encode()), Options()).records


@pytest.mark.parametrize(
    ("names", "cells", "stated"),
    [
        ("title,start date,end date", "Log,1880,1884", {"begin": "1880", "end": "1884"}),
        ("Titel,Laufzeit von,Laufzeit bis", "Log,1880,1884", {"begin": "1880", "end": "1884"}),
        ("titre,date début,date fin", "Log,1880,1884", {"begin": "1880", "end": "1884"}),
        ("título,fecha inicial,fecha final", "Log,1880,1884", {"begin": "1880", "end": "1884"}),
        ("title,dateBegin,dateEnd", "Log,1880,1884", {"begin": "1880", "end": "1884"}),
        ("title,earliest_date,latest_date", "Log,1880,", {"begin": "1880"}),
        ("title,von,bis", "Log,01.02.1880,30.06.1881",
         {"begin": "01.02.1880", "end": "30.06.1881"}),
        ("title,from,to", "Log,1880,1884", {"begin": "1880", "end": "1884"}),
        ("title,eventStartDates,eventEndDates", "Log,1881-00-00|1880,1882|1884",
         {"begin": "1880", "end": "1884"}),
        ("title,year,month,day", "Log,1880,3,4", {"year": "1880", "month": "3", "day": "4"}),
        ("Titel,Jahr,Monat,Tag", "Log,1880,3.0,0", {"year": "1880", "month": "3"}),
        ("title,start year,start month,start day,end year,end month,end day",
         "Log,1880,3,4,1881,5,", {"begin": "1880-03-04", "end": "1881-05"}),
        ("title,start_year,start_month,end_year", "Log,1880,March,1881",
         {"begin": "March 1880", "end": "1881"}),
        ("title,date,calendar", "Log,4 March 1880,Julian", {"calendar": "Julian"}),
        ("title,date,date certainty", "Log,1880,uncertain", {"qualifier": "uncertain"}),
        ("title,date,circa", "Log,1880,yes", {"qualifier": "approximate"}),
        ("title,date,Date inferred,Date uncertain", "Log,1880,1,1", {"qualifier": "uncertain"}),
        ("title,date,date is certain", "Log,1880,no", {"qualifier": "uncertain"}),
    ],
)  # fmt: skip
def test_a_date_in_several_columns(names, cells, stated):
    (record,) = records(f"{names}\n{cells}\n")
    assert record.stated == StatedDate(**stated)
    assert record.extra == {}


def test_from_and_to_are_people_where_they_hold_people():
    (record,) = records("date,from,to\n1880,Kari Olsen,Per Berg\n")
    assert (record.creators, record.recipients) == (("Kari Olsen",), ("Per Berg",))
    assert record.stated == StatedDate()


def test_the_printed_date_is_told_from_the_timestamp():
    text = (
        "title,date,display_date\nLog,1880-01-01T00:00:00Z,1880\n"
        "Map,1881-03-04T00:00:00Z,4 March 1881\n"
    )
    first, second = records(text)
    assert (first.date, second.date) == ("1880", "4 March 1881")
    assert first.stated.machine == "1880-01-01T00:00:00Z"
    edtf = Collection.read(text.encode(), topics="").table["date_edtf"].tolist()
    assert edtf == ["1880", "1881-03-04"]


def test_a_doubt_that_is_not_understood_is_kept():
    text = "title,date,date certainty\n" + "Log,1880,certain\n" * 9 + "Map,1881,see file 7\n"
    *_others, last = records(text)
    assert last.extra == {"date certainty": "see file 7"}


@pytest.mark.parametrize(
    ("names", "cells", "field", "value"),
    [
        ("Author first name,Author last name", "Kari,Olsen", "creators", "Olsen, Kari"),
        ("Absender Nachname,Absender Vorname", "Olsen,Kari", "creators", "Olsen, Kari"),
        ("Recipient forename,Recipient surname", ",Olsen", "recipients", "Olsen"),
        ("Recipient forename,Recipient surname", "Kari,", "recipients", "Kari"),
        ("Nom,Prénom", "Olsen,Kari", "people", "Olsen, Kari"),
        ("sender given name,sender family name", "Kari; Per,Olsen; Berg", "creators",
         "Olsen, Kari; Berg, Per"),
    ],
)  # fmt: skip
def test_a_name_in_two_columns(names, cells, field, value):
    (record,) = records(f"date,title,{names}\n1880,Log,{cells}\n")
    assert "; ".join(getattr(record, field)) == value
    assert record.extra == {}


@given(
    st.lists(
        st.tuples(*[st.sampled_from(["", "0", "3", "1880", "May", "yes", "?", "NULL", "a|b"])] * 6),
        min_size=1,
        max_size=4,
    )
)
def test_no_cell_beside_a_date_is_lost_or_fails(table):
    names = ("year", "month", "day", "end date", "date certainty", "calendar")
    text = "title,date," + ",".join(names) + "\n"
    text += "".join(f"Log {i},1880,{','.join(row)}\n" for i, row in enumerate(table))
    read = csv.read(SourceFile("t.csv", text.encode()), Options())
    assert len(read.records) == len(table)
    (report,) = read.report.files
    fields = {column.name: column.field for column in report.columns}
    remarks = " ".join(remark.text for remark in report.remarks)
    for record, row in zip(read.records, table, strict=True):
        for name, cell in zip(names, row, strict=True):
            if cell and not fields[name]:
                assert record.extra.get(name) == cell or f"“{cell}”" in remarks


def test_a_column_of_inferred_dates_is_read_where_the_date_is_empty():
    text = (
        "Exact_Date,Implied_Date,Sender_Name,Title\n1912-08-29,1911,Holm,One\n"
        ",1911-12-31,Holm,Two\n,,Voss,Three\n,yes,Voss,Four\n"
    )
    records = read_file(SourceFile("a.csv", text.encode())).records
    dates = [(record.date, record.stated.qualifier) for record in records]
    assert dates == [("1912-08-29", ""), ("1911-12-31", "inferred"), ("", ""), ("", "")]
    assert records[0].extra == {"Implied_Date": "1911"}
    assert records[3].extra == {"Implied_Date": "yes"}


def test_words_for_printed_and_machine_dates_in_other_languages():
    table = (
        "titel,datum,datering_weergave\nA,1902-03-04T00:00:00Z,4 maart 1902\n"
        "B,1904-01-01T00:00:00Z,1904-1906\n"
    )
    assert [r.date for r in records(table)] == ["4 maart 1902", "1904-1906"]
    table = "titel,datum,datum_edtf\nA,Sommer 1901,1901-22\nB,4. Mai 1902 ff.,1902-05-04/..\n"
    assert [(r.date, r.stated.machine) for r in records(table)] == [
        ("Sommer 1901", "1901-22"),
        ("4. Mai 1902 ff.", "1902-05-04/.."),
    ]
