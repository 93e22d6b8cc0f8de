"""Lists whose lines say more beside the date: where it is kept, on which page, how secret it is."""

import pytest

from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.columns.fields import known_field
from dash_core.readers.lines.labels import label_of
from dash_core.readers.lines.parts import parts_of
from dash_core.readers.lines.tails import parts_before_tail


def read(text, name="page.txt"):
    return read_file(SourceFile(name, text.encode()), Options())


LISTS = [
    pytest.param(
        "Ray papers\nSeries 2: Farm\nHay book, 1851 Box: 4, Folder: 9 (Mixed Materials)\n"
        "Rye sold, 1852 May Box: 4, Folder: 10 (Graphic Materials)\n",
        [("Hay book", "1851"), ("Rye sold", "1852 May")],
        id="a tree of ArchivesSpace",
    ),
    pytest.param(
        "Search Pages\nShow all\nList\nBy year\nSort\nGo\n\n"
        "The Ayr star. (Ayr, Ohio), May 9, 1851, Page 2, Image 2\n"
        "Weekly hay. (Bath, Me.), May 16, 1851, EXTRA, Page 1, Image 1\n\n",
        [
            ("The Ayr star. (Ayr, Ohio)", "May 9, 1851"),
            ("Weekly hay. (Bath, Me.)", "May 16, 1851"),
        ],
        id="pages of newspapers",
    ),
    pytest.param(
        'Paper 1: Note to Ray, "On rye," 9 May 1951, Secret\nSource: May Papers, box 3\n'
        "The rye is short.\n\n"
        "Paper 2: Cable 7 to Bath, 11 May 1951, Top Secret, Excised copy\nSource: Appeal\n"
        "Nothing is said of hay.\n\n"
        "Paper 3: Ray to May, 2 June 1951\nSource: May Papers, box 4\nHay came.\n",
        [
            ('Paper 1: Note to Ray, "On rye,"', "9 May 1951"),
            ("Paper 2: Cable 7 to Bath", "11 May 1951"),
            ("Paper 3: Ray to May", "2 June 1951"),
        ],
        id="documents with markings, each with its source below",
    ),
    pytest.param(
        "Yield of rye\nby Ray, May\nPublication date 1851\ntexts\neye 21 favorite 0 comment 0\n\n"
        "The hay question\nby May (Firm)\nPublication date 1853\ntexts\n"
        "eye 1,001 favorite 2 comment 0\n\n"
        "Oats\nby Roe, Ann\nPublication date 1854\ntexts\neye 7 favorite 1 comment 1\n",
        [("Yield of rye", "1851"), ("The hay question", "1853"), ("Oats", "1854")],
        id="labels without a sign behind them",
    ),
    pytest.param(
        "Rye barn\nItem | 2 images\nLocal Identifier: 7-R-1\nCreator: Hay Board\n"
        "Date: 4/22/1909\n\n"
        "Oat barn\nItem\nLocal Identifier: 7-R-2\nCreator: Hay Board\nDate: 11/23/1910\n",
        [("Rye barn", "4/22/1909"), ("Oat barn", "11/23/1910")],
        id="a label is not of the date",
    ),
    pytest.param(
        "Books and papers\nSale 12 | 14 June 2019 | Bath\nFilter by: Price | Kind\nView: Grid\n\n"
        "Lot 7\nRAY, Ann. Letter signed, Bath, 3 May 1851\nEstimate 90\n\n"
        "Lot 8\nMAY, Jon. Pass signed, Ayr, 9 May 1851\nEstimate 50\n\n"
        "Lot 9\nROE, Bo. Card signed, Ayr, 1 June 1852\nEstimate 20\n",
        [
            ("RAY, Ann. Letter signed, Bath", "3 May 1851"),
            ("MAY, Jon. Pass signed, Ayr", "9 May 1851"),
            ("ROE, Bo. Card signed, Ayr", "1 June 1852"),
        ],
        id="lots below the heading of a sale",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_what_stands_beside_a_date_is_not_of_it(text, expected):
    assert [(r.title, r.date) for r in read(text).records] == expected


def test_a_list_of_interviews_on_a_web_page_has_dates_amid_its_items():
    items = "".join(
        f"<li><b><a href='/i/{n}'>Ray, {name}</a></b>, mower. Heard by B. Roe, May {n}, 1978. {n}0"
        " minutes.</li>"
        for n, name in enumerate(("Ann", "May", "Jon"), 1)
    )
    page = f"<h1>Interviews</h1><p>They cut hay.</p><ul>{items}</ul><p>Ask at the desk.</p>"
    records = read(f"<html><body>{page}</body></html>", "page.html").records
    assert [(r.date, r.url[-2:], r.title[:8]) for r in records] == [
        ("May 1, 1978", "/1", "Ray, Ann"),
        ("May 2, 1978", "/2", "Ray, May"),
        ("May 3, 1978", "/3", "Ray, Jon"),
    ]


def test_the_heading_of_a_group_is_not_of_the_document_above_it():
    group = (
        "{0} papers\nBath Library\nTop 2 results\n{0} diary, 1851\nBox 1\n{0} deed, 1852\nBox 2\n\n"
    )
    reading = read(group.format("Ray") + group.format("May"))
    assert [r.title for r in reading.records] == ["Ray diary", "Ray deed", "May diary", "May deed"]
    assert not any(r.summary for r in reading.records)
    assert [r.number for r in reading.report.files[0].remarks if "in no document" in r.text] == [9]


@pytest.mark.parametrize(
    ("line", "title", "date"),
    [
        ("Toll book, Lock 9, 1851", "Toll book, Lock 9", "1851"),
        ("Survey, Map 3, 1851", "Survey, Map 3", "1851"),
        ("Toll book, Smarch 9, 1851", "Toll book", "Smarch 9, 1851"),  # it may be a month
    ],
)
def test_a_numbered_thing_before_a_year_is_of_the_title(line, title, date):
    parts = parts_of(line)
    assert (parts.title, parts.date) == (title, date)


@pytest.mark.parametrize(
    "line",
    [
        "He wrote, 9 May 1851, to Ann Roe",
        "Ray to May, 9 May 1851, and more.",
        "May 9, 1851, Page 1",
    ],
)
def test_a_sentence_has_no_note_behind_its_date(line):
    assert not parts_before_tail(line).date


def test_labels_of_dates_need_no_sign():
    assert label_of("Publication date May 1851") == ("Publication date", "May 1851")
    assert label_of("Date created 9 May 1851") == ("Date created", "9 May 1851")
    assert label_of("Date palm 1851") == label_of("Update 1851") == ("", "")


@pytest.mark.parametrize(
    ("name", "field"),
    [("File ref", "id"), ("File title", "title"), ("Piece reference", "id"), ("File name", "")],
)
def test_names_of_columns_of_files(name, field):
    assert known_field(name) == field


def test_one_page_among_folders_begins_a_document_too():
    text = "Roe to Ray, 3 May 1851, f. 12\nMay to Ray, 9 May 1851, f. 14-15\nOn rye, 1852, f. 20\n"
    assert [r.title for r in read(text).records] == ["Roe to Ray", "May to Ray", "On rye"]
