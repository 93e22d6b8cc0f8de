"""Lists below dates, months as headings, dates within names, labels between bars."""

import pytest

from dash_core.readers import Options, SourceFile, read_file

NO_LIST = "Minutes\n\n3 May 1871\n• Tolls\nWhy they rose.\n\n9 May 1871\n• Carts\nHow many.\n"


def read(text, name="page.txt"):
    return read_file(SourceFile(name, text.encode()), Options())


def shown(reading):
    return [(r.date, r.title, r.summary, dict(r.extra)) for r in reading.records]


def test_items_have_the_date_above_them():
    text = (
        "Answers\n\nTuesday, 9 June 1871\n\n  • Trade\n\n    • Tolls\n\n      Why they rose.\n\n"
        "    • Carts\n\n      How many there are.\n\n  • War\n\n    • Boats\n\n      None.\n"
    )
    reading = read(text)

    date = "Tuesday, 9 June 1871"
    assert shown(reading) == [
        (date, "Tolls", "Why they rose.", {"section": "Trade"}),
        (date, "Carts", "How many there are.", {"section": "Trade"}),
        (date, "Boats", "None.", {"section": "War"}),
    ]
    assert "The date of 3 documents" in reading.report.file_remarks[0].text


def test_numbers_behind_dots_are_pages():
    text = (
        "3 May 1950\nMotion on rent ........ 1911\nQuestion on carts . . . . 1918\n"
        "10 May 1950\nAddress of the mayor .... 1925\n"
    )
    assert shown(read(text)) == [
        ("3 May 1950", "Motion on rent", "", {"page": "1911"}),
        ("3 May 1950", "Question on carts", "", {"page": "1918"}),
        ("10 May 1950", "Address of the mayor", "", {"page": "1925"}),
    ]


def test_one_item_below_each_date_is_its_title():
    assert [(r.date, r.summary) for r in read(NO_LIST).records] == [
        ("3 May 1871", "Why they rose."),
        ("9 May 1871", "How many."),
    ]


def test_a_list_of_nothing_but_days():
    text = (
        "<html><body><h1>Minutes</h1><ul><li>1911<ul><li><a href='a'>3 May</a></li>"
        "<li><a href='b'>7 June</a></li></ul></li><li>1912<ul><li><a href='c'>10 May</a></li>"
        "<li><a href='d'>14 June</a></li></ul></li></ul></body></html>"
    )
    dates = [record.date for record in read(text, "page.html").records]

    assert dates == ["3 May 1911", "7 June 1911", "10 May 1912", "14 June 1912"]


@pytest.mark.parametrize(
    ("text", "dates", "titles", "places"),
    [
        pytest.param(
            "November 15–December 25, 1689\n\nNov. 15. 1. Letter of Roe on horses.\n1 page.\n"
            "Dec. 2. 2. Report on wool.\n2 pages.\n",
            ["Nov. 15 1689", "Dec. 2 1689"],
            ["Letter of Roe on horses.", "Report on wool."],
            [(), ()],
            id="a span above days",
        ),
        pytest.param(
            "February 1689\n\n1689. Feb. 13.\nDellhall.\nThe Earl of Rye to Mr. Roe on oats.\n"
            "Feb. 13.\nProclamation of the King and the Queen.\n"
            "Feb. 14.\nRye.\nNews of the Lords and of the Commons.\n",
            ["1689. Feb. 13.", "Feb. 13 1689", "Feb. 14 1689"],
            [
                "The Earl of Rye to Mr. Roe on oats.",
                "Proclamation of the King and the Queen.",
                "News of the Lords and of the Commons.",
            ],
            [("Dellhall",), (), ("Rye",)],
            id="places below days",
        ),
        pytest.param(
            "Ofício n.º 12, de 3 de março de 1891, do prefeito ao bispo\n"
            "Ofício n.º 15, de 9 de março de 1891, do mesmo ao mesmo\n"
            "Telegrama de 2 de abril de 1891, do bispo ao prefeito\n",
            ["3 de março de 1891", "9 de março de 1891", "2 de abril de 1891"],
            [
                "Ofício n.º 12, de 3 de março de 1891, do prefeito ao bispo",
                "Ofício n.º 15, de 9 de março de 1891, do mesmo ao mesmo",
                "Telegrama de 2 de abril de 1891, do bispo ao prefeito",
            ],
            [(), (), ()],
            id="days within names",
        ),
        pytest.param(
            "№ 1. Письмо А. Н. Орлова в уездный совет. 12 марта 1918 г. Л. 3.\n"
            "№ 2. Протокол второго заседания уездного совета о хлебе. 20 марта 1918 г. Л. 5.\n"
            "№ 3. Телеграмма из Москвы о хлебе и о соли. [Не ранее 1 апреля 1918 г.]. Л. 7.\n",
            ["12 марта 1918 г.", "20 марта 1918 г.", "[Не ранее 1 апреля 1918 г.]"],
            [
                "Письмо А. Н. Орлова в уездный совет.",
                "Протокол второго заседания уездного совета о хлебе.",
                "Телеграмма из Москвы о хлебе и о соли.",
            ],
            [(), (), ()],
            id="leaves behind Russian dates",
        ),
        pytest.param(
            "11 - 13 of 425\n\nApril 26, 1950\n\nOn exiles\n\nAsks for more.\n\n"
            "May 29, 1950\n\nA visit\n\nHow it went.\n",
            ["April 26, 1950", "May 29, 1950"],
            ["On exiles", "A visit"],
            [(), ()],
            id="a count that looks like a date",
        ),
    ],
)
def test_calendars(text, dates, titles, places):
    reading = read(text)

    assert [record.date for record in reading.records] == dates
    assert [record.title for record in reading.records] == titles
    assert [record.places for record in reading.records] == places


def test_labels_and_values_between_bars():
    text = "".join(
        f"{title}\nAuthor: | {who} |\nDate: | {date} |\nLetter no: | L {date[-1]} |\n"
        for title, who, date in [
            ("From Ann Roe", "Roe", "9 May 1851"),
            ("To Ann Roe", "Moor", "11 May 1852"),
            ("To Tom Moor", "Orr", "12 June 1853"),
        ]
    )
    assert [(r.title, r.creators, r.date) for r in read(text).records] == [
        ("From Ann Roe", ("Roe",), "9 May 1851"),
        ("To Ann Roe", ("Moor",), "11 May 1852"),
        ("To Tom Moor", ("Orr",), "12 June 1853"),
    ]


def test_a_list_below_labels_is_of_the_record_before():
    text = "".join(
        f"To Roe {n}\n\nSends rye, no. {n}.\n\nAuthor: Moor\nDate: {n} May 1851\nMatches: 1 hit\n\n"
        f"  • see the letter of {n} June\n\n"
        for n in (3, 4, 5)
    )
    assert [(r.title, r.date) for r in read(text).records] == [
        ("To Roe 3", "3 May 1851"),
        ("To Roe 4", "4 May 1851"),
        ("To Roe 5", "5 May 1851"),
    ]


def test_rows_of_a_table_have_the_year_among_them():
    rows = [
        "<tr><td colspan='3'>1911</td></tr>",
        "<tr><td>3 May</td><td>On tin</td><td>2</td></tr>",
        "<tr><td>9 June</td><td>On zinc</td><td>1</td></tr>",
        "<tr><td colspan='3'>1912</td></tr>",
        "<tr><td>14 May</td><td>On lead</td><td>8</td></tr>",
    ]
    head = "<tr><th>Date</th><th>Document</th><th>Pages</th></tr>"
    text = f"<html><body><table>{head}{''.join(rows)}</table></body></html>"

    assert [(r.date, r.title) for r in read(text, "page.html").records] == [
        ("3 May 1911", "On tin"),
        ("9 June 1911", "On zinc"),
        ("14 May 1912", "On lead"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Order 41 on a light\n3 May 1911\nOrder 42 on clerks\n9 May 1911\n",
            [("3 May 1911", "Order 41 on a light"), ("9 May 1911", "Order 42 on clerks")],
            id="titles and dates in turn",
        ),
        pytest.param(
            "# Copies\n\n### 3 May 1911 — To Bo\n\nIt sank.\n\n### 9 May 1911 — To Jo\n\nPaid.\n",
            [("3 May 1911", "To Bo"), ("9 May 1911", "To Jo")],
            id="headings with dates",
        ),
        pytest.param(
            "1. 1848 maggio 12, Rye. Moor ad Orr.\n2. 1848 maggio 30, Dell. Orr a Moor.\n",
            [("1848 maggio 12", "Rye. Moor ad Orr."), ("1848 maggio 30", "Dell. Orr a Moor.")],
            id="numbers before years",
        ),
        pytest.param(
            "3. maj 1821 til Mette\nu.d. til Mette\n7. juni 1821 til biskoppen\n",
            [
                ("3. maj 1821", "til Mette"),
                ("u.d.", "til Mette"),
                ("7. juni 1821", "til biskoppen"),
            ],
            id="to whom behind a date",
        ),
        pytest.param(
            "Letter I. To Roe. Rye, 3 May 1801\nLetter II. To Orr. Dell, 9 May 1801\n"
            "Letter III. To Roe. Undated\n",
            [
                ("3 May 1801", "Letter I. To Roe. Rye"),
                ("9 May 1801", "Letter II. To Orr. Dell"),
                ("Undated", "Letter III. To Roe"),
            ],
            id="undated behind a stop",
        ),
        pytest.param(
            "LOW, Jane, widow. Will dated 3 May 1711. Proved 9 June 1711.\n"
            "REED, Tom, mariner. Will dated 9 May 1712. Proved 1 July 1712.\n"
            "ORR, Ann, spinster. Will dated 2 May 1713. Proved 4 June 1713.\n",
            [
                ("3 May 1711", "LOW, Jane, widow. Will dated 3 May 1711. Proved 9 June 1711."),
                ("9 May 1712", "REED, Tom, mariner. Will dated 9 May 1712. Proved 1 July 1712."),
                ("2 May 1713", "ORR, Ann, spinster. Will dated 2 May 1713. Proved 4 June 1713."),
            ],
            id="dated and proved",
        ),
    ],
)
def test_dates_beside_or_below_titles(text, found):
    name = "page.md" if text.startswith("#") else "page.txt"

    assert [(record.date, record.title) for record in read(text, name).records] == found


def test_the_only_label_with_dates_is_the_date_and_that_is_said():
    text = "".join(
        f"Title: Sale of rye {n}\nReference: Q {n}\nIn use: 185{n}\nScanned: 2019\n\n"
        for n in "123"
    )
    reading = read(text)

    assert [record.date for record in reading.records] == ["1851", "1852", "1853"]
    assert any("“In use” was taken" in remark.text for remark in reading.report.file_remarks)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "1567/4/3\nAct on ferries\nRye, 15 April 1567\n\n"
            "1567/7/1\nProclamation\nDell, 24 July 1567\n",
            [("15 April 1567", "Act on ferries"), ("24 July 1567", "Proclamation")],
            id="codes that look like dates",
        ),
        pytest.param(
            "Box\nRoe\n1741\nRye\nUnknown\nPot\nMoor\n1765\nDell\nOrr\nFan\nMoor\n1788\nRye\nOrr\n",
            [("1741", "Box"), ("1765", "Pot"), ("1788", "Fan")],
            id="unknown makers",
        ),
        pytest.param(
            "Ms 12\nLetters of a bishop\n1801-1812\nPaper, 8 f.\n\n"
            "Ms 14\nSongs of the river\nXVIIIe siècle\nPaper, 2 f.\n",
            [("1801-1812", "Letters of a bishop"), ("XVIIIe siècle", "Songs of the river")],
            id="centuries in Roman figures",
        ),
        pytest.param(
            "C-12/61 Rowan v Tolva\nJudgment of the court of 3 May 1962\nRoll 12\n\n"
            "C-15/61 Brand v Council\nOrder of the bench of 9 June 1962\nRoll 19\n\n"
            "C-2/62 Tolva v Brand\nJudgment of the court of 14 May 1963\nRoll 45\n",
            [
                ("3 May 1962", "C-12/61 Rowan v Tolva"),
                ("9 June 1962", "C-15/61 Brand v Council"),
                ("14 May 1963", "C-2/62 Tolva v Brand"),
            ],
            id="days within names below titles",
        ),
        pytest.param(
            "412 Roe, Ann (1850-1911). E. Brief. Jena, 12. III. 1880. 2 S. An eine Freundin.\n"
            "413 Orr, Jo (1861-1930). E. Karte. Weimar, 20. III. 1880. 1 S. Dank für Noten.\n"
            "414 Moor, Tom (1820-1899). E. Brief. Linz, 3. V. 1881. 4 S. Über eine Kur.\n",
            [
                ("12. III. 1880", "412 Roe, Ann (1850-1911). E. Brief. Jena"),
                ("20. III. 1880", "413 Orr, Jo (1861-1930). E. Karte. Weimar"),
                ("3. V. 1881", "414 Moor, Tom (1820-1899). E. Brief. Linz"),
            ],
            id="months in Roman figures",
        ),
        pytest.param(
            "Brev fra Lund til Vik, Rye, 3. juni 1905\nBrev fra Vik til Lund, Dell, 9. juni 1905\n"
            "Referat av konferanse 12. juni 1905\n",
            [
                ("3. juni 1905", "Brev fra Lund til Vik, Rye"),
                ("9. juni 1905", "Brev fra Vik til Lund, Dell"),
                ("12. juni 1905", "Referat av konferanse"),
            ],
            id="a day with a stop behind a space",
        ),
        pytest.param(
            "From: Ann Roe\nSent: May 3, 2006\nTo: Jo Orr\nSubject: Ferry\n\nIt sank.\n\n"
            "From: Jo Orr\nSent: May 4, 2006\nTo: Ann Roe\nSubject: RE: Ferry\n\nI know.\n",
            [("May 3, 2006", "Ferry"), ("May 4, 2006", "RE: Ferry")],
            id="the text of a mail",
        ),
    ],
)
def test_where_the_date_of_a_block_is(text, found):
    assert [(record.date, record.title) for record in read(text).records] == found
