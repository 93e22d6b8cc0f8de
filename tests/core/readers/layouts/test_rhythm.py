"""Pages whose documents no blank lines part: told from what each has in the same place."""

import pytest

from dash_core.readers import SourceFile, read_file


def read(text):
    return read_file(SourceFile("page.txt", text.encode()))


def titles(reading):
    return [(record.title, record.date) for record in reading.records]


_BUTTON = (
    "Showing 3 results\nSort by: Title\n"
    "Minutes of the mill\nAdd to clipboard\nXX 12/4\n·\nItem\n·\n9 May 1884\n"
    "Part of Mill papers\nOn dues.\n"
    "Letter to the miller\nAdd to clipboard\nXX 12/7\n·\nItem\n·\n1886-1887\n"
    "Part of Mill papers\nRay, Ann\n"
    "Plan of the weir\nAdd to clipboard\nXX 12/8\n·\nFile\n·\n1890\n"
    "Part of Mill papers\nOn linen.\n"
)
_NUMBERS = "".join(
    f"{n}\n{kind}\n{title}\n{name}\n{imprint}\nAvailable Online\nCiteEmailPin\n"
    for n, (kind, title, name, imprint) in enumerate(
        [
            ("BOOK", "Salt and kin at the pans", "Ray, Ann.", "Oar : Dell, 1976"),
            ("ARTICLE", "The price of salt, 1790-1830", "Hay, Bo", "Salt Review, 1988, p.23-41"),
            ("MANUSCRIPT", "Account book of a salter", "Moss, Jo, 1780-1842.", "1811"),
        ],
        1,
    )
)
_BOXES = "Series 1. Letters\nPhysical Description: 3 boxes\n" + "".join(
    f"box 1, folder {n}\n{title}\n"
    for n, title in enumerate(
        ["Letters of Ann Ray 1868-1874", "Hay, Bo 1871 March 3", "Views of Oar 1890"], 1
    )
)
_EVEN = "1-4 of 9 results\n\n" + "".join(
    f"{title}\n{where}, {date}. - 4 p. - Letter\nLibrary of Oar / Papers {n}\n"
    for n, (title, where, date) in enumerate(
        [
            ("Ray to Hay on the mill", "Kiel", "12.03.1875"),
            ("Hay to Ray on the weir", "Linz", "20.03.1875"),
            ("Moss to Hay on salt", "Graz", "02.04.1875"),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            _BUTTON,
            [
                ("Minutes of the mill", "9 May 1884"),
                ("Letter to the miller", "1886-1887"),
                ("Plan of the weir", "1890"),
            ],
            id="a button below each title",
        ),
        pytest.param(
            _NUMBERS,
            [
                ("Salt and kin at the pans", "1976"),
                ("The price of salt, 1790-1830", "1988"),
                ("Account book of a salter", "1811"),
            ],
            id="numbers, and dates in different places",
        ),
        pytest.param(
            _BOXES,
            [
                ("Letters of Ann Ray", "1868-1874"),
                ("Hay, Bo", "1871 March 3"),
                ("Views of Oar", "1890"),
            ],
            id="boxes above titles",
        ),
        pytest.param(
            _EVEN,
            [
                ("Ray to Hay on the mill", "12.03.1875"),
                ("Hay to Ray on the weir", "20.03.1875"),
                ("Moss to Hay on salt", "02.04.1875"),
            ],
            id="as many lines each",
        ),
    ],
)
def test_documents_are_told_from_what_each_has(text, wanted):
    assert titles(read(text)) == wanted


def test_buttons_are_no_text_and_a_reading_by_rhythm_is_said_to_be_one():
    reading = read(_NUMBERS)
    assert not any("Cite" in record.summary for record in reading.records)
    (remark,) = [r for r in reading.report.files[0].remarks if "in the same place" in r.text]
    assert remark.number == 1


def test_names_below_by_are_authors():
    text = "Sort by: Relevance\n" + "".join(
        f"{n}.\n{title}\nby\n{name}\nPublished {year}\nPlace hold Add to cart\n"
        for n, (title, name, year) in enumerate(
            [("Tides", "Moe, Ada", 1931), ("Knots", "Oar, Bo", 1949), ("Salt", "Hay, Jo", 1950)], 1
        )
    )
    assert [(r.title, r.creators) for r in read(text).records] == [
        ("Tides", ("Moe, Ada",)),
        ("Knots", ("Oar, Bo",)),
        ("Salt", ("Hay, Jo",)),
    ]


@pytest.mark.parametrize("sign", ["  • ", "* ", ""])
def test_dates_of_one_month_are_no_mark_that_a_title_stands_above(sign):
    rows = [
        ("5. März 1923", "Handel am Wehr", ""),
        ("9. März 1923", "Sitzung des Rats", "Der Rat spricht vom Plan."),
        ("16. März 1923", "Ray an Hay", "Kasten 4 der alten Ordnung."),
    ]
    body = "\n\n".join(
        "\n\n".join(filter(None, (sign + date, f"    {title}", text and f"    {text}")))
        for date, title, text in rows
    )
    reading = read(f"Suche\n\n{body}\n")
    assert [(r.date, r.title, r.summary) for r in reading.records] == rows


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Suchergebnisse\nSortieren nach: Datum", "Drucken\nHilfe"),
        ("Résultats de la recherche\nTrier par : date", "Imprimer\nAccueil"),
        ("Wyniki wyszukiwania", "Drukuj\nStrona główna"),
        ("Результаты поиска\nСортировать по: дате", "Печать\nПомощь"),
        ("Keresés\nTalálatok", "Nyomtatás\nSúgó"),
    ],
)
def test_words_around_a_list_are_no_documents_in_other_languages(head, foot):
    rows = [("Tolls", "5.3.1923"), ("Weir", "9.4.1923"), ("Mill", "1.6.1924")]
    body = "\n\n".join(f"{title}\n{date}\nOn the water of Oar." for title, date in rows)
    assert titles(read(f"{head}\n\n{body}\n\n{foot}\n")) == rows
