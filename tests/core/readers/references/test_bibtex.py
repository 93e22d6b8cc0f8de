import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.holding import holding_of
from dash_core.readers.references import bibtex
from dash_core.readers.references.latex import plain


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
        (r"title = {a \foo{b} c \baz d}", "title", r"a b c \baz d"),
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
        ("date = {Mar 3}, year = 1946", "date", "Mar 3 1946"),
        ("date = {1903-07}", "date", "July 1903"),
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
        "Made by X\n\n@comment{c}\n@misc{a, title = {x}}\n@misc{b, = {y\n\n"
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


@pytest.mark.parametrize(
    ("entry", "remark"),
    [
        (
            "@misc{k, title = {Tolls} date = {1890}, note = {n}}",
            "1: A comma is missing before “date”",
        ),
        ("@misc{k,\n title = {Tolls},\n date = 1890\n note = {n}}", "4: A comma is missing before"),
        ("@misc{k, title = {Tolls}; date = {1890}, note = {n}}", "1: A comma is missing before"),
        (
            "@misc{k\n title = {Tolls}, date = {1890}, note = {n}}",
            "2: A comma is missing after the",
        ),
        ("@misc{k, title = {Tolls},, date = {1890}, note = {n}}", "1: There is a comma too many"),
        ("@misc{k,,\n title = {Tolls}, date = {1890}, note = {n}}", "1: There is a comma too many"),
        (
            "@misc{k,\n title {Tolls}, date = {1890}, note = {n}}",
            "2: A “=” is missing after “title”",
        ),
        ("@misc{k, title = {Tolls,\n date = {1890}, note = {n}}", "1: “title” is not closed"),
        ('@misc{k, title = "Tolls,\n date = {1890}, note = {n}}', "1: “title” is not closed"),
        ("@misc{k, title = {Tolls}, date = {1890}, note = {n}\n", "1: This entry is not closed"),
        ("@misc{k, title = {Tolls}, foo, date = {1890}, note = {n}}", "1: “foo” is no field"),
    ],
)
def test_an_entry_with_a_fault_is_read_and_the_fault_is_named(entry, remark):
    reading = read(f"{entry}\n@misc{{next, title = {{Mills}}}}\n", sniffed=True)
    (report,) = reading.report.files
    broken, following = reading.records
    assert (broken.id, broken.title, broken.date) == ("k", "Tolls", "1890")
    assert (following.id, following.title) == ("next", "Mills")
    assert broken.extra["note"] == "n"
    assert [f"{r.number}: {r.text}"[: len(remark)] for r in report.remarks] == [remark]
    assert not report.unread


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{\n  title = {Tolls},\n  date = {1890}\n}",
        "@misc{,\n  title = {Tolls},\n  date = {1890}\n}",
        "@misc{k\n, title = {Tolls}\n, date = {1890}\n}",
        "@misc{k,\n\ttitle\t=\t{Tolls},\n\tdate\t=\t{1890},\n}",
        "@misc{a key of words, title = {Tolls}, % a comment, {\n date = {1890}}",
        '@MISC ( k , TITLE = "Tolls" , DATE = 1890 )',
    ],
)
def test_entries_in_other_dress(entry):
    (record,) = read(f"{entry}\n").records
    assert (record.title, record.date) == ("Tolls", "1890")


def test_a_field_behind_the_end_of_its_entry_is_said():
    reading = read("@misc{k, title = {Tolls}},\n date = {1890}}\n")
    assert [piece.number for piece in reading.report.unread] == [2]


def test_fields_are_taken_from_others():
    volume = (
        "@inbook{part, title = {Tolls}, crossref = {VOL}}\n"
        "@book{vol, author = {Pell, Ada}, title = {Roads}, subtitle = {A Reader}, year = 1890,"
        " shorthand = {R}, xdata = {press}}\n"
        "@xdata{press,\n  publisher = {Gate Press},\n  location = {Ghent}\n}\n"
    )
    reading = read(volume)
    part, book = reading.records
    assert (part.title, part.date, part.creators) == ("Tolls", "1890", ("Ada Pell",))
    assert (part.places, part.extra["location"]) == ((), "Ghent")
    assert part.extra["booktitle"] == "Roads"
    assert part.extra["booksubtitle"] == "A Reader"
    assert "shorthand" not in part.extra
    assert (book.title, book.extra["publisher"]) == ("Roads: A Reader", "Gate Press")
    assert not reading.report.unread
    assert not reading.report.file_remarks


def test_parents_that_are_not_there_or_not_used_are_said():
    reading = read("@misc{a, title = {x}, crossref = {b}}\n@xdata{c, date = {1890}}\n")
    assert [r.text[:30] for r in reading.report.file_remarks] == [
        "This entry refers to “b”, whic",
        "No entry takes its fields from",
    ]
    assert [piece.number for piece in reading.report.unread] == [2]


def test_an_entry_does_not_take_a_second_date():
    (child, _parent) = read(
        "@misc{a, title = {x}, year = 1891, crossref = {b}}\n@book{b, title = {y}, date = {1890}}\n"
    ).records
    assert child.date == "1891"


def test_circles_and_long_chains_of_parents_end():
    ring = "".join(
        f"@misc{{k{i}, f{i} = {{v}}, crossref = {{k{(i + 1) % 300}}}, xdata = {{{'k1,' * 50}}}}}\n"
        for i in range(300)
    )
    assert len(read(ring).records) == 300


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title = {Tolls}, subtitle = {A Reader}", "Tolls: A Reader"),
        ("title = {Tolls?}, subtitle = {A Reader}", "Tolls? A Reader"),
        ("title = {Tolls}, titleaddon = {A Reply}", "Tolls. A Reply"),
        ("maintitle = {Works}, mainsubtitle = {A Reader}, volume = 2", "Works: A Reader"),
        ("maintitle = {Works}, title = {Letters}", "Letters"),
    ],
)
def test_titles_have_their_subtitles(fields, title):
    assert one(fields, "book").title == title


@pytest.mark.parametrize(
    ("author", "inverted"),
    [
        ("Pell, Ada", "Pell, Ada"),
        ("Ada Pell", "Pell, Ada"),
        ("Wim ter Horst", "ter Horst, Wim"),
        ("{\\'E}mile {de} la Croix", "la Croix, Émile de"),
        ("Pell, III, Tom", "Pell, Tom, III"),
        ("Pell, Tom, III", "Pell, Tom, III"),
        ("Pell, M.P., Tom", "Pell, Tom, M.P."),
        ("family=Horst, given=Wim, prefix=ter, useprefix=true", "ter Horst, Wim"),
        ("given=Wim, family=Horst, prefix=ter, useprefix=false", "Horst, Wim ter"),
        ('family="Horst, Baron", given={Wim}, given-i=W', "Horst, Baron, Wim"),
    ],
)
def test_names_have_their_parts(author, inverted):
    record = one(f"author = {{{author}}}")
    (name,) = record.creators
    assert record.names[name].inverted == inverted


@pytest.mark.parametrize("body", ["Gate Company", "Ministry of Works", "{Pell and Cole}", "Bede"])
def test_bodies_and_single_names_have_none(body):
    record = one(f"author = {{{body}}}")
    assert record.creators == (body.strip("{}"),)
    assert not record.names


def test_names_parted_as_in_tables():
    record = one("author = {Pell, Ada; Horst, Wim}, editor = {Pell \\& Co; Ltd and Cole, B.}")
    assert record.creators == ("Ada Pell", "Wim Horst")


def test_that_there_are_more_names_is_kept():
    record = one("author = {Pell, Ada and others}, editor = {{others} and Cole, B.}")
    assert (record.creators, record.people) == (("Ada Pell",), ("others", "B. Cole"))
    assert record.extra == {"and others": "creators", "editor": "others; Cole, B."}


WORDS = st.sampled_from("toll gate mill Öre Nr. 5".split())
COMMANDS = st.sampled_from(
    "emph textup mbox texttt textsc textsuperscript unknown underline textit footnote".split()
)
LATEX = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.builds("\\{}{{{}}}".format, COMMANDS, inner),
        st.builds("{{\\{} {}}}".format, st.sampled_from("em it bf sc tt itshape".split()), inner),
        st.builds("\\href{{http://a.b/c}}{{{}}}".format, inner),
        st.builds("\\enquote{{{}}}".format, inner),
        st.builds("{{{}}}".format, inner),
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
    ),
    max_leaves=6,
)


@given(LATEX)
def test_latex_never_drops_words(text):
    words = re.findall("toll|gate|mill|Öre|Nr|5", text)
    assert re.findall("toll|gate|mill|Öre|Nr|5", plain(text)) == words
    assert "\\" not in plain(text)


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


@pytest.mark.parametrize(
    ("entry", "genre", "publisher"),
    [
        (
            "@thesis{a, type = {mathesis}, institution = {Quay}, %s}",
            "master’s thesis",
            "institution",
        ),
        (
            "@report{a, type = {resreport}, institution = {Quay}, %s}",
            "research report",
            "institution",
        ),
        ("@phdthesis{a, school = {Quay}, %s}", "PhD thesis", "school"),
        ("@online{a, organization = {Quay}, %s}", "web page", "organization"),
    ],
)
def test_an_institution_that_publishes_holds_nothing(entry, genre, publisher):
    (record,) = read(entry % "title = {Locks}, year = 1890").records
    assert record.genre == genre
    assert record.extra[f"publisher ({publisher})"] == "Quay"
    assert holding_of(record.extra).archive == ""


def test_the_holder_of_a_patent_is_no_archive():
    (record,) = read("@patent{a, holder = {Quay}, title = {Lock}, year = 1890}").records
    assert record.extra["patent holder"] == "Quay"
    assert holding_of(record.extra).archive == ""


def test_the_brace_may_stand_on_the_next_line():
    reading = read('@Misc\n  { moor:1871\n  , title = "On rye"\n  , year  = 1871\n  }\n')
    assert [(r.id, r.title, r.first, r.last) for r in reading.records] == [
        ("moor:1871", "On rye", 1, 5)
    ]
