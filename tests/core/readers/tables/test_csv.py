import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.dates import parse_date
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.tables import csv as delimited


def file(text):
    return SourceFile("t.csv", text if isinstance(text, bytes) else text.encode())


def rows(text):
    reading = delimited.read(file(text), Options())
    names = [column.name for column in reading.report.files[0].columns]
    return names, [(r.date, r.title, r.summary) for r in reading.records]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_dialects(delimiter, end, encoding):
    table = [["date", "title", "summary"], ["5 May 1946", "“On oil”", "a,b;c|d\te, f"]]
    table += [["1946", 'He said "no"', ""], ["", f"Two{end}lines", "x"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(table)
    data = text.getvalue().encode(encoding)
    assert delimited.sniff(file(data))
    assert rows(data)[1] == [
        ("5 May 1946", "“On oil”", "a,b;c|d e, f"),
        ("1946", 'He said "no"', ""),
        ("", "Two lines", "x"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "fault"),
    [
        ('1,"The "great" game, 1946",x', 'The "great" game, 1946', "do not enclose"),
        ('1,"Home" thoughts,x', '"Home" thoughts', "do not enclose"),
        ('1,5" guns,x', '5" guns', ""),
        ('1, "a, b" ,x', "a, b", "do not enclose"),
        ('1, "a, b",x', "a, b", ""),
        ('1,"open,x', '"open', "is not closed"),
        ('1,"a ""b"" c",x', 'a "b" c', ""),
        ('1,"",x', "", ""),
    ],
)
def test_quotation_marks(line, title, fault):
    text = f"date,title,summary\n{line}\n2,b,y\n"
    reading = delimited.read(file(text), Options())
    assert [r.title for r in reading.records] == [title, "b"]
    assert [r.summary for r in reading.records] == ["x", "y"]
    assert [remark.number for remark in reading.report.file_remarks] == [2] * bool(fault)
    assert all(fault in remark.text for remark in reading.report.file_remarks)


def test_an_open_quotation_mark_that_meets_another_does_not_swallow_rows():
    body = [f"{i},Letter {i},x" for i in range(2, 9)]
    body[1], body[5] = '3,"Letter 3,x', '7,Letter 7,"x"'
    body.append('9,"b",x"')
    reading = delimited.read(file("id,title,summary\n" + "\n".join(body)), Options())
    assert [r.id for r in reading.records] == [str(i) for i in range(2, 10)]
    assert any("line 3" in remark.text for remark in reading.report.file_remarks)


def test_rows_that_a_mark_swallowed_without_breaking_a_rule():
    body = ['1,"Letter 1,x', *(f"{i},Letter {i},x" for i in range(2, 9)), '9,b,x"', "10,c,x"]
    reading = delimited.read(file("id,title,summary\n" + "\n".join(body)), Options())
    assert [r.id for r in reading.records] == [str(i) for i in range(1, 11)]
    assert "line 2 " in reading.report.file_remarks[0].text


def test_a_letter_in_a_cell_is_no_row():
    letter = "Dear Sir,\n\nI came, saw, and left,\nas you, Sir, know.\nYours,\nA"
    reading = delimited.read(file(f'id,title,summary\n1,a,"{letter}"\n2,b,c\n'), Options())
    assert [r.summary for r in reading.records] == [" ".join(letter.split()), "c"]
    assert not reading.report.file_remarks


def test_a_row_is_where_a_spreadsheet_shows_it():
    text = 'title,date\n"two\nlines",1946\n\nb,1947\n'
    reading = delimited.read(file(text), Options())
    assert [(r.first, r.last) for r in reading.records] == [(2, 2), (4, 4)]
    (report,) = reading.report.files
    assert [(p.number, p.text, p.role, p.record) for p in report.pieces] == [
        (1, "title,date", "header", None),
        (2, '"two\nlines",1946', "field", 0),
        (3, "", "blank", None),
        (4, "b,1947", "field", 1),
    ]
    assert report.unit == "row"
    assert report.encoding == "UTF-8"


def test_what_stands_above_the_names():
    text = "sep=;\nLetters;;\n;;\nDatum;Titel;Regest\n1946;a;b\n"
    reading = delimited.read(file(text), Options())
    assert [p.role for p in reading.report.files[0].pieces] == (
        "header header blank header field".split()
    )
    assert [(r.date, r.title, r.summary, r.first) for r in reading.records] == [
        ("1946", "a", "b", 5)
    ]


def test_uneven_rows_are_kept_and_said():
    reading = delimited.read(file("date,title,place\n1946,a\n1947,b,c,d,e\n"), Options())
    assert reading.records[1].extra == {"column 4": "d", "column 5": "e"}
    assert [remark.number for remark in reading.report.file_remarks] == [2, 3]


def test_no_names():
    text = "1946,On oil,x\n" + "1947,On wheat,y\n" * 5
    assert delimited.sniff(file(text))
    names, cells = rows(text)
    assert names == ["column 1", "column 2", "column 3"]
    assert len(cells) == 6
    assert cells[0][0] == "1946"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "date",
        "• May 5, 1946\n\n  Letter, from A, to B\n\n  Text, more text, and more.\n",
        "title\na\nb\n",
        "He wrote on oil, wheat, and cotton.\n" * 9,
        "Dear Sir, this is one.\nIt has, as you see, commas.\nYours, A\n",
        'See: id, date, title, summary, and more.\n\nMore "text".\n',
        '{"title": "a", "date": 1}\n' * 9,
        '[{"title": "a", "date": 1},\n' * 9,
        "<a>1,2,3\n" * 9,
        "Title, one\n",
    ],
)
def test_what_is_no_table_is_left_alone(text):
    try:
        assert not delimited.sniff(file(text))
    except ReadError:
        assert not text


def test_a_text_without_columns_is_refused():
    with pytest.raises(ReadError, match="not divided into cells"):
        delimited.read(file("On oil.\nOn wheat.\n"), Options())
    with pytest.raises(ReadError, match="nothing below"):
        delimited.read(file("title,date\n"), Options())


@pytest.mark.parametrize(
    "text",
    [
        "title,date\n" + '"a,1946\n' * 20_000,
        "title,date\n" + '"a,1946\nb,1"\n' * 10_000,
        "title,date\n" + '"a' + ",x" * 500 + '"b' * 200_000,
        "title,date\na,b\n" + "x" * 5_000_000 + ",y\n",
        'title,date\na,b\n"' + "x\n" * 100_000,
        "title,date\n" + '"a"x,' * 900 + "\n",
    ],
    ids=["never closed", "closed too late", "many marks", "one long cell", "long tail", "loose"],
)
def test_hostile_tables_take_no_time(text):
    delimited.sniff(file(text))
    reading = delimited.read(file(text), Options())
    assert reading.report.file_remarks


def test_many_columns():
    with pytest.raises(ReadError, match="1,000 columns"):
        delimited.read(file("title,date" + ",x" * 10_000 + "\na,b\n"), Options())


def check_account(text):
    """Every line once, in order; what has a record is in that record."""
    source = file(text)
    try:
        assert delimited.sniff(source) in (True, False)
        reading = delimited.read(source, Options())
    except ReadError:
        return
    (report,) = reading.report.files
    lines = [line for piece in report.pieces for line in re.split("\r\n|\r|\n", piece.text)]
    assert lines == re.split("\r\n|\r|\n", source.text)[: len(lines)]
    assert re.split("\r\n|\r|\n", source.text)[len(lines) :] in ([], [""])
    assert [piece.number for piece in report.pieces] == list(range(1, len(report.pieces) + 1))
    assert [p.record for p in report.pieces if p.record is not None] == list(
        range(len(reading.records))
    )
    for piece in report.pieces:
        assert (piece.record is not None) == (piece.role == "field")
        if piece.record is not None:
            assert reading.records[piece.record].first == piece.number


CELLS = st.sampled_from(
    [
        "",
        "date",
        "title",
        "1946",
        "May 5, 1946",
        'a "b" c',
        "x",
        '"',
        '""',
        '"a',
        'b"',
        "é",
        "\n",
        " ",
    ]
)


@given(st.text() | st.text(',;\t|"\n\r ax'))
@example('"')
@example('a,b\n"')
def test_any_text_is_accounted_for_or_refused(text):
    check_account(text)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=8), st.sampled_from([",", ";", "\t", "|"]))
def test_anything_like_a_table_is_accounted_for_or_refused(table, delimiter):
    check_account("title,date,place\n" + "\n".join(delimiter.join(row) for row in table))


WORDS = st.text("abé \"',;|\t\n=", max_size=9)


@given(
    st.lists(
        st.tuples(WORDS, WORDS, WORDS).filter(lambda r: any(c.strip() for c in r)), min_size=1
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_no_cell_of_a_good_file_is_lost(table, delimiter):
    text = io.StringIO()
    names = ["title", "date", "colour"]
    csv.writer(text, delimiter=delimiter).writerows([names, *table])
    given_file = file(text.getvalue())
    columns = {given_file.name: {"title": "title", "date": "date"}}
    reading = delimited.read(given_file, Options(columns))
    expected = [tuple(" ".join(cell.split()) for cell in row) for row in table]
    assert [(r.title, r.date, r.extra.get("colour", "")) for r in reading.records] == expected


@pytest.mark.parametrize("rule", ["---|---|---", ":--|:-:|--:", "===|===|===", "-|-----|-"])
def test_a_rule_between_rows_is_no_document(rule):
    text = f"| Date | Title | Box |\n|{rule}|\n| 1911 | Lease of the mill | 2 |\n|{rule}|\n"
    reading = delimited.read(SourceFile("t.md", text.encode()), Options())
    assert [(r.date, r.title) for r in reading.records] == [("1911", "Lease of the mill")]
    assert [p.role for p in reading.report.files[0].pieces] == "header header field header".split()


@pytest.mark.parametrize(
    "footer",
    ["\n© 2024 The Mill Library. Contact\n", "\nSource: the mill\n", "Last updated 3 May\n"],
)
def test_what_stands_below_a_table_is_no_document_and_is_named(footer):
    text = "Title\tDate\nLease\t1911\nPlan\t1912\n" + footer
    reading = delimited.read(SourceFile("t.tsv", text.encode()), Options())
    assert [r.title for r in reading.records] == ["Lease", "Plan"]
    assert any("footer" in remark.text for remark in reading.report.file_remarks)


def test_a_last_row_of_one_cell_is_a_document():
    text = "Title\tDate\nLease\t1911\nPlan\t1912\nA letter without a date\n"
    reading = delimited.read(SourceFile("t.tsv", text.encode()), Options())
    assert [r.title for r in reading.records] == ["Lease", "Plan", "A letter without a date"]


SHEET = """\
Harbour office,,,,
"Codes (please leave this row)",title,begin,end,expression
Field name,Title *REQUIRED*,Date(1) begin,Date(1) end,Date(1) expression
,Ice reports,1880,1884,
,Pilots’ log,1881,,"1881, spring"
"""
NOTES = """\
identifier,title,date,creator
required,required,optional,optional (repeatable)
h1,Ice report,1880,"Olsen, Kari"
"""
TWO_LANGUAGES = """\
title,creator,date,description
Tittel,Author,Datum,Beschreibung
Ice report,"Olsen, Kari",1880,Of the harbour
"""


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (SHEET, ["Ice reports", "Pilots’ log"]),
        (NOTES, ["Ice report"]),
        (TWO_LANGUAGES, ["Ice report"]),
        ("title,creator,date\nTitle page,Author,1880\n", ["Title page"]),  # a document
    ],
)
def test_rows_of_names_are_no_documents(text, titles):
    reading = delimited.read(file(text), Options())
    assert [record.title for record in reading.records] == titles
    assert reading.report.counts()["unread"] == 0


@pytest.mark.parametrize("text", ["p,q\n3,4\n5,6\n", "p;q;r\n3;4;5\n6;7;8\n"])
def test_a_table_without_known_columns_is_told_its_columns(text):
    with pytest.raises(
        ReadError, match=r"“p”, “q”.*none of them is known as a date, a title"
    ) as err:
        read_file(file(text))
    assert "line of its own" not in str(err.value)


def test_prose_with_commas_is_no_refused_table():
    assert delimited.refusal(file("We met, and spoke.\nHe left, and wrote.\n")) == ""


def test_columns_of_a_table_without_titles_are_named():
    text = "code,letter date,remarks\nH1,1880,Torn at the edge.\nH2,1881,In pencil, perhaps.\n"
    reading = read_file(file(text.replace(", perhaps", "")))
    assert [record.title for record in reading.records] == ["", ""]
    (remark,) = reading.report.file_remarks
    assert "“code”, “remarks”" in remark.text


def test_a_single_column_is_told():
    with pytest.raises(ReadError, match=r"a single column \(“title”\)"):
        read_file(file("title\nOn ice\nOn pilots\n"))


def test_spans_with_arrows_are_read():
    (record,) = read_file(file('Name,Date\nLog,"March 3, 1880 → March 5, 1880"\n')).records
    assert record.date == "March 3, 1880 → March 5, 1880"
    assert parse_date(record.date).edtf == "1880-03-03/1880-03-05"


@pytest.mark.parametrize(
    "total",
    [
        "Total\t3 items\t\t",
        "Total\t\t\t",
        "Summe:\t1.204\t\t",
        "Всего: 2 записи\t\t\t",
        "Celkem: 2\t\t\t",
    ],
)
@pytest.mark.parametrize("below", ["", "9\tPlan\t1912\t\n"])
def test_a_total_is_no_document(total, below):
    text = f"No.\tTitle\tDate\tSheets\n7\tLease\t1911\t4\n{total}\n{below}"
    reading = read_file(SourceFile("t", text.encode()))
    titles = [record.title for record in reading.records]
    assert titles == ["Lease", "Plan"][: 1 + bool(below)]
    assert reading.report.file_remarks


def test_a_document_about_a_total_stays():
    text = "Title\tDate\nTotal war, a pamphlet\t1915\nTotal\t3 May 1916\n"
    assert len(read_file(SourceFile("t", text.encode())).records) == 2


def test_columns_parted_by_spaces():
    text = (
        "No.   Date          From       To         Subject\n"
        "1     3 Feb 1805    Adm. Keel  Ray        Repairs at Dell\n"
        "2     17 Feb 1805   Ray        Adm. Keel  Loss of the\n"
        "                                          mizzen\n"
        "3     2 March 1805  Adm. Keel             Return of the sick\n"
    )
    reading = read_file(SourceFile("t.txt", text.encode()), Options())
    assert [(r.id, r.date, r.title, r.creators, r.recipients) for r in reading.records] == [
        ("1", "3 Feb 1805", "Repairs at Dell", ("Adm. Keel",), ("Ray",)),
        ("2", "17 Feb 1805", "Loss of the mizzen", ("Ray",), ("Adm. Keel",)),
        ("3", "2 March 1805", "Return of the sick", ("Adm. Keel",), ()),
    ]
    assert "".join(piece.text.replace("\n", "") for piece in reading.report.files[0].pieces) == (
        text.replace("\n", "")
    )


@pytest.mark.parametrize(
    "row", ["1     3 Feb 1805 to Adm. Keel on repairs", "1  3 Feb 1805  On it"]
)
def test_a_line_across_columns_makes_no_table_of_spaces(row):
    head = "No.   Date          From       Subject\n1     3 Feb 1805    Adm. Keel  Rye\n"
    assert not delimited.sniff(file(f"{head}{row}\n{row}\n"))


def test_texts_below_the_rows_of_a_pasted_table():
    text = (
        "Papers (2)\n\nDatum\tNr.\tBetreff\n3.4.1946\t51\tVisa\nBitte um Antwort.\n"
        "20.5.1947\t53\tReise\nAnkunft am Abend.\n"
    )
    reading = delimited.read(file(text), Options())
    assert [(r.id, r.title, dict(r.extra)) for r in reading.records] == [
        ("51", "Visa", {"column 4": "Bitte um Antwort."}),
        ("53", "Reise", {"column 4": "Ankunft am Abend."}),
    ]


def test_days_beside_their_year():
    text = "Year,Date,Title\n1851,3 May,Rye\n,9 July,Oats\n1853,2 January,Mills\n"
    reading = delimited.read(file(text), Options())
    assert [(r.date, r.stated.year) for r in reading.records] == [
        ("3 May", "1851"),
        ("9 July", ""),
        ("2 January", "1853"),
    ]


def test_a_few_rows_with_codes_and_dates_and_no_names():
    text = (
        "D/12/1\t1781 May 3\tLetter on masts\t1 p\nD/12/2\t1781 Jun 19\tReply to it\t2 pp\n"
        "D/12/3\tn.d.\tSketch of the pond\t1 item\n"
    )
    reading = read_file(SourceFile("t.txt", text.encode()), Options())
    assert [(r.id, r.date, r.title) for r in reading.records] == [
        ("D/12/1", "1781 May 3", "Letter on masts"),
        ("D/12/2", "1781 Jun 19", "Reply to it"),
        ("D/12/3", "n.d.", "Sketch of the pond"),
    ]


def test_a_column_named_by_an_address_of_rdf_means_what_the_address_ends_in():
    terms = "http://purl.org/dc/elements/1.1/"
    text = f"{terms}title,{terms}date,https://schema.org/author\nLease,1911,Ray\nPlan,1912,Hay\n"
    records = read_file(SourceFile("a.csv", text.encode())).records
    assert [(r.title, r.date, r.creators) for r in records] == [
        ("Lease", "1911", ("Ray",)),
        ("Plan", "1912", ("Hay",)),
    ]


def test_names_of_fields_before_tabs_again_and_again_are_labels():
    text = "".join(
        f"Název\t{title}\nInventární číslo\t{number}\nDatace\t{date}\n\n"
        for title, number, date in (("Nájem mlýna", 12, "4. března 1902"), ("Plán jezu", 13, 1903))
    )
    records = read_file(SourceFile("a.txt", text.encode())).records
    assert [(r.id, r.title, r.date) for r in records] == [
        ("12", "Nájem mlýna", "4. března 1902"),
        ("13", "Plán jezu", "1903"),
    ]


@pytest.mark.parametrize("mark", [" | ", "\t", "; ", " · "])
def test_rows_that_name_each_value_are_labels_and_the_first_is_a_document(mark):
    rows = (("Lease", "1911", "Graz"), ("Plan", "1912", "Linz"), ("Map", "1913", "Wien"))
    lines = (
        mark.join((f"Title: {a}", f"Date: {b}", f"Place: {c}", "Sheets: 2")) for a, b, c in rows
    )
    records = read_file(SourceFile("a.txt", "\n".join(lines).encode())).records
    assert [(r.title, r.date, *r.places) for r in records] == list(rows)
