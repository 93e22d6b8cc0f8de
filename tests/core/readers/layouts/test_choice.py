"""Pasted pages in the layouts of archives' programs; all content is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.pages import listing


def read(text):
    return listing.read(SourceFile("page.txt", text.encode()), Options())


def rows(text):
    return [(r.date, r.title, r.summary) for r in read(text).records]


def check_account(text):
    reading = read(text)
    (report,) = reading.report.files
    lines = text.split("\n")
    lines = lines[:-1] if lines[-1] == "" else lines
    assert [(p.number, p.text) for p in report.pieces] == list(enumerate(lines, 1))
    for piece in report.pieces:
        inside = piece.role in ("date", "title", "summary", "field")
        assert (piece.record is not None) == inside
        assert (piece.role == "blank") == (not piece.text.strip())
        if inside:
            record = reading.records[piece.record]
            assert record.first <= piece.number <= record.last
    return reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Plan of the quay, 1851-1853\nMap, n.d.\nRent roll, about 1860\n",
            [
                ("1851-1853", "Plan of the quay", ""),
                ("n.d.", "Map", ""),
                ("about 1860", "Rent roll", ""),
            ],
            id="comma",
        ),
        pytest.param(
            "Plan of the quay (1851)\nMap (May 1852)\n",
            [("1851", "Plan of the quay", ""), ("May 1852", "Map", "")],
            id="brackets",
        ),
        pytest.param(
            "Plan of the quay · Item · 1851\nMap of the bay · File · 1852\n",
            [("1851", "Plan of the quay", ""), ("1852", "Map of the bay", "")],
            id="level",
        ),
        pytest.param(
            "* [Plan of the quay](https://quay.example/1), 1851\n"
            "* [Map](https://quay.example/2), 1852\n",
            [("1851", "Plan of the quay", ""), ("1852", "Map", "")],
            id="links of Markdown",
        ),
        pytest.param(
            "Plan of the quay, 1851\nIn ink.\n\nMap of the bay, 1852\nTorn.\nStained.\n",
            [("1851", "Plan of the quay", "In ink."), ("1852", "Map of the bay", "Torn. Stained.")],
            id="notes",
        ),
        pytest.param(
            "== Papers ==\n* '''3 May 1851''' – Ray to May\n* '''4 May 1851''' – May to Ray\n",
            [("3 May 1851", "Ray to May", ""), ("4 May 1851", "May to Ray", "")],
            id="a wiki's list",
        ),
        pytest.param(
            "1851-05-03: Ray to May\n1851-05-04: May to Ray\n1851-06-01: Ray to Fay\n",
            [
                ("1851-05-03", "Ray to May", ""),
                ("1851-05-04", "May to Ray", ""),
                ("1851-06-01", "Ray to Fay", ""),
            ],
            id="date and colon",
        ),
        pytest.param(
            "The Warden to the Mayor\nPortby, 3 May 1851\nOn the quay.\n\n"
            "The Mayor to the Warden\nSandby, 9 May 1851\nOn the dues.\n",
            [
                ("3 May 1851", "The Warden to the Mayor", "On the quay."),
                ("9 May 1851", "The Mayor to the Warden", "On the dues."),
            ],
            id="datelines",
        ),
        pytest.param(
            "Plan of the quay\n1851\nIn ink, with notes.\n\n"
            "Map of the bay\nMay 1852\nIt is torn.\n",
            [
                ("1851", "Plan of the quay", "In ink, with notes."),
                ("May 1852", "Map of the bay", "It is torn."),
            ],
            id="a title above its date",
        ),
        pytest.param(
            "Plan of the quay\n\n1851\n\nMap of the bay\n\nMay 1852\n\nIt is torn.\n",
            [("1851", "Map of the bay", ""), ("May 1852", "It is torn.", "")],
            id="too little to tell a title above from one below",
        ),
        pytest.param(
            "Title\nPlan of the quay\nDate\n1851\n\nTitle\nMap of the bay\nDate\nMay 1852\n",
            [("1851", "Plan of the quay", ""), ("May 1852", "Map of the bay", "")],
            id="labels above",
        ),
        pytest.param(
            "Title\tPlan of the quay\nDate\t1851\nTitle\tMap of the bay\nDate\tMay 1852\n",
            [("1851", "Plan of the quay", ""), ("May 1852", "Map of the bay", "")],
            id="labels and tabs",
        ),
        pytest.param(
            "Plan of the quay\nReference: Q 1\nDate: 1851\n\n"
            "Map of the bay\nReference: Q 2\nDate: 1852\n",
            [("1851", "Plan of the quay", ""), ("1852", "Map of the bay", "")],
            id="a title above labels",
        ),
    ],
)
def test_layouts(text, expected):
    assert rows(text) == expected
    check_account(text)


def test_codes_levels_and_places_are_kept():
    text = (
        "Map of the bay\nQ 4/1 · File · 1851-1852\nIn ink.\n\n"
        "Plan\nQ 4/2 · Item · 1853\nOn cloth.\n"
    )
    first, second = read(text).records
    assert (first.id, first.extra["level"]) == ("Q 4/1", "File")
    assert (second.id, second.extra["level"]) == ("Q 4/2", "Item")
    text = (
        "Ray to May\nPortby, 3 May 1851\n\nMay to Ray\nSandby, 4 May 1851\n\n"
        "Fay to Ray\n[Sandby], 9 May 1851\n"
    )
    assert [r.places for r in read(text).records] == [("Portby",), ("Sandby",), ("Sandby",)]


@pytest.mark.parametrize(
    ("line", "box", "folder"),
    [
        ("Letters of Ray, 1851, Box 2, Folder 7", "2", "7"),
        ("Box 2, Folder 7: Letters of Ray, 1851", "2", "7"),
        ("b. 2 f. 7\tLetters of Ray, 1851", "2", "7"),
        ("Letters of Ray, 1851 (Box 2)", "2", None),
        ("Karton 2, Mappe 7 Letters of Ray, 1851", "2", "7"),
        ("krabice 2, složka 7: Letters of Ray, 1851", "2", "7"),
        ("Doboz 2, dosszié 7: Letters of Ray, 1851", "2", "7"),
        ("Legajo 2, expediente 7: Letters of Ray, 1851", "2", "7"),
        ("Letters of Ray, 1851\nFile — box-folder: 2/7", "2", "7"),
        ("Letters of Ray, 1851\nBox: 2, Folder: 7", "2", "7"),
    ],
)
def test_boxes_and_folders(line, box, folder):
    record = read(f"{line}\n{line}\n{line}\n").records[1]
    assert (record.title, record.date) == ("Letters of Ray", "1851")
    assert (record.extra.get("box"), record.extra.get("folder")) == (box, folder)


def test_a_box_is_of_the_folders_below_it():
    text = (
        "Series II: Accounts\nBox 1\nFolder 1 Rents, 1851\nFolder 2 Dues\nBox 2\n"
        "Folder 1 Tolls, 1852\nFolder 2 Gifts, undated\n"
    )
    reading = check_account(text)
    got = [(r.extra["box"], r.extra["folder"], r.title, r.date) for r in reading.records]
    assert got == [
        ("1", "1", "Rents", "1851"),
        ("1", "2", "Dues", ""),
        ("2", "1", "Tolls", "1852"),
        ("2", "2", "Gifts", "undated"),
    ]
    assert {r.extra["series"] for r in reading.records} == {"Series II: Accounts"}


def test_a_line_without_date_among_dated_ones_is_a_document():
    text = "Rents, 1851\nDues, 1852\nA letter of Ray\nTolls, 1853\nGifts, 1854\n"
    reading = check_account(text)
    assert [r.title for r in reading.records][2] == "A letter of Ray"
    assert [
        remark.number for remark in reading.report.file_remarks if "no date" in remark.text
    ] == [3]


PROSE = """The quay was built in three years, and the mayor, who had come from Sandby in May 1851,
paid for most of it. His letters say little of the cost. On Monday, 3 May 1851, he met the warden,
and they spoke of the dues. Of the plans that were drawn before the fire one is left, from 1849.

Nobody knows who drew it. The warden, Thomas Ray, died in 1860. In that year the quay was sold,
and the dues were given up for good, as the council had long asked. A map was printed in June 1862.

The council met again on 4 July 1863.
"""


@pytest.mark.parametrize("text", [PROSE, PROSE.replace("\n\n", "\n"), PROSE.replace(". ", ".\n")])
def test_prose_has_no_documents(text):
    with pytest.raises(ReadError, match="No document was found"):
        read(text)


WORDS = st.lists(st.text("abcdefghé", min_size=3, max_size=9), min_size=1, max_size=8)
TITLES = WORDS.map(lambda words: "On " + " ".join(words))
NOTES = WORDS.map(lambda words: "It tells of " + " ".join(words) + ".")
DATES = st.sampled_from(
    [
        "3 May 1851",
        "May 3, 1851",
        "1851",
        "1851-1853",
        "circa 1851",
        "June 1851",
        "1851-05-03",
        "undated",
    ]
)
ROWS = st.lists(
    st.tuples(DATES, TITLES, NOTES), min_size=3, max_size=8, unique_by=lambda row: row[1]
)
SHAPES = {
    "comma": "{t}, {d}\n",
    "dot": "{t} · {d}\n",
    "comma and note": "{t}, {d}\n{s}\n\n",
    "note and box": "{t}, {d}\n{s}\nBox 3, Folder 4\n",
    "labels": "Title: {t}\nDate: {d}\nDescription: {s}\n\n",
    "labels, title above": "{t}\nDate: {d}\nDescription: {s}\n\n",
    "labels above": "Title\n{t}\nDate\n{d}\nDescription\n{s}\n\n",
    "folders": "Folder 7 {t}, {d}\n",
    "bold": "- **{d}** {t}\n",
    "bold in a numbered list": "1. **{d}:** {t}\n",
    "dots": "{t} ..... {d}\n",
    "note and frames": "{t}, {d}\n{s}\nReel 3, Frames 4-9\n",
}
TOPS = st.sampled_from(["", "Skip to main content\n\nSearch results:\n1 - 20 of 300\n\n"])
ENDS = st.sampled_from(["", "\nNext »\n\n© 2024 The Quay Archive\n", "\nLast updated 3 May 2024\n"])


@given(ROWS, st.sampled_from(sorted(SHAPES)), TOPS, ENDS)
def test_what_is_printed_in_a_layout_is_read_back(given_rows, shape, top, end):
    text = top + "".join(SHAPES[shape].format(d=d, t=t, s=s) for d, t, s in given_rows) + end
    if shape.startswith("bold") and any(d == "undated" for d, _t, _s in given_rows):
        return
    reading = check_account(text)
    assert [(r.date, r.title) for r in reading.records] == [(d, t) for d, t, _s in given_rows]
    if "{s}" in SHAPES[shape]:
        assert [r.summary for r in reading.records] == [s for _d, _t, s in given_rows]
    else:
        assert not any(r.summary for r in reading.records)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_time_is_linear(shape):
    text = "".join(
        SHAPES[shape].format(d=1800 + i % 90, t=f"On the matter of {i}", s=f"It tells of {i}.")
        for i in range(1_000)
    )
    assert len(read(text).records) == 1_000


@pytest.mark.parametrize(
    ("dates", "titles"),
    [
        (["1951年3月1日", "1951年4月", "1952年"], ["关于码头的信", "关于海湾的报告", "地图"]),
        (["昭和26年3月1日", "1951年4月2日", "1952年"], ["港の手紙", "湾の報告", "地図"]),
        (
            ["5 مايو 1951", "6 حزيران 1951", "1952"],
            ["رسالة عن الميناء", "تقرير عن الخليج", "خريطة"],
        ),
        (["3 мая 1951 г.", "июнь 1951", "1952"], ["Письмо о порте", "Доклад о бухте", "Карта"]),
        (["3. Mai 1951", "Juni 1951", "um 1952"], ["Brief über den Hafen", "Bericht", "Karte"]),
    ],
)
@pytest.mark.parametrize("shape", ["{d}\n{t}\n{s}\n\n", "{t}, {d}\n", "Title: {t}\nDate: {d}\n\n"])
def test_dates_of_other_languages(shape, dates, titles):
    text = "".join(shape.format(d=d, t=t, s="…") for d, t in zip(dates, titles, strict=True))
    assert [row[:2] for row in rows(text)] == list(zip(dates, titles, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rents – 1851\nDues – ca. 1852\n", ["1851", "ca. 1852"]),
        ("Rents [1851]\nDues [n.d.]\nTolls [ca. 1853]\n", ["[1851]", "[n.d.]", "[ca. 1853]"]),
        ("Rents. 1851.\nDues. 3 May 1852.\n", ["1851", "3 May 1852"]),
        ("Rents | File | 1851\nDues | Item | 1852\n", ["1851", "1852"]),
        ("关于码头的信，1951年3月1日\n海湾的报告，1951年4月\n", ["1951年3月1日", "1951年4月"]),
        ("Box 3\n f. 1 Rents, 1851\n f. 2 Dues, 1852\n", ["1851", "1852"]),
        ("Titel: A\nSignatur: Q 1\nDatum: 1851\n\nTitel: B\nSignatur: Q 2\nDatum: 1852\n", None),
        ("Titre : A\nCote : Q 1\nDate : 1851\n\nTitre : B\nCote : Q 2\nDate : 1852\n", None),
        ("## 3 May 1851\n\nRay\n\n## 4 May 1851\n\nMay\n", ["3 May 1851", "4 May 1851"]),
        ("3 May 1851\nRay\nOn.\n-----\n4 May 1851\nMay\nTo.\n", ["3 May 1851", "4 May 1851"]),
        ("PlanAdd to clipboard\nQ 1 · Item · 1851\n\nMap\nQ 2 · Item · 1852\n", None),
    ],
)
def test_variants(text, expected):
    reading = check_account(text)
    assert [r.date for r in reading.records] == (expected or ["1851", "1852"])
    shown = [f"{r.title} {r.summary}" for r in reading.records]
    assert not any(word in text for text in shown for word in ("clipboard", "Q 1", "---", "##"))


@pytest.mark.parametrize(
    "shape",
    [
        "{t}, {d}\n",
        "[{n}] {t}\nPortby, {d}\nOn dues.\n",
        "Title: {t}\nDate: {d}\n\n",
        "- **{d}** {t}\n",
        "{d}\n{t}\nOn dues.\n\n",
    ],
)
def test_a_date_not_understood_is_kept_in_every_layout(shape):
    given_rows = [
        ("3 May 1851", "Ray"),
        ("4 Meyo 1851", "Fay to Ray"),
        ("9 May 1851", "May to Ray"),
    ]
    text = "".join(shape.format(d=d, t=t, n=i) for i, (d, t) in enumerate(given_rows))
    reading = check_account(text)
    assert [r.date for r in reading.records] == [d for d, _t in given_rows]
    assert any("4 Meyo 1851" in remark.text for remark in reading.report.file_remarks)


def test_a_list_within_a_document_is_said():
    text = "3 May 1851\n\nInventory\n\nRents, 1849\nDues, 1850\nTolls, 1850\nGifts, 1851\n\n"
    reading = check_account(text + "9 May 1851\n\nLetter\n\nOn the dues.\n")
    assert len(reading.records) == 2
    assert any("as in a list" in remark.text for remark in reading.report.file_remarks)


def test_a_date_above_a_list_is_said():
    text = "3 May 1851\n\nInventory\n\nRents, 1849\nDues, 1850\nTolls, 1850\nGifts, 1851\n"
    reading = check_account(text)
    assert len(reading.records) == 4
    assert any(remark.number == 1 for remark in reading.report.file_remarks)


def test_numbered_titles_without_a_date_are_documents():
    text = (
        "1. Ray to May\nPortby, May 3, 1851\n\n2. Note of the Editor\n\n"
        "3. May to Ray\nSandby, May 9, 1851\n"
    )
    reading = check_account(text)
    assert [(r.title, r.date) for r in reading.records] == [
        ("Ray to May", "May 3, 1851"),
        ("Note of the Editor", ""),
        ("May to Ray", "May 9, 1851"),
    ]


def test_headings_that_end_in_dates_are_documents_however_long_their_texts_are():
    text = (
        "Search Results\n\nRay Papers, 1851 - 1853\n\n2 boxes\n\nOn the quay.\n\nOn the bay.\n\n"
        "May Papers, 1860\n\n1 box\n\nOn dues.\n\nFay Papers, 1871\n\n1 box\n\nOn tolls.\n\nSold.\n"
    )
    reading = check_account(text)
    assert [(r.title, r.date) for r in reading.records] == [
        ("Ray Papers", "1851 - 1853"),
        ("May Papers", "1860"),
        ("Fay Papers", "1871"),
    ]


def test_labels_of_one_document_whose_values_stand_below():
    text = (
        "Title:\n\nRay Papers\n\nDates:\n\n1851\n\nSize:\n\n2 boxes\n\nAbstract:\n\nOn the quay.\n"
    )
    (record,) = check_account(text).records
    assert (record.title, record.date) == ("Ray Papers", "1851")
    assert "On the quay." in record.summary


def test_a_date_parted_by_more_than_a_space_is_the_records():
    text = "9 May 1819: Rents of the quay, May 7\n2 June 1820: Dues of May 8\n3 June 1820: Tolls\n"
    assert [r.date for r in read(text).records] == ["9 May 1819", "2 June 1820", "3 June 1820"]


def test_the_number_of_a_result_is_no_title_and_its_container_is_read():
    text = "".join(
        f"{n}.\n\nRoll of dues {n}, {1850 + n}\nContainer: Box 2, Folder {n}\nBookmark\n\n"
        for n in range(1, 5)
    )
    records = check_account(text).records
    assert [r.title for r in records] == [f"Roll of dues {n}" for n in range(1, 5)]
    assert [(r.extra["box"], r.extra["folder"]) for r in records] == [
        ("2", str(n)) for n in range(1, 5)
    ]
    assert not any(r.id for r in records)


@pytest.mark.parametrize("rule", ["----------", "***", "______"])
def test_a_rule_ends_a_record(rule):
    text = "".join(f"{n} May 1851\nRoll {n}\nOf the quay.\n{rule}\n" for n in range(1, 5))
    records = check_account(f"{text}Home | Terms | Contact\nCopyright The Warden\n").records
    assert [r.summary for r in records] == ["Of the quay."] * 4


def test_a_table_of_markdown_between_texts():
    text = "Rolls\n\n| Title | Date |\n|:---|---:|\n| Roll | 3 May 1851 |\n| Map | 1852 |\n\nEnd.\n"
    assert [r[:2] for r in rows(text)] == [("3 May 1851", "Roll"), ("1852", "Map")]


def test_labels_with_a_colon_and_a_tab_are_no_table():
    text = "".join(
        f"Reference:\tQ {n}\nTitle:\tRoll {n}\nDate:\t{1850 + n}\n\n" for n in range(1, 4)
    ).encode()
    records = read_file(SourceFile("page.txt", text)).records
    assert [(r.id, r.title, r.date) for r in records] == [
        (f"Q {n}", f"Roll {n}", str(1850 + n)) for n in range(1, 4)
    ]


def test_a_table_whose_first_cells_end_with_a_colon_stays_a_table():
    text = "Title:\tDate\n" + "".join(f"Roll {n}:\t{1850 + n}\n" for n in range(1, 7))
    records = read_file(SourceFile("table.tsv", text.encode())).records
    assert [(r.title, r.date) for r in records] == [
        (f"Roll {n}:", str(1850 + n)) for n in range(1, 7)
    ]


COUNTERS = """Showing 3 results
Results 1 to 3
1 - 3 of 3
3 results found
Showing Results: 1 - 3 of 3
Now showing 1 - 3 of 3
Found 3 results:
Ergebnisse 1-3 von 3
Résultats 1 à 3 sur 3""".splitlines()


@pytest.mark.parametrize("counter", COUNTERS)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_count_of_the_results_is_no_part_of_a_title(counter, gap):
    text = "".join(
        f"Roll {n} of the quay\nQ {n} · File · {1850 + n}\nPart of Dues\n{gap}" for n in range(1, 4)
    )
    records = check_account(f"{counter}\n{gap}{text}").records
    assert [(r.title, r.id) for r in records] == [
        (f"Roll {n} of the quay", f"Q {n}") for n in range(1, 4)
    ]
    assert {r.summary for r in records} == {"Part of Dues"}


@pytest.mark.parametrize("title", ["Results 1851-1853", "Returns of 1851", "12 items", "Showing 9"])
def test_titles_that_are_like_counts_are_kept(title):
    text = f"{title}, 3 May 1851\nRoll, 4 May 1851\nMap of the quay, 5 May 1851\n"
    assert [r.title for r in check_account(text).records] == [title, "Roll", "Map of the quay"]


@pytest.mark.parametrize(
    "footer",
    ["Privacy | Terms | Accessibility", "Home · About us · Contact", "© Quay Library 2023"],
)
def test_the_foot_of_a_page_is_no_part_of_the_last_document(footer):
    dates = "".join(f"{n} May 1851\nRoll {n}\nOf the quay.\n\n" for n in range(1, 4))
    lines = "".join(f"Roll {n}, 1851\nOf the quay.\nBookmark\n" for n in range(1, 4))
    for text in (dates, lines):
        records = check_account(f"{text}{footer}\nCopyright 2023 Quay Library\n").records
        assert [r.summary for r in records] == ["Of the quay."] * 3


def test_a_list_far_down_a_long_text_is_found():
    prose = "Of the boats that came in 1850 to the quay there were many.\n\n" * 1_500
    text = prose + "".join(f"Roll {n} of the quay, {n} May 1851\n" for n in range(1, 29)) * 40
    assert len(read(text).records) >= 28


def test_a_box_before_a_folder_is_no_identifier():
    text = "1\t7\tLetters from Ann\t1851\n1\t8\tBills of the quay\t1852-1853\n"
    reading = read_file(SourceFile("page.txt", text.encode()))
    assert [(r.title, r.date, r.id) for r in reading.records] == [
        ("Letters from Ann", "1851", ""),
        ("Bills of the quay", "1852-1853", ""),
    ]
    assert reading.records[0].extra == {"column 1": "1", "column 2": "7"}
    assert any("names of the columns" in r.text for r in reading.report.files[0].remarks)
