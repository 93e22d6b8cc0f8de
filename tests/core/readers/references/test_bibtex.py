import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.references import bibtex


def read(text, *, sniffed=True):
    file = SourceFile("t.bib", text.encode())
    assert bibtex.sniff(file) is sniffed
    return bibtex.read(file, Options())


def one(fields, kind="misc", before=""):
    (record,) = read(f"{before}@{kind}{{key,\n  {fields}\n}}\n").records
    return record


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        (r"title = {The {USSR} in \"Osterreich}", "title", "The USSR in Österreich"),
        (r'title = "{\"O}l \& 50% of {\ss}"', "title", "Öl & 50% of ß"),
        (r"title = {a \foo{b} c}", "title", r"a \foo b c"),
        ("title = {a --- b ``c''}", "title", "a — b “c”"),
        (r"title = {An e-mail, a@b.c {$x^2$}}", "title", "An e-mail, a@b.c $x^2$"),
        (
            "author = {Marx, Karl and Friedrich Engels}",
            "creators",
            ("Karl Marx", "Friedrich Engels"),
        ),
        (
            "author = {{Ministry of War, USSR} and King, Jr., M. L.}",
            "creators",
            ("Ministry of War, USSR", "M. L. King Jr."),
        ),
        ("author = {{A and B}}", "creators", ("A and B",)),
        ("author = {A \n and\n B}", "creators", ("A", "B")),
        ("editor = {Zaun, X}", "people", ("X Zaun",)),
        ("date = {1946-04-05}", "date", "1946-04-05"),
        ("date = {1946~}", "date", "1946~"),
        ("year = 1946, month = apr", "date", "April 1946"),
        ("year = 1946, month = {4}, day = 5", "date", "5 April 1946"),
        ('year = 1946, month = apr # "~5"', "date", "April 5, 1946"),
        ("year = {c. 1946}", "date", "c. 1946"),
        ("date = {1946-04}, year = {1946}", "extra", {}),
        ("keywords = {oil, wheat; Iran}", "subjects", ("oil", "wheat", "Iran")),
        ("abstract = {a\n  b}", "summary", "a b"),
        ("location = {Tehran}", "places", ("Tehran",)),
        ("url = {http://a/b_c%20d~e}", "url", "http://a/b_c%20d~e"),
        (r"url = {\url{http://a/b\_c}}", "url", "http://a/b_c"),
        (r"howpublished = {\url{http://a}}", "url", "http://a"),
        ("howpublished = {Letter}", "genre", "Letter"),
        ("howpublished = {Letter}, journal = {J}", "extra", {"journal": "J", "entry type": "misc"}),
        ("title = {a}, title = {b}", "extra", {"title": "b"}),
        ("langid = {russian}", "language", "russian"),
        ("note = {x}", "id", "key"),
    ],
)
def test_fields(fields, field, value):
    assert getattr(one(fields), field) == value


@pytest.mark.parametrize(
    ("kind", "genre"),
    [
        ("misc", ""),
        ("unpublished", ""),
        ("report", "report"),
        ("article", "journal article"),
        ("letter", "letter"),
    ],
)
def test_genre_of_the_type(kind, genre):
    assert one("title = {a}", kind).genre == genre


def test_abbreviations_are_looked_up():
    assert one('author = cwihp # " and X"', before='@string{CWIHP = "The Project"}\n').creators == (
        "The Project",
        "X",
    )


def test_abbreviations_that_double_without_end_are_left():
    strings = "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(60))
    assert len(one("title = s60", before='@string{s0 = "lol"}\n' + strings).title) < 1_000_000


def test_broken_entries_are_said_and_the_rest_is_read():
    reading = read(
        "Made by X\n\n@comment{c}\n@misc{a, title = {x}}\n@misc{b, title = {y\n\n"
        "@misc{a, title = {z}}\n@misc(c, title = {p})\nend\n"
    )
    assert [(r.id, r.title, r.first) for r in reading.records] == [
        ("a", "x", 4),
        ("a", "z", 7),
        ("c", "p", 8),
    ]
    (report,) = reading.report.files
    assert [(p.role, p.record) for p in report.pieces] == [
        ("header", None),
        ("blank", None),
        ("header", None),
        ("field", 0),
        ("unread", None),
        ("blank", None),
        ("field", 1),
        ("field", 2),
        ("header", None),
    ]
    assert [remark.number for remark in report.remarks] == [5, 7]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "a@b.c",
        "@comment{a, b=c}",
        '{"a": "@misc{a}"}',
        "TY  - JOUR\nTI  - @misc{a, b = c}",
    ],
)
def test_other_text_is_not_claimed(text):
    assert not text or not bibtex.sniff(SourceFile("t", text.encode()))


def test_no_entry_is_said_in_a_sentence():
    with pytest.raises(ReadError, match=r"No entry of “t\.bib” could be read"):
        read("x", sniffed=False)


values = st.sampled_from(
    ["{a}", '"b"', "1946", "apr", "{a {b} c}", '"x" # apr', r"{\'e}", "{x\n y}"]
)
entry = st.builds(
    lambda key, fields: f"@misc{{{key},\n" + "".join(f"  {n} = {v},\n" for n, v in fields) + "}",
    st.sampled_from(["a", "b", "c:1"]),
    st.lists(st.tuples(st.sampled_from(["title", "author", "year", "x"]), values), max_size=4),
)
block = entry | st.sampled_from(["", "text", "@comment{x}", '@string{a = "b"}', "@preamble{x}"])


@given(st.lists(block, max_size=6), entry)
def test_nothing_is_lost(blocks, last):
    text = "\n".join([*blocks, last, ""])
    reading = read(text)
    assert len(reading.records) == len(re.findall("@misc", text))
    (report,) = reading.report.files
    assert [(p.number, p.text) for p in report.pieces] == list(enumerate(text.split("\n")[:-1], 1))
    for piece in report.pieces:
        inside = [i for i, r in enumerate(reading.records) if r.first <= piece.number <= r.last]
        assert inside == ([piece.record] if piece.record is not None else [])
        assert piece.role == ("field" if inside else "header" if piece.text.strip() else "blank")


@given(
    st.lists(
        st.sampled_from([*list('@{}",=#\\\n $%ab'), "@misc{a,", "title = "]) | st.text(max_size=3)
    )
)
def test_arbitrary_text_gives_a_reading_or_a_sentence(parts):
    text = "".join(parts).encode("utf-8", "replace")
    file = SourceFile("t", text)
    message = ""
    try:
        bibtex.sniff(file)
        (report,) = bibtex.read(file, Options()).report.files
        assert {p.number for p in report.unread} == set() or report.remarks
    except ReadError as err:
        message = str(err)
    assert message == "" or message[-1] == "."
