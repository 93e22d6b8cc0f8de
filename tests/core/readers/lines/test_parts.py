"""What pages print beside titles and dates: kinds, badges, places, boxes, running heads."""

import pytest

from dash_core.readers import Options, SourceFile, read_file


def read(text, name="page.txt"):
    return read_file(SourceFile(name, text.encode()), Options())


def in_order(reading):
    return sorted(reading.records, key=lambda record: record.first)


def test_the_same_word_below_each_date_is_a_kind():
    text = "Ferry at Sandby\nSix men.\n1897\nImage\n\nMill at Dell\n1899-05-17\nImage\n"

    assert [(r.title, r.date, r.summary, r.genre) for r in in_order(read(text))] == [
        ("Ferry at Sandby", "1897", "Six men.", "Image"),
        ("Mill at Dell", "1899-05-17", "", "Image"),
    ]


def test_numbers_below_a_head_of_boxes_and_folders():
    text = "Box  Folder  Contents\n3    1-2     Sale of rye, 1851\n     3       Sale of hay, 1853\n"

    assert [(r.title, r.date, dict(r.extra)) for r in in_order(read(text))] == [
        ("Sale of rye", "1851", {"box": "3", "folder": "1-2"}),
        ("Sale of hay", "1853", {"box": "3", "folder": "3"}),
    ]


def test_a_running_head_is_no_text_of_a_document():
    head = "Papers of the mill{}page {}\n======\n"
    text = (
        f"{head.format('    ', 1)}3 May 1851\nSale of rye\nOn vellum.\n\n"
        f"{head.format('  ', 2)}9 May 1851\nSale of hay\nSee page 2.\n"
    )

    assert [(r.title, r.summary) for r in in_order(read(text))] == [
        ("Sale of rye", "On vellum."),
        ("Sale of hay", "See page 2."),
    ]


def test_a_sum_below_a_table_is_no_document():
    reading = read("Date\tTitle\n3 May 1851\tSale of rye\n4 May 1851\tSale of hay\nTotal: 2\n")

    assert len(reading.records) == 2
    assert any("footer" in remark.text for remark in reading.report.files[0].remarks)


@pytest.mark.parametrize(
    ("line", "title", "date"),
    [
        ("1716, 3 février. – Lease of the mill", "Lease of the mill", "1716, 3 février"),
        ("Carta de Ray, Dell, 1716, s. m.", "Carta de Ray, Dell", "1716, s. m."),
    ],
)
def test_dates_at_either_end_of_a_line(line, title, date):
    other = line.replace("1716", "1718").replace("Ray", "Moor")
    first, _other = in_order(read(f"{line}\n{other}\n"))

    assert (first.title, first.date) == (title, date)


def card(badge, title, rest):
    return f"<li><div><span class='badge badge-info'>{badge}</span>{title}{rest}</div></li>"


def letter(url, title, dateline, text):
    return f"<div><h4><a href='{url}'>{title}</a></h4><p>{dateline}</p><p>{text}</p></div>"


def labelled(title, date, text):
    pair = "<div><span class='l'>{}</span><span>{}</span></div>".format
    pairs = zip(("Title", "Date", "Description"), (title, date, text), strict=True)
    return f"<li>{''.join(pair(*one) for one in pairs)}</li>"


def celled(url, title, date, text):
    row = "<tr><td>{}</td><td>{}</td></tr>".format
    return (
        f"<li><a href='{url}'><h2>{title}</h2></a>"
        f"<table>{row('Date', date)}{row('Description', text)}</table></li>"
    )


SALES = [("Sale of rye", "1851", "On vellum.", {}), ("Sale of hay", "1853-1854", "Torn.", {})]
PAGES = {
    "labels that a style sheet sets apart": (
        labelled(*SALES[0][:3]) + labelled(*SALES[1][:3]),
        SALES,
    ),
    "labels in cells below a title": (
        celled("/1", *SALES[0][:3]) + celled("/2", *SALES[1][:3]),
        SALES,
    ),
    "dates amid citations": (
        (
            "<li>Ray, <i>Rye</i>, 1851, MS/1</li><li>Low, <i>Hay</i>, 3 May 1852, MS/2</li>"
            "<li>Ray, <i>Oats</i>, 1853-1854, MS/3</li>"
        ),
        [
            ("Ray, Rye", "1851", "", {"note": "MS/1"}),
            ("Low, Hay", "3 May 1852", "", {"note": "MS/2"}),
            ("Ray, Oats", "1853-1854", "", {"note": "MS/3"}),
        ],
    ),
    "badges": (
        card("Open Access", "<a href='/1'>Sale of rye</a>", "<p>1851</p><p>On vellum.</p>")
        + card("Item", "<a href='/2'>Sale of hay</a>", "<p>1853</p><p>Torn.</p>"),
        [
            ("Sale of rye", "1851", "On vellum.", {"note": "Open Access"}),
            ("Sale of hay", "1853", "Torn.", {"level": "Item"}),
        ],
    ),
    "a place and a date below a heading": (
        letter("/1", "Ray to May", "Sandby, June 2, 1911—3 p.m.", "Long.")
        + letter("/2", "May to Ray", "Dell, June 5, 1911", "Short."),
        [
            ("Ray to May", "June 2, 1911—3 p.m.", "Long.", {}),
            ("May to Ray", "June 5, 1911", "Short.", {}),
        ],
    ),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_cards(page, expected):
    records = in_order(read(f"<!DOCTYPE html><html><body><ul>{page}</ul></body></html>"))

    assert [(r.title, r.date, r.summary, dict(r.extra)) for r in records] == expected


def test_the_link_within_a_sentence_leads_to_its_document():
    page = "".join(
        f"<p>{n} May 1951: they sent <a href='/{n}.pdf'>Circular {n}</a> to all.</p>"
        for n in (3, 5, 9)
    )

    records = read(f"<!DOCTYPE html><html><body><h1>Circulars</h1>{page}</body></html>").records

    assert [r.url for r in records] == ["/3.pdf", "/5.pdf", "/9.pdf"]


def test_names_of_columns_in_two_rows_and_a_cell_over_two_rows():
    page = (
        "<table><tr><th rowspan=2>Date</th><th colspan=2>Persons</th><th rowspan=2>Title</th></tr>"
        "<tr><th>From</th><th>To</th></tr>"
        "<tr><td rowspan=2>3 May 1851</td><td>Ray</td><td>May</td><td>On rye</td></tr>"
        "<tr><td>May</td><td>Ray</td><td>On hay</td></tr></table>"
    )

    records = read(f"<!DOCTYPE html><html><body>{page}</body></html>").records

    assert [(r.title, r.date, r.creators, r.recipients) for r in records] == [
        ("On rye", "3 May 1851", ("Ray",), ("May",)),
        ("On hay", "3 May 1851", ("May",), ("Ray",)),
    ]


@pytest.mark.parametrize(
    ("line", "extra"),
    [
        ("{title}, {date}    {n}", True),
        ("{title}, {date}\t{n}", True),
        ("{title} / {date}", False),
        ("## {title}\n\n{date}\n\nText below it.\n", False),
    ],
)
def test_lines_of_lists(line, extra):
    entries = [("Letters to Ray", "1891-1893"), ("The war of 1870", "1894"), ("Map", "3 May 1904")]
    text = "\n".join(
        line.format(title=title, date=date, n=n) for n, (title, date) in enumerate(entries, 11)
    )

    records = in_order(read(text + "\n"))

    assert [(r.title, r.date) for r in records] == entries
    assert [r.extra.get("page", "") for r in records] == (["11", "12", "13"] if extra else [""] * 3)


@pytest.mark.parametrize(
    ("entry", "title", "date"),
    [
        ("Arriendo con Ray ca. 1716", "Arriendo con Ray", "ca. 1716"),
        ("Договор с Реем ок. 1716 г.", "Договор с Реем", "ок. 1716 г."),
        ("Дневник войны 1670 г. — 1716", "Дневник войны 1670 г", "1716"),
        ("Pacht mit Ray ........ [1716]", "Pacht mit Ray", "[1716]"),
        ("Pacht mit Ray ........ 1716", "Pacht mit Ray", "1716"),
        ("Tagebuch vom Krieg 1670 ........ 1716", "Tagebuch vom Krieg 1670", "1716"),
        ("Lease to Ray, 1716? (MR/1/1)", "Lease to Ray", "1716?"),
    ],
)
def test_signs_between_titles_and_dates(entry, title, date):
    other = entry.replace("1716", "1718").replace("MR/1/1", "MR/1/2")
    first, _other = in_order(read(f"{entry}\n{other}\n"))

    assert (first.title, first.date) == (title, date)


def test_a_date_ends_a_long_row_that_begins_with_a_folder():
    rows = (
        f"Folder 12, no. {n} – {title} on the new harbour of the town. Lisbon, {n} May 1711.\n"
        for n, title in ((3, "Letter"), (4, "Opinion of the board"), (5, "Petition"))
    )
    records = read_file(SourceFile("a.txt", "".join(rows).encode())).records
    assert [(r.date, r.extra["folder"]) for r in records] == [
        (f"{n} May 1711", "12") for n in (3, 4, 5)
    ]


def test_a_film_is_a_container_where_its_picture_follows():
    text = (
        "Court roll 12, 1716\nAuf Pergament.\nFilm 4, Bild 7-9\n"
        "Pacht mit Ray, 1718\nMit Siegel.\nFilm 5, Bild 1\n"
        "Ernte, 1719\nOhne Ende.\nFilm 5, Bild 2\n"
    )

    assert [(r.title, r.summary, dict(r.extra)) for r in in_order(read(text))] == [
        ("Court roll 12", "Auf Pergament.", {"reel": "4", "frame": "7-9"}),
        ("Pacht mit Ray", "Mit Siegel.", {"reel": "5", "frame": "1"}),
        ("Ernte", "Ohne Ende.", {"reel": "5", "frame": "2"}),
    ]


def test_numbers_before_days_are_those_of_a_list():
    text = "1. 3. April 1799: Ray an May\n2. 11. Mai 1799: May an Ray\n3. *1. Juni 1799* – Ende\n"

    assert [(r.date, r.title, dict(r.extra)) for r in in_order(read(text))] == [
        ("3. April 1799", "Ray an May", {"number": "1"}),
        ("11. Mai 1799", "May an Ray", {"number": "2"}),
        ("1. Juni 1799", "Ende", {"number": "3"}),
    ]


def test_a_word_and_a_dot_before_a_date_is_no_place():
    text = "Rye\nVolume · 1716\nOn vellum.\n\nOats\nPhotograph · 1718\nWith a seal.\n"

    assert [(r.title, r.date, r.places, dict(r.extra)) for r in in_order(read(text))] == [
        ("Rye", "1716", (), {"note": "Volume"}),
        ("Oats", "1718", (), {"note": "Photograph"}),
    ]


def test_a_file_with_a_colon_is_a_folder():
    text = "Carton 2\nFile 1: Rye, 1716\nFile 2: Oats, 1718\nCarton 3\nFile 1: Wills, undated\n"

    assert [(r.title, r.date, r.extra["folder"]) for r in in_order(read(text))] == [
        ("Rye", "1716", "1"),
        ("Oats", "1718", "2"),
        ("Wills", "undated", "1"),
    ]


def test_dates_in_chinese_characters_begin_documents():
    text = (
        "一九五〇年三月一日\n关于码头的信\n关于茶叶。\n\n"
        "一九五〇年十一月十二日\n关于船坞的报告\n关于木材。\n"
    )

    assert [(r.date, r.title, r.summary) for r in in_order(read(text))] == [
        ("一九五〇年三月一日", "关于码头的信", "关于茶叶。"),
        ("一九五〇年十一月十二日", "关于船坞的报告", "关于木材。"),
    ]


def test_datelines_with_a_time_of_day_in_german():
    text = (
        "[12] Der Konsul in Triest (Kern) an das Amt\nTriest, den 9. Oktober 1926, 18 Uhr\n"
        "[Eingegangen 10. Oktober, 3.15 Uhr]\nII 61/10: Telegramm\n"
        "[13] Das Amt an den Konsul in Triest (Kern)\nWien, 11. Oktober 1926, 6 Uhr abends\n"
        "[14] Aufzeichnung des Leiters (Uhl)\n[Wien,] 14. Oktober 1926\n"
    )

    assert [(r.date, r.title) for r in in_order(read(text))] == [
        ("den 9. Oktober 1926, 18 Uhr", "Der Konsul in Triest (Kern) an das Amt"),
        ("11. Oktober 1926, 6 Uhr abends", "Das Amt an den Konsul in Triest (Kern)"),
        ("14. Oktober 1926", "Aufzeichnung des Leiters (Uhl)"),
    ]
