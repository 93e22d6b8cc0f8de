"""Pasted paragraphs of one shape, a title above a date in each; all content is made up."""

import pytest

from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.lines.date_within import date_within


def read(text):
    return read_file(SourceFile("page.txt", text.encode()), Options())


def rows(text):
    return [(r.title, r.date, r.summary) for r in read(text).records]


PAGES = [
    pytest.param(
        "Results: 2\nSort by: date\n\nFire at the maltings\nThe Sandby Post : a daily paper\n"
        "12-05-1903\n…two engines came…\n\nLost and found\nThe Sandby Post : a daily paper\n"
        "03-06-1903\n…a silver watch…\n",
        [
            ("Fire at the maltings", "12-05-1903", "The Sandby Post : a daily paper …two engines"),
            ("Lost and found", "03-06-1903", "The Sandby Post : a daily paper …a silver"),
        ],
        id="a newspaper between title and date",
    ),
    pytest.param(
        "Newspapers\n\nFLOOD AT OAR.\nThe Oar Argus (Kent : 1890 - 1954) Monday 9 May 1904 p 3\n"
        "The river rose.\n\nTHE REAPERS.\nThe Oar Argus (Kent : 1890 - 1954) Friday 3 June 1904 p 2"
        "\nA meeting.\n\nFamily Notices\nDell Times (Kent : 1881 - 1920) Tuesday 9 May 1905 p 1\n"
        "A son.\n",
        [
            ("FLOOD AT OAR.", "Monday 9 May 1904", "The Oar Argus (Kent : 1890 - 1954) p 3 The"),
            ("THE REAPERS.", "Friday 3 June 1904", "The Oar Argus (Kent : 1890 - 1954) p 2 A m"),
            ("Family Notices", "Tuesday 9 May 1905", "Dell Times (Kent : 1881 - 1920) p 1 A son."),
        ],
        id="a date amid a line",
    ),
    pytest.param(
        "Results\n\n1.\nThe rye fields / by Ann May.\nMay, Ann, 1860-1933.\nSandby : Ray, 1901.\n"
        "Book\nOn the shelf\n\n"
        "2.\nOats and mills / Bob Ray.\nRay, Bob, 1871-\nDell : Fern, 1912.\nBook\nIn the store\n",
        [
            ("The rye fields / by Ann May.", "1901", "May, Ann, 1860-1933. Book"),
            ("Oats and mills / Bob Ray.", "1912", "Ray, Bob, 1871- Book"),
        ],
        id="numbers above titles, imprints below them",
    ),
    pytest.param(
        "Treffer 1 - 2 von 2\n\n1. Brief von Ann Fay an Bo Ray\nFay, Ann (1840-1911) [Verfasser], "
        "Ray, Bo (1850-1920) [Adressat]\nDell, 12.03.1891. - 2 Bl., Deutsch. - Brief\n\n"
        "2. Karte von Bo Ray an Ann Fay\nRay, Bo (1850-1920) [Verfasser], Fay, Ann (1840-1911) "
        "[Adressat]\nOar, 1892. - 1 Bl., Deutsch. - Karte\n",
        [
            ("Brief von Ann Fay an Bo Ray", "12.03.1891", "2 Bl., Deutsch. - Brief"),
            ("Karte von Bo Ray an Ann Fay", "1892", "1 Bl., Deutsch. - Karte"),
        ],
        id="persons with their lives and parts, place and date",
    ),
    pytest.param(
        "P.12\nMen at the gate, c. 1905.\nPhotographer: A. May\n\nP.13\nLaunch of the brig, 3 May "
        "1907.\nPhotographer: A. May\n",
        [
            ("Men at the gate", "c. 1905", ""),
            ("Launch of the brig", "3 May 1907", ""),
        ],
        id="codes above titles with dates",
    ),
    pytest.param(
        "Rye at the mill\nRay, Ann (painter)\n1911-06-18\nTown museum\nImage\n\n"
        "Oats\ncirca 1898\nMuseum of oats\nImage\n\nHay\n1934-09-02\nTown museum\nText\n",
        [
            ("Rye at the mill", "1911-06-18", "Ray, Ann (painter) Town museum"),
            ("Oats", "circa 1898", "Museum of oats"),
            ("Hay", "1934-09-02", "Town museum"),
        ],
        id="a maker between some titles and dates",
    ),
    pytest.param(
        "Pair of skates\nIron\nabout 1790\n1934.22.1a-b\n\nToll board\nOak\n1826\n1951.7.4\n\n"
        "Banner\nSilk\n1889\nA-0682-22\n",
        [
            ("Pair of skates", "about 1790", "Iron 1934.22.1a-b"),
            ("Toll board", "1826", "Oak 1951.7.4"),
            ("Banner", "1889", "Silk A-0682-22"),
        ],
        id="numbers of objects that look like dates",
    ),
    pytest.param(
        "BOOK CHAPTER\nRye on the moor\nMay Ray\nMoor Review, Vol. 2 (Jul., 1961), pp. 2-9\n\n"
        "JOURNAL ARTICLE\nOats on the hill\nAnn Hay\nMoor Review, Vol. 4 (Jan., 1974), pp. 3-20"
        "\n\nBOOK CHAPTER\nHay in the barn\nAnn Hay\nMoor Review, Vol. 5 (May, 1975), pp. 1-7\n",
        [
            ("Rye on the moor", "Jul., 1961", "Moor Review, Vol. 2 pp. 2-9 May Ray"),
            ("Oats on the hill", "Jan., 1974", "Moor Review, Vol. 4 pp. 3-20 Ann Hay"),
            ("Hay in the barn", "May, 1975", "Moor Review, Vol. 5 pp. 1-7 Ann Hay"),
        ],
        id="kinds of two words in capitals",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_paragraphs_of_one_shape(text, expected):
    found = rows(text)

    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for (_title, _date, summary), (_t, _d, begin) in zip(found, expected, strict=True):
        assert summary.startswith(begin)


MORE = [
    pytest.param(
        "1851\n\nJan. 4. Ray to May. On rye.\nMay 9. May to Ray. On oats.\n\n1852\n\nFeb. 2. Ray "
        "to May. On hay.\n",
        [
            ("Ray to May. On rye.", "Jan. 4 1851"),
            ("May to Ray. On oats.", "May 9 1851"),
            ("Ray to May. On hay.", "Feb. 2 1852"),
        ],
        id="the year in a heading",
    ),
    pytest.param(
        "LETTERS\n\n1. Ann Ray to Bo Fay, Dell, 3 May 1812. Thanks him.\n2. Bo Fay to Ann Ray, "
        "Oar, 9 May 1812. The horse is lame.\n3. Ann Ray to Di May, Dell, [July 1812]. A ball.\n",
        [
            ("Ann Ray to Bo Fay", "3 May 1812"),
            ("Bo Fay to Ann Ray", "9 May 1812"),
            ("Ann Ray to Di May", "[July 1812]"),
        ],
        id="sender and recipient, place, date and summary on a line",
    ),
    pytest.param(
        "Fonds 45. Series 1.\n\nFile 1. Letters on rye. 9 May 1905\nFile 2. Reports. 1906-1908\n"
        "File 3. Petition of Ann Ray. 3 May 1909\n",
        [
            ("File 1. Letters on rye", "9 May 1905"),
            ("File 2. Reports", "1906-1908"),
            ("File 3. Petition of Ann Ray", "3 May 1909"),
        ],
        id="levels with numbers",
    ),
    pytest.param(
        "BOX 1\n1/1    Reports, 1921\n1/2    Clippings, n.d.\n\nBOX 2\n2/1    Mill, repairs to, "
        "1931\n",
        [("1/1 Reports", "1921"), ("1/2 Clippings", "n.d."), ("2/1 Mill, repairs to", "1931")],
        id="boxes above, a title that ends in “to”",
    ),
    pytest.param(
        "Plan of the quay [1:2500], 1888\nMap of the bay [1:63360], 1871\n",
        [("Plan of the quay [1:2500]", "1888"), ("Map of the bay [1:63360]", "1871")],
        id="scales",
    ),
    pytest.param(
        "THE RYE REPORT\nDocument Type:\nCREST\nDocument Creation Date:\nMay 9, 2016\nSize:\n9\n"
        "Publication Date:\nMarch 4, 1958\nContent Type:\nSUMMARY\n\nNOTES ON OATS\nDocument "
        "Type:\nCREST\nDocument Creation Date:\nMay 9, 2016\nSize:\n3\nPublication Date:\n"
        "April 11, 1959\nContent Type:\nREPORT\n",
        [("THE RYE REPORT", "March 4, 1958"), ("NOTES ON OATS", "April 11, 1959")],
        id="labels above values, made after it was published",
    ),
    pytest.param(
        " Diaries\n\n File — Box: 3, Folder: 7\nIdentifier: R-7\nDates: 1921\n\n Menus\n\n File — "
        "Box: 3, Folder: 8\nIdentifier: R-8\nDates: 1926\n",
        [("Diaries", "1921"), ("Menus", "1926")],
        id="containers between titles and labels",
    ),
]

MORE += [
    pytest.param(
        "Showing 1 to 2 of 2 results\nAdd to folder\nLetter to Ray\nQ 4/1\n9 May 1911\nOn rye.\n"
        "Add to folder\nAccounts\nQ 4/2\n1921\nTwo ledgers.\nAdd to folder\n",
        [("Letter to Ray", "9 May 1911"), ("Accounts", "1921")],
        id="buttons between documents, no blank lines",
    ),
    pytest.param(
        "1.\nLetters of the board\nFile\n1911 - 1913\nQ/M-3\n2.\nMinutes\nFile\n1914\nQ/M-4\n",
        [("Letters of the board", "1911 - 1913"), ("Minutes", "1914")],
        id="numbers between documents, no blank lines",
    ),
    pytest.param(
        "1. 北京条約写\u30001860年\u3000条約書\n2. 天津記録\u30001919年3月\u3000公文書\n"
        "3. 日記\u30001935年\u3000文書\n",
        [("北京条約写", "1860年"), ("天津記録", "1919年3月"), ("日記", "1935年")],
        id="columns of an East Asian list",
    ),
    pytest.param(
        "Name\tDate\tHouse\nRNW21-13\t27 May 2013\tUpper House\nView Document (23.00 kb)\n"
        "RNW22-13\t28 May 2013\tUpper House\nView Document (9.00 kb)\nRNW23-13\t29 May 2013\t"
        "Lower House\nView Document (1.00 kb)\n",
        [("RNW21-13", "27 May 2013"), ("RNW22-13", "28 May 2013"), ("RNW23-13", "29 May 2013")],
        id="a table copied with buttons in rows of their own",
    ),
    pytest.param(
        "REPORT ON RYE\nOn the rye trade …\nMarch 4, 1958\nQ-1\nNOTES ON OATS\nThe crop was …\n"
        "April 11, 1959\nQ-2\nPORT OF OAR\nShips …\nMay 2, 1959\nQ-3\n",
        [
            ("REPORT ON RYE", "March 4, 1958"),
            ("NOTES ON OATS", "April 11, 1959"),
            ("PORT OF OAR", "May 2, 1959"),
        ],
        id="as many lines in each document, no blank lines",
    ),
    pytest.param(
        "Q 59, Box 3\nTelegram 112\n1951 May 3\n\nQ 59, Box 3\nTelegram 118\n1951 May 9\n",
        [("Telegram 112", "1951 May 3"), ("Telegram 118", "1951 May 9")],
        id="where it stands above titles",
    ),
    pytest.param(
        "Author:Ann Ray\n\n(1801–1877) English baker\n\nSpeeches\n[edit]\nOn rye (12 March 1846)\n"
        "On oats (9 June 1851)\nOn hay (1857)\n\nText is available under a licence.\n",
        [("On rye", "12 March 1846"), ("On oats", "9 June 1851"), ("On hay", "1857")],
        id="a wiki's list of works",
    ),
    pytest.param(
        "Item type:Item,\nNotes on rye\n(Dell College, 1933-06)\n\nRay, Ann\nOn rye.\nShow more\n"
        "Item type:Item,\nOats\n(Dell College, 1935)\n\nRay, Ann\nOn mills.\nShow more\n",
        [("Notes on rye", "1933-06"), ("Oats", "1935")],
        id="publisher and date below titles, blank lines within documents",
    ),
    pytest.param(
        "Ann Ray:\nAn inventory\n\nSummary\nCreator\tRay, Ann, 1880-1967\nAbstract:\tDiaries.\n"
        "Language\tEnglish\nLife\nShe lived at Dell.\nShe moved to Oar.\nRelated\nMay Papers, "
        "1900-2002\nCitation\nCite it so.\n\nGift\nOpen\nInventory\nDiaries\n"
        + "".join(f"{n}\tLedger no. {n}, 19{n:02}\n" for n in range(1, 9)),
        [(f"Ledger no. {n}", f"19{n:02}") for n in range(1, 9)],
        id="the description of the collection above a list",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_lists(text, expected):
    assert [row[:2] for row in rows(text)] == expected


def test_a_box_above_is_not_that_of_the_document_before():
    text = "BOX 1\n1/1 Reports, 1921\n1/2 Clippings, 1922\n\nBOX 2\n2/1 Mills, 1931\n"

    assert [r.extra["box"] for r in read(text).records] == ["1", "1", "2"]


def test_addresses_and_bold_print_in_a_table_of_markdown():
    text = (
        "# Minutes\n\n| No. | Title | Date | Notes |\n|---:|:---|:---:|---|\n"
        "| 1 | [Vestry book](https://v.example/1) | 1711 | **Torn** |\n| 2 | Rates | 1725 | |\n"
    )
    first, second = read(text).records

    assert (first.title, first.url, first.date) == ("Vestry book", "https://v.example/1", "1711")
    assert "Torn" in (first.extra.get("Notes", ""), first.summary)
    assert (second.title, second.url) == ("Rates", "")


def test_a_readme_that_says_how_to_cite_it_is_no_file_of_references():
    text = (
        "# Letters\n\n- 3 May 1851: Ray to May\n- 9 May 1851: May to Ray\n\n## Cite\n\n"
        "```bibtex\n@misc{ray2020,\n  title = {Letters},\n  year = {2020}\n}\n```\n"
    )
    assert [row[0] for row in rows(text)] == ["Ray to May", "May to Ray"]


def page(body):
    html = f"<!DOCTYPE html><html><body>{body}</body></html>"
    return read_file(SourceFile("page.html", html.encode()), Options()).records


def test_years_that_are_headings_of_a_web_page():
    body = (
        "<h3>1901</h3><p>Jan. 3: <a href='1'>Letter to Ray</a></p><p>May 1: <a href='2'>Speech</a>"
        "</p><h3>1902</h3><p>Feb. 2: <a href='3'>On rye</a></p>"
    )
    assert [(r.title, r.date) for r in page(body)] == [
        ("Letter to Ray", "Jan. 3 1901"),
        ("Speech", "May 1 1901"),
        ("On rye", "Feb. 2 1902"),
    ]


def test_links_to_what_documents_belong_to_are_no_documents():
    one = (
        "<article><h3><a href='/{n}'>Tide tables, 190{n}</a></h3><p><a href='/r'>Ray papers, "
        "1880-1950</a> <a href='/s'>Series 3, 1899-1940</a></p><p>Notes.</p></article>"
    )
    records = page("".join(one.format(n=n) for n in (1, 2)))

    assert [(r.title, r.date, r.url) for r in records] == [
        ("Tide tables", "1901", "/1"),
        ("Tide tables", "1902", "/2"),
    ]


def test_notes_in_the_table_of_a_wiki_are_no_text_of_it():
    row = "<tr><td>{title}<sup>[1]</sup></td><td>{date}<sup>[2]</sup></td><td>Dell</td></tr>"
    body = (
        "<table><tr><th>Name</th><th>Signed</th><th>Parties</th></tr>"
        + row.format(title="Peace", date="3 May 1701")
        + row.format(title="Salt", date="1822")
        + "</table>"
    )
    assert [(r.title, r.date) for r in page(body)] == [("Peace", "3 May 1701"), ("Salt", "1822")]


def test_a_paragraph_without_date_is_a_document_and_marked():
    text = (
        "Items\n\nRye in the dale\nSandby Post\n1903\n\nOats\nSandby Post\n1904\n\nMills\nDell "
        "Post\n\nBarley\nDell Post\n1906\n"
    )
    reading = read(text)

    assert [(r.title, r.date) for r in reading.records] == [
        ("Rye in the dale", "1903"),
        ("Oats", "1904"),
        ("Mills", ""),
        ("Barley", "1906"),
    ]
    assert any("no date" in remark.text for remark in reading.report.files[0].remarks)


@pytest.mark.parametrize(
    "text",
    [
        (
            "The mill stood by the river until\nit burned on 9 May 1904 and was\nnot rebuilt.\n\n"
            "The owners met at Dell and then\nsold the land on 3 June 1905 to\nthe town.\n"
        ),
        (
            "The mill\n\nThe mill at Dell was built in 1781 by Ray.\nIt burned on 3 May 1807.\n\n"
            "It was rebuilt by his son.\nOn 4 June 1810 it opened again.\n"
        ),
    ],
)
def test_prose_is_no_list(text):
    with pytest.raises(Exception, match="No document"):
        read(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Post (Dell : 1890 - 1954) 3 May 1901 p 3", ("Post (Dell : 1890 - 1954)", "3 May 1901")),
        ("La Presse | 3 mai 1901 | p. 2", ("La Presse", "3 mai 1901")),
        ("Dell, 12.03.1891. - 2 leaves", ("Dell", "12.03.1891")),
        ("Type: Article | Words: 1203", ("", "")),
        ("Born 1899; a baker", ("", "")),
        ("From 3 May 1901 to 9 June 1902 at sea", ("", "")),
    ],
)
def test_the_one_date_of_a_line(line, expected):
    assert date_within(line)[:2] == expected


def test_a_date_at_the_end_of_titles_above_labels():
    text = "".join(
        f"{title}\n\nSummary\nOn {what}.\n\nAuthor: Ann Ray\nClassmark: M 114: {n}\n\n"
        for n, (title, what) in enumerate(
            [("To Ray 11 January [1844]", "rye"), ("From Ray 2 Feb 1844", "oats")], 1
        )
    )

    assert rows(text) == [
        ("To Ray", "11 January [1844]", "On rye."),
        ("From Ray", "2 Feb 1844", "On oats."),
    ]


def test_a_list_of_mails():
    text = "".join(
        f"Subject: {title}\nFrom: May <may@moor.org>\nDate: Tue, {n} Nov 1998 10:14:22 +0100\n"
        f"To: All <all@moor.org>\n\n{text}\n\n"
        for n, (title, text) in enumerate([("Rye", "It rose."), ("Re: Rye", "It did not.")], 3)
    )

    assert rows(text) == [
        ("Rye", "Tue, 3 Nov 1998 10:14:22 +0100", "It rose."),
        ("Re: Rye", "Tue, 4 Nov 1998 10:14:22 +0100", "It did not."),
    ]


def test_documents_without_dates_whose_texts_have_one_each_are_doubted():
    text = "".join(
        f"Title: Sale of {what}\nNumber: Q {n}\n"
        f"Description: Sold at Linz, 9 May 185{n}, to Ray.\n\n"
        for n, what in enumerate(("rye", "oats", "hay"))
    )
    remarks = [remark.text for remark in read(text).report.files[0].remarks]

    assert any("no date, though one stands in the text" in remark for remark in remarks), remarks


def test_items_of_a_web_page_without_dates_of_their_own():
    items = "".join(
        f"<li><span>{n}.</span> <a href='/{n}'>Letter of {name}</a>"
        f"<div>Linz, {date}. - 2 leaves</div><div>Town library</div></li>"
        for n, (name, date) in enumerate(
            [("May", "03.11.1889"), ("Ray", "1890"), ("Hay", "12.01.1891")], 1
        )
    )
    page = f"<html><body><h1>Letters</h1><ul>{items}</ul></body></html>"
    found = read_file(SourceFile("page.html", page.encode()), Options()).records

    assert [(r.title, r.date, r.url) for r in found] == [
        ("Letter of May", "03.11.1889", "/1"),
        ("Letter of Ray", "1890", "/2"),
        ("Letter of Hay", "12.01.1891", "/3"),
    ]


def test_numbers_of_objects_are_no_dates_on_a_web_page():
    cards = "".join(
        f"<figure><h3><a href='/{no}'>{title}</a></h3><p class='year'>{year}</p>"
        f"<p class='inv'>{no}</p></figure>"
        for title, year, no in (
            ("Still life", "1635", "SK-A-1101"),
            ("Tobacco box", "1701", "1921.14.2"),
            ("Piece of a sail", "undated", "1930.3.11"),
        )
    )
    page = f"<html><body>{cards}</body></html>"
    found = read_file(SourceFile("page.html", page.encode()), Options()).records

    assert [(r.title, r.date) for r in found if r.date != "undated"][:2] == [
        ("Still life", "1635"),
        ("Tobacco box", "1701"),
    ]
    assert all(r.date != "1930.3.11" for r in found)


def test_headings_without_documents_are_named():
    answers = "".join(
        f"<h4>{title}</h4><p>Mr. Hay asked what was agreed.</p><p>Mr. Ray: Nothing was.</p>"
        for title in ("Herring", "Harbour dues", "The ferry")
    )
    page = f"<html><body><h2>Tuesday 4 May 1982</h2><h3>FISHERIES</h3>{answers}</body></html>"
    (file,) = read_file(SourceFile("page.html", page.encode()), Options()).report.files

    assert any("3 headings of one level" in remark.text for remark in file.remarks)
