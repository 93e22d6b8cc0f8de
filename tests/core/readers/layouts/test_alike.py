"""Lists in which one entry has no date that is read, and what stands beside dates in them."""

import pytest

from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.layouts.alike import lead_shape
from dash_core.readers.lines.feast_days import feast_at_end


def read(text, name="page.txt"):
    return read_file(SourceFile(name, text.encode()), Options())


def rows(text, name="page.txt", *more):
    """Title and date of each document, and the named fields of the source."""
    records = sorted(read(text, name).records, key=lambda record: record.first)
    return [
        (r.title, r.date, *(r.extra.get(n) or getattr(r, n, "") for n in more)) for r in records
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "- Sale of rye, 1851\n- Notes on oats\n- Sale of hay, 1853\n",
            [("Sale of rye", "1851"), ("Notes on oats", ""), ("Sale of hay", "1853")],
            id="an entry without a date in a list with signs",
        ),
        pytest.param(
            "11 Sale of rye, 1851\n1 sheet\n12 Notes of oats, 1852\n2 sheets\n"
            "13-15 Maps of the moor, as found\n3 sheets\n16 Sale of hay, 1853\n1 sheet\n",
            [
                ("11 Sale of rye", "1851"),
                ("12 Notes of oats", "1852"),
                ("13-15 Maps of the moor, as found", ""),
                ("16 Sale of hay", "1853"),
            ],
            id="a span of numbers without a date among bare numbers",
        ),
        pytest.param(
            "Moor papers, box 7\n\n1. Ray to May, 3 May 1851\n2. May to Ray, 9 May 1851\n"
            "3. Ray to Hay, 2 June 1852\n",
            [
                ("Ray to May", "3 May 1851"),
                ("May to Ray", "9 May 1851"),
                ("Ray to Hay", "2 June 1852"),
            ],
            id="a box that is the heading of a numbered list",
        ),
        pytest.param(
            "Rye book 1851-1853\nScan anzeigen\nOat book 1854-1860, volume 2\nScan anzeigen\n"
            "Hay book 1861-1870 (with gaps)\nScan anzeigen\nMoor book n.d.\nScan anzeigen\n",
            [
                ("Rye book", "1851-1853"),
                ("Oat book", "1854-1860"),
                ("Hay book", "1861-1870"),
                ("Moor book", "n.d."),
            ],
            id="titles and dates parted by a space, each above a button",
        ),
        pytest.param(
            "Nr. 1 Linz, 1741 May 3. Ray to May. On rye.\nNr. 2 Graz, 1741 May 9. May to Ray. On "
            "oats.\nNr. 3 s. l., [1741 after May]. Hay to Ray. On hay.\n"
            "Nr. 4 Linz, 1742 June 1. Ray to Hay. On moors.\n",
            [
                ("Ray to May", "1741 May 3"),
                ("May to Ray", "1741 May 9"),
                ("Hay to Ray", "[1741 after May]"),
                ("Ray to Hay", "1742 June 1"),
            ],
            id="place and date before who wrote to whom",
        ),
        pytest.param(
            "Quill, Rosa. Interviewed by Ann Ash, May 22, 1979. Two hours.\n"
            "Hay, Bo. Interviewed by Ann Ash, January 14 and 15, 1981. One hour.\n"
            "Oakes, Tom. Interviewed by Ann Ash, n.d. Audio only.\n",
            [
                ("Quill, Rosa. Interviewed by Ann Ash", "May 22, 1979"),
                ("Hay, Bo. Interviewed by Ann Ash", "January 14 and 15, 1981"),
                ("Oakes, Tom. Interviewed by Ann Ash", "n.d."),
            ],
            id="two days, and none, amid lines",
        ),
        pytest.param(
            "1. Jan Wolski do Anny, Graz, 3 maja 1891 r.\n"
            "2. Jan Wolski do Anny, Graz, 1 lutego 1893 r.\n3. Anna Wolska do Jana, Linz, b.d.\n",
            [
                ("Jan Wolski do Anny, Graz", "3 maja 1891 r."),
                ("Jan Wolski do Anny, Graz", "1 lutego 1893 r."),
                ("Anna Wolska do Jana, Linz", "b.d."),
            ],
            id="the Polish word for year behind it",
        ),
        pytest.param(
            "photo\nThe levee at Oar\nDate: 1903-06-01\nContributor: Ann Ray\n\n"
            "manuscript\nDiary of Bo Hay\nDate: 1888\nContributor: Bo Hay\n\n"
            "map\nPlan of Oar\nDate: 1904\nContributor: The engineer\n",
            [
                ("The levee at Oar", "1903-06-01"),
                ("Diary of Bo Hay", "1888"),
                ("Plan of Oar", "1904"),
            ],
            id="kinds, each another, above titles and labels",
        ),
        pytest.param(
            "QS/4/1. Sale of rye. 1851\nQS/4/2. Notes, An XIV-1807\nQS/4/3. Sale of hay. 1853\n",
            [
                ("QS/4/1. Sale of rye", "1851"),
                ("QS/4/2. Notes, An XIV-1807", ""),
                ("QS/4/3. Sale of hay", "1853"),
            ],
            id="an entry with a date that is not understood, in a list with codes",
        ),
        pytest.param(
            "41. Ray to May\nSandby, the day of the flood.\n\n"
            "42. May to Ray\nSandby, 9 May 1851.\n\n43. Ray to May\nSandby, 11 May 1851.\n",
            [("Ray to May", ""), ("May to Ray", "9 May 1851"), ("Ray to May", "11 May 1851")],
            id="the first entry of a numbered list",
        ),
        pytest.param(
            "7. Ray to May\nSandby, May 3, 1966, 0915Z.\n\n"
            "8. May to Ray\nSandby, May 9, 1966, 1430 hours.\n",
            [("Ray to May", "May 3, 1966, 0915Z."), ("May to Ray", "May 9, 1966, 1430 hours.")],
            id="the hour of a telegram",
        ),
        pytest.param(
            "Grant of rye, Friday after Easter 1342\nGrant of oats, Michaelmas 1344\nSale, 1346\n",
            [
                ("Grant of rye", "Friday after Easter 1342"),
                ("Grant of oats", "Michaelmas 1344"),
                ("Sale", "1346"),
            ],
            id="days told from feasts",
        ),
    ],
)
def test_no_entry_of_a_list_is_lost(text, expected):
    assert rows(text) == expected


def test_the_extent_after_a_date_is_kept():
    text = "Sale of rye, 1851, 12 pp.\nAccounts, 1852-1853 (2 volumes)\nRay to May, 1854, 3 Bl.\n"

    assert rows(text, "page.txt", "extent") == [
        ("Sale of rye", "1851", "12 pp."),
        ("Accounts", "1852-1853", "2 volumes"),
        ("Ray to May", "1854", "3 Bl."),
    ]


def test_the_years_of_a_life_are_no_date_of_a_document():
    text = (
        "1. Brief an May\nRay, Ida (1850-1911) [Verfasser]\nMay, Bo (1849-1920) [Adressat]\n"
        "Sandby, 04.05.1884\nSignatur: R 4\n"
        "2. Brief an Ray\nMay, Bo (1849-1920) [Verfasser]\nRay, Ida (1850-1911) [Adressat]\n"
        "Sandby, 19.05.1884\nSignatur: R 5\n"
    )

    records = sorted(read(text).records, key=lambda record: record.first)

    assert [(r.title, r.date, r.creators, r.recipients) for r in records] == [
        ("Brief an May", "04.05.1884", ("Ray, Ida",), ("May, Bo",)),
        ("Brief an Ray", "19.05.1884", ("May, Bo",), ("Ray, Ida",)),
    ]


def test_a_label_that_is_not_known_ends_the_value_above():
    text = "".join(
        f"{name}\nReference\nGB {n}\nKept in use\nby mill {n}\nScope and Content\nOn {name}.\n\n"
        for n, name in enumerate(("Rye", "Oats"), 1)
    )

    assert rows(text, "page.txt", "id", "Kept in use") == [
        ("Rye", "", "GB 1", "by mill 1"),
        ("Oats", "", "GB 2", "by mill 2"),
    ]


def test_a_reference_code_above_a_title_is_no_title():
    text = "R 1/12\nImport of rye\nLaufzeit: 1851\n\nR 1/13\nExport of hay\nLaufzeit: 1852\n"

    assert rows(text, "page.txt", "id") == [
        ("Import of rye", "1851", "R 1/12"),
        ("Export of hay", "1852", "R 1/13"),
    ]


MARKDOWN = """# Letters

## 1851

Date | From | To
:--- | --- | ---
2 May 1851 | Ray | May
9 May 1851 | May | Ray

Both in pencil.

## 1852

| Date | From | To |
|---|---|---|
| 4 May 1852 | Ray | Bell | torn \\| spotted

| Year | Author | Price |
|---|---|---|
| 1853 | Ray | 2 |
"""


def test_tables_of_a_markdown_text_are_read_as_one():
    reading = read(MARKDOWN, "letters.md")

    assert [(r.date, r.creators, r.recipients, r.title) for r in reading.records] == [
        ("2 May 1851", ("Ray",), ("May",), ""),
        ("9 May 1851", ("May",), ("Ray",), ""),
        ("4 May 1852", ("Ray",), ("Bell",), "torn | spotted"),
    ]
    report = reading.report.files[0]
    unread = [piece.text for piece in report.pieces if piece.role == "unread"]
    assert "Both in pencil." in unread
    assert "| 1853 | Ray | 2 |" in unread
    assert any("other columns" in remark.text for remark in report.remarks)
    assert len(report.pieces) == MARKDOWN.count("\n")


@pytest.mark.parametrize(
    ("head", "year", "day"),
    [
        ("Grant, the feast of St. Luke", "1311", "the feast of St. Luke"),
        ("Lease to Ann. Morrow of All Saints", "1311", "Morrow of All Saints"),
        ("Sale to Ann, Lady Ray", "1342", ""),
        ("Hay at Easter", "1342", ""),
        ("Grant, Whit", "Monday 1642", "Whit"),
    ],
)
def test_days_told_from_feasts(head, year, day):
    assert feast_at_end(head, year)[1] == day


@pytest.mark.parametrize(
    ("line", "shape"),
    [("  - Sale", "2-"), ("[12] Sale", "[0]"), ("QS 4", ""), ("1851 sales", "")],
)
def test_what_a_line_begins_with(line, shape):
    assert lead_shape(line) == shape
