"""Lists in cells as programs print them."""

import csv
import io

import pytest

from dash_core.readers import Options, SourceFile, read_file


def read(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    reading = read_file(SourceFile("t.csv", out.getvalue().encode()), Options())
    return sorted(reading.records, key=lambda record: record.first)


@pytest.mark.parametrize(
    ("people", "subjects", "dates"),
    [
        (("['Ray, Ida', \"O'Low, Tom\"]", "[]"), ("['Mills']", "['Rye', 'Hay']"), ("['1838']",)),
        (('["Ray, Ida","O\'Low, Tom"]', "[]"), ('["Mills"]', '["Rye","Hay"]'), ('["1838"]',)),
        (('{"Ray, Ida","O\'Low, Tom"}', "{}"), ("{Mills}", "{Rye,Hay}"), ("1838",)),
    ],
)
def test_lists_are_read(people, subjects, dates):
    head = ["title", "date", "creators", "subjects"]
    rows = [[f"Map {i}", dates[0], people[i], subjects[i]] for i in range(2)]

    first, second = read([head, *rows])

    assert (first.date, first.creators, first.subjects) == (
        "1838",
        ("Ray, Ida", "O'Low, Tom"),
        ("Mills",),
    )
    assert (second.creators, second.subjects) == ((), ("Rye", "Hay"))


@pytest.mark.parametrize(
    ("title", "date"),
    [("[Map]", "[1838]"), ("{Map}", "[1838, 1839]"), ("[Map, with 'notes']", "[May 1838]")],
)
def test_what_stands_in_brackets_is_no_list(title, date):
    records = read([["title", "date"], [title, date], [title, date]])

    assert [(r.title, r.date) for r in records] == [(title, date)] * 2
