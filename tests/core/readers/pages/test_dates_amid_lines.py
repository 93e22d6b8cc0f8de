"""Lists of a line each whose date stands amid it, and places between a date and a title."""

import pytest

from dash_core.readers import Options, SourceFile, read_file


def read(text, name="page.txt"):
    return read_file(SourceFile(name, text.encode()), Options())


def documents(text, name="page.txt"):
    return [(r.title, r.date, r.summary) for r in read(text, name).records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Brev från Ray till Low, den 3 maj 1851. Avskrift, 1 s.\n"
            "Brev från Low till Ray, den 4 juni 1852. Original.\n"
            "Brev från Ray till stiftet, odaterat. Koncept.\n",
            [
                ("Brev från Ray till Low", "den 3 maj 1851", "Avskrift, 1 s."),
                ("Brev från Low till Ray", "den 4 juni 1852", "Original."),
                ("Brev från Ray till stiftet", "odaterat", "Koncept."),
            ],
            id="the word before a day, and none",
        ),
        pytest.param(
            "Dopis Low, Dell 3. 5. 1951, 2 listy\nDopis Ray, Dell 14. 6. 1952, 1 list\n"
            "Lístek Low, Rye 1. 12. 1953, 1 list\n",
            [
                ("Dopis Low, Dell", "3. 5. 1951", ""),
                ("Dopis Ray, Dell", "14. 6. 1952", ""),
                ("Lístek Low, Rye", "1. 12. 1953", ""),
            ],
            id="a place before a date in figures",
        ),
        pytest.param(
            "Talk with Ray, held by Cole, May 3, 1978 (tape 1)\n"
            "Talk with Ray, held by Cole, May 9, 1978 (tape 2)\n"
            "Talk with Low, held by Cole, June 2, 1979 (tape 3)\n",
            [
                ("Talk with Ray, held by Cole", "May 3, 1978", "(tape 1)"),
                ("Talk with Ray, held by Cole", "May 9, 1978", "(tape 2)"),
                ("Talk with Low, held by Cole", "June 2, 1979", "(tape 3)"),
            ],
            id="brackets behind a date",
        ),
        pytest.param(
            "Mills (Grants) HC Deb 03 May 1911 vol 25 cc3-4\n"
            "Rye HC Deb 09 May 1911 vol 25 c9W\nOats (Pay) HC Deb 2 June 1912 vol 26 c1\n",
            [
                ("Mills (Grants) HC Deb", "03 May 1911", "vol 25 cc3-4"),
                ("Rye HC Deb", "09 May 1911", "vol 25 c9W"),
                ("Oats (Pay) HC Deb", "2 June 1912", "vol 26 c1"),
            ],
            id="the same words around each date",
        ),
        pytest.param(
            "Treaty on mills (signed 3 May 1951, in force 1 June 1952)\n"
            "Treaty on rye (signed 4 June 1953, in force 2 May 1954)\n"
            "Notes on tolls (signed 8 August 1955, not in force)\n",
            [
                (
                    "Treaty on mills (signed 3 May 1951, in force 1 June 1952)",
                    "3 May 1951",
                    "",
                ),
                ("Treaty on rye (signed 4 June 1953, in force 2 May 1954)", "4 June 1953", ""),
                ("Notes on tolls (signed 8 August 1955, not in force)", "8 August 1955", ""),
            ],
            id="when it was signed",
        ),
        pytest.param(
            "1 J 12 — Lettre de M. Brun au préfet de Dell (3 mai 1811).\n"
            "1 J 13 — Réponse du préfet à M. Brun (1812).\n1 J 14 — Plan (s. d.).\n",
            [
                ("Lettre de M. Brun au préfet de Dell", "3 mai 1811", ""),
                ("Réponse du préfet à M. Brun", "1812", ""),
                ("Plan", "s. d.", ""),
            ],
            id="brackets before a full stop",
        ),
        pytest.param(
            "The weir, Dell, 3 May 1911. Taken by Ray. Ref: P1\n"
            "Men at it, Dell, June 1911. Taken by Low. Ref: P2\n"
            "The bridge, Rye, c. 1912. Taken by Ray. Ref: P3\n",
            [
                ("The weir, Dell", "3 May 1911", "Taken by Ray. Ref: P1"),
                ("Men at it, Dell", "June 1911", "Taken by Low. Ref: P2"),
                ("The bridge, Rye", "c. 1912", "Taken by Ray. Ref: P3"),
            ],
            id="sentences behind years",
        ),
        pytest.param(
            "Title: On rye; Date: 3 May 1811; From: Ray\nTitle: Reply; Date: 1812; From: Low\n",
            [("On rye", "3 May 1811", ""), ("Reply", "1812", "")],
            id="labels parted by semicolons",
        ),
        pytest.param(
            "1 昭和12年7月9日 領事ヨリ大臣宛\n2 昭和12年8月1日 大臣ヨリ領事宛\n",
            [
                ("領事ヨリ大臣宛", "昭和12年7月9日", ""),
                ("大臣ヨリ領事宛", "昭和12年8月1日", ""),
            ],
            id="a number and a year of an era",
        ),
    ],
)
def test_dates_amid_lines(text, expected):
    assert documents(text) == expected


def test_what_holds_a_document_stands_behind_its_date():
    text = (
        "Ray to Low, 3 May 1911, box 2, folder 14, Dell University.\n"
        "Low to Ray, 9 June 1911, box 2, folder 15, Dell University.\n"
        "Ray, “On rye,” ca. 1912, box 3, folder 1, Dell University.\n"
    )
    found = [(r.title, r.date, r.summary, dict(r.extra)) for r in read(text).records]
    assert found == [
        ("Ray to Low", "3 May 1911", "Dell University.", {"box": "2", "folder": "14"}),
        ("Low to Ray", "9 June 1911", "Dell University.", {"box": "2", "folder": "15"}),
        ("Ray, “On rye,”", "ca. 1912", "Dell University.", {"box": "3", "folder": "1"}),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "WW to Ray, 13 May 1863, Dell, Pa. (ID 501)\n"
                "WW to Low, 29 May 1863, Dell, Pa. (ID 502)\n"
                "WW to Ray, 30? June 1863, Rye, N.Y. (ID 111)\n"
            ),
            ["13 May 1863", "29 May 1863", "30? June 1863"],
        ),
        (
            (
                "* [On rye](1.md) (3 May 1911) - why\n* [On oats](2.md) (undated, c. 1912) - how\n"
                "* [On hay](3.md) (June 1913) - when\n"
            ),
            ["3 May 1911", "undated, c. 1912", "June 1913"],
        ),
    ],
)
def test_doubtful_days_amid_lines(text, expected):
    assert [r.date for r in read(text).records] == expected


def test_sentences_with_dates_are_no_list():
    text = (
        "The mill burned on 3 May 1851 after a dry week.\n"
        "The mill opened on 9 June 1852 after a long winter.\n"
        "The mill closed on 1 July 1853 after the flood.\n"
    )
    with pytest.raises(Exception, match="No document was found"):
        read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "1642, August 25. Dell.—Ray to May. Asks for rye.\n\n"
                "1642, September 3. Rowton.—May to Ray. Sends it.\n\n"
                "1643, April 11. Dell.—Low to May. Asks for oats.\n"
            ),
            [
                ("Ray to May. Asks for rye.", "1642, August 25", ("Dell",)),
                ("May to Ray. Sends it.", "1642, September 3", ("Rowton",)),
                ("Low to May. Asks for oats.", "1643, April 11", ("Dell",)),
            ],
        ),
        (
            (
                "1318.\nMay 4. Dell.\nTo the reeve of Rye. Order to elect one.\n\n"
                "May 9. Dell.\nTo the keeper of Oats. Order to pay.\n\n"
                "June 1. Rye.\nTo the bailiffs. Order to let a ship go.\n"
            ),
            [
                ("To the reeve of Rye", "May 4 1318", ("Dell",)),
                ("To the keeper of Oats", "May 9 1318", ("Dell",)),
                ("To the bailiffs", "June 1 1318", ("Rye",)),
            ],
        ),
        (  # a kind is no place
            (
                "1642, August 25. Letter.—Ray to May. On rye.\n\n"
                "1642, September 3. Warrant.—May to Ray. On oats.\n\n"
                "1643, April 11. Letter.—Low to May. On hay.\n"
            ),
            [
                ("Letter.—Ray to May. On rye.", "1642, August 25", ()),
                ("Warrant.—May to Ray. On oats.", "1642, September 3", ()),
                ("Letter.—Low to May. On hay.", "1643, April 11", ()),
            ],
        ),
    ],
)
def test_places_between_a_date_and_a_title(text, expected):
    assert [(r.title, r.date, r.places) for r in read(text).records] == expected


def test_a_date_before_a_dash_on_a_web_page():
    items = "".join(
        f"<li><strong>{n} June 1848</strong> – {what} (<a href='{n}.pdf'>PDF</a>)</li>"
        for n, what in ((3, "On rye"), (9, "On oats"), (11, "On mills"))
    )
    found = documents(f"<html><body><ul>{items}</ul></body></html>", "page.html")

    assert found == [
        ("On rye (PDF)", "3 June 1848", ""),
        ("On oats (PDF)", "9 June 1848", ""),
        ("On mills (PDF)", "11 June 1848", ""),
    ]


def test_titles_of_a_single_word_each_are_doubted():
    page = "".join(
        f"{kind}\n{title}\nDate: {year}\nDell Museum\n\n"
        for kind, title, year in (
            ("Photo", "The mill at Dell", 1926),
            ("Letter", "Ray to May on rye", 1942),
            ("Map", "Roads of the dale", 1890),
        )
    )
    reading = read(page)
    assert [r.title for r in reading.records] == ["Photo", "Letter", "Map"]
    assert any("kind of the documents" in r.text for r in reading.report.files[0].remarks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Books\nOn fevers\nMarsh, John\nDate: 1788\nReference: B/3\n\n"
            "Images\nThe fever ward\nDate: 1840\nReference: I/9\n\n"
            "Books\nFor nurses\nHolt, Ada\nDate: 1888\nReference: B/4\n",
            [("On fevers", "1788"), ("The fever ward", "1840"), ("For nurses", "1888")],
            id="above titles that other lines follow",
        ),
        pytest.param(
            "3.5.1911\nBrief\nRay an Low\nDank.\n\n9.6.1911\nPostkarte\nLow an Ray\nGruß.\n\n"
            "4.7.1911\nBrief\nRay an Voss\nVom Garten.\n",
            [("Ray an Low", "3.5.1911"), ("Low an Ray", "9.6.1911"), ("Ray an Voss", "4.7.1911")],
            id="below dates",
        ),
    ],
)
def test_kinds_of_documents_are_no_titles(text, expected):
    assert [(r.title, r.date) for r in read(text).records] == expected


def test_codes_of_a_letter_are_no_dates():
    text = (
        "S/1234\nLetter dated 3 May 1950 from Ray to Low\n"
        "S/1240\nLetter dated 19 May 1950 from Low to Ray\n"
        "S/1251\nCable dated 2 June 1950 from Voss to Ray\n"
    )
    assert [(r.id, r.date) for r in read(text).records] == [
        ("S/1234", "3 May 1950"),
        ("S/1240", "19 May 1950"),
        ("S/1251", "2 June 1950"),
    ]


def test_lists_below_headings_with_dates():
    text = "## 3 May 1911\n\n- Ray to Low\n- Wire from Rye\n\n## 9 May 1911\n\n- Minutes\n"
    assert documents(text, "page.md") == [
        ("Ray to Low", "3 May 1911", ""),
        ("Wire from Rye", "3 May 1911", ""),
        ("Minutes", "9 May 1911", ""),
    ]
