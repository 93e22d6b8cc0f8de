"""Tables drawn with signs, as databases and programs print them."""

import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file

ROWS = [("7", "On rye", "1861-03-12", ("Ray, Ida",)), ("8", "On the new hay", "1861-05-04", ())]


def read(text):
    return read_file(SourceFile("t.txt", text.encode()), Options())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "mill=# SELECT * FROM letters;\n"
            " id |    date    |  sender  |     title      \n"
            "----+------------+----------+----------------\n"
            "  7 | 1861-03-12 | Ray, Ida | On rye\n"
            "  8 | 1861-05-04 |          | On the new hay\n"
            "(2 rows)\n\n",
            id="psql",
        ),
        pytest.param(
            " id |    date    |  sender  |     title      \n"
            "----+------------+----------+----------------\n"
            "  7 | 1861-03-12 | Ray, Ida | On rye\n"
            "  8 | 1861-05-04 |          | On the        +\n"
            "    |            |          | new hay\n"
            "(2 Zeilen)\n",
            id="psql, a cell of two lines",
        ),
        pytest.param(
            "-[ RECORD 1 ]------\nid     | 7\ndate   | 1861-03-12\nsender | Ray, Ida\n"
            "title  | On rye\n-[ RECORD 2 ]------\nid     | 8\ndate   | 1861-05-04\n"
            "sender | \ntitle  | On the new\n       | hay\n",
            id="psql, a value a line",
        ),
        pytest.param(
            "+----+------------+----------+----------------+\n"
            "| id | date       | sender   | title          |\n"
            "+----+------------+----------+----------------+\n"
            "|  7 | 1861-03-12 | Ray, Ida | On rye         |\n"
            "|  8 | 1861-05-04 |          | On the new hay |\n"
            "+----+------------+----------+----------------+\n"
            "2 rows in set (0.00 sec)\n",
            id="mysql",
        ),
        pytest.param(
            "************* 1. row *************\n    id: 7\n  date: 1861-03-12\n"
            "sender: Ray, Ida\n title: On rye\n************* 2. row *************\n    id: 8\n"
            "  date: 1861-05-04\nsender: \n title: On the new hay\n2 rows in set\n",
            id="mysql, a value a line",
        ),
        pytest.param(
            "┌────┬────────────┬──────────┬────────────────┐\n"
            "│ id │    date    │  sender  │     title      │\n"
            "├────┼────────────┼──────────┼────────────────┤\n"
            "│ 7  │ 1861-03-12 │ Ray, Ida │ On rye         │\n"
            "│ 8  │ 1861-05-04 │          │ On the new hay │\n"
            "└────┴────────────┴──────────┴────────────────┘\n",
            id="in a box",
        ),
        pytest.param(
            "    id = 7\n  date = 1861-03-12\nsender = Ray, Ida\n title = On rye\n\n"
            "    id = 8\n  date = 1861-05-04\nsender = \n title = On the new hay\n",
            id="sqlite, a value a line",
        ),
        pytest.param(
            "id          date       sender       title          \n"
            "----------- ---------- ------------ ---------------\n"
            "          7 1861-03-12 Ray, Ida     On rye         \n"
            "          8 1861-05-04              On the new hay \n"
            "\n(2 rows affected)\n",
            id="strokes below the names",
        ),
        pytest.param(
            "+----+------------+----------+---------+\n"
            "| id | date       | sender   | title   |\n"
            "+====+============+==========+=========+\n"
            "| 7  | 1861-03-12 | Ray, Ida | On rye  |\n"
            "+----+------------+----------+---------+\n"
            "| 8  | 1861-05-04 |          | On the  |\n"
            "|    |            |          | new hay |\n"
            "+----+------------+----------+---------+\n",
            id="reStructuredText",
        ),
        pytest.param(
            "| id | date       | sender   | title          |\n"
            "|----+------------+----------+----------------|\n"
            "|  7 | 1861-03-12 | Ray, Ida | On rye         |\n"
            "|  8 | 1861-05-04 |          | On the new hay |\n",
            id="Org",
        ),
    ],
)
def test_rows_are_documents(text):
    reading = read(text)
    assert [(r.id, r.title, r.date, r.creators) for r in reading.records] == ROWS
    assert not reading.report.unread


def test_signs_alone_make_no_table():
    with pytest.raises(ReadError):
        read("one | two\n----+----\n 3  | 4\n")
